//go:build unix

package search

import (
	"os"
	"runtime"
	"syscall"
)

// mapSegment reads a segment from a file, of which the system keeps in memory what is used. Errors: errDamaged; those of the
// file system.
//
// The file must not be cut short meanwhile: the folder is locked, and segments are written once.
func mapSegment(path string) (*segment, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if info.Size() == 0 {
		return nil, errDamaged // nothing cannot be mapped
	}
	data, err := syscall.Mmap(int(f.Fd()), 0, int(info.Size()), syscall.PROT_READ, syscall.MAP_SHARED)
	if err != nil {
		return nil, err
	}
	s, err := segmentOf(data)
	if err != nil {
		_ = syscall.Munmap(data)
		return nil, err
	}
	// Searches may use a segment longer than the index does, so it ends with the last of them.
	runtime.AddCleanup(s, func(data []byte) { _ = syscall.Munmap(data) }, data)
	return s, nil
}
