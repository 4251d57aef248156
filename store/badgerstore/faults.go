package badgerstore

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/dgraph-io/badger/v4"
	"github.com/dgraph-io/badger/v4/table"

	"forumgraph/store"
	"forumgraph/store/badgerstore/internal/rawfile"
)

// faults records the first damage met while a generation is read. From then on every read fails: the readable part does
// not answer a query about the whole.
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

// note returns err, and records it if it means that the store is damaged. To the first one it adds the damaged file, if
// it finds one.
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

// Scrub reads all tables again and compares them with the seal, or new ones with their own checksums. Badger skips a
// block that it cannot read. Reads notice a missing record and a list that is too short, but not a gap on a page from
// the middle of a list, nor an older version in place of a newer one. After Scrub finds damage, every read fails.
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
		// Badger truncates a table before it removes it, which looks like damage.
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

// hasTable reports whether a table is in use.
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
