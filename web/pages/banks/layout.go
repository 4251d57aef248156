package banks

import (
	"cmp"
	"math"
	"slices"
	"sort"

	"forumgraph/web/pages/typeface"
)

// Level is how many issues a picture names.
type Level string

// The levels: themes only; themes and the issues with most statements, as many as fit; all.
const (
	Themes Level = "themes"
	Main   Level = "main"
	All    Level = "all"
)

// Options say how a picture is laid out.
type Options struct {
	// Width and Height are the space for the picture in pixels. It becomes higher if it must.
	Width, Height float64
	Level         Level
	// Outside counts voices outside of the event; without it they are shown but have no lines.
	Outside bool
	// OutsideHeading stands over them.
	OutsideHeading string
}

// Picture is a layout: every place in it is in pixels from the upper left corner.
type Picture struct {
	Width, Height float64
	claims        *Claims
	rivals        []chain
	folded        bool       // the rows of the banks stand for more voices than there are
	taken         [][]Stance // the positions on each recommendation
	all           *Counts
	options       Options
	sizes         sizes
	// WaterLeft and WaterRight bound the water, MarkLeft and MarkRight are where the marks of the banks stand.
	WaterLeft, WaterRight, MarkLeft, MarkRight, top float64
	Left, Right                                     []*Mooring
	Lanes                                           []*Lane
	// Undrawn is how many pairs of recommendations contradict each other and are not drawn.
	Undrawn int
	// Shown is how many issues are named, Total how many were raised; Least is the fewest statements of a named issue
	// that is no theme.
	Shown, Total, Least int
}

// Lane is a theme and its issues, or several themes that have no issue below them.
type Lane struct {
	Themes   []int
	Names    []*Name
	Disputes []*Dispute
	// Top and Bottom bound it; Tip is the height at which its lines arrive.
	Top, Bottom, Tip float64
}

// Name is an issue's name. X is the left edge of its text and Width the width of that; Y is the middle of its row, Gap
// the height of the lines above that.
type Name struct {
	Issue       int
	Label       string // shortened if it is longer than the water
	Theme       bool
	X, Width    float64
	Y, Gap      float64
	Left, Right float64 // radii of the ports; 0 for none
	Share       float64
	row         int
	Hidden      int // on a theme: how many issues of its lane are not named
	HiddenX     float64
	// Displacement is how far it is from where it was wanted.
	Displacement float64
}

// Dispute is recommendations that contradict each other, each a rival of the one before.
type Dispute struct {
	Propositions []*Proposition
	Y, Gap       float64
}

// Proposition is a recommendation in a dispute. X is the left edge of its diamond, Width reaches to the end of its text.
type Proposition struct {
	Recommendation int
	Label          string // shortened if two do not fit the water
	X, Width, Y    float64
	// Left and Right are the positions of named voices and of collectives, nearest first.
	Left, Right []Sign
}

// Sign is a position: what a voice thinks of a recommendation.
type Sign struct {
	Voice  int
	Stance string
	X      float64
}

const (
	margin   = 24
	axis     = 34 // the height of the axis above the lanes
	portGap  = 3
	signStep = 13
	diamond  = 15
	between  = 31 // the least space for the sign of contradiction
)

// sized interpolates a measure between a picture of 1280 and one of 1920 pixels.
func (o Options) sized(narrow, wide float64) float64 {
	share := min(max((o.Width-1280)/(1920-1280), 0), 1)
	return narrow + share*(wide-narrow)
}

// port returns the radius of a port for a number of statements: its area grows with them.
func port(statements int) float64 {
	if statements == 0 {
		return 0
	}
	return min(0.9+1.05*math.Sqrt(float64(statements)), 6)
}

// Layout lays out the picture of the claims.
func Layout(c *Claims, o Options) *Picture {
	p := &Picture{Width: o.Width, claims: c, options: o, all: c.Whole(o.Outside)}
	p.sizes = sizes{
		name: o.sized(12.5, 13), theme: o.sized(15, 16), line: o.sized(14.6, 15.5), row: o.sized(16.4, 17), themeRow: o.sized(18, 19), dispute: 23,
	}
	left, right, shore := o.sized(178, 252), o.sized(234, 268), o.sized(90, 132)
	p.MarkLeft, p.MarkRight = margin+left-6, o.Width-margin-right+6
	p.WaterLeft, p.WaterRight = margin+left+shore, o.Width-margin-right-shore
	p.top = axis + 12
	everybody := c.Whole(true) // who is outside of the event has a place, whether counted or not
	speaks := c.speaks(everybody)
	lefts := c.foldLeft(c.leftBank(speaks, &p.sizes, left-24))
	rights := c.foldRight(c.rightBank(speaks, &p.sizes, right-20, o.OutsideHeading))
	p.folded = rowsOf(lefts)+rowsOf(rights) < everybody.Voices()
	p.chains()
	height := o.Height - p.top - 8
	for _, bank := range [][]*group{lefts, rights} {
		needed := 0.0
		for _, g := range bank {
			needed += g.height(&p.sizes) + 3
		}
		height = max(height, needed)
	}
	height = p.lay(height)
	p.Height = p.top + height + 8
	p.moor(lefts, rights, height)
	return p
}

