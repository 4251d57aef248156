package storetest

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"forumgraph/store"
)

// Dump returns everything a snapshot answers, as text: nodes, neighbors, edges with all their properties, and the counts.
// Equal graphs give equal dumps, whichever engine holds them.
func Dump(t testing.TB, s store.Snapshot) string {
	t.Helper()
	d := &dumper{t: t, ctx: t.Context(), s: s}
	for _, kind := range store.Kinds() {
		for _, n := range allOf(t, s, kind) {
			line, err := store.EncodeJSON(n)
			d.must(err)
			fmt.Fprintf(&d.b, "%s\n", line)
			d.edges(n.Base().ID)
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

func (d *dumper) edges(id store.ID) {
	d.t.Helper()
	neighbors, err := d.s.Neighbors(d.ctx, id)
	d.must(err)
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

// allOf returns every node of a kind.
func allOf(t testing.TB, s store.Snapshot, kind store.Kind) (all []store.Node) {
	t.Helper()
	for n, err := range s.AllOf(t.Context(), kind) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, n)
	}
	return all
}
