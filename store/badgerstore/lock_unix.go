//go:build unix

package badgerstore

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"

	"forumgraph/store"
)

// folderLock keeps other processes out of a folder. The lock is on the folder itself, as Badger's is, and the operating
// system gives it up with the process.
type folderLock struct{ folder *os.File }

// lockFolder locks the folder at path. Errors: store.ErrLocked, and those of the file system.
func lockFolder(path string) (*folderLock, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	if err := unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB); err != nil {
		if errors.Is(err, unix.EWOULDBLOCK) {
			err = store.ErrLocked
		}
		return nil, errors.Join(err, f.Close())
	}
	return &folderLock{f}, nil
}

func (l *folderLock) unlock() error { return l.folder.Close() }
