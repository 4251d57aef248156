package topology

import "slices"

// join notes the ways on from layer a of the search ahead over the edges that join it to layer b of the search back, and
// returns the nodes of layer a that have one: they are of layer b+1 of the search back.
//
// It reads the edges of the one layer or of the other, whichever has fewer; or those of all nodes but the hubs in both, and
// then looks for the hubs in the lists of each other: most of the time two layers are a few hubs and a few dozen others.
func (w *way) join(ahead []Number, a int, back []Number, b int) ([]Number, error) {
	j := joining{way: w, a: a, b: b}
	allAhead, allBack := w.degrees(ahead), w.degrees(back)
	// Hubs of the one are of no use where the other is read as a whole for less than the search for a single hub.
	if min(allAhead, allBack) > hubSearch {
		aheadHubs, backHubs := w.hubs(ahead), w.hubs(back)
		rest := allAhead - w.degrees(aheadHubs) + allBack - w.degrees(backHubs)
		if rest+hubSearch*len(aheadHubs)*len(backHubs) < min(allAhead, allBack) {
			j.skipHubs = true
			if err := j.readAhead(ahead); err != nil {
				return nil, err
			}
			if err := j.readBack(back); err != nil {
				return nil, err
			}
			err := j.search(aheadHubs, backHubs)
			return j.found, err
		}
	}
	var err error
	if allAhead < allBack {
		err = j.readAhead(ahead)
	} else {
		err = j.readBack(back)
	}
	return j.found, err
}

const (
	// hubDegree is the number of edge ends above which a node is a hub.
	hubDegree = 128
	// hubSearch is how many edge ends are read in the time that looking for one hub in the list of another takes: a binary
	// search in each run of ends of one type and direction. Measured on the paths between people of 10,000 reports: at 512
	// the slowest percent takes seven times as long, at 128 or 256 up to three times.
	hubSearch = 64
)

// hubs returns the hubs among nodes, ascending.
func (t *Topology) hubs(nodes []Number) []Number {
	var hubs []Number
	for _, n := range nodes {
		if t.degree(n) > hubDegree {
			hubs = append(hubs, n)
		}
	}
	slices.Sort(hubs)
	return hubs
}

// joining is one join.
type joining struct {
	*way
	a, b     int
	skipHubs bool // their ends are not read
	found    []Number
}

// meet notes an edge end between node x of the search ahead and node y of the search back.
func (j *joining) meet(x, y Number, end int) {
	if j.note(x, y, end, j.b+1) {
		j.found = append(j.found, x)
	}
}

// readAhead reads the edges of nodes of the search ahead.
func (j *joining) readAhead(nodes []Number) error {
	return j.read(nodes, &j.back, j.b, func(n, to Number, end int) { j.meet(n, to, end) })
}

// readBack reads the edges of nodes of the search back.
func (j *joining) readBack(nodes []Number) error {
	return j.read(nodes, &j.ahead, j.a, func(n, to Number, end int) { j.meet(to, n, end) })
}

// read calls meet with the edges from the nodes to the layer of the other search.
func (j *joining) read(nodes []Number, other *levels, layer int, meet func(n, to Number, end int)) error {
	for _, n := range nodes {
		if j.skipHubs && j.degree(n) > hubDegree {
			continue
		}
		if err := j.watch.spend(j.degree(n)); err != nil {
			return err
		}
		for from, end := range j.followed(n, j.filter) {
			for i, to := range j.targets[from:end] {
				if other.at(to, layer) && j.admits(n, to) {
					meet(n, to, from+i)
				}
			}
		}
	}
	return nil
}

// search looks for the edges between hubs of the search ahead and hubs of the search back, which ascend.
func (j *joining) search(ahead, back []Number) error {
	for _, x := range ahead {
		if err := j.watch.spend(hubSearch * len(back)); err != nil {
			return err
		}
		for from := j.first[x]; from < j.first[x+1]; {
			last := j.last(from, j.first[x+1]) // the ends of one type and direction, by target
			if j.filter.follows(j.ways[from]) {
				targets := j.targets[from : last+1]
				at := 0
				for _, y := range back {
					i, found := slices.BinarySearch(targets[at:], y)
					at += i
					if found && j.admits(x, y) {
						j.meet(x, y, from+at)
					}
				}
			}
			from = last + 1
		}
	}
	return nil
}
