package pages

import (
	"slices"
	"testing"
)

// The shades end at counts that grow by a constant factor; a larger count is never lighter, and the largest is the darkest
// wherever there are several.
func TestHeat(t *testing.T) {
	for most, want := range map[int][]int{0: nil, 1: {1}, 3: {1, 2, 3}, 5: {1, 2, 3, 4, 5}, 22: {1, 2, 5, 10, 22}} {
		if got := heatScale(most); !slices.Equal(got, want) {
			t.Errorf("up to %d the shades end at %v, want %v", most, got, want)
		}
	}
	for most := 2; most <= 200; most++ {
		scale := heatScale(most)
		var shades []int
		for count := range most {
			shades = append(shades, heatOf(count+1, scale))
		}
		if !slices.IsSorted(shades) || shades[0] < 1 || shades[most-1] != heatSteps {
			t.Errorf("up to %d: %v", most, shades)
		}
	}
	if got := heatOf(0, heatScale(9)); got != 0 {
		t.Errorf("no count has the shade %d", got)
	}
	if got := heatLegend(heatScale(22))[2]; got != (heatStep{3, "3–5"}) {
		t.Errorf("the third shade is %v", got)
	}
}
