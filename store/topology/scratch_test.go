package topology

import (
	"math"
	"testing"
)

// Clearing must forget every level, and leave room for all levels, also where the base has come to the end of its numbers
// and begins again.
func TestLevels_clear(t *testing.T) {
	for offset := range uint32(2 * mostLevels) {
		l := newLevels(2)
		l.base = math.MaxUint32 - 4*mostLevels + offset
		for range 5 {
			l.set(0, mostLevels-1)
			if !l.has(0) || !l.at(0, mostLevels-1) || l.at(0, 0) || l.has(1) {
				t.Fatalf("offset %d: levels set to %v above %d", offset, l.entries, l.base)
			}
			l.clear()
			if l.has(0) || l.has(1) {
				t.Fatalf("offset %d: levels survive in %v above %d", offset, l.entries, l.base)
			}
		}
	}
}
