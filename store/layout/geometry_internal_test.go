package layout

import (
	"context"
	"math"
	"math/rand/v2"
	"testing"
)

// cloud returns n bodies in a few heaps of different density.
func cloud(n int) *bodies {
	rnd := rand.New(rand.NewPCG(1, 2))
	b := newBodies(n, nil)
	for i := range n {
		heap := float64(i % 5)
		b.x[i], b.y[i] = 40*heap+rnd.NormFloat64()*(1+heap), 15*heap*heap+rnd.NormFloat64()*(1+heap)
		b.mass[i] = 1 + float64(rnd.IntN(20))
	}
	return b
}

// The tree's repulsion is that of all pairs but for a few percent, and adds up to almost nothing.
func TestQuadtree_repel(t *testing.T) {
	const n = 1000
	b := cloud(n)
	q := newQuadtree(n, theta, 1)
	q.build(b.x, b.y, b.mass)
	q.repel(1, b.fx, b.fy)
	var off, whole float64
	for i := range n {
		var fx, fy float64
		for j := range n {
			dx, dy := b.x[i]-b.x[j], b.y[i]-b.y[j]
			f := b.mass[i] * b.mass[j] / (dx*dx + dy*dy + softening)
			fx, fy = fx+f*dx, fy+f*dy
		}
		off += length(b.fx[i]-fx, b.fy[i]-fy)
		whole += length(fx, fy)
	}
	if off > 0.05*whole {
		t.Errorf("forces are off by %.1f %%", 100*off/whole)
	}
}

// Bodies on one point are no endless division, and have no force on each other.
func TestQuadtree_onePoint(t *testing.T) {
	const n = 100
	b := newBodies(n, nil)
	for i := range n {
		b.x[i], b.y[i], b.mass[i] = 3, 4, 1
	}
	q := newQuadtree(n, theta, 1)
	q.build(b.x, b.y, b.mass)
	q.repel(1, b.fx, b.fy)
	for i := range n {
		if b.fx[i] != 0 || b.fy[i] != 0 {
			t.Fatalf("body %d is pushed by %v, %v", i, b.fx[i], b.fy[i])
		}
	}
}

// Circles that overlap are moved apart, also those on one point and among much larger ones.
func TestBodies_separate(t *testing.T) {
	b := cloud(300)
	for i := range b.x {
		b.radius = append(b.radius, 2+float64(i%15))
	}
	b.x[7], b.y[7] = b.x[8], b.y[8]
	b.scale()
	if err := b.separate(context.Background()); err != nil {
		t.Fatal(err)
	}
	for i := range b.x {
		for j := range i {
			if d := length(b.x[i]-b.x[j], b.y[i]-b.y[j]); d < b.radius[i]+b.radius[j] {
				t.Errorf("circles %d and %d are %.2f apart, with radii %.0f and %.0f", i, j, d, b.radius[i], b.radius[j])
			}
		}
	}
}

// Packed disks do not touch; the first is in the middle.
func TestPack(t *testing.T) {
	for name, disks := range map[string][]disk{
		"none": {},
		"one":  {{radius: 5}},
		"even": make([]disk, 500),
		"from large to small": {
			{radius: 500}, {radius: 300}, {radius: 300}, {radius: 20}, {radius: 19}, {radius: 2}, {radius: 2}, {radius: 2},
		},
	} {
		pack(disks)
		for i, a := range disks {
			if i == 0 && (a.x != 0 || a.y != 0) {
				t.Errorf("%s: the first is at %v, %v", name, a.x, a.y)
			}
			for j, b := range disks[:i] {
				if d := math.Hypot(a.x-b.x, a.y-b.y); d <= a.radius+b.radius {
					t.Errorf("%s: disks %d and %d are %.2f apart, with radii %.0f and %.0f", name, i, j, d, a.radius, b.radius)
				}
			}
		}
	}
}
