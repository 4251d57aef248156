package banks

import (
	"cmp"
	"slices"
	"strings"

	"forumgraph/web/pages/typeface"
)

// Mooring is a voice on a bank, or several that share a row, with its place.
type Mooring struct {
	// Voices are those of the row; more than one if the bank is folded.
	Voices []int
	Lines  []string
	// Mark is the shape: organization, people-only (an organization of whom only its people speak), person, or a
	// collective's quantifier.
	Mark string
	// Y is the middle of the first line.
	Y float64
	// Heading is set on a line that is no voice: the session of those below.
	Heading bool
	// Lead is the heading that stands before the name on the same line.
	Lead string
	// people are those of an organization of whom only its people speak.
	people []int
	// Tied is the Y of the last person of the organization's group; 0 if there is none.
	Tied float64
}

// height returns the height of a mooring.
func (m *Mooring) height(t *sizes) float64 { return float64(len(m.Lines)) * t.line }

// sizes are the sizes of text in a picture.
type sizes struct{ name, theme, line, row, themeRow, dispute float64 }

// group is moorings that belong together, and where they are wanted.
type group struct {
	moorings []*Mooring
	want     float64
	n        int
}

func (g *group) height(t *sizes) float64 {
	sum := 0.0
	for _, m := range g.moorings {
		sum += m.height(t)
	}
	return sum
}

// speaks reports of each voice whether it raised an issue or took a position.
func (c *Claims) speaks(n *Counts) []bool {
	speaks := make([]bool, len(c.Voices))
	for pair := range n.Raised {
		speaks[pair.Voice] = true
	}
	for s := range n.Positions {
		speaks[s.Voice] = true
	}
	return speaks
}

// leftBank returns the named voices among those that speak, organizations above their people, in groups.
func (c *Claims) leftBank(speaks []bool, t *sizes, width float64) []*group {
	// Voices of one group have the same root.
	root := make([]int, len(c.Voices))
	for i := range root {
		root[i] = i
	}
	var top func(i int) int
	top = func(i int) int {
		if root[i] != i {
			root[i] = top(root[i])
		}
		return root[i]
	}
	shown := slices.Clone(speaks)
	people := make(map[int][]int)
	for i, v := range c.Voices {
		if v.Kind != "person" || !speaks[i] {
			continue
		}
		for _, o := range v.Organizations {
			shown[o] = true
			people[o] = append(people[o], i)
			root[top(i)] = top(o)
		}
	}
	groups := make(map[int]*group)
	var all []*group
	add := func(kind string) {
		for i, v := range c.Voices {
			if v.Kind != kind || !shown[i] {
				continue
			}
			g := groups[top(i)]
			if g == nil {
				g = new(group)
				groups[top(i)] = g
				all = append(all, g)
			}
			mark := kind
			if kind == "organization" && !speaks[i] {
				mark = "people-only"
			}
			g.moorings = append(g.moorings, &Mooring{
				Voices: []int{i}, Lines: typeface.Sans.Wrap(v.Label, t.name, width), Mark: mark, people: people[i],
			})
		}
	}
	add("organization")
	add("person")
	return all
}

// rightBank returns the collectives among those that speak, in event order, below the session they spoke in. outside is
// the heading of those without a session.
func (c *Claims) rightBank(speaks []bool, t *sizes, width float64, outside string) []*group {
	bySession := make(map[int][]int)
	for i, v := range c.Voices {
		if v.Collective() && speaks[i] {
			top := -1
			if v.Session >= 0 {
				top = c.Sessions[v.Session].Top
			}
			bySession[top] = append(bySession[top], i)
		}
	}
	var sessions []int
	for s := range bySession {
		sessions = append(sessions, s)
	}
	slices.SortFunc(sessions, func(a, b int) int {
		switch {
		case a < 0:
			return 1
		case b < 0:
			return -1
		}
		return cmp.Or(c.Sessions[a].Order-c.Sessions[b].Order, a-b)
	})
	var all []*group
	for _, s := range sessions {
		voices := bySession[s]
		order := func(v int) int {
			if c.Voices[v].Session < 0 {
				return 0
			}
			return c.Sessions[c.Voices[v].Session].Order
		}
		slices.SortStableFunc(voices, func(a, b int) int { return order(a) - order(b) })
		heading := outside
		if s >= 0 {
			heading = head(c.Sessions[s].Label)
		}
		g := new(group)
		names := c.shortNames(voices, s)
		if len(voices) == 1 {
			lead := heading + " "
			first := width - typeface.SerifItalic.Width(lead, t.name) - 4
			lines := typeface.Sans.Wrap(names[0], t.name, first)
			if len(lines) == 1 {
				g.moorings = append(g.moorings, &Mooring{Voices: voices, Lines: lines, Lead: heading, Mark: c.Voices[voices[0]].Quantifier})
				all = append(all, g)
				continue
			}
		}
		for _, line := range typeface.SerifItalic.Wrap(heading, t.name, width) {
			g.moorings = append(g.moorings, &Mooring{Lines: []string{line}, Heading: true})
		}
		for i, v := range voices {
			g.moorings = append(g.moorings, &Mooring{
				Voices: []int{v}, Lines: typeface.Sans.Wrap(names[i], t.name, width), Mark: c.Voices[v].Quantifier,
			})
		}
		all = append(all, g)
	}
	return all
}

// shortNames returns what sets the collectives of a session apart: the part of the session that one alone spoke in, or
// the name up to what repeats the session, with the words in parentheses at its end.
func (c *Claims) shortNames(voices []int, session int) []string {
	alone := make(map[int]int)
	for _, v := range voices {
		alone[c.Voices[v].Session]++
	}
	names := make([]string, len(voices))
	for i, v := range voices {
		voice := &c.Voices[v]
		switch {
		case session < 0:
			names[i] = voice.Label
		case voice.Session != session && alone[voice.Session] == 1 && voice.Quantifier == "unspecified":
			names[i] = tail(c.Sessions[voice.Session].Label)
		default:
			names[i] = short(voice.Label)
		}
	}
	same := make(map[string]int)
	for _, name := range names {
		same[name]++
	}
	for i, name := range names {
		if same[name] > 1 {
			names[i] = c.Voices[voices[i]].Label
		}
	}
	return names
}

// head returns a title up to its colon.
func head(title string) string {
	before, _, _ := strings.Cut(title, ":")
	return strings.TrimSpace(strings.ReplaceAll(before, "\u00a0", " "))
}

// tail returns a title after its colon, the whole if it has none.
func tail(title string) string {
	if _, after, ok := strings.Cut(title, ":"); ok {
		return strings.TrimSpace(strings.ReplaceAll(after, "\u00a0", " "))
	}
	return title
}

// short returns a name without what follows its first comma, but with what it has in parentheses at its end.
func short(name string) string {
	before, after, ok := strings.Cut(name, ", ")
	if !ok {
		return name
	}
	if open := strings.LastIndex(after, " ("); open >= 0 && strings.HasSuffix(after, ")") {
		return before + after[open:]
	}
	return before
}
