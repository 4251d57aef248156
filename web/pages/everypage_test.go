//go:build !race

package pages_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"
)

// This test asks for thousands of pages one after the other. The race detector would find nothing and take twenty times as
// long.

// Every address that a page of the corpus links to, in both languages, answers with a page that is sound; every node has
// been reached; and no page leads to another site but by the exit and to the official page of the source.
func TestSite_everyPage(t *testing.T) {
	site, st := forum(t)
	seen := map[string]bool{"/en/": true, "/fr/": true}
	queue, crawled, families := []string{"/en/", "/fr/"}, 2, make(map[string]int)
	allowed := []string{"https://weather.gc.ca/", "https://meteo.gc.ca/", "https://www.publicsafety.gc.ca/"}
	for len(queue) > 0 {
		address := queue[0]
		queue = queue[1:]
		w := get(site, address)
		if w.Code != http.StatusOK {
			t.Errorf("%s: status %d", address, w.Code)
			continue
		}
		if !strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") {
			continue
		}
		d := read(t, w.Body.Bytes())
		for _, fault := range d.faults(address[1:3]) {
			t.Errorf("%s: %s", address, fault)
		}
		if stray := strayWords.Find(w.Body.Bytes()); stray != nil {
			t.Errorf("%s: %q stands in the page", address, stray)
		}
		if strings.Contains(w.Body.String(), `class="silent misread"`) {
			t.Errorf("%s: a link has a value that means nothing", address)
		}
		for _, out := range d.outside {
			if !slices.ContainsFunc(allowed, func(a string) bool { return strings.HasPrefix(out, a) }) {
				t.Errorf("%s: leads to %s", address, out)
			}
		}
		for _, link := range d.links {
			next := resolved(t, address, link)
			if strings.HasPrefix(link, "#") && !slices.Contains(d.ids, link[1:]) {
				t.Errorf("%s: no element has the id of %s", address, link)
			}
			if seen[next] || slices.ContainsFunc(elsewhere, func(p string) bool { return strings.HasPrefix(next, p) }) {
				continue
			}
			seen[next] = true
			if f := family(t, next); f != "" {
				// Of settings that combine, each combination is a family of its own.
				names := 1 + strings.Count(f, "&")
				if families[f]++; families[f] > max(2, enough/names) {
					continue
				}
			}
			crawled++
			queue = append(queue, next)
		}
	}
	t.Logf("%d pages, %d addresses", crawled, len(seen))
	for _, id := range allNodes(t, st) {
		kind, slug, _ := strings.Cut(string(id), ":")
		for _, l := range []string{"en", "fr"} {
			if address := "/" + l + "/" + kind + "/" + slug; !seen[address] {
				t.Errorf("%s: no page links to it", address)
			}
		}
	}
}
