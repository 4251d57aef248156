package badgerstore

import (
	"errors"
	"io/fs"
	"os"
	"syscall"
)

// freeBytes returns the free bytes of a folder's file system.
func freeBytes(folder string) (int64, error) {
	var system syscall.Statfs_t
	if err := syscall.Statfs(folder, &system); err != nil {
		return 0, os.NewSyscallError("statfs", err)
	}
	return int64(system.Bavail) * int64(system.Bsize), nil
}

// allocate reserves disk blocks for bytes of a file, so that writing them cannot run out of room. On file systems that
// cannot do this it does nothing, and the check of the free space has to suffice.
func allocate(path string, flags int, from, bytes int64) error {
	const keepSize = 1 // FALLOC_FL_KEEP_SIZE
	f, err := os.OpenFile(path, flags|os.O_RDWR, 0o600)
	if err != nil {
		return err
	}
	for {
		err = syscall.Fallocate(int(f.Fd()), keepSize, from, bytes)
		if !errors.Is(err, syscall.EINTR) {
			break
		}
	}
	if errors.Is(err, syscall.EOPNOTSUPP) || errors.Is(err, syscall.ENOSYS) {
		err = nil
	}
	return errors.Join(os.NewSyscallError("fallocate", err), f.Close())
}

// allocated returns how much of the disk a file takes, without its holes.
func allocated(info fs.FileInfo) int64 {
	if stat, ok := info.Sys().(*syscall.Stat_t); ok {
		return stat.Blocks * 512
	}
	return info.Size()
}
