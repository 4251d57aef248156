//go:build !linux

package badgerstore

import (
	"io/fs"
	"math"
)

// freeBytes does not know on this system; what is written to a full disk then ends the process.
func freeBytes(string) (int64, error) { return math.MaxInt64, nil }

func allocate(string, int, int64, int64) error { return nil }

// allocated does not know of holes; without the free space it is of no use.
func allocated(info fs.FileInfo) int64 { return info.Size() }
