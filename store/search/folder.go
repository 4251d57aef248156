package search

import (
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/cespare/xxhash/v2"

	"forumgraph/store/internal/filelock"
	"forumgraph/store/internal/wholefile"
)

// analysisVersion is raised whenever the indexed content, the splitting of words or the format of segments changes. An
// index of another version is rebuilt.
const analysisVersion = 4

// folder is where an index is stored:
//
//	lock        held while the index is open
//	seal.json   the segments of the index, and their graph; replaced atomically whenever they change
//	segment-N   a [segment]; immutable
//
// Other files are left alone, except folders named data-N, from version 1.
type folder struct {
	dir  string
	lock *os.File

	mu sync.Mutex
	// next is the number of the next segment. unsealed holds the names of segments that will be in the next seal.
	next     int
	unsealed map[string]bool
}

// seal is the content of seal.json.
type seal struct {
	// XXH64 is the checksum of Index as it is written, in hexadecimal.
	XXH64 string          `json:"xxh64"`
	Index json.RawMessage `json:"index"`
}

// sealed is the content that a seal protects.
type sealed struct {
	Analysis int `json:"analysis"`
	// Watermark is how much of the graph the segments show at least: documents deleted later may already be missing.
	Watermark watermark       `json:"watermark"`
	Segments  []sealedSegment `json:"segments"`
}

type sealedSegment struct {
	File string `json:"file"`
	// XXH64 is the checksum that the file ends with, in hexadecimal.
	XXH64 string `json:"xxh64"`
	// Deleted is a [docSet] as text.
	Deleted string `json:"deleted,omitempty"`
}

// errNew means that a folder does not hold an index yet.
var errNew = errors.New("new")

// lockFolder creates a folder if necessary and locks it. Errors: store.ErrLocked.
func lockFolder(dir string) (*folder, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	lock, err := os.OpenFile(filepath.Join(dir, "lock"), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	if err := filelock.Try(lock); err != nil {
		return nil, errors.Join(err, lock.Close())
	}
	f := &folder{dir: dir, lock: lock, next: 1, unsealed: make(map[string]bool)}
	held, err := f.held()
	if err != nil {
		return nil, errors.Join(err, lock.Close())
	}
	for _, name := range held {
		f.next = max(f.next, numberOf(name, "segment-")+1)
	}
	return f, nil
}

// unlock releases the folder. Closing the file releases the lock.
func (f *folder) unlock() error { return f.lock.Close() }

func (f *folder) path(name string) string { return filepath.Join(f.dir, name) }

const sealName = "seal.json"

// unseal returns the content of the seal and the segments, after verifying each of them. Errors: errNew.
func (f *folder) unseal() (sealed, []*part, error) {
	var says sealed
	b, err := os.ReadFile(f.path(sealName))
	if errors.Is(err, fs.ErrNotExist) {
		held, err := f.held()
		if err == nil && len(held) == 0 {
			err = errNew
		}
		return says, nil, errorOr(err, "it has no seal.json")
	}
	if err != nil {
		return says, nil, err
	}
	var outer seal
	if err := json.Unmarshal(b, &outer); err != nil {
		return says, nil, fmt.Errorf("seal.json: %w", err)
	}
	if outer.XXH64 != sumOf(outer.Index) {
		return says, nil, errors.New("seal.json is damaged, or of another version of this program")
	}
	if err := json.Unmarshal(outer.Index, &says); err != nil {
		return says, nil, fmt.Errorf("seal.json: %w", err)
	}
	if says.Analysis != analysisVersion {
		return says, nil, fmt.Errorf("it is of version %d, this program writes version %d", says.Analysis, analysisVersion)
	}
	var parts []*part
	for _, s := range says.Segments {
		p, err := f.part(s)
		if err != nil {
			return says, nil, fmt.Errorf("%.40q: %w", s.File, err)
		}
		parts = append(parts, p)
	}
	return says, parts, nil
}

func errorOr(err error, otherwise string) error {
	if err != nil {
		return err
	}
	return errors.New(otherwise)
}

func (f *folder) part(of sealedSegment) (*part, error) {
	if !isSegment(of.File) {
		return nil, errors.New("no segment by its name")
	}
	s, err := mapSegment(f.path(of.File))
	if err != nil {
		return nil, err
	}
	if s.sum() != of.XXH64 {
		return nil, errors.New("it is another segment than the one sealed")
	}
	deleted, err := deletedOf(of.Deleted, s.count)
	if err != nil {
		return nil, err
	}
	p := partOf(s)
	if len(deleted) > 0 {
		p = p.without(deleted)
	}
	p.file = of.File
	return p, nil
}

// seal makes parts with a file the index that the next Open finds, and removes other segments.
func (f *folder) seal(at watermark, parts []*part) (sealed, error) {
	says := sealed{Analysis: analysisVersion, Watermark: at}
	for _, p := range parts {
		if p.file != "" {
			says.Segments = append(says.Segments, sealedSegment{p.file, p.sum(), p.deleted.text()})
		}
	}
	index, err := json.Marshal(says)
	if err != nil {
		return says, err
	}
	b, err := json.Marshal(seal{sumOf(index), index})
	if err != nil {
		return says, err
	}
	err = wholefile.Replace(f.path(sealName), func(file *os.File) error {
		_, err := file.Write(b)
		return err
	})
	if err != nil {
		return says, err
	}
	f.mu.Lock()
	for _, s := range says.Segments {
		delete(f.unsealed, s.File)
	}
	f.mu.Unlock()
	return says, f.tidy(says)
}

// keep writes a segment to a file of its own and returns it as mapped from there. The file stays until it is sealed or
// given up.
func (f *folder) keep(s *segment) (*part, error) {
	f.mu.Lock()
	name := "segment-" + strconv.Itoa(f.next)
	f.next++
	f.unsealed[name] = true
	f.mu.Unlock()
	err := f.write(name, s.data)
	if err == nil {
		s, err = mapSegment(f.path(name))
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("keep %s: %w", name, err), f.giveUp(name))
	}
	p := partOf(s)
	p.file = name
	return p, nil
}

