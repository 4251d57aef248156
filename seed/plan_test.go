package seed_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forumgraph/seed"
	"forumgraph/store"
	"forumgraph/store/memstore"
)

// corpus loads a corpus of one passage, 1/1, about source:<name>.
func corpus(t testing.TB, name, yaml string) *seed.Dataset {
	t.Helper()
	head := "-- source.yaml --\nsources: [{ id: source:" + name + ", name: S, length: 10, sha256: " + hash("a") + " }]\n" +
		"sections: [{ path: 1, name: One }]\n" +
		"passages:\n" +
		"  - { path: 1/1, kind: ITEM, ranges: [[0, 10]], length: 10, sha256: " + hash("b") + " }\n" +
		"  - { path: 1/2, kind: ITEM, ranges: [[10, 20]], length: 10, sha256: " + hash("c") + " }\n"
	return loadArchive(t, name, head+"-- x.yaml --\n"+yaml)
}

func ids(nodes []store.Node) []store.ID {
	var all []store.ID
	for _, n := range nodes {
		all = append(all, n.Base().ID)
	}
	return all
}

// An import adds what is new, changes what differs, and deletes what its source no longer says; a second import of the
// same dataset changes nothing.
func TestPlan(t *testing.T) {
	const before = `
places:
  - { id: place:a, name: A, citations: [1/1] }
  - { id: place:b, name: B, citations: [1/1] }
  - { id: place:c, name: C, partOf: [place:b], citations: [1/1] }
`
	const after = `
places:
  - { id: place:a, name: A, citations: [1/1] }
  - { id: place:b, name: Bee, citations: [1/2] }
  - { id: place:d, name: D, citations: [1/1] }
`
	s := memstore.New()
	importInto(t, s, corpus(t, "one", before))
	for _, step := range []struct {
		name        string
		put, delete []store.ID
	}{
		{"change", []store.ID{"place:b", "place:d"}, []store.ID{"place:c"}},
		{"same again", nil, nil},
	} {
		cs := importInto(t, s, corpus(t, "one", after))
		if diff := cmp.Diff(step.put, ids(cs.Put)); diff != "" {
			t.Errorf("%s: put (-want +got):\n%s", step.name, diff)
		}
		if diff := cmp.Diff(step.delete, cs.Delete); diff != "" {
			t.Errorf("%s: delete (-want +got):\n%s", step.name, diff)
		}
	}
	fresh := memstore.New()
	importInto(t, fresh, corpus(t, "one", after))
	if diff := cmp.Diff(export(t, fresh), export(t, s)); diff != "" {
		t.Errorf("changed graph differs from a fresh one (-fresh +changed):\n%s", diff)
	}
}

// A passage and a section that the dataset no longer has go with it.
func TestPlan_DocumentShrinks(t *testing.T) {
	s := memstore.New()
	importInto(t, s, load(t, ""))
	small, _, _ := strings.Cut(base, "  - { path: 3/sol/1")
	small = strings.Replace(small, "  - { path: 3/sol, name: Sol }\n", "", 1)
	cs := importInto(t, s, loadArchive(t, "forum", small))
	want := []store.ID{"section:forum/3/sol", "passage:forum/3/sol/1", "passage:forum/3/sol/2"}
	if diff := cmp.Diff(want, cs.Delete); diff != "" {
		t.Errorf("delete (-want +got):\n%s", diff)
	}
}

const (
	one = `
organizations:
  - { id: organization:sol, name: Sol, aliases: [SOL], locatedIn: [place:a, place:b], citations: [1/1, 1/2] }
  - { id: organization:only-one, name: Only, citations: [1/1] }
people:
  - id: person:ana
    name: Ana
    affiliations: [{ organization: organization:sol, role: CEO }]
    citations: [1/1]
places:
  - { id: place:a, name: A, citations: [1/1] }
  - { id: place:b, name: B, citations: [1/1] }
`
	two = `
organizations:
  - { id: organization:sol, name: { en: Sol, fr: Soleil }, aliases: [SOL, Sol Inc.], locatedIn: [place:a, place:c], citations: [1/1] }
people:
  - { id: person:ana, name: Ana, affiliations: [{ organization: organization:sol }], citations: [1/2] }
places:
  - { id: place:a, name: A, citations: [1/1] }
  - { id: place:c, name: C, citations: [1/1] }
`
)

