package pages

import (
	"math"
	"slices"
	"strconv"
)

// heatSteps is how many shades the counts of a matrix have.
const heatSteps = 5

// heatScale returns the largest count of each shade up to most, the lightest first. The first is 1; then bounds grow by a
// constant factor, since few counts are large. It returns fewer than heatSteps if there are fewer counts.
func heatScale(most int) []int {
	var scale []int
	for step := range heatSteps {
		last := 0
		if len(scale) > 0 {
			last = scale[len(scale)-1]
		}
		if last >= most {
			return scale
		}
		bound := int(math.Round(math.Pow(float64(most), float64(step)/(heatSteps-1))))
		scale = append(scale, min(most, max(bound, last+1)))
	}
	scale[len(scale)-1] = most
	return scale
}

// heatOf returns the shade of a count on a scale, from 1; 0 for no count. A scale of few steps is spread over all shades.
func heatOf(count int, scale []int) int {
	if count <= 0 || len(scale) == 0 {
		return 0
	}
	if len(scale) == 1 {
		return 2
	}
	step := slices.IndexFunc(scale, func(bound int) bool { return count <= bound })
	if step < 0 {
		step = len(scale) - 1
	}
	return 1 + int(math.Round(float64(step*(heatSteps-1))/float64(len(scale)-1)))
}

// heatStep is a shade in the legend: the counts that have it, such as 2–5.
type heatStep struct {
	Heat   int
	Counts string
}

func heatLegend(scale []int) []heatStep {
	steps := make([]heatStep, len(scale))
	from := 1
	for i, bound := range scale {
		steps[i] = heatStep{heatOf(bound, scale), strconv.Itoa(bound)}
		if from < bound {
			steps[i].Counts = strconv.Itoa(from) + "–" + steps[i].Counts
		}
		from = bound + 1
	}
	return steps
}
