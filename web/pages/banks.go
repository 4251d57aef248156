package pages

import (
	"cmp"
	"html/template"
	"net/http"
	"slices"
	"strings"
	"sync"

	"forumgraph/web/pages/banks"
)

// banksPage is the network as two banks: named voices, collectives, and the issues between them.
type banksPage struct {
	// Pictures are the same at two sizes; the window shows the one that fits, or else the chart.
	Pictures []sizedPicture
	Chart    []chartRow
	// Levels are the steps that a reader chooses from, as LevelsLabel says. Focused is whether one issue is in the middle;
	// Whole is then the address of the picture of all.
	Levels      []link
	LevelsLabel string
	Focused     bool
	Whole       string
	// unnamed means that a picture does not name the selected issue.
	unnamed bool
	Filters []chip
	// Every is the address without filters; empty if none is set.
	Every string
	// Left and Total are the statements that the filters leave and all.
	Left, Total int
	Groups      []filterGroup
	// Keep are the other values of the address that a form of filters keeps.
	Keep  []hidden
	Panel *linePanel
	// Free is the address of the free network, Rivals that of the contradictions.
	Free, Rivals string
	// Files are the addresses of the picture and of what it counts, as files.
	Files []preset
	// Empty is whether the filters leave nothing, None whether the graph has nothing to draw, Quotes whether the picture
	// has the words of statements.
	Empty, None, Quotes bool
	// Uncounted is how many statements are left that were made outside of the event, and Count the address that counts
	// them.
	Uncounted int
	Count     string
}

// sizedPicture is a picture for windows of some width.
type sizedPicture struct {
	Class string
	SVG   template.HTML
	// Note says how many issues are named and why not all.
	Note string
	// Undrawn is how many pairs of recommendations contradict each other and are not drawn.
	Undrawn int
}

// link is one that sets one value of the address.
type link struct {
	Label   string `json:"label"`
	Href    string `json:"href"`
	Current bool   `json:"-"`
}

// filterGroup is the checkboxes of one filter.
type filterGroup struct {
	Name    string         `json:"name"`
	Title   string         `json:"title"`
	Options []filterOption `json:"options"`
}

// filterOption is a checkbox with the number of statements, or in the free network of nodes, that it would leave. One that
// would leave none is disabled.
type filterOption struct {
	Value   string `json:"value"`
	Label   string `json:"label"`
	Count   int    `json:"count"`
	Checked bool   `json:"checked"`
}

// keptClaims is what the pictures of one version of the graph are made from, in one language.
type keptClaims struct {
	*banks.Claims
	names    map[string]ref // by ID
	pictures sync.Map       // *banks.Picture by banks.Options
}

// ref returns the node with the ID, named by its ID if it is not among the claims.
func (k *keptClaims) ref(id string) ref {
	if r, ok := k.names[id]; ok {
		return r
	}
	return ref{id, id, id}
}

// claims returns the claims of the graph with labels in l. They are read once for each version.
func (q *request) claims(l Lang) (*keptClaims, error) {
	kept := &q.site.editions[l].claims
	now, _ := q.site.o.Ask.Version()
	if k := kept.Load(); k != nil && k.Version == now {
		q.version = now
		return k, nil
	}
	document, err := q.site.o.Ask.Claims(q.ctx, l)
	if err != nil {
		return nil, err
	}
	k := &keptClaims{names: make(map[string]ref)}
	english := k
	if l != English {
		if english, err = q.claims(English); err != nil {
			return nil, err
		}
	}
	k.Claims, err = banks.Read(document, func(id, name string) string {
		r := ref{id, name, name}
		if e, ok := english.names[id]; ok {
			r.English = e.Label
		}
		k.names[id] = r
		return l.name(r)
	})
	if err != nil {
		return nil, err
	}
	kept.Store(k)
	q.version = k.Version
	return k, nil
}

