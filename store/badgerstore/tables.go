package badgerstore

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"os"

	"github.com/dgraph-io/badger/v4/fb"
	"github.com/dgraph-io/badger/v4/options"
	"github.com/dgraph-io/badger/v4/pb"
	"github.com/dgraph-io/badger/v4/y"
	"google.golang.org/protobuf/proto"
)

// A table is read here without Badger, which cannot be left to find damage: some of it makes Badger end the process, and its
// iterators leave out a block that they cannot read and say nothing. The format is that of package badger/v4/table:
//
//	table:  | block | ... | index (FlatBuffers) | its length4 | checksum (pb.Checksum) | its length4 |
//	block:  | entry | ... | offset of each entry, 4 each | number of entries4 | checksum | its length4 |, compressed
//	entry:  | bytes shared with the first key2 | other bytes2 | these | meta1 | user meta1 | expiry varint | value |
//
// Lengths and the number are big-endian; the offsets and the entry's two are in the byte order of the machine that wrote.

// checkTable verifies the checksums of a table's index and of all its blocks. Errors: store.ErrCorrupt with the path.
func checkTable(path string, compression options.CompressionType) error {
	damagedBlocks, blocks := 0, 0
	err := eachBlock(path, compression, func(_, _ []byte, ok bool) error {
		if blocks++; !ok {
			damagedBlocks++
		}
		return nil
	})
	if err != nil {
		return err
	}
	if damagedBlocks > 0 {
		return damaged(path, "%d of its %d blocks hold other bytes than were written", damagedBlocks, blocks)
	}
	return nil
}

// eachBlock calls f for every block of a table, in order, with the first key in it and its entries; ok is false, and there
// are no entries, if the block is damaged.
//
// Errors: store.ErrCorrupt with the path if the index is damaged, so that nobody knows the blocks; those of f and of the
// file system.
func eachBlock(path string, compression options.CompressionType, f func(first, entries []byte, ok bool) error) error {
	r, err := openTable(path)
	if err != nil {
		return err
	}
	defer r.file.Close()
	index, err := r.index()
	if err != nil {
		return err
	}
	for i := range index.OffsetsLength() {
		var at fb.BlockOffset
		if !index.Offsets(&at, i) {
			return damaged(path, "its index cannot be read")
		}
		entries, err := r.block(int64(at.Offset()), int64(at.Len()), compression)
		if err != nil && !errors.Is(err, errTable) {
			return err
		}
		if err := f(at.KeyBytes(), entries, err == nil); err != nil {
			return err
		}
	}
	return nil
}

// errTable says that a part of a table is not what was written.
var errTable = errors.New("damaged table")

// tableReader reads the parts of a file from its end.
type tableReader struct {
	file *os.File
	end  int64
}

// openTable opens a table; file must be closed. Errors: those of the file system.
func openTable(path string) (*tableReader, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	info, err := file.Stat()
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return &tableReader{file, info.Size()}, nil
}

// index returns the table's index, which is read first. Errors: store.ErrCorrupt with the path, and those of the file system.
func (r *tableReader) index() (*fb.TableIndex, error) {
	checksum, err := r.last()
	var raw []byte
	if err == nil {
		raw, err = r.last()
	}
	if err == nil && (len(raw) < 8 || !isIntact(raw, checksum)) {
		err = errTable
	}
	if errors.Is(err, errTable) {
		return nil, damaged(r.file.Name(), "its index cannot be read")
	}
	if err != nil {
		return nil, err
	}
	return fb.GetRootAsTableIndex(raw, 0), nil
}

// block returns the entries of a block with their offsets. Errors: errTable, and those of the file system.
func (r *tableReader) block(at, length int64, compression options.CompressionType) ([]byte, error) {
	if at < 0 || length < 0 || at > r.end-length {
		return nil, errTable
	}
	b := make([]byte, length)
	if _, err := r.file.ReadAt(b, at); err != nil {
		return nil, tableError(err)
	}
	switch compression {
	case options.None:
	case options.ZSTD:
		var err error
		if b, err = decoder.DecodeAll(b, nil); err != nil {
			return nil, errTable
		}
	default:
		return nil, errTable // no store was written with another
	}
	entries, checksum, ok := cutLast(b)
	if !ok || !isIntact(entries, checksum) {
		return nil, errTable
	}
	return entries, nil
}

