package layout

import (
	"math"

	"github.com/cespare/xxhash/v2"

	"forumgraph/store"
)

// smoothings is how often each node moves towards its neighbors before the forces act.
const smoothings = 40

// hashed returns a point in the square from -1 to 1 that depends only on an ID; such points fill the square evenly.
func hashed(id store.ID) (x, y float64) {
	h := xxhash.Sum64String(string(id))
	return float64(float64(h>>32)/(1<<31)) - 1, float64(float64(h&math.MaxUint32)/(1<<31)) - 1
}

// start places the bodies. Each begins at a point given by its ID, and then moves repeatedly towards the center of its
// neighbors. This is power iteration towards the two smoothest vectors of the graph, the layout of Koren (2005),
// stopped early: related nodes are already near each other, and a small change of the graph is a small change of the
// result. The vectors themselves can trade places.
func (b *bodies) start(ids func(i int) store.ID) {
	n := len(b.x)
	for i := range n {
		b.x[i], b.y[i] = hashed(ids(i))
	}
	degree := make([]float64, n)
	for _, p := range b.pulls {
		degree[p.source] += p.strength
		degree[p.target] += p.strength
	}
	nextX, nextY := make([]float64, n), make([]float64, n)
	for range smoothings {
		clear(nextX)
		clear(nextY)
		for _, p := range b.pulls {
			nextX[p.source] += float64(p.strength * b.x[p.target])
			nextX[p.target] += float64(p.strength * b.x[p.source])
			nextY[p.source] += float64(p.strength * b.y[p.target])
			nextY[p.target] += float64(p.strength * b.y[p.source])
		}
		for i := range n {
			b.x[i] = (b.x[i] + nextX[i]/degree[i]) / 2
			b.y[i] = (b.y[i] + nextY[i]/degree[i]) / 2
		}
		spread(b.x, b.y, degree)
	}
	// In a disk of the size that the forces will make, with the nodes of one neighborhood a little apart.
	size := spacing * math.Sqrt(float64(n))
	for i := range n {
		jx, jy := hashed(ids(i))
		b.x[i] = float64(size*squash(b.x[i])) + float64(spacing*jx)
		b.y[i] = float64(size*squash(b.y[i])) + float64(spacing*jy)
	}
}

// spacing is roughly the distance the forces keep between neighbors.
const spacing = 10

// squash brings distant points nearer and keeps their order: the smoothest vectors single out the loose ends of a graph
// and leave the rest in a heap.
func squash(v float64) float64 { return v / (1 + math.Abs(v)) }

// spread removes from x and y what they have in common with a constant and with each other, weighted by degree, and
// scales them to a mean square of 1. Without it, both would become the same vector.
func spread(x, y, degree []float64) {
	total := sum(degree)
	center(x, degree, total)
	center(y, degree, total)
	along, square := 0.0, 0.0
	for i, d := range degree {
		along += float64(d * x[i] * y[i])
		square += float64(d * x[i] * x[i])
	}
	if square > 0 {
		for i := range y {
			y[i] -= float64(along / square * x[i])
		}
	}
	unit(x, degree, total)
	unit(y, degree, total)
}

func center(v, weight []float64, total float64) {
	mean := 0.0
	for i, w := range weight {
		mean += float64(w * v[i])
	}
	mean /= total
	for i := range v {
		v[i] -= mean
	}
}

func unit(v, weight []float64, total float64) {
	square := 0.0
	for i, w := range weight {
		square += float64(w * v[i] * v[i])
	}
	if square == 0 {
		return
	}
	scale := math.Sqrt(total / square)
	for i := range v {
		v[i] *= scale
	}
}

func sum(v []float64) float64 {
	total := 0.0
	for _, x := range v {
		total += x
	}
	return total
}
