package bulk

import (
	"bytes"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// A sorter must yield what it took, in order, from memory and from files alike.
func TestSorter(t *testing.T) {
	folder := t.TempDir()
	rapid.Check(t, func(r *rapid.T) {
		size := rapid.IntRange(8, 20_000).Draw(r, "size") // chunks take 32 KiB
		s := newSorter(folder, size, 1)
		defer s.close()
		var want [][]byte
		for range rapid.IntRange(0, 8).Draw(r, "times") {
			records := make([]byte, rapid.IntRange(0, 3).Draw(r, "records")*size)
			for record := range slices.Chunk(records, size) {
				copy(record, rapid.SliceOfN(rapid.Byte(), 0, 12).Draw(r, "record"))
				want = append(want, bytes.Clone(record))
			}
			if err := s.add(records); err != nil {
				r.Fatal(err)
			}
			if rapid.Bool().Draw(r, "spill") {
				if err := s.spill(); err != nil {
					r.Fatal(err)
				}
			}
			clear(records) // they were copied
		}
		slices.SortFunc(want, bytes.Compare)
		var got [][]byte
		for record, err := range s.sorted() {
			if err != nil {
				r.Fatal(err)
			}
			got = append(got, bytes.Clone(record))
		}
		if !slices.EqualFunc(want, got, bytes.Equal) {
			r.Fatalf("%d records of %d files come in another order, or others", len(got), len(s.runs))
		}
	})
}
