package pages

import (
	"html/template"

	"forumgraph/web/pages/banks"
)

// focusSizes are the sizes of the picture of one issue, which the evidence stands beside, with the class of windows that
// show it.
var focusSizes = []struct {
	class string
	width float64
}{{"medium", 900}, {"large", 1400}}

// focused returns the issue that the address puts in the middle of the two banks, by index; false if it names none, or one
// that the graph does not have.
func (q *request) focused(c *banks.Claims) (int, bool) {
	if q.values.Get("look") != "focus" {
		return 0, false
	}
	return c.FindIssue(q.values.Get("focus"))
}

// focus makes the page of one issue with what is around it.
func (q *request) focus(k *keptClaims, s banksState, now *banks.Counts, issue int, body *banksPage, p *page) error {
	id := k.Issues[issue].ID
	var a struct {
		Issue *struct {
			About, EnglishAbout *string
			Related             struct{ Nodes []struct{ ID string } }
			Initiatives         struct {
				Nodes []struct {
					ref
					RunBy []struct{ ID string }
				}
			}
		}
	}
	if err := q.ask("focus", map[string]any{"id": id}, &a); err != nil {
		return err
	}
	if a.Issue == nil || q.version != k.Version {
		return ErrUnavailable // the graph changed between the two
	}
	var ties banks.Ties
	for _, n := range a.Issue.Related.Nodes {
		if i, ok := k.FindIssue(n.ID); ok {
			ties.Related = append(ties.Related, i)
		}
	}
	initiatives := make(map[string]ref)
	for _, n := range a.Issue.Initiatives.Nodes {
		initiatives[n.ID] = n.ref
		x := banks.Initiative{ID: n.ID, Label: q.lang.name(n.ref)}
		for _, by := range n.RunBy {
			if v, ok := k.FindVoice(by.ID); ok {
				x.RunBy = append(x.RunBy, v)
			}
		}
		ties.Initiatives = append(ties.Initiatives, x)
	}
	split := now.Issues[issue]
	name := q.lang.name(k.ref(id))
	p.Title = q.text("focus.title", "label", name, "statements", q.count("statements", split.Statements), "voices", q.count("voices", split.Voices()))
	p.Lead = ""
	if about := a.Issue.About; about != nil {
		p.Lead = *about
	}
	all := s.filter
	all.Issues = []int{issue}
	body.Left, body.Total, body.Empty = k.CountStatements(all), k.Whole(true).Issues[issue].Statements, split.Statements == 0
	all.Outside = true
	if more := k.CountStatements(all) - body.Left; !s.filter.Outside && more > 0 {
		body.Uncounted, body.Count = more, q.with("outside", "1")
	}
	body.Whole = q.with("look", "", "focus", "", "select", "")
	body.Levels = []link{
		{q.count("steps", 1), q.with(), true},
		{q.lang.number(2), q.with("look", "free", "depth", "2"), false},
		{q.lang.number(3), q.with("look", "free", "depth", "3"), false},
	}
	body.LevelsLabel = q.text("focus.steps")
	ink := q.ink(k, s, now, p.Title)
	ink.Lang = func(id string) string {
		if r, ok := initiatives[id]; ok {
			_, lang := q.lang.label(r)
			return lang
		}
		_, lang := q.lang.label(k.ref(id))
		return lang
	}
	if len(ties.Initiatives) > 0 {
		ink.Legend = append(ink.Legend, banks.LegendEntry{Marks: []string{"initiative"}, Text: q.text("banks.legend.initiative")})
	}
	words := banks.FocusWords{
		Around: q.text("focus.around"), PartOf: q.text("focus.part-of"), Recommendations: q.text("focus.recommendations"),
		Initiatives: q.text("kinds.initiative"),
		Reasons: map[banks.Reason]string{
			banks.Narrower: q.text("focus.narrower"), banks.Related: q.text("focus.related"), banks.CoRaised: q.text("focus.co-raised"),
		},
		Rivals: q.text("network.legend.contradicts"), SilentNamed: q.text("focus.silent.named"), SilentCollectives: q.text("focus.silent.collectives"),
		MoreIssues:          func(n int) string { return q.text("focus.more.issues", "n", n) },
		MoreRecommendations: func(n int) string { return q.text("focus.more.issues", "n", n) },
		MoreHref:            q.address(pathOf(id), nil),
		Together:            func(n int, a, b string) string { return q.text("focus.together", "n", n, "a", a, "b", b) },
		Look:                func(id string) string { return q.with("focus", id, "select", "") },
		Open:                func(id string) string { return q.address(pathOf(id), nil) },
	}
	for _, size := range focusSizes {
		f := banks.LayoutFocus(k.Claims, issue, ties, banks.Options{
			Width: size.width, Outside: s.filter.Outside, OutsideHeading: q.text("filter.outside"),
		})
		if len(body.Pictures) == 0 {
			body.Pictures = append(body.Pictures, sizedPicture{Class: "small", SVG: template.HTML(f.WriteNarrowSVG(390, ink, words))}) //nolint:gosec // every text in the picture is escaped
		}
		body.Pictures = append(body.Pictures, sizedPicture{Class: size.class, SVG: template.HTML(f.WriteSVG(ink, words))}) //nolint:gosec // every text in the picture is escaped
	}
	return nil
}