// Names reports whether the picture names an issue.
func (p *Picture) Names(issue int) bool {
	for _, l := range p.Lanes {
		for _, n := range l.Names {
			if n.Issue == issue {
				return true
			}
		}
	}
	return false
}

// lay fills the lanes so that they fit a height, if they can, and returns the height that they take.
func (p *Picture) lay(height float64) float64 {
	for _, s := range p.all.Issues {
		if s.Statements > 0 {
			p.Total++
		}
	}
	most := 1
	for _, s := range p.all.Issues {
		most = max(most, s.Statements)
	}
	switch p.options.Level {
	case Themes:
		p.Least = most + 1
		return p.fill(height)
	case All:
		p.Least = 1
		return p.fill(height)
	}
	// The more statements a name must have, the fewer names there are: the least number that fits is found by halving.
	least := 1 + sort.Search(most, func(k int) bool {
		p.Least = k + 1
		return p.fill(height) <= height+1e-6
	})
	p.Least = least
	return p.fill(height)
}

// fill makes the lanes of the current level and puts their names in rows, with ever fewer rows until they fit the
// height. It returns the height that they take, at least that given.
func (p *Picture) fill(height float64) float64 {
	const first, factor, steps = 45, 1.12, 18 // pixels that a new row is worth, and how often they are raised
	p.Lanes = p.lanes()
	packer := packer{water: p.WaterRight - p.WaterLeft}
	names := make([][]name, len(p.Lanes))
	for i, l := range p.Lanes {
		names[i] = p.names(l, packer.water)
	}
	pack := func(step int) (lanes [][]row, need float64) {
		perRow := first * math.Pow(factor, float64(step))
		for i, l := range p.Lanes {
			rows := packer.pack(names[i], perRow*perRow)
			lanes = append(lanes, rows)
			need += p.laneHeight(len(rows), len(l.Disputes))
		}
		return lanes, need
	}
	// The more a new row is worth, the fewer there are: the last step that is tried and fits is the first that does.
	lanes, need := pack(steps)
	for from, to := 0, steps; need <= height && from < to; {
		middle := (from + to) / 2
		if more, taller := pack(middle); taller <= height {
			lanes, need, to = more, taller, middle
		} else {
			from = middle + 1
		}
	}
	p.place(lanes, need, max(height, need))
	return max(height, need)
}

// laneGap is the least distance between the rows of two lanes.
const laneGap = 7

func (p *Picture) laneHeight(rows, disputes int) float64 {
	return p.sizes.themeRow + float64(max(rows-1, 0))*p.sizes.row + float64(disputes)*p.sizes.dispute + laneGap
}

// lanes returns the themes by their statements, each with the issues of the current level; those without an issue below
// them share the last lane.
func (p *Picture) lanes() []*Lane {
	c, n := p.claims, p.all
	members := make(map[int][]int)
	for i, s := range n.Issues {
		if s.Statements > 0 || n.Themes[i].Statements > 0 {
			members[c.Issues[i].Theme] = append(members[c.Issues[i].Theme], i)
		}
	}
	var themes, single []int
	for i := range c.Issues {
		switch {
		case n.Themes[i].Statements == 0:
		case len(members[i]) > 1:
			themes = append(themes, i)
		default:
			single = append(single, i)
		}
	}
	byStatements := func(a, b int) int { return cmp.Or(n.Themes[b].Statements-n.Themes[a].Statements, a-b) }
	slices.SortFunc(themes, byStatements)
	slices.SortFunc(single, byStatements)
	var lanes []*Lane
	p.Shown = 0
	add := func(l *Lane, theme int) {
		l.Themes = append(l.Themes, theme)
		l.Names = append(l.Names, &Name{Issue: theme, Theme: true})
		p.Shown++
	}
	laneOf := make(map[int]*Lane)
	for _, theme := range themes {
		l := new(Lane)
		add(l, theme)
		laneOf[theme] = l
		issues := members[theme]
		slices.SortFunc(issues, func(a, b int) int { return cmp.Or(n.Issues[b].Statements-n.Issues[a].Statements, a-b) })
		for _, i := range issues {
			switch {
			case i == theme:
			case n.Issues[i].Statements >= p.Least:
				l.Names = append(l.Names, &Name{Issue: i})
				p.Shown++
			case n.Issues[i].Statements > 0:
				l.Names[0].Hidden++
			}
		}
		lanes = append(lanes, l)
	}
	if len(single) > 0 {
		l := new(Lane)
		for _, theme := range single {
			add(l, theme)
			laneOf[theme] = l
		}
		lanes = append(lanes, l)
	}
	p.disputes(lanes, laneOf)
	return lanes
}

