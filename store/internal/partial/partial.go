// Package partial orders the beginning of a list without ordering the rest.
package partial

import "slices"

// Sort moves the first k elements of s, by compare, to its front, in order. The others stay behind them in no order. k is
// at most len(s). It suits a k that is small next to len(s): a page, or the lines of a table.
//
// The first k found so far are kept in order, and what comes before the last of them takes its place among them by binary
// search: most elements cost one comparison.
func Sort[T any](s []T, k int, compare func(a, b T) int) {
	if k == 0 {
		return
	}
	first, rest := s[:k], s[k:]
	slices.SortFunc(first, compare)
	for i, e := range rest {
		last := first[k-1]
		if compare(e, last) >= 0 {
			continue
		}
		at, _ := slices.BinarySearchFunc(first, e, compare)
		copy(first[at+1:], first[at:])
		first[at], rest[i] = e, last
	}
}
