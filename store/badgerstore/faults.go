package badgerstore

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"runtime/debug"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/dgraph-io/badger/v4/options"

	"forumgraph/store"
)

// faults remembers the first damage that was met while a generation was read. Nothing is answered from it any more then: a
// part that can still be read is no answer to a question about the whole.
type faults struct {
	folder string
	first  atomic.Pointer[error]
	naming sync.Once
}

// found returns the first damage, or nil. It is safe to call on nil.
func (f *faults) found() error {
	if f == nil {
		return nil
	}
	if first := f.first.Load(); first != nil {
		return *first
	}
	return nil
}

// note remembers err if it says that the store is damaged, and returns it; the first one with the name of the damaged file
// if there is one.
func (f *faults) note(err error) error {
	if f == nil || !errors.Is(err, store.ErrCorrupt) {
		return err
	}
	f.naming.Do(func() {
		if file := damagedTable(f.folder); file != nil && !strings.Contains(err.Error(), f.folder) {
			err = fmt.Errorf("%w (%w)", err, file)
		}
		f.first.Store(&err)
	})
	return err
}

// Scrub reads the tables that the seal lists again and compares them with it. Damage to the disk under an open store shows in
// what is read only if the damaged block is read at all, and not always then; after Scrub found some, nothing is answered any
// more.
//
// Errors: store.ErrCorrupt, store.ErrClosed, the context's error.
func (s *Store) Scrub(ctx context.Context) error {
	g, err := s.acquire()
	if err != nil {
		return fmt.Errorf("scrub: %w", err)
	}
	defer s.release(g)
	s.mu.Lock()
	files := s.seal.Files
	s.mu.Unlock()
	for _, file := range files {
		if err := ctx.Err(); err != nil {
			return err
		}
		if !isTable(file.Name) {
			continue
		}
		err := file.check(filepath.Join(g.folder, file.Name))
		if errors.Is(err, fs.ErrNotExist) {
			continue // Badger has replaced it
		}
		if err != nil {
			return fmt.Errorf("scrub: %w", g.faults.note(err))
		}
	}
	return nil
}

// damagedTable returns what is wrong with the first damaged table in a folder, or nil.
func damagedTable(folder string) error {
	tables, err := filepath.Glob(filepath.Join(folder, "*.sst"))
	if err != nil {
		return nil
	}
	for _, path := range tables {
		if err := checkTable(path, options.ZSTD); errors.Is(err, store.ErrCorrupt) {
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
