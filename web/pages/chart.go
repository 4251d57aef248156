package pages

import (
	"html/template"
	"strings"

	"forumgraph/web/pages/banks"
)

// chartRow is a theme in the chart of who raised what.
type chartRow struct {
	Theme panelLine
	// Named and Collectives are the marks of the voices, Contradict that of recommendations; Words say the same.
	Named, Collectives, Contradict template.HTML
	Words                          string
	Issues                         []chartIssue
	Disputes                       []chartDispute
}

// chartIssue is an issue with the statements of each side.
type chartIssue struct {
	panelLine
	Named, Collective int
}

// chartDispute is two recommendations that contradict each other.
type chartDispute struct{ A, B panelLine }

// chart returns the themes with those who raised them, as the picture has them. href returns the address that selects a node.
func (q *request) chart(k *keptClaims, now *banks.Counts, href func(id string) string) []chartRow {
	line := func(id string, n int) panelLine {
		return panelLine{Node: k.ref(id), Count: n, Href: href(id)}
	}
	chart := k.Chart(now)
	most := 1
	for _, r := range chart {
		most = max(most, len(r.Named), len(r.Collectives))
	}
	var rows []chartRow
	for _, r := range chart {
		row := chartRow{
			Theme: line(k.Issues[r.Theme].ID, now.Themes[r.Theme].Statements),
			Named: template.HTML(k.Marks(r.Named, most, true)), Collectives: template.HTML(k.Marks(r.Collectives, most, false)), //nolint:gosec // shapes alone
		}
		words := q.voicesInWords(k, r.Named, r.Collectives)
		for _, i := range r.Issues {
			row.Issues = append(row.Issues, chartIssue{line(k.Issues[i].ID, now.Issues[i].Statements), now.Issues[i].Named, now.Issues[i].Collective})
		}
		for _, pair := range r.Disputes {
			row.Disputes = append(row.Disputes, chartDispute{line(k.Recommendations[pair[0]].ID, 0), line(k.Recommendations[pair[1]].ID, 0)})
		}
		if len(r.Disputes) > 0 {
			row.Contradict = template.HTML(banks.ContradictMark()) //nolint:gosec // a shape
			words = append(words, q.text("network.legend.contradicts"))
		}
		row.Words = strings.Join(words, q.text("separator"))
		rows = append(rows, row)
	}
	return rows
}

// voicesInWords counts the voices of each side by kind, such as "9 people, 8 organizations".
func (q *request) voicesInWords(k *keptClaims, sides ...[]int) (words []string) {
	for _, voices := range sides {
		count := make(map[string]int)
		for _, v := range voices {
			count[k.Voices[v].Kind]++
		}
		var side []string
		for _, kind := range []string{"person", "organization", "collective"} {
			if n := count[kind]; n > 0 {
				side = append(side, q.count("of-kind."+kind, n))
			}
		}
		if len(side) > 0 {
			words = append(words, strings.Join(side, q.text("list-separator")))
		}
	}
	return words
}
