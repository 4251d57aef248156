package scene

import (
	"maps"
	"slices"
	"strings"
)

// Expansions are the ways to expand a node, as addresses spell them.
var Expansions = []string{"raised", "backed", "disagrees", "session"}

// ExpansionsOf returns the ways to expand a node of a kind.
func ExpansionsOf(kind string) []string {
	switch {
	case slices.Contains(VoiceKinds, kind):
		return Expansions
	case kind == "issue":
		return []string{"raised", "backed"}
	case kind == "recommendation":
		return []string{"backed", "disagrees"}
	case kind == "session":
		return []string{"session"}
	}
	return nil
}

// Adds returns how many nodes an expansion of a node would add to a scene of the state.
func (d *Drawing) Adds(s State, scene Scene, id, how string) int {
	c := chosen{nodes: make(map[int]bool), edges: make(map[int]bool)}
	d.expand(s, id+"~"+how, &c)
	for _, n := range scene.Nodes {
		delete(c.nodes, n.number)
	}
	return len(c.nodes)
}

// expand adds what a step, ID~how, leads to; an unknown node or way adds nothing.
func (d *Drawing) expand(s State, step string, c *chosen) {
	id, how, _ := strings.Cut(step, "~")
	from, ok := d.find(id)
	if !ok || !slices.Contains(Expansions, how) {
		return
	}
	paths := slices.DeleteFunc(d.paths(from, how), func(path []int) bool {
		return slices.ContainsFunc(path, func(e int) bool { return !d.supported(s.Filter, e, from) })
	})
	weights := make(map[int]int)
	for _, path := range paths {
		weight := 0
		for i, e := range path {
			if w := d.edge(e).weight; i == 0 || w < weight {
				weight = w
			}
		}
		for _, e := range path {
			for _, end := range []int{d.edge(e).source, d.edge(e).target} {
				weights[end] = max(weight, weights[end])
			}
		}
	}
	delete(weights, from)
	found := slices.SortedFunc(maps.Keys(weights), func(a, b int) int {
		return d.compare(s, a, b, func() int { return weights[b] - weights[a] })
	})
	kept := map[int]bool{from: true}
	for _, n := range d.keep(c, found, expansionLimit) {
		kept[n] = true
	}
	maps.Copy(c.nodes, kept)
	for _, path := range paths {
		for _, e := range path {
			if kept[d.edge(e).source] && kept[d.edge(e).target] {
				c.edges[e] = true
			}
		}
	}
}

// paths returns the paths that an expansion follows, each as its edges starting at the node.
func (d *Drawing) paths(n int, how string) [][]int {
	kind := d.node(n).kind
	switch how {
	case "raised":
		return d.step(nil, n, "raised")
	case "backed":
		if kind == "issue" {
			return d.step(nil, n, "addresses")
		}
		return d.step(nil, n, "backs")
	case "disagrees":
		// What the node holds: itself if it is a recommendation, otherwise what it backs and what it opposes.
		if kind == "recommendation" {
			return d.contrary(nil, n)
		}
		var all [][]int
		for _, path := range d.step(nil, n, "backs") {
			all = append(all, d.contrary(path, d.other(path[0], n))...)
		}
		for _, path := range d.step(nil, n, "opposes") {
			all = append(append(all, path), d.step(path, d.other(path[0], n), "backs")...)
		}
		return all
	}
	var all [][]int
	for _, s := range d.sessions(n) {
		if len(s.path) > 0 {
			all = append(all, s.path)
		}
		all = append(all, d.step(s.path, s.node, "presented-at")...)
	}
	return all
}

// contrary returns the paths from a recommendation, at the end of path, to voices that oppose it, and to
// recommendations that contradict it with the voices that back these.
func (d *Drawing) contrary(path []int, recommendation int) [][]int {
	all := d.step(path, recommendation, "opposes")
	for _, p := range d.step(path, recommendation, "contradicts") {
		all = append(append(all, p), d.step(p, d.other(p[len(p)-1], recommendation), "backs")...)
	}
	return all
}

type reached struct {
	path []int
	node int
}

// sessions returns the sessions that a node presented at or spoke in; an organization was where its people presented.
func (d *Drawing) sessions(n int) []reached {
	if d.node(n).kind == "session" {
		return []reached{{nil, n}}
	}
	starts := []reached{{nil, n}}
	if d.node(n).kind == "organization" {
		for _, path := range d.step(nil, n, "affiliated-with") {
			starts = append(starts, reached{path, d.other(path[0], n)})
		}
	}
	var all []reached
	for _, s := range starts {
		for _, path := range d.step(s.path, s.node, "presented-at", "in-session") {
			if to := d.other(path[len(path)-1], s.node); d.node(to).kind == "session" {
				all = append(all, reached{path, to})
			}
		}
	}
	return all
}

// step returns path extended by each edge of the types at n.
func (d *Drawing) step(path []int, n int, types ...string) [][]int {
	var all [][]int
	for e := range d.at(n) {
		if slices.Contains(types, d.edge(e).typ) {
			all = append(all, append(slices.Clone(path), e))
		}
	}
	return all
}