// picture returns the layout for the options, which is kept.
func (k *keptClaims) picture(o banks.Options) *banks.Picture {
	if p, ok := k.pictures.Load(o); ok {
		return p.(*banks.Picture)
	}
	p, _ := k.pictures.LoadOrStore(o, banks.Layout(k.Claims, o))
	return p.(*banks.Picture)
}

// pictureSizes are the sizes that a picture is laid out for, with the class of windows that show it.
var pictureSizes = []struct {
	class         string
	width, height float64
}{{"medium", 1280, 660}, {"large", 1920, 930}}

// banksState is the state of the two banks in the address. Values that the graph does not have count as absent, except
// for what is selected.
type banksState struct {
	level    banks.Level
	filter   banks.Filter
	sessions []string // IDs
	selected string
	// side keeps to issues that one side alone raised, named or collective, or both; "" for all.
	side string
	// whole means that the picture counts what was said outside of the event, whatever the address says.
	whole bool
}

// free reports whether the address asks for the network around a node, or for one of single kinds or ties, which the free
// network draws. The picture of one issue with look=focus is not free.
func (q *request) free() bool {
	return slices.ContainsFunc([]string{"kinds", "types", "expand", "depth"}, q.values.Has) || q.values.Get("look") == "free" ||
		q.values.Has("focus") && q.values.Get("look") != "focus"
}

func (q *request) banksState(c *banks.Claims) banksState {
	s := banksState{level: banks.Level(q.choice("show", string(banks.Main), string(banks.Themes), string(banks.All)))}
	s.filter.Kinds = q.several("voice", voiceKinds)
	s.filter.Stances = q.several("stance", addressed(stances))
	s.filter.Does = q.several("does", addressed(statementKinds))
	s.filter.Outside = q.values.Get("outside") == "1" || c.Outside()
	s.side = q.choice("side", sides...)
	for _, id := range q.ids("session", mostBanksSessions, "session") {
		if i, ok := c.FindSession(id); !q.forget(!ok, "session", id, "session") {
			s.filter.Sessions, s.sessions = append(s.filter.Sessions, i), append(s.sessions, id)
		}
	}
	s.selected = q.pattern("select", selectionPattern)
	return s
}

// mostBanksSessions is the most sessions in an address of the banks.
const mostBanksSessions = 100

// sides are the values of side.
var sides = []string{"", "named", "both", "collective"}

// admits reports whether the address asks for issues that the sides raised in this way.
func (s banksState) admits(x banks.Split) bool {
	switch s.side {
	case "named":
		return x.Named > 0 && x.Collective == 0
	case "both":
		return x.Named > 0 && x.Collective > 0
	case "collective":
		return x.Named == 0 && x.Collective > 0
	}
	return true
}

// selection returns what the key in the address selects.
func (s banksState) selection() banks.Selection {
	switch parts := strings.Split(s.selected, "~"); len(parts) {
	case 3:
		return banks.Selection{From: parts[0], To: parts[2]}
	case 1:
		return banks.Selection{Node: parts[0]}
	}
	return banks.Selection{}
}

// rivalsLook is the look of the network that draws contradictions.
const rivalsLook = "contradictions"

