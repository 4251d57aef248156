package badgerstore

import (
	"cmp"
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
	"forumgraph/store/badgerstore/internal/disk"
	"forumgraph/store/badgerstore/internal/rawfile"
	"forumgraph/store/internal/wholefile"
)

// seal says what a store consists of. It is the file sealFile of a data folder, replaced atomically when the store is
// opened, with every version, and when it is closed.
//
// While the store is closed, Files lists every file of the generation, and Open compares them all. While it is open,
// and after a crash, Files lists the files as they were when the store was last closed: since then Badger has changed
// its logs, but never a table.
type seal struct {
	// Generation is the name of the folder in use.
	Generation string `json:"generation"`
	// Closed reports whether the last process closed the store.
	Closed bool `json:"closed"`
	// Version is the last acknowledged version. A store that holds less has lost it.
	Version uint64 `json:"version"`
	// Head is the SHA-256 of the log record of Version, in hexadecimal; empty for version 0.
	Head string `json:"head"`
	// Nodes and Edges are the counts of Version, by kind and by type.
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
	// Sum is the 64-bit xxHash of the content, in hexadecimal. It detects accidents, not forgeries.
	Sum string `json:"xxh64"`
}

// sealFile is the name of the file that holds the seal. Before seals existed it held only the name of the generation,
// and did not exist for the first one.
const sealFile = "graph-of"

// sealedText is the content of sealFile: a seal, and the SHA-256 of its bytes.
type sealedText struct {
	Seal   json.RawMessage `json:"seal"`
	SHA256 string          `json:"sha256"`
}

// checkTable verifies a table by its sum, or by the checksums of its blocks if it is newer than the seal; sealed says
// which.
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

// count sets version, head and counts.
func (s *seal) count(st disk.State, head string) {
	stats := st.Stats()
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

// replaceSeal is writeSeal for a seal that names another generation. If it fails, the old seal is in place. A new seal
// that is in place, but perhaps not on disk yet, counts as written, since what it names must not be removed.
func replaceSeal(dir string, s seal) error {
	err := writeSeal(dir, s)
	if err != nil {
		if now, ok, readErr := readSeal(dir); readErr == nil && ok && now.Generation == s.Generation {
			return nil
		}
	}
	return err
}

// readSeal reads the seal of the data folder dir. For a folder without one, or from before seals existed, ok is false;
// in the second case s has the name of the generation.
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

// sealFiles describes the content of a generation's folder, by name; a folder has size -1. Tables never change, so
// their entries are taken from known. progress, which may be nil, receives how many bytes were read, from several
// goroutines.
func sealFiles(ctx context.Context, folder string, known []sealedFile, progress func(bytes int64)) ([]sealedFile, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	had := byName(known)
	entries = slices.DeleteFunc(entries, func(e fs.DirEntry) bool { return isAside(e.Name()) })
	files := make([]sealedFile, len(entries))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, e := range entries {
		group.Go(func() error {
			info, err := e.Info()
			if err = cmp.Or(err, ctx.Err()); err != nil {
				return err
			}
			files[i] = sealedFile{Name: e.Name(), Size: info.Size()}
			switch f := had[e.Name()]; {
			case e.IsDir():
				files[i].Size = -1
				return nil
			case isTable(f.Name) && f.Size == info.Size():
				files[i] = f
				return nil
			}
			if progress != nil {
				defer progress(info.Size())
			}
			files[i].Sum, err = sumOf(filepath.Join(folder, e.Name()))
			return err
		})
	}
	return files, group.Wait()
}

func byName(files []sealedFile) map[string]sealedFile {
	all := make(map[string]sealedFile, len(files))
	for _, f := range files {
		all[f.Name] = f
	}
	return all
}

// isAside reports whether a file in a generation's folder is not part of the graph.
func isAside(name string) bool {
	return name == badgerLockFile || name == unfinishedFile || name == reserveFile
}

// badgerLockFile holds the ID of Badger's process. It may be left behind and is ignored.
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

// compare returns how the folder of a closed generation differs from the seal; nothing if it is intact. progress is as
// in sealFiles.
func (s seal) compare(ctx context.Context, folder string, progress func(bytes int64)) ([]Damage, error) {
	files, err := sealFiles(ctx, folder, nil, progress)
	if errors.Is(err, fs.ErrNotExist) {
		return []Damage{{File: folder, What: "is missing"}}, nil
	}
	if err != nil {
		return nil, err
	}
	var found []Damage
	there, sealed := byName(files), byName(s.Files)
	for _, want := range s.Files {
		got, ok := there[want.Name]
		d := Damage{File: filepath.Join(folder, want.Name)}
		switch {
		case !ok:
			d.What = "is missing"
		case got.Size != want.Size:
			d.What = fmt.Sprintf("has %d bytes instead of %d", got.Size, want.Size)
		case got.Sum != want.Sum:
			d.What = "holds other bytes than were written"
		default:
			continue
		}
		found = append(found, d)
	}
	for _, got := range files {
		if _, ok := sealed[got.Name]; !ok {
			found = append(found, Damage{File: filepath.Join(folder, got.Name), What: "is not a file of this graph"})
		}
	}
	return found, nil
}

// headOf returns the SHA-256 of the log record of a version, in hexadecimal; "" if the log does not have it.
func (v view) headOf(version uint64) (head string, err error) {
	_, err = v.get(disk.LogKey(version), func(_ *badger.Item, b []byte) error {
		head = fmt.Sprintf("%x", sha256.Sum256(b))
		return nil
	})
	return head, err
}

// confirms compares the content of the database with the seal.
//
// Errors: store.ErrCorrupt.
func (s seal) confirms(v view) error {
	st, err := v.state()
	if err != nil {
		return err
	}
	if st.Version < s.Version || s.Closed && st.Version > s.Version {
		return disk.Corrupt("the graph is at version %d, and version %d was written", st.Version, s.Version)
	}
	head, err := v.headOf(s.Version)
	if err != nil {
		return err
	}
	if head != s.Head {
		return disk.Corrupt("the log record of version %d is not the one that was written", s.Version)
	}
	if stats := st.Stats(); st.Version == s.Version && (!maps.Equal(stats.Nodes, s.Nodes) || !maps.Equal(stats.Edges, s.Edges)) {
		return disk.Corrupt("the counts of the graph are not those that were written")
	}
	return nil
}
