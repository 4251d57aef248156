package badgerstore

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"sync/atomic"

	"github.com/dgraph-io/badger/v4"

	"forumgraph/store"
	"forumgraph/store/badgerstore/internal/disk"
)

// generation is one Badger database. Changes are transactions in it. A change that is too large makes the next
// generation next to it, and the seal then names that one (see folder.go).
type generation struct {
	number int
	folder string
	db     *badger.DB
	cache  *nodeCache
	space  *space
	known  atomic.Pointer[knownState] // see stateAt
	faults faults
	absent absence
	// untouched is set if Badger does not change any of the files, so that the seal stays valid.
	untouched bool

	// Guarded by Store.mu.
	users   int  // snapshots and calls that need db open
	retired bool // to be closed by the last user
	remove  bool // and then to be removed
}

// openGeneration opens the database of a generation. It calls changing, unless that is nil, before Badger changes any
// of its files. If the disk is full, Badger does not change any.
//
// Errors: store.ErrCorrupt, store.ErrFormat, store.ErrLocked, store.ErrNoSpace, store.ErrNoMemory, and those of the
// file system and of changing.
func openGeneration(dir string, number int, opts Options, changing func() error) (*generation, error) {
	g, err := openDatabase(dir, number, opts, changing)
	if err != nil {
		return nil, err
	}
	v := g.read()
	err = v.checkFormat()
	v.txn.Discard()
	if err != nil {
		return nil, errors.Join(err, g.close())
	}
	return g, nil
}

// createGeneration makes the database of an empty graph.
func createGeneration(dir string, number int, opts Options) (*generation, error) {
	if err := makeFolder(filepath.Join(dir, folderOf(number)), newGeneration); err != nil {
		return nil, err
	}
	g, err := openDatabase(dir, number, opts, nil)
	if err != nil {
		return nil, err
	}
	if err := writeEmpty(g.db); err != nil {
		return nil, errors.Join(err, g.close())
	}
	return g, nil
}

// openDatabase opens a generation without reading its content.
func openDatabase(dir string, number int, opts Options, changing func() error) (*generation, error) {
	g := &generation{number: number, folder: filepath.Join(dir, folderOf(number))}
	g.faults.folder, g.space = g.folder, newSpace(g.folder, opts)
	engine, err := g.space.forOpen(badgerOptions(g.folder, opts))
	if err != nil {
		return nil, err
	}
	if g.untouched = engine.ReadOnly; !g.untouched && changing != nil {
		if err := changing(); err != nil {
			return nil, err
		}
	}
	if g.db, err = openBadger(engine); err != nil {
		return nil, err
	}
	if g.cache, err = newNodeCache(opts.CacheBytes); err != nil {
		return nil, errors.Join(err, g.db.Close())
	}
	return g, nil
}

// acquire returns the generation in use and keeps it open until release.
//
// Errors: store.ErrClosed; store.ErrCorrupt if damage was found before.
func (s *Store) acquire() (*generation, error) {
	g, _, err := s.acquireSealed()
	if err == nil {
		if err = g.faults.found(); err != nil {
			s.release(g)
		}
	}
	return g, err
}

// acquireSealed is acquire for a search for damage: it also returns the seal, and ignores damage found before.
func (s *Store) acquireSealed() (*generation, seal, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil, seal{}, store.ErrClosed
	}
	s.files.users++
	return s.files, s.seal, nil
}

// read calls f with the latest version of the graph and its counts. Errors: those of acquire and of f.
func (s *Store) read(f func(v view, st disk.State) error) error {
	g, err := s.acquire()
	if err != nil {
		return err
	}
	defer s.release(g)
	v := g.read()
	defer v.txn.Discard()
	st, err := v.state()
	if err != nil {
		return err
	}
	return f(v, st)
}

// release undoes acquire; the last release of a retired generation closes it.
func (s *Store) release(g *generation) {
	s.mu.Lock()
	g.users--
	last := g.retired && g.users == 0
	if last && g.remove {
		s.removing.Add(1)
	}
	s.mu.Unlock()
	if last {
		if err := s.closeRetired(g); err != nil {
			s.log.Error("close store", "error", err)
		}
	}
}

