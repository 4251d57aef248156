package bulk

import (
	"maps"
	"slices"

	"forumgraph/store"
	"forumgraph/store/badgerstore/internal/disk"
)

// climb is a step up in a hierarchy.
type climb struct {
	edgeType byte // the code of BROADER or PART_OF
	from, to disk.Number
}

// cycles refuses hierarchies with cycles; for each cycle it reports the node with the smallest ID. Passages are never
// part of one, since nothing is part of them.
func (w *loadWriter) cycles() error {
	for _, t := range []store.EdgeType{store.Broader, store.PartOf} {
		for _, cycle := range findCycles(w.climbs, disk.TypeCodes.Code[t]) {
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

// findCycles returns the cycles that steps of one type close, each beginning at its smallest number; at least one if there are
// any. It searches depth first for steps back into the way it came, and keeps that way itself: a chain may be longer than a
// stack can be.
func findCycles(steps []climb, edgeType byte) (cycles [][]disk.Number) {
	ways := make(map[disk.Number][]disk.Number) // left to try
	for _, s := range steps {
		if s.edgeType == edgeType {
			ways[s.from] = append(ways[s.from], s.to)
		}
	}
	var path []disk.Number             // to where the search is
	place := make(map[disk.Number]int) // in path, from 1; -1 once the search has left
	enter := func(n disk.Number) {
		path = append(path, n)
		place[n] = len(path)
	}
	for _, start := range slices.Sorted(maps.Keys(ways)) {
		if place[start] == 0 {
			enter(start)
		}
		for len(path) > 0 {
			n := path[len(path)-1]
			if len(ways[n]) == 0 {
				place[n], path = -1, path[:len(path)-1]
				continue
			}
			to := ways[n][0]
			ways[n] = ways[n][1:]
			switch at := place[to]; {
			case at == 0:
				enter(to)
			case at > 0:
				cycle := path[at-1:]
				first := slices.Index(cycle, slices.Min(cycle))
				cycles = append(cycles, slices.Concat(cycle[first:], cycle[:first]))
			}
		}
	}
	return cycles
}
