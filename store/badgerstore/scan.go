package badgerstore

import (
	"context"
	"fmt"

	"forumgraph/store"
)

var _ store.Scanner = (*Snapshot)(nil)

// ScanNodes implements store.Scanner: one iterator over the node records, past the cache, which it would only displace.
func (s *Snapshot) ScanNodes(ctx context.Context, f func(number uint64, n store.Node) error) error {
	found := 0
	err := s.each(ctx, prefixNode, func(rawKey, value []byte) error {
		k, err := parseKey(rawKey)
		if err != nil {
			return err
		}
		n, err := decodeNode(value)
		if err != nil {
			return fmt.Errorf("read node number %d: %w", k.number, err)
		}
		found++
		return f(uint64(k.number), n)
	})
	return s.complete(err, "nodes", found, sum(s.state.Nodes))
}

// complete returns err, or an error if a walk over all of something found another number than the graph holds: Badger leaves
// out what it cannot read.
func (s *Snapshot) complete(err error, what string, found, want int) error {
	if err == nil && found != want {
		return s.view.note(corrupt("%d of %d %s can be read", found, want, what))
	}
	return err
}

// ScanEnds implements store.Scanner: one iterator over the edges at all nodes. Neighbors' IDs, the most of the bytes, are
// passed over.
func (s *Snapshot) ScanEnds(ctx context.Context, f func(run store.EndRun) error) error {
	var buffer []store.End
	found := 0
	err := s.each(ctx, prefixEdges, func(rawKey, value []byte) error {
		// A key of a later block holds an ID; its number is all that is needed.
		p := keyParser{rest: rawKey[1:]}
		n := p.number()
		if p.bad {
			return corrupt("key %x", rawKey)
		}
		r := reader{rest: value}
		if len(p.rest) == 0 {
			r.passCounts()
		}
		for len(r.rest) > 0 && !r.bad {
			run, ok := r.run(buffer[:0])
			if !ok {
				break
			}
			run.Node = uint64(n)
			found += len(run.Ends)
			if err := f(run); err != nil {
				return err
			}
			buffer = run.Ends
		}
		if r.bad {
			return fmt.Errorf("edges of node number %d: %w", n, corrupt("edge block"))
		}
		return nil
	})
	return s.complete(err, "edge ends", found, 2*sum(s.state.Edges))
}

// passCounts reads over the counts of a head; see encodeHead.
func (r *reader) passCounts() {
	for range r.uvarint() {
		if r.group(); r.bad {
			return
		}
		r.uvarint()
	}
}

// run reads the entries of one group in a block, as appendBlock wrote them; ok is false if they are damaged. Who looks for
// more than broken bytes reads with decodeBlock.
func (r *reader) run(ends []store.End) (run store.EndRun, ok bool) {
	g, n := r.group(), r.uvarint()
	if r.bad || n == 0 || n > uint64(len(r.rest)) {
		r.bad = true
		return store.EndRun{}, false
	}
	run = store.EndRun{Type: g.edgeType(), Direction: g.direction()}
	derived, position := run.Type.IsDerived(), run.Type == store.PositionOn
	for range n {
		r.uvarint()         // shared with the ID before
		r.take(r.uvarint()) // the rest of the ID
		end := store.End{Other: r.uvarint(), Weight: 1}
		switch {
		case position:
			end.Stance = stanceCodes.word[r.byte()]
			r.bad = r.bad || end.Stance == ""
		case derived:
			weight := r.uvarint()
			r.bad = r.bad || weight == 0 || weight > maxCount
			end.Weight = int(weight)
		}
		if r.bad {
			return store.EndRun{}, false
		}
		ends = append(ends, end)
	}
	run.Ends = ends
	return run, true
}

// each calls f for each record with a prefix, in the order of keys; key and value are only valid during the call.
func (s *Snapshot) each(ctx context.Context, prefix byte, f func(key, value []byte) error) error {
	if err := s.begin(ctx); err != nil {
		return fmt.Errorf("scan: %w", err)
	}
	defer s.end()
	if err := s.view.eachRaw(ctx, []byte{prefix}, f); err != nil {
		return fmt.Errorf("scan: %w", err)
	}
	return nil
}
