package main

import (
	"fmt"
	"math"

	"github.com/dustin/go-humanize"
	"github.com/spf13/cobra"

	"forumgraph/cmd/forumgraph/internal/memlimit"
	"forumgraph/store/badgerstore"
)

// budget is how a process shares out the memory it may take, in bytes. At the default of 1 GiB and at 96 MiB, which is what a
// cgroup of 128 MiB gives:
//
//	                                             1 GiB     96 MiB
//	Change    what one transaction may write     32 MiB     3 MiB   total / 32, at most 32 MiB
//	Nodes     decoded nodes; blocks half more    64 MiB     6 MiB   total / 16, at most 64 MiB
//	Answers   answers kept to be given again     32 MiB     3 MiB   total / 32, at most 32 MiB; --cache-size
//	Plans     parsed and planned documents       16 MiB   1.5 MiB   total / 64, at most 16 MiB
//	Unsent    answers not yet sent to readers   128 MiB    12 MiB   total / 8
//	Slots     operations that run at once            32          3   total / 32 MiB, at least 2; the processors, if fewer
//
// The rest is the graph's compact copy, its indexes, and garbage. Go's collector keeps the process below seven eighths of the
// total; a graph that needs more gets it, up to what the system gives.
type budget struct {
	// Total is what the process may take in all. Most is what it takes at most, for a graph that needs more than Total.
	Total, Most int64
	// Change and those that follow are in the table.
	Change, Nodes, Answers, Plans, Unsent int64
	Slots                                 int
}

const (
	// usualMemory is the most that a process takes, unless it is allowed more or its graph needs more.
	usualMemory = 1 << 30
	// leastMemory is what serving the smallest graph takes.
	leastMemory = 48 << 20
	// mappedChange is how much address space Badger reserves, in maximal changes: the logs, and two memtables.
	mappedChange = 52
	// runtimeSpace is the address space that Go's runtime and the program take before they do anything.
	runtimeSpace = 1792 << 20
	// leastSpace is the smallest address space in which a server runs.
	leastSpace = 2 << 30
)

// newBudget shares out total bytes; 0 means three quarters of what the system gives, at most 1 GiB.
func newBudget(total int64, given memlimit.Given) budget {
	b := budget{Total: total, Most: total}
	if total == 0 {
		b.Most = given.Memory / 8 * 7
		b.Total = min(given.Memory/4*3, usualMemory)
	}
	// Of a small address space one half is for what is mapped, the other for what is allocated.
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

// arena returns how much of Go's memory Badger reserves for a memtable. It touches what it uses, but the collector counts all.
func (b budget) arena() int64 { return b.Change * 9 }

// collectorLimit returns what the collector is to keep the process below when so many bytes are in use: the total less an
// eighth for what it does not see, or one and a half times what is in use if that is more, as far as it is to be had.
func (b budget) collectorLimit(inUse uint64) int64 {
	used := max(int64(inUse)-b.arena(), 0)
	return min(max(b.Total/8*7, used+used/2), b.Most/8*7) + b.arena()
}

// store returns the options of a store that keeps to the budget.
func (b budget) store() badgerstore.Options {
	return badgerstore.Options{MaxChangeBytes: b.Change, CacheBytes: b.Nodes}
}

// whileServing is how a server collects garbage. At the default of Go's collector, 100 percent, an eighth of the time went
// there, and requests that came during a collection were the slowest.
func (b budget) whileServing() collecting { return collecting{400, b.collectorLimit} }

// enoughSpace refuses to serve in an address space in which Go's runtime would sooner or later end the process.
func enoughSpace(given memlimit.Given) error {
	if given.AddressSpace >= leastSpace {
		return nil
	}
	return hinted(fmt.Errorf("the limit on address space is %s; a server reserves up to %s, though it uses far less",
		humanize.IBytes(uint64(given.AddressSpace)), humanize.IBytes(leastSpace)),
		"raise 'ulimit -v', or bound the memory by a cgroup or --memory instead")
}

// processBudget is that of a command without a flag for it.
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
