package search

import "encoding/binary"

// An occurrence is the place of an exact word in a document: the slot in the upper 4 bits, the word's position in the
// slot in the lower 28. Positions count from 0. One position is left out between two texts of a slot, so that no phrase
// spans both.
type occurrence uint32

const (
	positionBits = 28
	mostPosition = 1<<positionBits - 1
)

func occurrenceAt(slot, position int) occurrence {
	return occurrence(slot)<<positionBits | occurrence(min(position, mostPosition))
}

func (o occurrence) slot() int { return int(o >> positionBits) }

func (o occurrence) position() uint32 { return uint32(o) & mostPosition }

// The occurrences of one posting are a group for each slot, in ascending order:
//
//	+---------------------------------------+-------------------------------+
//	| varint: count-1, slot, last           | varints: gaps                 |
//	|         upper    4 bits 1 bit         | of positions, first from 0    |
//	+---------------------------------------+-------------------------------+
//
// last is 1 in the last group. A word that occurs once takes two bytes.

// appendOccurrences appends the occurrences, in ascending order, of a posting.
func appendOccurrences(to []byte, all []occurrence) []byte {
	for len(all) > 0 {
		slot := all[0].slot()
		n := 1
		for n < len(all) && all[n].slot() == slot {
			n++
		}
		last := uint64(0)
		if n == len(all) {
			last = 1
		}
		to = binary.AppendUvarint(to, uint64(n-1)<<5|uint64(slot)<<1|last)
		before := uint32(0)
		for _, o := range all[:n] {
			to = binary.AppendUvarint(to, uint64(o.position()-before))
			before = o.position()
		}
		all = all[n:]
	}
	return to
}

// readOccurrences appends the occurrences of the posting at the beginning of from, and returns its length.
func readOccurrences(to []occurrence, from []byte) ([]occurrence, int) {
	at := 0
	for last := false; !last; {
		head, size := binary.Uvarint(from[at:])
		at += size
		last = head&1 == 1
		position := 0
		for range head>>5 + 1 {
			gap, size := binary.Uvarint(from[at:])
			at += size
			position += int(gap)
			to = append(to, occurrenceAt(int(head>>1&15), position))
		}
	}
	return to, at
}

// skipOccurrences returns the length of the posting at the beginning of from.
func skipOccurrences(from []byte) int {
	at := 0
	for {
		head, size := binary.Uvarint(from[at:])
		at += size
		for n := head>>5 + 1; n > 0; at++ {
			if from[at] < 0x80 {
				n--
			}
		}
		if head&1 == 1 {
			return at
		}
	}
}
