package badgerstore

import (
	"bytes"
	"sync"

	"github.com/dgraph-io/badger/v4"
	"github.com/dgraph-io/badger/v4/fb"
	"github.com/dgraph-io/badger/v4/table"
	"github.com/dgraph-io/badger/v4/y"

	"forumgraph/store/badgerstore/internal/rawfile"
)

// absence checks that a key which Badger did not find is not in any table: Badger silently treats a block that it
// cannot read as one without the key. The Bloom filters nearly always exclude all tables, and then nothing is read. The
// zero value is ready to use; safe for concurrent use.
type absence struct {
	mu sync.Mutex
	// tables are those of the generation at the read timestamp listed. Listing them takes longer than looking up a key.
	tables []tableInfo
	listed uint64
}

// tableInfo describes a table.
type tableInfo struct {
	path        string
	first, last []byte         // keys, without a version
	index       *fb.TableIndex // its checksum was verified
}

// check returns a store.ErrCorrupt if a table has a record of key that the transaction should see, or a damaged block
// where it would be.
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
	var newest rawfile.Record
	for _, t := range tables {
		if bytes.Compare(key, t.first) < 0 || bytes.Compare(key, t.last) > 0 {
			continue
		}
		r, err := rawfile.Find(t.path, t.index, key, txn.ReadTs())
		if err != nil {
			return err
		}
		if r.Version > newest.Version {
			newest = r
		}
	}
	if newest.Version == 0 || newest.Deleted || deletedAfter(txn, key, newest.Version) {
		return nil
	}
	return rawfile.Damaged(g.folder, "the engine does not find a record that a table holds")
}

// tablesOf returns the tables of the generation. It lists them again if readTs is newer than the list or again is set,
// and reads only the indexes of new tables.
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
			if info.index, err = rawfile.ReadIndex(info.path); err != nil {
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

// deletedAfter reports whether the transaction sees a delete of key after a version that is not in a table yet.
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
