package store

import (
	"fmt"
	"reflect"
	"slices"
)

// rules checks records one by one.
type rules struct {
	// get returns the node that a reference leads to, nil if there is none.
	get      func(ID) Node
	deleted  map[ID]bool
	problems []Problem
}

// ValidateNode checks one record as [Validate] checks those of a change set, except that it knows nothing of cycles and of
// other records with the same ID. get returns the node that a reference leads to, nil if there is none; only what it
// returns for sections and passages is looked at closer.
func ValidateNode(n Node, get func(ID) Node) []Problem {
	r := rules{get: get}
	if _, err := ParseID(string(n.Base().ID)); err != nil {
		r.problem(n.Base().ID, "id", "%v", Reason(err, ErrInvalid))
	} else {
		r.node(n)
	}
	return r.problems
}

// CycleProblem says that the hierarchy of type t leads from n along path back to n.
func CycleProblem(n Node, t EdgeType, path []ID) Problem {
	return Problem{ID: n.Base().ID, Field: fieldOf(t, n), Message: fmt.Sprintf("a cycle of %s: %s; remove one of them", t, arrows(path))}
}

func (r *rules) problem(id ID, field, format string, args ...any) {
	r.problems = append(r.problems, Problem{ID: id, Field: field, Message: fmt.Sprintf(format, args...)})
}

func (r *rules) node(n Node) {
	m := n.Base()
	if reflect.TypeOf(n) != reflect.TypeOf(NewNode(m.ID.Kind())) {
		r.problem(m.ID, "id", "the ID names a %s but the record is a %T; correct the ID's prefix", m.ID.Kind(), n)
		return
	}
	if r.deleted[m.ID] {
		r.problem(m.ID, "", "is put and deleted in one change set; do one")
	}
	r.names(n)
	r.texts(n)
	if m.ID.Kind().IsDocument() {
		if len(m.Citations) > 0 {
			r.problem(m.ID, "citations", "a %s is the document itself and cites nothing; remove them", m.ID.Kind())
		}
	} else if len(m.Citations) == 0 {
		r.problem(m.ID, "citations", "no citation; cite the passage that says so")
	}
	r.citations(m.ID, "citations", m.Citations)
	n.eachReference(func(to reference) { r.reference(m.ID, to) })
	n.check(r)
}

func (r *rules) names(n Node) {
	m := n.Base()
	switch n := n.(type) {
	case *Statement:
		if n.Summary == "" {
			r.problem(m.ID, "summary", "empty; say the claim in one or two sentences of your own")
		}
	case *Figure:
		if n.Measures.EN == "" {
			r.problem(m.ID, "measures", "empty; say what the number measures")
		}
	case *Passage:
	default:
		if m.Name.EN == "" {
			r.problem(m.ID, "name", "no English name; add one")
		}
	}
	for i, a := range m.Aliases {
		if a.Text == "" {
			r.problem(m.ID, index("aliases", i), "empty; write the name or remove it")
		}
		optionalOf(r, m.ID, index("aliases", i)+".lang", a.Lang, langs())
	}
}

// texts checks the characters, the form and the length of every text.
func (r *rules) texts(n Node) {
	EachText(n, func(t NodeText) {
		if wrong := t.class.problem(*t.text); wrong != "" {
			r.problem(n.Base().ID, t.Field(), "%s", wrong)
		}
	})
}

func (r *rules) citations(id ID, field string, cites []Citation) {
	for i, c := range cites {
		f := index(field, i)
		n := r.get(c.Passage)
		p, ok := n.(*Passage)
		switch {
		case n == nil:
			r.problem(id, f, "unknown passage %s; correct the path", c.Passage)
		case !ok:
			r.problem(id, f, "%s is not a passage; cite one", c.Passage)
		case c.Start < 0 || c.End <= c.Start || c.End > p.Length:
			r.problem(id, f, "span [%d, %d] is empty or outside of %s, which has %d characters; correct the span",
				c.Start, c.End, c.Passage, p.Length)
		case c.SHA256.IsZero():
			r.problem(id, f, "no sha256 for a part of %s; pin the citation against the source", c.Passage)
		case c.Start == 0 && c.End == p.Length && c.SHA256 != p.SHA256:
			r.problem(id, f, "sha256 %s is not that of the whole %s, %s; pin the citation again", c.SHA256, c.Passage, p.SHA256)
		}
	}
}

// reference checks what a field names.
func (r *rules) reference(id ID, to reference) {
	if to.id != "" || to.required {
		r.ref(id, to.field, to.id, to.kinds)
	}
	ids := to.ids
	for i, ref := range to.refs {
		r.citations(id, index(to.field, i)+".citations", ref.Citations)
		ids = append(ids, ref.ID)
	}
	for i, named := range ids {
		if slices.Contains(ids[:i], named) {
			r.problem(id, index(to.field, i), "%s appears twice; keep one", named)
		}
		r.ref(id, index(to.field, i), named, to.kinds)
	}
}

func (r *rules) ref(id ID, field string, to ID, kinds []Kind) {
	switch {
	case r.get(to) == nil && r.deleted[to]:
		r.problem(id, field, "%s is deleted in the same change set; keep it or drop the reference", to)
	case r.get(to) == nil:
		r.problem(id, field, "unknown %s; add it or correct the ID", to)
	case !slices.Contains(kinds, to.Kind()):
		r.problem(id, field, "%s is of kind %s; want %s", to, to.Kind(), orList(kinds))
	case to == id:
		r.problem(id, field, "refers to itself; remove it")
	}
}

// ValidateReason checks who makes a change, and why, as [Validate] does with those of a change set.
func ValidateReason(author, reason string) []Problem {
	var r rules
	if wrong := nameText.problem(author); wrong != "" {
		r.problem("", "author", "%s", wrong)
	}
	if wrong := proseText.problem(reason); wrong != "" {
		r.problem("", "reason", "%s", wrong)
	}
	return r.problems
}

func (r *rules) date(id ID, field, date string) {
	if date != "" && !validDate(date) {
		r.problem(id, field, "%q is not a date; write YYYY, YYYY-MM or YYYY-MM-DD", clip(date))
	}
}
