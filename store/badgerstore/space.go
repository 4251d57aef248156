package badgerstore

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"

	"github.com/dgraph-io/badger/v4"
	"github.com/dustin/go-humanize"

	"forumgraph/store"
)

// space sees to it that the disk has room for what a generation writes, before it is written.
//
// Badger writes to files that are mapped into memory and have holes. Where the disk has no room for a hole, the system ends
// the process (SIGBUS), and as Badger writes in goroutines of its own, nothing can catch that. So:
//
//   - Before each change, the part of the logs that it will be written to is allocated. What a full memtable and a compaction
//     will write later must be free too; if not, the change is refused.
//   - A file beside the tables, reserveFile, holds as much of the disk as it takes to copy the log, which recovery does after a
//     crash, and to write the memtable to a table. It is given up when that is done: when the store is recovered or closed,
//     and when a memtable is full. On a full disk a store closes in order, and opens again after a crash.
//   - A load looks at the free space before each megabyte.
//   - A store that is opened where there is no room for a change is opened for reading only, without compactions.
//
// What remains is another program that fills the disk between the look at the free space and a table that is written in the
// background.
type space struct {
	folder string // of the generation
	free   func(folder string) (int64, error)
	// memTable is how much a memtable takes before Badger begins the next one; a value of threshold bytes goes to a log of
	// its own.
	memTable, threshold int64
	// readOnly is set if there was no room for a change when the database was opened.
	readOnly bool

	mu          sync.Mutex
	log, values logSpace
	handed      int64 // to a stream writer
}

// logSpace is the file that a log goes on in, and at most how many of its bytes have been used.
type logSpace struct {
	name string
	used int64
}

const (
	// reserveFile is in the folder of a generation while that is open, and after a crash. It may be removed at any time.
	reserveFile = "reserve"
	// spareBytes is what small files take: headers of new logs, the manifest, names of files.
	spareBytes = 256 << 10
	// mostCompacted is more than Badger's compactions write before they remove what they replace.
	mostCompacted = 256 << 20
	// mostStreamed is more than a stream writer holds of what it has not written yet.
	mostStreamed = 64 << 20
	// entryBytes is more than an entry takes in a log or a memtable beside its key and value.
	entryBytes = 128
	// holdsNothing is the largest size of a log without an entry.
	holdsNothing = 4 << 10
)

// newSpace returns the space for the generation in a folder that has been made.
func newSpace(folder string, opts Options) *space {
	free := opts.FreeBytes
	if free == nil {
		free = freeBytes
	}
	engine := badgerOptions(folder, opts)
	return &space{folder: folder, free: free, memTable: engine.MemTableSize, threshold: engine.ValueThreshold}
}

// forOpen returns how to open the database with the room there is. What was not written to tables before a crash will be
// then, and if need be it takes the reserve that the crash left. Where there is no room for a change it sets readOnly.
//
// Errors: store.ErrLocked; store.ErrNoSpace if the database cannot be read either; those of the file system.
func (s *space) forOpen(engine badger.Options) (badger.Options, error) {
	files, err := s.files()
	if err != nil {
		return engine, err
	}
	const what = "opening the store"
	needed := tableSize(files.logged) + spareBytes
	err = s.require(what, needed+files.compacted())
	if !errors.Is(err, store.ErrNoSpace) {
		return engine, err
	}
	// The reserve may be that of a process which has the store open.
	lock, err := lockFolder(s.folder)
	if err == nil {
		err = lock.Close()
	}
	if err != nil {
		return engine, err
	}
	s.readOnly = true
	err = s.require(what, needed-files.reserve)
	switch {
	case err == nil:
		return engine.WithNumCompactors(0), s.giveUp()
	case errors.Is(err, store.ErrNoSpace) && files.tables > 0 && files.log == "":
		return engine.WithReadOnly(true), nil
	}
	return engine, err
}

// growth is at most what a change takes on the disk, in the log and in that of large values.
type growth struct{ log, values int64 }

func (g *growth) add(s *space, key, value []byte) {
	size := int64(len(key)+len(value)) + entryBytes
	if int64(len(value)) < s.threshold {
		g.log += size
		return
	}
	g.values += size
	g.log += int64(len(key)) + entryBytes
}

// forChange allocates what a change will write to the logs, and looks whether there is room for what follows from it.
// Errors: store.ErrNoSpace, and then nothing was written.
func (s *space) forChange(by growth) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	files, err := s.files()
	if err != nil {
		return err
	}
	s.log.goOn(files.log)
	s.values.goOn(files.values)
	reserve := reserveFor(max(files.logged, s.log.used) + by.log)
	needed := by.log + by.values + max(0, reserve-files.reserve) + files.compacted() + spareBytes
	if err := s.require("the change", needed); err != nil {
		return err
	}
	if s.log.used >= s.memTable {
		// This change may begin a memtable, and the one before is written to a table.
		err = s.giveUp()
	} else {
		err = allocate(filepath.Join(s.folder, reserveFile), os.O_CREATE, 0, reserve)
	}
	if err == nil {
		err = s.log.allocate(s.folder, by.log)
	}
	if err == nil {
		err = s.values.allocate(s.folder, by.values)
	}
	if isNoSpace(err) { // another program was quicker
		err = s.missing("the change", needed, 0)
	}
	return err
}

