package store

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
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
		err := AllOf(ctx, s, kind, func(nodes []Node) error {
			for _, n := range nodes {
				b, err := EncodeJSON(n)
				if err != nil {
					return err
				}
				line(b)
				edges, err := outgoing(ctx, s, n.Base().ID)
				if err != nil {
					return err
				}
				for _, e := range edges {
					b, err := json.Marshal(e)
					if err != nil {
						return err
					}
					line(b)
				}
			}
			return nil
		})
		if err != nil {
			return Hash{}, fmt.Errorf("digest of version %d: %w", s.Version(), err)
		}
	}
	return Hash(h.Sum(nil)), nil
}

// outgoing returns the edges whose source is id.
func outgoing(ctx context.Context, s Snapshot, id ID) ([]*Edge, error) {
	var all []*Edge
	for page := (Page{First: MaxPage}); ; {
		found, err := s.Neighbors(ctx, id, EdgeFilter{Direction: Out}, page)
		if err != nil {
			return nil, err
		}
		keys := make([]EdgeKey, len(found.Neighbors))
		for i, n := range found.Neighbors {
			keys[i] = n.Key(id)
		}
		edges, err := s.Edges(ctx, keys)
		if err != nil {
			return nil, err
		}
		for i, e := range edges {
			if e == nil {
				return nil, fmt.Errorf("edge %s %s %s: in the adjacency but not stored: %w",
					keys[i].Source, keys[i].Type, keys[i].Target, ErrCorrupt)
			}
		}
		all = append(all, edges...)
		if !found.More {
			return all, nil
		}
		page.After = found.Cursors[len(found.Cursors)-1]
	}
}
