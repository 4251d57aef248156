package store

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"slices"
)

// Digest returns a SHA-256 over every node and every edge of a snapshot: equal graphs give equal digests, whichever
// engine holds them and however they came to be. Versions and the log do not count.
//
// It covers, one line each: the nodes as [EncodeJSON] writes them, ordered by kind as in [Kinds] and then by ID; after
// each node its outgoing edges as JSON, in the order of [Snapshot.Neighbors]. It reads the whole graph.
func Digest(ctx context.Context, s Snapshot) (Hash, error) {
	h := sha256.New()
	line := func(b []byte) {
		// A hash never fails to write.
		_, _ = h.Write(append(b, '\n'))
	}
	for _, kind := range Kinds() {
		for n, err := range s.AllOf(ctx, kind) {
			var b []byte
			if err == nil {
				b, err = EncodeJSON(n)
			}
			if err == nil {
				line(b)
				err = eachOutgoing(ctx, s, n.Base().ID, line)
			}
			if err != nil {
				return Hash{}, fmt.Errorf("digest of version %d: %w", s.Version(), err)
			}
		}
	}
	return Hash(h.Sum(nil)), nil
}

// eachOutgoing calls line with each edge whose source is id, as JSON.
func eachOutgoing(ctx context.Context, s Snapshot, id ID, line func(b []byte)) error {
	neighbors, err := s.Neighbors(ctx, id)
	if err != nil {
		return err
	}
	var keys []EdgeKey
	for _, n := range neighbors {
		if n.Direction == Out {
			keys = append(keys, n.Key(id))
		}
	}
	for part := range slices.Chunk(keys, MaxPage) {
		edges, err := s.Edges(ctx, part)
		if err != nil {
			return err
		}
		for i, e := range edges {
			if e == nil {
				return fmt.Errorf("edge %s %s %s: in the adjacency but not stored: %w", part[i].Source, part[i].Type, part[i].Target, ErrCorrupt)
			}
			b, err := json.Marshal(e)
			if err != nil {
				return err
			}
			line(b)
		}
	}
	return nil
}
