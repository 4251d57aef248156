package synth_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forumgraph/seed"
	"forumgraph/seed/synth"
	"forumgraph/store"
	"forumgraph/store/memstore"
)

// known is the graph of the documents seen so far.
type known map[store.ID]store.Node

func (k known) Nodes(_ context.Context, ids []store.ID) ([]store.Node, error) {
	nodes := make([]store.Node, len(ids))
	for i, id := range ids {
		nodes[i] = k[id]
	}
	return nodes, nil
}

func (known) Neighbors(context.Context, store.ID) ([]store.Neighbor, error) {
	return nil, store.ErrNotFound
}

// Every document breaks no rule in a graph of the documents before it, and each of its nodes stands after those it names.
func TestCorpus_Documents(t *testing.T) {
	graph := known{}
	for d := range synth.New(7).Documents(40) {
		if err := store.Validate(t.Context(), graph, d.ChangeSet()); err != nil {
			t.Fatal(err)
		}
		for _, n := range d.Nodes {
			id := n.Base().ID
			if graph[id] != nil {
				t.Errorf("%s stands twice", id)
			}
			graph[id] = n
			for _, e := range store.AssertedEdges(n) {
				if graph[e.Source] == nil || graph[e.Target] == nil {
					t.Errorf("%s stands before what it names: %s %s %s", id, e.Source, e.Type, e.Target)
				}
			}
		}
	}
}

// A report is the same whether or not others were made before it, from whichever value of the corpus.
func TestCorpus_Report(t *testing.T) {
	var inTurn []*synth.Document
	for d := range synth.New(3).Documents(12) {
		inTurn = append(inTurn, d)
	}
	if diff := cmp.Diff(inTurn[12], synth.New(3).Report(12)); diff != "" {
		t.Errorf("report 12 made alone (+) differs (-):\n%s", diff)
	}
}

// However short the first report is, all that later ones may name is in it.
func TestCorpus_Report_first(t *testing.T) {
	for _, number := range []uint64{0, 1, 873, 1571, 3408} { // the last three draw too few passages for all of it
		nodes := make(map[store.Kind]int)
		for _, n := range synth.New(number).Report(1).Nodes {
			nodes[n.Base().ID.Kind()]++
		}
		got := []int{nodes[store.KindPerson], nodes[store.KindOrganization], nodes[store.KindRecommendation]}
		if diff := cmp.Diff([]int{27, 30, 42}, got); diff != "" {
			t.Errorf("seed %d: people, organizations, recommendations (-want +got):\n%s", number, diff)
		}
	}
}

func jsonl(t *testing.T, c *synth.Corpus, from, reports int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := c.WriteJSONL(t.Context(), &b, from, reports); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// A seed gives the same bytes on every machine; if they have to change, measurements before and after do not compare.
func TestCorpus_WriteJSONL(t *testing.T) {
	c := synth.New(1)
	three := jsonl(t, c, 0, 3)
	for _, test := range []struct {
		name string
		got  []byte
		want string
	}{
		{"three reports", three, "e41947f53e00c281451ceb624027507d6b3f4db056e023e5753887bd46e0872f"},
		{"three reports in prose", jsonl(t, synth.NewProse(1), 0, 3), "ef2feac5c2b9607aa994138030f4ccee6af85807e607d0c6d6bbc2f8bf1d4e01"},
		{"the fourth alone in prose", jsonl(t, synth.NewProse(1), 3, 1), "1eefcb514b338b1c5df4b7094144313a6d747588f51846260adee2e1b9539f6f"},
		{"the fourth alone", jsonl(t, c, 3, 1), "fc2c11bd0269552b9ca1dfa2a29b077c8455afc3890ec38ebd6a73d93ef36b1b"},
	} {
		t.Run(test.name, func(t *testing.T) {
			sum := sha256.Sum256(test.got)
			if got := hex.EncodeToString(sum[:]); got != test.want {
				t.Errorf("sha256 %s, want %s", got, test.want)
			}
		})
	}
	t.Run("more reports begin with the same", func(t *testing.T) {
		if !bytes.HasPrefix(jsonl(t, c, 0, 5), three) {
			t.Error("five reports do not begin with the bytes of three")
		}
	})
	t.Run("another seed", func(t *testing.T) {
		if bytes.Equal(jsonl(t, synth.New(2), 0, 3), three) {
			t.Error("seeds 1 and 2 give the same bytes")
		}
	})
}

// In prose a corpus must be as large a load as real reports: long summaries and names of many words, and organizations that
// raise issues through their people. It must break no rule.
func TestNewProse(t *testing.T) {
	c, s := synth.NewProse(1), memstore.New()
	words := make(map[string]int)
	var own, through int
	for d := range c.Documents(5) {
		if _, err := s.Apply(t.Context(), d.ChangeSet()); err != nil {
			t.Fatal(err)
		}
		affiliations := make(map[store.ID]int)
		for _, n := range d.Nodes {
			switch n := n.(type) {
			case *store.Person:
				affiliations[n.ID] = len(n.Affiliations)
			case *store.Organization:
				for _, name := range []string{n.Name.EN, n.Name.FR} {
					if got := len(strings.Fields(name)); got < 10 || got > 25 {
						t.Errorf("%s: %d words: %s", n.ID, got, name)
					}
				}
			case *store.Statement:
				_, said, _ := strings.Cut(n.Summary, ": ")
				all := strings.Fields(strings.TrimSuffix(said, "."))
				if len(all) < 20 || len(all) > 60 {
					t.Errorf("%s: %d words: %s", n.ID, len(all), said)
				}
				for _, word := range all {
					words[word]++
				}
				for _, v := range n.Voices {
					if v.Voice.Kind() == store.KindOrganization {
						own++
					}
					through += affiliations[v.Voice]
				}
			}
		}
	}
	if len(words) < 1500 {
		t.Errorf("%d different words, want 1500 or more", len(words))
	}
	if through < 4*own {
		t.Errorf("organizations speak %d times themselves and %d times through their people, want four times as often", own, through)
	}
	if err := s.Check(t.Context()); err != nil {
		t.Error(err)
	}
}

// What cannot be written, or need not be any more, ends the writing with its error.
func TestCorpus_WriteJSONL_errors(t *testing.T) {
	ended, end := context.WithCancel(t.Context())
	end()
	if err := synth.New(1).WriteJSONL(ended, new(bytes.Buffer), 0, 1_000_000); !errors.Is(err, context.Canceled) {
		t.Errorf("after the end of the context: %v", err)
	}
	if err := synth.New(1).WriteJSONL(t.Context(), full{}, 0, 1_000_000); !errors.Is(err, errFull) {
		t.Errorf("into a full disk: %v", err)
	}
}

var errFull = errors.New("full")

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errFull }

