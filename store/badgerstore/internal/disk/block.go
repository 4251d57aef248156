package disk

import (
	"bytes"
	"encoding/binary"
	"iter"
	"slices"

	"github.com/cespare/xxhash/v2"

	"forumgraph/store"
)

// Entry is one end of an edge as a block holds it.
type Entry struct {
	Spot
	Number Number
	// Stance is the code of a POSITION's stance, otherwise 0.
	Stance byte
	// Weight counts the statements behind a derived edge; it is 1 for an asserted one.
	Weight uint64
}

// Neighbor returns the entry as a snapshot shows it.
func (e Entry) Neighbor() store.Neighbor {
	return store.Neighbor{
		ID:        e.ID,
		Type:      e.Group.EdgeType(),
		Direction: e.Group.Direction(),
		Weight:    int(e.Weight),
		Stance:    StanceCodes.Word[e.Stance],
	}
}

// EndsOf returns both ends of an edge between two numbered nodes: the one at the source and the one at the target.
func EndsOf(key store.EdgeKey, source, target Number, stance store.Stance, weight int) (out, in Entry) {
	code := StanceCodes.Code[stance]
	out = Entry{Spot{GroupOf(key.Type, store.Out), key.Target}, target, code, uint64(weight)}
	in = Entry{Spot{GroupOf(key.Type, store.In), key.Source}, source, code, uint64(weight)}
	return out, in
}

// CompareEntry orders entries by their spots.
func CompareEntry(e Entry, s Spot) int { return e.Compare(s) }

// StartsBlock reports whether an entry for id begins a new block; those before the first such entry are in the head.
//
// Blocks are cut by content, at one entry in 256, and not at a size: equal edges then give equal blocks, whatever
// happened before. Derived edges can therefore be dropped and rebuilt to the same bytes. A block holds about 4 KiB.
func StartsBlock(id store.ID) bool { return xxhash.Sum64String(string(id))%256 == 0 }

// Head is the first record of the edges at a node.
type Head struct {
	// Counts holds the number of edge ends in each group that is not empty, over all blocks.
	Counts map[Group]int
	// Entries are those of the first block.
	Entries []Entry
}

// CountsOf returns the number of entries in each group.
func CountsOf(entries []Entry) map[Group]int {
	counts := make(map[Group]int)
	for _, e := range entries {
		counts[e.Group]++
	}
	return counts
}

// EdgeRecords yields the keys and values that hold all edge ends at a node, which are in order.
func EdgeRecords(n Number, entries []Entry) iter.Seq2[[]byte, []byte] {
	return func(yield func(key, value []byte) bool) {
		for _, b := range Cut(entries, nil) {
			key, value := HeadKey(n), []byte(nil)
			if b.First == nil {
				value = EncodeHead(Head{CountsOf(entries), b.Entries})
			} else {
				key, value = BlockKey(n, *b.First), AppendBlock(nil, b.Entries)
			}
			if !yield(key, value) {
				return
			}
		}
	}
}

// Block is one block of a node's edges with the entry that its key holds; the first block, which is in the head, has
// none.
type Block struct {
	First   *Spot
	Entries []Entry
}

// Edit sets or removes one end of an edge.
type Edit struct {
	Entry
	Remove bool
}

// Merge returns entries with the edits applied, both in order, and updates counts. If several edits are of one entry,
// the last one holds.
func Merge(entries []Entry, edits []Edit, counts map[Group]int) []Entry {
	merged := make([]Entry, 0, len(entries)+len(edits))
	for i, e := range edits {
		if i+1 < len(edits) && edits[i+1].Spot == e.Spot {
			continue
		}
		at, found := slices.BinarySearchFunc(entries, e.Spot, CompareEntry)
		merged = append(merged, entries[:at]...)
		entries = entries[at:]
		if found {
			entries = entries[1:]
			counts[e.Group]--
		}
		if !e.Remove {
			merged = append(merged, e.Entry)
			counts[e.Group]++
		}
	}
	return append(merged, entries...)
}

