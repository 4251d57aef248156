package badgerstore

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"sync"

	"github.com/dgraph-io/badger/v4"
	"github.com/dgraph-io/badger/v4/options"

	"forumgraph/store"
	"forumgraph/store/badgerstore/internal/disk"
)

// Options configures a store. The zero value suits a server.
type Options struct {
	// Logger receives the engine's messages; nil discards them.
	Logger *slog.Logger
	// CacheBytes limits the cache of decoded nodes; 0 means 64 MiB. Half as much again is used for blocks of tables.
	CacheBytes int64
	// MaxChangeBytes limits what one transaction may write, including indexes; 0 means 32 MiB, some 20,000 nodes. A
	// larger change set is written as a new generation, which costs as much as loading the whole graph. The engine
	// reserves about nine times as much address space, but uses only what it needs.
	MaxChangeBytes int64
	// FreeBytes returns the free bytes of a folder's file system; nil asks the system.
	FreeBytes func(folder string) (int64, error)
	// uncompacted prevents Badger from replacing tables.
	uncompacted bool
}

const (
	defaultCacheBytes     = 64 << 20
	defaultMaxChangeBytes = 32 << 20

	// FormatVersion is the version of the format on disk that this program writes.
	FormatVersion = disk.FormatVersion

	// magic marks a Badger folder as ours in its manifest. It is independent of the format version.
	magic = 0xf06a
)

// Store is a store.Store in a Badger database.
type Store struct {
	dir  string // holds the folders of the generations
	opts Options
	log  *slog.Logger

	lock *os.File // locks dir while it is open

	writing sync.Mutex // held while a change is made

	mu     sync.Mutex  // guards the following fields, and the users and retired of all generations
	files  *generation // of the latest version
	seal   seal        // the content of sealFile
	closed bool

	removing sync.WaitGroup // of generations that were replaced
}

var _ store.Store = (*Store)(nil)

// Open opens the store in the folder dir, or makes an empty one if the folder has none; folder.go lists the states of a
// folder and what Open does. Only one process at a time can have a store open.
//
// Open compares every file of a closed store with its seal. It first recovers a store that was not closed, and reads
// all of it if it has changed since. If the disk has no room for a change, the store opens read-only, and changes fail
// with store.ErrNoSpace.
//
// Errors: store.ErrLocked, store.ErrFormat, store.ErrFolder, store.ErrCorrupt, store.ErrNoSpace, store.ErrNoMemory, and
// those of the file system. After ErrLocked, ErrFolder and ErrCorrupt the folder is unchanged. After ErrFormat it is at most
// marked as not closed, and the program that wrote it then recovers it.
func Open(dir string, opts Options) (*Store, error) {
	opts = opts.withDefaults()
	s := &Store{dir: dir, opts: opts, log: opts.Logger}
	if err := s.open(context.Background()); err != nil {
		return nil, fmt.Errorf("open store in %s: %w", dir, s.noSpace(err))
	}
	return s, nil
}

func (opts Options) withDefaults() Options {
	if opts.Logger == nil {
		opts.Logger = slog.New(slog.DiscardHandler)
	}
	if opts.CacheBytes <= 0 {
		opts.CacheBytes = defaultCacheBytes
	}
	if opts.MaxChangeBytes <= 0 {
		opts.MaxChangeBytes = defaultMaxChangeBytes
	}
	return opts
}

func (s *Store) open(ctx context.Context) (err error) {
	if err := os.MkdirAll(s.dir, 0o700); err != nil {
		return err
	}
	if s.lock, err = lockFolder(s.dir); err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, s.lock.Close())
		}
	}()
	f, err := readFolder(s.dir)
	if err != nil {
		return err
	}
	if f.state == folderNew {
		f.removeLeftovers(s.log)
		g, err := createGeneration(s.dir, 1, s.opts)
		if err != nil {
			return err
		}
		return s.begin(g, nil)
	}
	if f.state == folderClosed {
		damage, err := f.seal.compare(ctx, filepath.Join(s.dir, f.current), nil)
		if err != nil {
			return err
		}
		if len(damage) > 0 {
			return damageError(damage)
		}
		s.seal = f.seal
	} else {
		s.log.Warn("the store was not closed; reading it again", "folder", filepath.Join(s.dir, f.current))
		if s.seal, err = f.recover(ctx, s.opts); err != nil {
			return err
		}
	}
	sealed := s.seal
	changing := func() error {
		s.seal.Closed = false
		return writeSeal(s.dir, s.seal)
	}
	if s.files, err = openGeneration(s.dir, generationNumber(s.seal.Generation), s.opts, changing); err != nil {
		return err
	}
	v := s.files.read()
	err = sealed.confirms(v)
	v.txn.Discard()
	if err != nil {
		return errors.Join(err, s.files.close())
	}
	if !s.files.untouched {
		f.current = s.seal.Generation
		f.removeLeftovers(s.log)
	}
	return nil
}

