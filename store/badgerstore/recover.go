package badgerstore

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/dgraph-io/badger/v4"
	"github.com/dgraph-io/badger/v4/table"

	"forumgraph/store"
	"forumgraph/store/badgerstore/internal/disk"
	"forumgraph/store/badgerstore/internal/rawfile"
)

// recover turns a generation that was not closed, or has no seal, into a closed one, and switches to it.
//
// Badger repairs such a folder when it opens it: it cuts logs at the first record that it cannot read, and removes
// tables that its manifest does not name. That is right after a crash, but after damage it destroys what could still be
// saved. So Badger opens a copy in which tables are hard links, and may only add to it: compactions are off, since they
// truncate tables before removing them. The original is removed only after the copy has been checked.
//
// Errors: store.ErrCorrupt, which leaves the data folder unchanged; store.ErrLocked; those of the file system.
func (f dataFolder) recover(ctx context.Context, opts Options) (_ seal, err error) {
	from := filepath.Join(f.dir, f.current)
	// Programs from before seals existed lock only the generation.
	lock, err := lockFolder(from)
	if err != nil {
		return seal{}, err
	}
	defer func() { err = errors.Join(err, lock.Close()) }()
	unchanged, err := f.checkFiles(from, opts)
	if err != nil {
		return seal{}, err
	}
	if err := giveUpReserve(from); err != nil {
		return seal{}, err
	}
	to := filepath.Join(f.dir, folderOf(f.highest+1))
	made, err := f.copyWhole(ctx, from, f.highest+1, unchanged, opts)
	if err == nil {
		err = replaceSeal(f.dir, made)
	}
	if err != nil {
		return seal{}, errors.Join(err, removeGeneration(to))
	}
	finish(to)
	if err := removeGeneration(from); err != nil {
		opts.Logger.Warn("the store before it was recovered could not be removed", "error", err)
	}
	return made, nil
}

// copyWhole makes the generation number a copy of the one in the folder from, lets Badger repair the copy, checks it
// and returns its seal. unchanged reports whether the tables are those of the old seal.
func (f dataFolder) copyWhole(ctx context.Context, from string, number int, unchanged bool, opts Options) (seal, error) {
	to := filepath.Join(f.dir, folderOf(number))
	if err := copyGeneration(from, to); err != nil {
		return seal{}, err
	}
	var err error
	if opts.MaxChangeBytes, err = roomForLogs(to, opts.MaxChangeBytes); err != nil {
		return seal{}, err
	}
	opts.uncompacted = true
	g, err := openGeneration(f.dir, number, opts, nil)
	if err != nil {
		return seal{}, err
	}
	made, err := f.checkCopy(ctx, g, unchanged)
	if err := errors.Join(err, g.close()); err != nil {
		return seal{}, err
	}
	if made.Files, err = sealFiles(ctx, to, nil, nil); err != nil {
		return seal{}, err
	}
	made.Closed = true
	return made, syncFolder(to)
}

// checkFiles verifies the tables of a generation, and reports whether they are those in the seal.
func (f dataFolder) checkFiles(folder string, opts Options) (unchanged bool, err error) {
	tables, err := readManifest(folder, opts)
	if err != nil {
		return false, err
	}
	if err := f.checkManifest(folder, tables); err != nil {
		return false, err
	}
	unchanged = true
	for id := range tables {
		path := table.NewFilename(id, folder)
		known, err := f.seal.checkTable(path)
		if errors.Is(err, fs.ErrNotExist) {
			return false, disk.Corrupt("%s is missing", path)
		}
		if err != nil {
			return false, err
		}
		unchanged = unchanged && known
	}
	for _, file := range f.seal.Files {
		id, ok := table.ParseFileID(file.Name)
		_, named := tables[id]
		unchanged = unchanged && (named || !ok)
	}
	return unchanged, nil
}

