package pages

import (
	"fmt"
	"html"
	"slices"
	"strings"
)

// share is how to link to a view, cite it and embed it.
type share struct {
	Link string
	Cite []cited
	// Embed is HTML for another page; empty if the server does not allow it.
	Embed string
}

// unshared are the templates of pages that are no views: they say little by themselves, or have citations of their own.
var unshared = []string{"start", "statement", "search", "error", "about", "licenses", "tables"}

// shareOf returns how to share a page at an address; nil if it is no view.
func (q *request) shareOf(p *page, address string, sources *sourcesOf) *share {
	if address == "" || slices.Contains(unshared, p.Template) {
		return nil
	}
	r := reference{
		ID: "forumgraph" + q.path, View: p.Title, Version: q.version, Permalink: address, words: q.catalog,
	}
	r.Title = q.text("site")
	if len(sources.records) == 1 {
		source := sources.records[0]
		r.Author, r.Title, r.Date = value(source.Publisher), q.lang.name(source.ref), value(source.Date)
		r.URL, r.Language = value(source.URL), lower(value(source.Language))
	}
	s := &share{Link: address, Cite: []cited{{Name: "APA", Text: r.apa()}, {Name: "BibTeX", Text: r.bibtex(), Code: true}}}
	if q.site.o.Embeds {
		join := "?"
		if strings.Contains(address, "?") {
			join = "&"
		}
		s.Embed = fmt.Sprintf(`<iframe src="%s" title="%s" width="100%%" height="700" loading="lazy"></iframe>`,
			html.EscapeString(address+join+"embed=1"), html.EscapeString(p.Title))
	}
	return s
}
