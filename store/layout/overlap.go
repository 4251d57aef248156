package layout

import (
	"context"
	"math"
)

const (
	// margin is the gap made between two circles that must be moved, leastMargin the gap at which they need not be
	// moved: the difference lets the process end.
	margin      = 2.0
	leastMargin = 1.0
	// mostSeparations limits the rounds of the search for a picture without overlaps.
	mostSeparations = 100
	// crowding is the share of a component's disk that its circles fill before they are moved apart. Less would make
	// them too small to see; more would move them so far that the forces no longer shape the picture.
	crowding = 0.15
)

// scale enlarges the picture until its circles fit.
func (b *bodies) scale() {
	var square, area float64
	for i, r := range b.radius {
		square += float64(b.x[i]*b.x[i]) + float64(b.y[i]*b.y[i])
		area += float64((r + margin/2) * (r + margin/2))
	}
	if square == 0 {
		return
	}
	// An evenly filled disk of radius R has a mean square distance from its center of R²/2.
	filled := 2 * square / float64(len(b.x))
	factor := math.Sqrt(area / crowding / filled)
	for i := range b.x {
		b.x[i] *= factor
		b.y[i] *= factor
	}
}

// separate moves circles apart until none overlap, at most mostSeparations times. Two that overlap share the move.
//
// Errors: the context's.
func (b *bodies) separate(ctx context.Context) error {
	largest := 0.0
	for _, r := range b.radius {
		largest = max(largest, r)
	}
	g := grid{side: 2*largest + margin}
	for range mostSeparations {
		if err := ctx.Err(); err != nil {
			return err
		}
		g.fill(b.x, b.y)
		if !b.push(&g) {
			return nil
		}
	}
	return nil
}

// push moves each overlapping pair apart, once, and reports whether there was one.
func (b *bodies) push(g *grid) bool {
	moved := false
	for i := range b.x {
		column, row := g.cellOf(b.x[i], b.y[i])
		for r := max(0, row-1); r <= min(g.rows-1, row+1); r++ {
			// The cells of a row are contiguous, and so are their bodies.
			from := g.first[r*g.columns+max(0, column-1)]
			to := g.first[r*g.columns+min(g.columns-1, column+1)+1]
			for _, j := range g.bodies[from:to] {
				if int(j) > i && b.pushPair(i, int(j)) {
					moved = true
				}
			}
		}
	}
	return moved
}

func (b *bodies) pushPair(i, j int) bool {
	dx, dy := b.x[j]-b.x[i], b.y[j]-b.y[i]
	radii := b.radius[i] + b.radius[j]
	distance := length(dx, dy)
	if distance >= radii+leastMargin {
		return false
	}
	missing := radii + margin - distance
	if distance == 0 {
		dx, distance = 1, 1 // any direction will do
	}
	shift := missing / distance / 2
	b.x[i] -= float64(shift * dx)
	b.y[i] -= float64(shift * dy)
	b.x[j] += float64(shift * dx)
	b.y[j] += float64(shift * dy)
	return true
}

// grid finds bodies by place.
type grid struct {
	side          float64 // of a cell
	minX, minY    float64
	columns, rows int
	first         []int32 // by cell: where its bodies begin; one more entry than cells
	bodies        []int32
}

// fill sorts bodies at x, y into cells of the side, or of a larger one if there would be many more cells than bodies.
func (g *grid) fill(x, y []float64) {
	minX, maxX, minY, maxY := extent(x, y)
	g.minX, g.minY = minX, minY
	for {
		g.columns, g.rows = int((maxX-minX)/g.side)+1, int((maxY-minY)/g.side)+1
		if g.columns*g.rows <= 4*len(x)+16 {
			break
		}
		g.side *= 2
	}
	if len(g.bodies) != len(x) {
		g.bodies = make([]int32, len(x))
	}
	cells := g.columns * g.rows
	if cap(g.first) < cells+2 {
		g.first = make([]int32, cells+2)
	}
	g.first = g.first[:cells+2]
	clear(g.first)
	// Counts are stored two indexes ahead, so sums are one ahead, and filling the cells moves them to their own.
	for i := range x {
		g.first[g.cell(x[i], y[i])+2]++
	}
	for c := range cells {
		g.first[c+2] += g.first[c+1]
	}
	for i := range x {
		c := g.cell(x[i], y[i]) + 1
		g.bodies[g.first[c]] = int32(i)
		g.first[c]++
	}
}

func (g *grid) cell(x, y float64) int {
	column, row := g.cellOf(x, y)
	return row*g.columns + column
}

// cellOf returns the column and the row of a point; a point outside the grid belongs to its border.
func (g *grid) cellOf(x, y float64) (column, row int) {
	column = min(max(0, int((x-g.minX)/g.side)), g.columns-1)
	row = min(max(0, int((y-g.minY)/g.side)), g.rows-1)
	return column, row
}

func extent(x, y []float64) (minX, maxX, minY, maxY float64) {
	minX, maxX, minY, maxY = math.Inf(1), math.Inf(-1), math.Inf(1), math.Inf(-1)
	for i := range x {
		minX, maxX, minY, maxY = min(minX, x[i]), max(maxX, x[i]), min(minY, y[i]), max(maxY, y[i])
	}
	return minX, maxX, minY, maxY
}