// checkManifest refuses a generation without a seal whose manifest leaves out a table. Only a process that was killed
// while it wrote or replaced tables leaves one, and then the log of its memtable exists too.
func (f dataFolder) checkManifest(folder string, tables map[uint64]badger.TableManifest) error {
	if f.state == folderCrashed {
		return nil // the seal says which version must be there
	}
	entries, err := os.ReadDir(folder)
	if err != nil {
		return err
	}
	unnamed := ""
	for _, e := range entries {
		if filepath.Ext(e.Name()) == ".mem" {
			return nil
		}
		if id, ok := table.ParseFileID(e.Name()); ok {
			if _, named := tables[id]; !named {
				unnamed = e.Name()
			}
		}
	}
	if unnamed != "" {
		return rawfile.Damaged(filepath.Join(folder, badger.ManifestFilename), "it does not name %s", unnamed)
	}
	return nil
}

// checkCopy checks a recovered generation and returns its seal, without files. If no version was written since the
// files in the seal, their content is known; otherwise it reads all of it.
func (f dataFolder) checkCopy(ctx context.Context, g *generation, unchanged bool) (seal, error) {
	v := g.read()
	defer v.txn.Discard()
	made, err := g.describe()
	if err != nil {
		return seal{}, err
	}
	made.FilesVersion = made.Version
	if f.state == folderCrashed {
		if err := f.seal.confirms(v); err != nil {
			return seal{}, err
		}
		if unchanged && made.Version == f.seal.FilesVersion {
			return made, nil
		}
	}
	return made, v.sweep(ctx, nil)
}

// roomForLogs returns the Options.MaxChangeBytes with which the logs in folder can be read: that of the process that
// wrote them, but at least least. Badger gives a log twice the size of its memtable.
func roomForLogs(folder string, least int64) (int64, error) {
	logs, err := filepath.Glob(filepath.Join(folder, "*.mem"))
	if err != nil {
		return 0, err
	}
	for _, path := range logs {
		info, err := os.Stat(path)
		if err != nil {
			return 0, err
		}
		least = max(least, info.Size()/2*batchPercent/100)
	}
	return least, nil
}

// readManifest returns the tables that the manifest in folder names. Errors: store.ErrCorrupt, store.ErrFormat.
func readManifest(folder string, opts Options) (map[uint64]badger.TableManifest, error) {
	path := filepath.Join(folder, badger.ManifestFilename)
	file, err := os.Open(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil, disk.Corrupt("%s is missing", path)
	}
	if err != nil {
		return nil, err
	}
	defer file.Close()
	manifest, _, err := badger.ReplayManifestFile(file, magic, badgerOptions(folder, opts))
	if err != nil {
		return nil, openError(folder, err)
	}
	return manifest.Tables, nil
}

// copyGeneration copies a generation into a new folder: tables as hard links if the file system has them, logs without
// their unused part. It leaves out a log without a complete header, which was just created and which Badger would
// refuse.
func copyGeneration(from, to string) error {
	entries, err := os.ReadDir(from)
	if err != nil {
		return err
	}
	if err := makeFolder(to, copyOfGeneration); err != nil {
		return err
	}
	for _, e := range entries {
		info, err := e.Info()
		if err != nil {
			return err
		}
		source, target := filepath.Join(from, e.Name()), filepath.Join(to, e.Name())
		switch ext := filepath.Ext(e.Name()); {
		case isAside(e.Name()), (ext == ".mem" || ext == ".vlog") && info.Size() < rawfile.HeaderSize:
			continue
		case info.IsDir():
			return fmt.Errorf("%s is a folder, and no store keeps one there; move it away: %w", source, store.ErrFolder)
		case ext == ".sst" && os.Link(source, target) == nil:
			continue
		}
		if err := copySparse(source, target, info.Size()); err != nil {
			return err
		}
	}
	return nil
}

// copySparse copies a file but leaves holes for blocks of zeros, which are most of Badger's logs.
func copySparse(source, target string, size int64) (err error) {
	in, err := os.Open(source)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(target, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, out.Close()) }()
	block, zeros := make([]byte, 256<<10), make([]byte, 256<<10)
	for at := int64(0); ; {
		n, err := io.ReadFull(in, block)
		if n > 0 && !bytes.Equal(block[:n], zeros[:n]) {
			if _, err := out.WriteAt(block[:n], at); err != nil {
				return err
			}
		}
		at += int64(n)
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			return out.Truncate(size)
		}
		if err != nil {
			return err
		}
	}
}