// closeRetired closes a generation without users, and removes or seals it. Nothing can reach it, so s.mu is not held:
// Badger takes its time to close, and the system to remove files.
func (s *Store) closeRetired(g *generation) error {
	whole := g.remove || g.untouched || s.wholeAfterCompaction(g)
	err := g.close()
	if g.remove {
		defer s.removing.Done()
		if err == nil {
			err = removeGeneration(g.folder)
		}
		return err
	}
	if err == nil && whole && !g.untouched && g.faults.found() == nil { // otherwise the next Open must recover it
		err = s.sealClosed(g)
	}
	s.removing.Wait()
	return errors.Join(err, s.lock.Close())
}

// wholeAfterCompaction reports whether the generation still holds everything if Badger has replaced a sealed table: a
// compaction silently leaves out what it cannot read.
func (s *Store) wholeAfterCompaction(g *generation) bool {
	for _, f := range s.seal.Files {
		there, err := exists(filepath.Join(g.folder, f.Name))
		if err == nil && (there || !isTable(f.Name)) {
			continue
		}
		v := g.read()
		defer v.txn.Discard()
		err = v.sweep(context.Background(), nil)
		if err != nil {
			s.log.Error("the store is damaged", "error", err)
		}
		return err == nil
	}
	return true
}

// sealClosed seals the files of the generation.
func (s *Store) sealClosed(g *generation) error {
	var err error
	if s.seal.Files, err = sealFiles(context.Background(), g.folder, s.seal.Files, nil); err != nil {
		return fmt.Errorf("seal the store: %w", err)
	}
	if err := syncFolder(g.folder); err != nil {
		return fmt.Errorf("seal the store: %w", err)
	}
	s.seal.FilesVersion, s.seal.Closed = s.seal.Version, true
	return writeSeal(s.dir, s.seal)
}

// acknowledge writes the latest version into the seal: from here on, a store that holds less has lost something. The
// change is already in the database, so a failure is only logged; the next version makes up for it.
func (s *Store) acknowledge(g *generation) {
	if err := s.sealVersion(g); err != nil {
		s.log.Warn("the change is written, but the seal does not name its version yet", "error", err)
	}
}

func (s *Store) sealVersion(g *generation) error {
	now, err := g.describe()
	if err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	now.Files, now.FilesVersion = s.seal.Files, s.seal.FilesVersion
	s.seal = now
	return writeSeal(s.dir, now)
}

// use opens the next generation, which is complete but marked as unfinished, and switches to it. The caller holds the
// previous one.
func (s *Store) use(ctx context.Context, number int) error {
	files, err := sealFiles(ctx, filepath.Join(s.dir, folderOf(number)), nil, nil)
	if err != nil {
		return err
	}
	g, err := openGeneration(s.dir, number, s.opts, nil)
	if err != nil {
		return err
	}
	return s.begin(g, files)
}

// begin switches to a generation, which consists of files. The previous one is closed and removed when its last user
// releases it; what cannot be removed then is removed by the next Open.
func (s *Store) begin(g *generation, files []sealedFile) error {
	next, err := g.describe()
	if err == nil {
		next.Files, next.FilesVersion = files, next.Version
		err = replaceSeal(s.dir, next)
	}
	if err != nil {
		return errors.Join(err, g.close())
	}
	finish(g.folder)
	s.mu.Lock()
	defer s.mu.Unlock()
	if old := s.files; old != nil {
		old.remove, old.retired = true, true
	}
	s.files, s.seal = g, next
	return nil
}

// describe returns the seal of the generation's latest version, without files.
func (g *generation) describe() (seal, error) {
	v := g.read()
	defer v.txn.Discard()
	st, err := v.state()
	if err != nil {
		return seal{}, err
	}
	made := seal{Generation: folderOf(g.number)}
	head, err := v.headOf(st.Version)
	made.count(st, head)
	return made, err
}

func (g *generation) close() error {
	g.cache.close()
	if err := errors.Join(giveUpReserve(g.folder), g.db.Close()); err != nil {
		return fmt.Errorf("close store: %w", err)
	}
	return nil
}

// read returns a view of the latest version. Its transaction must be discarded.
func (g *generation) read() view {
	return view{txn: g.db.NewTransaction(false), cache: g.cache, files: g}
}
