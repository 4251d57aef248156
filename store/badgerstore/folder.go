package badgerstore

import (
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"syscall"

	"forumgraph/store"
	"forumgraph/store/badgerstore/internal/disk"
	"forumgraph/store/internal/filelock"
)

// A data folder holds these names, and Open refuses it if it holds any other:
//
//	graph, graph-2, ...   generations: Badger databases, one of which is in use
//	graph-of              the seal: which generation is in use, and what it consists of
//	graph-load.*          temporary files of a load
//	graph-of.*            a seal that was being written
//	search, topology,     indexes that other packages derive from the graph and keep next to it
//	layout
//	lost+found, .*        files of the file system and its users
//
// A generation that is not complete yet holds the file UNFINISHED. A data folder is in one of these states:
//
//	seal          generations            state        what Open does
//	none          none, and no index     new          makes an empty store
//	none          unfinished ones only   new          removes them, and makes an empty store; refuses one that holds tables
//	none          none, but an index     lost         refuses: the graph is gone
//	none          one                    unsealed     recovers it: it is older than seals, or its seal is gone
//	none          several                ambiguous    refuses: nothing says which is in use
//	a name only   the one named          unsealed     recovers it: a store from before seals existed
//	closed        the one named          closed       compares every file with the seal, and opens it
//	open          the one named          crashed      recovers it: its process ended without closing it
//	any           not the one named      lost         refuses: the graph is gone
//	damaged       any                    damaged      refuses
//
// Recovering a generation means copying it, checking the copy and switching to it; see recover.go. Nothing in use is
// removed before its replacement has been found intact, and leftovers are removed only once the store is open.
type dataFolder struct {
	dir   string
	state folderState
	seal  seal
	// current is the name of the generation in use, or empty.
	current string
	// leftovers are the names that may be removed once the store is open.
	leftovers []string
	// highest is the highest number of any generation, finished or not.
	highest int
}

type folderState string

const (
	folderNew      folderState = "new"
	folderClosed   folderState = "closed"
	folderCrashed  folderState = "crashed"
	folderUnsealed folderState = "unsealed"
)

// The names of the indexes next to the graph. They are derived from it, so losing one loses nothing.
const (
	SearchFolder = "search"
	TopologyFile = "topology"
	LayoutFile   = "layout"
)

// isIndex reports whether a file is an index, or one that was being written.
func isIndex(name string) bool {
	switch strings.TrimSuffix(name, ".new") {
	case SearchFolder, TopologyFile, LayoutFile:
		return true
	}
	return false
}

// unfinishedFile marks a generation that is not complete yet.
const unfinishedFile = "UNFINISHED"

const firstFolder = "graph"

// loadFolder begins the names of temporary folders.
const loadFolder = "graph-load."

// folderName matches the folders of all generations except the first.
var folderName = regexp.MustCompile(`^graph-([1-9][0-9]{0,8})$`)

// folderOf returns the name of a generation's folder.
func folderOf(number int) string {
	if number == 1 {
		return firstFolder
	}
	return fmt.Sprintf("%s-%d", firstFolder, number)
}

// generationNumber returns the number of the generation in a folder, or 0 if the name is not that of a generation.
func generationNumber(name string) int {
	if name == firstFolder {
		return 1
	}
	m := folderName.FindStringSubmatch(name)
	if m == nil {
		return 0
	}
	number, err := strconv.Atoi(m[1])
	if err != nil || number == 1 {
		return 0
	}
	return number
}

func isGeneration(name string) bool { return generationNumber(name) > 0 }

// readFolder determines the state of the data folder dir.
//
// Errors: store.ErrFolder, store.ErrCorrupt, and those of the file system.
func readFolder(dir string) (dataFolder, error) {
	f := dataFolder{dir: dir}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return f, err
	}
	var finished, indexes []string
	for _, e := range entries {
		name := e.Name()
		switch {
		case isGeneration(name):
			f.highest = max(f.highest, generationNumber(name))
			unfinished, err := exists(filepath.Join(dir, name, unfinishedFile))
			if err != nil {
				return f, err
			}
			if unfinished {
				f.leftovers = append(f.leftovers, name)
			} else {
				finished = append(finished, name)
			}
		case name == sealFile, name == "lost+found", strings.HasPrefix(name, "."):
		case strings.HasPrefix(name, sealFile+"."), strings.HasPrefix(name, loadFolder):
			f.leftovers = append(f.leftovers, name)
		case isIndex(name):
			indexes = append(indexes, name)
		default:
			return f, fmt.Errorf("%s is not a file that forumgraph keeps there; move it away, or name another folder: %w",
				filepath.Join(dir, name), store.ErrFolder)
		}
	}
	sealed := false
	if f.seal, sealed, err = readSeal(dir); err != nil {
		return f, err
	}
	f.current = f.seal.Generation
	switch {
	case sealed && f.seal.Closed:
		f.state = folderClosed
	case sealed:
		f.state = folderCrashed
	default:
		f.state = folderUnsealed
	}
	if f.current == "" {
		if f.current, err = f.only(finished, indexes); err != nil {
			return f, err
		}
		if f.current == "" {
			f.state = folderNew
			return f, nil
		}
	}
	if there, err := exists(filepath.Join(dir, f.current)); err != nil {
		return f, err
	} else if !there {
		return f, disk.Corrupt("%s is missing, and %s says that it holds the graph; restore the folder from a backup",
			filepath.Join(dir, f.current), sealFile)
	}
	for _, name := range finished {
		if name != f.current {
			f.leftovers = append(f.leftovers, name)
		}
	}
	f.leftovers = slices.DeleteFunc(f.leftovers, func(name string) bool { return name == f.current })
	return f, nil
}