// banks makes the page of the two banks; nil if the address puts an issue in the middle that the graph does not have.
func (q *request) banks() (*page, error) {
	k, err := q.claims(q.lang)
	if err != nil {
		return nil, err
	}
	s := q.banksState(k.Claims)
	issue, focused := q.focused(k.Claims)
	if q.values.Get("look") == "focus" && !focused {
		return nil, nil
	}
	now := k.Count(s.filter)
	p := &page{Template: "banks", still: true, Class: "wide", Swaps: true}
	body := &banksPage{Focused: focused, Free: q.with("look", "free", "select", ""), Rivals: q.with("look", rivalsLook, "focus", "", "select", "")}
	look := q.values.Get("look")
	switch {
	case focused:
		s.side = ""
		err = q.focus(k, s, now, issue, body, p)
	case look == rivalsLook:
		s.side, s.filter.Outside, s.whole = "", true, true
		now, body.Whole, body.Rivals = k.Count(s.filter), q.with("look", ""), ""
		err = q.contradictions(k, s, now, body, p)
	default:
		q.overview(k, s, now, body, p)
	}
	if err != nil {
		return nil, err
	}
	body.Filters = q.banksChips(k, s)
	if len(body.Filters) > 0 {
		body.Every = q.with("voice", "", "stance", "", "does", "", "session", "", "outside", "", "side", "")
	}
	sheet := q.banksSheet(k, now, body, p)
	if as := q.values.Get("as"); as != "" {
		return q.sheetFile(sheet, as)
	}
	body.Files = q.sheetFiles(sheet)
	within := s
	if focused {
		within.filter.Issues = []int{issue}
	}
	body.Groups = q.filterGroups(k, within)
	keep := func(name, value string, kept bool) {
		if kept {
			body.Keep = append(body.Keep, hidden{name, value})
		}
	}
	keep("show", string(s.level), s.level != banks.Main)
	keep("side", s.side, s.side != "")
	keep("focus", q.values.Get("focus"), focused)
	keep("look", look, look != "")
	keep("select", s.selected, s.selected != "")
	if focused && s.selected == "" {
		s.selected = k.Issues[issue].ID // what is said of the issue stands beside it
	}
	if s.selected == "" {
		p.Body = *body
		return p, nil
	}
	if body.Panel, err = q.panel(k, s, now); err != nil {
		return nil, err
	}
	if body.Panel.Missing != "" {
		p.status, p.missing, p.NoIndex = http.StatusNotFound, true, true
	}
	switch {
	case focused && s.selected == k.Issues[issue].ID:
		body.Panel.Close, body.Panel.Focus = "", ""
	case body.unnamed:
		body.Panel.Unnamed = q.with("show", string(banks.All))
	}
	p.Body = *body
	return p, nil
}

// overview draws all issues between the two banks.
func (q *request) overview(k *keptClaims, s banksState, now *banks.Counts, body *banksPage, p *page) {
	p.Lead = q.text("banks.lead")
	for _, level := range []banks.Level{banks.Themes, banks.Main, banks.All} {
		body.Levels = append(body.Levels, link{q.text("banks.level." + string(level)), q.with("show", string(level)), level == s.level})
	}
	body.LevelsLabel = q.text("banks.levels")
	body.Left, body.Total, body.Empty = now.Statements, len(k.Statements), now.Statements == 0
	if !s.filter.Outside {
		counted := s.filter
		counted.Outside = true
		body.Uncounted, body.Count = k.CountStatements(counted)-now.Statements, q.with("outside", "1")
	}
	for _, size := range pictureSizes {
		picture := k.picture(banks.Options{
			Width: size.width, Height: size.height, Level: s.level, Outside: s.filter.Outside, OutsideHeading: q.text("filter.outside"),
		})
		if p.Title == "" {
			p.Title = q.banksTitle(k, s, now, picture.Total)
		}
		if i, ok := k.FindIssue(s.selected); ok && !picture.Names(i) && now.Issues[i].Statements > 0 {
			body.unnamed = true
		}
		body.Pictures = append(body.Pictures, sizedPicture{
			size.class, template.HTML(picture.WriteSVG(q.ink(k, s, now, p.Title))), q.levelNote(picture, s.level), picture.Undrawn, //nolint:gosec // every text in the picture is escaped
		})
	}
	body.Chart = q.chart(k, now, func(id string) string { return q.with("select", id) })
}

