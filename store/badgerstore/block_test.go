package badgerstore

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

var compareEntries = cmp.Options{cmp.AllowUnexported(entry{}, spot{}, head{}, share{}), cmpopts.EquateEmpty()}

// entries draws edge ends of one node, in order, each once.
func entries(r *rapid.T) []entry {
	one := rapid.Custom(func(r *rapid.T) entry {
		typ := rapid.SampledFrom(store.EdgeTypes()).Draw(r, "type")
		e := entry{
			spot: spot{
				group: groupOf(typ, rapid.SampledFrom([]store.Direction{store.Out, store.In}).Draw(r, "direction")),
				id:    store.ID(rapid.StringMatching(`(issue|person):[a-c]{1,3}(/[0-9]{1,3})?`).Draw(r, "id")),
			},
			number: number(rapid.Uint64Min(1).Draw(r, "number")),
			weight: 1,
		}
		switch {
		case typ == store.PositionOn:
			e.stance = rapid.SampledFrom([]byte{1, 2, 3}).Draw(r, "stance")
		case typ.IsDerived():
			e.weight = rapid.Uint64Range(1, 1<<30).Draw(r, "weight")
		}
		return e
	})
	all := rapid.SliceOfDistinct(one, func(e entry) spot { return e.spot }).Draw(r, "entries")
	slices.SortFunc(all, func(a, b entry) int { return a.compare(b.spot) })
	return all
}

func countEntries(all []entry) map[group]int {
	counts := make(map[group]int)
	for _, e := range all {
		counts[e.group]++
	}
	return counts
}

// A block and a head must decode to what was encoded.
func TestBlock_round_trip(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		want := entries(r)
		got, err := decodeBlock(appendBlock(nil, want))
		if err != nil {
			r.Fatal(err)
		}
		if diff := cmp.Diff(want, got, compareEntries); diff != "" {
			r.Fatalf("block (-want +got):\n%s", diff)
		}
		wantHead := head{countEntries(want), want}
		gotHead, err := decodeHead(encodeHead(wantHead))
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
		var edits []edit
		for _, e := range base {
			if !slices.ContainsFunc(want, func(o entry) bool { return o.spot == e.spot }) {
				edits = append(edits, edit{e, true})
			}
		}
		for _, e := range want {
			edits = append(edits, edit{e, false})
		}
		order := rapid.Permutation(edits).Draw(r, "order")
		at := rapid.IntRange(0, len(order)).Draw(r, "first portion")
		got, counts := base, countEntries(base)
		for _, portion := range [][]edit{slices.Clone(order[:at]), slices.Clone(order[at:])} {
			slices.SortFunc(portion, func(a, b edit) int { return a.compare(b.spot) })
			got = merge(got, portion, counts)
		}
		if diff := cmp.Diff(want, got, compareEntries); diff != "" {
			r.Fatalf("entries (-want +got):\n%s", diff)
		}
		for g, n := range countEntries(want) {
			if counts[g] != n {
				r.Fatalf("count of %s: got %d, want %d", g.edgeType(), counts[g], n)
			}
		}
		var joined []entry
		for i, b := range cut(got, nil) {
			if (b.first == nil) != (i == 0) || i > 0 && (!startsBlock(b.first.id) || b.entries[0].spot != *b.first) {
				r.Fatalf("block %d begins with %v", i, b.first)
			}
			joined = append(joined, b.entries...)
		}
		if diff := cmp.Diff(got, joined, compareEntries); diff != "" {
			r.Fatalf("blocks (-want +got):\n%s", diff)
		}
	})
}

// Blocks must be of the size that the format counts on: some 256 entries and 4 KiB, and never very large.
func TestStartsBlock(t *testing.T) {
	var all []entry
	for i := range 100_000 {
		all = append(all, entry{
			spot:   spot{groupOf(store.Raised, store.In), store.ID(fmt.Sprintf("statement:discussion-1/%06d", i))},
			number: number(i + 1), weight: uint64(i%9 + 1),
		})
	}
	blocks := cut(all, nil)
	if n := len(all) / len(blocks); n < 200 || n > 320 {
		t.Errorf("%d entries in a block, want about 256", n)
	}
	for _, b := range blocks {
		if size := len(appendBlock(nil, b.entries)); size > 64<<10 {
			t.Errorf("a block of %d bytes", size)
		}
	}
}

// Any bytes must decode to what encodes to them again, or be refused as damage.
func FuzzDecodeHead(f *testing.F) {
	one := entry{spot{groupOf(store.PositionOn, store.Out), "recommendation:a"}, 7, 1, 1}
	two := entry{spot{groupOf(store.Raised, store.In), "person:ada"}, 300, 0, 12}
	f.Add(encodeHead(head{countEntries([]entry{one, two}), []entry{one, two}}))
	f.Add(encodeHead(head{map[group]int{one.group: 1000}, []entry{one}}))
	f.Add(appendBlock(nil, []entry{one, two}))
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, raw []byte) {
		if h, err := decodeHead(raw); !refusedOrEqual(err, raw, func() []byte { return encodeHead(h) }) {
			t.Errorf("head %x: got %+v, %v", raw, h, err)
		}
		if b, err := decodeBlock(raw); !refusedOrEqual(err, raw, func() []byte { return appendBlock(nil, b) }) {
			t.Errorf("block %x: got %+v, %v", raw, b, err)
		}
		if s, err := decodeSupport(raw); !refusedOrEqual(err, raw, func() []byte { return encodeSupport(s) }) {
			t.Errorf("support %x: got %+v, %v", raw, s, err)
		}
		for what, decode := range map[string]func() error{
			"node": func() error { _, err := decodeNode(raw); return err },
			"log":  func() error { _, err := decodeLog(1, raw); return err },
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
