package synth_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forumgraph/seed"
	"forumgraph/seed/synth"
	"forumgraph/store"
	"forumgraph/store/memstore"
)

func jsonl(t *testing.T, o synth.Options) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := synth.WriteJSONL(&b, o); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// A corpus must be a dataset without a problem, with the counts that are promised.
func TestWriteJSONL(t *testing.T) {
	ds, err := seed.ReadJSONL(bytes.NewReader(jsonl(t, synth.Options{Reports: 3, Seed: 1})), "synth")
	if err != nil {
		t.Fatal(err)
	}
	got := make(map[store.Kind]int)
	for _, n := range ds.Nodes {
		got[n.Base().ID.Kind()]++
	}
	want := map[store.Kind]int{
		store.KindSource: 3, store.KindSection: 3, store.KindPassage: 24, store.KindPerson: 75, store.KindSession: 45,
		store.KindCollective: 15, store.KindRecommendation: 120, store.KindStatement: 360,
		store.KindOrganization: got[store.KindOrganization], store.KindIssue: got[store.KindIssue],
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("nodes (-want +got):\n%s", diff)
	}
	for kind, least := range map[store.Kind]int{store.KindOrganization: 21, store.KindIssue: 31} {
		if n := got[kind]; n < least || n >= 3*least {
			t.Errorf("%d of kind %s; some must recur, and some be new in each report", n, kind)
		}
	}
}

// The same options must give the same bytes on every machine, and another seed others.
func TestWriteJSONL_same(t *testing.T) {
	sum := sha256.Sum256(jsonl(t, synth.Options{Reports: 2, Seed: 7}))
	const want = "9625f556d9008d9e96d307ecf7c847f1140d035f875d3b44350da19ad2147b70"
	if got := hex.EncodeToString(sum[:]); got != want {
		t.Errorf("sha256: got %s, want %s; a change of what a seed gives makes measurements incomparable", got, want)
	}
	if bytes.Equal(jsonl(t, synth.Options{Reports: 2, Seed: 7}), jsonl(t, synth.Options{Reports: 2, Seed: 8})) {
		t.Error("another seed gives the same corpus")
	}
}

// Reports that are imported one by one must give the graph of the corpus as a whole.
func TestOptions_From(t *testing.T) {
	whole, parts := memstore.New(), memstore.New()
	put(t, whole, synth.Options{Reports: 3, Seed: 1})
	for i := 1; i <= 3; i++ {
		put(t, parts, synth.Options{Reports: i, Seed: 1, From: i})
	}
	if diff := cmp.Diff(exported(t, whole), exported(t, parts)); diff != "" {
		t.Errorf("graph (-whole +parts):\n%.2000s", diff)
	}
}

// put imports a corpus as a dataset.
func put(t *testing.T, s store.Store, o synth.Options) {
	t.Helper()
	ds, err := seed.ReadJSONL(bytes.NewReader(jsonl(t, o)), "synth")
	if err != nil {
		t.Fatal(err)
	}
	snap, err := s.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	defer snap.Close()
	cs, err := seed.Plan(t.Context(), snap, ds)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Apply(t.Context(), cs); err != nil {
		t.Fatal(err)
	}
}

func exported(t *testing.T, s store.Store) string {
	t.Helper()
	snap, err := s.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	defer snap.Close()
	var b bytes.Buffer
	if err := seed.WriteJSONL(t.Context(), &b, snap); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
