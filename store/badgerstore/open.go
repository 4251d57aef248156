package badgerstore

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"sync"

	"github.com/dgraph-io/badger/v4"
	"github.com/dgraph-io/badger/v4/options"

	"forumgraph/store"
)

// Options tunes a store. The zero value suits a server.
type Options struct {
	// Logger receives what the engine has to say; nil discards it.
	Logger *slog.Logger
	// CacheBytes bounds the cache of decoded nodes; 0 means 64 MiB. Half as much more goes to blocks of tables.
	CacheBytes int64
	// MaxChangeBytes bounds what one transaction may write, its indexes included; 0 means 32 MiB, which is some 20,000
	// nodes. A larger change set is written as a new generation, which costs as much as loading the whole graph. The engine
	// reserves about nine times as much address space, of which it touches what it uses.
	MaxChangeBytes int64
	// FreeBytes returns how many bytes the file system of a folder can still take; nil asks the system.
	FreeBytes func(folder string) (int64, error)
}

const (
	defaultCacheBytes     = 64 << 20
	defaultMaxChangeBytes = 32 << 20

	// formatVersion is raised with every change of keys or records that an older program cannot read.
	formatVersion = 1
	// magic marks a Badger folder as ours in its manifest. It has nothing to do with the format version.
	magic = 0xf06a
)

// Store is a store.Store in a Badger database.
type Store struct {
	dir  string // holds the folders of the generations
	opts Options
	log  *slog.Logger

	writing sync.Mutex // held while a change is made

	mu     sync.Mutex  // guards what follows, and the users and retired of all generations
	files  *generation // of the latest version
	closed bool
}

var _ store.Store = (*Store)(nil)

// Open opens the store in the folder dir, and makes an empty one if there is none; its files are in a folder of dir, see
// generation.go. One process at a time can have a store open.
//
// Where the disk has no room for any change the store is opened for reading only, and changes fail with store.ErrNoSpace.
//
// Errors: store.ErrLocked, store.ErrFormat, store.ErrCorrupt, store.ErrNoSpace, store.ErrNoMemory, and those of the file
// system.
func Open(dir string, opts Options) (*Store, error) {
	if opts.Logger == nil {
		opts.Logger = slog.New(slog.DiscardHandler)
	}
	if opts.CacheBytes <= 0 {
		opts.CacheBytes = defaultCacheBytes
	}
	if opts.MaxChangeBytes <= 0 {
		opts.MaxChangeBytes = defaultMaxChangeBytes
	}
	s := &Store{dir: dir, opts: opts, log: opts.Logger}
	if err := s.openCurrent(); err != nil {
		return nil, fmt.Errorf("open store in %s: %w", dir, s.noSpace(err))
	}
	return s, nil
}

// badgerOptions tunes Badger for stores that open at once: few goroutines, files that grow as they are used, small blocks
// compressed, and a cache of them beside that of nodes.
func badgerOptions(dir string, opts Options) badger.Options {
	const batchPercent = 15 // of a memtable is what Badger lets one transaction hold
	return badger.DefaultOptions(dir).
		WithLogger(badgerLog{opts.Logger}).
		WithSyncWrites(true).
		WithDetectConflicts(false). // one writer at a time
		WithMetricsEnabled(false).
		WithMemTableSize(opts.MaxChangeBytes/batchPercent*100 + 100).
		WithNumMemtables(2).
		WithNumCompactors(2).
		WithCompression(options.ZSTD).
		WithZSTDCompressionLevel(1).
		WithBlockCacheSize(opts.CacheBytes / 2).
		WithChecksumVerificationMode(options.OnBlockRead).
		WithVerifyValueChecksum(true).
		WithValueThreshold(min(1<<20, opts.MaxChangeBytes/2)).
		WithValueLogFileSize(max(4*opts.MaxChangeBytes, 1<<20)).
		WithExternalMagic(magic)
}

// checkFolder refuses a folder in which something else than a store lives. Badger would delete files that its manifest
// does not name, so a folder with files but without a manifest must never reach it.
func checkFolder(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	files, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	if _, err := os.Stat(filepath.Join(dir, badger.ManifestFilename)); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	for _, f := range files {
		// These are there before the manifest is; a process that was killed then leaves an empty store.
		if name := f.Name(); name != "LOCK" && name != "MANIFEST-REWRITE" {
			return fmt.Errorf("%s holds %s but no %s; restore the folder from a backup or use an empty one: %w",
				dir, name, badger.ManifestFilename, store.ErrCorrupt)
		}
	}
	return nil
}

