package bulk

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"slices"
	"sync"
)

// sorter sorts records of one size, byte by byte, in a bounded amount of memory: an external merge sort. Records fill
// chunks, each of which is sorted in the background when it is full. What does not fit into memory is written to files,
// each a sorted run; chunks and runs are merged while they are read.
type sorter struct {
	folder  string // for the files
	size    int    // of a record
	limit   int64  // bytes in memory
	held    int64  // in full chunks
	last    *sortChunk
	full    []*sortChunk
	sorting sync.WaitGroup
	runs    []*os.File
}

// sortChunk is some records in memory.
type sortChunk struct {
	size   int // of a record
	bytes  []byte
	places []sortPlace
}

// sortPlace is the place of a record in its chunk. Most comparisons need only its first eight bytes.
type sortPlace struct {
	first uint64
	at    uint32
}

// chunkBytes is the size of a chunk. It is small enough that a chunk is sorted in the processor's cache, and that memory
// grows without copying.
const chunkBytes = 512 << 10

// placeSize is what a record takes in addition to its bytes.
const placeSize = 16

// newSorter returns a sorter of records of size bytes, at least eight.
func newSorter(folder string, size int, limit int64) *sorter {
	return &sorter{folder: folder, size: size, limit: max(limit, 1<<16)}
}

// add adds copies of records, which stand one after the other.
func (s *sorter) add(records []byte) error {
	for record := range slices.Chunk(records, s.size) {
		if s.last != nil && len(s.last.bytes)+s.size > cap(s.last.bytes) {
			s.finish()
		}
		if s.last == nil {
			size := min(chunkBytes, s.limit/2)
			if s.held+size > s.limit && len(s.full) > 0 {
				if err := s.spill(); err != nil {
					return err
				}
			}
			s.last = &sortChunk{size: s.size, bytes: make([]byte, 0, size)}
		}
		c := s.last
		c.places = append(c.places, sortPlace{firstBytes(record), uint32(len(c.bytes))})
		c.bytes = append(c.bytes, record...)
	}
	return nil
}

// finish has the last chunk sorted.
func (s *sorter) finish() {
	c := s.last
	if c == nil {
		return
	}
	s.last = nil
	s.full = append(s.full, c)
	s.held += int64(cap(c.bytes)) + int64(len(c.places))*placeSize
	s.sorting.Go(c.sort)
}

// firstBytes returns the first eight bytes of a record as a number.
func firstBytes(record []byte) uint64 { return binary.BigEndian.Uint64(record) }

func (c *sortChunk) record(p sortPlace) []byte { return c.bytes[p.at:][:c.size] }

func (c *sortChunk) sort() {
	slices.SortFunc(c.places, func(a, b sortPlace) int {
		switch {
		case a.first < b.first:
			return -1
		case a.first > b.first:
			return 1
		}
		return bytes.Compare(c.record(a), c.record(b))
	})
}

// spill writes what is in memory to a file.
func (s *sorter) spill() error {
	s.finish()
	if len(s.full) == 0 {
		return nil
	}
	f, err := os.CreateTemp(s.folder, "sort-*")
	if err != nil {
		return err
	}
	out := bufio.NewWriterSize(f, 1<<18)
	for record, err := range s.chunks().merged() {
		if err != nil {
			return errors.Join(err, f.Close())
		}
		if _, err := out.Write(record); err != nil {
			return errors.Join(err, f.Close())
		}
	}
	s.runs = append(s.runs, f)
	s.full, s.held = nil, 0
	return out.Flush()
}

// sorted yields the records in order. A record is valid until the next one. No record may be added afterwards.
func (s *sorter) sorted() iter.Seq2[[]byte, error] {
	s.finish()
	all := s.chunks()
	for _, f := range s.runs {
		if _, err := f.Seek(0, io.SeekStart); err != nil {
			return func(yield func([]byte, error) bool) { yield(nil, err) }
		}
		all = append(all, &sortRun{next: nextInFile(bufio.NewReaderSize(f, 1<<16), s.size)})
	}
	return all.merged()
}

// chunks returns the runs in memory.
func (s *sorter) chunks() sortRuns {
	s.sorting.Wait()
	var all sortRuns
	for _, c := range s.full {
		all = append(all, &sortRun{next: c.next()})
	}
	return all
}

func (c *sortChunk) next() func() ([]byte, error) {
	i := 0
	return func() ([]byte, error) {
		if i == len(c.places) {
			return nil, io.EOF
		}
		i++
		return c.record(c.places[i-1]), nil
	}
}

func nextInFile(r *bufio.Reader, size int) func() ([]byte, error) {
	record := make([]byte, size)
	return func() ([]byte, error) {
		_, err := io.ReadFull(r, record)
		return record, err
	}
}

// close releases what the sorter holds. It closes its files but does not remove them.
func (s *sorter) close() {
	for _, f := range s.runs {
		_ = f.Close() // it was read, or is no longer needed
	}
	s.sorting.Wait()
	s.last, s.full, s.runs = nil, nil, nil
}

// sortRun is a sorted sequence with its next record.
type sortRun struct {
	first  uint64 // see firstBytes
	record []byte
	next   func() ([]byte, error) // io.EOF at the end
}

// sortRuns is a heap of runs: the first has the smallest record.
type sortRuns []*sortRun

func (h sortRuns) less(i, j int) bool {
	if h[i].first != h[j].first {
		return h[i].first < h[j].first
	}
	return bytes.Compare(h[i].record, h[j].record) < 0
}

// sink moves the run at i down to its place.
func (h sortRuns) sink(i int) {
	for child := 2*i + 1; child < len(h); child = 2*i + 1 {
		if child+1 < len(h) && h.less(child+1, child) {
			child++
		}
		if !h.less(child, i) {
			return
		}
		h[i], h[child] = h[child], h[i]
		i = child
	}
}

// advance reads the next record of a run, and reports whether it has one.
func (r *sortRun) advance() (more bool, err error) {
	if r.record, err = r.next(); err == io.EOF {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("read sorted records: %w", err)
	}
	r.first = firstBytes(r.record)
	return true, nil
}

// merged yields the records of all runs in order.
func (h sortRuns) merged() iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		var begun sortRuns
		for _, run := range h {
			more, err := run.advance()
			if err != nil {
				yield(nil, err)
				return
			}
			if more {
				begun = append(begun, run)
			}
		}
		h := begun
		for i := len(h)/2 - 1; i >= 0; i-- {
			h.sink(i)
		}
		for len(h) > 0 {
			if !yield(h[0].record, nil) {
				return
			}
			more, err := h[0].advance()
			if err != nil {
				yield(nil, err)
				return
			}
			if !more {
				h[0], h = h[len(h)-1], h[:len(h)-1]
			}
			h.sink(0)
		}
	}
}
