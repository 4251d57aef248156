package badgerstore

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/cespare/xxhash/v2"
	"github.com/dgraph-io/badger/v4"
	"golang.org/x/sync/errgroup"

	"forumgraph/store"
	"forumgraph/store/badgerstore/internal/rawfile"
	"forumgraph/store/internal/wholefile"
)

// seal is the record of what a store consists of. It is the file sealFile of a data folder, replaced in one step: when a
// store is opened, with every version, and when it is closed.
//
// While the store is closed, Files lists every file of the generation, and Open compares them all. While it is open, and
// after a process that did not close it, Files lists what the generation was when it was last closed: Badger has changed
// its logs since, but never a table.
type seal struct {
	// Generation is the name of the folder in use.
	Generation string `json:"generation"`
	// Closed is whether the last process closed the store.
	Closed bool `json:"closed"`
	// Version is the last version that was acknowledged. A store that holds less has lost it.
	Version uint64 `json:"version"`
	// Head is the SHA-256 of the log record of Version, in hexadecimal; empty for version 0.
	Head string `json:"head"`
	// Nodes and Edges count what Version holds, by kind and by type.
	Nodes map[store.Kind]int     `json:"nodes"`
	Edges map[store.EdgeType]int `json:"edges"`
	// Files are the files of the generation, by name, at FilesVersion.
	Files        []sealedFile `json:"files"`
	FilesVersion uint64       `json:"filesVersion"`
}

// sealedFile is a file as it was when the store was closed.
type sealedFile struct {
	Name string `json:"name"`
	Size int64  `json:"size"`
	// Sum is the 64-bit xxHash of the content, in hexadecimal. It finds accidents, not forgeries.
	Sum string `json:"xxh64"`
}

// sealFile is the name of the file that holds the seal. Until there were seals it held the name of the generation alone,
// and was missing while that was the first.
const sealFile = "graph-of"

// sealedText is the content of sealFile: a seal, and the SHA-256 of its bytes.
type sealedText struct {
	Seal   json.RawMessage `json:"seal"`
	SHA256 string          `json:"sha256"`
}

// checkTable verifies a table by its sum, or by the checksums of its blocks if it is newer than the seal; sealed says which.
//
// Errors: store.ErrCorrupt with the path, and those of the file system.
func (s seal) checkTable(path string) (sealed bool, err error) {
	i := slices.IndexFunc(s.Files, func(f sealedFile) bool { return f.Name == filepath.Base(path) })
	if i < 0 {
		return false, rawfile.CheckTable(path)
	}
	sum, err := sumOf(path)
	if err == nil && sum != s.Files[i].Sum {
		err = rawfile.Damaged(path, "it holds other bytes than were written")
	}
	return true, err
}

// count takes over version, head and counts from a state.
func (s *seal) count(st state, head string) {
	stats := st.stats()
	s.Version, s.Head, s.Nodes, s.Edges = st.Version, head, stats.Nodes, stats.Edges
}

// writeSeal replaces the seal of the data folder dir. When it returns, the new one is on disk.
func writeSeal(dir string, s seal) error {
	raw, err := json.Marshal(s)
	if err != nil {
		return err
	}
	text, err := json.Marshal(sealedText{raw, fmt.Sprintf("%x", sha256.Sum256(raw))})
	if err != nil {
		return err
	}
	return wholefile.Replace(filepath.Join(dir, sealFile), func(f *os.File) error {
		_, err := f.Write(append(text, '\n'))
		return err
	})
}

// replaceSeal is writeSeal for a seal that names another generation. When it fails, the seal is the old one: a seal that is in
// its place, but perhaps not on disk yet, counts as written, since what it names must not be removed.
func replaceSeal(dir string, s seal) error {
	err := writeSeal(dir, s)
	if err != nil {
		if now, ok, readErr := readSeal(dir); readErr == nil && ok && now.Generation == s.Generation {
			return nil
		}
	}
	return err
}

// readSeal reads the seal of the data folder dir. A folder without one, or from before there were seals, gives ok false
// and, in the second case, the name of the generation.
//
// Errors: store.ErrCorrupt if the file holds anything else.
func readSeal(dir string) (s seal, ok bool, err error) {
	path := filepath.Join(dir, sealFile)
	b, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return seal{}, false, nil
	}
	if err != nil {
		return seal{}, false, err
	}
	if name := strings.TrimSpace(string(b)); isGeneration(name) {
		return seal{Generation: name}, false, nil
	}
	var text sealedText
	if err := json.Unmarshal(b, &text); err != nil || fmt.Sprintf("%x", sha256.Sum256(text.Seal)) != text.SHA256 {
		return seal{}, false, rawfile.Damaged(path, "it does not hold what was written")
	}
	if err := json.Unmarshal(text.Seal, &s); err != nil || !isGeneration(s.Generation) {
		return seal{}, false, rawfile.Damaged(path, "it holds a seal that this program cannot read")
	}
	return s, true, nil
}

