//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package search

import (
	"errors"
	"os"
	"syscall"

	"forumgraph/store"
)

// tryLock locks a file until it is closed. It does not wait. Errors: store.ErrLocked.
func tryLock(f *os.File) error {
	err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return store.ErrLocked
	}
	return err
}