// tableError tells a table that ends too soon from a failed read.
func tableError(err error) error {
	if errors.Is(err, io.EOF) {
		return errTable
	}
	return err
}

// last reads the part before end, which is followed by its length.
func (r *tableReader) last() ([]byte, error) {
	var length [4]byte
	if r.end < 4 {
		return nil, errTable
	}
	if _, err := r.file.ReadAt(length[:], r.end-4); err != nil {
		return nil, tableError(err)
	}
	n := int64(binary.BigEndian.Uint32(length[:]))
	if r.end -= 4 + n; r.end < 0 {
		return nil, errTable
	}
	b := make([]byte, n)
	if _, err := r.file.ReadAt(b, r.end); err != nil {
		return nil, tableError(err)
	}
	return b, nil
}

// cutLast splits b before its last part, which is followed by its length.
func cutLast(b []byte) (rest, last []byte, ok bool) {
	if len(b) < 4 {
		return nil, nil, false
	}
	n := uint64(binary.BigEndian.Uint32(b[len(b)-4:]))
	b = b[:len(b)-4]
	if n > uint64(len(b)) {
		return nil, nil, false
	}
	at := len(b) - int(n)
	return b[:at], b[at:], true
}

func isIntact(b, checksum []byte) bool {
	var want pb.Checksum
	if err := proto.Unmarshal(checksum, &want); err != nil {
		return false
	}
	// An unknown algorithm makes Badger panic.
	_, known := pb.Checksum_Algorithm_name[int32(want.Algo)]
	return known && y.VerifyChecksum(b, &want) == nil
}

// rawRecord is an entry of a table or of a log.
type rawRecord struct {
	key, value []byte
	// version is the commit that wrote it; a higher one supersedes it.
	version uint64
	deleted bool
	// elsewhere is set if the value is in a value log.
	elsewhere bool
}

// The bits of an entry's meta byte, as package badger/v4 has them.
const (
	bitDelete       = 1 << 0
	bitValuePointer = 1 << 1
	bitTxn          = 1 << 6
	bitFinTxn       = 1 << 7
)

// eachRawEntry calls f for the entries of a block that eachBlock gave. The record is only valid during the call. It returns
// false if the block cannot be parsed.
func eachRawEntry(entries []byte, f func(r rawRecord)) bool {
	if len(entries) < 4 {
		return false
	}
	n := int(binary.BigEndian.Uint32(entries[len(entries)-4:]))
	at := len(entries) - 4 - 4*n
	if n < 0 || at < 0 {
		return false
	}
	offsets, entries := entries[at:len(entries)-4], entries[:at]
	var first, key []byte
	for i := range n {
		from, to := int(binary.NativeEndian.Uint32(offsets[4*i:])), len(entries)
		if i+1 < n {
			to = int(binary.NativeEndian.Uint32(offsets[4*i+4:]))
		}
		if from < 0 || from+4 > to || to > len(entries) {
			return false
		}
		e := entries[from:to]
		shared, other := int(binary.NativeEndian.Uint16(e)), int(binary.NativeEndian.Uint16(e[2:]))
		if e = e[4:]; other > len(e) || shared > len(first) {
			return false
		}
		key = append(append(key[:0], first[:shared]...), e[:other]...)
		if e = e[other:]; i == 0 {
			first = bytes.Clone(key)
		}
		r, ok := decodeRaw(key)
		if !ok || len(e) < 3 {
			return false
		}
		_, length := binary.Uvarint(e[2:])
		if length <= 0 {
			return false
		}
		r.deleted, r.elsewhere, r.value = e[0]&bitDelete != 0, e[0]&bitValuePointer != 0, e[2+length:]
		f(r)
	}
	return true
}

// decodeRaw splits Badger's key: ours, then 8 bytes, so that later versions come first.
func decodeRaw(key []byte) (rawRecord, bool) {
	if len(key) < 8 {
		return rawRecord{}, false
	}
	return rawRecord{key: y.ParseKey(key), version: y.ParseTs(key)}, true
}
