package topology

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"pgregory.net/rapid"

	"forumgraph/store"
	"forumgraph/store/memstore"
	"forumgraph/store/storetest"
)

// check is what tests and rapid's runs have in common.
type check interface {
	Helper()
	Fatal(args ...any)
	Fatalf(format string, args ...any)
}

func snapshotOf(t check, st store.Store) store.Snapshot {
	t.Helper()
	snap, err := st.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	return snap
}

// followed requires that a topology which follows the log of st is what would be built anew, and returns it.
func followed(t check, tb testing.TB, top *Topology, st store.Store) *Topology {
	t.Helper()
	snap := snapshotOf(t, st)
	defer snap.Close()
	records, err := st.Log(tb.Context(), top.Version(), 0)
	if err != nil {
		t.Fatal(err)
	}
	got, err := top.Follow(tb.Context(), records, snap)
	if err != nil {
		t.Fatal(err)
	}
	want, err := Build(tb.Context(), snap)
	if err != nil {
		t.Fatal(err)
	}
	if d := diff(want, got); d != "" {
		t.Fatalf("version %d (-built +followed):\n%.4000s", snap.Version(), d)
	}
	return got
}

func built(t check, tb testing.TB, st store.Store) *Topology {
	t.Helper()
	snap := snapshotOf(t, st)
	defer snap.Close()
	top, err := Build(tb.Context(), snap)
	if err != nil {
		t.Fatal(err)
	}
	return top
}

// Whatever changes, one change at a time or several at once, following the log gives the topology that would be built.
func TestTopology_Follow_model(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		st := memstore.New()
		defer func() { _ = st.Close() }()
		top := built(r, t, st)
		changes := []store.ChangeSet{storetest.Example()}
		for range rapid.IntRange(1, 8).Draw(r, "changes") {
			changes = append(changes, storetest.DrawChange(r))
		}
		for _, change := range changes {
			if _, err := st.Apply(t.Context(), change); err != nil && !errors.Is(err, store.ErrInvalid) {
				r.Fatal(err)
			}
			if rapid.Bool().Draw(r, "follow now") {
				top = followed(r, t, top, st)
			}
		}
		followed(r, t, top, st)
	})
}

// change returns a change of the graph of top, a crowd: statements come, go and change, persons join other organizations,
// issues get names, passages change places.
func change(t *testing.T, rnd *rand.Rand, top *Topology, snap store.Snapshot, serial int) store.ChangeSet {
	t.Helper()
	cs := store.ChangeSet{Author: "tester", Time: time.Unix(int64(serial), 0), Reason: "a random change"}
	put := make(map[store.ID]bool)
	some := func(kind store.Kind) store.Node {
		first := int(top.rangeOf(kind).first)
		id := top.ids[first+rnd.IntN(top.Count(kind))]
		n, err := snap.Node(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		b, err := store.EncodeCBOR(n)
		if err != nil {
			t.Fatal(err)
		}
		if n, err = store.DecodeCBOR(kind, b); err != nil {
			t.Fatal(err)
		}
		return n
	}
	add := func(n store.Node) {
		if !put[n.Base().ID] {
			put[n.Base().ID] = true
			cs.Put = append(cs.Put, n)
		}
	}
	for i := range 1 + rnd.IntN(6) {
		switch rnd.IntN(7) {
		case 0: // a new statement, among the others by ID
			s := some(store.KindStatement).(*store.Statement)
			s.ID = store.ID(fmt.Sprintf("%s-%d-%d", s.ID, serial, i))
			add(s)
		case 1:
			s := some(store.KindStatement).(*store.Statement)
			s.Issues = []store.ID{some(store.KindIssue).Base().ID}
			s.Voices = s.Voices[:1]
			add(s)
		case 2:
			p := some(store.KindPerson).(*store.Person)
			p.Affiliations = []store.Affiliation{{Organization: some(store.KindOrganization).Base().ID}}
			add(p)
		case 3:
			issue := some(store.KindIssue).(*store.Issue)
			issue.Name.FR = fmt.Sprintf("Nom inventé %d", rnd.IntN(50))
			issue.Aliases = append(issue.Aliases, store.Alias{Text: fmt.Sprintf("Alias %d", rnd.IntN(50)), Lang: store.EN})
			add(issue)
		case 4: // two passages change places
			a, b := some(store.KindPassage).(*store.Passage), some(store.KindPassage).(*store.Passage)
			if a.ID != b.ID && !put[a.ID] && !put[b.ID] {
				a.Order, b.Order = b.Order, a.Order
				a.Ranges, b.Ranges = b.Ranges, a.Ranges
				a.Length, b.Length = b.Length, a.Length
				add(a)
				add(b)
			}
		case 5: // a statement goes; it may be one that others restate, and then the change is refused
			id := some(store.KindStatement).Base().ID
			if !put[id] {
				put[id] = true
				cs.Delete = append(cs.Delete, id)
			}
		default: // nodes before and after all others of their kinds
			p := some(store.KindPerson).(*store.Person)
			p.ID = store.ID(fmt.Sprintf("person:a-%d-%d", serial, i))
			add(p)
			o := some(store.KindOrganization).(*store.Organization)
			o.ID = store.ID(fmt.Sprintf("organization:z-%d-%d", serial, i))
			add(o)
		}
	}
	return cs
}

// On a graph with hubs, a topology that follows through many changes stays what would be built.
func TestTopology_Follow_crowd(t *testing.T) {
	st := memstore.New()
	defer func() { _ = st.Close() }()
	if _, err := st.Apply(t.Context(), storetest.Crowd(1000, 1)); err != nil {
		t.Fatal(err)
	}
	top := built(t, t, st)
	rnd := rand.New(rand.NewPCG(1, 2))
	applied, moved := 0, 0
	for serial := range 60 {
		snap := snapshotOf(t, st)
		cs := change(t, rnd, top, snap, serial)
		snap.Close()
		if _, err := st.Apply(t.Context(), cs); err != nil {
			if !errors.Is(err, store.ErrInvalid) {
				t.Fatal(err)
			}
			continue
		}
		applied++
		for _, n := range cs.Put {
			if _, ok := n.(*store.Passage); ok {
				moved++
			}
		}
		top = followed(t, t, top, st)
	}
	if applied < 30 || moved < 4 {
		t.Errorf("only %d changes were applied, and %d passages moved", applied, moved)
	}
}

// Records that do not lead from one version to the other are refused, as are those that leave out nodes.
func TestTopology_Follow_refuses(t *testing.T) {
	st := memstore.New()
	defer func() { _ = st.Close() }()
	top := built(t, t, st)
	if _, err := st.Apply(t.Context(), storetest.Example()); err != nil {
		t.Fatal(err)
	}
	snap := snapshotOf(t, st)
	defer snap.Close()
	records, err := st.Log(t.Context(), 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	left := records[0]
	left.Put, left.Left = nil, len(left.Put)
	for name, records := range map[string][]store.LogRecord{
		"none": nil, "twice": {records[0], records[0]}, "left out": {left}, "another": {{Version: 3}},
	} {
		if _, err := top.Follow(t.Context(), records, snap); !errors.Is(err, store.ErrInvalid) {
			t.Errorf("%s: got %v, want ErrInvalid", name, err)
		}
	}
}
