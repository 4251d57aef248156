package pages

import (
	"errors"
	"slices"
	"strings"

	"forumgraph/store"
)

// misread is a value of the address that means nothing: a name that the graph does not have, or a word that its
// parameter does not take. Every page says so above its content, and offers what the value may mean.
type misread struct {
	// Param is the parameter of the query; empty for a name in the path.
	Param, Value string
	// Named means that the value should name a node, of one of the kinds; no kinds means any.
	Named bool
	kinds []string
	// LeftOut means that the page is as if the value were not there; otherwise nothing fits it.
	LeftOut bool
	// Nearest are the nodes that the value may mean, each with the address that has it instead.
	Nearest []choice
	// List is the list of all nodes of the kind; nil if there are several kinds.
	List *link
}

// Nameless reports whether the value is a kind without a name.
func (m misread) Nameless() bool { return strings.HasSuffix(m.Value, ":") }

// mostMisread is how many misread values a page names; only that many are looked up.
const mostMisread = 5

// errMisread refuses a file: it would not say that it leaves out a value of its address.
var errMisread = errors.New("the address has values that mean nothing")

// unknown records that a value of the address should name a node, of one of the kinds, and does not. The page goes on:
// nothing fits the value.
func (q *request) unknown(param, value string, kinds ...string) {
	q.misread(misread{Param: param, Value: value, Named: true, kinds: kinds})
}

// leftOut records that the page leaves out a value of the address, which its parameter does not take.
func (q *request) leftOut(param, value string) {
	q.misread(misread{Param: param, Value: value, LeftOut: true})
}

// forget records, if it is to be left out, a value that names no node of the kind, and returns whether it is.
func (q *request) forget(leftOut bool, param, value, kind string) bool {
	if leftOut {
		q.misread(misread{Param: param, Value: value, Named: true, kinds: []string{kind}, LeftOut: true})
	}
	return leftOut
}

func (q *request) misread(m misread) {
	if m.Value != "" && !slices.ContainsFunc(q.misreads, func(other misread) bool { return other.Param == m.Param && other.Value == m.Value }) {
		q.misreads = append(q.misreads, m)
	}
}

// id returns the value of the query's name if it can be the ID of a node of one of the kinds; no kinds means any. It
// records any other value as unknown and left out.
func (q *request) id(name string, kinds ...string) string {
	ids := q.ids(name, 1, kinds...)
	if len(ids) == 0 {
		return ""
	}
	return ids[0]
}

// ids is id for comma-separated values, at most most.
func (q *request) ids(name string, most int, kinds ...string) []string {
	var chosen []string
	for _, v := range strings.Split(q.values.Get(name), ",") {
		_, err := store.ParseID(v)
		switch {
		case v == "" || slices.Contains(chosen, v):
		case len(chosen) == most:
			q.leftOut(name, v)
		case err != nil || len(kinds) > 0 && !slices.Contains(kinds, kindOf(v)):
			q.misread(misread{Param: name, Value: v, Named: true, kinds: kinds, LeftOut: true})
		default:
			chosen = append(chosen, v)
		}
	}
	return chosen
}

// valuesMisread returns the values of the address that mean nothing.
func (q *request) valuesMisread() []string {
	values := make([]string, len(q.misreads))
	for i, m := range q.misreads {
		values[i] = m.Value
	}
	return values
}

// told returns what was misread, with what each value may mean. If the lookups fail, it says only what was misread.
func (q *request) told() []misread {
	all := q.misreads[:min(len(q.misreads), mostMisread)]
	for i := range all {
		m := &all[i]
		if !m.Named {
			continue
		}
		kinds := m.kinds
		if kind := kindOf(m.Value); len(kinds) == 0 && kind != m.Value {
			kinds = []string{kind}
		}
		if len(kinds) == 1 {
			m.List = q.listOf(kinds[0])
		}
		found, near, err := q.meant(m.Value, m.kinds)
		if err != nil {
			continue
		}
		if idPattern.MatchString(m.Value) {
			found = nil // it has the words of an ID, which say nothing
		}
		for _, n := range append(found, near...)[:min(len(found)+len(near), mostMisread)] {
			m.Nearest = append(m.Nearest, choice{n, q.instead(m, n.ID)})
		}
	}
	return all
}

// instead returns the address with a node in the place of a misread value.
func (q *request) instead(m *misread, id string) string {
	if m.Param == "" {
		return hrefOf(q.lang, id)
	}
	values := strings.Split(q.values.Get(m.Param), ",")
	if at := slices.Index(values, m.Value); at >= 0 {
		values[at] = id
	} else {
		values = []string{id}
	}
	return q.with(m.Param, strings.Join(values, ","))
}

// listOf returns the list of all nodes of a kind; nil if there is none.
func (q *request) listOf(kind string) *link {
	at := slices.IndexFunc(tableList, func(t table) bool { return t.kind == kind })
	if at < 0 {
		return nil
	}
	return &link{Label: q.text("misread.list", "list", lower(q.text("kinds."+kind))), Href: q.address("/list/"+tableList[at].name, nil)}
}

// meant returns the nodes of some kinds, or of any, that words may mean: those that have all of the words, and, if none
// do or the words are an ID, those that are near.
func (q *request) meant(words string, kinds []string) (found, near []ref, err error) {
	if len(kinds) == 0 {
		kinds = nodeKinds
	}
	var a struct {
		Search struct {
			Nodes       []ref
			Suggestions []struct {
				Text string
				Node *ref
			}
		}
	}
	err = q.ask("suggest", map[string]any{"text": words, "kinds": apiWords(kinds)}, &a)
	if isReadersDoing(err) {
		return nil, nil, nil // words that cannot be searched for find nothing
	}
	for _, s := range a.Search.Suggestions {
		if s.Node != nil && slices.Contains(kinds, s.Node.Kind()) {
			near = append(near, *s.Node)
		}
	}
	return a.Search.Nodes, near, err
}
