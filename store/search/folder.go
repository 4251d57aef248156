package search

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/cespare/xxhash/v2"
)

// analysisVersion is raised with every change of what is indexed or how words are written, and when bleve changes its files:
// an index of another version is made anew.
const analysisVersion = 1

// folder is where an index is kept:
//
//	lock        held while the index is open
//	seal.json   what the index held when it was closed; absent while it is open
//	data-N      the engine's files, N counting the times the index was made anew
//
// Other files are left alone.
type folder struct {
	dir  string
	lock *os.File
}

// sealed is what seal.json holds.
type sealed struct {
	Analysis  int       `json:"analysis"`
	Watermark watermark `json:"watermark"`
	// Data is the name of the engine's folder; empty if there was none.
	Data string `json:"data"`
	// Files are the engine's files, by their path in the index's folder.
	Files map[string]file `json:"files"`
}

type file struct {
	Size int64 `json:"size"`
	// XXH64 is the file's checksum, in hexadecimal.
	XXH64 string `json:"xxh64"`
}

// errNew says that a folder holds no index yet.
var errNew = errors.New("new")

// lockFolder makes a folder if need be and locks it. Errors: store.ErrLocked.
func lockFolder(dir string) (*folder, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	lock, err := os.OpenFile(filepath.Join(dir, "lock"), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	if err := tryLock(lock); err != nil {
		return nil, errors.Join(err, lock.Close())
	}
	return &folder{dir: dir, lock: lock}, nil
}

// unlock gives the folder up. Closing the file releases the lock.
func (f *folder) unlock() error { return f.lock.Close() }

func (f *folder) sealPath() string { return filepath.Join(f.dir, "seal.json") }

// unseal checks the folder against its seal, takes the seal away and returns what it said. Without a seal or with files
// that differ from it, there is no telling what the engine would do with them: bleve does not check its own sums.
func (f *folder) unseal() (*sealed, error) {
	old, err := f.engines()
	if err != nil {
		return nil, err
	}
	b, err := os.ReadFile(f.sealPath())
	switch {
	case errors.Is(err, fs.ErrNotExist) && len(old) == 0:
		return nil, errNew
	case errors.Is(err, fs.ErrNotExist):
		return nil, errors.New("it was not closed")
	case err != nil:
		return nil, err
	}
	var s sealed
	if err := json.Unmarshal(b, &s); err != nil {
		return nil, fmt.Errorf("seal.json: %w", err)
	}
	if s.Analysis != analysisVersion {
		return nil, fmt.Errorf("it is of version %d, this program writes version %d", s.Analysis, analysisVersion)
	}
	files, err := f.files()
	if err != nil {
		return nil, err
	}
	if !maps.Equal(files, s.Files) {
		return nil, errors.New("its files differ from when it was closed")
	}
	if s.Data != "" && !slices.Contains(old, s.Data) {
		return nil, fmt.Errorf("seal.json: no folder %.40q", s.Data)
	}
	return &s, os.Remove(f.sealPath())
}

// seal writes down what the folder holds; data is the path of the engine's folder, "" if there is none. The engine must be
// closed. A seal that is lost or cut short costs no more than making the index anew, so nothing waits for the disk.
func (f *folder) seal(at watermark, data string) error {
	files, err := f.files()
	if err != nil {
		return err
	}
	if data != "" {
		data = filepath.Base(data)
	}
	b, err := json.MarshalIndent(sealed{analysisVersion, at, data, files}, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(f.sealPath(), b, 0o600)
}

// engines returns the names of the engines' folders: one, or more if the process ended while the index was made anew.
func (f *folder) engines() ([]string, error) {
	all, err := os.ReadDir(f.dir)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, entry := range all {
		number, ok := strings.CutPrefix(entry.Name(), "data-")
		if _, err := strconv.Atoi(number); ok && err == nil {
			names = append(names, entry.Name())
		}
	}
	return names, nil
}

// files returns the engines' files.
func (f *folder) files() (map[string]file, error) {
	all := make(map[string]file)
	root := os.DirFS(f.dir)
	dirs, err := f.engines()
	if err != nil {
		return nil, err
	}
	for _, dir := range dirs {
		err := fs.WalkDir(root, dir, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			all[path], err = sum(root, path)
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return all, nil
}

func sum(root fs.FS, path string) (file, error) {
	r, err := root.Open(path)
	if err != nil {
		return file{}, err
	}
	h := xxhash.New()
	size, err := io.Copy(h, r)
	return file{size, strconv.FormatUint(h.Sum64(), 16)}, joinClose(err, r)
}

// drop removes the index.
func (f *folder) drop() error {
	old, err := f.engines()
	if err != nil {
		return err
	}
	for _, name := range old {
		if err := os.RemoveAll(filepath.Join(f.dir, name)); err != nil {
			return err
		}
	}
	return os.RemoveAll(f.sealPath())
}

// next returns the path of a folder for another engine, beside that of the one in use.
func (f *folder) next() (string, error) {
	for n := 1; ; n++ {
		path := filepath.Join(f.dir, "data-"+strconv.Itoa(n))
		if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
			return path, nil
		} else if err != nil {
			return "", err
		}
	}
}
