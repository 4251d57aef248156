package badgerstore

import (
	"bytes"
	"encoding/binary"
	"iter"
	"slices"

	"github.com/cespare/xxhash/v2"

	"forumgraph/store"
)

// entry is one end of an edge as a block holds it.
type entry struct {
	spot
	number number
	// stance is the code of a POSITION's stance, else 0.
	stance byte
	// weight counts the statements behind a derived edge; it is 1 for an asserted one.
	weight uint64
}

func (e entry) neighbor() store.Neighbor {
	return store.Neighbor{
		ID:        e.id,
		Type:      e.group.edgeType(),
		Direction: e.group.direction(),
		Weight:    int(e.weight),
		Stance:    stanceCodes.word[e.stance],
	}
}

// endsOf returns both ends of an edge between two numbered nodes: the one at the source and the one at the target.
func endsOf(key store.EdgeKey, source, target number, stance store.Stance, weight int) (out, in entry) {
	code := stanceCodes.code[stance]
	out = entry{spot{groupOf(key.Type, store.Out), key.Target}, target, code, uint64(weight)}
	in = entry{spot{groupOf(key.Type, store.In), key.Source}, source, code, uint64(weight)}
	return out, in
}

func compareEntry(e entry, s spot) int { return e.compare(s) }

// startsBlock reports whether an entry for id begins a new block; those before the first such entry are in the head.
//
// Blocks are cut by content, one entry in 256, and not when they grow past a size: the same edges then give the same
// blocks, whatever happened before. That is what lets derived edges be dropped and rebuilt to the same bytes. A block
// holds about 4 KiB.
func startsBlock(id store.ID) bool { return xxhash.Sum64String(string(id))%256 == 0 }

// head is the first record of the edges at a node.
type head struct {
	// counts holds the number of edge ends in each group that is not empty, over all blocks.
	counts map[group]int
	// entries are those of the first block.
	entries []entry
}

func countsOf(entries []entry) map[group]int {
	counts := make(map[group]int)
	for _, e := range entries {
		counts[e.group]++
	}
	return counts
}

// edgeRecords yields the keys and values that hold all edge ends at a node, which are in order.
func edgeRecords(n number, entries []entry) iter.Seq2[[]byte, []byte] {
	return func(yield func(key, value []byte) bool) {
		for _, b := range cut(entries, nil) {
			key, value := headKey(n), []byte(nil)
			if b.first == nil {
				value = encodeHead(head{countsOf(entries), b.entries})
			} else {
				key, value = blockKey(n, *b.first), appendBlock(nil, b.entries)
			}
			if !yield(key, value) {
				return
			}
		}
	}
}

// block is one block of a node's edges with the entry that its key holds; the first block, which is in the head, has
// none.
type block struct {
	first   *spot
	entries []entry
}

// edit sets or removes one end of an edge.
type edit struct {
	entry
	remove bool
}

// merge returns entries with the edits made, both in order, and brings counts up to date. Of several edits of one
// entry the last one holds.
func merge(entries []entry, edits []edit, counts map[group]int) []entry {
	merged := make([]entry, 0, len(entries)+len(edits))
	for i, e := range edits {
		if i+1 < len(edits) && edits[i+1].spot == e.spot {
			continue
		}
		at, found := slices.BinarySearchFunc(entries, e.spot, compareEntry)
		merged = append(merged, entries[:at]...)
		entries = entries[at:]
		if found {
			entries = entries[1:]
			counts[e.group]--
		}
		if !e.remove {
			merged = append(merged, e.entry)
			counts[e.group]++
		}
	}
	return append(merged, entries...)
}

// cut returns the blocks of a run, whose entries are parts of it. The head's block is always there, even if empty; the others
// begin where startsBlock says.
func cut(entries []entry, keeps *spot) []block {
	var blocks []block
	if keeps == nil {
		blocks = append(blocks, block{})
	}
	from := 0
	end := func(to int) {
		if to > from {
			blocks[len(blocks)-1].entries = entries[from:to:to]
		}
		from = to
	}
	for i, e := range entries {
		if startsBlock(e.id) {
			end(i)
			first := e.spot
			blocks = append(blocks, block{first: &first})
		}
	}
	end(len(entries))
	return blocks
}

// total returns the number of edge ends at the node.
func (h head) total() int {
	n := 0
	for _, c := range h.counts {
		n += c
	}
	return n
}

// whole reports whether there are no other blocks.
func (h head) whole() bool { return len(h.entries) == h.total() }

// encodeHead writes the counts, ordered by group, and then the first block.
//
//	| number of groups | for each: type1 direction1 count | block |
//
// Numbers without a width are varints, here and in blocks.
func encodeHead(h head) []byte {
	groups := make([]group, 0, len(h.counts))
	for g, n := range h.counts {
		if n > 0 {
			groups = append(groups, g)
		}
	}
	slices.Sort(groups)
	b := binary.AppendUvarint(nil, uint64(len(groups)))
	for _, g := range groups {
		b = binary.AppendUvarint(binary.BigEndian.AppendUint16(b, uint16(g)), uint64(h.counts[g]))
	}
	return appendBlock(b, h.entries)
}

// decodeCounts reads the counts of a head and returns the bytes of its block. Errors: store.ErrCorrupt.
func decodeCounts(b []byte) (counts map[group]int, block []byte, err error) {
	r := reader{rest: b}
	n := r.uvarint()
	counts = make(map[group]int)
	last := group(0)
	for range n {
		g, count := r.group(), r.uvarint()
		if r.bad || g <= last || count == 0 || count > maxCount {
			return nil, nil, corrupt("edge counts")
		}
		counts[g], last = int(count), g
	}
	if r.bad {
		return nil, nil, corrupt("edge counts")
	}
	return counts, r.rest, nil
}

