package badgerstore

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/cespare/xxhash/v2"
	"github.com/dgraph-io/badger/v4"

	"forumgraph/store"
	"forumgraph/store/badgerstore/internal/disk"
)

// Check implements store.Store. It holds all nodes and the records derived from them in memory while it runs.
func (s *Store) Check(ctx context.Context) error {
	g, _, err := s.acquireSealed()
	if err != nil {
		return fmt.Errorf("check: %w", err)
	}
	defer s.release(g)
	if err := g.db.VerifyChecksum(); err != nil {
		return fmt.Errorf("check: %v: %w", err, store.ErrCorrupt)
	}
	v := g.read()
	v.files = nil // it reports all damage, and does not mark the store as damaged
	defer v.txn.Discard()
	c := newChecker(v)
	for _, step := range []func(context.Context) error{c.readNodes, c.compare, c.checkLog} {
		if err := step(ctx); err != nil {
			return fmt.Errorf("check: %w", err)
		}
	}
	if err := c.err(); err != nil {
		return fmt.Errorf("check: %w", err)
	}
	return nil
}

// checker compares the stored indexes, edges, support and counts with those derived from the stored nodes.
type checker struct {
	view
	state    disk.State
	problems []string

	nodes   map[disk.Number]store.Node
	numbers map[store.ID]disk.Number
	records map[store.ID]uint64 // hash of each node's record

	edges   map[disk.Number][]disk.Entry // at each node
	wanted  map[string][]byte            // by key
	counted disk.State
	// wrong holds the keys whose records differ from the wanted ones, with the wanted record; nil means none.
	wrong map[string][]byte
}

func newChecker(v view) *checker {
	return &checker{
		view:    v,
		nodes:   make(map[disk.Number]store.Node),
		numbers: make(map[store.ID]disk.Number),
		records: make(map[store.ID]uint64),
		edges:   make(map[disk.Number][]disk.Entry),
		wanted:  make(map[string][]byte),
		counted: disk.NewState(),
		wrong:   make(map[string][]byte),
	}
}

func (c *checker) problem(format string, args ...any) {
	c.problems = append(c.problems, fmt.Sprintf(format, args...))
}

// err returns all findings as one error, or nil.
func (c *checker) err() error {
	const most = 50
	n := len(c.problems)
	if n == 0 {
		return nil
	}
	shown := strings.Join(c.problems[:min(n, most)], "; ")
	if n > most {
		shown += fmt.Sprintf("; and %d more", n-most)
	}
	return disk.Corrupt("%s", shown)
}

// tolerate records damage and returns other errors.
func (c *checker) tolerate(err error) error {
	if err != nil && errors.Is(err, store.ErrCorrupt) {
		c.problem("%v", err)
		return nil
	}
	return err
}

// readNodes reads every node and derives the records that should exist.
func (c *checker) readNodes(ctx context.Context) (err error) {
	if c.state, err = c.view.state(); err != nil {
		return err
	}
	err = c.eachRaw(ctx, []byte{disk.PrefixNode}, func(rawKey, value []byte) error {
		return c.tolerate(c.readNode(rawKey, value))
	})
	if err == nil {
		c.expectEdges()
	}
	return err
}

func (c *checker) readNode(rawKey, value []byte) error {
	k, err := disk.ParseKey(rawKey)
	if err != nil {
		return err
	}
	n, err := disk.DecodeNode(value)
	if err != nil {
		return fmt.Errorf("node number %d: %w", k.Number, err)
	}
	id := n.Base().ID
	if other := c.numbers[id]; other != 0 {
		c.problem("%s is stored as number %d and as %d", id, other, k.Number)
	}
	if k.Number >= c.state.Next {
		c.problem("%s has number %d, but only %d were given", id, k.Number, c.state.Next-1)
	}
	c.nodes[k.Number], c.numbers[id], c.records[id] = n, k.Number, xxhash.Sum64(value)
	disk.Count(c.counted.Nodes, disk.KindCodes.Code[id.Kind()], 1)
	c.wanted[string(disk.IDKey(id))] = disk.EncodeNumber(k.Number)
	return nil
}