// split returns what a name counts: a theme what is about it or an issue below it.
func (p *Picture) split(n *Counts, x *Name) Split {
	if x.Theme {
		return n.Themes[x.Issue]
	}
	return n.Issues[x.Issue]
}

// names returns the names of a lane as they are wanted in the water.
func (p *Picture) names(l *Lane, water float64) []name {
	all := make([]name, 0, len(l.Names))
	for i, x := range l.Names {
		s := p.split(p.all, x)
		face, size := typeface.Sans, p.sizes.name
		if x.Theme {
			face, size = typeface.SerifBold, p.sizes.theme
		}
		x.Label = face.Shorten(p.claims.Issues[x.Issue].Label, size, water-60)
		x.Width = face.Width(x.Label, size)
		x.Left, x.Right, x.Share = port(s.Named), port(s.Collective), s.Share()
		width := x.Width + 2*x.Left + 2*x.Right + 2*portGap
		if x.Hidden > 0 {
			width += 4 + typeface.Sans.Width(hiddenText(x.Hidden), p.sizes.name)
		}
		width = min(width, water)
		all = append(all, name{issue: i, theme: x.Theme && i == 0, share: x.Share, want: x.Share * (water - width), width: width})
	}
	return all
}

// place gives every name its place, and spreads the lanes over the height.
func (p *Picture) place(lanes [][]row, need, height float64) {
	spare := 0.0
	if len(p.Lanes) > 0 {
		spare = min((height-need)/float64(len(p.Lanes)), 14)
	}
	y := p.top
	for i, l := range p.Lanes {
		l.Top = y
		y += spare/2 + laneGap/2
		first := y
		for r, row := range lanes[i] {
			size := p.sizes.row
			if r == 0 {
				size = p.sizes.themeRow
			}
			for _, n := range row.names {
				x := l.Names[n.issue]
				x.Y, x.Gap, x.row = y+size/2, y, r
				x.X = p.WaterLeft + n.place + 2*x.Left + portGap
				x.HiddenX = x.X + x.Width + portGap + 2*x.Right + 4
				x.Displacement = math.Abs(n.place - n.want)
			}
			y += size
		}
		l.Tip = (first + y) / 2
		for _, d := range l.Disputes {
			d.Gap, d.Y = y+1, y+1+p.sizes.dispute/2
			for _, x := range d.Propositions {
				x.Y = d.Y
			}
			y += p.sizes.dispute
		}
		y += spare/2 + laneGap/2
		l.Bottom = y
	}
}

// moor places the voices of both banks.
func (p *Picture) moor(lefts, rights []*group, height float64) {
	// A group on the left is wanted at the mean height of what it raises.
	tip := make(map[int]float64)
	for _, l := range p.Lanes {
		for _, theme := range l.Themes {
			tip[theme] = l.Tip
		}
	}
	of := make(map[int]*group)
	for _, g := range lefts {
		for _, m := range g.moorings {
			for _, v := range m.Voices {
				of[v] = g
			}
		}
	}
	for _, pair := range pairsOf(p.all.OfTheme) {
		if g := of[pair.Voice]; g != nil && tip[pair.Other] > 0 {
			g.want += tip[pair.Other] - p.top
			g.n++
		}
	}
	for _, g := range lefts {
		if g.n > 0 {
			g.want = g.want/float64(g.n) - g.height(&p.sizes)/2
		}
	}
	slices.SortStableFunc(lefts, func(a, b *group) int { return cmp.Compare(a.want, b.want) })
	p.Left = p.berth(lefts, height)
	// The right bank follows the event and is spread evenly.
	used := 0.0
	for _, g := range rights {
		used += g.height(&p.sizes)
	}
	apart := min((height-used)/max(float64(len(rights)), 1), 14)
	at := 0.0
	for _, g := range rights {
		g.want = at
		at += g.height(&p.sizes) + apart
	}
	p.Right = p.berth(rights, height)
}

// berth gives the moorings of groups their places.
func (p *Picture) berth(groups []*group, height float64) []*Mooring {
	spans := make([]span, len(groups))
	used := 0.0
	for i, g := range groups {
		spans[i] = span{g.want, g.height(&p.sizes)}
		used += spans[i].size
	}
	gap := min(max((height-used)/max(float64(len(groups)-1), 1), 0), 12)
	var f fitter
	f.fit(spans, gap, max(height, used+gap*float64(len(groups)-1)))
	var all []*Mooring
	for i, g := range groups {
		y := p.top + f.places[i]
		for _, m := range g.moorings {
			m.Y = y + p.sizes.line/2
			y += m.height(&p.sizes)
			all = append(all, m)
		}
		if first, last := g.moorings[0], g.moorings[len(g.moorings)-1]; first != last && !first.Heading {
			first.Tied = last.Y
		}
	}
	return all
}
