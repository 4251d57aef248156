//go:build !unix

package badgerstore

// folderLock stands for a lock that this system does not have; Badger's own lock on a generation is then the only one.
type folderLock struct{}

func lockFolder(string) (*folderLock, error) { return &folderLock{}, nil }

func (l *folderLock) unlock() error { return nil }
