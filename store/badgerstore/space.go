package badgerstore

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/dgraph-io/badger/v4"
	"github.com/dustin/go-humanize"

	"forumgraph/store"
)

// space makes sure that the disk has room for what a generation is about to write.
//
// Badger writes to sparse files mapped into memory. If the disk has no room to fill a hole, the system kills the
// process (SIGBUS), and since Badger writes in its own goroutines, nothing can catch that. So:
//
//   - Before each change, its part of the logs is allocated. What a full memtable and a compaction write later must fit as
//     well; if not, the change is refused.
//   - A file next to the tables, reserveFile, reserves the room to copy the log, as recovery does, and to write the memtable
//     to a table. It is removed when these happen: on recovery, on close and when a memtable is full. A store can therefore
//     be closed properly on a full disk, and opens again after a crash.
//   - A load checks the free space before each megabyte.
//   - A store that is opened without room for a change is read-only, and does not compact.
//
// Not covered: another program fills the disk between the check and a table that Badger writes in the background.
type space struct {
	folder string // of the generation
	free   func(folder string) (int64, error)
	// memTable is the size of a full memtable; values of threshold bytes or more go to a value log.
	memTable, threshold int64
	// readOnly is set if the disk had no room for a change when the database was opened.
	readOnly bool

	mu          sync.Mutex
	log, values logSpace
	handed      int64 // to a stream writer
}

// logSpace is the current file of a log, and how many of its bytes have been used at most.
type logSpace struct {
	name string
	used int64
}

const (
	// reserveFile exists while a generation is open, and after a crash. It may be removed at any time.
	reserveFile = "reserve"
	// spareBytes is what small files take: headers of new logs, the manifest, names of files.
	spareBytes = 256 << 10
	// mostCompacted is more than Badger's compactions write before they remove what they replace.
	mostCompacted = 256 << 20
	// mostStreamed is more than a stream writer buffers.
	mostStreamed = 64 << 20
	// entryBytes is more than an entry takes in a log or a memtable in addition to its key and value.
	entryBytes = 128
	// holdsNothing is the largest size of a log without an entry.
	holdsNothing = 4 << 10
)

// newSpace returns the space for the generation in an existing folder.
func newSpace(folder string, opts Options) *space {
	free := opts.FreeBytes
	if free == nil {
		free = freeBytes
	}
	engine := badgerOptions(folder, opts)
	return &space{folder: folder, free: free, memTable: engine.MemTableSize, threshold: engine.ValueThreshold}
}

// forOpen returns engine, adapted to the room on the disk. After a crash the logs are written to tables, into the
// reserve if necessary. If the disk has no room for a change it sets readOnly.
//
// Errors: store.ErrLocked; store.ErrNoSpace if the database cannot even be read; those of the file system.
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
	// A process that has the store open may own the reserve.
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
		return engine.WithNumCompactors(0), giveUpReserve(s.folder)
	case errors.Is(err, store.ErrNoSpace) && files.tables > 0 && files.log == "":
		return engine.WithReadOnly(true), nil
	}
	return engine, err
}

// growth is an upper bound of what a change takes in the log and in the log of large values.
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

// forChange allocates what a change will write to the logs, and checks the room for what follows from it. Errors:
// store.ErrNoSpace, in which case nothing was written.
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
		// This change may begin a memtable, and the previous one is then written to a table.
		err = giveUpReserve(s.folder)
	} else {
		err = allocate(filepath.Join(s.folder, reserveFile), os.O_CREATE, 0, reserve)
	}
	if err == nil {
		err = s.log.allocate(s.folder, by.log)
	}
	if err == nil {
		err = s.values.allocate(s.folder, by.values)
	}
	if isNoSpace(err) { // another program took the space
		err = s.missing("the change", needed, 0)
	}
	return err
}

// forStream checks the room for everything that a stream writer holds after the next bytes. Errors: store.ErrNoSpace.
func (s *space) forStream(bytes int64) error {
	s.mu.Lock()
	s.handed += bytes
	held := min(tableSize(s.handed), mostStreamed)
	s.mu.Unlock()
	return s.require("writing the graph", held+spareBytes)
}

// forCopy checks the room for another generation that is larger than this one by more bytes. Errors: store.ErrNoSpace.
func (s *space) forCopy(more int64) error {
	files, err := s.files()
	if err != nil {
		return err
	}
	return s.require("a change of this size, for which the graph is written anew,", files.tables+more+spareBytes)
}

// giveUpReserve frees the reserve, so that Badger can write what it was kept for.
func giveUpReserve(folder string) error {
	if err := os.Remove(filepath.Join(folder, reserveFile)); err != nil && !errors.Is(err, os.ErrNotExist) {
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

// goOn starts over if the log continues in another file.
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
	logged          int64 // of logs whose content is not in tables yet
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
	for _, entry := range entries { // sorted by name, the last log is the one in use
		info, err := entry.Info()
		if errors.Is(err, os.ErrNotExist) {
			continue // a table that was just replaced
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

// reserveFor returns the size of reserveFile for logs that hold some bytes.
func reserveFor(logged int64) int64 { return logged + tableSize(logged) + 2*spareBytes }

// tableSize is more than a memtable takes as a table: blocks that cannot be compressed, and the index.
func tableSize(bytes int64) int64 { return bytes + bytes/4 }