// damageError returns an error with the first three damages.
func damageError(all []Damage) error {
	const most = 3
	var b strings.Builder
	for i, d := range all[:min(len(all), most)] {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(d.String())
	}
	if n := len(all) - most; n > 0 {
		fmt.Fprintf(&b, ", and %d more", n)
	}
	return disk.Corrupt("%s", b.String())
}

// batchPercent is the percentage of a memtable that Badger lets one transaction hold.
const batchPercent = 15

// badgerOptions tunes Badger for stores that open at once: few goroutines, files that grow as they are used, small
// compressed blocks, and a cache of them in addition to that of nodes.
func badgerOptions(dir string, opts Options) badger.Options {
	o := badger.DefaultOptions(dir).
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
	if opts.uncompacted {
		// Badger would wait for a compaction once many tables are not compacted.
		o = o.WithNumCompactors(0).WithNumLevelZeroTablesStall(1 << 20)
	}
	return o
}

// openBadger opens a database. It returns an error if Badger panics, as it does on some damaged files.
func openBadger(opts badger.Options) (db *badger.DB, err error) {
	defer func() {
		if p := recover(); p != nil {
			db, err = nil, openPanic(opts.Dir, p)
		}
	}()
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	if db, err = badger.Open(opts); err != nil {
		return nil, openError(opts.Dir, err)
	}
	return db, nil
}

// checkFormat refuses a database of a format that this program does not read. Errors: store.ErrFormat; store.ErrCorrupt if
// it has no format record.
func (v view) checkFormat() error {
	version, err := v.format()
	switch {
	case err != nil:
		return err
	case version > disk.FormatVersion:
		return fmt.Errorf("it has format %d and this program reads formats %d to %d; use a newer forumgraph: %w",
			version, disk.OldestFormat, disk.FormatVersion, store.ErrFormat)
	case version < disk.OldestFormat:
		return fmt.Errorf("it has format %d and this program reads formats %d to %d; export it with the forumgraph that wrote it "+
			"and import the file here: %w", version, disk.OldestFormat, disk.FormatVersion, store.ErrFormat)
	}
	return nil
}

// format returns the version of the format of a database. Errors: store.ErrCorrupt if it has no format record.
func (v view) format() (version disk.Number, err error) {
	found, err := v.get(disk.MetaKey(disk.MetaFormat), func(_ *badger.Item, b []byte) error {
		version, err = disk.DecodeNumber(b)
		return err
	})
	switch {
	case err != nil:
		return 0, fmt.Errorf("format record: %w", err)
	case !found:
		return 0, disk.Corrupt("it has no format record")
	}
	return version, nil
}

// writeEmpty writes an empty graph into a new database.
func writeEmpty(db *badger.DB) error {
	st, err := disk.Marshal(disk.NewState())
	if err != nil {
		return err
	}
	txn := db.NewTransaction(true)
	defer txn.Discard()
	if err := errors.Join(
		txn.Set(disk.MetaKey(disk.MetaFormat), disk.EncodeNumber(disk.FormatVersion)),
		txn.Set(disk.MetaKey(disk.MetaState), st),
	); err != nil {
		return err
	}
	return txn.Commit()
}

// Close implements store.Store. It waits for a change in progress. While snapshots are open, the files stay open and
// locked; closing the last snapshot releases them, and logs any error.
func (s *Store) Close() error {
	s.writing.Lock()
	defer s.writing.Unlock()
	s.mu.Lock()
	if s.closed {
		s.mu.Unlock()
		return nil
	}
	s.closed, s.files.retired = true, true
	unused := s.files.users == 0
	s.mu.Unlock()
	if unused {
		return s.closeRetired(s.files)
	}
	return nil
}

// badgerLog passes on Badger's messages; its "info" is routine work and becomes debug.
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
