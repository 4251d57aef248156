package badgerstore

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/dgraph-io/badger/v4"

	"forumgraph/store"
	"forumgraph/store/badgerstore/internal/rawfile"
)

// Report says what the files of a data folder are like.
type Report struct {
	// State is the folder's state in the words of folder.go: "new", "closed", "crashed", "unsealed" or "damaged".
	State string
	// Folder is that of the generation in use; empty if the state is "new".
	Folder string
	// Version is the last version that was acknowledged; 0 if no seal says.
	Version uint64
	// Files and Bytes count what was read.
	Files int
	Bytes int64
	// Damage is everything that is wrong, by file.
	Damage []Damage
}

// Damage is a file that is not what a store wrote.
type Damage struct {
	// File is the path of the file.
	File string
	// What says what is wrong with it, as the end of a sentence: "is missing".
	What string
	// Derived is whether the file held only what can be made again from what is whole.
	Derived bool
}

// String returns the file and what is wrong with it.
func (d Damage) String() string { return d.File + " " + d.What }

// Examine reads every file of the store in dir, which no process may have open, and changes nothing. progress, which may be
// nil, receives how many bytes were read, from several goroutines.
//
// Errors: store.ErrLocked, store.ErrFolder, and those of the file system. Damage is no error.
func Examine(ctx context.Context, dir string, progress func(bytes int64)) (Report, error) {
	lock, err := lockFolder(dir)
	if err != nil {
		return Report{}, fmt.Errorf("examine %s: %w", dir, err)
	}
	r, err := examine(ctx, dir, progress)
	if err := errors.Join(err, lock.Close()); err != nil {
		return Report{}, fmt.Errorf("examine %s: %w", dir, err)
	}
	return r, nil
}

func examine(ctx context.Context, dir string, progress func(bytes int64)) (Report, error) {
	f, err := readFolder(dir)
	if errors.Is(err, store.ErrCorrupt) {
		return Report{State: "damaged", Damage: []Damage{{File: filepath.Join(dir, sealFile), What: lost(err)}}}, nil
	}
	if err != nil {
		return Report{}, err
	}
	r := Report{State: string(f.state), Version: f.seal.Version}
	if f.state == folderNew {
		return r, nil
	}
	r.Folder = filepath.Join(dir, f.current)
	entries, err := os.ReadDir(r.Folder)
	if err != nil {
		return r, err
	}
	for _, e := range entries {
		if info, err := e.Info(); err == nil && !isAside(e.Name()) {
			r.Files++
			r.Bytes += info.Size()
		}
	}
	if f.state == folderClosed {
		if r.Damage, err = f.seal.compare(ctx, r.Folder, progress); err != nil {
			return r, err
		}
		for i := range r.Damage {
			r.Damage[i].describe()
		}
		return r, nil
	}
	// What is sound here can still lack a version that was acknowledged, which opening it tells.
	tables, err := filepath.Glob(filepath.Join(r.Folder, "*.sst"))
	if err != nil {
		return r, err
	}
	for _, path := range tables {
		if err := ctx.Err(); err != nil {
			return r, err
		}
		if err := rawfile.CheckTable(path); errors.Is(err, store.ErrCorrupt) {
			d := Damage{File: path}
			d.describe()
			r.Damage = append(r.Damage, d)
		} else if err != nil {
			return r, err
		}
		if info, err := os.Stat(path); err == nil && progress != nil {
			progress(info.Size())
		}
	}
	if _, err := readManifest(r.Folder, Options{}.withDefaults()); errors.Is(err, store.ErrCorrupt) {
		r.Damage = append(r.Damage, Damage{File: filepath.Join(r.Folder, badger.ManifestFilename), What: "cannot be read"})
	} else if err != nil {
		return r, err
	}
	return r, nil
}

// lost returns what an error about a damaged file says, without the file and the sentinel.
func lost(err error) string {
	text := store.Reason(err, store.ErrCorrupt)
	if _, what, ok := strings.Cut(text, " is damaged: "); ok {
		return "is damaged: " + what
	}
	return "does not fit the folder: " + text
}

// describe says which records a damaged table held, and whether all of them can be derived anew.
func (d *Damage) describe() {
	if !isTable(d.File) {
		return
	}
	contents := make(map[string]bool)
	original, blocks, broken := false, 0, 0
	var start []byte
	inDamage := false
	take := func(from, to byte) {
		for prefix := from; ; prefix++ {
			if name, ok := contentOf[prefix]; ok {
				contents[name] = true
				original = original || prefix == prefixNode || prefix == prefixLog
			}
			if prefix >= to {
				return
			}
		}
	}
	err := rawfile.EachBlock(d.File, func(first, _ []byte, ok bool) error {
		blocks++
		if inDamage && len(first) > 0 {
			take(start[0], first[0])
		}
		if inDamage = !ok && len(first) > 0; inDamage {
			start = slices.Clone(first)
		}
		if !ok {
			broken++
		}
		return nil
	})
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return
	case err != nil:
		d.What = "is damaged: its index cannot be read, so none of its records can"
		return
	case broken == 0:
		return // the difference is between the blocks, or in what is unused
	}
	if inDamage {
		take(start[0], start[0]) // how far the last block goes is not known; a table holds one kind of record, or few
	}
	names := slices.Sorted(func(yield func(string) bool) {
		for name := range contents {
			if !yield(name) {
				return
			}
		}
	})
	d.Derived = !original
	d.What = fmt.Sprintf("is damaged: %d of its %d blocks, with %s", broken, blocks, strings.Join(names, ", "))
}

// contentOf says what the records with a prefix are.
var contentOf = map[byte]string{
	prefixMeta: "counts", prefixID: "the index of IDs", prefixNode: "nodes", prefixName: "the index of names",
	prefixKind: "the index of kinds", prefixEdges: "adjacency", prefixDerived: "derived edges", prefixLog: "the log of changes",
}
