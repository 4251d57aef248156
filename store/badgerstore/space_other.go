//go:build !linux

package badgerstore

import (
	"io/fs"
	"math"
)

// freeBytes is unknown on this system; writing to a full disk then kills the process.
func freeBytes(string) (int64, error) { return math.MaxInt64, nil }

func allocate(string, int, int64, int64) error { return nil }

// allocated ignores holes; without freeBytes it does not matter.
func allocated(info fs.FileInfo) int64 { return info.Size() }
