package banks

import (
	"cmp"
	"slices"

	"forumgraph/web/pages/typeface"
)

// Contradictions is the picture of the recommendations that contradict each other, with what was said for and against each.
// A recommendation and the next of its chain stand at different sides, each with the voices for it; a voice against it
// stands with those of the other side. In a narrow picture everything stands below each other.
type Contradictions struct {
	Picture
	Contests []*Contest
	narrow   bool
	// shoulder is where the text of the sides ends and begins, column how far the recommendations stand from the middle.
	shoulder, column, room float64
}

// Contest is a chain of recommendations. Theme is what it is about, -1 for nothing; Heads is whether no contest above it is
// about the same.
type Contest struct {
	Theme   int
	Heads   bool
	Y       float64
	Parties []*Party
	// Views are at the left and at the right, from above.
	Views [2][]*View
}

// Party is a recommendation of a chain. Y is the middle of its lines, X that of the column.
type Party struct {
	Recommendation int
	Lines          []string
	X, Y           float64
	right          bool
	half, reach    float64 // of the height, and of the width with a margin
	// More is how many positions on it are not drawn.
	More int
}

// View is a voice's position on a recommendation with the statements, by index, in which the voice takes it. Y is the
// middle of its first line.
type View struct {
	Stance
	Party      *Party
	Statements []int
	Y          float64
	// Name, Note and Quotes are the lines of its text, which Note may be without.
	Name, Note []string
	Quotes     []Quote
	height     float64
}

// Quote is what a statement says, as it is broken, and where.
type Quote struct {
	Said
	Lines, Where []string
}

// Said is a statement in words. Lang is the language of its text if that is not the page's.
type Said struct {
	Text, Lang, Href string
	Place, PlaceHref string
}

// What is drawn for one recommendation: the rest is counted and linked.
const (
	mostViews      = 6
	mostQuotes     = 2
	narrowPicture  = 600
	quoteSize      = 15
	partySize      = 17
	partyLine      = 20
	quoteLine      = 18
	viewGap        = 14
	columnGap      = 62 // between the text of a side and the column of recommendations
	narrowIndent   = 40
	contestHeading = 44
)

// FindContradictions returns the contests, to be laid out once their statements are known.
func FindContradictions(c *Claims) *Contradictions {
	all := c.Whole(true)
	f := &Contradictions{Picture: Picture{claims: c, options: Options{Outside: true}, all: all}}
	f.chains()
	in := make(map[Stance][]int)
	for i := range c.Statements {
		for _, p := range c.Statements[i].Positions {
			for _, v := range c.Statements[i].Voices {
				s := Stance{Pair{v, p.Recommendation}, p.Stance}
				in[s] = append(in[s], i)
			}
		}
	}
	for _, chain := range f.rivals {
		contest := &Contest{Theme: f.themeOf(chain.recommendations)}
		for i, r := range chain.recommendations {
			party := &Party{Recommendation: r, right: i%2 == 1, More: max(len(f.taken[r])-mostViews, 0)}
			contest.Parties = append(contest.Parties, party)
			for _, s := range f.taken[r][:min(len(f.taken[r]), mostViews)] {
				side := i % 2
				if s.Stance == "against" {
					side = 1 - side
				}
				contest.Views[side] = append(contest.Views[side], &View{Stance: s, Party: party, Statements: in[s]})
			}
		}
		f.Contests = append(f.Contests, contest)
	}
	talked := func(c *Contest) int {
		if c.Theme < 0 {
			return -1
		}
		return all.Themes[c.Theme].Statements
	}
	slices.SortStableFunc(f.Contests, func(a, b *Contest) int { return cmp.Or(talked(b)-talked(a), a.Theme-b.Theme) })
	for i, c := range f.Contests {
		c.Heads = c.Theme >= 0 && (i == 0 || f.Contests[i-1].Theme != c.Theme)
	}
	return f
}

// Pairs returns how many pairs of recommendations contradict each other, drawn or not.
func (f *Contradictions) Pairs() int {
	n := f.Undrawn
	for _, c := range f.Contests {
		n += len(c.Parties) - 1
	}
	return n
}

