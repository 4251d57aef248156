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

// isOneOf reports whether an error of the system is the cause of err. Badger passes on the texts of causes only.
func isOneOf(err error, causes ...syscall.Errno) bool {
	return err != nil && slices.ContainsFunc(causes, func(cause syscall.Errno) bool {
		return errors.Is(err, cause) || strings.Contains(err.Error(), cause.Error())
	})
}

// isNoMemory reports whether the system had no memory, or no address space, for what was to be mapped.
func isNoMemory(err error) bool { return isOneOf(err, syscall.ENOMEM) }

// isNoSpace reports whether the file system is full, or full for this user.
func isNoSpace(err error) bool { return isOneOf(err, syscall.ENOSPC, syscall.EDQUOT) }

// isSystemError reports whether the file system, not the content of a file, is the cause.
func isSystemError(err error) bool {
	return errors.As(err, new(*fs.PathError)) || isOneOf(err, syscall.EACCES, syscall.EROFS, syscall.ENOSPC, syscall.EMFILE)
}

// openError says why Badger does not open the database in a folder.
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

// openPanic says what a panic means that ended the opening of a database: Badger panics on some damaged files.
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
	// A value beyond the size of a log file is refused with a text only.
	case errors.Is(err, badger.ErrTxnTooBig), strings.Contains(err.Error(), "exceeded"):
		return errTooBig
	case isNoMemory(err):
		return fmt.Errorf("write: %w", store.ErrNoMemory)
	}
	return fmt.Errorf("write: %w", err)
}

// readError says what a failed read means. Badger reads through memory maps, so what fails is a checksum or a format.
func readError(err error) error {
	if errors.Is(err, store.ErrCorrupt) {
		return err
	}
	if errors.Is(err, badger.ErrDBClosed) || errors.Is(err, badger.ErrDiscardedTxn) {
		return store.ErrClosed
	}
	return fmt.Errorf("read: %v: %w", err, store.ErrCorrupt)
}

// inEngine calls f, which calls Badger, and makes a panic there an error: a file that became shorter while it is mapped into
// memory, for example, ends in one. While f runs code of our own it sets ours; a panic then is not damage, and goes on.
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

// noSpace returns the one sentence about a full disk for an error that comes from it, however often it was met, and other
// errors as they are.
func (s *Store) noSpace(err error) error {
	if one := (*spaceError)(nil); errors.As(err, &one) {
		return one
	}
	if isNoSpace(err) {
		return fullError(s.dir)
	}
	return err
}

// readOnlyError says why a store that was opened for reading takes no change.
func (s *space) readOnlyError() error {
	return &spaceError{fmt.Sprintf("the disk of %s had no room for a change when the store was opened, so it can only be read; "+
		"make room there and open the store again", filepath.Dir(s.folder))}
}
