//go:build !linux

package memlimit

import (
	"math"
	"os"
)

// systemFiles are the files of this machine, of which none reports the memory.
var systemFiles = os.DirFS("/")

// limitOf returns no limit, because this system is not supported.
func limitOf(Limit) int64 { return math.MaxInt64 }
