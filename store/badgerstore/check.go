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
	v.files = nil // it reports all damage, and leaves the store as it is
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

// checker compares what is stored with what follows from the stored nodes: the records of the indexes, the edges and their
// support, and the counts.
type checker struct {
	view
	state    state
	problems []string

	nodes   map[number]store.Node
	numbers map[store.ID]number
	records map[store.ID]uint64 // hash of each node's record

	edges   map[number][]entry // at each node
	wanted  map[string][]byte  // by key
	counted state
	// wrong are the keys whose records differ from the wanted ones, with those; nil stands for no record.
	wrong map[string][]byte
}

func newChecker(v view) *checker {
	return &checker{
		view:    v,
		nodes:   make(map[number]store.Node),
		numbers: make(map[store.ID]number),
		records: make(map[store.ID]uint64),
		edges:   make(map[number][]entry),
		wanted:  make(map[string][]byte),
		counted: newState(),
		wrong:   make(map[string][]byte),
	}
}

func (c *checker) problem(format string, args ...any) {
	c.problems = append(c.problems, fmt.Sprintf(format, args...))
}

// err returns everything found as one error, or nil.
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
	return corrupt("%s", shown)
}

// tolerate notes damage and passes on other errors.
func (c *checker) tolerate(err error) error {
	if err != nil && errors.Is(err, store.ErrCorrupt) {
		c.problem("%v", err)
		return nil
	}
	return err
}

// readNodes reads every node and works out which records follow from them.
func (c *checker) readNodes(ctx context.Context) (err error) {
	if c.state, err = c.view.state(); err != nil {
		return err
	}
	err = c.eachRaw(ctx, []byte{prefixNode}, func(rawKey, value []byte) error {
		return c.tolerate(c.readNode(rawKey, value))
	})
	if err == nil {
		c.expectEdges()
	}
	return err
}

func (c *checker) readNode(rawKey, value []byte) error {
	k, err := parseKey(rawKey)
	if err != nil {
		return err
	}
	n, err := decodeNode(value)
	if err != nil {
		return fmt.Errorf("node number %d: %w", k.number, err)
	}
	id := n.Base().ID
	if other := c.numbers[id]; other != 0 {
		c.problem("%s is stored as number %d and as %d", id, other, k.number)
	}
	if k.number >= c.state.Next {
		c.problem("%s has number %d, but only %d were given", id, k.number, c.state.Next-1)
	}
	c.nodes[k.number], c.numbers[id], c.records[id] = n, k.number, xxhash.Sum64(value)
	count(c.counted.Nodes, kindCodes.code[id.Kind()], 1)
	for _, key := range append(nameKeys(n), idKey(id), kindKey(id.Kind(), id)) {
		c.wanted[string(key)] = encodeNumber(k.number)
	}
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
		count(c.counted.Edges, typeCodes.code[key.Type], 1)
		out, in := endsOf(key, source, target, stance, weight)
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
		shares := make([]share, len(e.Support))
		for i, s := range e.Support {
			shares[i] = share{c.numbers[s.Statement], c.numbers[s.Through]}
		}
		sortShares(shares)
		c.wanted[string(derivedKey(c.numbers[e.Source], e.Type, c.numbers[e.Target]))] = encodeSupport(shares)
	}
	for n, entries := range c.edges {
		slices.SortFunc(entries, func(a, b entry) int { return a.compare(b.spot) })
		for key, value := range edgeRecords(n, entries) {
			c.wanted[string(key)] = value
		}
	}
	for _, n := range c.nodes {
		if p, ok := n.(*store.Passage); ok {
			c.counted.Covered.Add(p, citing[p.ID], 1)
		}
	}
}

// compare compares the stored records, and the counts, with those that follow from the nodes.
func (c *checker) compare(ctx context.Context) error {
	if err := c.compareRecords(ctx); err != nil {
		return err
	}
	described := number(0)
	for _, rawKey := range slices.Sorted(maps.Keys(c.wrong)) {
		k, err := parseKey([]byte(rawKey))
		switch {
		case err != nil:
		case k.prefix != prefixEdges:
			err = c.describe(rawKey)
		case c.nodes[k.number] == nil:
			c.problem("edges of number %d, which is not there", k.number)
		case k.block != nil && !startsBlock(k.block.id):
			c.problem("edges of number %d: a block begins at %s", k.number, k.block)
		case k.number != described:
			described = k.number
			err = c.describeEdges(ctx, k.number)
		}
		if err := c.tolerate(err); err != nil {
			return err
		}
	}
	if !maps.Equal(c.counted.Nodes, c.state.Nodes) {
		c.problem("nodes are counted as %v; there are %v", c.state.stats().Nodes, c.counted.stats().Nodes)
	}
	if !maps.Equal(c.counted.Edges, c.state.Edges) {
		c.problem("edges are counted as %v; there are %v", c.state.stats().Edges, c.counted.stats().Edges)
	}
	if c.counted.Covered != c.state.Covered {
		c.problem("coverage is counted as %+v; it is %+v", c.state.Covered, c.counted.Covered)
	}
	return nil
}

