package badgerstore

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/dgraph-io/badger/v4"

	"forumgraph/store"
	"forumgraph/store/badgerstore/internal/disk"
	"forumgraph/store/badgerstore/internal/rawfile"
)

// Report describes the files of a data folder.
type Report struct {
	// State is the folder's state in the words of folder.go: "new", "closed", "crashed", "unsealed" or "damaged".
	State string
	// Folder is the folder of the generation in use; empty if the state is "new".
	Folder string
	// Version is the last acknowledged version; 0 without a seal.
	Version uint64
	// Files and Bytes count the files read.
	Files int
	Bytes int64
	// Damage lists every damaged file.
	Damage []Damage
}

// Damage is a file that is not what a store wrote.
type Damage struct {
	// File is the path of the file.
	File string
	// What says what is wrong with it, as the end of a sentence: "is missing".
	What string
	// Derived reports whether the file held only data that can be derived again from intact files.
	Derived bool
}

// String returns the file and what is wrong with it.
func (d Damage) String() string { return d.File + " " + d.What }

// Examine reads every file of the store in dir, which no process may have open, and changes nothing. progress, which
// may be nil, receives how many bytes were read, from several goroutines.
//
// Errors: store.ErrLocked, store.ErrFolder, and those of the file system. Damage is not an error.
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
			if err := r.Damage[i].describe(); err != nil {
				return r, err
			}
		}
		return r, nil
	}
	// Intact files can still lack an acknowledged version; only opening the store shows that.
	tables, err := filepath.Glob(filepath.Join(r.Folder, "*.sst"))
	if err != nil {
		return r, err
	}
	for _, path := range tables {
		if err := ctx.Err(); err != nil {
			return r, err
		}
		d := Damage{File: path}
		if err := d.describe(); err != nil {
			return r, err
		}
		if d.What != "" {
			r.Damage = append(r.Damage, d)
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

// lost returns the text of an error about a damaged file, without the file and the sentinel.
func lost(err error) string {
	text := store.Reason(err, store.ErrCorrupt)
	if _, what, ok := strings.Cut(text, " is damaged: "); ok {
		return "is damaged: " + what
	}
	return "does not fit the folder: " + text
}

// describe says which records a damaged table held, and whether all of them can be derived again. It leaves other
// files, and tables whose blocks are intact, unchanged.
func (d *Damage) describe() error {
	if !isTable(d.File) {
		return nil
	}
	contents := make(map[string]bool)
	original := false
	add := func(from, to byte) {
		for prefix, name := range contentOf {
			if from <= prefix && prefix <= to {
				contents[name] = true
				original = original || prefix == disk.PrefixNode || prefix == disk.PrefixLog
			}
		}
	}
	blocks, broken := 0, 0
	damaged := byte(0) // the first byte of the previous block's first key, if that block is damaged
	err := rawfile.EachBlock(d.File, func(first, _ []byte, ok bool) error {
		begins := byte(0)
		if len(first) > 0 {
			begins = first[0]
		}
		if damaged > 0 {
			add(damaged, begins)
		}
		blocks++
		damaged = 0
		if !ok {
			broken++
			damaged = begins
		}
		return nil
	})
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case errors.Is(err, store.ErrCorrupt):
		d.What = "is damaged: its index cannot be read, so none of its records can"
		return nil
	case err != nil || broken == 0: // any damage is outside the blocks
		return err
	}
	if damaged > 0 {
		add(damaged, damaged) // the end of the last block is unknown, but a table holds few kinds of records
	}
	d.Derived = !original
	d.What = fmt.Sprintf("is damaged: %d of its %d blocks, with %s", broken, blocks, strings.Join(slices.Sorted(maps.Keys(contents)), ", "))
	return nil
}

// contentOf names the records with a prefix.
var contentOf = map[byte]string{
	disk.PrefixMeta: "counts", disk.PrefixID: "the index of IDs", disk.PrefixNode: "nodes", disk.PrefixEdges: "adjacency",
	disk.PrefixDerived: "derived edges", disk.PrefixLog: "the log of changes",
	disk.PrefixNames: "the index of names", disk.PrefixKinds: "the index of kinds",
}
