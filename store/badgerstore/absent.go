package badgerstore

import (
	"bytes"
	"sort"
	"sync"

	"github.com/dgraph-io/badger/v4"
	"github.com/dgraph-io/badger/v4/fb"
	"github.com/dgraph-io/badger/v4/options"
	"github.com/dgraph-io/badger/v4/table"
	"github.com/dgraph-io/badger/v4/y"
)

// absence checks that a key which Badger did not find is in none of the tables: Badger takes a block that it cannot read for
// one without the key, and says nothing. Where the Bloom filters leave out all tables, as they nearly always do, nothing is
// read. The zero value is ready; safe for concurrent use.
type absence struct {
	mu sync.Mutex
	// tables are those of the generation as of the read timestamp listed. They are kept since listing them takes longer than
	// looking for a key in them.
	tables []tableInfo
	listed uint64
}

// tableInfo describes a table.
type tableInfo struct {
	path        string
	first, last []byte         // keys, without a version
	index       *fb.TableIndex // its checksum was verified
}

// check returns a store.ErrCorrupt if a table has a record of key that the transaction should see and does not, or a damaged
// block where one would be.
func (a *absence) check(g *generation, txn *badger.Txn, key []byte) error {
	err := a.look(g, txn, key, false)
	for range 2 { // a compaction may have replaced tables since they were listed
		if err == nil {
			break
		}
		err = a.look(g, txn, key, true)
	}
	return err
}

func (a *absence) look(g *generation, txn *badger.Txn, key []byte, again bool) error {
	tables, err := a.tablesOf(g, txn.ReadTs(), again)
	if err != nil {
		return err
	}
	var newest rawRecord
	for _, t := range tables {
		if bytes.Compare(key, t.first) < 0 || bytes.Compare(key, t.last) > 0 {
			continue
		}
		r, err := t.find(key, txn.ReadTs())
		if err != nil {
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

// tablesOf returns the tables of the generation. It lists them again if readTs is newer than the list, or if again is set, and
// reads the indexes of new tables only.
func (a *absence) tablesOf(g *generation, readTs uint64, again bool) ([]tableInfo, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.tables != nil && a.listed >= readTs && !again {
		return a.tables, nil
	}
	known := make(map[string]*fb.TableIndex, len(a.tables))
	for _, t := range a.tables {
		known[t.path] = t.index
	}
	tables := []tableInfo{}
	for _, t := range g.db.Tables() {
		info := tableInfo{path: table.NewFilename(t.ID, g.folder), first: y.ParseKey(t.Left), last: y.ParseKey(t.Right)}
		if info.index = known[info.path]; info.index == nil {
			var err error
			if info.index, err = readIndex(info.path); err != nil {
				if g.hasTable(t.ID) {
					return nil, err
				}
				continue // a compaction has replaced it
			}
		}
		tables = append(tables, info)
	}
	a.tables, a.listed = tables, readTs
	return tables, nil
}

// readIndex reads the index of a table.
func readIndex(path string) (*fb.TableIndex, error) {
	r, err := openTable(path)
	if err != nil {
		return nil, err
	}
	defer r.file.Close()
	return r.index()
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

// find returns the latest record of key in the table that is not after readTs, or one of version 0.
func (t *tableInfo) find(key []byte, readTs uint64) (found rawRecord, err error) {
	index := t.index
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
	r, err := openTable(t.path)
	if err != nil {
		return rawRecord{}, err
	}
	defer r.file.Close()
	for i := max(after-1, 0); i <= after && i < index.OffsetsLength() && found.version == 0; i++ {
		if !index.Offsets(&at, i) {
			return rawRecord{}, damaged(t.path, "its index cannot be read")
		}
		if i == after && !bytes.Equal(y.ParseKey(at.KeyBytes()), key) {
			break
		}
		entries, err := r.block(int64(at.Offset()), int64(at.Len()), options.ZSTD)
		if err != nil {
			return rawRecord{}, damaged(t.path, "a block cannot be read: %v", err)
		}
		ok := eachRawEntry(entries, func(r rawRecord) {
			if r.version <= readTs && r.version > found.version && bytes.Equal(r.key, key) {
				found = rawRecord{version: r.version, deleted: r.deleted}
			}
		})
		if !ok {
			return rawRecord{}, damaged(t.path, "a block cannot be read")
		}
	}
	return found, nil
}
