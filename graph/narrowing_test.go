package graph_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/vektah/gqlparser/v2/ast"

	"forumgraph/graph"
)

// Every connection that has an order gives, in each order that it knows, the same elements, each once, and is walked both
// ways in pages of several sizes.
func TestConnection_ordered(t *testing.T) {
	h := newHandler(bigOptions(t))
	s := graph.Schema()
	ordered := 0
	for _, l := range everyConnection(t) {
		by := l.field.Arguments.ForName("orderBy")
		if by == nil {
			continue
		}
		ordered++
		t.Run(l.name, func(t *testing.T) {
			t.Parallel()
			want := l.ids(t, h)
			slices.Sort(want)
			for _, order := range s.Types[by.Type.Name()].EnumValues {
				with := l.with("orderBy: " + order.Name)
				got := with.ids(t, h)
				if order.Name == "ID" && !slices.IsSorted(got) {
					t.Errorf("ID: %v", got)
				}
				slices.Sort(got)
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("%s: %s", order.Name, diff)
				}
				with.check(t, h)
			}
		})
	}
	if ordered < 50 {
		t.Errorf("%d connections have an order; that cannot be all", ordered)
	}
}

// A filter is applied before paging: the pages of a filtered list are the pages of what is left of the whole list. This
// holds for every connection that has one.
func TestConnection_narrowed(t *testing.T) {
	h := newHandler(bigOptions(t))
	filtered := 0
	for _, l := range everyConnection(t) {
		by := l.field.Arguments.ForName("filter")
		if by == nil {
			continue
		}
		filtered++
		t.Run(l.name, func(t *testing.T) {
			t.Parallel()
			whole := l.ids(t, h)
			filter, want := half(t, h, by.Type, whole)
			with := l.with("filter: " + filter)
			if diff := cmp.Diff(want, with.ids(t, h)); diff != "" {
				t.Errorf("%s: %s", filter, diff)
			}
			with.check(t, h)
		})
	}
	if filtered < 50 {
		t.Errorf("%d connections have a filter; that cannot be all", filtered)
	}
}

// half returns a filter that admits a part of the whole list, and that part.
func half(t *testing.T, h http.Handler, filter *ast.Type, whole []string) (string, []string) {
	t.Helper()
	if filter.Name() == "StatementFilter" {
		// No field of this filter names statements: it is compared with the same filter on all statements.
		text := `{ or: [{ voiceKind: [PERSON] }, { not: { stance: [FOR, MIXED] } }] }`
		all := list{query: "{ at: statements(filter: " + text + ", %s) %s }"}.ids(t, h)
		var want []string
		for _, id := range whole {
			if slices.Contains(all, id) {
				want = append(want, id)
			}
		}
		return text, want
	}
	var out, want []string
	for i, id := range whole {
		if i%2 == 0 && len(whole)-i > 2 {
			out = append(out, fmt.Sprintf("%q", id))
		} else {
			want = append(want, id)
		}
	}
	return "{ not: { id: [" + strings.Join(out, ", ") + "] } }", want
}

// with returns the list asked for with more arguments.
func (l list) with(arguments string) list {
	l.query = strings.Replace(l.query, "%s", arguments+", %s", 1)
	return l
}

// ids returns the IDs of the nodes of the list in its order.
func (l list) ids(t *testing.T, h http.Handler) []string {
	t.Helper()
	type connection struct {
		Nodes    []struct{ ID string }
		PageInfo struct {
			HasNextPage bool
			EndCursor   string
		}
	}
	var ids []string
	arguments := map[string]any{"first": 100}
	for {
		var data struct {
			At connection
			In struct{ At connection }
		}
		query(t, h, &data, l.reading("{ nodes { ... on Node { id } } pageInfo { hasNextPage endCursor } }"), arguments)
		c := data.At
		if c.Nodes == nil {
			c = data.In.At
		}
		for _, n := range c.Nodes {
			ids = append(ids, n.ID)
		}
		if !c.PageInfo.HasNextPage {
			return ids
		}
		arguments["after"] = c.PageInfo.EndCursor
	}
}

