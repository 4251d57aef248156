package badgerstore

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/dgraph-io/badger/v4"
	"github.com/dgraph-io/badger/v4/table"

	"forumgraph/store"
	"forumgraph/store/badgerstore/internal/rawfile"
)

// faults remembers the first damage that was met while a generation was read. Nothing is answered from it any more then: a
// part that can still be read is not an answer to a question about the whole.
type faults struct {
	folder string
	first  atomic.Pointer[error]
	naming sync.Once
}

// found returns the first damage, or nil.
func (f *faults) found() error {
	if first := f.first.Load(); first != nil {
		return *first
	}
	return nil
}

// note remembers err if it says that the store is damaged, and returns it; the first one with the name of the damaged file
// if there is one.
func (f *faults) note(err error) error {
	if !errors.Is(err, store.ErrCorrupt) {
		return err
	}
	f.naming.Do(func() {
		met := err
		f.first.Store(&met)
		if strings.Contains(err.Error(), f.folder) {
			return
		}
		if file := damagedTable(f.folder); file != nil {
			err = fmt.Errorf("%w (%w)", err, file)
			named := err
			f.first.Store(&named)
		}
	})
	return err
}

// Scrub reads all tables again and compares them with the seal, or new ones with the checksums in them. Badger passes over a
// block that it cannot read. Reads notice that when a record is missing or a list is read to its end, but not on a page from
// the middle of a list, nor when an older version takes the place of a newer one. After Scrub finds damage, every read fails.
//
// Errors: store.ErrCorrupt, store.ErrClosed, the context's error.
func (s *Store) Scrub(ctx context.Context) error {
	g, sealed, err := s.acquireSealed()
	if err != nil {
		return fmt.Errorf("scrub: %w", err)
	}
	defer s.release(g)
	for _, t := range g.db.Tables() {
		if err := ctx.Err(); err != nil {
			return err
		}
		path := table.NewFilename(t.ID, g.folder)
		// Badger cuts a table to nothing and removes it when it has replaced it, which looks like damage meanwhile.
		_, err := sealed.checkTable(path)
		for tries := 0; err != nil && g.hasTable(t.ID); tries++ {
			if tries == 1 {
				return fmt.Errorf("scrub: %w", g.faults.note(err))
			}
			_, err = sealed.checkTable(path)
		}
	}
	return nil
}

// hasTable reports whether the generation reads from a table now.
func (g *generation) hasTable(id uint64) bool {
	return slices.ContainsFunc(g.db.Tables(), func(t badger.TableInfo) bool { return t.ID == id })
}

// damagedTable returns what is wrong with the first damaged table in a folder, or nil.
func damagedTable(folder string) error {
	tables, err := filepath.Glob(filepath.Join(folder, "*.sst"))
	if err != nil {
		return nil
	}
	for _, path := range tables {
		if err := rawfile.CheckTable(path); errors.Is(err, store.ErrCorrupt) {
			return err
		}
	}
	return nil
}

// inEngine calls f, which calls Badger, and makes a panic there an error: a file that became shorter while it is mapped into
// memory, for example, ends in one. While f runs code of our own it sets ours; a panic then is not damage, and goes on.
func inEngine(f func(ours *bool) error) (err error) {
	ours := false
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if ours {
			return
		}
		if p := recover(); p != nil {
			err = corrupt("read: %v", p)
		}
	}()
	return f(&ours)
}
