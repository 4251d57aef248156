package pages_test

import (
	"html"
	"net/http"
	"strings"
	"testing"

	"forumgraph/graph"
	"forumgraph/web/pages"
)

// Every view says how to link to it, cite it and, where the server allows it, embed it; embedded it is without what is around it,
// and its links lead out of the frame.
func TestSite_share(t *testing.T) {
	closed := example(t)
	open := example(t, func(_ *graph.Options, o *pages.Options) { o.Embeds = true })
	for _, path := range []string{
		"/en/network", "/fr/network?look=contradictions", "/en/network?look=free", "/fr/matrix?rows=issue&columns=session", "/en/connect",
		"/en/agreement", "/en/sessions", "/en/list/issues", "/fr/issue/night-noise",
	} {
		body := get(closed, path).Body.String()
		link := "https://forum.example" + strings.ReplaceAll(path, "&", "&amp;")
		title := "Read in forumgraph as “"
		denied := "This server does not allow its pages in other pages."
		if path[:3] == "/fr" {
			title, denied = "Lu dans forumgraph sous le titre «\u00a0", "Ce serveur ne permet pas"
		}
		for _, s := range []string{`<details class="share">`, title, denied, "@misc{"} {
			if !strings.Contains(body, s) {
				t.Errorf("%s: %q is not in the page", path, s)
			}
		}
		if path != "/fr/matrix?rows=issue&columns=session" && !strings.Contains(body, `<a href="`+link+`">`) {
			t.Errorf("%s: the link %s is not in the page", path, link)
		}
		join := "?"
		if strings.Contains(path, "?") {
			join = "&"
		}
		if body := get(open, path).Body.String(); !strings.Contains(html.UnescapeString(body), `embed=1" title="`) {
			t.Errorf("%s: no code to embed it", path)
		}
		body = get(open, path+join+"embed=1").Body.String()
		for _, s := range []string{`<base target="_top">`, `<cite`, `<meta name="robots" content="noindex">`} {
			if !strings.Contains(body, s) {
				t.Errorf("%s, embedded: %q is not in the page", path, s)
			}
		}
		for _, s := range []string{`<header class="site">`, `class="share"`, "embed=1"} {
			if strings.Contains(body, s) {
				t.Errorf("%s, embedded: %q is in the page", path, s)
			}
		}
		if body := get(closed, path+join+"embed=1").Body.String(); !strings.Contains(body, `<header class="site">`) || !strings.Contains(body, "embed=1") {
			t.Errorf("%s: a server that does not allow embedding does not say so", path)
		}
	}
	for _, path := range []string{"/en/", "/en/about", "/en/search?q=noise", "/en/issue/nothing", "/en/statement/noise"} {
		if w := get(open, path); strings.Contains(w.Body.String(), `class="share"`) {
			t.Errorf("%s (status %d) is no view, and is shared", path, w.Code)
		}
	}
	if w := get(open, "/en/network?embed=yes"); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "embed=yes") {
		t.Errorf("another value of embed: status %d", w.Code)
	}
}
