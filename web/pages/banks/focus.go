package banks

import (
	"cmp"
	"math"
	"slices"

	"forumgraph/web/pages/typeface"
)

// Ties are what is known around an issue beside the claims.
type Ties struct {
	// Related are issues, by index.
	Related     []int
	Initiatives []Initiative
}

// Initiative is a program, plan or the like about an issue. RunBy are voices, by index.
type Initiative struct {
	ID, Label string
	RunBy     []int
}

// Focus is the picture of one issue: the issues around it above, the voices that raised it at the sides, the
// recommendations about it with their rivals below, and then initiatives.
type Focus struct {
	Picture
	Issue  int
	speaks []bool // who has a place in the picture
	// Lines are the issue's name as it is broken.
	Lines []string
	// Y is the middle of the name, spine the x of its middle, half the half of its width.
	Y, spine, half float64
	bandTop, bandBottom,
	recommendationsY, initiativesY float64
	Broader         []*Near
	Around          []*Ring
	Recommendations []*Rivalry
	Initiatives     []*Venture
	// Left out are how many issues and recommendations more there are.
	IssuesLeft, RecommendationsLeft int
}

// Ring is issues that stand around the focus for one reason.
type Ring struct {
	Reason Reason
	Y      float64
	Issues []*Near
}

// Reason is why an issue stands around another.
type Reason string

// The reasons, in the order in which they are drawn. An issue stands where its first reason puts it.
const (
	Narrower Reason = "narrower"
	Related  Reason = "related"
	CoRaised Reason = "co-raised"
)

// Near is an issue around the focus. X is the left edge of its text, Y the middle of its row.
type Near struct {
	Issue       int
	Label       string
	X, Y, Width float64
	Left, Right float64 // radii of the ports
	// Together is how many statements are about both issues.
	Together int
	right    bool
}

// Rivalry is a recommendation with the positions on it. Rival is set if it contradicts the one above it.
type Rivalry struct {
	Recommendation int
	Lines          []string
	X, Y           float64 // Y is the middle of all lines
	width, height  float64
	Left, Right    []Stance
	Rival          bool
}

// Venture is an initiative with its place.
type Venture struct {
	Initiative
	Lines []string
	X, Y  float64
}

// What is drawn around an issue, so that a picture can be read: the rest is counted and linked.
const (
	mostAround          = 14
	mostRecommendations = 16
	mostInitiatives     = 8
	// signHeight is the distance of signs below each other, bracket that of rows of issues, rivalHeight the room for the
	// sign of contradiction.
	signHeight, bracket, rivalHeight = 13, 27, 44
	focusSize, focusLine             = 28, 34
)

// LayoutFocus lays out the picture of an issue. The width of the options is that of the picture; its height follows.
func LayoutFocus(c *Claims, issue int, ties Ties, o Options) *Focus {
	f := &Focus{Issue: issue}
	p := &f.Picture
	*p = Picture{Width: o.Width, claims: c, options: o, all: c.Whole(o.Outside)}
	wide := min(max((o.Width-860)/(1380-860), 0), 1)
	p.sizes = sizes{name: 12.5, theme: 15, line: 15, row: 16.4}
	if wide == 1 { // the size of text in wide windows
		p.sizes = sizes{name: 13, theme: 16, line: 15.5, row: 17}
	}
	side := 172 + wide*70
	p.MarkLeft, p.MarkRight = margin+side-6, o.Width-margin-side+6
	f.spine = o.Width / 2
	f.layAround(ties)
	f.Lines = typeface.SerifBold.Wrap(c.Issues[issue].Label, focusSize, 250+wide*150)
	for _, line := range f.Lines {
		f.half = max(f.half, typeface.SerifBold.Width(line, focusSize)/2)
	}
	f.Y = f.bandBottom + 76 + float64(len(f.Lines)-1)*focusLine/2
	p.taken = make([][]Stance, len(c.Recommendations))
	everybody := c.Whole(true) // who is outside of the event has a place, whether counted or not
	for _, s := range c.PositionsOf(everybody) {
		p.taken[s.Other] = append(p.taken[s.Other], s)
	}
	speaks := make([]bool, len(c.Voices))
	for v := range c.Voices {
		speaks[v] = everybody.Raised[Pair{v, issue}] > 0
	}
	bottom := f.layRecommendations(f.Y+float64(len(f.Lines)-1)*focusLine/2+70, 230+wide*160, speaks)
	bottom = f.layInitiatives(ties, bottom)
	p.top, f.speaks = f.Y-24, speaks
	lefts, rights := c.leftBank(speaks, &p.sizes, side-30), c.rightBank(speaks, &p.sizes, side-30, o.OutsideHeading)
	height := bottom - p.top
	for _, bank := range [][]*group{lefts, rights} {
		needed := 0.0
		for _, g := range bank {
			needed += g.height(&p.sizes) + 12
		}
		height = max(height, needed)
	}
	p.Left, p.Right = p.berth(f.wanted(lefts), height), p.berth(f.wanted(rights), height)
	p.Height = p.top + height + 12
	return f
}

