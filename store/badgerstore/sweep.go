package badgerstore

import (
	"context"
	"fmt"
	"maps"

	"forumgraph/store"
)

// Sweep reads every record once and compares how many there are with the counts, in little memory. It is quicker than Check
// and finds what is missing, not what is in the wrong place. progress, which may be nil, receives how many of about how many
// records were read.
//
// Errors: store.ErrCorrupt, store.ErrClosed, the context's error.
func (s *Store) Sweep(ctx context.Context, progress func(done, about int)) error {
	g, _, err := s.acquireSealed()
	if err != nil {
		return fmt.Errorf("sweep: %w", err)
	}
	defer s.release(g)
	about := 0
	for _, t := range g.db.Tables() {
		about += int(t.KeyCount)
	}
	v := g.read()
	defer v.txn.Discard()
	st, err := v.state()
	if err != nil {
		return fmt.Errorf("sweep: %w", err)
	}
	err = v.sweep(ctx, st, func(records int) {
		if progress != nil && records%1000 == 0 {
			progress(records, about)
		}
	})
	if err != nil {
		return fmt.Errorf("sweep: %w", err)
	}
	return nil
}

// sweep reads every record once and compares how many there are with the counts in st. It uses little memory, whatever the
// size of the graph. What it does not compare, [Store.Check] does: whether an index leads to the right node, and whether a
// derived edge has the right support. progress, which may be nil, receives the number of records read so far.
//
// Errors: store.ErrCorrupt if a record is missing, superfluous or unreadable; the context's error.
func (v view) sweep(ctx context.Context, st state, progress func(records int)) error {
	s := sweeper{kinds: make(map[byte]int), edges: make(map[byte]int), derived: make(map[byte]int)}
	err := v.eachRaw(ctx, nil, func(rawKey, value []byte) error {
		if s.records++; progress != nil {
			progress(s.records)
		}
		return s.record(rawKey, value)
	})
	if err != nil {
		return err
	}
	return s.compare(st)
}

type sweeper struct {
	records        int
	nodes, ids     int
	kinds          map[byte]int // records of the kind index
	edges          map[byte]int // edge ends by type: two for each edge
	derived        map[byte]int // records of derived edges by type
	version        uint64       // of the last log record
	ends           []store.End  // see eachRun
	parts, inParts int          // nodes that the record of version leaves to parts, and those in them
}

func (s *sweeper) record(rawKey, value []byte) error {
	k, err := parseKey(rawKey)
	if err != nil {
		return err
	}
	switch k.prefix {
	case prefixNode:
		s.nodes++
		if _, err := decodeNode(value); err != nil {
			return fmt.Errorf("node number %d: %w", k.number, err)
		}
	case prefixID:
		s.ids++
	case prefixKind:
		s.kinds[kindCodes.code[k.kind]]++
	case prefixEdges:
		err := eachRun(value, k.block == nil, &s.ends, func(run store.EndRun) error {
			s.edges[typeCodes.code[run.Type]] += len(run.Ends)
			return nil
		})
		if err != nil {
			return fmt.Errorf("edges of node number %d: %w", k.number, err)
		}
	case prefixDerived:
		s.derived[typeCodes.code[k.derived]]++
	case prefixLog:
		return s.log(k, value)
	}
	return nil
}

// log follows the log: versions without a gap, each with all of its parts.
func (s *sweeper) log(k key, value []byte) error {
	if k.part != nil {
		put, err := decodeLogPart(value)
		if err == nil && k.version != s.version {
			err = corrupt("log record %d is missing", k.version)
		}
		s.inParts += len(put)
		return err
	}
	if err := s.partsComplete(); err != nil {
		return err
	}
	if k.version != s.version+1 {
		return corrupt("log record %d is missing", s.version+1)
	}
	var e logEntry
	if err := unmarshal(value, &e); err != nil {
		return fmt.Errorf("log record %d: %w", k.version, err)
	}
	s.version, s.parts, s.inParts = k.version, e.Left, 0
	return nil
}

func (s *sweeper) partsComplete() error {
	if s.parts != s.inParts {
		return corrupt("log record %d has %d of its %d nodes", s.version, s.inParts, s.parts)
	}
	return nil
}

func (s *sweeper) compare(st state) error {
	if err := s.partsComplete(); err != nil {
		return err
	}
	want := sum(st.Nodes)
	ends, derived := make(map[byte]int), make(map[byte]int)
	for code, n := range st.Edges {
		ends[code] = 2 * n
		if typeCodes.word[code].IsDerived() {
			derived[code] = n
		}
	}
	switch {
	case s.version != st.Version:
		return corrupt("the log ends at version %d, and the graph is at version %d", s.version, st.Version)
	case s.nodes != want:
		return corrupt("it holds %d of %d nodes", s.nodes, want)
	case s.ids != want:
		return corrupt("the index of IDs leads to %d of %d nodes", s.ids, want)
	case !maps.Equal(s.kinds, st.Nodes):
		return corrupt("the index of kinds leads to %d of %d nodes", sum(s.kinds), want)
	case !maps.Equal(s.edges, ends):
		return corrupt("the adjacency holds %d of %d edge ends", sum(s.edges), sum(ends))
	case !maps.Equal(s.derived, derived):
		return corrupt("it holds %d of %d derived edges", sum(s.derived), sum(derived))
	}
	return nil
}
