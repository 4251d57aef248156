package pages

import (
	"slices"
	"strings"
)

// coalition is the network of voices that agree or disagree, as a table of its ties.
type coalition struct {
	// Mode, Norm and Repeats are what the ties count, in the words of the view's address: see
	// web/src/views/agreement/state.ts.
	Mode, Norm, Repeats string
	Modes               []preset
	Ties                []tie
	// Total is the number of all ties; the table has the heaviest.
	Total int
	// Who is the voice whose ties alone are shown, Whole the address without it; nil for all voices.
	Who     *ref
	Whole   string
	Filters []chip
}

// tie is two voices that hold positions on the same recommendations.
type tie struct {
	A, B                         ref
	Weight                       float64
	Congruence, Conflict, Mixed  int
	Shared                       []sharedPosition
	SharedCount                  int
	Agreed, Contested, Undecided []ref
}

// sharedPosition is a recommendation on which both hold a position, with their statements by stance.
type sharedPosition struct {
	Recommendation ref
	A, B           stanceCounts
}

type stanceCounts struct{ For, Against, Mixed int }

// More is how many shared recommendations the tie does not name.
func (t tie) More() int { return t.SharedCount - len(t.Agreed) - len(t.Contested) - len(t.Undecided) }

// The words of the view's address, the default first.
var (
	coalitionModes = []string{"congruence", "conflict", "subtract"}
	normalizations = []string{"none", "average", "jaccard", "cosine"}
	duplicates     = []string{"across-range", "document", "include"}
)

// How many ties the view draws and the table has, and how many recommendations a tie names: pairs grow with the square
// of the voices, and nobody reads them all.
const (
	mostTies       = 150
	tiesInTable    = 50
	sharedOfOneTie = 5
)

// coalition returns the ties that the view draws at the address: at most 150, of which the table has the first fifty,
// or those of one voice.
func (q *request) coalition() (*coalition, error) {
	c := &coalition{
		Mode: q.choice("mode", coalitionModes...), Norm: q.choice("norm", normalizations...), Repeats: q.choice("repeats", duplicates...),
	}
	for _, mode := range coalitionModes {
		value := mode
		if mode == coalitionModes[0] {
			value = ""
		}
		c.Modes = append(c.Modes, preset{q.text("coalition.mode." + mode), q.with("mode", value) + "#coalition", mode == c.Mode})
	}
	voices := q.several("voice", voiceKinds)
	var a struct {
		Coalition struct {
			TiesCut int
			Ties    []tie
		}
	}
	if err := q.ask("coalition", map[string]any{
		"mode": strings.ToUpper(c.Mode), "normalization": strings.ToUpper(c.Norm), "duplicates": apiWords([]string{c.Repeats})[0],
		"voiceKinds": apiWords(voices), "first": mostTies,
	}, &a); err != nil {
		return nil, err
	}
	c.Ties, c.Total = a.Coalition.Ties, len(a.Coalition.Ties)+a.Coalition.TiesCut
	if who := q.values.Get("who"); idPattern.MatchString(who) {
		c.Ties = slices.DeleteFunc(c.Ties, func(t tie) bool {
			for _, v := range []ref{t.A, t.B} {
				if v.ID == who {
					c.Who = &v
					return false
				}
			}
			return true
		})
		c.Total = len(c.Ties)
		c.Whole = q.with("who", "")
		if c.Who == nil {
			c.Who = &ref{ID: who, Label: who, English: who}
		}
	}
	c.Ties = c.Ties[:min(len(c.Ties), tiesInTable)]
	for i := range c.Ties {
		c.Ties[i].sort()
	}
	add := func(name, key, word string) {
		c.Filters = append(c.Filters, chip{Key: key, Word: word, Remove: q.with(name, "") + "#coalition"})
	}
	if len(voices) > 0 {
		words := make([]string, len(voices))
		for i, v := range voices {
			words[i] = q.text("kinds." + v)
		}
		add("voice", "voices", strings.Join(words, q.text("list-separator")))
	}
	if c.Norm != normalizations[0] {
		add("norm", "norm", q.text("coalition.norm."+c.Norm))
	}
	if c.Repeats != duplicates[0] {
		add("repeats", "repeats", q.text("coalition.repeats."+c.Repeats))
	}
	return c, nil
}

// sort groups the shared recommendations by whether the two agree, conflict, or one of them is mixed.
func (t *tie) sort() {
	for _, s := range t.Shared[:min(len(t.Shared), sharedOfOneTie)] {
		agreed := s.A.For > 0 && s.B.For > 0 || s.A.Against > 0 && s.B.Against > 0
		contested := s.A.For > 0 && s.B.Against > 0 || s.A.Against > 0 && s.B.For > 0
		if agreed {
			t.Agreed = append(t.Agreed, s.Recommendation)
		}
		if contested {
			t.Contested = append(t.Contested, s.Recommendation)
		}
		if !agreed && !contested {
			t.Undecided = append(t.Undecided, s.Recommendation)
		}
	}
}
