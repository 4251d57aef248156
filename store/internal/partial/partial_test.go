package partial_test

import (
	"cmp"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"forumgraph/store/internal/partial"
)

// The front is that of the sorted list, and no element is lost.
func TestSort(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := rapid.SliceOf(rapid.IntRange(0, 50)).Draw(t, "all")
		k := rapid.IntRange(0, len(all)).Draw(t, "k")
		want := slices.Sorted(slices.Values(all))
		got := slices.Clone(all)
		partial.Sort(got, k, cmp.Compare[int])
		if diff := gocmp.Diff(want[:k], got[:k], cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("the first %d of %v: %s", k, all, diff)
		}
		slices.Sort(got)
		if diff := gocmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("the elements of %v: %s", all, diff)
		}
	})
}
