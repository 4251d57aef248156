package pages

import (
	"html/template"
	"slices"
	"strings"

	"forumgraph/web/pages/banks"
)

// contradictionSizes are the sizes of the picture of contradictions, with the class of windows that show it.
var contradictionSizes = []struct {
	class string
	width float64
}{{"small", 390}, {"medium", 1280}, {"large", 1920}}

// contradictions makes the page of the recommendations that contradict each other, with what was said for and against each.
// It counts what was said outside of the event.
func (q *request) contradictions(k *keptClaims, s banksState, now *banks.Counts, body *banksPage, p *page) error {
	picture := banks.FindContradictions(k.Claims)
	var ids []string
	for _, i := range picture.Quoted() {
		ids = append(ids, k.Statements[i].ID)
	}
	said, err := q.statementsByID(ids)
	if err != nil {
		return err
	}
	if len(ids) > 0 && q.version != k.Version {
		return ErrUnavailable // the graph changed between the two
	}
	p.Title = q.count("contradictions", picture.Pairs())
	p.Lead = q.text("contradictions.lead")
	body.Left, body.Total = k.CountStatements(s.filter), k.Whole(true).Statements
	body.Empty = len(picture.Contests) > 0 && len(now.Positions) == 0
	body.None, body.Quotes = len(picture.Contests) == 0, true
	ink := q.ink(k, s, now, p.Title)
	ink.Legend = slices.DeleteFunc(ink.Legend, func(e banks.LegendEntry) bool {
		return e.Marks[0] == "people-only" || e.Marks[0] == "port-left"
	})
	words := banks.ContradictionWords{
		Page: func(id string) string { return q.address(pathOf(id), nil) },
		More: func(n int) string { return q.text("contradictions.more", "n", n) },
		MoreHref: func(id string) string {
			return q.address("/list/statements", query("recommendation", id))
		},
	}
	for _, size := range contradictionSizes {
		picture.Lay(size.width, func(v *banks.View) string { return q.noteOf(k, v, said) }, func(i int) banks.Said {
			return q.saidIn(said[k.Statements[i].ID])
		})
		body.Pictures = append(body.Pictures, sizedPicture{
			Class: size.class, SVG: template.HTML(picture.WriteSVG(ink, words)), Undrawn: picture.Undrawn, //nolint:gosec // every text in the picture is escaped
		})
	}
	return nil
}

// noteOf says what stands below the name of a voice: whom a person is with, or that others report what it said.
func (q *request) noteOf(k *keptClaims, v *banks.View, said map[string]statement) string {
	voice := &k.Voices[v.Voice]
	var notes []string
	for _, o := range voice.Organizations {
		notes = append(notes, q.lang.name(k.ref(k.Voices[o].ID)))
	}
	if voice.Outside() {
		notes = append(notes, lower(q.text("filter.outside")))
	}
	reported := len(v.Statements) > 0
	for _, i := range v.Statements {
		for _, by := range said[k.Statements[i].ID].Voices {
			reported = reported && (by.Voice.ID != voice.ID || by.Role == "REPORTED")
		}
	}
	if reported {
		notes = append(notes, q.text("role.reported"))
	}
	return strings.Join(notes, q.text("separator"))
}

// saidIn returns a statement as the picture quotes it.
func (q *request) saidIn(st statement) banks.Said {
	said := banks.Said{Text: st.Summary, Href: q.address(pathOf(st.ID), nil)}
	if q.lang != English {
		said.Lang = string(English) // summaries are in English alone
	}
	var places []string
	for _, c := range distinct(st.Citations) {
		places = append(places, q.lang.prose(c.Passage.Locator))
		if said.PlaceHref == "" {
			said.PlaceHref = q.address(pathOf(c.Passage.ID), nil)
		}
	}
	said.Place = strings.Join(places, "; ")
	return said
}
