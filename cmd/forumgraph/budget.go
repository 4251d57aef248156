package main

import (
	"fmt"
	"math"

	"github.com/dustin/go-humanize"
	"github.com/spf13/cobra"

	"forumgraph/cmd/forumgraph/internal/memlimit"
	"forumgraph/store/badgerstore"
)

// budget is how a process divides its memory, in bytes. With the default of 1 GiB, and with 96 MiB, which is the share
// of a 128 MiB cgroup:
//
//	                                             1 GiB     96 MiB
//	Change    one transaction's writes           32 MiB     3 MiB   total / 32, at most 32 MiB
//	Nodes     decoded nodes; blocks half more    64 MiB     6 MiB   total / 16, at most 64 MiB
//	Answers   kept answers                       32 MiB     3 MiB   total / 32, at most 32 MiB; --cache-size
//	Plans     parsed and planned documents       16 MiB   1.5 MiB   total / 64, at most 16 MiB
//	Unsent    answers not yet sent to readers   128 MiB    12 MiB   total / 8
//	Slots     operations that run at once            32          3   total / 32 MiB, at least 2; the processors, if fewer
//
// The rest is for the topology, the indexes and garbage. Go's collector keeps the process below seven eighths of the
// total; a larger graph gets more, up to what the system gives.
type budget struct {
	// Total is the memory of the process. Most is the maximum for a graph that needs more than Total.
	Total, Most int64
	// Change and the following are in the table.
	Change, Nodes, Answers, Plans, Unsent int64
	Slots                                 int
}

const (
	// usualMemory is the maximum of Total unless the operator allows more.
	usualMemory = 1 << 30
	// leastMemory is what the smallest graph needs.
	leastMemory = 48 << 20
	// mappedChange is the address space that Badger reserves for the logs and two memtables, in multiples of Change.
	mappedChange = 52
	// runtimeSpace is the address space that Go's runtime and the program take at the start.
	runtimeSpace = 1792 << 20
	// leastSpace is the smallest address space in which a server runs.
	leastSpace = 2 << 30
)

// newBudget divides total bytes; 0 means three quarters of what the system gives, at most 1 GiB.
func newBudget(total int64, given memlimit.Given) budget {
	b := budget{Total: total, Most: total}
	if total == 0 {
		b.Most = given.Memory / 8 * 7
		b.Total = min(given.Memory/4*3, usualMemory)
	}
	// One half of a small address space is for mapped memory, the other for allocated memory.
	half := int64(math.MaxInt64)
	if given.AddressSpace < math.MaxInt64 {
		half = (given.AddressSpace - runtimeSpace) / 2
	}
	b.Total = max(min(b.Total, half), leastMemory)
	b.Most = max(min(b.Most, half), b.Total)
	b.Change = within(min(b.Total/32, half/mappedChange), 1<<20, 32<<20)
	b.Nodes = within(b.Total/16, 1<<20, 64<<20)
	b.Answers = min(b.Total/32, 32<<20)
	b.Plans = within(b.Total/64, 1<<20, 16<<20)
	b.Unsent = b.Total / 8
	b.Slots = int(max(b.Total/(32<<20), 2))
	return b
}

func within(n, least, most int64) int64 { return min(max(n, least), most) }

// arena returns how much Go memory Badger reserves for a memtable. Badger touches only what it uses, but the collector
// counts all of it.
func (b budget) arena() int64 { return b.Change * 9 }

// collectorLimit returns the collector's memory limit while inUse bytes are in use: the total less an eighth for memory
// that the collector does not see, or one and a half times what is in use if that is more, within what the system
// gives.
func (b budget) collectorLimit(inUse uint64) int64 {
	used := max(int64(inUse)-b.arena(), 0)
	return min(max(b.Total/8*7, used+used/2), b.Most/8*7) + b.arena()
}

// store returns the options of a store within the budget.
func (b budget) store() badgerstore.Options {
	return badgerstore.Options{MaxChangeBytes: b.Change, CacheBytes: b.Nodes}
}

// whileServing is the garbage collection of a server. With Go's default of 100 percent, collections took an eighth of
// the time and made concurrent requests the slowest.
func (b budget) whileServing() collecting { return collecting{400, b.collectorLimit} }

// enoughSpace returns an error for an address space in which Go's runtime would eventually abort the process.
func enoughSpace(given memlimit.Given) error {
	if given.AddressSpace >= leastSpace {
		return nil
	}
	return hinted(fmt.Errorf("the limit on address space is %s; a server reserves up to %s, though it uses far less",
		humanize.IBytes(uint64(given.AddressSpace)), humanize.IBytes(leastSpace)),
		"raise 'ulimit -v', or bound the memory by a cgroup or --memory instead")
}

// processBudget is the budget of a command without a memory flag.
func processBudget() budget { return newBudget(0, memlimit.Find()) }

// memoryFlag registers --memory of a command.
func memoryFlag(cmd *cobra.Command, size *string, usage string) {
	cmd.Flags().StringVar(size, "memory", "", usage)
}

// parseMemory returns the bytes of --memory, 0 for the default. Errors are usage errors.
func parseMemory(size string) (int64, error) {
	if size == "" {
		return 0, nil
	}
	bytes, err := humanize.ParseBytes(size)
	if err == nil && (bytes > math.MaxInt64 || bytes < leastMemory) {
		err = fmt.Errorf("must be at least %s", humanize.IBytes(leastMemory))
	} else if err != nil {
		err = fmt.Errorf("must be a size")
	}
	if err != nil {
		return 0, wrongValue("memory", size, err, "write a size such as 512MiB or 2GB; leave it out for three quarters of what the system gives")
	}
	return int64(bytes), nil
}
