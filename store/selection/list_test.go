package selection_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"forumgraph/store"
	"forumgraph/store/selection"
	"forumgraph/store/topology"
)

func (c *corpus) ids(nodes []topology.Number) []store.ID {
	ids := make([]store.ID, len(nodes))
	for i, n := range nodes {
		ids[i] = c.topology.ID(n)
	}
	return ids
}

// walk reads a list page by page and returns it in its own order.
func walk(t *rapid.T, c *corpus, l *selection.List, size int, reverse bool) []store.ID {
	var all []store.ID
	page := store.Page{First: size, Reverse: reverse}
	for {
		nodes, more, err := l.Page(page)
		if err != nil {
			t.Fatal(err)
		}
		if len(nodes) > size || more && len(nodes) < size {
			t.Fatalf("a page of %d holds %d nodes, more %t", size, len(nodes), more)
		}
		all = append(all, c.ids(nodes)...)
		if !more {
			break
		}
		page.After = l.Cursor(nodes[len(nodes)-1])
	}
	if reverse {
		slices.Reverse(all)
	}
	return all
}

// Every order is a total one that agrees with the records, and a walk in pages of any size, in either direction, is the
// whole list.
func TestSelector_List(t *testing.T) {
	c := forum()
	s := selection.New(c.topology, nil)
	voicesOf := func(id store.ID) int {
		of := c.statementsOf(id)
		if st, ok := c.nodes[id].(*store.Statement); ok {
			of = []*store.Statement{st}
		}
		voices := map[store.ID]bool{}
		for _, st := range of {
			for _, v := range st.Voices {
				voices[v.Voice] = true
			}
		}
		return len(voices)
	}
	place := func(id store.ID) string {
		first := "~"
		for _, cite := range c.nodes[id].Base().Citations {
			p := c.nodes[cite.Passage].(*store.Passage)
			first = min(first, strings.Join([]string{string(p.Source), pad(p.Order), pad(cite.Start)}, "/"))
		}
		return first
	}
	rapid.Check(t, func(t *rapid.T) {
		kind := rapid.SampledFrom([]store.Kind{store.KindStatement, store.KindIssue, store.KindRecommendation, store.KindOrganization, store.KindSession, store.KindPopulation}).Draw(t, "kind")
		orders := selection.Orders()
		if kind == store.KindSession {
			orders = append(orders, selection.ByEvent)
		}
		order := rapid.SampledFrom(orders).Draw(t, "order")
		lang := rapid.SampledFrom([]store.Lang{store.EN, store.FR}).Draw(t, "lang")
		l, err := s.List(context.Background(), selection.Cursors{Name: "test"}, c.topology.SetOf(kind).Nodes(), selection.Ordering{Order: order, Lang: lang})
		if err != nil {
			t.Fatal(err)
		}
		all := c.ids(l.All())
		if l.Len() != len(c.byKind[kind]) || len(all) != l.Len() {
			t.Fatalf("%d of %d nodes are listed", l.Len(), len(c.byKind[kind]))
		}
		key := map[selection.Order]func(store.ID) string{
			selection.ByID: func(store.ID) string { return "" },
			selection.ByName: func(id store.ID) string {
				if kind == store.KindStatement {
					return ""
				}
				return store.SortKey(c.nodes[id].Label(lang))
			},
			selection.ByStatements: func(id store.ID) string { return pad(1_000_000 - len(c.statementsOf(id))) },
			selection.ByVoices:     func(id store.ID) string { return pad(1_000_000 - voicesOf(id)) },
			selection.ByDocument:   place,
			selection.ByEvent:      func(id store.ID) string { return pad(c.nodes[id].(*store.Session).Order) },
		}[order]
		want := slices.Clone(c.byKind[kind])
		slices.SortStableFunc(want, func(a, b store.ID) int { return strings.Compare(key(a), key(b)) })
		if diff := cmp.Diff(want, all); diff != "" {
			t.Fatalf("%s by %s: %s", kind, order, diff)
		}
		size := rapid.IntRange(1, 7).Draw(t, "size")
		if diff := cmp.Diff(all, walk(t, c, l, size, false)); diff != "" {
			t.Fatalf("forward: %s", diff)
		}
		if diff := cmp.Diff(all, walk(t, c, l, size, true)); diff != "" {
			t.Fatalf("backward: %s", diff)
		}
	})
}