// A dataset of some reports has no finding but that a vocabulary for a thousand reports has issues which these do not raise.
func TestCorpus_findings(t *testing.T) {
	ds, err := seed.ReadJSONL(bytes.NewReader(jsonl(t, synth.New(1), 0, 5)), "made-up.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	for _, check := range seed.Checks() {
		for _, f := range check.Find(ds) {
			if !strings.Contains(f.Message, "no statement raises it") {
				t.Errorf("%s: %s", check.Name, f)
			}
		}
	}
}

func importInto(t *testing.T, s store.Store, b []byte) store.ChangeSet {
	t.Helper()
	ds, err := seed.ReadJSONL(bytes.NewReader(b), "made-up.jsonl")
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
	cs.Author = "tester"
	if _, err := s.Apply(t.Context(), cs); err != nil {
		t.Fatal(err)
	}
	return cs
}

// Reports that are written after others are merged into a store of those: nothing goes, what is shared cites both, and it
// is done once. Shared nodes keep all edges that they had.
func TestCorpus_WriteJSONL_from(t *testing.T) {
	c, s := synth.New(1), memstore.New()
	importInto(t, s, jsonl(t, c, 0, 3))
	before := edgesOf(t, s)
	more := jsonl(t, c, 3, 2)
	cs := importInto(t, s, more)
	if len(cs.Delete) > 0 {
		t.Errorf("deletes %d nodes", len(cs.Delete))
	}
	after := edgesOf(t, s)
	for _, key := range before {
		if _, held := slices.BinarySearchFunc(after, key, store.EdgeKey.Compare); !held {
			t.Errorf("lost %s %s %s", key.Source, key.Type, key.Target)
		}
	}
	for d := range c.Documents(5) {
		for _, n := range d.Nodes {
			for _, e := range store.AssertedEdges(n) {
				if _, held := slices.BinarySearchFunc(after, e.EdgeKey, store.EdgeKey.Compare); !held {
					t.Errorf("lacks %s %s %s", e.Source, e.Type, e.Target)
				}
			}
		}
	}
	if again := importInto(t, s, more); len(again.Put)+len(again.Delete) > 0 {
		t.Errorf("a second import puts %d nodes and deletes %d", len(again.Put), len(again.Delete))
	}
	if err := s.Check(t.Context()); err != nil {
		t.Error(err)
	}
}

// edgesOf returns the keys of all asserted edges, in order.
func edgesOf(t *testing.T, s store.Store) []store.EdgeKey {
	t.Helper()
	snap, err := s.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	defer snap.Close()
	var keys []store.EdgeKey
	for _, kind := range store.Kinds() {
		for n, err := range snap.AllOf(t.Context(), kind) {
			if err != nil {
				t.Fatal(err)
			}
			for _, e := range store.AssertedEdges(n) {
				keys = append(keys, e.EdgeKey)
			}
		}
	}
	slices.SortFunc(keys, store.EdgeKey.Compare)
	return keys
}

// The changes of a corpus make a sound store, one version each.
func TestCorpus_ChangeSets(t *testing.T) {
	s := memstore.New()
	var version uint64
	for cs, err := range synth.New(1).ChangeSets(4) {
		if err != nil {
			t.Fatal(err)
		}
		commit, err := s.Apply(t.Context(), cs)
		if err != nil {
			t.Fatal(err)
		}
		if version++; commit != (store.Commit{Version: version, Added: len(cs.Put)}) {
			t.Errorf("%s: %+v", cs.Reason, commit)
		}
	}
	if err := s.Check(t.Context()); err != nil {
		t.Error(err)
	}
}
