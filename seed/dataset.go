package seed

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"forumgraph/store"
)

// Dataset is a graph from one or more sources, checked on its own: every reference leads to one of its nodes.
type Dataset struct {
	// Nodes are ordered by kind as in [store.Kinds], then by ID. Do not change them.
	Nodes []store.Node
	// Decisions are the coders' notes on look-alike nodes, in the order of the files. A dataset that was not read from
	// YAML has none.
	Decisions []Decision
	// Normalized counts the texts that store.NormalizeTexts changed during reading.
	Normalized int

	origins map[store.ID]origin
}

// origin is the place of a record.
type origin struct {
	at Position
	// value is the record's mapping, and aside the entry that sets a passage aside; nil unless read from YAML.
	value, aside *yamlValue
}

// Sources returns the IDs of the dataset's sources, in order.
func (d *Dataset) Sources() []store.ID {
	var ids []store.ID
	for _, n := range d.Nodes {
		if s, ok := n.(*store.Source); ok {
			ids = append(ids, s.ID)
		}
	}
	return ids
}

// Position returns the place of a field of a record, with field as in [store.Problem]. A field that the file does not
// hold has the place of its parent. It is the zero Position if the dataset does not have the record.
func (d *Dataset) Position(id store.ID, field string) Position {
	at, _ := d.origins[id].find(field)
	return at
}

// find returns the place of a field, and whether it is that of the field itself and not of its parent.
func (o origin) find(field string) (at Position, exact bool) {
	v, at := o.value, o.at
	if o.aside != nil && strings.HasPrefix(field, "setAside") {
		v, at = o.aside, o.aside.pos
		field = strings.TrimPrefix(strings.TrimPrefix(field, "setAside"), ".")
	}
	if v == nil {
		return at, false
	}
	for _, step := range strings.FieldsFunc(field, func(r rune) bool { return r == '.' || r == '[' || r == ']' }) {
		next := v.step(step)
		if next == nil {
			return at, false
		}
		v, at = next, next.pos
	}
	return at, true
}

// step returns the value at a key or an index, or nil.
func (v *yamlValue) step(step string) *yamlValue {
	if i, err := strconv.Atoi(step); err == nil {
		if i < 0 || i >= len(v.items) {
			return nil
		}
		return v.items[i]
	}
	// A reference or a voice that is a plain ID stands for its mapping, as do an alias and an English text.
	if v.kind == yamlText && (step == "id" || step == "text" || step == "en") {
		return v
	}
	if f := v.field(step); f != nil {
		return f.value
	}
	return nil
}

// place turns problems of records and fields into problems with positions. It leaves out those in told, which were
// already reported.
func (d *Dataset) place(problems []store.Problem, told map[fieldKey]bool) Errors {
	var all Errors
	for _, p := range problems {
		if isTold(told, p) {
			continue
		}
		at, exact := d.origins[p.ID].find(p.Field)
		message := p.String()
		if exact && p.Field != "" {
			message = p.Field + ": " + p.Message
		}
		all = append(all, Problem{at, message})
	}
	return all
}

// isTold reports whether a problem of the field, or of its parent, was already reported.
func isTold(told map[fieldKey]bool, p store.Problem) bool {
	for field := p.Field; field != ""; field = field[:max(strings.LastIndexAny(field, ".["), 0)] {
		if told[fieldKey{p.ID, field}] {
			return true
		}
	}
	return false
}

// validate checks the dataset on its own and returns its problems, or an error of another kind.
func (d *Dataset) validate(ctx context.Context, told map[fieldKey]bool) (Errors, error) {
	err := store.Validate(ctx, nothing{}, store.ChangeSet{Put: d.Nodes})
	var invalid *store.InvalidError
	if errors.As(err, &invalid) {
		return d.place(invalid.Problems, told), nil
	}
	return nil, err
}

// nothing looks up nodes in an empty graph.
type nothing struct{}

func (nothing) Nodes(_ context.Context, ids []store.ID) ([]store.Node, error) {
	return make([]store.Node, len(ids)), nil
}

func (nothing) Neighbors(context.Context, store.ID) ([]store.Neighbor, error) {
	return nil, store.ErrNotFound
}

func (d *Dataset) sort() { slices.SortFunc(d.Nodes, canonical) }

// canonical orders nodes as compareIDs orders their IDs.
func canonical(a, b store.Node) int { return compareIDs(a.Base().ID, b.Base().ID) }

// compareIDs orders IDs by kind as in store.Kinds, then byte by byte.
func compareIDs(x, y store.ID) int {
	if a, b := x.Kind(), y.Kind(); a != b {
		kinds := store.Kinds()
		return cmp.Compare(slices.Index(kinds, a), slices.Index(kinds, b))
	}
	return cmp.Compare(x, y)
}