func pad(n int) string {
	digits := []byte("0000000")
	for i := len(digits) - 1; n > 0; i, n = i-1, n/10 {
		digits[i] = byte('0' + n%10)
	}
	return string(digits)
}

// A cursor belongs to one list, order and language; one of an element that is gone still tells where the walk goes on.
func TestList_Cursor(t *testing.T) {
	c := forum()
	s := selection.New(c.topology, nil)
	list := func(name string, set topology.Set, o selection.Ordering) *selection.List {
		l, err := s.List(t.Context(), o.Cursors(name), set.Nodes(), o)
		if err != nil {
			t.Fatal(err)
		}
		return l
	}
	issues := c.topology.SetOf(store.KindIssue)
	byName := list("issues", issues, selection.Ordering{Order: selection.ByName, Lang: store.EN})
	cursorOf := func(i int) store.Cursor { return byName.Cursor(byName.All()[i]) }
	for name, other := range map[string]*selection.List{
		"another list":     list("other", issues, selection.Ordering{Order: selection.ByName, Lang: store.EN}),
		"another order":    list("issues", issues, selection.Ordering{Order: selection.ByStatements}),
		"another language": list("issues", issues, selection.Ordering{Order: selection.ByName, Lang: store.FR}),
	} {
		if _, _, err := other.Page(store.Page{After: cursorOf(0)}); !errors.Is(err, store.ErrInvalidCursor) {
			t.Errorf("%s took the cursor: %v", name, err)
		}
	}
	third := byName.All()[2]
	fewer := slices.Clone(issues)
	fewer.Remove(third)
	after, _, err := list("issues", fewer, selection.Ordering{Order: selection.ByName, Lang: store.EN}).Page(store.Page{First: 2, After: cursorOf(2)})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(c.ids(byName.All()[3:5]), c.ids(after)); diff != "" {
		t.Error(diff)
	}
}

// STATEMENTS counts only the statements admitted, or what Weight says.
func TestSelector_ListCounts(t *testing.T) {
	c := forum()
	s := selection.New(c.topology, nil)
	criticizing := &selection.StatementFilter{Kind: []store.StatementKind{store.Criticizes}}
	statements, err := s.Statements(t.Context(), criticizing)
	if err != nil {
		t.Fatal(err)
	}
	count := func(id store.ID) int {
		n := 0
		for _, st := range c.statementsOf(id) {
			if st.Kind == store.Criticizes {
				n++
			}
		}
		return n
	}
	issues := c.topology.SetOf(store.KindIssue)
	l, err := s.List(t.Context(), selection.Cursors{Name: "issues"}, issues.Nodes(), selection.Ordering{Order: selection.ByStatements, Statements: statements})
	if err != nil {
		t.Fatal(err)
	}
	want := slices.Clone(c.byKind[store.KindIssue])
	slices.SortStableFunc(want, func(a, b store.ID) int { return count(b) - count(a) })
	if diff := cmp.Diff(want, c.ids(l.All())); diff != "" {
		t.Error(diff)
	}
	weighed, err := s.List(t.Context(), selection.Cursors{Name: "issues"}, issues.Nodes(), selection.Ordering{
		Order: selection.ByStatements, Weight: func(n topology.Number) int { return int(n) },
	})
	if err != nil {
		t.Fatal(err)
	}
	backward := slices.Clone(weighed.All())
	slices.Reverse(backward)
	if !slices.IsSorted(backward) {
		t.Error("Weight does not decide")
	}
}

