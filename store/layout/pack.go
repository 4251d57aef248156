package layout

import "math"

// disk is a finished component: a circle around all its circles.
type disk struct {
	radius float64
	x, y   float64 // where its center is placed
}

// gap is the free space between components.
const gap = 12.0

// pack puts the first disk in the middle and the others on rings around it, in their order, which should be from large
// to small, so that nodes without ties are at the rim. No two disks touch.
func pack(disks []disk) {
	if len(disks) == 0 {
		return
	}
	inner := disks[0].radius // all disks so far are inside
	for rest := disks[1:]; len(rest) > 0; {
		ring := inner + gap + rest[0].radius
		n, angle := ringful(rest, ring)
		spare := max(0, 2*math.Pi-angle) / float64(n)
		at := 0.0
		for i := range rest[:n] {
			width := rest[i].angle(ring) + spare
			sin, cos := math.Sincos(at + float64(width/2))
			rest[i].x, rest[i].y = ring*cos, ring*sin
			at += width
		}
		inner = ring + rest[0].radius
		rest = rest[n:]
	}
}

// ringful returns how many disks, at least one, fit on a ring, and the angle that they take up.
func ringful(disks []disk, ring float64) (n int, angle float64) {
	for n < len(disks) {
		width := disks[n].angle(ring)
		if n > 0 && angle+width > 2*math.Pi {
			break
		}
		angle += width
		n++
	}
	return n, angle
}

// angle returns the angle that the disk with half a gap on either side takes up, seen from the center of a ring.
func (d disk) angle(ring float64) float64 { return 2 * math.Asin(min(1, (d.radius+gap/2)/ring)) }
