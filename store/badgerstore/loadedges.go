package badgerstore

import (
	"bytes"
	"encoding/binary"
	"errors"
	"slices"

	"forumgraph/store"
)

// endSize is the size of what appendEnd writes, shareSize that of appendShare.
const (
	endSize   = 15
	shareSize = 17
)

// appendEnd writes one end of an edge for the sorter: in the order of these bytes, ends are in the order of the blocks.
//
//	| node4 | type1 direction1 | neighbor4 | stance1 | weight4 |
func appendEnd(b []byte, n number, g group, neighbor number, stance byte, weight uint32) []byte {
	b = binary.BigEndian.AppendUint32(b, uint32(n))
	b = binary.BigEndian.AppendUint16(b, uint16(g))
	b = binary.BigEndian.AppendUint32(b, uint32(neighbor))
	return binary.BigEndian.AppendUint32(append(b, stance), weight)
}

// appendShare writes the share of one statement in a derived edge for the sorter.
//
//	| source4 | type1 | target4 | statement4 | through4 |
func appendShare(b []byte, source number, t byte, target, statement, through number) []byte {
	b = append(binary.BigEndian.AppendUint32(b, uint32(source)), t)
	b = binary.BigEndian.AppendUint32(b, uint32(target))
	b = binary.BigEndian.AppendUint32(b, uint32(statement))
	return binary.BigEndian.AppendUint32(b, uint32(through))
}

func uint32At(b []byte, at int) uint32 { return binary.BigEndian.Uint32(b[at:]) }

// addAll adds records of one size to a sorter.
func addAll(s *sorter, records []byte, size int) error {
	for record := range slices.Chunk(records, size) {
		if err := s.add(record); err != nil {
			return err
		}
	}
	return nil
}

// writeSupport writes the support of the derived edges, and adds their ends to those of the others.
func (w *loadWriter) writeSupport() error {
	out := w.out.stream(prefixDerived)
	const keySize = 9 // source, type and target
	var edge []byte   // the key of the edge that shares are of
	var shares []share
	finish := func() error {
		if len(shares) == 0 {
			return nil
		}
		source, code, target := number(uint32At(edge, 0)), edge[4], number(uint32At(edge, 5))
		t, weight := typeCodes.word[code], uint32(len(shares))
		count(w.state.Edges, code, 1)
		var ends []byte
		ends = appendEnd(ends, source, groupOf(t, store.Out), target, 0, weight)
		ends = appendEnd(ends, target, groupOf(t, store.In), source, 0, weight)
		return errors.Join(addAll(w.ends, ends, endSize), out.Set(derivedKey(source, t, target), encodeSupport(shares)))
	}
	for record, err := range w.support.sorted() {
		if err != nil {
			return err
		}
		if !bytes.Equal(record[:keySize], edge) {
			if err := finish(); err != nil {
				return err
			}
			edge, shares = append(edge[:0], record[:keySize]...), shares[:0]
		}
		shares = append(shares, share{number(uint32At(record, 9)), number(uint32At(record, 13))})
	}
	return errors.Join(finish(), out.close())
}

// writeEdges writes the edges at each node.
func (w *loadWriter) writeEdges() error {
	out := w.out.stream(prefixEdges)
	var at number
	var entries []entry
	for record, err := range w.ends.sorted() {
		if err != nil {
			return err
		}
		if n := number(uint32At(record, 0)); n != at {
			if err := w.writeEdgesAt(out, at, entries); err != nil {
				return err
			}
			at, entries = n, entries[:0]
		}
		neighbor := number(uint32At(record, 6))
		entries = append(entries, entry{
			spot:   spot{group(binary.BigEndian.Uint16(record[4:])), w.nodes[w.ordered[neighbor-1]].id},
			number: neighbor, stance: record[10], weight: uint64(uint32At(record, 11)),
		})
	}
	if err := errors.Join(w.writeEdgesAt(out, at, entries), out.close()); err != nil {
		return err
	}
	if w.Watcher != nil {
		w.Watcher.Written()
	}
	return nil
}

func (w *loadWriter) writeEdgesAt(out *Stream, n number, entries []entry) error {
	if len(entries) == 0 {
		return nil
	}
	w.yield()
	w.cover(n, entries)
	w.tellEnds(n, entries)
	for key, value := range edgeRecords(n, entries) {
		if err := out.Set(key, value); err != nil {
			return err
		}
	}
	return nil
}

// tellEnds tells the watcher of the edges at a node.
func (w *loadWriter) tellEnds(n number, entries []entry) {
	if w.Watcher == nil {
		return
	}
	for len(entries) > 0 {
		g := entries[0].group
		w.run = w.run[:0]
		for len(entries) > 0 && entries[0].group == g {
			e := entries[0]
			w.run = append(w.run, store.End{Other: uint64(e.number), Weight: int(e.weight), Stance: stanceCodes.word[e.stance]})
			entries = entries[1:]
		}
		w.Watcher.Ends(store.EndRun{Node: uint64(n), Type: g.edgeType(), Direction: g.direction(), Ends: w.run})
	}
}

// cover counts a passage by the kinds of the nodes that cite it. Every passage has an edge, to its section.
func (w *loadWriter) cover(n number, entries []entry) {
	at := w.nodes[w.ordered[n-1]].passage
	if at == 0 {
		return
	}
	facts := w.passages[at-1]
	p := &store.Passage{Kind: facts.kind}
	if facts.setAside {
		p.SetAside = &store.SetAside{}
	}
	w.citing = w.citing[:0]
	for _, e := range entries {
		if e.group == groupOf(store.Cites, store.In) {
			w.citing = append(w.citing, e.id.Kind())
		}
	}
	w.state.Covered.Add(p, w.citing, 1)
}
