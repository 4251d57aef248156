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

// Check implements store.Store. It holds all IDs and edges in memory while it runs.
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
	c := &checker{
		view:    v,
		nodes:   make(map[number]store.Node),
		numbers: make(map[store.ID]number),
		records: make(map[store.ID]uint64),
		places:  make(map[string]number),
		edges:   make(map[number][]entry),
		support: make(map[string][]byte),
	}
	for _, step := range []func(context.Context) error{
		c.checkState, c.checkNodes, c.checkIndexes, c.checkEdges, c.checkDerived, c.checkCounts, c.checkLog, c.checkKeys,
	} {
		if err := step(ctx); err != nil {
			return fmt.Errorf("check: %w", err)
		}
	}
	return c.err()
}

// checker compares what is stored with what follows from the stored nodes.
type checker struct {
	view
	state    state
	problems []string

	nodes   map[number]store.Node
	numbers map[store.ID]number
	records map[store.ID]uint64 // hash of each node's record
	places  map[string]number   // expected keys of the ID, kind and name indexes
	edges   map[number][]entry  // expected edges at each node
	support map[string][]byte   // expected records of derived edges by key
	counted map[byte]int        // expected number of edges by type
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
	shown := c.problems[:min(n, most)]
	if n > most {
		shown = append(slices.Clone(shown), fmt.Sprintf("and %d more", n-most))
	}
	return corrupt("check: %s", strings.Join(shown, "; "))
}

// tolerate notes damage and passes on other errors.
func (c *checker) tolerate(err error) error {
	if err != nil && errors.Is(err, store.ErrCorrupt) {
		c.problem("%v", err)
		return nil
	}
	return err
}

func (c *checker) checkState(context.Context) error {
	st, err := c.view.state()
	c.state = st
	return err
}

// checkNodes reads every node.
func (c *checker) checkNodes(ctx context.Context) error {
	err := c.scan(ctx, []byte{prefixNode}, nil, false, func(item *badger.Item, rawKey []byte) (bool, error) {
		k, err := parseKey(rawKey)
		if err != nil {
			return true, c.tolerate(err)
		}
		return true, c.tolerate(valueOf(item, func(_ *badger.Item, b []byte) error {
			n, err := decodeNode(b)
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
			c.nodes[k.number], c.numbers[id], c.records[id] = n, k.number, xxhash.Sum64(b)
			c.places[string(idKey(id))] = k.number
			c.places[string(kindKey(id.Kind(), id))] = k.number
			for _, key := range nameKeys(n) {
				c.places[string(key)] = k.number
			}
			return nil
		}))
	})
	return err
}

// checkIndexes compares the indexes that lead to nodes.
func (c *checker) checkIndexes(ctx context.Context) error {
	seen := 0
	for _, prefix := range []byte{prefixID, prefixKind, prefixName} {
		err := c.scan(ctx, []byte{prefix}, nil, false, func(item *badger.Item, rawKey []byte) (bool, error) {
			return true, c.tolerate(valueOf(item, func(_ *badger.Item, b []byte) error {
				n, err := decodeNumber(b)
				if err != nil {
					return err
				}
				switch want, ok := c.places[string(rawKey)]; {
				case !ok:
					c.problem("index %q leads to number %d, which is not there", rawKey, n)
				case want != n:
					c.problem("index %q leads to number %d instead of %d", rawKey, n, want)
				default:
					seen++
				}
				return nil
			}))
		})
		if err != nil {
			return err
		}
	}
	if missing := len(c.places) - seen; missing > 0 && len(c.problems) == 0 {
		c.problem("%d index records are missing", missing)
	}
	return nil
}

// checkEdges compares the edges at each node with those that nodes state and statements support.
func (c *checker) checkEdges(ctx context.Context) error {
	c.expectEdges()
	for n, node := range c.nodes {
		if err := ctx.Err(); err != nil {
			return err
		}
		want := c.edges[n]
		slices.SortFunc(want, func(a, b entry) int { return a.compare(b.spot) })
		if err := c.tolerate(c.checkEdgesAt(ctx, n, node.Base().ID, want)); err != nil {
			return err
		}
	}
	return nil
}