// banksTitle says what the picture shows; total is how many issues were raised, whatever the filter leaves.
func (q *request) banksTitle(k *keptClaims, s banksState, now *banks.Counts, total int) string {
	named, both, collective := now.BySide()
	if s.filter.IsZero() && s.side == "" {
		return q.text("banks.title", "both", both, "total", named+both+collective)
	}
	if s.side != "" {
		n := map[string]int{"named": named, "both": both, "collective": collective}[s.side]
		return q.text("banks.title.side", "n", n, "total", named+both+collective, "side", q.text("banks.only."+s.side))
	}
	chips := slices.DeleteFunc(q.banksChips(k, s), func(c chip) bool { return c.Key == "outside" })
	if now.Statements == 0 {
		return q.titled(q.text("banks.title.none"), chips)
	}
	return q.titled(q.text("col.issues-raised"), chips) +
		q.text("banks.title.counts", "n", named+both+collective, "total", total, "voices", q.count("voices", now.Voices()))
}

func (q *request) levelNote(picture *banks.Picture, level banks.Level) string {
	switch {
	case picture.Shown >= picture.Total:
		return q.text("banks.shown.all", "total", picture.Total)
	case level == banks.Themes:
		return q.text("banks.shown.themes", "shown", picture.Shown, "total", picture.Total)
	}
	return q.text("banks.shown.main", "shown", picture.Shown, "total", picture.Total, "least", picture.Least)
}

// banksChips returns the filters in force, each with the address without it.
func (q *request) banksChips(k *keptClaims, s banksState) []chip {
	var all []chip
	add := func(name, key string, values []string, word func(string) string) {
		if len(values) == 0 {
			return
		}
		words := make([]string, len(values))
		for i, v := range values {
			words[i] = word(v)
		}
		all = append(all, chip{Key: key, Word: strings.Join(words, q.text("list-separator")), Remove: q.with(name, "")})
	}
	add("session", "session", s.sessions, func(id string) string { return q.lang.name(k.ref(id)) })
	add("voice", "voices", s.filter.Kinds, func(kind string) string { return q.text("kinds." + kind) })
	add("stance", "stance", s.filter.Stances, func(v string) string { return q.text("stance." + v) })
	add("does", "kind", s.filter.Does, func(v string) string { return q.text("does." + v) })
	if s.filter.Outside && !s.whole {
		all = append(all, chip{Key: "outside", Word: q.text("banks.outside.counted"), Remove: q.with("outside", "")})
	}
	if s.side != "" {
		all = append(all, chip{Key: "side", Word: q.text("banks.only." + s.side), Remove: q.with("side", "")})
	}
	return all
}

// filterGroups returns every filter with what each of its options would leave, the other filters as they are.
func (q *request) filterGroups(k *keptClaims, s banksState) []filterGroup {
	c := k.Claims
	group := func(name, title string, options []filterOption, set func(*banks.Filter, string)) filterGroup {
		for i := range options {
			f := s.filter
			set(&f, options[i].Value)
			options[i].Count = c.CountStatements(f)
		}
		return filterGroup{name, title, options}
	}
	sessions := k.filterSessions(s.sessions)
	groups := []filterGroup{
		group("session", q.text("kinds.session"), checks(sessions, s.sessions, func(id string) string { return q.lang.name(k.ref(id)) }),
			func(f *banks.Filter, id string) {
				i, _ := c.FindSession(id)
				f.Sessions = []int{i}
			}),
		group("voice", q.text("filter.voices"), checks(voiceKinds, s.filter.Kinds, func(v string) string { return q.text("kinds." + v) }),
			func(f *banks.Filter, v string) { f.Kinds = []string{v} }),
		group("does", q.text("filter.kind"), checks(addressed(statementKinds), s.filter.Does, func(v string) string { return q.text("does." + v) }),
			func(f *banks.Filter, v string) { f.Does = []string{v} }),
		group("stance", q.text("filter.stance"), checks(addressed(stances), s.filter.Stances, func(v string) string { return q.text("stance." + v) }),
			func(f *banks.Filter, v string) { f.Stances = []string{v} }),
		group("outside", q.text("filter.outside"), []filterOption{{Value: "1", Label: q.text("banks.outside.count"), Checked: s.filter.Outside}},
			func(f *banks.Filter, _ string) { f.Outside = true }),
	}
	if s.whole {
		return groups[:len(groups)-1]
	}
	return groups
}

