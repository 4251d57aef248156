package banks

import (
	"cmp"
	"maps"
	"slices"
)

// Filter selects statements and voices. The zero value admits all but what was said outside of the event.
type Filter struct {
	// Sessions admits what was said in one of these sessions or their parts, by index.
	Sessions []int
	// Kinds admits voices of these kinds; Does and Stances admit statements.
	Kinds, Does, Stances []string
	// Outside also counts voices outside of the event.
	Outside bool
	// Issues admits what is about one of these issues, by index.
	Issues []int
}

// IsZero reports whether the filter admits everything.
func (f Filter) IsZero() bool {
	return len(f.Sessions)+len(f.Kinds)+len(f.Does)+len(f.Stances)+len(f.Issues) == 0
}

// admits reports whether a statement is counted, whoever made it.
func (c *Claims) admits(f Filter, s *Statement) bool {
	if len(f.Does) > 0 && !slices.Contains(f.Does, s.Does) {
		return false
	}
	if len(f.Issues) > 0 && !slices.ContainsFunc(f.Issues, func(i int) bool { return slices.Contains(s.Issues, i) }) {
		return false
	}
	if len(f.Sessions) > 0 && !slices.ContainsFunc(f.Sessions, func(around int) bool { return c.In(s.Session, around) }) {
		return false
	}
	return len(f.Stances) == 0 || slices.ContainsFunc(s.Positions, func(p Position) bool { return slices.Contains(f.Stances, p.Stance) })
}

// admitsVoice reports whether the claims of a voice are counted.
func (f Filter) admitsVoice(v *Voice) bool {
	return (len(f.Kinds) == 0 || slices.Contains(f.Kinds, v.Kind)) && (f.Outside || !v.Outside())
}

// Split is what the two sides said of something: distinct statements, and distinct voices.
type Split struct {
	Named, Collective             int
	NamedVoices, CollectiveVoices int
	// Statements counts each once, also those that both sides made.
	Statements int
}

// Voices returns how many voices there are on both sides.
func (s Split) Voices() int { return s.NamedVoices + s.CollectiveVoices }

// Share returns the share of collectives among the voices; a half if there are none.
func (s Split) Share() float64 {
	if s.Voices() == 0 {
		return 0.5
	}
	return float64(s.CollectiveVoices) / float64(s.Voices())
}

// Pair is a voice and an issue, a theme or a recommendation, by index.
type Pair struct{ Voice, Other int }

// Stance is a voice's position on a recommendation.
type Stance struct {
	Pair
	Stance string
}

// Counts is what a filter leaves.
type Counts struct {
	// Statements is how many statements are left that somebody admitted made.
	Statements int
	// Issues counts what is about each issue itself, Themes what is about an issue or one below it, for issues that are
	// themes.
	Issues, Themes []Split
	// Raised and OfTheme count statements of a voice about an issue itself, and about a theme or an issue in it.
	Raised, OfTheme map[Pair]int
	// Positions counts statements that take a position.
	Positions map[Stance]int
	// Made counts the statements of each voice, Through those that people who are affiliated with an organization made
	// without it.
	Made, Through []int
	filter        Filter
}

// Whole counts everything, with or without what was said outside of the event. It is counted once; do not change it.
func (c *Claims) Whole(outside bool) *Counts {
	if outside {
		return c.whole()
	}
	return c.event()
}

// Count counts what the filter admits.
func (c *Claims) Count(f Filter) *Counts {
	n := &Counts{
		filter: f,
		Issues: make([]Split, len(c.Issues)), Themes: make([]Split, len(c.Issues)), Made: make([]int, len(c.Voices)), Through: make([]int, len(c.Voices)),
		Raised: make(map[Pair]int), OfTheme: make(map[Pair]int), Positions: make(map[Stance]int),
	}
	for i := range c.Statements {
		s := &c.Statements[i]
		if !c.admits(f, s) {
			continue
		}
		voices := slices.DeleteFunc(slices.Clone(s.Voices), func(v int) bool { return !f.admitsVoice(&c.Voices[v]) })
		if len(voices) == 0 {
			continue
		}
		n.Statements++
		var through []int
		for _, v := range voices {
			n.Made[v]++
			for _, o := range c.Voices[v].Organizations {
				if !slices.Contains(s.Voices, o) && !slices.Contains(through, o) {
					through = append(through, o)
					n.Through[o]++
				}
			}
		}
		var themes []int
		for _, issue := range s.Issues {
			if theme := c.Issues[issue].Theme; !slices.Contains(themes, theme) {
				themes = append(themes, theme)
			}
			c.said(&n.Issues[issue], voices)
			for _, v := range voices {
				n.Raised[Pair{v, issue}]++
			}
		}
		for _, theme := range themes {
			c.said(&n.Themes[theme], voices)
			for _, v := range voices {
				n.OfTheme[Pair{v, theme}]++
			}
		}
		for _, p := range s.Positions {
			if len(f.Stances) > 0 && !slices.Contains(f.Stances, p.Stance) {
				continue
			}
			for _, v := range voices {
				n.Positions[Stance{Pair{v, p.Recommendation}, p.Stance}]++
			}
		}
	}
	c.countVoices(n.Issues, n.Raised)
	c.countVoices(n.Themes, n.OfTheme)
	return n
}

// CountStatements returns how many statements the filter admits that somebody admitted made.
func (c *Claims) CountStatements(f Filter) (n int) {
	for i := range c.Statements {
		if c.Admits(f, &c.Statements[i]) {
			n++
		}
	}
	return n
}

// said counts a statement of some voices.
func (c *Claims) said(s *Split, voices []int) {
	s.Statements++
	named, collective := 0, 0
	for _, v := range voices {
		if c.Voices[v].Collective() {
			collective = 1
		} else {
			named = 1
		}
	}
	s.Named += named
	s.Collective += collective
}

func (c *Claims) countVoices(splits []Split, raised map[Pair]int) {
	for pair := range raised {
		if c.Voices[pair.Voice].Collective() {
			splits[pair.Other].CollectiveVoices++
		} else {
			splits[pair.Other].NamedVoices++
		}
	}
}

// BySide returns how many issues only named voices raised, both sides, and only collectives.
func (n *Counts) BySide() (named, both, collective int) {
	for _, s := range n.Issues {
		switch {
		case s.Named > 0 && s.Collective > 0:
			both++
		case s.Named > 0:
			named++
		case s.Collective > 0:
			collective++
		}
	}
	return named, both, collective
}

// Voices returns how many voices made a statement that is counted.
func (n *Counts) Voices() (voices int) {
	for _, made := range n.Made {
		if made > 0 {
			voices++
		}
	}
	return voices
}

// PositionsOf returns the positions that are counted, by voice, recommendation and stance.
func (c *Claims) PositionsOf(n *Counts) []Stance {
	return slices.SortedFunc(maps.Keys(n.Positions), func(a, b Stance) int {
		return cmp.Or(a.Voice-b.Voice, a.Other-b.Other, cmp.Compare(a.Stance, b.Stance))
	})
}

// pairsOf returns the pairs of a map in the order of voices, then of the others.
func pairsOf(m map[Pair]int) []Pair {
	return slices.SortedFunc(maps.Keys(m), func(a, b Pair) int { return cmp.Or(a.Voice-b.Voice, a.Other-b.Other) })
}
