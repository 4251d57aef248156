//go:build unix

package search

import (
	"os"
	"runtime"
	"syscall"
)

// mapSegment maps a segment's file into memory. Errors: errDamaged; those of the file system.
//
// The file must not be truncated meanwhile: the folder is locked, and segments are written once.
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
		return nil, errDamaged // an empty file cannot be mapped
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
	// Searches may use a segment after the index drops it, so it is unmapped once nothing refers to it.
	runtime.AddCleanup(s, func(data []byte) { _ = syscall.Munmap(data) }, data)
	return s, nil
}