// compareRecords fills in wrong, and looks for records that belong to nothing. It uses up wanted.
func (c *checker) compareRecords(ctx context.Context) error {
	err := c.scan(ctx, nil, nil, false, func(item *badger.Item, rawKey []byte) (bool, error) {
		k, err := parseKey(rawKey)
		if err != nil {
			return true, c.tolerate(err)
		}
		switch k.prefix {
		case prefixNode, prefixLog:
			return true, nil
		case prefixMeta:
			if k.meta != metaFormat && k.meta != metaState {
				c.problem("unknown record %q", k.meta)
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

// describe says what is wrong with a record of an index, or of a derived edge.
func (c *checker) describe(rawKey string) error {
	want := c.wrong[rawKey]
	what := fmt.Sprintf("index %q", rawKey)
	if rawKey[0] == prefixDerived {
		what = fmt.Sprintf("derived edge %x", rawKey)
	}
	found, err := c.get([]byte(rawKey), func(_ *badger.Item, value []byte) error {
		if rawKey[0] == prefixDerived {
			if want == nil {
				c.problem("%s: no statement supports it", what)
			} else {
				c.problem("%s: other statements support it", what)
			}
			return nil
		}
		n, err := decodeNumber(value)
		if err != nil {
			return err
		}
		if want == nil {
			c.problem("%s leads to number %d, which is not there", what, n)
			return nil
		}
		right, err := decodeNumber(want)
		c.problem("%s leads to number %d instead of %d", what, n, right)
		return err
	})
	if err == nil && !found {
		c.problem("%s: missing", what)
	}
	return err
}

// describeEdges says how the edges at a node differ from the wanted ones.
func (c *checker) describeEdges(ctx context.Context, n number) error {
	id, want := c.nodes[n].Base().ID, c.edges[n]
	h, err := c.head(n)
	if err != nil {
		return err
	}
	got, err := c.entriesOf(ctx, n)
	if err != nil {
		return err
	}
	counts := countsOf(want)
	if !maps.Equal(counts, h.counts) && len(counts)+len(h.counts) > 0 {
		c.problem("%s: the counts of its edges are wrong", id)
	}
	for len(got) > 0 || len(want) > 0 {
		switch {
		case len(want) == 0 || len(got) > 0 && got[0].compare(want[0].spot) < 0:
			c.problem("%s: an edge %s that nothing states", id, got[0].spot)
			got = got[1:]
		case len(got) == 0 || got[0].compare(want[0].spot) > 0:
			c.problem("%s: the edge %s is missing", id, want[0].spot)
			want = want[1:]
		default:
			if got[0] != want[0] {
				c.problem("%s: the edge %s has another number, stance or weight", id, want[0].spot)
			}
			got, want = got[1:], want[1:]
		}
	}
	return nil
}

// checkLog replays the log and compares the nodes it leads to.
func (c *checker) checkLog(ctx context.Context) error {
	last := uint64(0)
	replayed := make(map[store.ID]uint64)
	err := c.eachLog(ctx, 0, func(version uint64, value []byte) (bool, error) {
		if version != last+1 {
			c.problem("the log goes from version %d to %d", last, version)
		}
		last = version
		var e logEntry
		if err := unmarshal(value, &e); err != nil {
			return true, c.tolerate(fmt.Errorf("log record %d: %w", version, err))
		}
		put := func(records [][]byte) error {
			for _, b := range records {
				id, _, err := decodeID(b)
				if err != nil {
					return c.tolerate(fmt.Errorf("log record %d: %w", version, err))
				}
				replayed[id] = xxhash.Sum64(b)
			}
			return nil
		}
		err := put(e.Put)
		if e.Left > 0 && err == nil {
			err = c.tolerate(c.eachLogPart(ctx, version, put))
		}
		if err != nil {
			return false, err
		}
		for _, id := range e.Delete {
			delete(replayed, id)
		}
		return true, nil
	})
	if last != c.state.Version {
		c.problem("the log ends at version %d, the store is at %d", last, c.state.Version)
	}
	if !maps.Equal(replayed, c.records) {
		c.problem("replaying the log leads to other nodes than are stored")
	}
	return err
}