// Cut returns the blocks of a run, whose entries are slices of it. The head's block is always returned, even if empty;
// the others begin where StartsBlock says.
func Cut(entries []Entry, keeps *Spot) []Block {
	var blocks []Block
	if keeps == nil {
		blocks = append(blocks, Block{})
	}
	from := 0
	end := func(to int) {
		if to > from {
			blocks[len(blocks)-1].Entries = entries[from:to:to]
		}
		from = to
	}
	for i, e := range entries {
		if StartsBlock(e.ID) {
			end(i)
			first := e.Spot
			blocks = append(blocks, Block{First: &first})
		}
	}
	end(len(entries))
	return blocks
}

// Total returns the number of edge ends at the node.
func (h Head) Total() int {
	n := 0
	for _, c := range h.Counts {
		n += c
	}
	return n
}

// Whole reports whether the head holds the only block.
func (h Head) Whole() bool { return len(h.Entries) == h.Total() }

// EncodeHead writes the counts, ordered by group, and then the first block.
//
//	| number of groups | for each: type1 direction1 count | block |
//
// Numbers without a width are varints, here and in blocks.
func EncodeHead(h Head) []byte {
	groups := make([]Group, 0, len(h.Counts))
	for g, n := range h.Counts {
		if n > 0 {
			groups = append(groups, g)
		}
	}
	slices.Sort(groups)
	b := binary.AppendUvarint(nil, uint64(len(groups)))
	for _, g := range groups {
		b = binary.AppendUvarint(binary.BigEndian.AppendUint16(b, uint16(g)), uint64(h.Counts[g]))
	}
	return AppendBlock(b, h.Entries)
}

// maxCount limits the counts that a damaged varint can claim.
const maxCount = 1 << 40

// DecodeHead reads what EncodeHead wrote. Errors: store.ErrCorrupt.
func DecodeHead(b []byte) (Head, error) {
	r := reader{rest: b}
	h := Head{Counts: make(map[Group]int)}
	last := Group(0)
	for range r.uvarint() {
		g, count := r.group(), r.uvarint()
		if r.bad || g <= last || count == 0 || count > maxCount {
			return Head{}, Corrupt("edge counts")
		}
		h.Counts[g], last = int(count), g
	}
	if r.bad {
		return Head{}, Corrupt("edge counts")
	}
	var err error
	if h.Entries, err = DecodeBlock(r.rest); err != nil {
		return Head{}, err
	}
	if len(h.Entries) > h.Total() {
		return Head{}, Corrupt("edge counts: %d entries, %d counted", len(h.Entries), h.Total())
	}
	return h, nil
}

// AppendBlock writes entries, which must be in order, group by group. The ID of each entry is written as the number of
// bytes it shares with the one before and the bytes that differ.
//
//	| type1 direction1 | number of entries | for each: shared, length of rest, rest, node number [, stance1] [, weight] |
//
// Only a POSITION has a stance, and only a derived edge a weight.
func AppendBlock(b []byte, entries []Entry) []byte {
	for len(entries) > 0 {
		g := entries[0].Group
		n := 1
		for n < len(entries) && entries[n].Group == g {
			n++
		}
		b = binary.AppendUvarint(binary.BigEndian.AppendUint16(b, uint16(g)), uint64(n))
		t, last := g.EdgeType(), store.ID("")
		derived := t.IsDerived()
		for _, e := range entries[:n] {
			shared := sharedPrefix(last, e.ID)
			b = binary.AppendUvarint(b, uint64(shared))
			b = binary.AppendUvarint(b, uint64(len(e.ID)-shared))
			b = append(b, e.ID[shared:]...)
			b = binary.AppendUvarint(b, uint64(e.Number))
			switch {
			case t == store.PositionOn:
				b = append(b, e.Stance)
			case derived:
				b = binary.AppendUvarint(b, e.Weight)
			}
			last = e.ID
		}
		entries = entries[n:]
	}
	return b
}