// giveUp removes a segment that will not be sealed.
func (f *folder) giveUp(name string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	delete(f.unsealed, name)
	return os.RemoveAll(f.path(name))
}

// write writes a file and syncs it to disk.
func (f *folder) write(name string, b []byte) error {
	file, err := os.OpenFile(f.path(name), os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = file.Write(b)
	if err == nil {
		err = file.Sync()
	}
	if err = errors.Join(err, file.Close()); err != nil {
		err = errors.Join(err, os.Remove(f.path(name)))
	}
	return err
}

// held returns the names of segments, and of folders of version 1.
func (f *folder) held() ([]string, error) {
	all, err := os.ReadDir(f.dir)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, entry := range all {
		if name := entry.Name(); isSegment(name) || entry.IsDir() && numberOf(name, "data-") > 0 {
			names = append(names, name)
		}
	}
	return names, nil
}

func isSegment(name string) bool { return numberOf(name, "segment-") > 0 }

// numberOf returns the number after a prefix; 0 if there is no positive number.
func numberOf(name, prefix string) int {
	digits, ok := strings.CutPrefix(name, prefix)
	if n, err := strconv.Atoi(digits); ok && err == nil && strconv.Itoa(n) == digits {
		return n
	}
	return 0
}

// tidy removes the segments that are not sealed: merged ones, and those of a process that ended before it sealed them.
func (f *folder) tidy(says sealed) error {
	held, err := f.held()
	if err != nil {
		return err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, name := range held {
		if f.unsealed[name] || slices.ContainsFunc(says.Segments, func(s sealedSegment) bool { return s.File == name }) {
			continue
		}
		if err := os.RemoveAll(f.path(name)); err != nil {
			return err
		}
	}
	return nil
}

// drop removes the index.
func (f *folder) drop() error {
	return errors.Join(os.RemoveAll(f.path(sealName)), f.tidy(sealed{}))
}

// sum returns the checksum that the segment ends with, in hexadecimal.
func (s *segment) sum() string { return hex.EncodeToString(s.data[len(s.data)-8:]) }

func sumOf(b []byte) string { return strconv.FormatUint(xxhash.Sum64(b), 16) }
