package badgerstore

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/dgraph-io/badger/v4"
	"github.com/dgraph-io/badger/v4/fb"
	"github.com/dgraph-io/badger/v4/options"
	"github.com/dgraph-io/badger/v4/pb"
	"github.com/dgraph-io/badger/v4/table"
	"github.com/dgraph-io/badger/v4/y"
	"google.golang.org/protobuf/proto"
)

// wholeTables is the size of all tables, in bytes, up to which Open reads them whole.
const wholeTables = 16 << 20

// checkTables reads the tables that the manifest in dir names and returns an error if one is lost or damaged.
//
// Badger itself cannot be left to find out: some damage makes it end the process, some makes it go on without a table,
// and its iterators end early and say nothing. Beyond wholeTables only the parts are read that Badger needs to open.
func checkTables(dir string, opts badger.Options) error {
	f, err := os.Open(filepath.Join(dir, badger.ManifestFilename))
	if errors.Is(err, os.ErrNotExist) {
		return nil // a new store
	}
	if err != nil {
		return err
	}
	defer f.Close()
	manifest, _, err := badger.ReplayManifestFile(f, magic, opts)
	if err != nil {
		return badgerError(dir, err)
	}
	var total int64
	for id := range manifest.Tables {
		info, err := os.Stat(table.NewFilename(id, dir))
		if errors.Is(err, os.ErrNotExist) {
			return corrupt("a table is missing; restore the folder from a backup")
		}
		if err != nil {
			return err
		}
		total += info.Size()
	}
	for id, t := range manifest.Tables {
		name := table.NewFilename(id, dir)
		if err := checkTable(name, t.Compression, total <= wholeTables); err != nil {
			return fmt.Errorf("table %s: %w", filepath.Base(name), err)
		}
	}
	return nil
}

// checkTable verifies the checksums of a table's index and last block, or of all its blocks. A table ends in:
//
//	| index | its length4 | checksum | its length4 |
func checkTable(name string, compression options.CompressionType, whole bool) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	r := tableReader{f, info.Size()}
	checksum, err := r.last()
	if err != nil {
		return err
	}
	raw, err := r.last()
	if err != nil {
		return err
	}
	if err := verify(raw, checksum); err != nil {
		return err
	}
	index := fb.GetRootAsTableIndex(raw, 0)
	blocks := index.OffsetsLength()
	from := 0
	if !whole {
		from = blocks - 1
	}
	for i := max(from, 0); i < blocks; i++ {
		var at fb.BlockOffset
		if !index.Offsets(&at, i) {
			return errTable
		}
		b := make([]byte, at.Len())
		if _, err := r.file.ReadAt(b, int64(at.Offset())); err != nil {
			return tableError(err)
		}
		if b, err = decompress(b, compression); err != nil {
			return err
		}
		// A block ends in: | number of entries4 | checksum | its length4 |
		rest, checksum, ok := cutLast(b)
		if !ok {
			return errTable
		}
		if err := verify(rest, checksum); err != nil {
			return err
		}
	}
	return nil
}

// decompress returns a block as its checksum knows it.
func decompress(b []byte, compression options.CompressionType) ([]byte, error) {
	switch compression {
	case options.None:
		return b, nil
	case options.ZSTD:
		b, err := decoder.DecodeAll(b, nil)
		if err != nil {
			return nil, errTable
		}
		return b, nil
	}
	return nil, errTable // no store was written with another
}

var errTable = corrupt("damaged; restore the folder from a backup")

// tableError tells a table that ends too soon from a failed read.
func tableError(err error) error {
	if errors.Is(err, io.EOF) {
		return errTable
	}
	return err
}

// tableReader reads the parts of a file from its end.
type tableReader struct {
	file *os.File
	end  int64
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

func verify(b, checksum []byte) error {
	var want pb.Checksum
	if err := proto.Unmarshal(checksum, &want); err != nil {
		return errTable
	}
	// An unknown algorithm makes Badger panic.
	if _, ok := pb.Checksum_Algorithm_name[int32(want.Algo)]; !ok || y.VerifyChecksum(b, &want) != nil {
		return errTable
	}
	return nil
}
