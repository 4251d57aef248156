package badgerstore

import (
	"cmp"
	"slices"

	"forumgraph/store"
	"forumgraph/store/badgerstore/internal/disk"
)

// derive updates the derived edges for the changed statements, and for those of persons whose affiliations changed. It
// removes the shares of the old statement and adds those of the new one.
func (w *writer) derive() error {
	statements, err := w.affectedStatements()
	if err != nil {
		return err
	}
	deltas := make(map[store.EdgeKey]*delta)
	at := func(key store.EdgeKey) *delta {
		if deltas[key] == nil {
			deltas[key] = &delta{}
		}
		return deltas[key]
	}
	before, after := &affiliations{w: w}, &affiliations{w: w, after: true}
	for _, id := range statements {
		old, new, err := w.beforeAndAfter(id)
		if err != nil {
			return err
		}
		if s, ok := old.(*store.Statement); ok {
			for key, share := range store.Shares(s, before.of) {
				d := at(key)
				d.remove = append(d.remove, share)
			}
		}
		if s, ok := new.(*store.Statement); ok {
			for key, share := range store.Shares(s, after.of) {
				d := at(key)
				d.add = append(d.add, share)
			}
		}
	}
	if err := cmp.Or(before.err, after.err); err != nil {
		return err
	}
	for key, d := range deltas {
		if slices.Equal(d.add, d.remove) {
			continue
		}
		if err := w.applyDelta(key, d); err != nil {
			return err
		}
	}
	return nil
}

// delta is what a change removes from the support of a derived edge and adds to it.
type delta struct{ remove, add []store.Support }

// affectedStatements returns the statements whose shares may change, ordered by ID.
func (w *writer) affectedStatements() ([]store.ID, error) {
	var ids []store.ID
	for id, c := range w.changes {
		if id.Kind() == store.KindStatement {
			ids = append(ids, id)
			continue
		}
		if c.old == nil || slices.Equal(store.AffiliationsOf(c.old), store.AffiliationsOf(c.new)) {
			continue
		}
		made, err := w.neighborsIn(w.ctx, c.number, disk.GroupOf(store.Made, store.Out))
		if err != nil {
			return nil, err
		}
		ids = append(ids, made...)
	}
	slices.Sort(ids)
	return slices.Compact(ids), nil
}

// affiliations looks up the organizations of persons before the change or, if after is set, after it. It keeps its
// first error, since store.Shares takes only a list.
type affiliations struct {
	w     *writer
	after bool
	err   error
}

func (a *affiliations) of(person store.ID) []store.ID {
	old, new, err := a.w.beforeAndAfter(person)
	a.err = cmp.Or(a.err, err)
	if a.after {
		return store.AffiliationsOf(new)
	}
	return store.AffiliationsOf(old)
}

// applyDelta changes the support of one derived edge, and the edge itself if it is created, removed or changes weight.
func (w *writer) applyDelta(key store.EdgeKey, d *delta) error {
	source, target, err := w.numbersOf(key)
	if err != nil {
		return err
	}
	shares, err := w.support(source, key.Type, target)
	if err != nil {
		return err
	}
	had := len(shares)
	for _, s := range d.remove {
		n, err := w.numberOf(s.Statement)
		if err != nil {
			return err
		}
		shares = slices.DeleteFunc(shares, func(sh disk.Share) bool { return sh.Statement == n })
	}
	for _, s := range d.add {
		sh, err := w.shareOf(s)
		if err != nil {
			return err
		}
		shares = append(shares, sh)
	}
	return w.writeSupport(key, disk.DerivedKey(source, key.Type, target), shares, had)
}

// shareOf converts support to numbers.
func (w *writer) shareOf(s store.Support) (sh disk.Share, err error) {
	if sh.Statement, err = w.numberOf(s.Statement); err != nil || s.Through == "" {
		return sh, err
	}
	sh.Through, err = w.numberOf(s.Through)
	return sh, err
}

// writeSupport writes a derived edge that had had shares before.
func (w *writer) writeSupport(key store.EdgeKey, at []byte, shares []disk.Share, had int) error {
	disk.SortShares(shares)
	code := disk.TypeCodes.Code[key.Type]
	if len(shares) == 0 {
		if had == 0 {
			return nil
		}
		disk.Count(w.state.Edges, code, -1)
		if err := w.edge(key, "", 0, true); err != nil {
			return err
		}
		return w.delete(at)
	}
	if had == 0 {
		disk.Count(w.state.Edges, code, +1)
	}
	if len(shares) != had {
		if err := w.edge(key, "", len(shares), false); err != nil {
			return err
		}
	}
	return w.set(at, disk.EncodeSupport(shares))
}
