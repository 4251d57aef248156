package pages

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// coalition is the network of voices that agree or disagree, as a picture and as a table of its ties.
type coalition struct {
	// Mode, Norm and Repeats are what the ties count, in the words of the address.
	Mode, Norm, Repeats string
	// Modes, Norms and Duplicates offer them, Voices the voices that have ties.
	Modes, Norms, Duplicates, Voices []option
	Ties                             []tie
	// Total is the number of all ties; the table has the heaviest. More is the address with further ones; empty if there
	// are none.
	Total int
	More  string
	// Among is how many of the heaviest ties were searched for those of one voice; 0 for all.
	Among int
	// Who is the voice whose ties alone are shown, Whole the address without it; nil for all voices.
	Who   *ref
	Whole string
	// Picture draws the ties of the table.
	Picture picture
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

type stanceCounts struct {
	For, Against, Mixed int
	// Uncounted means that they are a person's, and each 1 at most.
	Uncounted bool `json:"-"`
}

// More is how many shared recommendations the tie does not name.
func (t tie) More() int { return t.SharedCount - len(t.Agreed) - len(t.Contested) - len(t.Undecided) }

// has reports whether the tie is one of the voice with the ID.
func (t tie) has(id string) bool { return t.A.ID == id || t.B.ID == id }

// The words of the address, the default first.
var (
	coalitionModes = []string{"congruence", "conflict", "subtract"}
	normalizations = []string{"none", "average", "jaccard", "cosine"}
	duplicates     = []string{"across-range", "document", "include"}
)

// How many ties a page of the table has, how many there are at most with their recommendations and in a file, as the API
// limits them, and how many recommendations a tie names: pairs grow with the square of the voices.
const (
	tiesPerPage    = 50
	mostTies       = 150
	tiesInFile     = 700
	sharedOfOneTie = 5
)

// coalition fills the page with the heaviest ties between voices of some kinds, or with those of one voice.
func (q *request) coalition(body *agreementPage, kinds []string) (sheet, error) {
	c := &coalition{
		Mode: q.choice("mode", coalitionModes...), Norm: q.choice("norm", normalizations...), Repeats: q.choice("repeats", duplicates...),
	}
	body.Coalition, body.Keep = c, []hidden{{"part", "network"}}
	c.Modes, c.Norms, c.Duplicates = q.choices("mode", coalitionModes, c.Mode), q.choices("norm", normalizations, c.Norm), q.choices("repeats", duplicates, c.Repeats)
	if len(kinds) > 0 {
		body.Filters = append(body.Filters, q.kindsChip(kinds))
	}
	who := q.id("who", voiceKinds...)
	wanted := tiesPerPage * q.whole("pages", 1, mostTies/tiesPerPage, 1)
	file := q.values.Get("as") != ""
	first := mostTies
	if file {
		first = tiesInFile
	}
	var a struct {
		Coalition struct {
			TiesCut int
			Ties    []tie
		}
	}
	if err := q.ask("coalition", map[string]any{
		"mode": strings.ToUpper(c.Mode), "normalization": strings.ToUpper(c.Norm), "duplicates": apiWords([]string{c.Repeats})[0],
		"voiceKinds": apiWords(kinds), "first": first, "shared": !file,
	}, &a); err != nil {
		return sheet{}, err
	}
	ties, cut := a.Coalition.Ties, a.Coalition.TiesCut
	if file && cut > 0 {
		return sheet{}, &longList{len(ties) + cut, tiesInFile}
	}
	names := q.byName() // by weight would rank people
	slices.SortStableFunc(ties, func(a, b tie) int { return cmp.Or(names(a.A, b.A), names(a.B, b.B)) })
	c.Voices = q.voicesOf(ties, who)
	c.Total = len(ties) + cut
	if who != "" {
		c.Who, c.Whole = &ref{ID: who, Label: who, English: who}, q.with("who", "")
		ties = slices.DeleteFunc(ties, func(t tie) bool { return !t.has(who) })
		if len(ties) == 0 {
			node, err := q.lookUp(who)
			if err != nil {
				return sheet{}, err
			}
			if node != nil {
				c.Who = node
			} else {
				q.unknown("who", who, voiceKinds...)
			}
		}
		for _, t := range ties[:min(len(ties), 1)] {
			c.Who = &t.A
			if t.B.ID == who {
				c.Who = &t.B
			}
		}
		c.Total = len(ties)
		if cut > 0 {
			c.Among = mostTies
		}
	}
	title := q.text("coalition.title." + c.Mode)
	files := sheet{
		name: "ties", title: title, filters: q.coalitionFilters(c, body.Filters),
		columns: []string{"a_id", "a", "b_id", "b", "weight", "congruence", "conflict", "mixed", "shared"},
		draw:    func() diagram { return q.arcDiagram(arcsOf(ties[:min(len(ties), mostTies)], c.Mode)) },
	}
	files.filters = append(files.filters, q.text("coalition.caption", "shown", min(len(ties), mostTies), "total", c.Total))
	for _, t := range ties {
		files.rows = append(files.rows, []any{t.A.ID, t.A.Label, t.B.ID, t.B.Label, t.Weight, t.Congruence, t.Conflict, t.Mixed, t.SharedCount})
	}
	c.Ties = ties[:min(len(ties), wanted)]
	if len(c.Ties) < min(c.Total, mostTies) {
		c.More = q.with("pages", strconv.Itoa(wanted/tiesPerPage+1))
	}
	for i := range c.Ties {
		c.Ties[i].sort()
	}
	c.Picture = q.arcPicture(arcsOf(c.Ties, c.Mode))
	return files, nil
}

// choices returns options for the words of a setting, the default first with an empty value.
func (q *request) choices(name string, words []string, chosen string) []option {
	options := make([]option, len(words))
	for i, word := range words {
		options[i] = option{Value: word, Label: q.text("coalition." + name + "." + word), Chosen: word == chosen}
	}
	options[0].Value = ""
	return options
}

// voicesOf returns the voices of ties by kind and name, with who among them.
func (q *request) voicesOf(ties []tie, who string) []option {
	found := make(map[string]ref)
	for _, t := range ties {
		found[t.A.ID], found[t.B.ID] = t.A, t.B
	}
	var options []option
	byName := q.byName()
	for _, kind := range voiceKinds {
		var of []ref
		for _, v := range found {
			if v.Kind() == kind {
				of = append(of, v)
			}
		}
		slices.SortFunc(of, byName)
		for _, v := range of {
			options = append(options, option{Value: v.ID, Label: q.lang.name(v), Chosen: v.ID == who})
		}
	}
	return options
}

// coalitionFilters returns what the ties count, in sentences.
func (q *request) coalitionFilters(c *coalition, filters []chip) []string {
	lines := []string{q.text("coalition.mode.how." + c.Mode), q.text("coalition.norm.how." + c.Norm), q.text("coalition.repeats.how." + c.Repeats)}
	for _, f := range filters {
		lines = append(lines, f.Word+".")
	}
	if c.Who != nil {
		lines = append(lines, q.text("coalition.who")+" "+q.lang.name(*c.Who)+".")
	}
	return lines
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