// Quoted returns the indexes of the statements that are drawn.
func (f *Contradictions) Quoted() []int {
	var all []int
	for _, c := range f.Contests {
		for _, side := range c.Views {
			for _, v := range side {
				all = append(all, v.Statements[:min(len(v.Statements), mostQuotes)]...)
			}
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// Lay lays the contests out for a width. note returns what is said of a voice below its name, and said the words of a
// statement.
func (f *Contradictions) Lay(width float64, note func(*View) string, said func(statement int) Said) {
	f.Width, f.narrow = width, width < narrowPicture
	f.sizes = sizes{name: 12.5, line: 16}
	if width >= 1900 {
		f.sizes.name = 13
	}
	if f.narrow {
		f.room = width - 2*margin - narrowIndent
	} else {
		f.column = min(width*0.077, 130)
		f.room = min(width/2-margin-2*f.column-columnGap+20, 480)
		f.shoulder = 2*f.column + columnGap - 20
	}
	y := 0.0
	for i, c := range f.Contests {
		c.Y = y
		if c.Heads {
			y += contestHeading
		} else if i > 0 {
			y += 24
		}
		for _, side := range c.Views {
			for _, v := range side {
				f.measure(v, note, said)
			}
		}
		if f.narrow {
			y = f.stack(c, y)
		} else {
			y = f.face(c, y)
		}
		y += 18
	}
	f.Height = y
}

// measure breaks the text of a view.
func (f *Contradictions) measure(v *View, note func(*View) string, said func(int) Said) {
	v.Name = typeface.SansBold.Wrap(f.claims.Voices[v.Voice].Label, f.sizes.name+0.5, f.room)
	v.Note, v.Quotes = nil, nil
	if text := note(v); text != "" {
		v.Note = typeface.Sans.Wrap(text, f.sizes.name, f.room)
	}
	v.height = float64(len(v.Name)+len(v.Note)) * f.sizes.line
	for _, s := range v.Statements[:min(len(v.Statements), mostQuotes)] {
		q := Quote{Said: said(s)}
		q.Lines = typeface.Serif.Wrap(q.Text, quoteSize, f.room)
		q.Where = typeface.Sans.Wrap(q.Place, f.sizes.name, f.room)
		v.Quotes = append(v.Quotes, q)
		v.height += float64(len(q.Lines))*quoteLine + float64(len(q.Where))*f.sizes.line + 4
	}
}

// face places the views of a contest at its sides and the recommendations between them, and returns the height below.
func (f *Contradictions) face(c *Contest, y float64) float64 {
	var heights [2]float64
	for i, side := range c.Views {
		for _, v := range side {
			heights[i] += v.height + viewGap
		}
	}
	height := max(heights[0], heights[1])
	for i, side := range c.Views {
		at := y + (height-heights[i])/2
		for _, v := range side {
			v.Y = at + f.sizes.line/2
			at += v.height + viewGap
		}
	}
	least := [2]float64{y, y}
	for _, p := range c.Parties {
		p.Lines = typeface.SerifBold.Wrap(f.claims.Recommendations[p.Recommendation].Label, partySize, 1.3*f.column)
		p.half, p.reach = float64(len(p.Lines))*partyLine/2, 0
		for _, line := range p.Lines {
			p.reach = max(p.reach, typeface.SerifBold.Width(line, partySize)/2+10)
		}
		side := 0
		p.X = f.Width/2 - f.column
		if p.right {
			side, p.X = 1, f.Width/2+f.column
		}
		sum, n := 0.0, 0
		for _, v := range slices.Concat(c.Views[side], c.Views[1-side]) {
			if v.Party == p && (n == 0 || v.Stance.Stance != "against") {
				sum, n = sum+v.Y, n+1
			}
		}
		p.Y = max(sum/float64(max(n, 1)), least[side]+p.half)
		for _, v := range c.Views[side] { // the line of a voice against the other side's passes
			if v.Party != p && v.Stance.Stance == "against" && p.Y-p.half-8 < v.Y && v.Y < p.Y+p.half+8 {
				p.Y = v.Y + p.half + 8
			}
		}
		least[side] = p.Y + p.half + 22
		height = max(height, p.Y+p.half-y)
	}
	return y + height
}

// stack places everything of a contest below each other, and returns the height below.
func (f *Contradictions) stack(c *Contest, y float64) float64 {
	for i, p := range c.Parties {
		if i > 0 {
			y += 40 // for the sign of contradiction
		}
		p.X = margin + diamond
		p.Lines = typeface.SerifBold.Wrap(f.claims.Recommendations[p.Recommendation].Label, partySize, f.Width-2*margin-diamond)
		p.half = float64(len(p.Lines)) * partyLine / 2
		p.Y = y + p.half
		y += 2*p.half + 10
		for _, v := range slices.Concat(c.Views[0], c.Views[1]) {
			if v.Party == p {
				v.Y = y + f.sizes.line/2
				y += v.height + viewGap
			}
		}
	}
	return y
}
