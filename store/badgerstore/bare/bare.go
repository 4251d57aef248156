// Package bare measures the cost of Badger alone for the records of a store, as a lower limit for package badgerstore.
// Only the measuring program (graph/internal/scale) uses it.
package bare

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"path/filepath"
	"time"

	"github.com/dgraph-io/badger/v4"
	"github.com/dgraph-io/badger/v4/options"
	"github.com/dgraph-io/badger/v4/pb"
	"github.com/dgraph-io/ristretto/v2/z"

	"forumgraph/store/badgerstore"
)

// Figures are the measured costs of Badger.
type Figures struct {
	// Records is the number of keys in the store, Bytes their length with their values.
	Records, Bytes int
	// Load is the time to write all records with a StreamWriter, from memory until they are on disk, and Disk their
	// size there in bytes.
	Load time.Duration
	Disk int
	// Open is the time to open the database again.
	Open time.Duration
	// Get is the time to read the record of one random node, Next the time to reach the next one in a scan.
	Get, Next time.Duration
}

// gets is how many records are read to measure Get.
const gets = 20_000

// Measure reads all records of the store in dir, which must not be open, into memory, and writes and reads them in a
// database of its own in the folder scratch, which must be empty.
//
// Errors: those of Badger and of the file system.
func Measure(dir, scratch string) (Figures, error) {
	f := Figures{}
	loaded, err := readAll(dir)
	if err != nil {
		return f, fmt.Errorf("read the records in %s: %w", dir, err)
	}
	f.Records, f.Bytes = loaded.records, loaded.bytes
	nodes := loaded.nodes
	if f.Load, err = loaded.write(scratch); err != nil {
		return f, fmt.Errorf("write the records with Badger alone: %w", err)
	}
	if f.Disk, err = SizeOf(scratch); err != nil {
		return f, err
	}
	if err := f.read(scratch, nodes); err != nil {
		return f, fmt.Errorf("read the records with Badger alone: %w", err)
	}
	return f, nil
}

// badgerOptions are the options of package badgerstore that affect the size of records or the speed of reads.
func badgerOptions(dir string) badger.Options {
	return badger.DefaultOptions(dir).WithLogger(nil).WithMetricsEnabled(false).WithDetectConflicts(false).
		WithCompression(options.ZSTD).WithZSTDCompressionLevel(1).WithBlockCacheSize(32 << 20)
}

// magic is the mark of package badgerstore in its folders.
const magic = 0xf06a

// records are all records of a store, in order and as a StreamWriter takes them: a stream for each first byte of a key.
type records struct {
	buffers        []*z.Buffer
	records, bytes int
	nodes          [][]byte // the keys of nodes
}

const bufferSize = 4 << 20

// readAll reads the generation in use; see package badgerstore for its folders and prefixes.
func readAll(dir string) (*records, error) {
	folder, err := badgerstore.GenerationIn(dir)
	if err != nil {
		return nil, err
	}
	db, err := badger.Open(badgerOptions(folder).WithExternalMagic(magic).WithReadOnly(true))
	if err != nil {
		return nil, err
	}
	r := &records{}
	err = db.View(func(txn *badger.Txn) error {
		it := txn.NewIterator(badger.DefaultIteratorOptions)
		defer it.Close()
		stream := byte(0)
		for it.Rewind(); it.Valid(); it.Next() {
			key := it.Item().KeyCopy(nil)
			value, err := it.Item().ValueCopy(nil)
			if err != nil {
				return err
			}
			if stream != 0 && stream != key[0] {
				r.end(stream)
			}
			stream = key[0]
			if stream == 'n' {
				r.nodes = append(r.nodes, key)
			}
			r.records++
			r.bytes += len(key) + len(value)
			badger.KVToBuffer(&pb.KV{Key: key, Value: value, Version: 1, StreamId: uint32(stream)}, r.buffer())
		}
		if stream != 0 {
			r.end(stream)
		}
		return nil
	})
	return r, errors.Join(err, db.Close())
}

// end marks the end of a stream.
func (r *records) end(stream byte) {
	badger.KVToBuffer(&pb.KV{StreamId: uint32(stream), StreamDone: true}, r.buffer())
}

// buffer returns the last buffer, or a new one if it is full.
func (r *records) buffer() *z.Buffer {
	if n := len(r.buffers); n > 0 && r.buffers[n-1].LenNoPadding() < bufferSize {
		return r.buffers[n-1]
	}
	b := z.NewBuffer(bufferSize+bufferSize/8, "limits")
	r.buffers = append(r.buffers, b)
	return b
}

// write writes the records into an empty folder, and releases their memory.
func (r *records) write(dir string) (took time.Duration, err error) {
	defer func() {
		for _, b := range r.buffers {
			err = errors.Join(err, b.Release())
		}
	}()
	start := time.Now()
	db, err := badger.Open(badgerOptions(dir))
	if err != nil {
		return 0, err
	}
	w := db.NewStreamWriter()
	err = w.Prepare()
	for _, b := range r.buffers {
		if err == nil {
			err = w.Write(b)
		}
	}
	if err == nil {
		err = w.Flush()
	} else {
		w.Cancel()
	}
	err = errors.Join(err, db.Close())
	return time.Since(start), err
}

// read measures opening, lookups and scans; nodes are the keys of nodes.
func (f *Figures) read(dir string, nodes [][]byte) error {
	start := time.Now()
	db, err := badger.Open(badgerOptions(dir))
	if err != nil {
		return err
	}
	f.Open = time.Since(start)
	err = db.View(func(txn *badger.Txn) error {
		random := rand.New(rand.NewPCG(1, 0))
		start := time.Now()
		for range gets {
			item, err := txn.Get(nodes[random.IntN(len(nodes))])
			if err != nil {
				return err
			}
			if err := item.Value(func([]byte) error { return nil }); err != nil {
				return err
			}
		}
		f.Get = time.Since(start) / gets
		it := txn.NewIterator(badger.DefaultIteratorOptions)
		defer it.Close()
		n := 0
		start = time.Now()
		for it.Seek([]byte{'e'}); it.ValidForPrefix([]byte{'e'}) && n < gets; it.Next() {
			if err := it.Item().Value(func([]byte) error { return nil }); err != nil {
				return err
			}
			n++
		}
		f.Next = time.Since(start) / time.Duration(max(n, 1))
		return nil
	})
	return errors.Join(err, db.Close())
}

// SizeOf returns the total size of the files in a folder.
func SizeOf(dir string) (size int, err error) {
	err = filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		size += int(info.Size())
		return err
	})
	return size, err
}
