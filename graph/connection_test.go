package graph_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/vektah/gqlparser/v2/ast"

	"forumgraph/graph"
	"forumgraph/graph/protocol"
	"forumgraph/store"
	"forumgraph/store/memstore"
	"forumgraph/store/search"
	"forumgraph/store/topology"
)

// page is what the tests read of any connection.
type page struct {
	Edges    []struct{ Cursor string }
	Nodes    []struct{ Typename string }
	PageInfo struct {
		HasNextPage, HasPreviousPage bool
		StartCursor, EndCursor       *string
	}
	TotalCount int
}

const pageFields = `{ edges { cursor } nodes { Typename: __typename } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount }`

func (p page) cursors() []string {
	cursors := make([]string, len(p.Edges))
	for i, e := range p.Edges {
		cursors[i] = e.Cursor
	}
	return cursors
}

// A connection is walked forward and backward in pages of several sizes; each walk gives the whole list, each element once,
// and pageInfo tells where the list ends. This holds for every connection of the schema.
func TestConnection(t *testing.T) {
	h := newHandler(bigOptions(t))
	for _, l := range everyConnection(t) {
		t.Run(l.name, func(t *testing.T) {
			t.Parallel()
			l.check(t, h)
		})
	}
}

// A filter is applied before the list is cut into pages: the pages of a filtered list are full.
func TestConnection_filtered(t *testing.T) {
	h := newHandler(bigOptions(t))
	tests := []list{
		{name: "passages state", query: `{ at: passages(state: OPEN, %s) %s }`},
		{name: "source passages state", query: `{ in: source(id: "source:second") { at: passages(state: SET_ASIDE, %s) %s } }`},
		{name: "section passages state", query: `{ in: section(id: "section:second/2") { at: passages(state: SET_ASIDE, %s) %s } }`},
		{name: "raised through", query: `{ in: organization(id: "organization:0") { at: raised(through: false, %s) %s } }`},
		{name: "raisedBy through", query: `{ in: issue(id: "issue:0") { at: raisedBy(through: false, %s) %s } }`},
		{name: "positions stance", query: `{ in: recommendation(id: "recommendation:0") { at: positions(stance: MIXED, %s) %s } }`},
		{name: "relationships filter", query: `{ in: node(id: "issue:0") { at: relationships(types: [ABOUT, BROADER], direction: IN, kinds: [STATEMENT], %s) %s } }`},
		{name: "citedBy kinds", query: `{ in: passage(id: "passage:first/1/1") { at: citedBy(kinds: [STATEMENT, PERSON], %s) %s } }`},
	}
	for _, l := range tests {
		t.Run(l.name, func(t *testing.T) {
			l.check(t, h)
		})
	}
}

// bigOptions returns options over the big graph; what is built for it is built once.
func bigOptions(t testing.TB) graph.Options {
	st := filled(t, memstore.New(), bigGraph())
	latest := topology.NewLatest(st)
	t.Cleanup(latest.Close)
	return graph.Options{Store: st, Topologies: latest, Search: search.New(search.Options{})}
}

// list is a connection that a test reads: query has two gaps, for the arguments and for the selection. The page that is asked
// for stands in variables, so that a handler parses and validates the document once.
type list struct {
	name, query string
	field       *ast.FieldDefinition // set by everyConnection
}

// reading returns l as an operation that reads one page, with a selection.
func (l list) reading(selection string) string {
	return "query($first: Int, $last: Int, $after: String, $before: String) " +
		fmt.Sprintf(l.query, "first: $first, last: $last, after: $after, before: $before", selection)
}

func (l list) read(t *testing.T, h http.Handler, arguments map[string]any) page {
	t.Helper()
	var data struct {
		At page
		In struct{ At page }
	}
	query(t, h, &data, l.reading(pageFields), arguments)
	p := data.At
	if p.Edges == nil {
		p = data.In.At
	}
	if len(p.Nodes) != len(p.Edges) {
		t.Errorf("%v: %d nodes for %d edges", arguments, len(p.Nodes), len(p.Edges))
	}
	return p
}

// pageSizes returns the sizes of the pages in which a list of n elements is walked: all from 1 to 7, so that a page begins at
// every element; of a long list those whose pages seldom begin at the same one.
func pageSizes(n int) []int {
	if n > 20 {
		return []int{3, 7}
	}
	return []int{1, 2, 3, 4, 5, 6, 7}
}

// check walks the list both ways in pages of several sizes.
func (l list) check(t *testing.T, h http.Handler) {
	t.Helper()
	whole := l.walk(t, h, 100, -1, false)
	if len(whole) < 2 {
		t.Fatalf("the list has %d elements; the big graph must give it more", len(whole))
	}
	if got := l.read(t, h, map[string]any{"first": 1}).TotalCount; got != len(whole) {
		t.Errorf("totalCount = %d, but the list has %d elements", got, len(whole))
	}
	if got := len(slices.Compact(slices.Sorted(slices.Values(whole)))); got != len(whole) {
		t.Fatalf("%d of %d cursors differ; want all", got, len(whole))
	}
	for _, size := range pageSizes(len(whole)) {
		if diff := cmp.Diff(whole, l.walk(t, h, size, len(whole), false)); diff != "" {
			t.Errorf("forward in pages of %d (-want +got):\n%s", size, diff)
		}
		if diff := cmp.Diff(whole, l.walk(t, h, size, len(whole), true)); diff != "" {
			t.Errorf("backward in pages of %d (-want +got):\n%s", size, diff)
		}
	}
}

