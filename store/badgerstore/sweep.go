package badgerstore

import (
	"context"
	"fmt"
	"maps"

	"forumgraph/store"
	"forumgraph/store/badgerstore/internal/disk"
)

// Sweep reads every record once and compares their numbers with the counts, in little memory. It is faster than Check
// and finds missing records, but not misplaced ones. progress, which may be nil, receives the number of records read
// and roughly how many there are.
//
// Errors: store.ErrCorrupt, store.ErrClosed, the context's error.
func (s *Store) Sweep(ctx context.Context, progress func(done, about int)) error {
	err := s.read(func(v view, _ disk.State) error {
		about := 0
		for _, t := range v.files.db.Tables() {
			about += int(t.KeyCount)
		}
		return v.sweep(ctx, func(records int) {
			if progress != nil && records%1000 == 0 {
				progress(records, about)
			}
		})
	})
	if err != nil {
		return fmt.Errorf("sweep: %w", err)
	}
	return nil
}

// sweep reads every record once and compares their numbers with the counts. It uses little memory, whatever the size of
// the graph. [Store.Check] also compares whether an index refers to the right node, and whether a derived edge has the
// right support. progress, which may be nil, receives the number of records read so far.
//
// Errors: store.ErrCorrupt if a record is missing, superfluous or unreadable; the context's error.
func (v view) sweep(ctx context.Context, progress func(records int)) error {
	st, err := v.state()
	if err != nil {
		return err
	}
	s := sweeper{kinds: make(map[byte]int), edges: make(map[byte]int), derived: make(map[byte]int)}
	err = v.eachRaw(ctx, nil, func(rawKey, value []byte) error {
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
	records int
	nodes   int
	kinds   map[byte]int // records of the index of IDs by kind
	edges   map[byte]int // edge ends by type: two for each edge
	derived map[byte]int // records of derived edges by type
	log     logWalk
	ends    []store.End // see disk.EachRun
}

func (s *sweeper) record(rawKey, value []byte) error {
	k, err := disk.ParseKey(rawKey)
	if err != nil {
		return err
	}
	switch k.Prefix {
	case disk.PrefixNode:
		s.nodes++
		if _, err := disk.DecodeNode(value); err != nil {
			return fmt.Errorf("node number %d: %w", k.Number, err)
		}
	case disk.PrefixID:
		s.kinds[disk.KindCodes.Code[k.ID.Kind()]]++
	case disk.PrefixEdges:
		err := disk.EachRun(value, k.Block == nil, &s.ends, func(run store.EndRun) error {
			s.edges[disk.TypeCodes.Code[run.Type]] += len(run.Ends)
			return nil
		})
		if err != nil {
			return fmt.Errorf("edges of node number %d: %w", k.Number, err)
		}
	case disk.PrefixDerived:
		s.derived[disk.TypeCodes.Code[k.Derived]]++
	case disk.PrefixLog:
		_, _, err := s.log.next(rawKey, value)
		return err
	}
	return nil
}

func (s *sweeper) compare(st disk.State) error {
	if err := s.log.end(st.Version); err != nil {
		return err
	}
	want := disk.Sum(st.Nodes)
	ends, derived := make(map[byte]int), make(map[byte]int)
	for code, n := range st.Edges {
		ends[code] = 2 * n
		if disk.TypeCodes.Word[code].IsDerived() {
			derived[code] = n
		}
	}
	switch {
	case s.nodes != want:
		return disk.Corrupt("it holds %d of %d nodes", s.nodes, want)
	case !maps.Equal(s.kinds, st.Nodes):
		return disk.Corrupt("the index of IDs leads to %d of %d nodes", disk.Sum(s.kinds), want)
	case !maps.Equal(s.edges, ends):
		return disk.Corrupt("the adjacency holds %d of %d edge ends", disk.Sum(s.edges), disk.Sum(ends))
	case !maps.Equal(s.derived, derived):
		return disk.Corrupt("it holds %d of %d derived edges", disk.Sum(s.derived), disk.Sum(derived))
	}
	return nil
}
