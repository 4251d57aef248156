package memlimit

import (
	"math"
	"os"
	"syscall"
)

// systemFiles are the files of this machine.
var systemFiles = os.DirFS("/")

// limitOf returns a resource limit of this process.
func limitOf(l Limit) int64 {
	resource := map[Limit]int{AddressSpace: syscall.RLIMIT_AS, Data: syscall.RLIMIT_DATA}[l]
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(resource, &limit); err != nil || limit.Cur > math.MaxInt64 {
		return math.MaxInt64
	}
	return int64(limit.Cur)
}