// sealFiles describes all files in a generation's folder. Of tables, which never change, what known says is taken over.
func sealFiles(folder string, known []sealedFile) ([]sealedFile, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	had := make(map[string]sealedFile, len(known))
	for _, f := range known {
		had[f.Name] = f
	}
	files := make([]sealedFile, 0, len(entries))
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for _, e := range entries {
		if isAside(e.Name()) {
			continue
		}
		info, err := e.Info()
		if err != nil {
			return nil, err
		}
		if f, ok := had[e.Name()]; ok && isTable(f.Name) && f.Size == info.Size() {
			files = append(files, f)
			continue
		}
		files = append(files, sealedFile{Name: e.Name(), Size: info.Size()})
	}
	for i := range files {
		if f := &files[i]; f.Sum == "" {
			group.Go(func() (err error) {
				f.Sum, err = sumOf(filepath.Join(folder, f.Name))
				return err
			})
		}
	}
	return files, group.Wait()
}

// isAside reports whether a file in a generation's folder is no part of the graph.
func isAside(name string) bool {
	return name == badgerLockFile || name == unfinishedFile || name == reserveFile
}

// badgerLockFile is where Badger notes its process. It may be left behind, and it means nothing.
const badgerLockFile = "LOCK"

func isTable(name string) bool { return filepath.Ext(name) == ".sst" }

// sumOf returns the sum of a file's content.
func sumOf(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	sum := xxhash.New()
	if _, err := io.CopyBuffer(sum, struct{ io.Reader }{f}, make([]byte, 256<<10)); err != nil {
		return "", err
	}
	return fmt.Sprintf("%016x", sum.Sum64()), nil
}

// compare returns how the folder of a closed generation differs from the seal: nothing if it is whole. progress, which may
// be nil, receives the number of bytes that were compared, from several goroutines.
func (s seal) compare(ctx context.Context, folder string, progress func(bytes int64)) ([]Damage, error) {
	entries, err := os.ReadDir(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return []Damage{{File: folder, What: "is missing"}}, nil
	}
	if err != nil {
		return nil, err
	}
	sizes := make(map[string]int64, len(entries))
	for _, e := range entries {
		info, err := e.Info()
		if err != nil {
			return nil, err
		}
		if sizes[e.Name()] = info.Size(); info.IsDir() {
			sizes[e.Name()] = -1
		}
	}
	found := make([]Damage, len(s.Files))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, f := range s.Files {
		path := filepath.Join(folder, f.Name)
		size, ok := sizes[f.Name]
		delete(sizes, f.Name)
		switch {
		case !ok:
			found[i] = Damage{File: path, What: "is missing"}
			continue
		case size != f.Size:
			found[i] = Damage{File: path, What: fmt.Sprintf("has %d bytes instead of %d", size, f.Size)}
			continue
		}
		group.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			sum, err := sumOf(path)
			if err == nil && sum != f.Sum {
				found[i] = Damage{File: path, What: "holds other bytes than were written"}
			}
			if progress != nil {
				progress(f.Size)
			}
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	found = slices.DeleteFunc(found, func(d Damage) bool { return d == Damage{} })
	for _, name := range slices.Sorted(maps.Keys(sizes)) {
		if !isAside(name) {
			found = append(found, Damage{File: filepath.Join(folder, name), What: "is not a file of this graph"})
		}
	}
	return found, nil
}

// headOf returns the SHA-256 of the log record of a version, in hexadecimal; "" if there is none.
func (v view) headOf(version uint64) (head string, err error) {
	_, err = v.get(logKey(version), func(_ *badger.Item, b []byte) error {
		head = fmt.Sprintf("%x", sha256.Sum256(b))
		return nil
	})
	return head, err
}

// confirms compares what the database holds with the seal.
//
// Errors: store.ErrCorrupt.
func (s seal) confirms(v view) error {
	st, err := v.state()
	if err != nil {
		return err
	}
	if st.Version < s.Version || s.Closed && st.Version > s.Version {
		return corrupt("the graph is at version %d, and version %d was written", st.Version, s.Version)
	}
	head, err := v.headOf(s.Version)
	if err != nil {
		return err
	}
	if head != s.Head {
		return corrupt("the log record of version %d is not the one that was written", s.Version)
	}
	if stats := st.stats(); st.Version == s.Version && (!maps.Equal(stats.Nodes, s.Nodes) || !maps.Equal(stats.Edges, s.Edges)) {
		return corrupt("the counts of the graph are not those that were written")
	}
	return nil
}
