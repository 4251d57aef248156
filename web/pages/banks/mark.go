package banks

import (
	"fmt"
	"strings"
)

// shape returns the shape that stands for a kind of node, or for a collective's quantifier, around a point.
func shape(kind string, x, y float64) string {
	switch kind {
	case "organization":
		return fmt.Sprintf(`<rect class="mark organization" x="%s" y="%s" width="8" height="8"/>`, num(x-4), num(y-4))
	case "people-only":
		return fmt.Sprintf(`<rect class="mark organization hollow" x="%s" y="%s" width="7" height="7"/>`, num(x-3.5), num(y-3.5))
	case "person":
		return fmt.Sprintf(`<path class="mark person" d="M%s %sl4.6 8.2h-9.2z"/>`, num(x), num(y-4.5))
	case "recommendation":
		return fmt.Sprintf(`<path class="mark recommendation" d="M%s %sl5 5l-5 5l-5 -5z"/>`, num(x), num(y-5))
	case "initiative":
		return fmt.Sprintf(`<path class="mark initiative" d="M%s %sl5 3.7l-1.9 5.8h-6.2l-1.9 -5.8z"/>`, num(x), num(y-5))
	case "contradict":
		return fmt.Sprintf(`<g class="contradict"><circle cx="%s" cy="%s" r="7"/><path d="M%s %sh7m-7 3.4h7m-1.3 -5l-4.4 6.4"/></g>`, num(x), num(y), num(x-3.5), num(y-1.7))
	case "for", "against", "mixed":
		return `<g class="sign ` + kind + `">` + signMark(kind, x, y) + `</g>`
	case "port-left":
		return fmt.Sprintf(`<circle class="port left" cx="%s" cy="%s" r="4"/>`, num(x), num(y))
	case "port-right":
		return fmt.Sprintf(`<circle class="port right" cx="%s" cy="%s" r="2.4"/>`, num(x), num(y))
	}
	return hexagon(kind, x, y)
}

// filled is how much of a collective's hexagon is filled, from below.
var filled = map[string]float64{"consensus": 1, "most": 0.82, "many": 0.62, "some": 0.42, "few": 0.26}

// hexagon returns the hexagon of a collective, filled by how many of it speak; one has a dot, and without a quantifier
// it is hollow.
func hexagon(quantifier string, x, y float64) string {
	const half, r = 4.6, 5.3 // half its width, and the distance of its corners
	outline := fmt.Sprintf("M%s %sl%v %vv%vl%v %vl%v %vv%vz", num(x), num(y-r), half, r/2, r, -half, r/2, -half, -r/2, -r)
	var b strings.Builder
	fmt.Fprintf(&b, `<path class="mark collective" d="%s"/>`, outline)
	if quantifier == "one" {
		fmt.Fprintf(&b, `<circle class="mark collective full" cx="%s" cy="%s" r="1.7"/>`, num(x), num(y))
	}
	level := filled[quantifier]
	if level == 0 {
		return b.String()
	}
	if level == 1 {
		return fmt.Sprintf(`<path class="mark collective full" d="%s"/>`, outline)
	}
	cut := y + r - 2*r*level
	if cut >= y-r/2 { // below the upper corners
		fmt.Fprintf(&b, `<path class="mark collective full" d="M%s %sH%sV%sL%s %sL%s %sz"/>`,
			num(x-half), num(cut), num(x+half), num(y+r/2), num(x), num(y+r), num(x-half), num(y+r/2))
		return b.String()
	}
	in := half * (cut - (y - r)) / (r / 2)
	fmt.Fprintf(&b, `<path class="mark collective full" d="M%s %sH%sL%s %sV%sL%s %sL%s %sV%sz"/>`,
		num(x-in), num(cut), num(x+in), num(x+half), num(y-r/2), num(y+r/2), num(x), num(y+r), num(x-half), num(y+r/2), num(y-r/2))
	return b.String()
}

// signMark returns the sign of a stance around a point: plus, minus, or plus over minus.
func signMark(stance string, x, y float64) string {
	switch stance {
	case "for":
		return fmt.Sprintf(`<path d="M%s %sh8m-4 -4v8"/>`, num(x-4), num(y))
	case "against":
		return fmt.Sprintf(`<path d="M%s %sh8"/>`, num(x-4), num(y))
	}
	return fmt.Sprintf(`<path d="M%s %sh6m-3 -3v6m-3 1.6h6"/>`, num(x-3), num(y-2))
}