// checks returns a checkbox for each value.
func checks(values, chosen []string, label func(string) string) []filterOption {
	all := make([]filterOption, len(values))
	for i, v := range values {
		all[i] = filterOption{Value: v, Label: label(v), Checked: slices.Contains(chosen, v)}
	}
	return all
}

// filterSessions returns the sessions that a filter offers: those below the event in its order, then others chosen.
func (k *keptClaims) filterSessions(chosen []string) []string {
	var all []banks.Session
	for i, session := range k.Sessions {
		if session.Top == i && session.Parent >= 0 {
			all = append(all, session)
		}
	}
	slices.SortStableFunc(all, func(a, b banks.Session) int { return cmp.Compare(a.Order, b.Order) })
	var ids []string
	for _, session := range all {
		ids = append(ids, session.ID)
	}
	for _, id := range chosen {
		if !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids
}

// said says how much a voice said: nothing of a person, whom nothing counts, and of an organization its own statements and
// those of its people apart.
func (q *request) said(k *keptClaims, now *banks.Counts, v int) string {
	if k.Voices[v].Kind == "person" {
		return ""
	}
	return q.ownWords(now.Made[v], now.Through[v])
}

// ink returns how the picture is drawn.
func (q *request) ink(k *keptClaims, s banksState, now *banks.Counts, title string) banks.Ink {
	return banks.Ink{
		Now: now, Admit: s.admits, Selection: s.selection(),
		Select: func(id string) string { return q.with("select", id) },
		All:    q.with("show", string(banks.All)),
		Number: func(n int) string { return q.lang.number(float64(n)) },
		Words: banks.Words{
			Title: title, Named: q.text("banks.named"), Collectives: q.text("kinds.collective"), CollectivesNote: q.text("banks.collectives.note"),
			OnlyNamed: q.text("banks.only.named"), Both: q.text("banks.both"), OnlyCollectives: q.text("banks.only.collective"),
			Of: func(label string, theme bool, named, collective int) string {
				if theme {
					return q.text("banks.of.theme", "label", label, "named", named, "collective", collective)
				}
				return q.text("banks.of", "label", label, "named", named, "collective", collective)
			},
			Voice: func(v int, called string) string {
				if said := q.said(k, now, v); said != "" {
					return called + q.text("colon") + " " + said
				}
				return called
			},
			Stance: func(voice, stance, recommendation string) string {
				return voice + ", " + q.text("stance."+stance) + q.text("colon") + " " + recommendation
			},
			Contradict: func(a, b string) string { return q.text("banks.contradict", "a", a, "b", b) },
			Open:       func(n int, theme string) string { return q.text("banks.more", "n", n, "theme", theme) },
			Lang: func(id string) string {
				_, lang := q.lang.label(k.ref(id))
				return lang
			},
			Legend: []banks.LegendEntry{
				{Marks: []string{"organization"}, Text: q.text("banks.legend.organization")},
				{Marks: []string{"people-only"}, Text: q.text("banks.legend.people-only")},
				{Marks: []string{"person"}, Text: q.text("banks.legend.person")},
				{Marks: []string{"consensus", "most", "many", "some", "few", "one"}, Text: q.text("banks.legend.quantifiers")},
				{Marks: []string{"unspecified"}, Text: q.text("banks.legend.unspecified")},
				{Marks: []string{"port-left", "port-right"}, Text: q.text("banks.legend.ports")},
				{Marks: []string{"contradict"}, Text: q.text("network.legend.contradicts")},
				{Marks: []string{"for"}, Text: q.text("stance.for")},
				{Marks: []string{"against"}, Text: q.text("banks.legend.against")},
				{Marks: []string{"mixed"}, Text: q.text("stance.mixed")},
			},
		},
	}
}
