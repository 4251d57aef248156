package storetest

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"forumgraph/store"
)

// Dump returns everything a snapshot answers, as text: nodes, lists in each order, neighbors, degrees, edges with all
// their properties, and the counts. Equal graphs give equal dumps, whichever engine holds them.
func Dump(t testing.TB, s store.Snapshot) string {
	t.Helper()
	d := &dumper{t: t, ctx: t.Context(), s: s}
	for _, kind := range store.Kinds() {
		for _, order := range []store.ListOrder{store.ByID, store.ByNameEN, store.ByNameFR} {
			d.list(kind, order)
		}
	}
	stats, err := s.Stats(d.ctx)
	d.must(err)
	d.json("stats", stats)
	return d.b.String()
}

type dumper struct {
	t   testing.TB
	ctx context.Context
	s   store.Snapshot
	b   strings.Builder
}

func (d *dumper) must(err error) {
	d.t.Helper()
	if err != nil {
		d.t.Fatalf("dump: %v", err)
	}
}

func (d *dumper) json(what string, v any) {
	d.t.Helper()
	b, err := json.Marshal(v)
	d.must(err)
	fmt.Fprintf(&d.b, "%s %s\n", what, b)
}

func (d *dumper) list(kind store.Kind, order store.ListOrder) {
	d.t.Helper()
	nodes := listAll(d.t, d.s, kind, order, store.Page{First: store.MaxPage})
	for _, n := range nodes {
		if order != store.ByID {
			fmt.Fprintf(&d.b, "%s order %d: %s\n", kind, order, n.Base().ID)
			continue
		}
		line, err := store.EncodeJSON(n)
		d.must(err)
		fmt.Fprintf(&d.b, "%s\n", line)
		d.edges(n.Base().ID)
	}
}

func (d *dumper) edges(id store.ID) {
	d.t.Helper()
	neighbors := neighborsAll(d.t, d.s, id, store.EdgeFilter{}, store.Page{First: store.MaxPage})
	degree, err := d.s.Degree(d.ctx, id, store.EdgeFilter{})
	d.must(err)
	fmt.Fprintf(&d.b, "  degree %d\n", degree)
	keys := make([]store.EdgeKey, len(neighbors))
	for i, n := range neighbors {
		keys[i] = n.Key(id)
	}
	edges, err := d.s.Edges(d.ctx, keys)
	d.must(err)
	for i, n := range neighbors {
		d.json("  neighbor", n)
		d.json("  edge", edges[i])
	}
}

// listAll walks a list page by page.
func listAll(t testing.TB, s store.Snapshot, kind store.Kind, order store.ListOrder, page store.Page) []store.Node {
	t.Helper()
	var all []store.Node
	for {
		found, err := s.List(t.Context(), kind, order, page)
		if err != nil {
			t.Fatalf("list %s after %q: %v", kind, page.After, err)
		}
		if len(found.Nodes) != len(found.Cursors) || len(found.Nodes) > page.Size() {
			t.Fatalf("list %s: %d nodes, %d cursors, page size %d", kind, len(found.Nodes), len(found.Cursors), page.Size())
		}
		all = append(all, found.Nodes...)
		if !found.More {
			return all
		}
		if len(found.Nodes) != page.Size() {
			t.Fatalf("list %s: a page of %d that is not the last has %d nodes", kind, page.Size(), len(found.Nodes))
		}
		page.After = found.Cursors[len(found.Cursors)-1]
	}
}

// neighborsAll walks the neighbors of id page by page.
func neighborsAll(t testing.TB, s store.Snapshot, id store.ID, filter store.EdgeFilter, page store.Page) []store.Neighbor {
	t.Helper()
	var all []store.Neighbor
	for {
		found, err := s.Neighbors(t.Context(), id, filter, page)
		if err != nil {
			t.Fatalf("neighbors of %s after %q: %v", id, page.After, err)
		}
		if len(found.Neighbors) != len(found.Cursors) || len(found.Neighbors) > page.Size() {
			t.Fatalf("neighbors of %s: %d, %d cursors, page size %d", id, len(found.Neighbors), len(found.Cursors), page.Size())
		}
		all = append(all, found.Neighbors...)
		if !found.More {
			return all
		}
		if len(found.Neighbors) != page.Size() {
			t.Fatalf("neighbors of %s: a page of %d that is not the last has %d", id, page.Size(), len(found.Neighbors))
		}
		page.After = found.Cursors[len(found.Cursors)-1]
	}
}

func ids(nodes []store.Node) []store.ID {
	all := make([]store.ID, len(nodes))
	for i, n := range nodes {
		all[i] = n.Base().ID
	}
	return all
}

func reversed[T any](s []T) []T {
	r := slices.Clone(s)
	slices.Reverse(r)
	return r
}
