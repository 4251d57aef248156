package topology

import "slices"

// shortest returns the best way from one node to the goal: the fewest hops, at most length; then the largest weight;
// then the first by its nodes. It avoids the nodes in passed, and the hops from from to those in taken. The nodes are
// nil if no way exists.
//
// Two breadth-first searches, forward from from and backward from the goal, grow layer by layer, always the one whose
// outermost layer has fewer edges, until an edge joins these layers; all best ways lead over such edges. The backward
// search records the best way on for each node. When the two have met, it continues over the layers of the forward
// search to from.
//
// The outermost layers are joined before one of them grows: most nodes of a forum are three hops apart, over two hubs,
// and whether two hubs are tied can be found without reading all their edges.
func (s *search) shortest(passed []Number, from Number, taken []Number, length int) (route, error) {
	w := way{search: s, passed: passed, from: from, taken: taken}
	s.ahead.clear()
	s.back.clear()
	s.ahead.set(from, 0)
	s.back.set(s.goal, 0)
	s.aheadLayers, s.backLayers = s.aheadLayers[:0], s.backLayers[:0]
	s.weight[s.goal] = 0
	ahead, back := [][]Number{{from}}, []Number{s.goal} // all layers; the outermost one
	for a, b := 0, 0; a+b < length; a = len(ahead) - 1 {
		met, err := w.join(ahead[a], a, back, b)
		if err != nil {
			return route{}, err
		}
		if len(met) > 0 {
			return w.home(ahead[:a], met, b+1)
		}
		if a+b+1 == length {
			break
		}
		if s.degrees(ahead[a]) <= s.degrees(back) {
			var rim []Number
			rim, err = w.stepAhead(ahead[a], len(ahead))
			ahead = append(ahead, rim)
		} else {
			b++
			back, err = w.stepBack(back, b)
		}
		if err != nil {
			return route{}, err
		}
		if len(ahead[len(ahead)-1]) == 0 || len(back) == 0 {
			break
		}
	}
	return route{}, nil
}

// degrees returns the number of edge ends at the nodes.
func (s *search) degrees(nodes []Number) int {
	sum := 0
	for _, n := range nodes {
		sum += s.degree(n)
	}
	return sum
}

// wayOn returns the way from a node to the goal, as the backward search recorded it.
func (s *search) wayOn(from Number) route {
	r := route{nodes: []Number{from}, sums: []uint64{0}}
	for n := from; n != s.goal; {
		n = s.next[n]
		r.nodes = append(r.nodes, n)
		r.sums = append(r.sums, s.weight[from]-s.weight[n])
	}
	return r
}

// way is one search for the best way from a node to the goal.
type way struct {
	*search
	passed []Number
	from   Number
	taken  []Number
}

// stepAhead returns the layer at depth d of the forward search.
func (w *way) stepAhead(rim []Number, d int) ([]Number, error) {
	begin := len(w.aheadLayers)
	for _, n := range rim {
		if err := w.watch.spend(w.degree(n)); err != nil {
			return nil, err
		}
		for from, end := range w.followed(n, w.filter) {
			for _, to := range w.targets[from:end] {
				if w.ahead.has(to) || !w.admits(n, to) {
					continue
				}
				w.ahead.set(to, d)
				w.aheadLayers = append(w.aheadLayers, to)
			}
		}
	}
	return w.aheadLayers[begin:], nil
}

// stepBack returns the layer at depth d of the backward search, and records the best way on from each of its nodes.
func (w *way) stepBack(rim []Number, d int) ([]Number, error) {
	begin := len(w.backLayers)
	for _, n := range rim {
		if err := w.watch.spend(w.degree(n)); err != nil {
			return nil, err
		}
		for from, end := range w.followed(n, w.filter) {
			for i, to := range w.targets[from:end] {
				if w.back.has(to) && !w.back.at(to, d) || !w.admits(n, to) {
					continue
				}
				if w.note(to, n, from+i, d) {
					w.backLayers = append(w.backLayers, to)
				}
			}
		}
	}
	return w.backLayers[begin:], nil
}

// home continues the backward search from the nodes where it met the forward search, at depth d, over the layers of the
// forward search, the last of which is next to them. It returns the best way.
func (w *way) home(layers [][]Number, met []Number, d int) (route, error) {
	for a := len(layers) - 1; a >= 0; a-- {
		var err error
		if met, err = w.join(layers[a], a, met, d); err != nil {
			return route{}, err
		}
		d++
	}
	return w.wayOn(w.from), nil
}

// note records the way on from a node over n, by the edge end, if it is better than the recorded one. It reports
// whether the node is new to the backward search.
func (w *way) note(node, n Number, end, d int) (isNew bool) {
	isNew = !w.back.has(node)
	if isNew {
		w.back.set(node, d)
	}
	weight := w.weight[n] + uint64(w.weights[end])
	if isNew || weight > w.weight[node] || weight == w.weight[node] && n < w.next[node] {
		w.weight[node], w.next[node] = weight, n
	}
	return isNew
}

// admits reports whether a way may step, in either direction, between nodes n and to, which an admitted edge joins.
func (w *way) admits(n, to Number) bool {
	if w.banned.has(to) || slices.Contains(w.passed, to) {
		return false
	}
	if n == w.from && slices.Contains(w.taken, to) || to == w.from && slices.Contains(w.taken, n) {
		return false
	}
	return to == w.goal || to == w.start || w.enters(w.filter, to)
}