// Facets count the list as its filter leaves it, and every connection that has facets counts by every field.
func TestConnection_facets(t *testing.T) {
	h := newHandler(bigOptions(t))
	var fields []string
	for _, v := range graph.Schema().Types["FacetField"].EnumValues {
		fields = append(fields, v.Name)
	}
	for _, l := range everyConnection(t) {
		if l.field.Arguments.ForName("filter") == nil {
			continue
		}
		type connection struct {
			TotalCount int
			Facets     []struct {
				Field  string
				Total  int
				Values []struct {
					Value string
					Count int
					Node  *struct{ ID string }
				}
			}
		}
		var data struct {
			At connection
			In struct{ At connection }
		}
		selection := "{ totalCount facets(by: [" + strings.Join(fields, " ") + "], first: 100) { field total values { value count node { id } } } }"
		query(t, h, &data, fmt.Sprintf(l.query, "first: 1", selection), nil)
		c := data.At
		if c.Facets == nil {
			c = data.In.At
		}
		if len(c.Facets) != len(fields) {
			t.Errorf("%s: %d facets for %d fields", l.name, len(c.Facets), len(fields))
		}
		for i, f := range c.Facets {
			if f.Field != fields[i] || f.Total != len(f.Values) {
				t.Errorf("%s: %s has %d values, total %d", l.name, f.Field, len(f.Values), f.Total)
			}
			for _, v := range f.Values {
				if v.Count < 1 || v.Count > c.TotalCount {
					t.Errorf("%s: %s counts %d of %d", l.name, v.Value, v.Count, c.TotalCount)
				}
				if isNode := strings.Contains(v.Value, ":"); isNode != (v.Node != nil) || isNode && v.Node.ID != v.Value {
					t.Errorf("%s: %s leads to %v", l.name, v.Value, v.Node)
				}
			}
		}
		if kind := c.Facets[0]; kind.Total < 1 {
			t.Errorf("%s: has no kind", l.name)
		}
	}
}

// In a list under an issue, statements are those about the issue: a voice is found by what it said about it, and not by
// what it said about something else.
func TestConnection_statementsOfEdges(t *testing.T) {
	h := newHandler(bigOptions(t))
	raisers := `query($through: Boolean) { issue(id: "issue:3") { raisedBy(first: 100, through: $through, filter: { statements: { stance: [AGAINST] } }, orderBy: STATEMENTS) {
		nodes { id } facets(by: [STANCE]) { values { value count } } edges { support(first: 1, filter: { stance: [AGAINST] }) { totalCount } } } } }`
	var all struct {
		Statements struct {
			Nodes []struct {
				ID     string
				Voices []struct{ Voice struct{ ID string } }
			}
		}
	}
	query(t, h, &all, `{ statements(first: 100, filter: { issue: ["issue:3"], stance: [AGAINST] }) { nodes { id voices { voice { id } } } } }`, nil)
	want := map[string]bool{}
	for _, s := range all.Statements.Nodes {
		for _, v := range s.Voices {
			want[v.Voice.ID] = true
		}
	}
	var got struct {
		Issue struct {
			RaisedBy struct {
				Nodes  []struct{ ID string }
				Edges  []struct{ Support struct{ TotalCount int } }
				Facets json.RawMessage
			}
		}
	}
	query(t, h, &got, raisers, map[string]any{"through": false})
	raisedBy := got.Issue.RaisedBy
	if len(raisedBy.Nodes) != len(want) || len(want) == 0 {
		t.Errorf("%d voices, want %d", len(raisedBy.Nodes), len(want))
	}
	for i, n := range raisedBy.Nodes {
		if !want[n.ID] {
			t.Errorf("%s said nothing of the kind about the issue", n.ID)
		}
		// The organization's edge also has what its members said, which does not count here.
		if i > 0 && n.ID != "organization:0" && raisedBy.Edges[i].Support.TotalCount > raisedBy.Edges[i-1].Support.TotalCount {
			t.Errorf("%s has more such statements than the voice before it", n.ID)
		}
	}
	if facets := fmt.Sprintf(`[{"values":[{"value":"AGAINST","count":%d}`, len(want)); !strings.HasPrefix(string(raisedBy.Facets), facets) {
		t.Errorf("facets %s, want %s…", raisedBy.Facets, facets)
	}
	// Through affiliated persons, the organization has what they spoke.
	query(t, h, &got, raisers, map[string]any{"through": true})
	if through := got.Issue.RaisedBy.Nodes; len(through) < len(want) || !slices.ContainsFunc(through, func(n struct{ ID string }) bool { return n.ID == "organization:0" }) {
		t.Errorf("through members: %v", through)
	}
}
