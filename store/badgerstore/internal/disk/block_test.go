package disk

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"forumgraph/store"
)

var compareEntries = cmp.Options{cmp.AllowUnexported(Entry{}, Spot{}, Head{}, Share{}), cmpopts.EquateEmpty()}

// entries draws edge ends of one node, in order, each once.
func entries(r *rapid.T) []Entry {
	one := rapid.Custom(func(r *rapid.T) Entry {
		typ := rapid.SampledFrom(store.EdgeTypes()).Draw(r, "type")
		e := Entry{
			Spot: Spot{
				Group: GroupOf(typ, rapid.SampledFrom([]store.Direction{store.Out, store.In}).Draw(r, "direction")),
				ID:    store.ID(rapid.StringMatching(`(issue|person):[a-c]{1,3}(/[0-9]{1,3})?`).Draw(r, "id")),
			},
			Number: Number(rapid.Uint64Min(1).Draw(r, "number")),
			Weight: 1,
		}
		switch {
		case typ == store.PositionOn:
			e.Stance = rapid.SampledFrom([]byte{1, 2, 3}).Draw(r, "stance")
		case typ.IsDerived():
			e.Weight = rapid.Uint64Range(1, 1<<30).Draw(r, "weight")
		}
		return e
	})
	all := rapid.SliceOfDistinct(one, func(e Entry) Spot { return e.Spot }).Draw(r, "entries")
	slices.SortFunc(all, func(a, b Entry) int { return a.Compare(b.Spot) })
	return all
}

func countEntries(all []Entry) map[Group]int {
	counts := make(map[Group]int)
	for _, e := range all {
		counts[e.Group]++
	}
	return counts
}

// A block and a head must decode to what was encoded.
func TestBlock_round_trip(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		want := entries(r)
		got, err := DecodeBlock(AppendBlock(nil, want))
		if err != nil {
			r.Fatal(err)
		}
		if diff := cmp.Diff(want, got, compareEntries); diff != "" {
			r.Fatalf("block (-want +got):\n%s", diff)
		}
		wantHead := Head{countEntries(want), want}
		gotHead, err := DecodeHead(EncodeHead(wantHead))
		if err != nil {
			r.Fatal(err)
		}
		if diff := cmp.Diff(wantHead, gotHead, compareEntries); diff != "" {
			r.Fatalf("head (-want +got):\n%s", diff)
		}
	})
}

// Edits made in any portions must lead to the same entries, counts and blocks as all at once.
func TestMerge_and_cut(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		base, want := entries(r), entries(r)
		var edits []Edit
		for _, e := range base {
			if !slices.ContainsFunc(want, func(o Entry) bool { return o.Spot == e.Spot }) {
				edits = append(edits, Edit{e, true})
			}
		}
		for _, e := range want {
			edits = append(edits, Edit{e, false})
		}
		order := rapid.Permutation(edits).Draw(r, "order")
		at := rapid.IntRange(0, len(order)).Draw(r, "first portion")
		got, counts := base, countEntries(base)
		for _, portion := range [][]Edit{slices.Clone(order[:at]), slices.Clone(order[at:])} {
			slices.SortFunc(portion, func(a, b Edit) int { return a.Compare(b.Spot) })
			got = Merge(got, portion, counts)
		}
		if diff := cmp.Diff(want, got, compareEntries); diff != "" {
			r.Fatalf("entries (-want +got):\n%s", diff)
		}
		for g, n := range countEntries(want) {
			if counts[g] != n {
				r.Fatalf("count of %s: got %d, want %d", g.EdgeType(), counts[g], n)
			}
		}
		var joined []Entry
		for i, b := range Cut(got, nil) {
			if (b.First == nil) != (i == 0) || i > 0 && (!StartsBlock(b.First.ID) || b.Entries[0].Spot != *b.First) {
				r.Fatalf("block %d begins with %v", i, b.First)
			}
			joined = append(joined, b.Entries...)
		}
		if diff := cmp.Diff(got, joined, compareEntries); diff != "" {
			r.Fatalf("blocks (-want +got):\n%s", diff)
		}
	})
}

// Blocks must be of the size that the format counts on: some 256 entries and 4 KiB, and never very large.
func TestStartsBlock(t *testing.T) {
	var all []Entry
	for i := range 100_000 {
		all = append(all, Entry{
			Spot:   Spot{GroupOf(store.Raised, store.In), store.ID(fmt.Sprintf("statement:discussion-1/%06d", i))},
			Number: Number(i + 1), Weight: uint64(i%9 + 1),
		})
	}
	blocks := Cut(all, nil)
	if n := len(all) / len(blocks); n < 200 || n > 320 {
		t.Errorf("%d entries in a block, want about 256", n)
	}
	for _, b := range blocks {
		if size := len(AppendBlock(nil, b.Entries)); size > 64<<10 {
			t.Errorf("a block of %d bytes", size)
		}
	}
}

// Any bytes must decode to what encodes to them again, or be refused as damage.
func FuzzDecodeHead(f *testing.F) {
	one := Entry{Spot{GroupOf(store.PositionOn, store.Out), "recommendation:a"}, 7, 1, 1}
	two := Entry{Spot{GroupOf(store.Raised, store.In), "person:ada"}, 300, 0, 12}
	f.Add(EncodeHead(Head{countEntries([]Entry{one, two}), []Entry{one, two}}))
	f.Add(EncodeHead(Head{map[Group]int{one.Group: 1000}, []Entry{one}}))
	f.Add(AppendBlock(nil, []Entry{one, two}))
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, raw []byte) {
		if h, err := DecodeHead(raw); !refusedOrEqual(err, raw, func() []byte { return EncodeHead(h) }) {
			t.Errorf("head %x: got %+v, %v", raw, h, err)
		}
		if b, err := DecodeBlock(raw); !refusedOrEqual(err, raw, func() []byte { return AppendBlock(nil, b) }) {
			t.Errorf("block %x: got %+v, %v", raw, b, err)
		}
		if s, err := DecodeSupport(raw); !refusedOrEqual(err, raw, func() []byte { return EncodeSupport(s) }) {
			t.Errorf("support %x: got %+v, %v", raw, s, err)
		}
		for what, decode := range map[string]func() error{
			"node": func() error { _, err := DecodeNode(raw); return err },
			"log":  func() error { _, err := DecodeLog(1, raw); return err },
		} {
			if err := decode(); err != nil && !errors.Is(err, store.ErrCorrupt) {
				t.Errorf("%s %x: got %v, want ErrCorrupt", what, raw, err)
			}
		}
	})
}

func refusedOrEqual(err error, raw []byte, encode func() []byte) bool {
	if err != nil {
		return errors.Is(err, store.ErrCorrupt)
	}
	return bytes.Equal(encode(), raw)
}
