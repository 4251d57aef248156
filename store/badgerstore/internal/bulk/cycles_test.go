package bulk

import (
	"runtime/debug"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"forumgraph/store/badgerstore/internal/disk"
)

// Each cycle must be found once, beginning at its smallest number, and only among steps of the type.
func TestFindCycles(t *testing.T) {
	steps := []climb{{1, 1, 2}, {1, 2, 3}, {1, 5, 4}, {1, 4, 6}, {1, 6, 5}, {1, 7, 7}, {2, 3, 1}, {1, 3, 8}}
	want := [][]disk.Number{{4, 6, 5}, {7}}
	if diff := cmp.Diff(want, findCycles(steps, 1), cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("cycles (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([][]disk.Number{}, findCycles(steps, 2), cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("without cycles (-want +got):\n%s", diff)
	}
}

// A chain of any length must be searched in a small stack: one that overflows ends the process.
func TestFindCycles_long(t *testing.T) {
	const length = 200_000
	steps := make([]climb, 0, length)
	for n := disk.Number(1); n < length; n++ {
		steps = append(steps, climb{1, n, n + 1})
	}
	steps = append(steps, climb{1, length, length - 1})
	defer debug.SetMaxStack(debug.SetMaxStack(1 << 20))
	if diff := cmp.Diff([][]disk.Number{{length - 1, length}}, findCycles(steps, 1)); diff != "" {
		t.Errorf("cycles (-want +got):\n%s", diff)
	}
}
