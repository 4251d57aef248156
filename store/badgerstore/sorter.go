package badgerstore

import (
	"bufio"
	"bytes"
	"container/heap"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"slices"
)

// sorter sorts records, byte by byte, in a bounded amount of memory. What does not fit is written to files in sorted runs,
// which are merged while they are read: an external merge sort.
type sorter struct {
	folder string // for the files
	limit  int    // bytes in memory
	arena  []byte
	places []sortPlace
	runs   []*os.File
}

// sortPlace is where a record stands in the arena. Most comparisons end at its first eight bytes.
type sortPlace struct {
	first    uint64
	from, to uint32
}

// placeSize is what a record takes beside its bytes.
const placeSize = 16

func newSorter(folder string, limit int64) *sorter {
	return &sorter{folder: folder, limit: int(min(max(limit, 1<<16), 1<<31))}
}

// add takes a record, which is copied.
func (s *sorter) add(record []byte) error {
	if len(s.arena)+len(record)+(len(s.places)+1)*placeSize > s.limit && len(s.places) > 0 {
		if err := s.spill(); err != nil {
			return err
		}
	}
	from := len(s.arena)
	s.arena = append(s.arena, record...)
	s.places = append(s.places, sortPlace{firstBytes(record), uint32(from), uint32(len(s.arena))})
	return nil
}

// firstBytes returns the first eight bytes of a record as a number, with zeros for those that it does not have.
func firstBytes(record []byte) uint64 {
	if len(record) >= 8 {
		return binary.BigEndian.Uint64(record)
	}
	var b [8]byte
	copy(b[:], record)
	return binary.BigEndian.Uint64(b[:])
}

func (s *sorter) sort() {
	slices.SortFunc(s.places, func(a, b sortPlace) int {
		switch {
		case a.first < b.first:
			return -1
		case a.first > b.first:
			return 1
		}
		return bytes.Compare(s.arena[a.from:a.to], s.arena[b.from:b.to])
	})
}

// spill writes what is in memory to a file, each record after its length.
func (s *sorter) spill() error {
	s.sort()
	f, err := os.CreateTemp(s.folder, "sort-*")
	if err != nil {
		return err
	}
	s.runs = append(s.runs, f)
	out := bufio.NewWriterSize(f, 1<<18)
	var length [binary.MaxVarintLen64]byte
	for _, p := range s.places {
		record := s.arena[p.from:p.to]
		if _, err := out.Write(binary.AppendUvarint(length[:0], uint64(len(record)))); err != nil {
			return err
		}
		if _, err := out.Write(record); err != nil {
			return err
		}
	}
	s.arena, s.places = s.arena[:0], s.places[:0]
	return out.Flush()
}

// sorted yields the records in order. A record is valid until the next one. No record may be added after it.
func (s *sorter) sorted() iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		s.sort()
		memory := &sortRun{next: s.nextInMemory()}
		all := sortRuns{memory}
		for _, f := range s.runs {
			if _, err := f.Seek(0, io.SeekStart); err != nil {
				yield(nil, err)
				return
			}
			all = append(all, &sortRun{next: nextInFile(bufio.NewReaderSize(f, 1<<16))})
		}
		if err := all.begin(); err != nil {
			yield(nil, err)
			return
		}
		for len(all) > 0 {
			if !yield(all[0].record, nil) {
				return
			}
			if err := all.advance(); err != nil {
				yield(nil, err)
				return
			}
		}
	}
}

func (s *sorter) nextInMemory() func() ([]byte, error) {
	i := 0
	return func() ([]byte, error) {
		if i == len(s.places) {
			return nil, io.EOF
		}
		p := s.places[i]
		i++
		return s.arena[p.from:p.to], nil
	}
}

func nextInFile(r *bufio.Reader) func() ([]byte, error) {
	var record []byte
	return func() ([]byte, error) {
		n, err := binary.ReadUvarint(r)
		if err != nil {
			return nil, err
		}
		record = slices.Grow(record[:0], int(n))[:n]
		_, err = io.ReadFull(r, record)
		return record, err
	}
}

// close gives up what the sorter holds, its files too.
func (s *sorter) close() error {
	var all []error
	for _, f := range s.runs {
		all = append(all, f.Close(), os.Remove(f.Name()))
	}
	s.arena, s.places, s.runs = nil, nil, nil
	return errors.Join(all...)
}

// sortRun is a sorted sequence of which the next record is known.
type sortRun struct {
	record []byte
	next   func() ([]byte, error) // io.EOF at the end
}

// sortRuns is a heap of runs: the first has the smallest record.
type sortRuns []*sortRun

func (h sortRuns) Len() int           { return len(h) }
func (h sortRuns) Less(i, j int) bool { return bytes.Compare(h[i].record, h[j].record) < 0 }
func (h sortRuns) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *sortRuns) Push(x any)        { *h = append(*h, x.(*sortRun)) }
func (h *sortRuns) Pop() any {
	last := len(*h) - 1
	run := (*h)[last]
	*h = (*h)[:last]
	return run
}

// begin reads the first record of each run and drops the runs that have none.
func (h *sortRuns) begin() error {
	kept := (*h)[:0]
	for _, run := range *h {
		record, err := run.next()
		if err == io.EOF {
			continue
		}
		if err != nil {
			return sortError(err)
		}
		run.record = record
		kept = append(kept, run)
	}
	*h = kept
	heap.Init(h)
	return nil
}

// advance goes on to the next record.
func (h *sortRuns) advance() error {
	record, err := (*h)[0].next()
	switch {
	case err == io.EOF:
		heap.Pop(h)
	case err != nil:
		return sortError(err)
	default:
		(*h)[0].record = record
		if len(*h) > 1 {
			heap.Fix(h, 0)
		}
	}
	return nil
}

func sortError(err error) error { return fmt.Errorf("read sorted records: %w", err) }