// maxCount bounds what a damaged varint can claim.
const maxCount = 1 << 40

// decodeHead reads what encodeHead wrote. Errors: store.ErrCorrupt.
func decodeHead(b []byte) (head, error) {
	counts, block, err := decodeCounts(b)
	if err != nil {
		return head{}, err
	}
	entries, err := decodeBlock(block)
	if err != nil {
		return head{}, err
	}
	h := head{counts, entries}
	if len(entries) > h.total() {
		return head{}, corrupt("edge counts: %d entries, %d counted", len(entries), h.total())
	}
	return h, nil
}

// appendBlock writes entries, which must be in order, group by group. The ID of each entry is written as the number of
// bytes it shares with the one before and the bytes that differ.
//
//	| type1 direction1 | number of entries | for each: shared, length of rest, rest, node number [, stance1] [, weight] |
//
// Only a POSITION has a stance, and only a derived edge a weight.
func appendBlock(b []byte, entries []entry) []byte {
	for len(entries) > 0 {
		g := entries[0].group
		n := 1
		for n < len(entries) && entries[n].group == g {
			n++
		}
		b = binary.AppendUvarint(binary.BigEndian.AppendUint16(b, uint16(g)), uint64(n))
		t, last := g.edgeType(), store.ID("")
		derived := t.IsDerived()
		for _, e := range entries[:n] {
			shared := sharedPrefix(last, e.id)
			b = binary.AppendUvarint(b, uint64(shared))
			b = binary.AppendUvarint(b, uint64(len(e.id)-shared))
			b = append(b, e.id[shared:]...)
			b = binary.AppendUvarint(b, uint64(e.number))
			switch {
			case t == store.PositionOn:
				b = append(b, e.stance)
			case derived:
				b = binary.AppendUvarint(b, e.weight)
			}
			last = e.id
		}
		entries = entries[n:]
	}
	return b
}

// decodeBlock reads what appendBlock wrote; b is not kept. Errors: store.ErrCorrupt.
func decodeBlock(b []byte) ([]entry, error) {
	r := reader{rest: b}
	var entries []entry
	for len(r.rest) > 0 {
		g, n := r.group(), r.uvarint()
		if r.bad || n == 0 || n > uint64(len(r.rest)) {
			return nil, corrupt("edge block")
		}
		if len(entries) > 0 && g <= entries[len(entries)-1].group {
			return nil, corrupt("edge block: groups out of order")
		}
		t := g.edgeType()
		derived, position := t.IsDerived(), t == store.PositionOn
		last := store.ID("")
		for range n {
			e := entry{spot: spot{group: g, id: r.frontCoded(last)}, number: number(r.uvarint()), weight: 1}
			switch {
			case position:
				e.stance = r.byte()
				r.bad = r.bad || stanceCodes.word[e.stance] == ""
			case derived:
				e.weight = r.uvarint()
				r.bad = r.bad || e.weight == 0 || e.weight > maxCount
			}
			if r.bad || e.id <= last || e.number == 0 {
				return nil, corrupt("edge block: entry after %q", last)
			}
			entries, last = append(entries, e), e.id
		}
	}
	return entries, nil
}

func sharedPrefix(a, b store.ID) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// reader reads fields off a record; after the first that does not fit, bad is set and the rest is zero.
type reader struct {
	rest []byte
	bad  bool
}

func (r *reader) uvarint() uint64 {
	v, n := binary.Uvarint(r.rest)
	// A varint has one shortest form; another was not written by us.
	if r.bad || n <= 0 || n > 1 && r.rest[n-1] == 0 {
		r.bad = true
		return 0
	}
	r.rest = r.rest[n:]
	return v
}

func (r *reader) take(n uint64) []byte {
	if r.bad || n > uint64(len(r.rest)) {
		r.bad = true
		return nil
	}
	b := r.rest[:n]
	r.rest = r.rest[n:]
	return b
}

func (r *reader) byte() byte {
	if b := r.take(1); len(b) == 1 {
		return b[0]
	}
	return 0
}

func (r *reader) group() group {
	b := r.take(2)
	if len(b) < 2 {
		return 0
	}
	g := group(binary.BigEndian.Uint16(b))
	r.bad = r.bad || !g.valid()
	return g
}

func (r *reader) frontCoded(last store.ID) store.ID {
	shared := r.uvarint()
	rest := r.take(r.uvarint())
	if r.bad || shared > uint64(len(last)) || shared+uint64(len(rest)) > store.MaxIDLength {
		r.bad = true
		return ""
	}
	// The shared part must be all that is shared: one block, one form.
	if shared < uint64(len(last)) && len(rest) > 0 && rest[0] == last[shared] || bytes.IndexByte(rest, 0) >= 0 {
		r.bad = true
		return ""
	}
	return last[:shared] + store.ID(rest)
}

// eachRun calls f for the ends of each group in a head, or in a later block. Neighbors' IDs, the most of the bytes, are passed
// over. The run's slice is only valid during the call; buffer is where it is made, for the next call to use again.
//
// Errors: those of f, and store.ErrCorrupt for broken bytes; decodeBlock finds more.
func eachRun(b []byte, isHead bool, buffer *[]store.End, f func(run store.EndRun) error) error {
	r := reader{rest: b}
	if isHead {
		r.passCounts()
	}
	for len(r.rest) > 0 && !r.bad {
		run, ok := r.run((*buffer)[:0])
		if !ok {
			break
		}
		if err := f(run); err != nil {
			return err
		}
		*buffer = run.Ends
	}
	if r.bad {
		return corrupt("edge block")
	}
	return nil
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

// run reads the entries of one group in a block, as appendBlock wrote them; ok is false if they are damaged.
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
