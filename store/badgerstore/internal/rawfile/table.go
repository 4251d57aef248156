package rawfile

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"os"
	"sort"

	"github.com/dgraph-io/badger/v4/fb"
	"github.com/dgraph-io/badger/v4/pb"
	"github.com/dgraph-io/badger/v4/y"
	"github.com/klauspost/compress/zstd"
	"google.golang.org/protobuf/proto"
)

// CheckTable verifies the checksums of a table's index and of all its blocks.
//
// Errors: store.ErrCorrupt with the path; those of the file system.
func CheckTable(path string) error {
	damagedBlocks, blocks := 0, 0
	err := EachBlock(path, func(_, _ []byte, ok bool) error {
		if blocks++; !ok {
			damagedBlocks++
		}
		return nil
	})
	if err == nil && damagedBlocks > 0 {
		err = Damaged(path, "%d of its %d blocks hold other bytes than were written", damagedBlocks, blocks)
	}
	return err
}

// EachBlock calls f for every block of a table, in order, with the first key in it and its entries for [eachEntry]. ok
// is false, and entries is nil, if the block is damaged.
//
// Errors: store.ErrCorrupt with the path if the index is damaged, so that the blocks are unknown; those of f and of the
// file system.
func EachBlock(path string, f func(first, entries []byte, ok bool) error) error {
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
			return r.badIndex()
		}
		entries, err := r.block(&at)
		if err != nil && !errors.Is(err, errTable) {
			return err
		}
		if err := f(at.KeyBytes(), entries, err == nil); err != nil {
			return err
		}
	}
	return nil
}

// ReadIndex reads a table's index and verifies its checksum. Errors: store.ErrCorrupt with the path; those of the file system.
func ReadIndex(path string) (*fb.TableIndex, error) {
	r, err := openTable(path)
	if err != nil {
		return nil, err
	}
	defer r.file.Close()
	return r.index()
}

// Find returns the latest record of key in the table at path that is not newer than the timestamp readTs, without its
// value; its version is 0 if the table does not have one. index is the table's.
//
// Errors: store.ErrCorrupt with the path if a block where the record could be is damaged; those of the file system.
func Find(path string, index *fb.TableIndex, key []byte, readTs uint64) (found Record, err error) {
	if filter := index.BloomFilterBytes(); len(filter) > 0 && !y.Filter(filter).MayContain(y.Hash(key)) {
		return Record{}, nil
	}
	// The versions of a key are ordered newest first. The record is in the last block that begins before the version
	// sought, or it begins the next block.
	sought := y.KeyWithTs(key, readTs)
	var at fb.BlockOffset
	after := sort.Search(index.OffsetsLength(), func(i int) bool {
		return index.Offsets(&at, i) && y.CompareKeys(at.KeyBytes(), sought) > 0
	})
	r, err := openTable(path)
	if err != nil {
		return Record{}, err
	}
	defer r.file.Close()
	for i := max(after-1, 0); i <= after && i < index.OffsetsLength() && found.Version == 0; i++ {
		if !index.Offsets(&at, i) {
			return Record{}, r.badIndex()
		}
		if i == after && !bytes.Equal(y.ParseKey(at.KeyBytes()), key) {
			break
		}
		entries, err := r.block(&at)
		ok := err == nil && eachEntry(entries, func(r Record) {
			if r.Version <= readTs && r.Version > found.Version && bytes.Equal(r.Key, key) {
				found = Record{Version: r.Version, Deleted: r.Deleted}
			}
		})
		if !ok {
			return Record{}, Damaged(path, "a block cannot be read")
		}
	}
	return found, nil
}

// errTable means that a part of a table is not as it was written.
var errTable = errors.New("damaged table")

// tableReader reads the parts of a table from its end.
type tableReader struct {
	file *os.File
	end  int64
}

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

func (r *tableReader) badIndex() error { return Damaged(r.file.Name(), "its index cannot be read") }

// index returns the table's index, which is read before any block. Errors: store.ErrCorrupt with the path.
func (r *tableReader) index() (*fb.TableIndex, error) {
	checksum, err := r.last()
	var raw []byte
	if err == nil {
		raw, err = r.last()
	}
	if errors.Is(err, errTable) || err == nil && (len(raw) < 8 || !isIntact(raw, checksum)) {
		return nil, r.badIndex()
	}
	if err != nil {
		return nil, err
	}
	return fb.GetRootAsTableIndex(raw, 0), nil
}

// last reads the part before end, which is followed by its length. Errors: errTable.
func (r *tableReader) last() ([]byte, error) {
	length, err := r.read(r.end-4, 4)
	if err != nil {
		return nil, err
	}
	n := int64(binary.BigEndian.Uint32(length))
	r.end -= 4 + n
	return r.read(r.end, n)
}

// read returns some bytes before end. Errors: errTable if they are out of range.
func (r *tableReader) read(at, length int64) ([]byte, error) {
	if at < 0 || length < 0 {
		return nil, errTable
	}
	b := make([]byte, length)
	if _, err := r.file.ReadAt(b, at); errors.Is(err, io.EOF) {
		return nil, errTable
	} else if err != nil {
		return nil, err
	}
	return b, nil
}

// decoder holds no state between calls.
var decoder = func() *zstd.Decoder {
	d, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(0), zstd.WithDecoderMaxMemory(1<<30))
	if err != nil {
		panic("zstd options: " + err.Error()) // the options are constants
	}
	return d
}()

// zstdMagic begins every Zstandard frame. An uncompressed block begins with two zeros.
var zstdMagic = []byte{0x28, 0xb5, 0x2f, 0xfd}

// block returns the entries of a block with their offsets. Errors: errTable.
func (r *tableReader) block(at *fb.BlockOffset) ([]byte, error) {
	if int64(at.Offset()) > r.end || int64(at.Len()) > r.end-int64(at.Offset()) {
		return nil, errTable
	}
	b, err := r.read(int64(at.Offset()), int64(at.Len()))
	if err != nil {
		return nil, err
	}
	if bytes.HasPrefix(b, zstdMagic) {
		if b, err = decoder.DecodeAll(b, nil); err != nil {
			return nil, errTable
		}
	}
	// The checksum is last, followed by its length.
	if len(b) < 4 {
		return nil, errTable
	}
	length := uint64(binary.BigEndian.Uint32(b[len(b)-4:]))
	if b = b[:len(b)-4]; length > uint64(len(b)) {
		return nil, errTable
	}
	cut := len(b) - int(length)
	if !isIntact(b[:cut], b[cut:]) {
		return nil, errTable
	}
	return b[:cut], nil
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

// eachEntry calls f for the entries of a block; a record is only valid during the call. It returns false if the block
// cannot be parsed.
func eachEntry(entries []byte, f func(r Record)) bool {
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
		if len(e) < 3 {
			return false
		}
		_, length := binary.Uvarint(e[2:])
		if length <= 0 {
			return false
		}
		r, ok := newRecord(key, e[2+length:], e[0])
		if !ok {
			return false
		}
		f(r)
	}
	return true
}
