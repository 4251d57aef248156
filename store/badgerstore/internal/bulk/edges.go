package bulk

import (
	"bytes"
	"encoding/binary"
	"errors"

	"forumgraph/store"
	"forumgraph/store/badgerstore/internal/disk"
)

// endSize is the size of what appendEnd writes, shareSize that of appendShare.
const (
	endSize   = 15
	shareSize = 17
)

// appendEnd writes one end of an edge for the sorter: byte order is the order of the blocks.
//
//	| node4 | type1 direction1 | neighbor4 | stance1 | weight4 |
func appendEnd(b []byte, n disk.Number, g disk.Group, neighbor disk.Number, stance byte, weight uint32) []byte {
	b = binary.BigEndian.AppendUint32(b, uint32(n))
	b = binary.BigEndian.AppendUint16(b, uint16(g))
	b = binary.BigEndian.AppendUint32(b, uint32(neighbor))
	return binary.BigEndian.AppendUint32(append(b, stance), weight)
}

// appendShare writes the share of one statement in a derived edge for the sorter.
//
//	| source4 | type1 | target4 | statement4 | through4 |
func appendShare(b []byte, source disk.Number, t byte, target, statement, through disk.Number) []byte {
	b = append(binary.BigEndian.AppendUint32(b, uint32(source)), t)
	b = binary.BigEndian.AppendUint32(b, uint32(target))
	b = binary.BigEndian.AppendUint32(b, uint32(statement))
	return binary.BigEndian.AppendUint32(b, uint32(through))
}

func uint32At(b []byte, at int) uint32 { return binary.BigEndian.Uint32(b[at:]) }

// writeSupport writes the support of the derived edges, and adds their ends to the sorter.
func (w *loadWriter) writeSupport() error {
	out := w.out.stream(disk.PrefixDerived)
	const keySize = 9 // source, type and target
	var edge []byte   // the key of the current edge
	var shares []disk.Share
	finish := func() error {
		if len(shares) == 0 {
			return nil
		}
		source, code, target := disk.Number(uint32At(edge, 0)), edge[4], disk.Number(uint32At(edge, 5))
		t, weight := disk.TypeCodes.Word[code], uint32(len(shares))
		disk.Count(w.state.Edges, code, 1)
		var ends []byte
		ends = appendEnd(ends, source, disk.GroupOf(t, store.Out), target, 0, weight)
		ends = appendEnd(ends, target, disk.GroupOf(t, store.In), source, 0, weight)
		return errors.Join(w.ends.add(ends), out.Set(disk.DerivedKey(source, t, target), disk.EncodeSupport(shares)))
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
		shares = append(shares, disk.Share{Statement: disk.Number(uint32At(record, 9)), Through: disk.Number(uint32At(record, 13))})
	}
	return errors.Join(finish(), out.close())
}

// writeEdges writes the edges at each node.
func (w *loadWriter) writeEdges() error {
	out := w.out.stream(disk.PrefixEdges)
	var at disk.Number
	var entries []disk.Entry
	for record, err := range w.ends.sorted() {
		if err != nil {
			return err
		}
		if n := disk.Number(uint32At(record, 0)); n != at {
			if err := w.writeEdgesAt(out, at, entries); err != nil {
				return err
			}
			at, entries = n, entries[:0]
		}
		neighbor := disk.Number(uint32At(record, 6))
		entries = append(entries, disk.Entry{
			Spot:   disk.Spot{Group: disk.Group(binary.BigEndian.Uint16(record[4:])), ID: w.nodes[w.ordered[neighbor-1]].id},
			Number: neighbor, Stance: record[10], Weight: uint64(uint32At(record, 11)),
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

func (w *loadWriter) writeEdgesAt(out *Stream, n disk.Number, entries []disk.Entry) error {
	if len(entries) == 0 {
		return nil
	}
	w.yield()
	w.cover(n, entries)
	w.tellEnds(n, entries)
	for key, value := range disk.EdgeRecords(n, entries) {
		if err := out.Set(key, value); err != nil {
			return err
		}
	}
	return nil
}

// tellEnds passes the edges at a node to the watcher.
func (w *loadWriter) tellEnds(n disk.Number, entries []disk.Entry) {
	if w.Watcher == nil {
		return
	}
	for len(entries) > 0 {
		g := entries[0].Group
		w.run = w.run[:0]
		for len(entries) > 0 && entries[0].Group == g {
			e := entries[0]
			w.run = append(w.run, store.End{Other: uint64(e.Number), Weight: int(e.Weight), Stance: disk.StanceCodes.Word[e.Stance]})
			entries = entries[1:]
		}
		w.Watcher.Ends(store.EndRun{Node: uint64(n), Type: g.EdgeType(), Direction: g.Direction(), Ends: w.run})
	}
}

// cover counts a passage by the kinds of the nodes that cite it. Every passage has an edge, to its section.
func (w *loadWriter) cover(n disk.Number, entries []disk.Entry) {
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
		if e.Group == disk.GroupOf(store.Cites, store.In) {
			w.citing = append(w.citing, e.ID.Kind())
		}
	}
	w.state.Covered.Add(p, w.citing, 1)
}
