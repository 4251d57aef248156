package badgerstore

import (
	"context"
	"fmt"
	"slices"

	"github.com/dgraph-io/badger/v4"

	"forumgraph/store"
)

// RebuildDerived implements store.Store. It derives all edges from the statements and rewrites those that differ from the
// stored ones, so a sound store is only read. Many repairs are written in several transactions, each of which leaves every
// edge it touches whole.
func (s *Store) RebuildDerived(ctx context.Context) error {
	s.writing.Lock()
	defer s.writing.Unlock()
	g, err := s.acquire()
	if err != nil {
		return fmt.Errorf("rebuild derived edges: %w", err)
	}
	defer s.release(g)
	for {
		more, err := g.rebuildSome(ctx, maxRepairs)
		s.acknowledge(g) // the counts may have changed
		if err != nil {
			return fmt.Errorf("rebuild derived edges: %w", err)
		}
		if !more {
			return nil
		}
	}
}

// maxRepairs is how many derived edges one transaction repairs.
const maxRepairs = 2000

// rebuildSome repairs up to most derived edges and reports whether there may be more.
func (g *generation) rebuildSome(ctx context.Context, most int) (more bool, err error) {
	w, err := g.newWriter(ctx)
	if err != nil {
		return false, err
	}
	defer w.discard()
	wanted, err := w.deriveAll()
	if err != nil {
		return false, err
	}
	stored, err := w.derivedStored()
	if err != nil {
		return false, err
	}
	repairs := 0
	for key := range union(wanted, stored) {
		if repairs == most {
			break
		}
		fixed, err := w.repair(key, wanted[key], stored[key])
		if err != nil {
			return false, err
		}
		if fixed {
			repairs++
			if was, is := stored[key] != nil && stored[key].record != nil, len(wanted[key]) > 0; was != is {
				by := 1
				if was {
					by = -1
				}
				count(w.state.Edges, typeCodes.code[key.Type], by)
			}
		}
	}
	if repairs < most { // the last ones: the counts are those of what is there now
		counts := make(map[byte]int)
		for key := range wanted {
			counts[typeCodes.code[key.Type]]++
		}
		for _, t := range store.DerivedTypes() {
			code := typeCodes.code[t]
			if w.state.Edges[code] != counts[code] {
				repairs++
				count(w.state.Edges, code, counts[code]-w.state.Edges[code])
			}
		}
	}
	if repairs == 0 {
		return false, nil
	}
	if err := w.writeEdges(); err != nil {
		return false, err
	}
	return repairs >= most, w.commit()
}

// found is what is stored of a derived edge: its record and the weight at either end, 0 where there is none.
type found struct {
	record  []byte
	out, in uint64
}

func union(wanted map[store.EdgeKey][]share, stored map[store.EdgeKey]*found) map[store.EdgeKey]bool {
	all := make(map[store.EdgeKey]bool, len(wanted))
	for key := range wanted {
		all[key] = true
	}
	for key := range stored {
		all[key] = true
	}
	return all
}

