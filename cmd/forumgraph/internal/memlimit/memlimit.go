// Package memlimit finds the memory limits of this process: of its cgroups, its resource limits and the machine.
//
// Why not a library? The maintained ones read one cgroup, and some also read the machine's memory; none reads the whole
// hierarchy, memory.high and the resource limits.
package memlimit

import (
	"bufio"
	"io/fs"
	"math"
	"path"
	"strconv"
	"strings"
)

// Given holds the limits of a process, in bytes; math.MaxInt64 means no limit.
type Given struct {
	// Memory is the lowest memory limit: of the cgroup and its ancestors, of the machine, and half of RLIMIT_DATA,
	// which also counts stacks and allocated but unused memory.
	Memory int64
	// AddressSpace is RLIMIT_AS, which also counts reserved but unused address space.
	AddressSpace int64
}

// Find returns the limits of this process.
func Find() Given { return FindIn(systemFiles, limitOf) }

// Limit names a resource limit.
type Limit int

// The resource limits for memory.
const (
	AddressSpace Limit = iota
	Data
)

// FindIn returns the limits of a system whose files are in root: proc/self/cgroup, proc/self/mountinfo, proc/meminfo
// and what is mounted there. rlimit returns a resource limit, or math.MaxInt64 for none. A missing or unreadable file
// sets no limit.
func FindIn(root fs.FS, rlimit func(Limit) int64) Given {
	memory := min(machine(root), halfOf(rlimit(Data)))
	for _, m := range mounts(root) {
		memory = min(memory, m.limit(root))
	}
	return Given{Memory: memory, AddressSpace: rlimit(AddressSpace)}
}

// halfOf returns half of a limit; no limit stays no limit.
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

// mount is a mounted cgroup hierarchy that limits memory, and this process's cgroup in it.
type mount struct {
	point string   // without the leading slash
	group string   // below point
	files []string // that hold limits
}

// limit returns the lowest limit of the cgroup and its ancestors.
func (m mount) limit(root fs.FS) int64 {
	lowest := int64(math.MaxInt64)
	for group := m.group; ; group = path.Dir(group) {
		for _, name := range m.files {
			b, err := fs.ReadFile(root, path.Join(m.point, group, name))
			if err != nil {
				continue
			}
			// "max" in version 2; in version 1 a number above any machine's memory.
			if limit, err := strconv.ParseInt(strings.TrimSpace(string(b)), 10, 64); err == nil && limit > 0 {
				lowest = min(lowest, limit)
			}
		}
		if group == "." || group == "/" {
			return lowest
		}
	}
}

// mounts returns the hierarchy of version 2, and those of version 1 with the memory controller.
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
		// In a container the mount may start at the process's own cgroup, while the path is the host's.
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
