package search_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"forumgraph/store"
)

// A corpus is a made-up store of many reports, of which only what an index reads is there: it lists nodes, looks them up
// and has a log. Its nodes are valid in nothing but their IDs and texts.
type corpus struct {
	store.Store // nil: whatever else is called panics
	nodes       map[store.Kind][]store.Node
	log         []store.LogRecord // after the first version, which holds all nodes
}

// newCorpus returns a corpus of 209 nodes a report. Its words are those of the forum's statements, as often as they are
// there, with one in sixteen from a tail of 20,000 made-up words.
func newCorpus(tb testing.TB, reports int) *corpus {
	tb.Helper()
	d, err := forumDataset()
	if err != nil {
		tb.Fatal(err)
	}
	var words []string
	for _, n := range d.Nodes {
		if s, ok := n.(*store.Statement); ok {
			words = append(words, strings.Fields(s.Summary)...)
		}
	}
	random := rand.New(rand.NewPCG(1, 2))
	tail := rand.NewZipf(random, 1.05, 4, 20_000)
	syllables := []string{"ba", "cor", "di", "fen", "gu", "hal", "jor", "ka", "lem", "mi", "nos", "pra", "qui", "ros", "ti", "vel"}
	text := func(n int) string {
		var b strings.Builder
		for i := range n {
			if i > 0 {
				b.WriteByte(' ')
			}
			if random.IntN(16) > 0 {
				b.WriteString(words[random.IntN(len(words))])
				continue
			}
			for k := tail.Uint64() + 16; k > 0; k /= 16 {
				b.WriteString(syllables[k%16])
			}
		}
		return b.String()
	}
	c := &corpus{nodes: make(map[store.Kind][]store.Node)}
	add := func(report, n int, make func(store.Meta) store.Node) {
		for i := range n {
			m := store.Meta{}
			node := make(m)
			kind := kindOf(node)
			node.Base().ID = store.NewID(kind, fmt.Sprintf("made-up-report-%05d/%d-%d", report, len(c.nodes[kind]), i))
			c.nodes[kind] = append(c.nodes[kind], node)
		}
	}
	named := func(m store.Meta, n int) store.Meta {
		m.Name = store.Text{EN: text(n)}
		return m
	}
	for r := range reports {
		add(r, 25, func(m store.Meta) store.Node { return &store.Person{Meta: named(m, 2)} })
		add(r, 4, func(m store.Meta) store.Node { return &store.Organization{Meta: named(m, 4)} })
		add(r, 4, func(m store.Meta) store.Node {
			m.Name = store.Text{EN: text(3), FR: text(3)}
			return &store.Issue{Meta: m, Definition: store.Text{EN: text(12), FR: text(12)}}
		})
		add(r, 15, func(m store.Meta) store.Node { return &store.Session{Meta: named(m, 5)} })
		add(r, 40, func(m store.Meta) store.Node {
			return &store.Recommendation{Meta: named(m, 6), Proposition: store.Text{EN: text(14)}}
		})
		add(r, 120, func(m store.Meta) store.Node { return &store.Statement{Meta: m, Summary: text(16)} })
		add(r, 1, func(m store.Meta) store.Node { return &store.Source{Meta: named(m, 6)} })
	}
	for _, nodes := range c.nodes {
		slices.SortFunc(nodes, func(a, b store.Node) int { return strings.Compare(string(a.Base().ID), string(b.Base().ID)) })
	}
	return c
}

func kindOf(n store.Node) store.Kind {
	switch n.(type) {
	case *store.Person:
		return store.KindPerson
	case *store.Organization:
		return store.KindOrganization
	case *store.Issue:
		return store.KindIssue
	case *store.Session:
		return store.KindSession
	case *store.Recommendation:
		return store.KindRecommendation
	case *store.Statement:
		return store.KindStatement
	}
	return store.KindSource
}

// change adds a version that puts and deletes nodes.
func (c *corpus) change(put []store.Node, deletes ...store.ID) {
	for _, n := range put {
		id := n.Base().ID
		i, found := c.find(id)
		if !found {
			c.nodes[id.Kind()] = slices.Insert(c.nodes[id.Kind()], i, n)
		}
		c.nodes[id.Kind()][i] = n
	}
	for _, id := range deletes {
		if i, found := c.find(id); found {
			c.nodes[id.Kind()] = slices.Delete(c.nodes[id.Kind()], i, i+1)
		}
	}
	c.log = append(c.log, store.LogRecord{Version: uint64(len(c.log)) + 2, Time: time.Unix(1_700_000_000, 0), Put: put, Delete: deletes})
}

// find returns where a node stands among its kind, or would.
func (c *corpus) find(id store.ID) (int, bool) {
	return slices.BinarySearchFunc(c.nodes[id.Kind()], id, func(n store.Node, id store.ID) int {
		return strings.Compare(string(n.Base().ID), string(id))
	})
}

func (c *corpus) Snapshot() (store.Snapshot, error) {
	return &corpusSnapshot{corpus: c, version: uint64(len(c.log)) + 1}, nil
}

func (c *corpus) Log(_ context.Context, after uint64, limit int) ([]store.LogRecord, error) {
	all := append([]store.LogRecord{{Version: 1, Left: 1}}, c.log...)
	all = all[min(after, uint64(len(all))):]
	if limit > 0 {
		all = all[:min(limit, len(all))]
	}
	return all, nil
}

type corpusSnapshot struct {
	store.Snapshot
	corpus  *corpus
	version uint64
}

func (s *corpusSnapshot) Version() uint64 { return s.version }
func (s *corpusSnapshot) Close()          {}

func (s *corpusSnapshot) Nodes(_ context.Context, ids []store.ID) ([]store.Node, error) {
	all := make([]store.Node, len(ids))
	for i, id := range ids {
		if at, found := s.corpus.find(id); found {
			all[i] = s.corpus.nodes[id.Kind()][at]
		}
	}
	return all, nil
}

func (s *corpusSnapshot) Stats(context.Context) (store.Stats, error) {
	counts := make(map[store.Kind]int)
	for kind, nodes := range s.corpus.nodes {
		counts[kind] = len(nodes)
	}
	return store.Stats{Nodes: counts}, nil
}

// ScanNodes implements store.Snapshot.
func (s *corpusSnapshot) ScanNodes(_ context.Context, f func(uint64, store.Node) error) error {
	number := uint64(0)
	for _, nodes := range s.corpus.nodes {
		for _, n := range nodes {
			number++
			if err := f(number, n); err != nil {
				return err
			}
		}
	}
	return nil
}
