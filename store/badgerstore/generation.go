package badgerstore

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync/atomic"

	"github.com/dgraph-io/badger/v4"

	"forumgraph/store"
)

// generation is one Badger database. A change too large for a transaction makes the next one, beside the one in use; the
// file currentFile then says which is the store's. Changes within one generation are Badger transactions.
//
//	data/
//	  graph/      the first generation
//	  graph-2/    the second, made by a load
//	  graph-of    names the folder of the generation in use; missing while that is the first
//
// The file is replaced in one step (a rename), so a store is always the one before a load or the one after it. A folder
// that it does not name is what is left of a load that was cut off, or of the generation before; whoever opens the
// store next removes it, under the lock of the generation in use.
type generation struct {
	number int
	db     *badger.DB
	cache  *nodeCache
	space  *space
	known  atomic.Pointer[knownState] // see stateAt

	// Guarded by Store.mu.
	users   int  // snapshots and calls that need db open
	retired bool // to be closed by the last user
	remove  bool // and then to be removed
}

const (
	firstFolder = "graph"
	currentFile = "graph-of"
)

// folderName matches the folders of all generations but the first.
var folderName = regexp.MustCompile(`^graph-([1-9][0-9]{0,8})$`)

func folderOf(number int) string {
	if number == 1 {
		return firstFolder
	}
	return fmt.Sprintf("%s-%d", firstFolder, number)
}

// readCurrent returns the number of the generation that dir says is in use.
//
// Errors: store.ErrCorrupt if the file names none, or one that is missing.
func readCurrent(dir string) (int, error) {
	b, err := os.ReadFile(filepath.Join(dir, currentFile))
	if errors.Is(err, fs.ErrNotExist) {
		return 1, nil
	}
	if err != nil {
		return 0, err
	}
	name := strings.TrimSpace(string(b))
	number, err := generationNumber(name)
	if err != nil {
		return 0, corrupt("%s holds %.40q, not the name of a folder; restore the folder from a backup",
			filepath.Join(dir, currentFile), name)
	}
	if _, err := os.Stat(filepath.Join(dir, name)); errors.Is(err, fs.ErrNotExist) {
		return 0, corrupt("%s names %s, which is missing; restore the folder from a backup", filepath.Join(dir, currentFile), name)
	}
	return number, nil
}

func generationNumber(name string) (int, error) {
	if name == firstFolder {
		return 1, nil
	}
	m := folderName.FindStringSubmatch(name)
	if m == nil {
		return 0, store.ErrCorrupt
	}
	return strconv.Atoi(m[1])
}

// writeCurrent makes a generation the one in use. Its files must be on disk already.
func writeCurrent(dir string, number int) error {
	f, err := os.CreateTemp(dir, currentFile+".*")
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(f, folderOf(number))
	err = errors.Join(err, f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), filepath.Join(dir, currentFile))
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return syncFile(dir)
}

// syncFile brings a file, or the list of files of a folder, to the disk.
func syncFile(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// openCurrent opens the generation in use and removes all others.
func (s *Store) openCurrent() error {
	for {
		number, err := readCurrent(s.dir)
		if err != nil {
			return err
		}
		g, err := openGeneration(s.dir, number, s.opts)
		if err != nil {
			return err
		}
		// Another process may have gone on to the next generation before we had the lock of this one.
		if now, err := readCurrent(s.dir); err != nil || now != number {
			if err := errors.Join(err, g.close()); err != nil {
				return err
			}
			continue
		}
		if err := removeOthers(s.dir, number); err != nil {
			return errors.Join(err, g.close())
		}
		s.files = g
		return nil
	}
}

// openGeneration opens the database of a generation, and makes an empty one if there is none.
func openGeneration(dir string, number int, opts Options) (*generation, error) {
	folder := filepath.Join(dir, folderOf(number))
	if err := checkFolder(folder); err != nil {
		return nil, err
	}
	space := newSpace(folder, opts)
	engine, err := space.forOpen(badgerOptions(folder, opts))
	if err != nil {
		return nil, err
	}
	db, err := openBadger(engine)
	if err != nil {
		return nil, err
	}
	cache, err := newNodeCache(opts.CacheBytes)
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	if err := checkFormat(db); err != nil {
		cache.close()
		return nil, errors.Join(err, db.Close())
	}
	return &generation{number: number, db: db, cache: cache, space: space}, nil
}

// removeOthers removes what loads left in dir.
func removeOthers(dir string, number int) error {
	files, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, f := range files {
		other, err := generationNumber(f.Name())
		if leftover := strings.HasPrefix(f.Name(), currentFile+".") || strings.HasPrefix(f.Name(), loadFolder); !leftover && (err != nil || other == number) {
			continue
		}
		if err := os.RemoveAll(filepath.Join(dir, f.Name())); err != nil {
			return err
		}
	}
	return nil
}

// acquire returns the generation in use and keeps it open until release. Errors: store.ErrClosed.
func (s *Store) acquire() (*generation, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil, store.ErrClosed
	}
	s.files.users++
	return s.files, nil
}

// release undoes acquire; the last one of a retired generation closes it.
func (s *Store) release(g *generation) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if g.users--; g.retired && g.users == 0 {
		if err := s.closeRetired(g); err != nil {
			s.log.Error("close store", "err", err)
		}
	}
}

// retire closes a generation when its last user releases it. s.mu must be held.
func (s *Store) retire(g *generation) error {
	g.retired = true
	if g.users > 0 {
		return nil
	}
	return s.closeRetired(g)
}

func (s *Store) closeRetired(g *generation) error {
	err := g.close()
	if g.remove && err == nil {
		err = os.RemoveAll(filepath.Join(s.dir, folderOf(g.number)))
	}
	return err
}

// replace makes next the generation in use. The one before is closed and removed once its last snapshot is.
func (s *Store) replace(next *generation) error {
	if err := writeCurrent(s.dir, next.number); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	old := s.files
	s.files, old.remove = next, true
	if err := s.retire(old); err != nil {
		// The load is done; what is left of the generation before is removed by the next Open.
		s.log.Warn("closing the graph before the load failed", "err", err)
	}
	return nil
}

func (g *generation) close() error {
	g.cache.close()
	if err := errors.Join(g.space.giveUp(), g.db.Close()); err != nil {
		return fmt.Errorf("close store: %w", err)
	}
	return nil
}

// read returns a view of the latest version of the generation. It must be discarded.
func (g *generation) read() view { return view{txn: g.db.NewTransaction(false), cache: g.cache} }