// deriveAll returns the support of every derived edge as the statements give it, ordered by statement number.
func (w *writer) deriveAll() (map[store.EdgeKey][]share, error) {
	var statements []*store.Statement
	persons := make(map[store.ID]store.Node)
	err := w.eachNode(w.ctx, func(_ number, n store.Node, _ []byte) error {
		switch n := n.(type) {
		case *store.Statement:
			statements = append(statements, n)
		case *store.Person:
			persons[n.ID] = n
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	edges := store.DeriveAll(statements, func(id store.ID) []store.ID { return store.AffiliationsOf(persons[id]) })
	wanted := make(map[store.EdgeKey][]share, len(edges))
	for _, e := range edges {
		shares := make([]share, len(e.Support))
		for i, s := range e.Support {
			if shares[i], err = w.shareOf(s); err != nil {
				return nil, err
			}
		}
		sortShares(shares)
		wanted[e.EdgeKey] = shares
	}
	return wanted, nil
}

// eachNode calls f for every stored node and its record, which is only valid during the call. Errors: store.ErrCorrupt if not
// as many can be read as are counted.
func (w *writer) eachNode(ctx context.Context, f func(number, store.Node, []byte) error) error {
	nodes := 0
	err := w.scan(ctx, []byte{prefixNode}, nil, false, func(item *badger.Item, rawKey []byte) (bool, error) {
		k, err := parseKey(rawKey)
		if err != nil {
			return false, err
		}
		return true, valueOf(item, func(_ *badger.Item, b []byte) error {
			n, err := decodeNode(b)
			if err != nil {
				return fmt.Errorf("node number %d: %w", k.number, err)
			}
			nodes++
			return f(k.number, n, b)
		})
	})
	if err == nil {
		err = w.allRead(nodes)
	}
	return err
}

// allRead returns an error if so many nodes are not all that are stored: Badger leaves out what it cannot read. It asks the
// stored state, since the writer's may be that of the change already.
func (w *writer) allRead(nodes int) error {
	st, err := w.view.state()
	if want := sum(st.Nodes); err == nil && nodes != want {
		err = w.note(corrupt("%d of %d nodes can be read", nodes, want))
	}
	return err
}

// derivedStored returns what is stored of all derived edges.
func (w *writer) derivedStored() (map[store.EdgeKey]*found, error) {
	all := make(map[store.EdgeKey]*found)
	at := func(key store.EdgeKey) *found {
		if all[key] == nil {
			all[key] = &found{}
		}
		return all[key]
	}
	err := w.scan(w.ctx, []byte{prefixDerived}, nil, false, func(item *badger.Item, rawKey []byte) (bool, error) {
		k, err := parseKey(rawKey)
		if err != nil {
			return false, err
		}
		edge := store.EdgeKey{Type: k.derived}
		if edge.Source, err = w.idAt(k.number); err != nil {
			return false, err
		}
		if edge.Target, err = w.idAt(k.target); err != nil {
			return false, err
		}
		return true, valueOf(item, func(_ *badger.Item, b []byte) error {
			at(edge).record = slices.Clone(b)
			return nil
		})
	})
	if err != nil {
		return nil, err
	}
	return all, w.eachNode(w.ctx, func(n number, node store.Node, _ []byte) error {
		id := node.Base().ID
		entries, err := w.entriesOf(w.ctx, n)
		for _, e := range entries {
			switch t := e.group.edgeType(); {
			case !t.IsDerived():
			case e.group.direction() == store.Out:
				at(store.EdgeKey{Source: id, Type: t, Target: e.id}).out = e.weight
			default:
				at(store.EdgeKey{Source: e.id, Type: t, Target: id}).in = e.weight
			}
		}
		return err
	})
}

// entriesOf returns all edge ends at a node in the order in which they are stored.
func (v view) entriesOf(ctx context.Context, n number) ([]entry, error) {
	h, err := v.head(n)
	if err != nil || h.whole() {
		return h.entries, err
	}
	all := slices.Clone(h.entries)
	later, err := v.separators(ctx, n)
	if err != nil {
		return nil, err
	}
	for _, first := range later {
		b, err := v.blockAt(n, first)
		if err != nil {
			return nil, err
		}
		all = append(all, b.entries...)
	}
	return all, nil
}

// repair makes a derived edge what it should be and reports whether it was not.
func (w *writer) repair(key store.EdgeKey, want []share, got *found) (bool, error) {
	if got == nil {
		got = &found{}
	}
	record, weight := encodeSupport(want), uint64(len(want))
	if slices.Equal(record, got.record) && got.out == weight && got.in == weight {
		return false, nil
	}
	if err := w.edge(key, "", len(want), len(want) == 0); err != nil {
		return false, err
	}
	source, err := w.numberOf(key.Source)
	if err != nil {
		return false, err
	}
	target, err := w.numberOf(key.Target)
	if err != nil {
		return false, err
	}
	if len(want) == 0 {
		return true, w.delete(derivedKey(source, key.Type, target))
	}
	return true, w.set(derivedKey(source, key.Type, target), record)
}