// layAround places the issues above the focus.
func (f *Focus) layAround(ties Ties) {
	c := f.claims
	f.bandTop = 8
	f.bandBottom = f.bandTop
	y := f.bandTop + 20
	near := func(i, together int) *Near {
		s := f.all.Issues[i]
		return &Near{
			Issue: i, Together: together, Left: port(s.Named), Right: port(s.Collective), right: s.Share() >= 0.5,
		}
	}
	for _, i := range c.Issues[f.Issue].Broader {
		x := near(i, 0)
		s := f.all.Themes[i] // a theme counts its issues, as in the overview; others count themselves
		if s.Statements > 0 {
			x.Left, x.Right = port(s.Named), port(s.Collective)
		}
		x.Label = typeface.SerifBold.Shorten(c.Issues[i].Label, 15, f.Width/2)
		x.Width = typeface.SerifBold.Width(x.Label, 15)
		f.Broader = append(f.Broader, x)
	}
	if len(f.Broader) > 0 {
		const apart = 28
		width := -float64(apart)
		for _, x := range f.Broader {
			width += x.Width + apart
		}
		at := f.spine - width/2
		for _, x := range f.Broader {
			x.X, x.Y = at, y
			at += x.Width + apart
		}
		f.bandBottom = y + 14
		y += bracket + 6
	}
	together := c.together(f.Issue, Filter{Outside: f.options.Outside})
	placed := map[int]bool{f.Issue: true}
	for _, x := range f.Broader {
		placed[x.Issue] = true
	}
	ring := func(reason Reason, issues []int) {
		r := &Ring{Reason: reason, Y: y}
		slices.SortStableFunc(issues, func(a, b int) int { return cmp.Compare(together[b], together[a]) })
		for _, i := range issues {
			if placed[i] {
				continue
			}
			placed[i] = true
			if len(r.Issues) == mostAround {
				f.IssuesLeft++
				continue
			}
			r.Issues = append(r.Issues, near(i, together[i]))
		}
		if len(r.Issues) == 0 {
			return
		}
		y = f.rows(r.Issues, y)
		f.Around = append(f.Around, r)
		f.bandBottom = y - bracket + 20
		y += 4
	}
	var narrower, beside []int
	for i := range c.Issues {
		if slices.Contains(c.Issues[i].Broader, f.Issue) {
			narrower = append(narrower, i)
		}
		if together[i] > 0 {
			beside = append(beside, i)
		}
	}
	ring(Narrower, narrower)
	ring(Related, slices.Clone(ties.Related))
	ring(CoRaised, beside)
}

// aroundLead is the room for the reason at the left of the issues that stand there.
const aroundLead = 150

// rows places issues in rows on their side of the spine, the first nearest to it, and returns the height below them.
func (f *Focus) rows(issues []*Near, y float64) float64 {
	var used [2][]float64 // by side, the width that each row has taken
	last := 0
	for _, x := range issues {
		side, room := 0, f.spine-margin-aroundLead-16
		if x.right {
			side, room = 1, f.Width-margin-f.spine-16
		}
		number := 0.0
		if x.Together > 1 {
			number = 8 + typeface.SansBold.Width(hiddenText(x.Together), f.sizes.name)
		}
		ports := 2*x.Left + 2*x.Right + 2*portGap + number
		x.Label = typeface.Sans.Shorten(f.claims.Issues[x.Issue].Label, f.sizes.name, room-ports)
		x.Width = typeface.Sans.Width(x.Label, f.sizes.name)
		width := x.Width + ports
		row := slices.IndexFunc(used[side], func(w float64) bool { return w+18+width <= room })
		if row < 0 {
			row = len(used[side])
			used[side] = append(used[side], -18)
		}
		from := used[side][row] + 18
		used[side][row] = from + width
		if x.right {
			x.X = f.spine + 16 + from + 2*x.Left + portGap
		} else {
			x.X = f.spine - 16 - from - width + 2*x.Left + portGap
		}
		x.Y = y + float64(row)*bracket
		last = max(last, row)
	}
	return y + float64(last+1)*bracket
}

