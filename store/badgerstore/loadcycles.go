package badgerstore

import (
	"slices"

	"forumgraph/store"
)

// climb is a step up in a hierarchy.
type climb struct {
	edgeType byte // the code of BROADER or PART_OF
	from, to number
}

// cycles refuses hierarchies that lead back to where they start: of each cycle the node with the smallest ID. Passages,
// which nothing is part of, are in none.
func (w *loadWriter) cycles() error {
	slices.SortFunc(w.climbs, func(a, b climb) int {
		if a.edgeType != b.edgeType {
			return int(a.edgeType) - int(b.edgeType)
		}
		return int(a.from) - int(b.from)
	})
	for of := range chunkBy(w.climbs, func(c climb) byte { return c.edgeType }) {
		t := typeCodes.word[of[0].edgeType]
		for _, cycle := range findCycles(of) {
			n, err := w.node(w.ordered[cycle[0]-1])
			if err != nil {
				return err
			}
			path := make([]store.ID, len(cycle))
			for i, at := range cycle {
				path[i] = w.nodes[w.ordered[at-1]].id
			}
			w.wrong = append(w.wrong, wrongNode{cycle[0], []store.Problem{store.CycleProblem(n, t, path)}})
		}
	}
	w.climbs = nil
	return w.leaveOut()
}

// chunkBy yields the parts of sorted items that have the same key.
func chunkBy[T any, K comparable](items []T, key func(T) K) func(yield func([]T) bool) {
	return func(yield func([]T) bool) {
		for len(items) > 0 {
			n := 1
			for n < len(items) && key(items[n]) == key(items[0]) {
				n++
			}
			if !yield(items[:n]) {
				return
			}
			items = items[n:]
		}
	}
}

// findCycles returns the cycles that steps, ordered by where they start, close, each beginning at its smallest number. It
// finds at least one if there are any: a search that goes deep first and looks for steps back to where it came through.
func findCycles(steps []climb) [][]number {
	ways := make(map[number][]number)
	for _, s := range steps {
		ways[s.from] = append(ways[s.from], s.to)
	}
	const entered, left = 1, 2
	seen := make(map[number]int)
	var cycles [][]number
	for _, s := range steps {
		if seen[s.from] != 0 {
			continue
		}
		// path is the way to where the search is; next is how many of each node's steps it has tried.
		path, next := []number{s.from}, []int{0}
		seen[s.from] = entered
		for len(path) > 0 {
			last := len(path) - 1
			at := path[last]
			if next[last] == len(ways[at]) {
				seen[at] = left
				path, next = path[:last], next[:last]
				continue
			}
			to := ways[at][next[last]]
			next[last]++
			switch seen[to] {
			case 0:
				seen[to] = entered
				path, next = append(path, to), append(next, 0)
			case entered:
				cycles = append(cycles, smallestFirst(path[slices.Index(path, to):]))
			}
		}
	}
	return cycles
}

// smallestFirst returns a cycle turned so that it begins with its smallest number.
func smallestFirst(cycle []number) []number {
	at := slices.Index(cycle, slices.Min(cycle))
	return slices.Concat(cycle[at:], cycle[:at])
}
