package network_test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"forumgraph/store"
	"forumgraph/store/memstore"
	"forumgraph/store/topology"
)

// forum is a graph that a test writes down, one line for each statement and each edge that no statement makes:
//
//	"a person:ann collective:hall=MANY@QUOTED issue:rent recommendation:cap+ session:one"   statement:a
//	"person:ann > organization:guild"                                                       an edge, its type by the kinds
//
// A voice may name its role (SPEAKER if it does not) and a collective its quantifier (SOME). A recommendation names the
// stance: + FOR, - AGAINST, ~ MIXED. A statement with "source:two" cites the second source; otherwise the first.
type forum struct {
	nodes map[store.ID]store.Node
}

func newForum(lines ...string) *forum {
	f := &forum{nodes: map[store.ID]store.Node{}}
	for _, source := range []string{"one", "two"} {
		text := "said in " + source
		f.put(&store.Source{
			Meta: store.Meta{ID: store.ID("source:" + source), Name: store.Text{EN: source}}, Publisher: "Press", Date: "2024",
			Language: store.EN, Length: 100, SHA256: store.HashOf(source),
		})
		f.put(&store.Section{
			Meta: store.Meta{ID: store.ID("section:" + source + "/1"), Name: store.Text{EN: "All"}}, Source: store.ID("source:" + source), Path: "1", Order: 1,
		})
		f.put(&store.Passage{
			Meta: store.Meta{ID: store.ID("passage:" + source + "/1/1")}, Source: store.ID("source:" + source), Section: store.ID("section:" + source + "/1"),
			Path: "1/1", Kind: store.PassageNarrative, Order: 1, Ranges: []store.Range{{Start: 0, End: len(text)}}, Length: len(text), SHA256: store.HashOf(text),
		})
	}
	for _, line := range lines {
		words := strings.Fields(line)
		if len(words) == 3 && words[1] == ">" {
			f.edge(store.ID(words[0]), store.ID(words[2]))
			continue
		}
		f.statement(words)
	}
	return f
}

func (f *forum) put(n store.Node) { f.nodes[n.Base().ID] = n }

func citing(source string) []store.Citation {
	text := "said in " + source
	return []store.Citation{{Passage: store.ID("passage:" + source + "/1/1"), Start: 0, End: len(text), SHA256: store.HashOf(text)}}
}

// node returns the node with id, a new one if the forum has none.
func (f *forum) node(id store.ID) store.Node {
	if n, ok := f.nodes[id]; ok {
		return n
	}
	n := store.NewNode(id.Kind())
	if n == nil {
		panic("a test names " + string(id))
	}
	*n.Base() = store.Meta{ID: id, Name: store.Text{EN: id.Slug()}, Citations: citing("one")}
	switch n := n.(type) {
	case *store.Collective:
		n.Quantifier, n.Basis = store.Some, store.Text{EN: "those who came"}
	case *store.Session:
		n.Order = 1
	case *store.Recommendation:
		n.Proposition = store.Text{EN: "Do " + id.Slug()}
	case *store.Initiative:
		n.Type = store.Program
	case *store.Figure:
		value := 3.0
		n.Value, n.Unit, n.Measures, n.CountedByUs = &value, "percent", store.Text{EN: "A share"}, true
	}
	f.put(n)
	return n
}

func (f *forum) edge(from, to store.ID) {
	f.node(to)
	switch n := f.node(from).(type) {
	case *store.Person:
		n.Affiliations = append(n.Affiliations, store.Affiliation{Organization: to})
	case *store.Session:
		n.Parent = to
	case *store.Recommendation:
		if to.Kind() == store.KindIssue {
			n.Issues = append(n.Issues, store.Ref{ID: to})
		} else {
			n.Contradicts = append(n.Contradicts, store.Ref{ID: to})
		}
	case *store.Initiative:
		n.Issues = append(n.Issues, store.Ref{ID: to})
	case *store.Figure:
		n.Issues = append(n.Issues, store.Ref{ID: to})
	default:
		panic(fmt.Sprintf("a test ties %s to %s", from, to))
	}
}