// only returns the generation of a folder without a seal: the one that holds a graph, or "" if none does.
//
// Errors: store.ErrFolder if nothing says which one that is, or whether it is complete.
func (f dataFolder) only(finished, indexes []string) (string, error) {
	all := slices.Clone(finished)
	for _, name := range f.leftovers {
		if holds, err := holdsGraph(filepath.Join(f.dir, name)); err != nil {
			return "", err
		} else if holds {
			all = append(all, name)
		}
	}
	seal := filepath.Join(f.dir, sealFile)
	switch {
	case len(finished) > 0 && len(all) > 1:
		return "", fmt.Errorf("%s is missing, so nothing says which of %s is in use; restore it from a backup, or move all but one of them away: %w",
			seal, strings.Join(all, " and "), store.ErrFolder)
	case len(finished) > 0:
		return finished[0], nil
	case len(indexes) > 0:
		return "", fmt.Errorf("%s holds %s but no graph; restore the folder from a backup, or name another folder: %w",
			f.dir, strings.Join(indexes, " and "), store.ErrFolder)
	case len(all) > 0:
		return "", fmt.Errorf("%s holds a graph and the mark %s, and %s is missing, so nothing says whether it is whole; "+
			"restore %s from a backup, or move the folder away: %w", filepath.Join(f.dir, all[0]), unfinishedFile, sealFile, sealFile, store.ErrFolder)
	}
	return "", nil
}

// lockFolder locks the folder at path against other processes until the returned file is closed.
//
// Errors: store.ErrLocked, and those of the file system.
func lockFolder(path string) (*os.File, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	if err := filelock.Try(f); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

// HoldsStore reports whether dir holds a store, or anything that Open would refuse. It returns false if Open would make
// a new store.
//
// Errors: those of the file system.
func HoldsStore(dir string) (bool, error) {
	f, err := readFolder(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return false, nil
	case errors.Is(err, store.ErrCorrupt), errors.Is(err, store.ErrFolder):
		return true, nil
	}
	return err == nil && f.state != folderNew, err
}

// GenerationIn returns the folder of the Badger database that the store in dir uses, for measurements.
//
// Errors: store.ErrNotFound if dir holds no store; store.ErrFolder, store.ErrCorrupt, and those of the file system.
func GenerationIn(dir string) (string, error) {
	f, err := readFolder(dir)
	if err == nil && f.current == "" {
		err = store.ErrNotFound
	}
	return filepath.Join(dir, f.current), err
}

// removeLeftovers removes what earlier processes left behind. The generation in use must have been found intact. A
// leftover that cannot be removed is harmless; the next Open tries again.
func (f dataFolder) removeLeftovers(log *slog.Logger) {
	for _, name := range f.leftovers {
		remove := os.RemoveAll
		if isGeneration(name) {
			remove = removeGeneration
		}
		if err := remove(filepath.Join(f.dir, name)); err != nil {
			log.Warn("leftovers of an earlier process could not be removed", "error", err)
		}
	}
	if f.current != "" {
		finish(filepath.Join(f.dir, f.current))
	}
}

// holdsGraph reports whether an unfinished generation holds tables of its own, and so is not a copy of another.
func holdsGraph(folder string) (bool, error) {
	mark, err := os.ReadFile(filepath.Join(folder, unfinishedFile))
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) || strings.TrimSpace(string(mark)) == copyOfGeneration {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	tables, err := filepath.Glob(filepath.Join(folder, "*.sst"))
	return len(tables) > 0, err
}

func exists(path string) (bool, error) {
	_, err := os.Lstat(path)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) {
		return false, nil
	}
	return err == nil, err
}

// syncFile syncs a file, or a folder's list of files, to disk.
func syncFile(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// syncFolder syncs a folder and the files in it to disk.
func syncFolder(folder string) error {
	files, err := os.ReadDir(folder)
	if err != nil {
		return err
	}
	for _, f := range files {
		if err := syncFile(filepath.Join(folder, f.Name())); err != nil {
			return err
		}
	}
	return syncFile(folder)
}

// makeFolder makes the folder of a generation, marked as unfinished, atomically: it never exists without the mark. It
// removes an unfinished one of that name. what is newGeneration or copyOfGeneration.
func makeFolder(folder, what string) error {
	if err := removeGeneration(folder); err != nil {
		return err
	}
	made, err := os.MkdirTemp(filepath.Dir(folder), loadFolder)
	if err != nil {
		return err
	}
	mark := filepath.Join(made, unfinishedFile)
	err = os.WriteFile(mark, []byte(what+"\n"), 0o600)
	for _, sync := range []string{mark, made} {
		if err == nil {
			err = syncFile(sync)
		}
	}
	if err == nil {
		err = os.Rename(made, folder)
	}
	if err != nil {
		return errors.Join(err, os.RemoveAll(made))
	}
	return syncFile(filepath.Dir(folder))
}

// The content of the mark of an unfinished generation. A copy can be removed, since the original still exists.
const (
	newGeneration    = "being written"
	copyOfGeneration = "a copy, being recovered"
)

// finish removes the mark of makeFolder once the seal names the generation. If that fails, the next Open does it.
func finish(folder string) { _ = os.Remove(filepath.Join(folder, unfinishedFile)) }

// removeGeneration removes the folder of a generation atomically, so that no part of it can be mistaken for a complete
// one.
func removeGeneration(folder string) error {
	found, err := exists(folder)
	if err != nil || !found {
		return err
	}
	aside, err := os.MkdirTemp(filepath.Dir(folder), loadFolder)
	if err != nil {
		return err
	}
	if err := os.Rename(folder, filepath.Join(aside, "removed")); err != nil {
		return errors.Join(err, os.Remove(aside))
	}
	return os.RemoveAll(aside)
}