// A record of two sources holds what both say, whichever comes first; importing either again changes nothing.
func TestPlan_Merge(t *testing.T) {
	cite := func(source, path, digit string) store.Citation {
		h, err := store.ParseHash(hash(digit))
		if err != nil {
			t.Fatal(err)
		}
		return store.Citation{Passage: store.ID("passage:" + source + "/" + path), End: 10, SHA256: h}
	}
	one1, one2, two1, two2 := cite("one", "1/1", "b"), cite("one", "1/2", "c"), cite("two", "1/1", "b"), cite("two", "1/2", "c")
	want := []store.Node{
		&store.Organization{
			Meta: store.Meta{
				ID: "organization:sol", Name: store.Text{EN: "Sol", FR: "Soleil"},
				Aliases: []store.Alias{{Text: "SOL"}, {Text: "Sol Inc."}}, Citations: []store.Citation{one1, one2, two1},
			},
			LocatedIn: []store.Ref{
				{ID: "place:a"},
				{ID: "place:b", Citations: []store.Citation{one1, one2}},
				{ID: "place:c", Citations: []store.Citation{two1}},
			},
		},
		&store.Person{
			Meta:         store.Meta{ID: "person:ana", Name: store.Text{EN: "Ana"}, Citations: []store.Citation{one1, two2}},
			Affiliations: []store.Affiliation{{Organization: "organization:sol", Role: "CEO"}},
		},
	}
	first, second := corpus(t, "one", one), corpus(t, "two", two)
	for name, order := range map[string][]*seed.Dataset{"one first": {first, second}, "two first": {second, first}} {
		t.Run(name, func(t *testing.T) {
			s := memstore.New()
			for _, d := range order {
				importInto(t, s, d)
			}
			snap, err := s.Snapshot()
			if err != nil {
				t.Fatal(err)
			}
			defer snap.Close()
			got, err := snap.Nodes(context.Background(), ids(want))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("merged (-want +got):\n%s", diff)
			}
			for _, d := range order {
				if cs := importInto(t, s, d); len(cs.Put)+len(cs.Delete) > 0 {
					t.Errorf("import of %v again puts %v and deletes %v", d.Sources(), ids(cs.Put), cs.Delete)
				}
			}
		})
	}
}

// When one of two sources has no more to say, what the other says is left, and only that.
func TestPlan_MergeThenDrop(t *testing.T) {
	s := memstore.New()
	importInto(t, s, corpus(t, "one", one))
	importInto(t, s, corpus(t, "two", two))
	cs := importInto(t, s, corpus(t, "two", ""))
	if diff := cmp.Diff([]store.ID{"place:c"}, cs.Delete); diff != "" {
		t.Errorf("delete (-want +got):\n%s", diff)
	}
	snap, err := s.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	defer snap.Close()
	n, err := snap.Node(context.Background(), "organization:sol")
	if err != nil {
		t.Fatal(err)
	}
	got, want := n.(*store.Organization), node[*store.Organization](t, corpus(t, "one", one), "organization:sol")
	if diff := cmp.Diff(want.LocatedIn, got.LocatedIn); diff != "" {
		t.Errorf("locatedIn (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(want.Citations, got.Citations); diff != "" {
		t.Errorf("citations (-want +got):\n%s", diff)
	}
}

// Two sources that call one node differently are told both names and where the dataset's stands; nothing is planned.
func TestPlan_Clash(t *testing.T) {
	s := memstore.New()
	importInto(t, s, corpus(t, "one", one))
	want := export(t, s)
	d := corpus(t, "two", strings.NewReplacer("name: { en: Sol, fr: Soleil }", "name: Solar", "organization: organization:sol }", "organization: organization:sol, role: Chair }").Replace(two))
	cs, err := planFor(t, s, d)
	if !errors.Is(err, store.ErrInvalid) || len(cs.Put) > 0 {
		t.Fatalf("Plan = %v, %v, want an ErrInvalid", cs, err)
	}
	if diff := cmp.Diff(`plan import: two/x.yaml:3:35: organization:sol name.en: "Solar" here, but "Sol" in the graph, where the record also cites passage:one/1/1; use the same in both, or another ID here
two/x.yaml:5:48: person:ana affiliations: "Chair" here, but "CEO" in the graph, where the record also cites passage:one/1/1; use the same in both, or another ID here`, err.Error()); diff != "" {
		t.Errorf("error (-want +got):\n%s", diff)
	}
	if got := export(t, s); got != want {
		t.Error("the store changed")
	}
}

// A record that another source still refers to cannot go; the error names both.
func TestPlan_StillReferenced(t *testing.T) {
	s := memstore.New()
	importInto(t, s, corpus(t, "one", one))
	importInto(t, s, corpus(t, "two", "places: [{ id: place:d, name: D, citations: [1/1] }]\n"))
	// Curation joins a record of the second source to one of the first.
	_, err := s.Apply(context.Background(), store.ChangeSet{Put: []store.Node{&store.Place{
		Meta:   node[*store.Place](t, corpus(t, "two", "places: [{ id: place:d, name: D, citations: [1/1] }]\n"), "place:d").Meta,
		PartOf: []store.Ref{{ID: "place:b"}},
	}}})
	if err != nil {
		t.Fatal(err)
	}
	_, err = planFor(t, s, corpus(t, "one", ""))
	const want = "plan import: place:b: still referenced by place:d; change or delete that record too"
	if err == nil || err.Error() != want {
		t.Errorf("Plan:\n got %v\nwant %s", err, want)
	}
}

// A plan names the version it was made for, so that a change in between is a conflict and not lost.
func TestPlan_Expect(t *testing.T) {
	s := memstore.New()
	cs, err := planFor(t, s, corpus(t, "one", one))
	if err != nil {
		t.Fatal(err)
	}
	importInto(t, s, corpus(t, "two", two))
	if _, err := s.Apply(context.Background(), cs); !errors.Is(err, store.ErrConflict) {
		t.Errorf("Apply of an outdated plan = %v, want ErrConflict", err)
	}
}

// A canceled context ends planning with its error.
func TestPlan_Canceled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	snap, err := memstore.New().Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	defer snap.Close()
	if _, err := seed.Plan(ctx, snap, corpus(t, "one", one)); !errors.Is(err, context.Canceled) {
		t.Errorf("Plan = %v, want %v", err, context.Canceled)
	}
}
