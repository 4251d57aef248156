package banks

import "math"

// span is something of a size that is wanted at a place, its left or upper edge.
type span struct{ want, size float64 }

// fit returns places for spans in their order, at least gap apart and within [0, length], with the least sum of squared
// distances from where they are wanted, and that sum: isotonic regression by pooling adjacent violators. The sum is
// infinite if the spans are longer than length.
func fit(spans []span, gap, length float64) (places []float64, cost float64) {
	total := -gap
	for _, s := range spans {
		total += s.size + gap
	}
	if len(spans) == 0 {
		return nil, 0
	}
	if total > length+1e-9 {
		return nil, math.Inf(1)
	}
	// Without the sizes and gaps before it, each place only has to be no less than the one before.
	type block struct {
		sum float64
		n   int
	}
	var blocks []block
	before := make([]float64, len(spans))
	offset := 0.0
	for i, s := range spans {
		before[i] = offset
		offset += s.size + gap
		blocks = append(blocks, block{s.want - before[i], 1})
		for n := len(blocks); n > 1 && blocks[n-2].sum/float64(blocks[n-2].n) >= blocks[n-1].sum/float64(blocks[n-1].n); n-- {
			blocks[n-2].sum += blocks[n-1].sum
			blocks[n-2].n += blocks[n-1].n
			blocks = blocks[:n-1]
		}
	}
	places = make([]float64, 0, len(spans))
	for _, b := range blocks {
		at := min(max(b.sum/float64(b.n), 0), length-total)
		for range b.n {
			i := len(places)
			places = append(places, at+before[i])
			d := places[i] - spans[i].want
			cost += d * d
		}
	}
	return places, cost
}
