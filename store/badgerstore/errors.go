package badgerstore

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"syscall"

	"github.com/dgraph-io/badger/v4"

	"forumgraph/store"
	"forumgraph/store/badgerstore/internal/disk"
)

// isOneOf reports whether a system error caused err. Badger passes on only the texts of causes.
func isOneOf(err error, causes ...syscall.Errno) bool {
	return err != nil && slices.ContainsFunc(causes, func(cause syscall.Errno) bool {
		return errors.Is(err, cause) || strings.Contains(err.Error(), cause.Error())
	})
}

// isNoMemory reports whether the system had no memory or address space for a mapping.
func isNoMemory(err error) bool { return isOneOf(err, syscall.ENOMEM) }

// isNoSpace reports whether the file system is full, or full for this user.
func isNoSpace(err error) bool { return isOneOf(err, syscall.ENOSPC, syscall.EDQUOT) }

// isSystemError reports whether the file system, not the content of a file, is the cause.
func isSystemError(err error) bool {
	return errors.As(err, new(*fs.PathError)) || isOneOf(err, syscall.EACCES, syscall.EROFS, syscall.ENOSPC, syscall.EMFILE)
}

// openError explains why Badger does not open the database in a folder.
func openError(folder string, err error) error {
	switch {
	case strings.Contains(err.Error(), "Another process is using this Badger database"):
		return store.ErrLocked
	case strings.Contains(err.Error(), "external magic number doesn't match"):
		return fmt.Errorf("%s belongs to another program; use another folder: %w", folder, store.ErrFormat)
	case strings.Contains(err.Error(), "manifest has unsupported version"):
		return fmt.Errorf("%s was written by another release of Badger; "+
			"export with the program that wrote it and import the file here: %w", folder, store.ErrFormat)
	case isNoMemory(err):
		return fmt.Errorf("the files of %s cannot be mapped into memory; they are whole: "+
			"raise the limit (ulimit -v, or vm.max_map_count of the system) or let the program use less (--memory): %w",
			filepath.Dir(folder), store.ErrNoMemory)
	case isSystemError(err):
		return err
	}
	return disk.Corrupt("%s: %v", folder, err)
}

// openPanic explains a panic while a database was opened: Badger panics on some damaged files.
func openPanic(folder string, p any) error {
	if _, isFault := p.(interface{ Addr() uintptr }); isFault {
		// A mapped file could not be written, or is shorter than it was.
		if free, err := freeBytes(folder); err == nil && free < spareBytes {
			return fullError(filepath.Dir(folder))
		}
	}
	return openError(folder, fmt.Errorf("%v", p))
}

// errTooBig means that a change does not fit a transaction.
var errTooBig = errors.New("too big for one transaction")

func writeError(err error) error {
	switch {
	case err == nil:
		return nil
	// A value larger than a log file is refused with only a text.
	case errors.Is(err, badger.ErrTxnTooBig), strings.Contains(err.Error(), "exceeded"):
		return errTooBig
	case isNoMemory(err):
		return fmt.Errorf("write: %w", store.ErrNoMemory)
	}
	return fmt.Errorf("write: %w", err)
}

// readError explains a failed read. Badger reads through memory maps, so what fails is a checksum or a format.
func readError(err error) error {
	if errors.Is(err, store.ErrCorrupt) {
		return err
	}
	if errors.Is(err, badger.ErrDBClosed) || errors.Is(err, badger.ErrDiscardedTxn) {
		return store.ErrClosed
	}
	return fmt.Errorf("read: %v: %w", err, store.ErrCorrupt)
}

// inEngine calls f, which calls Badger, and turns a panic in Badger into an error: for example, when a mapped file
// became shorter. f sets ours while it runs our own code; a panic there is not damage, and is not caught.
func inEngine(f func(ours *bool) error) (err error) {
	ours := false
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if ours {
			return
		}
		if p := recover(); p != nil {
			err = disk.Corrupt("read: %v", p)
		}
	}()
	return f(&ours)
}

// spaceError is a store.ErrNoSpace in one sentence.
type spaceError struct{ text string }

func (e *spaceError) Error() string { return e.text }
func (e *spaceError) Unwrap() error { return store.ErrNoSpace }

func fullError(dir string) error {
	return &spaceError{fmt.Sprintf("the disk of %s is full; make room there and try again", dir)}
}

// noSpace returns a single sentence for an error caused by a full disk, however often it is wrapped, and other errors
// unchanged.
func (s *Store) noSpace(err error) error {
	if one := (*spaceError)(nil); errors.As(err, &one) {
		return one
	}
	if isNoSpace(err) {
		return fullError(s.dir)
	}
	return err
}

// readOnlyError explains why a store that was opened read-only refuses a change.
func (s *space) readOnlyError() error {
	return &spaceError{fmt.Sprintf("the disk of %s had no room for a change when the store was opened, so it can only be read; "+
		"make room there and open the store again", filepath.Dir(s.folder))}
}
