package banks_test

import (
	"fmt"
	"math"
	"testing"

	"forumgraph/web/pages/banks"
	"forumgraph/web/pages/typeface"
)

// shapes are the pictures of the forum that are measured: both languages, sizes and levels.
func shapes(t *testing.T, f func(t *testing.T, c *banks.Claims, p *banks.Picture, o banks.Options)) {
	t.Helper()
	for _, lang := range []string{"en", "fr"} {
		for _, width := range []float64{1280, 1920} {
			for _, level := range []banks.Level{banks.Themes, banks.Main, banks.All} {
				o := banks.Options{Width: width, Height: width * 0.5, Level: level, OutsideHeading: "Outside the sessions"}
				t.Run(fmt.Sprintf("%s-%v-%s", lang, width, level), func(t *testing.T) {
					c := forum(t, lang)
					f(t, c, banks.Layout(c, o), o)
				})
			}
		}
	}
}

// No two names of a picture overlap, none leaves its place, and no line crosses one.
func TestLayout_names(t *testing.T) {
	shapes(t, func(t *testing.T, c *banks.Claims, p *banks.Picture, o banks.Options) {
		type box struct {
			label                    string
			left, right, top, bottom float64
		}
		var boxes []box
		var lines []float64 // heights of the lines between rows
		for _, l := range p.Lanes {
			for _, n := range l.Names {
				size := 12.5
				if n.Theme {
					size = 15
				}
				boxes = append(boxes, box{c.Issues[n.Issue].Label, n.X, n.X + n.Width, n.Y - 0.36*size, n.Y + 0.34*size})
				lines = append(lines, n.Gap)
				if n.Y < l.Top || n.Y > l.Bottom {
					t.Errorf("%s stands at %.0f, outside of its lane", c.Issues[n.Issue].Label, n.Y)
				}
			}
			for _, d := range l.Disputes {
				lines = append(lines, d.Gap)
				for _, x := range d.Propositions {
					r := c.Recommendations[x.Recommendation].Label
					left, right := x.X, x.X+x.Width
					for _, s := range x.Left {
						left = min(left, s.X-5)
					}
					for _, s := range x.Right {
						right = max(right, s.X+5)
					}
					boxes = append(boxes, box{r, left, right, x.Y - 5, x.Y + 5})
				}
			}
		}
		if len(boxes) < 19 {
			t.Errorf("%d names, too few to measure", len(boxes))
		}
		for i, a := range boxes {
			if a.left < p.WaterLeft-0.1 || a.right > p.WaterRight+0.1 || a.bottom > p.Height {
				t.Errorf("%s is outside of the water: %.0f to %.0f at %.0f", a.label, a.left, a.right, a.top)
			}
			for _, b := range boxes[:i] {
				if a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom {
					t.Errorf("%s and %s overlap at %.0f, %.0f", a.label, b.label, a.left, a.top)
				}
			}
			for _, y := range lines {
				if y > a.top && y < a.bottom {
					t.Errorf("the line at %.1f crosses %s, %.1f to %.1f", y, a.label, a.top, a.bottom)
				}
			}
		}
	})
}

// In each row of a lane, names stand in the order of their share.
func TestLayout_order(t *testing.T) {
	shapes(t, func(t *testing.T, c *banks.Claims, p *banks.Picture, _ banks.Options) {
		sum, n := 0.0, 0
		for _, l := range p.Lanes {
			for _, a := range l.Names {
				for _, b := range l.Names {
					if a.Y == b.Y && a.X < b.X && a.Share > b.Share+1e-9 {
						t.Errorf("%s, %.2f, stands left of %s, %.2f", c.Issues[a.Issue].Label, a.Share, c.Issues[b.Issue].Label, b.Share)
					}
				}
				sum += math.Abs(a.Displacement)
				n++
			}
		}
		if mean := sum / float64(n); mean > 0.12*(p.WaterRight-p.WaterLeft) {
			t.Errorf("names are %.0f off where they belong on average, in water of %.0f", mean, p.WaterRight-p.WaterLeft)
		}
	})
}

// Every voice that raised something, or took a position, stands on its bank once, and its name overlaps no other.
func TestLayout_banks(t *testing.T) {
	shapes(t, func(t *testing.T, c *banks.Claims, p *banks.Picture, _ banks.Options) {
		seen := make(map[int]int)
		for _, bank := range [][]*banks.Mooring{p.Left, p.Right} {
			bottom := 0.0
			for _, m := range bank {
				if m.Y < bottom {
					t.Errorf("%v at %.0f overlaps what ends at %.0f", m.Lines, m.Y, bottom)
				}
				bottom = m.Y + float64(len(m.Lines)-1)*14.6 + 7
				for _, v := range m.Voices {
					seen[v]++
				}
				for _, line := range m.Lines {
					if w := typeface.Sans.Width(line, 12.5); !m.Heading && w > 268 {
						t.Errorf("%q is %.0f wide", line, w)
					}
				}
			}
			if bottom > p.Height {
				t.Errorf("a bank ends at %.0f, the picture at %.0f", bottom, p.Height)
			}
		}
		for pair := range c.Count(banks.Filter{Outside: true}).Raised {
			if seen[pair.Voice] != 1 {
				t.Errorf("%s stands on the banks %d times", c.Voices[pair.Voice].ID, seen[pair.Voice])
			}
		}
	})
}

// A picture follows from the graph, the filter and its size alone.
func TestLayout_same(t *testing.T) {
	c := forum(t, "en")
	draw := func() string {
		return banks.Layout(c, banks.Options{Width: 1280, Height: 640, Level: banks.Main}).WriteSVG(plain(c))
	}
	first := draw()
	for range 3 {
		if draw() != first {
			t.Fatal("the same picture is drawn in two ways")
		}
	}
}

// plain is an ink without words.
func plain(c *banks.Claims) banks.Ink {
	return banks.Ink{
		Now: c.Count(banks.Filter{}), Admit: func(banks.Split) bool { return true }, Number: func(n int) string { return fmt.Sprint(n) },
		Select: func(id string) string { return "?select=" + id }, All: "?show=all",
		Words: banks.Words{
			Of: func(label string, _ bool, _, _ int) string { return label }, Voice: func(_ int, called string) string { return called },
			Stance: func(a, b, c string) string { return a + b + c }, Contradict: func(a, b string) string { return a + b },
			Open: func(int, string) string { return "" }, Lang: func(string) string { return "" },
		},
	}
}

// BenchmarkLayout measures the placing of the forum's picture, BenchmarkPicture what each request does anew.
func BenchmarkLayout(b *testing.B) {
	c := forum(b, "en")
	for b.Loop() {
		banks.Layout(c, banks.Options{Width: 1280, Height: 640, Level: banks.Main})
	}
}

func BenchmarkPicture(b *testing.B) {
	c := forum(b, "en")
	p := banks.Layout(c, banks.Options{Width: 1280, Height: 640, Level: banks.Main})
	for b.Loop() {
		ink := plain(c)
		p.WriteSVG(ink)
	}
}
