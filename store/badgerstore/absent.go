package badgerstore

import (
	"bytes"
	"maps"
	"sort"
	"sync"

	"github.com/dgraph-io/badger/v4"
	"github.com/dgraph-io/badger/v4/fb"
	"github.com/dgraph-io/badger/v4/options"
	"github.com/dgraph-io/badger/v4/table"
	"github.com/dgraph-io/badger/v4/y"
)

// absence checks that a key which Badger did not find is in none of the tables: Badger takes a block that it cannot read for
// one without the key, and says nothing. Where a Bloom filter leaves out a table, as it nearly always does, that costs no
// reading. The zero value is ready; safe for concurrent use.
type absence struct {
	mu      sync.Mutex
	indexes map[uint64]*fb.TableIndex // by the number of the table; verified when they were read
}

// check returns a store.ErrCorrupt if a table has a record of key that the transaction should see and does not, or a damaged
// block where one would be.
func (a *absence) check(g *generation, txn *badger.Txn, key []byte) error {
	var newest rawRecord
	for _, t := range g.db.Tables() {
		if bytes.Compare(key, y.ParseKey(t.Left)) < 0 || bytes.Compare(key, y.ParseKey(t.Right)) > 0 {
			continue
		}
		r, err := a.find(g, t.ID, key, txn.ReadTs())
		if err != nil && g.hasTable(t.ID) { // else a compaction has replaced it
			return err
		}
		if r.version > newest.version {
			newest = r
		}
	}
	if newest.version == 0 || newest.deleted || deletedAfter(txn, key, newest.version) {
		return nil
	}
	return damaged(g.folder, "the engine does not find a record that a table holds")
}

// deletedAfter reports whether the transaction sees that key was deleted after a version, by what is in memory still.
func deletedAfter(txn *badger.Txn, key []byte, version uint64) (deleted bool) {
	err := inEngine(func(*bool) error {
		it := txn.NewKeyIterator(key, badger.IteratorOptions{AllVersions: true})
		defer it.Close()
		it.Rewind()
		deleted = it.Valid() && it.Item().IsDeletedOrExpired() && it.Item().Version() > version
		return nil
	})
	return err == nil && deleted
}

// find returns the latest record of key in a table that is not after readTs, or one of version 0.
func (a *absence) find(g *generation, id uint64, key []byte, readTs uint64) (found rawRecord, err error) {
	path := table.NewFilename(id, g.folder)
	index, err := a.index(g, path, id)
	if err != nil {
		return rawRecord{}, err
	}
	if filter := index.BloomFilterBytes(); len(filter) > 0 && !y.Filter(filter).MayContain(y.Hash(key)) {
		return rawRecord{}, nil
	}
	// Keys of one record stand in the order of falling versions. The block before the first that begins after the one that is
	// looked for holds it, or the next begins with it.
	sought := y.KeyWithTs(key, readTs)
	var at fb.BlockOffset
	after := sort.Search(index.OffsetsLength(), func(i int) bool {
		return index.Offsets(&at, i) && y.CompareKeys(at.KeyBytes(), sought) > 0
	})
	r, err := openTable(path)
	if err != nil {
		return rawRecord{}, err
	}
	defer r.file.Close()
	for i := max(after-1, 0); i <= after && i < index.OffsetsLength() && found.version == 0; i++ {
		if !index.Offsets(&at, i) {
			return rawRecord{}, damaged(path, "its index cannot be read")
		}
		entries, err := r.block(int64(at.Offset()), int64(at.Len()), options.ZSTD)
		if err != nil {
			return rawRecord{}, damaged(path, "a block cannot be read: %v", err)
		}
		ok := eachRawEntry(entries, func(r rawRecord) {
			if r.version <= readTs && r.version > found.version && bytes.Equal(r.key, key) {
				found = rawRecord{version: r.version, deleted: r.deleted}
			}
		})
		if !ok {
			return rawRecord{}, damaged(path, "a block cannot be read")
		}
	}
	return found, nil
}

// index returns the index of a table, which is read once.
func (a *absence) index(g *generation, path string, id uint64) (*fb.TableIndex, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if index := a.indexes[id]; index != nil {
		return index, nil
	}
	r, err := openTable(path)
	if err != nil {
		return nil, err
	}
	defer r.file.Close()
	index, err := r.index()
	if err != nil {
		return nil, err
	}
	maps.DeleteFunc(a.indexes, func(id uint64, _ *fb.TableIndex) bool { return !g.hasTable(id) })
	if a.indexes == nil {
		a.indexes = make(map[uint64]*fb.TableIndex)
	}
	a.indexes[id] = index
	return index, nil
}