// forStream looks whether there is room for all that a stream writer may hold when it is handed some more bytes.
// Errors: store.ErrNoSpace.
func (s *space) forStream(bytes int64) error {
	s.mu.Lock()
	s.handed += bytes
	held := min(tableSize(s.handed), mostStreamed)
	s.mu.Unlock()
	return s.require("writing the graph", held+spareBytes)
}

// forCopy looks whether there is room for another generation that is larger than this one by some bytes.
// Errors: store.ErrNoSpace.
func (s *space) forCopy(more int64) error {
	files, err := s.files()
	if err != nil {
		return err
	}
	return s.require("a change of this size, for which the graph is written anew,", files.tables+more+spareBytes)
}

// giveUp frees the reserve, so that Badger can write what it was kept for.
func (s *space) giveUp() error {
	if err := os.Remove(filepath.Join(s.folder, reserveFile)); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return nil
}

// require returns an error if fewer bytes are free than needed.
func (s *space) require(what string, needed int64) error {
	free, err := s.free(s.folder)
	if err != nil {
		return fmt.Errorf("free space of %s: %w", s.folder, err)
	}
	if free >= needed {
		return nil
	}
	return s.missing(what, needed, free)
}

func (s *space) missing(what string, needed, free int64) error {
	return &spaceError{fmt.Sprintf("%s needs up to %s on the disk of %s, where %s is free; make room there and try again",
		what, humanize.IBytes(uint64(needed)), filepath.Dir(s.folder), humanize.IBytes(uint64(max(free, 0))))}
}

// goOn takes notice of the file that the log goes on in.
func (l *logSpace) goOn(name string) {
	if l.name != name {
		*l = logSpace{name: name}
	}
}

// allocate allocates the next bytes of the log.
func (l *logSpace) allocate(folder string, bytes int64) error {
	if bytes == 0 || l.name == "" {
		return nil
	}
	if err := allocate(filepath.Join(folder, l.name), 0, l.used, bytes+holdsNothing); err != nil {
		return err
	}
	l.used += bytes
	return nil
}

// spaceUsed is what the files of a generation take.
type spaceUsed struct {
	tables, reserve int64
	logged          int64 // of logs that are not in tables yet
	log, values     string
}

// compacted returns how much a compaction may write.
func (u spaceUsed) compacted() int64 { return min(u.tables, mostCompacted) }

// files returns what the files of the generation take.
func (s *space) files() (spaceUsed, error) {
	var used spaceUsed
	entries, err := os.ReadDir(s.folder)
	if err != nil {
		return used, err
	}
	for _, entry := range entries { // in the order of names, the last log is the one in use
		info, err := entry.Info()
		if errors.Is(err, os.ErrNotExist) {
			continue // a table that was replaced just now
		}
		if err != nil {
			return used, err
		}
		switch name := entry.Name(); {
		case name == reserveFile:
			used.reserve = allocated(info)
		case strings.HasSuffix(name, ".sst"):
			used.tables += info.Size()
		case strings.HasSuffix(name, ".mem"):
			used.log = name
			if size := allocated(info); size > holdsNothing {
				used.logged += size
			}
		case strings.HasSuffix(name, ".vlog"):
			used.values = name
		}
	}
	return used, nil
}

// reserveFor is how large reserveFile is when the logs hold some bytes.
func reserveFor(logged int64) int64 { return logged + tableSize(logged) + 2*spareBytes }

// tableSize is more than what a memtable with some bytes takes as a table: blocks that cannot be compressed, and the index.
func tableSize(bytes int64) int64 { return bytes + bytes/4 }

// isNoSpace reports whether the file system is full, or full for this user.
func isNoSpace(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) ||
		err != nil && strings.Contains(err.Error(), syscall.ENOSPC.Error()) // Badger hands on texts only
}

// spaceError is a store.ErrNoSpace in one sentence.
type spaceError struct{ text string }

func (e *spaceError) Error() string { return e.text }
func (e *spaceError) Unwrap() error { return store.ErrNoSpace }

// noSpace returns the one sentence about a full disk for an error that comes from it, however often it was met, and other
// errors as they are.
func (s *Store) noSpace(err error) error {
	var one *spaceError
	switch {
	case errors.As(err, &one):
		return one
	case isNoSpace(err):
		return &spaceError{fmt.Sprintf("the disk of %s is full; make room there and try again", s.dir)}
	}
	return err
}

// readOnlyError says why a store that was opened for reading takes no change.
func (s *space) readOnlyError() error {
	return &spaceError{fmt.Sprintf("the disk of %s had no room for a change when the store was opened, so it can only be read; "+
		"make room there and open the store again", filepath.Dir(s.folder))}
}

// panicError returns what a panic means that ended the opening of a database.
func panicError(opts badger.Options, p any) error {
	if isNoMemory(fmt.Errorf("%v", p)) {
		return memoryError(opts.Dir)
	}
	if _, isFault := p.(interface{ Addr() uintptr }); isFault {
		// A mapped file could not be written, or is shorter than it was.
		if free, err := freeBytes(opts.Dir); err == nil && free < spareBytes {
			return &spaceError{fmt.Sprintf("the disk of %s is full; make room there and try again", filepath.Dir(opts.Dir))}
		}
	}
	return corrupt("%s: %v", opts.Dir, p)
}