// expectEdges adds the records of the edges that nodes state and statements support.
func (c *checker) expectEdges() {
	expect := func(key store.EdgeKey, stance store.Stance, weight int) {
		source, target := c.numbers[key.Source], c.numbers[key.Target]
		if source == 0 || target == 0 {
			c.problem("edge %s %s %s: one end is not stored", key.Source, key.Type, key.Target)
			return
		}
		disk.Count(c.counted.Edges, disk.TypeCodes.Code[key.Type], 1)
		out, in := disk.EndsOf(key, source, target, stance, weight)
		c.edges[source] = append(c.edges[source], out)
		c.edges[target] = append(c.edges[target], in)
	}
	var statements []*store.Statement
	citing := make(map[store.ID][]store.Kind)
	for _, n := range c.nodes {
		if s, ok := n.(*store.Statement); ok {
			statements = append(statements, s)
		}
		for _, e := range store.AssertedEdges(n) {
			expect(e.EdgeKey, e.Stance, 1)
			if e.Type == store.Cites {
				citing[e.Target] = append(citing[e.Target], e.Source.Kind())
			}
		}
	}
	affiliations := func(id store.ID) []store.ID { return store.AffiliationsOf(c.nodes[c.numbers[id]]) }
	for _, e := range store.DeriveAll(statements, affiliations) {
		expect(e.EdgeKey, "", e.Weight())
		shares := make([]disk.Share, len(e.Support))
		for i, s := range e.Support {
			shares[i] = disk.Share{Statement: c.numbers[s.Statement], Through: c.numbers[s.Through]}
		}
		disk.SortShares(shares)
		c.wanted[string(disk.DerivedKey(c.numbers[e.Source], e.Type, c.numbers[e.Target]))] = disk.EncodeSupport(shares)
	}
	for n, entries := range c.edges {
		slices.SortFunc(entries, func(a, b disk.Entry) int { return a.Compare(b.Spot) })
		for key, value := range disk.EdgeRecords(n, entries) {
			c.wanted[string(key)] = value
		}
	}
	for _, n := range c.nodes {
		if p, ok := n.(*store.Passage); ok {
			c.counted.Covered.Add(p, citing[p.ID], 1)
		}
	}
}

// compare compares the stored records and counts with those derived from the nodes.
func (c *checker) compare(ctx context.Context) error {
	if err := c.compareRecords(ctx); err != nil {
		return err
	}
	described := disk.Number(0)
	for _, rawKey := range slices.Sorted(maps.Keys(c.wrong)) {
		k, err := disk.ParseKey([]byte(rawKey))
		switch {
		case err != nil:
		case k.Prefix != disk.PrefixEdges:
			err = c.describe(k, rawKey)
		case c.nodes[k.Number] == nil:
			c.problem("edges of number %d, which is not there", k.Number)
		case k.Block != nil && !disk.StartsBlock(k.Block.ID):
			c.problem("edges of number %d: a block begins at %s", k.Number, k.Block)
		case k.Number != described:
			described = k.Number
			err = c.describeEdges(ctx, k.Number)
		}
		if err := c.tolerate(err); err != nil {
			return err
		}
	}
	c.compareNodeCounts()
	if !maps.Equal(c.counted.Edges, c.state.Edges) {
		c.problem("edges are counted as %v; there are %v", c.state.Stats().Edges, c.counted.Stats().Edges)
	}
	if c.counted.Covered != c.state.Covered {
		c.problem("coverage is counted as %+v; it is %+v", c.state.Covered, c.counted.Covered)
	}
	return nil
}

func (c *checker) compareNodeCounts() {
	if !maps.Equal(c.counted.Nodes, c.state.Nodes) {
		c.problem("nodes are counted as %v; there are %v", c.state.Stats().Nodes, c.counted.Stats().Nodes)
	}
}

