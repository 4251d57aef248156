package badgerstore

import (
	"errors"
	"os"

	"forumgraph/store/internal/filelock"
)

// folderLock keeps other processes out of a folder.
type folderLock struct{ folder *os.File }

// lockFolder locks the folder at path. Errors: store.ErrLocked, and those of the file system.
func lockFolder(path string) (*folderLock, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	if err := filelock.Try(f); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return &folderLock{f}, nil
}

func (l *folderLock) unlock() error { return l.folder.Close() }