// DecodeBlock reads what AppendBlock wrote; it does not keep b. Errors: store.ErrCorrupt.
func DecodeBlock(b []byte) ([]Entry, error) {
	r := reader{rest: b}
	var entries []Entry
	for len(r.rest) > 0 {
		g, n := r.group(), r.uvarint()
		if r.bad || n == 0 || n > uint64(len(r.rest)) {
			return nil, Corrupt("edge block")
		}
		if len(entries) > 0 && g <= entries[len(entries)-1].Group {
			return nil, Corrupt("edge block: groups out of order")
		}
		t := g.EdgeType()
		derived, position := t.IsDerived(), t == store.PositionOn
		last := store.ID("")
		for range n {
			e := Entry{Spot: Spot{Group: g, ID: r.frontCoded(last)}, Number: Number(r.uvarint())}
			e.Stance, e.Weight = r.stanceAndWeight(position, derived)
			if r.bad || e.ID <= last || e.Number == 0 {
				return nil, Corrupt("edge block: entry after %q", last)
			}
			entries, last = append(entries, e), e.ID
		}
	}
	return entries, nil
}

// stanceAndWeight reads what follows the node number of an entry.
func (r *reader) stanceAndWeight(position, derived bool) (stance byte, weight uint64) {
	switch {
	case position:
		stance = r.byte()
		r.bad = r.bad || StanceCodes.Word[stance] == ""
	case derived:
		weight = r.uvarint()
		r.bad = r.bad || weight == 0 || weight > maxCount
		return 0, weight
	}
	return stance, 1
}

func sharedPrefix(a, b store.ID) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// reader reads the fields of a record; after the first that does not fit, bad is set and the rest is zero.
type reader struct {
	rest []byte
	bad  bool
}

func (r *reader) uvarint() uint64 {
	v, n := binary.Uvarint(r.rest)
	// A varint has one shortest form; we never write another.
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

func (r *reader) group() Group {
	b := r.take(2)
	if len(b) < 2 {
		return 0
	}
	g := Group(binary.BigEndian.Uint16(b))
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
	// The shared part must be as long as possible, so that a block has only one encoding.
	if shared < uint64(len(last)) && len(rest) > 0 && rest[0] == last[shared] || bytes.IndexByte(rest, 0) >= 0 {
		r.bad = true
		return ""
	}
	return last[:shared] + store.ID(rest)
}

// EachRun calls f for the ends of each group in a head, or in a later block. It skips the neighbors' IDs, which are
// most of the bytes. The run's slice is only valid during the call; buffer is its memory, reused by the next call.
//
// Errors: those of f, and store.ErrCorrupt for broken bytes; DecodeBlock finds more.
func EachRun(b []byte, isHead bool, buffer *[]store.End, f func(run store.EndRun) error) error {
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
		return Corrupt("edge block")
	}
	return nil
}

// passCounts skips the counts of a head; see EncodeHead.
func (r *reader) passCounts() {
	for range r.uvarint() {
		if r.group(); r.bad {
			return
		}
		r.uvarint()
	}
}

// run reads the entries of one group in a block, as AppendBlock wrote them; ok is false if they are damaged.
func (r *reader) run(ends []store.End) (run store.EndRun, ok bool) {
	g, n := r.group(), r.uvarint()
	if r.bad || n == 0 || n > uint64(len(r.rest)) {
		r.bad = true
		return store.EndRun{}, false
	}
	run = store.EndRun{Type: g.EdgeType(), Direction: g.Direction()}
	derived, position := run.Type.IsDerived(), run.Type == store.PositionOn
	for range n {
		r.uvarint()         // shared with the previous ID
		r.take(r.uvarint()) // the rest of the ID
		end := store.End{Other: r.uvarint()}
		stance, weight := r.stanceAndWeight(position, derived)
		if r.bad {
			return store.EndRun{}, false
		}
		end.Stance, end.Weight = StanceCodes.Word[stance], int(weight)
		ends = append(ends, end)
	}
	run.Ends = ends
	return run, true
}
