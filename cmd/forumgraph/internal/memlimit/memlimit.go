// Package memlimit finds out how much memory this process is given: by its cgroups, its resource limits and the machine.
//
// Why not a library? The ones that are kept well read one cgroup, and some of them know the machine; none looks up the
// hierarchy, at memory.high and at the resource limits too.
package memlimit

import (
	"bufio"
	"io/fs"
	"math"
	"path"
	"strconv"
	"strings"
)

// Given is what the system gives a process, in bytes; math.MaxInt64 stands for no limit.
type Given struct {
	// Memory is the lowest of the limits on memory: those of the cgroup and all above it, of the machine, and half of
	// RLIMIT_DATA, which counts stacks and what is allocated and never used, too.
	Memory int64
	// AddressSpace is RLIMIT_AS, which counts what is reserved and never used, too.
	AddressSpace int64
}

// Find returns what the system gives this process.
func Find() Given { return FindIn(systemFiles, limitOf) }

// Limit names a resource limit.
type Limit int

// The resource limits that matter for memory.
const (
	AddressSpace Limit = iota
	Data
)

// FindIn returns what a system gives whose files are in root: proc/self/cgroup, proc/self/mountinfo, proc/meminfo and what is
// mounted there. rlimit returns a resource limit, math.MaxInt64 for none. Files that are missing or unreadable set no limit.
func FindIn(root fs.FS, rlimit func(Limit) int64) Given {
	memory := min(machine(root), halfOf(rlimit(Data)))
	for _, m := range mounts(root) {
		memory = min(memory, m.limit(root))
	}
	return Given{Memory: memory, AddressSpace: rlimit(AddressSpace)}
}

// halfOf returns half of a limit, and no limit for none.
func halfOf(limit int64) int64 {
	if limit == math.MaxInt64 {
		return limit
	}
	return limit / 2
}

// machine returns the memory of the machine.
func machine(root fs.FS) int64 {
	for _, fields := range lines(root, "proc/meminfo") {
		if len(fields) >= 2 && fields[0] == "MemTotal:" {
			if kib, err := strconv.ParseInt(fields[1], 10, 64); err == nil {
				return kib << 10
			}
		}
	}
	return math.MaxInt64
}

// mount is a mounted hierarchy of cgroups that limits memory, and the cgroup of this process in it.
type mount struct {
	point string   // without the leading slash
	group string   // below point
	files []string // with limits
}

// limit returns the lowest limit of the cgroup and those above it.
func (m mount) limit(root fs.FS) int64 {
	lowest := int64(math.MaxInt64)
	for group := m.group; ; group = path.Dir(group) {
		for _, name := range m.files {
			b, err := fs.ReadFile(root, path.Join(m.point, group, name))
			if err != nil {
				continue
			}
			// "max" in version 2; in version 1 a number that no machine has.
			if limit, err := strconv.ParseInt(strings.TrimSpace(string(b)), 10, 64); err == nil && limit > 0 {
				lowest = min(lowest, limit)
			}
		}
		if group == "." || group == "/" {
			return lowest
		}
	}
}

// mounts returns the hierarchies of version 2, and of version 1 with the memory controller.
func mounts(root fs.FS) []mount {
	groups := make(map[string]string) // by controller, "" for version 2
	for _, fields := range lines(root, "proc/self/cgroup") {
		// A line is ID:CONTROLLERS:PATH; a path may hold spaces.
		parts := strings.SplitN(strings.Join(fields, " "), ":", 3)
		if len(parts) < 3 {
			continue
		}
		for controller := range strings.SplitSeq(parts[1], ",") {
			groups[controller] = parts[2]
		}
	}
	var all []mount
	for _, fields := range lines(root, "proc/self/mountinfo") {
		// ID PARENT MAJOR:MINOR ROOT POINT OPTIONS... - TYPE SOURCE SUPER-OPTIONS, see proc(5)
		dash := index(fields, "-")
		if dash < 6 || len(fields) < dash+4 {
			continue
		}
		var group string
		var found bool
		var files []string
		switch {
		case fields[dash+1] == "cgroup2":
			group, found = groups[""]
			files = []string{"memory.max", "memory.high"}
		case fields[dash+1] == "cgroup" && index(strings.Split(fields[dash+3], ","), "memory") >= 0:
			group, found = groups["memory"]
			files = []string{"memory.limit_in_bytes"}
		}
		if !found {
			continue
		}
		// In a container the mount may begin at the process's own cgroup, and the path at that of the host.
		below := strings.TrimPrefix(group, strings.TrimSuffix(fields[3], "/"))
		all = append(all, mount{strings.TrimPrefix(fields[4], "/"), strings.Trim(path.Clean("/"+below), "/"), files})
	}
	return all
}

func index(words []string, word string) int {
	for i, w := range words {
		if w == word {
			return i
		}
	}
	return -1
}

// lines returns the lines of a file as words.
func lines(root fs.FS, name string) [][]string {
	f, err := root.Open(name)
	if err != nil {
		return nil
	}
	defer f.Close()
	var all [][]string
	for scanner := bufio.NewScanner(f); scanner.Scan(); {
		all = append(all, strings.Fields(scanner.Text()))
	}
	return all
}
