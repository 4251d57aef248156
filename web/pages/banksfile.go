package pages

import (
	"regexp"
	"strconv"
	"strings"

	"forumgraph/web/pages/banks"
)

// banksSheet returns what the pictures of the network show, for files: a row for each issue that is counted and each position,
// and the picture as the page of 1280 pixels has it. People have no counts.
func (q *request) banksSheet(k *keptClaims, now *banks.Counts, body *banksPage, p *page) sheet {
	s := sheet{name: "network", title: p.Title}
	for _, c := range body.Filters {
		s.filters = append(s.filters, q.text("filter."+c.Key)+q.text("colon")+" "+c.Word+".")
	}
	if q.values.Get("look") == rivalsLook {
		s.columns = []string{"recommendation_id", "recommendation", "contradicts_ids", "voice_id", "voice", "kind", "stance"}
		for _, at := range k.PositionsOf(now) {
			r, v := &k.Recommendations[at.Other], &k.Voices[at.Voice]
			if len(r.Rivals) > 0 {
				var rivals []string
				for _, other := range r.Rivals {
					rivals = append(rivals, k.Recommendations[other].ID)
				}
				s.rows = append(s.rows, []any{r.ID, r.Label, strings.Join(rivals, between), v.ID, v.Label, v.Kind, at.Stance})
			}
		}
	} else {
		s.columns = []string{"issue_id", "issue", "theme_id", "statements", "by_named_voices", "by_collectives", "collectives"}
		for i, split := range now.Issues {
			if issue := &k.Issues[i]; split.Statements > 0 {
				s.rows = append(s.rows, []any{issue.ID, issue.Label, k.Issues[issue.Theme].ID, split.Statements, split.Named, split.Collective, split.CollectiveVoices})
			}
		}
	}
	for _, picture := range body.Pictures {
		if picture.Class == "medium" {
			s.draw = func() diagram { return q.pictureDiagram(string(picture.SVG), picture.Note) }
		}
	}
	return s
}

var (
	pictureSize = regexp.MustCompile(`viewBox="0 0 ([\d.]+) ([\d.]+)"`)
	ownAddress  = regexp.MustCompile(` href="(/[^"]*)"`)
)

// pictureDiagram returns a picture of a page with its style, so that it stands alone; the picture has its own legend. Links
// lead to the site, if its address is known.
func (q *request) pictureDiagram(svg, note string) diagram {
	svg = ownAddress.ReplaceAllStringFunc(svg, func(link string) string {
		if q.site.o.Base == "" {
			return ""
		}
		return strings.Replace(link, `"/`, `"`+q.site.o.Base+`/`, 1)
	})
	m := pictureSize.FindStringSubmatch(svg)
	d := diagram{width: number(m[1]), height: number(m[2])}
	d.body = element("style", strings.ReplaceAll(q.site.style.picture, "<", "")) + svg
	if note != "" {
		d.notes = []string{note}
	}
	return d
}

func number(digits string) float64 {
	n, _ := strconv.ParseFloat(digits, 64) // what the pattern admits is a number
	return n
}
