package layout

import (
	"context"
	"math"
)

const (
	// gravity is the pull towards the middle for each unit of mass; it keeps loosely tied parts in the picture.
	gravity = 0.05
	// theta is the largest ratio of a cell's size to its distance at which it acts as one body.
	theta = 1.1
	// tolerance is how much the bodies may swing together, relative to how much they advance: the paper's τ.
	tolerance = 1.0
)

// bodies are the nodes of one component while the forces move them.
type bodies struct {
	x, y     []float64
	mass     []float64
	mobility []float64 // what the force is multiplied by to move the body
	pulls    []pull
	radius   []float64

	fx, fy, lastX, lastY []float64 // the forces of this round and the previous one
	speed                float64   // of all bodies together
}

func newBodies(n int, pulls []pull) *bodies {
	all := make([]float64, 8*n)
	next := func() []float64 {
		v := all[:n:n]
		all = all[n:]
		return v
	}
	return &bodies{
		x: next(), y: next(), mass: next(), mobility: next(), fx: next(), fy: next(), lastX: next(), lastY: next(),
		pulls: pulls, speed: 1,
	}
}

// settle lets the forces move the bodies for a number of rounds, on the given number of processors.
//
// Errors: the context's.
func (b *bodies) settle(ctx context.Context, rounds, processors int) error {
	tree := newQuadtree(len(b.x), theta, processors)
	size := float64(spacing * math.Sqrt(float64(len(b.x))))
	// Strong enough to keep the disk at that size against the ties.
	repulsion := size / sum(b.mass)
	for round := range rounds {
		if err := ctx.Err(); err != nil {
			return err
		}
		b.lastX, b.fx = b.fx, b.lastX
		b.lastY, b.fy = b.fy, b.lastY
		clear(b.fx)
		clear(b.fy)
		tree.build(b.x, b.y, b.mass)
		tree.repel(repulsion, b.fx, b.fy)
		b.attract()
		left := float64(rounds-round) / float64(rounds)
		b.move(round > 0, size/4*left*left)
	}
	return nil
}

// attract adds the forces of the ties, and of gravity.
func (b *bodies) attract() {
	for _, p := range b.pulls {
		dx, dy := b.x[p.target]-b.x[p.source], b.y[p.target]-b.y[p.source]
		f := p.strength / (length(dx, dy) + spacing)
		b.fx[p.source] += float64(f * dx)
		b.fy[p.source] += float64(f * dy)
		b.fx[p.target] -= float64(f * dx)
		b.fy[p.target] -= float64(f * dy)
	}
	for i, m := range b.mass {
		f := gravity * m / (length(b.x[i], b.y[i]) + spacing)
		b.fx[i] -= float64(f * b.x[i])
		b.fy[i] -= float64(f * b.y[i])
	}
}

// move moves the bodies by their forces, none farther than most. A body moves the slower the more its force swings from
// round to round, and the overall speed depends on how much they swing together.
func (b *bodies) move(compares bool, most float64) {
	var swinging, traction float64
	for i, m := range b.mass {
		b.fx[i] *= b.mobility[i]
		b.fy[i] *= b.mobility[i]
		swinging += float64(m * length(b.fx[i]-b.lastX[i], b.fy[i]-b.lastY[i]))
		traction += float64(m * length(b.fx[i]+b.lastX[i], b.fy[i]+b.lastY[i]) / 2)
	}
	if compares && swinging > 0 {
		b.speed = min(tolerance*traction/swinging, 1.5*b.speed)
	}
	for i := range b.x {
		swing := length(b.fx[i]-b.lastX[i], b.fy[i]-b.lastY[i])
		force := length(b.fx[i], b.fy[i])
		step := b.speed / (1 + float64(b.speed*math.Sqrt(swing)))
		if step*force > most {
			step = most / force
		}
		b.x[i] += float64(step * b.fx[i])
		b.y[i] += float64(step * b.fy[i])
	}
}

// length returns the length of a vector. Unlike math.Hypot it is the same on every processor.
func length(x, y float64) float64 { return math.Sqrt(float64(x*x) + float64(y*y)) }
