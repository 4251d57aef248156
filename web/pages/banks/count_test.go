package banks_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"forumgraph/seed/seedtest"
	"forumgraph/store"
	"forumgraph/store/memstore"
	"forumgraph/store/storetest"
	"forumgraph/store/topology"
	"forumgraph/web/pages/banks"
)

// What a person or a collective is counted to have raised is what the store derives. An organization's derived count also
// has what its people said, which is not its own.
func TestClaims_Count_raised(t *testing.T) {
	st := memstore.New()
	defer func() { _ = st.Close() }() // a store in memory holds nothing that could be lost
	seedtest.Fill(t, st)
	snap, err := st.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	defer snap.Close()
	topologies := topology.NewLatest(st)
	defer topologies.Close()
	top, err := topologies.Of(t.Context(), snap)
	if err != nil {
		t.Fatal(err)
	}
	want := make(map[[2]string]int)
	for _, kind := range []store.Kind{store.KindPerson, store.KindCollective} {
		for v := range top.Of(kind) {
			ends := top.Along(v, topology.RaisedOut)
			for i := range ends.Len() {
				want[[2]string{string(top.ID(v)), string(top.ID(ends.Node(i)))}] = ends.Weight(i)
			}
		}
	}
	c := forum(t, "en")
	got := make(map[[2]string]int)
	for pair, n := range c.Count(banks.Filter{Outside: true}).Raised {
		if v := c.Voices[pair.Voice]; v.Kind != "organization" {
			got[[2]string{v.ID, c.Issues[pair.Other].ID}] = n
		}
	}
	if len(want) < 300 {
		t.Errorf("the store has %d edges, too few to compare", len(want))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-store +counted):\n%s", diff)
	}
}

// Each filter leaves what it admits, of statements and of voices.
func TestClaims_Count_filters(t *testing.T) {
	st := memstore.New()
	defer func() { _ = st.Close() }() // a store in memory holds nothing that could be lost
	if _, err := st.Apply(t.Context(), storetest.Example()); err != nil {
		t.Fatal(err)
	}
	c := read(t, st, "en")
	session := 0 // the only one, the day itself
	for name, tt := range map[string]struct {
		filter                                     banks.Filter
		statements, named, both, collective, taken int
	}{
		"nothing":      {banks.Filter{Outside: true}, 3, 1, 1, 0, 3},
		"people":       {banks.Filter{Outside: true, Kinds: []string{"person"}}, 2, 2, 0, 0, 1},
		"recommending": {banks.Filter{Outside: true, Does: []string{"recommends"}}, 1, 1, 0, 0, 1},
		"against":      {banks.Filter{Outside: true, Stances: []string{"against"}}, 1, 0, 0, 1, 1},
		"the day":      {banks.Filter{Outside: true, Sessions: []int{session}}, 1, 1, 0, 0, 1},
	} {
		n := c.Count(tt.filter)
		named, both, collective := n.BySide()
		got := []int{n.Statements, named, both, collective, len(n.Positions)}
		if want := []int{tt.statements, tt.named, tt.both, tt.collective, tt.taken}; !cmp.Equal(want, got) {
			t.Errorf("%s: statements, issues by side and positions %v, want %v", name, got, want)
		}
	}
}