// together counts, for each issue, the statements that are about it and about another.
func (c *Claims) together(issue int, filter Filter) map[int]int {
	filter.Issues = []int{issue}
	n := make(map[int]int)
	for i := range c.Statements {
		s := &c.Statements[i]
		if c.admits(filter, s) && slices.ContainsFunc(s.Voices, func(v int) bool { return filter.admitsVoice(&c.Voices[v]) }) {
			for _, other := range s.Issues {
				if other != issue {
					n[other]++
				}
			}
		}
	}
	return n
}

// layRecommendations places the recommendations about the issue below each other, each followed by its rivals, and notes
// who takes a position on one. It returns the height below them.
func (f *Focus) layRecommendations(y, width float64, speaks []bool) float64 {
	c := f.claims
	var about []int
	for r := range c.Recommendations {
		if slices.Contains(c.Recommendations[r].Issues, f.Issue) {
			about = append(about, r)
		}
	}
	// Those with rivals come first, then those with most positions.
	slices.SortStableFunc(about, func(a, b int) int {
		disputed := func(r int) int { return min(len(c.Recommendations[r].Rivals), 1) }
		return cmp.Or(disputed(b)-disputed(a), len(f.taken[b])-len(f.taken[a]))
	})
	placed := make(map[int]bool)
	f.recommendationsY = y
	y += 26
	x := f.spine - width/2
	var place func(r int, rival bool)
	place = func(r int, rival bool) {
		if len(f.Recommendations) >= mostRecommendations {
			return
		}
		placed[r] = true
		row := &Rivalry{Recommendation: r, X: x, Rival: rival, Lines: typeface.SansBold.Wrap(c.Recommendations[r].Label, 13, width-diamond)}
		for _, line := range row.Lines {
			row.width = max(row.width, diamond+typeface.SansBold.Width(line, 13))
		}
		for _, s := range f.taken[r] {
			if c.Voices[s.Voice].Collective() {
				row.Right = append(row.Right, s)
			} else {
				row.Left = append(row.Left, s)
			}
			speaks[s.Voice] = true
		}
		if rival {
			y += rivalHeight - 12
		}
		row.height = max(float64(len(row.Lines))*16, float64(max(len(row.Left), len(row.Right)))*signHeight)
		row.Y = y + row.height/2
		y += row.height + 14
		f.Recommendations = append(f.Recommendations, row)
		for _, other := range c.Recommendations[r].Rivals {
			if !placed[other] {
				place(other, true)
				return // each stands below one that it contradicts
			}
		}
	}
	for _, r := range about {
		if !placed[r] {
			place(r, false)
		}
	}
	for _, r := range about {
		if !placed[r] {
			f.RecommendationsLeft++
		}
	}
	return y
}

// layInitiatives places the initiatives below the recommendations.
func (f *Focus) layInitiatives(ties Ties, y float64) float64 {
	if len(ties.Initiatives) == 0 {
		return y
	}
	f.initiativesY = y + 18
	y = f.initiativesY + 26
	x := f.spine - 115
	for _, i := range ties.Initiatives[:min(len(ties.Initiatives), mostInitiatives)] {
		v := &Venture{Initiative: i, X: x, Lines: typeface.Sans.Wrap(i.Label, f.sizes.name, f.MarkRight-60-x)}
		v.Y = y
		y += float64(len(v.Lines))*f.sizes.line + 8
		f.Initiatives = append(f.Initiatives, v)
	}
	return y
}

// wanted orders the groups of a bank by the mean height of what their voices said something about.
func (f *Focus) wanted(groups []*group) []*group {
	raised := f.claims.Whole(true).Raised
	for _, g := range groups {
		for _, m := range g.moorings {
			for _, v := range m.Voices {
				if raised[Pair{v, f.Issue}] > 0 {
					g.want += f.Y - f.top
					g.n++
				}
				for _, r := range f.Recommendations {
					for _, s := range f.taken[r.Recommendation] {
						if s.Voice == v {
							g.want += r.Y - f.top
							g.n++
						}
					}
				}
			}
		}
		g.want = g.want/math.Max(float64(g.n), 1) - g.height(&f.sizes)/2
	}
	slices.SortStableFunc(groups, func(a, b *group) int { return cmp.Compare(a.want, b.want) })
	return groups
}
