package topology

import "slices"

// join records the ways on from layer a of the forward search over the edges that join it to layer b of the backward
// search. It returns the nodes of layer a that have one: they are in layer b+1 of the backward search.
//
// It reads the edges of whichever layer has fewer. Or it reads the edges of all nodes except the hubs in both layers,
// and looks up the hubs in each other's lists: usually two layers are a few hubs and a few dozen other nodes.
func (w *way) join(ahead []Number, a int, back []Number, b int) ([]Number, error) {
	j := joining{way: w, a: a, b: b}
	allAhead, allBack := w.degrees(ahead), w.degrees(back)
	// Skipping hubs is pointless if reading a whole layer costs less than looking up a single hub.
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
	// hubSearch is how many edge ends are read in the time of looking up one hub in the list of another: a binary
	// search in each run of ends of one type and direction. It was measured on paths between people: at 512 the slowest
	// percent takes seven times as long, at 128 or 256 up to three times.
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

// meet records an edge end between node x of the forward search and node y of the backward search.
func (j *joining) meet(x, y Number, end int) {
	if j.note(x, y, end, j.b+1) {
		j.found = append(j.found, x)
	}
}

// readAhead reads the edges of nodes of the forward search.
func (j *joining) readAhead(nodes []Number) error {
	return j.read(nodes, &j.back, j.b, func(n, to Number, end int) { j.meet(n, to, end) })
}

// readBack reads the edges of nodes of the backward search.
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

// search looks up the edges between hubs of the forward search and hubs of the backward search, both ascending.
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