// compareRecords fills in wrong, and looks for records that belong to nothing. It uses up wanted.
func (c *checker) compareRecords(ctx context.Context) error {
	err := c.scan(ctx, nil, nil, func(item *badger.Item, rawKey []byte) (bool, error) {
		k, err := disk.ParseKey(rawKey)
		if err != nil {
			return true, c.tolerate(err)
		}
		switch k.Prefix {
		case disk.PrefixNode, disk.PrefixLog, disk.PrefixNames, disk.PrefixKinds:
			return true, nil
		case disk.PrefixMeta:
			if k.Meta != disk.MetaFormat && k.Meta != disk.MetaState {
				c.problem("unknown record %q", k.Meta)
			}
			return true, nil
		}
		want, ok := c.wanted[string(rawKey)]
		delete(c.wanted, string(rawKey))
		return true, valueOf(item, func(_ *badger.Item, value []byte) error {
			if !ok || !bytes.Equal(value, want) {
				c.wrong[string(rawKey)] = want
			}
			return nil
		})
	})
	maps.Copy(c.wrong, c.wanted)
	return err
}

// describe says what is wrong with a record of the index of IDs or of a derived edge.
func (c *checker) describe(k disk.Key, rawKey string) error {
	what := "follows from other nodes than are stored"
	if c.wrong[rawKey] == nil {
		what = "follows from no node"
	} else if found, err := c.get([]byte(rawKey), func(*badger.Item, []byte) error { return nil }); err != nil {
		return err
	} else if !found {
		what = "is missing"
	}
	subject := string(k.ID)
	if k.Prefix == disk.PrefixDerived {
		subject = fmt.Sprintf("%s %s %s", c.nameOf(k.Number), k.Derived, c.nameOf(k.Target))
	}
	c.problem("a record of %s, %s, %s", contentOf[k.Prefix], subject, what)
	return nil
}

// nameOf returns the ID of a number, or says that no node has it.
func (c *checker) nameOf(n disk.Number) string {
	if node := c.nodes[n]; node != nil {
		return string(node.Base().ID)
	}
	return fmt.Sprintf("number %d (no node)", n)
}

// describeEdges says how the edges at a node differ from the wanted ones.
func (c *checker) describeEdges(ctx context.Context, n disk.Number) error {
	id, want := c.nodes[n].Base().ID, c.edges[n]
	known := len(c.problems)
	h, err := c.head(n)
	if err != nil {
		return err
	}
	var got []disk.Entry
	if err := c.eachBlock(ctx, n, h, func(entries []disk.Entry) { got = append(got, entries...) }); err != nil {
		return err
	}
	counts := disk.CountsOf(want)
	if !maps.Equal(counts, h.Counts) && len(counts)+len(h.Counts) > 0 {
		c.problem("%s: the counts of its edges are wrong", id)
	}
	for len(got) > 0 || len(want) > 0 {
		switch {
		case len(want) == 0 || len(got) > 0 && got[0].Compare(want[0].Spot) < 0:
			c.problem("%s: an edge %s that nothing states", id, got[0].Spot)
			got = got[1:]
		case len(got) == 0 || got[0].Compare(want[0].Spot) > 0:
			c.problem("%s: the edge %s is missing", id, want[0].Spot)
			want = want[1:]
		default:
			if got[0] != want[0] {
				c.problem("%s: the edge %s has another number, stance or weight", id, want[0].Spot)
			}
			got, want = got[1:], want[1:]
		}
	}
	if len(c.problems) == known { // such as a block that no read comes to
		c.problem("%s: its edges are right, but not stored as a change stores them", id)
	}
	return nil
}

// checkLog replays the log and compares the resulting nodes.
func (c *checker) checkLog(ctx context.Context) error {
	replayed := make(map[store.ID]uint64)
	var log logWalk
	err := c.eachRaw(ctx, []byte{disk.PrefixLog}, func(rawKey, value []byte) error {
		put, deleted, err := log.next(rawKey, value)
		for _, id := range deleted {
			delete(replayed, id)
		}
		for _, b := range put {
			id, _, err := disk.DecodeID(b)
			if err != nil {
				return fmt.Errorf("log record %d: %w", log.version, err)
			}
			replayed[id] = xxhash.Sum64(b)
		}
		return err
	})
	if err == nil {
		err = log.end(c.state.Version)
	}
	if err != nil { // what was replayed is not all
		return c.tolerate(err)
	}
	if !maps.Equal(replayed, c.records) {
		c.problem("replaying the log leads to other nodes than are stored")
	}
	return nil
}