// walk returns the cursors of the list in its order, read in pages of size in one direction. want is the length that the
// list should have, or below 0 if it is not known yet.
func (l list) walk(t *testing.T, h http.Handler, size, want int, backward bool) []string {
	t.Helper()
	var cursors []string
	arguments := map[string]any{"first": size}
	if backward {
		arguments = map[string]any{"last": size}
	}
	for {
		p := l.read(t, h, arguments)
		on, back := p.PageInfo.HasNextPage, p.PageInfo.HasPreviousPage
		if backward {
			on, back = back, on
		}
		if back != (len(cursors) > 0) {
			t.Errorf("%v: reports elements behind the page: %t", arguments, back)
		}
		got := p.cursors()
		if len(got) == 0 || len(got) > size || on && len(got) < size {
			t.Fatalf("%v: a page of %d elements, more: %t", arguments, len(got), on)
		}
		if start, end := p.PageInfo.StartCursor, p.PageInfo.EndCursor; *start != got[0] || *end != got[len(got)-1] {
			t.Errorf("%v: startCursor and endCursor are not those of the page", arguments)
		}
		if backward {
			cursors = append(slices.Clone(got), cursors...)
			arguments["before"] = got[0]
		} else {
			cursors = append(cursors, got...)
			arguments["after"] = got[len(got)-1]
		}
		if want >= 0 && on != (len(cursors) < want) {
			t.Fatalf("%v: says that the list goes on: %t, after %d of %d elements", arguments, on, len(cursors), want)
		}
		if !on {
			return cursors
		}
	}
}

// everyConnection returns the connections of the root, and of the hub of each kind, by reading the schema.
func everyConnection(t *testing.T) []list {
	t.Helper()
	hubs := map[string]string{"Source": "first", "Section": "first/1", "Passage": "first/1/1"}
	var lists []list
	s := graph.Schema()
	for _, def := range append(s.GetPossibleTypes(s.Types["Node"]), s.Query) {
		for _, f := range def.Fields {
			if def.Kind != ast.Object || !strings.HasSuffix(f.Type.Name(), "Connection") {
				continue
			}
			l := list{name: def.Name + "." + f.Name, field: f}
			switch {
			case f.Name == "search":
				l.query = `{ at: search(text: "claim", %s) %s }`
			case def == s.Query:
				l.query = fmt.Sprintf("{ at: %s(%%s) %%s }", f.Name)
			default:
				slug := hubs[def.Name]
				if slug == "" {
					slug = "0"
				}
				kind := strings.ToLower(def.Name)
				l.query = fmt.Sprintf("{ in: %s(id: %q) { at: %s(%%s) %%s } }", kind, kind+":"+slug, f.Name)
			}
			lists = append(lists, l)
		}
	}
	if len(lists) < 80 {
		t.Fatalf("found %d connections in the schema; that cannot be all", len(lists))
	}
	return lists
}

// Any string for a cursor gives a page or is refused as an argument; it never fails otherwise.
func FuzzConnection_cursor(f *testing.F) {
	o := graph.Options{Store: filled(f, memstore.New(), bigGraph())}
	for _, c := range []store.Cursor{
		"", "junk",
		store.NewCursor("nodes/ISSUE/0", "issue:0"),
		store.NewCursor("in-turn", "1/"),
		store.NewCursor("in-turn", "-1/x"),
		store.NewCursor("passages", "||"),
		store.NewCursor("passages", "|source:gone|"),
		store.NewCursor("passages", "|issue:0|x"),
		store.NewCursor("sections", string(store.NewCursor("nodes/SOURCE/0", "source:first"))+"|section:first/1|"),
	} {
		f.Add(string(c))
	}
	f.Fuzz(func(t *testing.T, cursor string) {
		variables := map[string]any{"c": strings.ToValidUTF8(cursor, "?")}
		response := execute(t.Context(), o, `query($c: String) {
			a: issues(after: $c) { nodes { id } } b: voices(before: $c) { nodes { id } } c: passages(after: $c) { nodes { id } }
			d: sections(before: $c) { nodes { id } } e: sessions(after: $c) { nodes { id } }
			issue(id: "issue:0") { coRaised(after: $c) { nodes { id } } related(before: $c) { nodes { id } } relationships(after: $c) { totalCount nodes { type } } }
		}`, variables)
		for _, err := range response.Errors {
			if err.Extensions["code"] != protocol.CodeInvalidArgument {
				t.Errorf("%q: %v %v", cursor, err, err.Extensions)
			}
		}
	})
}
