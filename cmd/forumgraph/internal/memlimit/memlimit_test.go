package memlimit_test

import (
	"math"
	"testing"
	"testing/fstest"

	"forumgraph/cmd/forumgraph/internal/memlimit"
)

const (
	mib  = 1 << 20
	none = math.MaxInt64

	version1 = "34 30 0:31 / /sys/fs/cgroup/memory rw,relatime - cgroup cgroup rw,memory\n" +
		"31 30 0:28 / /sys/fs/cgroup/cpu rw,relatime - cgroup cgroup rw,cpu\n"
	version2 = "40 30 0:37 / /sys/fs/cgroup rw,relatime shared:9 - cgroup2 cgroup2 rw\n"
	// container has its own cgroup mounted, and sees its path on the host.
	container = "34 30 0:31 /docker/abc /sys/fs/cgroup/memory ro - cgroup cgroup rw,memory\n"
)

// The lowest limit on the way up must count, in both versions of cgroups, beside that of the machine and of the process.
func TestFindIn(t *testing.T) {
	for _, test := range []struct {
		name                  string
		mountinfo, group      string
		files                 map[string]string // below sys/fs/cgroup
		data, addressSpace    int64
		wantMemory, wantSpace int64
	}{
		{"no_limit", version2, "0::/app\n", map[string]string{"app/memory.max": "max", "app/memory.high": "max"}, none, none, 1024 * mib, none},
		{"own_group", version2, "0::/app\n", map[string]string{"app/memory.max": "134217728\n"}, none, none, 128 * mib, none},
		{"high", version2, "0::/app\n", map[string]string{"app/memory.max": "134217728\n", "app/memory.high": "104857600\n"}, none, none, 100 * mib, none},
		{"group_above", version2, "0::/a/b/c\n", map[string]string{"a/memory.max": "67108864\n", "a/b/memory.max": "max\n", "a/b/c/memory.max": "134217728\n"}, none, none, 64 * mib, none},
		{"group_at_the_mount", version2, "0::/\n", map[string]string{"memory.max": "67108864\n"}, none, none, 64 * mib, none},
		{"version_1", version1, "4:memory:/a/b\n1:cpu:/\n", map[string]string{"memory/a/memory.limit_in_bytes": "268435456\n", "memory/a/b/memory.limit_in_bytes": "9223372036854771712\n"}, none, none, 256 * mib, none},
		{"version_1_and_2", version1 + "40 30 0:37 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw\n", "4:cpu,memory:/a\n0::/\n", map[string]string{"memory/a/memory.limit_in_bytes": "268435456\n"}, none, none, 256 * mib, none},
		{"container", container, "4:memory:/docker/abc\n", map[string]string{"memory/memory.limit_in_bytes": "268435456\n"}, none, none, 256 * mib, none},
		{"more_than_the_machine", version2, "0::/\n", map[string]string{"memory.max": "99999999999\n"}, none, none, 1024 * mib, none},
		{"data_limit", version2, "0::/\n", nil, 400 * mib, none, 200 * mib, none},
		{"address_space", version2, "0::/\n", nil, none, 2048 * mib, 1024 * mib, 2048 * mib},
		{"nonsense", "1 2\n- - -\n" + version2, "x\n0::/../../a\n", map[string]string{"a/memory.max": "-5\n"}, none, none, 1024 * mib, none},
	} {
		t.Run(test.name, func(t *testing.T) {
			root := fstest.MapFS{
				"proc/meminfo":        {Data: []byte("MemTotal:        1048576 kB\nMemFree: 1 kB\n")},
				"proc/self/mountinfo": {Data: []byte("22 1 8:1 / / rw - ext4 /dev/sda rw\n" + test.mountinfo)},
				"proc/self/cgroup":    {Data: []byte(test.group)},
			}
			for name, content := range test.files {
				root["sys/fs/cgroup/"+name] = &fstest.MapFile{Data: []byte(content)}
			}
			got := memlimit.FindIn(root, func(l memlimit.Limit) int64 {
				if l == memlimit.Data {
					return test.data
				}
				return test.addressSpace
			})
			if want := (memlimit.Given{Memory: test.wantMemory, AddressSpace: test.wantSpace}); got != want {
				t.Errorf("got %+v, want %+v", got, want)
			}
		})
	}
	if got := memlimit.FindIn(fstest.MapFS{}, func(memlimit.Limit) int64 { return none }); got.Memory != none {
		t.Errorf("without files: got %d, want no limit", got.Memory)
	}
}