func (f *forum) statement(words []string) {
	s := &store.Statement{
		Meta: store.Meta{ID: store.ID("statement:" + words[0]), Citations: citing("one")}, Kind: store.Raises, Summary: "It was said.", Review: store.Draft,
	}
	for _, word := range words[1:] {
		rest, role, hasRole := strings.Cut(word, "@")
		rest, quantifier, hasQuantifier := strings.Cut(rest, "=")
		id := store.ID(strings.TrimRight(rest, "+-~"))
		switch {
		case id == "source:one" || id == "source:two":
			s.Citations = citing(id.Slug())
			continue
		case id.Kind().IsVoice():
			v := store.StatementVoice{Voice: id, Role: store.Speaker}
			if hasRole {
				v.Role = store.VoiceRole(role)
			}
			if id.Kind() == store.KindCollective {
				v.Quantifier = store.Some
			}
			if hasQuantifier {
				v.Quantifier = store.Quantifier(quantifier)
			}
			s.Voices = append(s.Voices, v)
		case id.Kind() == store.KindIssue:
			s.Issues = append(s.Issues, id)
		case id.Kind() == store.KindRecommendation:
			stance := map[byte]store.Stance{'+': store.For, '-': store.Against, '~': store.Mixed}[rest[len(rest)-1]]
			s.Positions = append(s.Positions, store.Position{Recommendation: id, Stance: stance})
		case id.Kind() == store.KindSession:
			s.Session = id
		case id.Kind() == store.KindPopulation:
			s.Populations = append(s.Populations, id)
		case id.Kind() == store.KindPlace:
			s.Places = append(s.Places, id)
		default:
			panic("a test says " + word)
		}
		f.node(id)
	}
	f.put(s)
}

// statements returns the statements by ID.
func (f *forum) statements() []*store.Statement {
	var all []*store.Statement
	for _, id := range slices.Sorted(maps.Keys(f.nodes)) {
		if s, ok := f.nodes[id].(*store.Statement); ok {
			all = append(all, s)
		}
	}
	return all
}

// affiliations returns the organizations of a person, none of others.
func (f *forum) affiliations(id store.ID) []store.ID { return store.AffiliationsOf(f.nodes[id]) }

// failer is what a test and a rapid test have in common.
type failer interface {
	Helper()
	Context() context.Context
	Fatal(...any)
}

// topology returns the forum as a topology, through a store that checks every rule.
func (f *forum) topology(t failer) *topology.Topology {
	t.Helper()
	st := memstore.New()
	defer func() { _ = st.Close() }()
	change := store.ChangeSet{Author: "tester", Time: time.Unix(0, 0).UTC(), Reason: "a forum"}
	for _, id := range slices.Sorted(maps.Keys(f.nodes)) {
		change.Put = append(change.Put, f.nodes[id])
	}
	if _, err := st.Apply(t.Context(), change); err != nil {
		t.Fatal(err)
	}
	return topologyOf(t, st)
}

func topologyOf(t failer, st store.Store) *topology.Topology {
	t.Helper()
	snap, err := st.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	defer snap.Close()
	top, err := topology.Build(t.Context(), snap)
	if err != nil {
		t.Fatal(err)
	}
	return top
}

// only returns the set of the statements with the slugs.
func only(t testing.TB, top *topology.Topology, slugs ...string) topology.Set {
	t.Helper()
	set := top.NewSet()
	for _, slug := range slugs {
		n, ok := top.Find(store.ID("statement:" + slug))
		if !ok {
			t.Fatalf("no statement %s", slug)
		}
		set.Add(n)
	}
	return set
}

// said returns the IDs of statements by their slugs.
func said(slugs ...string) []store.ID {
	ids := []store.ID{}
	for _, slug := range slugs {
		ids = append(ids, store.ID("statement:"+slug))
	}
	return ids
}

// countdown is a context that ends after it was looked at a number of times.
type countdown struct {
	context.Context
	looks int
}

func (c *countdown) Err() error {
	if c.looks--; c.looks < 0 {
		return context.Canceled
	}
	return nil
}
