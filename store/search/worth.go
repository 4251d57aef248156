package search

import "math/bits"

// The constants k1 and b of BM25: how soon further occurrences stop counting, and how much length counts.
const (
	bm25K1 = 1.2
	bm25B  = 0.75
)

// What a word counts that is found in another form than it is written in.
const (
	stemShare   = 0.9
	prefixShare = 0.6
)

// mostOccurrences is how many occurrences of a word in a text count separately; more count the same. Beyond it BM25
// hardly changes, and it keeps the number of different worths within 16 bits.
const mostOccurrences = 15

// saturation is what occurrences count in a text of a length, a [lengthCode]: 0 to 1+bm25K1, and 1 for one occurrence
// in a text of the usual length.
func (s *slot) saturation(occurrences int, length uint8) float64 {
	long := 1.0
	if s.usual > 0 {
		long = 1 - bm25B + bm25B*float64(lengthOf(length))/s.usual
	}
	tf := float64(min(occurrences, mostOccurrences))
	return tf * (bm25K1 + 1) / (tf + bm25K1*long)
}

// Lengths are stored in a byte: up to 63 words exactly; above that, in eight steps for each doubling, rounded down; up
// to about a million words.
const (
	exactLengths   = 64
	lengthSteps    = 8
	mostLengthCode = exactLengths + 14*lengthSteps - 1
)

func lengthCode(words int) uint8 {
	if words < exactLengths {
		return uint8(words)
	}
	octave := bits.Len(uint(words)) - bits.Len(exactLengths)
	step := words>>(octave+3) - lengthSteps
	return uint8(min(exactLengths+octave*lengthSteps+step, mostLengthCode))
}

// lengthOf returns the smallest length of a code.
func lengthOf(code uint8) int {
	if code < exactLengths {
		return int(code)
	}
	octave, step := int(code-exactLengths)/lengthSteps, int(code-exactLengths)%lengthSteps
	return (lengthSteps + step) << (octave + 3)
}
