package bulk

import (
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
