package topology

import (
	"cmp"
	"slices"
)

// search is one query for paths.
type search struct {
	*Topology
	*scratch
	filter      filter
	watch       *watch
	start, goal Number
}

// route is a path by its nodes.
type route struct {
	nodes []Number
	sums  []uint64 // sums[i] is the weight of the first i hops
	// branch is the index of the last node that the route shares with the one it branches off from.
	branch int
}

func (r route) weight() uint64 { return r.sums[len(r.sums)-1] }

// compare orders routes as [Topology.Paths] returns them.
func (r route) compare(o route) int {
	return cmp.Or(cmp.Compare(len(r.nodes), len(o.nodes)), cmp.Compare(o.weight(), r.weight()), slices.Compare(r.nodes, o.nodes))
}

// shortestFirst returns the first routes of at most length hops, in order.
//
// It is Yen's algorithm ("Finding the k shortest loopless paths in a network", 1971) with Lawler's refinement (1972).
// Each accepted route is branched at each of its nodes: keep the route up to there, forbid the next hops that accepted
// routes with the same beginning take, and search for the best way on. Nodes before a route's own branch were branched
// when its parent route was accepted, so they are skipped, and no route is found twice.
func (s *search) shortestFirst(length, most int) ([]route, error) {
	best, err := s.shortest(nil, s.start, nil, length)
	if err != nil || best.nodes == nil {
		return nil, err
	}
	accepted := []route{best}
	var candidates []route // in order
	for len(accepted) < most {
		last := accepted[len(accepted)-1]
		for i := last.branch; i < len(last.nodes)-1; i++ {
			found, err := s.branch(last, i, accepted, length)
			if err != nil {
				return nil, err
			}
			if found.nodes != nil {
				at, _ := slices.BinarySearchFunc(candidates, found, route.compare)
				candidates = slices.Insert(candidates, at, found)
			}
		}
		if len(candidates) == 0 {
			break
		}
		accepted = append(accepted, candidates[0])
		candidates = candidates[1:]
	}
	return accepted, nil
}

// branch returns the best route that equals r up to its node i and then continues as no accepted route does; its nodes
// are nil if there is none.
func (s *search) branch(r route, i int, accepted []route, length int) (route, error) {
	prefix := r.nodes[:i+1]
	var taken []Number
	for _, a := range accepted {
		if len(a.nodes) > i+1 && slices.Equal(a.nodes[:i+1], prefix) {
			taken = append(taken, a.nodes[i+1])
		}
	}
	rest, err := s.shortest(prefix[:i], prefix[i], taken, length-i)
	if err != nil || rest.nodes == nil {
		return route{}, err
	}
	for j := range rest.sums {
		rest.sums[j] += r.sums[i]
	}
	return route{nodes: slices.Concat(prefix[:i], rest.nodes), sums: slices.Concat(r.sums[:i], rest.sums), branch: i}, nil
}
