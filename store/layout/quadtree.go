package layout

import (
	"math"
	"sync"
)

// leafSize is the most bodies in a leaf. The tree is walked once for each leaf, not for each body, so a larger leaf
// means fewer walks and longer lists.
const leafSize = 12

// maxDepth ends the division of bodies at one point.
const maxDepth = 40

// quadtree approximates the repulsion between many bodies, after Barnes and Hut (1986): distant bodies act as one, at
// their center of mass. It is rebuilt for each round and reuses its memory.
//
// The cells are in preorder in one slice, and the bodies in the order of the leaves, so that a walk goes forward
// through memory without pointers.
type quadtree struct {
	theta float64
	cells []cell

	order      []int32 // the bodies, leaf by leaf
	spare      []int32
	x, y, mass []float64 // in that order

	far []source // by processor: what acts on the current leaf
}

type cell struct {
	x, y, mass float64 // center of mass
	size       float64 // the longer side of the box around the bodies
	midX, midY float64 // the center of that box
	first, end int32   // its bodies
	skip       int32   // the cell after this one and all below it
	leaf       bool
}

// source are the bodies and cells that act on a leaf.
type source struct{ x, y, mass []float64 }

func (s *source) reset() { s.x, s.y, s.mass = s.x[:0], s.y[:0], s.mass[:0] }

// newQuadtree returns a tree that the given number of processors walk at once.
func newQuadtree(bodies int, theta float64, processors int) *quadtree {
	return &quadtree{
		theta: theta, far: make([]source, max(1, processors)), order: make([]int32, bodies), spare: make([]int32, bodies),
		x: make([]float64, bodies), y: make([]float64, bodies), mass: make([]float64, bodies),
	}
}

// build divides the plane for bodies at x, y.
func (q *quadtree) build(x, y, mass []float64) {
	for i := range q.order {
		q.order[i] = int32(i)
	}
	q.cells = q.cells[:0]
	q.divide(x, y, mass, 0, int32(len(q.order)), 0)
	for i, body := range q.order {
		q.x[i], q.y[i], q.mass[i] = x[body], y[body], mass[body]
	}
}

// divide appends the cell of the bodies order[first:end], and the cells below it.
func (q *quadtree) divide(x, y, mass []float64, first, end int32, depth int) {
	minX, maxX, minY, maxY := math.Inf(1), math.Inf(-1), math.Inf(1), math.Inf(-1)
	c := cell{first: first, end: end}
	for _, body := range q.order[first:end] {
		bx, by, m := x[body], y[body], mass[body]
		minX, maxX, minY, maxY = min(minX, bx), max(maxX, bx), min(minY, by), max(maxY, by)
		c.x += float64(bx * m)
		c.y += float64(by * m)
		c.mass += m
	}
	c.x /= c.mass
	c.y /= c.mass
	c.size = max(maxX-minX, maxY-minY)
	c.midX, c.midY = float64((minX+maxX)/2), float64((minY+maxY)/2)
	c.leaf = end-first <= leafSize || depth == maxDepth
	at := len(q.cells)
	q.cells = append(q.cells, c)
	if !c.leaf {
		from := first
		for _, to := range q.quarter(x, y, c.midX, c.midY, first, end) {
			if to > from {
				q.divide(x, y, mass, from, to, depth+1)
			}
			from = to
		}
	}
	q.cells[at].skip = int32(len(q.cells))
}

// quarter sorts the bodies order[first:end] by quadrant, stably, and returns where the quadrants end.
func (q *quadtree) quarter(x, y []float64, midX, midY float64, first, end int32) [4]int32 {
	var ends [4]int32
	quadrant := func(body int32) int {
		k := 0
		if x[body] > midX {
			k = 1
		}
		if y[body] > midY {
			k += 2
		}
		return k
	}
	for _, body := range q.order[first:end] {
		ends[quadrant(body)]++
	}
	var next [4]int32
	at := first
	for k, n := range ends {
		next[k] = at
		at += n
		ends[k] = at
	}
	for _, body := range q.order[first:end] {
		k := quadrant(body)
		q.spare[next[k]] = body
		next[k]++
	}
	copy(q.order[first:end], q.spare[first:end])
	return ends
}

// repel adds to fx and fy the force on each body: strength times both masses over the distance, away from the other.
// Each processor takes some leaves, and one processor sums up the forces on a body, in one order: the sums do not
// depend on the number of processors.
func (q *quadtree) repel(strength float64, fx, fy []float64) {
	if len(q.far) == 1 {
		q.repelPart(0, strength, fx, fy)
		return
	}
	var parts sync.WaitGroup
	for part := range q.far {
		parts.Go(func() { q.repelPart(part, strength, fx, fy) })
	}
	parts.Wait()
}

// repelPart is repel for the leaves whose first bodies are in one of the parts; each processor has one.
func (q *quadtree) repelPart(part int, strength float64, fx, fy []float64) {
	first, end := int32(part*len(q.order)/len(q.far)), int32((part+1)*len(q.order)/len(q.far))
	far := &q.far[part]
	for i := range q.cells {
		leaf := &q.cells[i]
		if !leaf.leaf || leaf.first < first || leaf.first >= end {
			continue
		}
		q.gather(leaf, far)
		sx := far.x
		sy, sm := far.y[:len(sx)], far.mass[:len(sx)]
		for b := leaf.first; b < leaf.end; b++ {
			bx, by := q.x[b], q.y[b]
			var sumX, sumY float64
			for k := range sx {
				dx, dy := bx-sx[k], by-sy[k]
				// The body itself is among the sources and adds 0 because of the small term in the denominator.
				f := sm[k] / (float64(dx*dx) + float64(dy*dy) + softening)
				sumX += float64(dx * f)
				sumY += float64(dy * f)
			}
			body, s := q.order[b], strength*q.mass[b]
			fx[body] += float64(s * sumX)
			fy[body] += float64(s * sumY)
		}
	}
}

// softening keeps the force of two bodies at one point finite. It is the square of a length far below a node's radius.
const softening = 1e-4

// gather lists what acts on the bodies of a leaf.
func (q *quadtree) gather(leaf *cell, far *source) {
	far.reset()
	reach := float64(leaf.size * math.Sqrt2 / 2) // no body of the leaf is farther from its center
	for i := 0; i < len(q.cells); {
		c := &q.cells[i]
		dx, dy := c.x-leaf.midX, c.y-leaf.midY
		distance := length(dx, dy) - reach
		switch {
		case c.size < q.theta*distance:
			far.x, far.y, far.mass = append(far.x, c.x), append(far.y, c.y), append(far.mass, c.mass)
			i = int(c.skip)
		case c.leaf:
			far.x = append(far.x, q.x[c.first:c.end]...)
			far.y = append(far.y, q.y[c.first:c.end]...)
			far.mass = append(far.mass, q.mass[c.first:c.end]...)
			i = int(c.skip)
		default:
			i++
		}
	}
}
