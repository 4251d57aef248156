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
		s := newSorter(folder, 1)
		defer s.close()
		size := rapid.IntRange(0, 40_000).Draw(r, "size") // chunks take 32 KiB
		var want [][]byte
		for range rapid.IntRange(0, 12).Draw(r, "records") {
			record := rapid.SliceOfN(rapid.Byte(), 0, 12).Draw(r, "record")
			record = append(record, make([]byte, size)...)
			want = append(want, bytes.Clone(record))
			if err := s.add(record); err != nil {
				r.Fatal(err)
			}
			if rapid.Bool().Draw(r, "spill") {
				if err := s.spill(); err != nil {
					r.Fatal(err)
				}
			}
			clear(record) // it was copied
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
