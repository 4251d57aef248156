package pages_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"forumgraph/store"
	"forumgraph/store/storetest"
)

// A page tells up to three sources one by one, and of more their number, with the list of them; each of them is in the list
// and on a page of its own, which counts its own passages.
func TestSite_manySources(t *testing.T) {
	for _, n := range []int{2, 4} {
		change := storetest.Example()
		for i := 1; i < n; i++ {
			change.Put = append(change.Put, &store.Source{
				Meta:      store.Meta{ID: store.ID(fmt.Sprintf("source:other-%d", i)), Name: store.Text{EN: fmt.Sprintf("Other report %d", i), FR: fmt.Sprintf("Autre rapport %d", i)}},
				Publisher: "Port Office", Date: "2025", Language: store.EN, Length: 10, SHA256: store.HashOf(fmt.Sprint(i)),
			})
		}
		site := over(t, change)
		for _, address := range []string{"/en/", "/en/about", "/fr/list"} {
			body := get(site, address).Body.String()
			each, all := strings.Count(body, "/source/other-1"), strings.Contains(body, "/list/sources\">4 documents</a>")
			if (each > 0) == (n > 3) || all != (n > 3) {
				t.Errorf("%d sources, %s: the second is named %d times, their number: %v", n, address, each, all)
			}
		}
		list := get(site, "/fr/list/sources").Body.String()
		for _, says := range []string{"Autre rapport 1", "Rapport du quai", "Port Office", "<bdi>2025</bdi>"} {
			if !strings.Contains(list, says) {
				t.Errorf("%d sources: %q is not in the list\n%s", n, says, list)
			}
		}
		for address, passages := range map[string]string{"/en/source/other-1": "<dd>0</dd>", "/en/source/quay-report": "<dd>6</dd>"} {
			w := get(site, address)
			if _, coverage, _ := strings.Cut(w.Body.String(), "coverage"); w.Code != http.StatusOK || !strings.Contains(strings.SplitN(coverage, "</div>", 2)[0], passages) {
				t.Errorf("%d sources, %s: status %d, %s", n, address, w.Code, coverage)
			}
		}
	}
}
