//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

// Package filelock keeps other processes away from a file or folder.
package filelock

import (
	"errors"
	"os"
	"syscall"

	"forumgraph/store"
)

// Try locks a file or folder until it is closed, or its process ends. It does not wait. Badger locks folders in the same way.
//
// Errors: store.ErrLocked, and those of the file system.
func Try(f *os.File) error {
	err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return store.ErrLocked
	}
	return err
}