func (c *checker) checkEdgesAt(ctx context.Context, n number, id store.ID, want []entry) error {
	h, err := c.head(n)
	if err != nil {
		return err
	}
	got, err := c.entriesOf(ctx, n)
	if err != nil {
		return err
	}
	counts := make(map[group]int)
	for _, e := range want {
		counts[e.group]++
	}
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

// expectEdges fills in what follows from the nodes.
func (c *checker) expectEdges() {
	c.counted = make(map[byte]int)
	expect := func(key store.EdgeKey, stance store.Stance, weight int) {
		source, target := c.numbers[key.Source], c.numbers[key.Target]
		if source == 0 || target == 0 {
			c.problem("edge %s %s %s: one end is not stored", key.Source, key.Type, key.Target)
			return
		}
		c.counted[typeCodes.code[key.Type]]++
		at := stanceCodes.code[stance]
		c.edges[source] = append(c.edges[source], entry{spot{groupOf(key.Type, store.Out), key.Target}, target, at, uint64(weight)})
		c.edges[target] = append(c.edges[target], entry{spot{groupOf(key.Type, store.In), key.Source}, source, at, uint64(weight)})
	}
	var statements []*store.Statement
	for _, n := range c.nodes {
		if s, ok := n.(*store.Statement); ok {
			statements = append(statements, s)
		}
		for _, e := range store.AssertedEdges(n) {
			expect(e.EdgeKey, e.Stance, 1)
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
		key := derivedKey(c.numbers[e.Source], e.Type, c.numbers[e.Target])
		c.support[string(key)] = encodeSupport(shares)
	}
}

// checkDerived compares the support of derived edges.
func (c *checker) checkDerived(ctx context.Context) error {
	err := c.scan(ctx, []byte{prefixDerived}, nil, false, func(item *badger.Item, rawKey []byte) (bool, error) {
		return true, c.tolerate(valueOf(item, func(_ *badger.Item, b []byte) error {
			want, ok := c.support[string(rawKey)]
			switch {
			case !ok:
				c.problem("derived edge %x: no statement supports it", rawKey)
			case !bytes.Equal(want, b):
				c.problem("derived edge %x: other statements support it", rawKey)
			}
			delete(c.support, string(rawKey))
			return nil
		}))
	})
	for key := range c.support {
		c.problem("derived edge %x: missing", key)
	}
	return err
}

// checkCounts compares the counts of the whole graph.
func (c *checker) checkCounts(context.Context) error {
	want := newState()
	want.Edges = c.counted
	citing := make(map[number][]store.Kind)
	for n, entries := range c.edges {
		for _, e := range entries {
			if e.group == groupOf(store.Cites, store.In) {
				citing[n] = append(citing[n], e.id.Kind())
			}
		}
	}
	for n, node := range c.nodes {
		count(want.Nodes, kindCodes.code[node.Base().ID.Kind()], 1)
		if p, ok := node.(*store.Passage); ok {
			want.Covered.Add(p, citing[n], 1)
		}
	}
	if !maps.Equal(want.Nodes, c.state.Nodes) {
		c.problem("nodes are counted as %v; there are %v", c.state.stats().Nodes, want.stats().Nodes)
	}
	if !maps.Equal(want.Edges, c.state.Edges) {
		c.problem("edges are counted as %v; there are %v", c.state.stats().Edges, want.stats().Edges)
	}
	if want.Covered != c.state.Covered {
		c.problem("coverage is counted as %+v; it is %+v", c.state.Covered, want.Covered)
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
		put := func(_ uint64, records [][]byte) error {
			for _, b := range records {
				id, _, err := decodeID(b)
				if err != nil {
					return c.tolerate(fmt.Errorf("log record %d: %w", version, err))
				}
				replayed[id] = xxhash.Sum64(b)
			}
			return nil
		}
		err := put(version, e.Put)
		if e.Left > 0 && err == nil {
			err = c.tolerate(c.eachLogPart(ctx, logKey(version), put))
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

// checkKeys looks for records that belong to nothing.
func (c *checker) checkKeys(ctx context.Context) error {
	return c.scan(ctx, nil, nil, false, func(_ *badger.Item, rawKey []byte) (bool, error) {
		k, err := parseKey(rawKey)
		switch {
		case err != nil:
			return true, c.tolerate(err)
		case k.prefix == prefixMeta && k.meta != metaFormat && k.meta != metaState:
			c.problem("unknown record %q", k.meta)
		case k.prefix == prefixEdges && c.nodes[k.number] == nil:
			c.problem("edges of number %d, which is not there", k.number)
		case k.prefix == prefixEdges && k.block != nil && !startsBlock(k.block.id):
			c.problem("edges of number %d: a block begins at %s", k.number, k.block)
		}
		return true, nil
	})
}