// The count of a value is the length of the list with the value added to its filter.
func TestSelector_Facet(t *testing.T) {
	c := forum()
	s := selection.New(c.topology, nil)
	value := map[selection.FacetField]func(string) *selection.StatementFilter{
		selection.FacetStatementKind: func(v string) *selection.StatementFilter {
			return &selection.StatementFilter{Kind: []store.StatementKind{store.StatementKind(v)}}
		},
		selection.FacetVoiceKind: func(v string) *selection.StatementFilter {
			return &selection.StatementFilter{VoiceKind: []store.Kind{store.Kind(v)}}
		},
		selection.FacetStance: func(v string) *selection.StatementFilter {
			return &selection.StatementFilter{Stance: []store.Stance{store.Stance(v)}}
		},
		selection.FacetQuantifier: func(v string) *selection.StatementFilter {
			return &selection.StatementFilter{Quantifier: []store.Quantifier{store.Quantifier(v)}}
		},
		selection.FacetReview: func(v string) *selection.StatementFilter {
			return &selection.StatementFilter{Review: []store.ReviewState{store.ReviewState(v)}}
		},
		selection.FacetVoice: func(v string) *selection.StatementFilter {
			return &selection.StatementFilter{Voice: []store.ID{store.ID(v)}}
		},
		selection.FacetIssue: func(v string) *selection.StatementFilter {
			return &selection.StatementFilter{Issue: []store.ID{store.ID(v)}}
		},
		selection.FacetSession: func(v string) *selection.StatementFilter {
			return &selection.StatementFilter{Session: []store.ID{store.ID(v)}}
		},
		selection.FacetRecommendation: func(v string) *selection.StatementFilter {
			return &selection.StatementFilter{Recommendation: []store.ID{store.ID(v)}}
		},
		selection.FacetAddressee: func(v string) *selection.StatementFilter {
			return &selection.StatementFilter{Addressee: []store.ID{store.ID(v)}}
		},
		selection.FacetPopulation: func(v string) *selection.StatementFilter {
			return &selection.StatementFilter{Population: []store.ID{store.ID(v)}}
		},
		selection.FacetPlace: func(v string) *selection.StatementFilter {
			return &selection.StatementFilter{Place: []store.ID{store.ID(v)}}
		},
		selection.FacetSource: func(v string) *selection.StatementFilter {
			return &selection.StatementFilter{Source: []store.ID{store.ID(v)}}
		},
	}
	for _, kind := range []store.Kind{store.KindStatement, store.KindIssue, store.KindOrganization, store.KindRecommendation} {
		for _, base := range []*selection.StatementFilter{nil, {Kind: []store.StatementKind{store.Recommends, store.Criticizes}}} {
			for _, field := range selection.FacetFields() {
				filter := func(f *selection.StatementFilter) topology.Nodes {
					t.Helper()
					statements, err := s.Statements(t.Context(), f)
					if err != nil {
						t.Fatal(err)
					}
					if kind == store.KindStatement {
						return statements.Nodes()
					}
					nodes, err := s.Nodes(t.Context(), c.topology.SetOf(kind).Nodes(), &selection.NodeFilter{Statements: f})
					if err != nil {
						t.Fatal(err)
					}
					return nodes
				}
				statements, err := s.Statements(t.Context(), base)
				if err != nil {
					t.Fatal(err)
				}
				got, err := s.Facet(t.Context(), filter(base), statements, field, 100)
				if err != nil {
					t.Fatal(err)
				}
				if got.Total < len(got.Values) || got.Field != field {
					t.Errorf("%s: %d values of %d", field, len(got.Values), got.Total)
				}
				for i, v := range got.Values {
					if i > 0 && (v.Count > got.Values[i-1].Count || v.Count == got.Values[i-1].Count && v.Value <= got.Values[i-1].Value) {
						t.Errorf("%s: %v comes after %v", field, v, got.Values[i-1])
					}
					if field == selection.FacetKind {
						continue
					}
					added := value[field](v.Value)
					if base != nil {
						added = &selection.StatementFilter{And: []*selection.StatementFilter{base, added}}
					}
					if want := filter(added).Len(); v.Count != want {
						t.Errorf("%s by %s: %s counts %d, the filter finds %d", kind, field, v.Value, v.Count, want)
					}
				}
			}
		}
	}
}

// Among the statements about an issue, each voice that raised it has those that support its edge.
func TestSelector_Among(t *testing.T) {
	c := forum()
	edges := 0
	for _, issue := range c.byKind[store.KindIssue] {
		n, _ := c.topology.Find(issue)
		about := c.topology.NewSet()
		for _, statement := range c.topology.Ends(n, store.About, store.In).Nodes() {
			about.Add(statement)
		}
		s := selection.New(c.topology, nil).Among(func() topology.Set { return about }, true)
		raised := c.topology.Ends(n, store.Raised, store.In)
		for i := range raised.Len() {
			edges++
			if got := s.CountStatements(raised.Node(i), nil); got != raised.Weight(i) {
				t.Errorf("%s has %d statements about %s, and its edge the weight %d", c.topology.ID(raised.Node(i)), got, issue, raised.Weight(i))
			}
		}
	}
	if edges == 0 {
		t.Error("nobody raised anything")
	}
}
