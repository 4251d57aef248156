// Package rawfile reads the files of a Badger database without Badger, which cannot find damage reliably: some damage
// makes Badger end the process, and its iterators silently leave out a block that they cannot read.
//
// The formats are those of packages badger/v4 and badger/v4/table:
//
//	table:      | block | ... | index (FlatBuffers) | its length4 | checksum (pb.Checksum) | its length4 |
//	block:      | entry | ... | offset of each entry, 4 each | number of entries4 | checksum | its length4 |, compressed or not
//	entry:      | bytes shared with the first key2 | other bytes2 | these | meta1 | user meta1 | expiry varint | value |
//	memory log: | header20 | logged | ..., of what is not in a table yet
//	value log:  the same, of large values
//	logged:     | meta1 | user meta1 | length of key varint | length of value varint | expiry varint | key | value | CRC-32C4 |
//	pointer:    | number of the value log4 | length of the record4 | offset4 |, in the place of a large value
//	key:        | key | version8 |, so that later versions come first
//
// fieldN has N bytes. Lengths and numbers are big-endian, except that the offsets of entries, their two lengths, and
// pointers are in the byte order of the machine that wrote them.
package rawfile

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"os"
	"path/filepath"

	"github.com/dgraph-io/badger/v4/y"

	"forumgraph/store"
)

// Record is a record of a table or a log.
type Record struct {
	Key, Value []byte
	// Version is the commit that wrote it; a higher one supersedes it.
	Version uint64
	Deleted bool
	// elsewhere is set if Value is a pointer into a value log.
	elsewhere bool
}

// The bits of meta.
const (
	bitDelete       = 1 << 0
	bitValuePointer = 1 << 1
	bitTxn          = 1 << 6
	bitFinTxn       = 1 << 7
)

func newRecord(key, value []byte, meta byte) (Record, bool) {
	if len(key) < 8 {
		return Record{}, false
	}
	return Record{y.ParseKey(key), value, y.ParseTs(key), meta&bitDelete != 0, meta&bitValuePointer != 0}, true
}

// HeaderSize is the length of the header of a log: the ID of a key8, and a nonce12.
const HeaderSize = 20

// EachRecord calls f for each readable record of a table or a memory log; other files have none. It skips damaged
// blocks, and ends a log at the first damage. A record is only valid during the call.
//
// Errors: store.ErrCorrupt if nothing of a table can be read; those of the file system.
func EachRecord(path string, f func(r Record)) error {
	values := filepath.Dir(path)
	take := func(r Record) {
		if r.elsewhere {
			value, ok := valueAt(values, r.Value)
			if !ok {
				return
			}
			r.Value = value
		}
		f(r)
	}
	switch filepath.Ext(path) {
	case ".sst":
		return EachBlock(path, func(_, entries []byte, ok bool) error {
			if ok {
				eachEntry(entries, take)
			}
			return nil
		})
	case ".mem":
		return eachLogged(path, take)
	}
	return nil
}

// eachLogged calls f for each record of the complete changes in a memory log. The last record of a change completes it.
func eachLogged(path string, f func(r Record)) error {
	b, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	b = b[min(HeaderSize, len(b)):]
	var change []Record
	for {
		r, meta, rest, ok := decodeLogged(b)
		if !ok {
			return nil
		}
		b = rest
		change = append(change, r)
		if meta&bitTxn == 0 || meta&bitFinTxn != 0 {
			for _, r := range change {
				f(r)
			}
			change = change[:0]
		}
	}
}

// decodeLogged decodes the record at the beginning of b; rest is what follows.
func decodeLogged(b []byte) (r Record, meta byte, rest []byte, ok bool) {
	if len(b) < 2 {
		return Record{}, 0, nil, false
	}
	at := 2
	var lengths [3]uint64 // the last is the expiry
	for i := range lengths {
		n, size := binary.Uvarint(b[at:])
		if size <= 0 {
			return Record{}, 0, nil, false
		}
		lengths[i], at = n, at+size
	}
	left := uint64(len(b) - at)
	if lengths[0] > left || lengths[1] > left-lengths[0] || left-lengths[0]-lengths[1] < 4 {
		return Record{}, 0, nil, false
	}
	valueAt := at + int(lengths[0])
	end := valueAt + int(lengths[1])
	if crc32.Checksum(b[:end], y.CastagnoliCrcTable) != binary.BigEndian.Uint32(b[end:]) {
		return Record{}, 0, nil, false
	}
	r, ok = newRecord(b[at:valueAt], b[valueAt:end], b[0])
	return r, b[0], b[end+4:], ok
}

// valueAt returns the value that a pointer into the value logs of a folder refers to.
func valueAt(folder string, pointer []byte) ([]byte, bool) {
	if len(pointer) != 12 {
		return nil, false
	}
	file, err := os.Open(filepath.Join(folder, fmt.Sprintf("%06d.vlog", binary.NativeEndian.Uint32(pointer))))
	if err != nil {
		return nil, false
	}
	defer file.Close()
	b := make([]byte, min(binary.NativeEndian.Uint32(pointer[4:]), 1<<30))
	if _, err := file.ReadAt(b, int64(binary.NativeEndian.Uint32(pointer[8:]))); err != nil {
		return nil, false
	}
	r, _, _, ok := decodeLogged(b)
	return r.Value, ok
}

// Damaged returns a store.ErrCorrupt that says what is wrong with a file.
func Damaged(path, format string, args ...any) error {
	return fmt.Errorf("%s is damaged: %s: %w", path, fmt.Sprintf(format, args...), store.ErrCorrupt)
}