// openBadger opens the database if its tables are sound. Badger panics on some other damaged files; that is an error too.
func openBadger(opts badger.Options) (db *badger.DB, err error) {
	defer func() {
		if p := recover(); p != nil {
			db, err = nil, panicError(opts, p)
		}
	}()
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	if err := checkTables(opts.Dir, opts); errors.Is(err, store.ErrCorrupt) {
		// A process that has the store open may have been replacing tables. It will not do so twice in a row.
		if err := checkTables(opts.Dir, opts); err != nil {
			return nil, err
		}
	} else if err != nil {
		return nil, err
	}
	db, err = badger.Open(opts)
	if err != nil && strings.Contains(err.Error(), "Create a new file") {
		if err := removeEmpty(opts.Dir); err != nil {
			return nil, err
		}
		db, err = badger.Open(opts)
	}
	if err != nil {
		return nil, badgerError(opts.Dir, err)
	}
	return db, nil
}

// removeEmpty removes log files without a byte, which Badger refuses. A process that was killed just after it created one
// leaves it; nothing was written to it yet. It is only called when Badger has had the folder's lock.
func removeEmpty(dir string) error {
	files, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, f := range files {
		if ext := filepath.Ext(f.Name()); ext != ".mem" && ext != ".vlog" {
			continue
		}
		info, err := f.Info()
		if err != nil {
			return err
		}
		if info.Size() > 0 {
			continue
		}
		if err := os.Remove(filepath.Join(dir, f.Name())); err != nil {
			return err
		}
	}
	return nil
}

// badgerError tells the errors of opening a database apart. Badger joins causes as text, so text is what there is.
func badgerError(dir string, err error) error {
	switch {
	case strings.Contains(err.Error(), "Another process is using this Badger database"):
		return store.ErrLocked
	case strings.Contains(err.Error(), "external magic number doesn't match"):
		return fmt.Errorf("%s belongs to another program; use another folder: %w", dir, store.ErrFormat)
	case strings.Contains(err.Error(), "manifest has unsupported version"):
		return fmt.Errorf("%s was written by another release of Badger; "+
			"export with the program that wrote it and import the file here: %w", dir, store.ErrFormat)
	case isNoMemory(err):
		return memoryError(dir)
	case isSystemError(err):
		return err
	}
	return fmt.Errorf("%v; restore the folder from a backup: %w", err, store.ErrCorrupt)
}

// isSystemError reports whether the file system, not the content of a file, is the cause.
func isSystemError(err error) bool {
	if pathErr := (*fs.PathError)(nil); errors.As(err, &pathErr) {
		return true
	}
	for _, cause := range []string{"permission denied", "read-only file system", "no space left", "too many open files"} {
		if strings.Contains(err.Error(), cause) {
			return true
		}
	}
	return false
}

// checkFormat reads the format version, and writes it into an empty database.
func checkFormat(db *badger.DB) error {
	txn := db.NewTransaction(true)
	defer txn.Discard()
	v := view{txn: txn}
	var version uint64
	found, err := v.get(metaKey(metaFormat), func(_ *badger.Item, b []byte) error {
		if len(b) != 8 {
			return corrupt("format record of %d bytes", len(b))
		}
		version = binary.BigEndian.Uint64(b)
		return nil
	})
	switch {
	case err != nil:
		return err
	case found && version > formatVersion:
		return fmt.Errorf("it has format %d and this program reads format %d; use a newer forumgraph: %w",
			version, formatVersion, store.ErrFormat)
	case found && version < formatVersion:
		return fmt.Errorf("it has format %d and this program reads format %d; export it with the forumgraph that wrote it "+
			"and import the file here: %w", version, formatVersion, store.ErrFormat)
	case found:
		_, err := v.state()
		return err
	}
	it := txn.NewIterator(badger.IteratorOptions{})
	it.Rewind()
	empty := !it.Valid()
	it.Close()
	if !empty {
		return corrupt("it has no format record; restore the folder from a backup")
	}
	st, err := marshal(newState())
	if err != nil {
		return err
	}
	if err := errors.Join(
		txn.Set(metaKey(metaFormat), binary.BigEndian.AppendUint64(nil, formatVersion)),
		txn.Set(metaKey(metaState), st),
	); err != nil {
		return err
	}
	return txn.Commit()
}

// Close implements store.Store. It waits for a change that is being made. While snapshots are open, the files stay open
// and locked; the last snapshot's Close releases them, and an error from that goes to the log.
func (s *Store) Close() error {
	s.writing.Lock()
	defer s.writing.Unlock()
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil
	}
	s.closed = true
	return s.retire(s.files)
}

// badgerLog passes on Badger's messages. Its "info" tells of routine work and is of interest when debugging.
type badgerLog struct{ log *slog.Logger }

func (l badgerLog) Errorf(format string, args ...any) {
	l.log.Error(text(format, args), "by", "badger")
}
func (l badgerLog) Warningf(format string, args ...any) {
	l.log.Warn(text(format, args), "by", "badger")
}
func (l badgerLog) Infof(format string, args ...any) { l.log.Debug(text(format, args), "by", "badger") }
func (l badgerLog) Debugf(format string, args ...any) {
	l.log.Debug(text(format, args), "by", "badger")
}

func text(format string, args []any) string { return strings.TrimSpace(fmt.Sprintf(format, args...)) }
