package pages_test

import (
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"forumgraph/graph"
	"forumgraph/store/layout"
	"forumgraph/store/memstore"
	"forumgraph/store/storetest"
	"forumgraph/web/pages"
)

// beyond returns the site of the example and another that draws six of its 21 nodes.
func beyond(t *testing.T) (whole, six http.Handler) {
	t.Helper()
	st := memstore.New()
	t.Cleanup(func() { _ = st.Close() })
	if _, err := st.Apply(t.Context(), storetest.Example()); err != nil {
		t.Fatal(err)
	}
	g := graph.Options{Store: st, Timeout: time.Minute}
	return serving(t, st, func(_ *graph.Options, o *pages.Options) { o.Ask = askingWith(t, st, g) }),
		serving(t, st, func(_ *graph.Options, o *pages.Options) { o.Ask = askingDrawn(t, st, g, layout.Options{Nodes: 6}) })
}

var leftOut = regexp.MustCompile(` (?:The picture chooses from|L’image choisit parmi)[^<]*`)

// options is the form of filters, which offers the kinds and types that the drawing has.
var options = regexp.MustCompile(`(?s)<details class="banks-filters">.*?</details>`)

// Around a node the network's page says the same whether the drawing has the node or not, if in another order, for what has no
// place comes after what has one; and beyond that, how many nodes have no place.
func TestSite_networkBeyondDrawing(t *testing.T) {
	whole, six := beyond(t)
	for _, address := range []string{
		"/en/network?focus=statement:noise",
		"/en/network?focus=person:ben",
		"/fr/network?focus=place:north-quay&depth=2",
		"/en/network?focus=person:ada&depth=3&kinds=issue,statement,organization",
		"/en/network?focus=organization:port-office&expand=organization:port-office~session",
		"/en/network?focus=collective:dock-table&expand=collective:dock-table~disagrees,recommendation:night-ferries~backed",
		"/en/network?focus=person:ada&select=person:ada~raised~issue:night-noise&stance=for&session=session:quay-day",
	} {
		want, got := get(whole, address), get(six, address)
		body := string(mainOf(t, got.Body.Bytes()))
		said := leftOut.FindString(body)
		if want.Code != http.StatusOK || got.Code != http.StatusOK {
			t.Errorf("%s: status %d, with all drawn %d", address, got.Code, want.Code)
		}
		if !strings.Contains(said, "6") || !strings.Contains(said, "15") {
			t.Errorf("%s: of what is left out it says %q", address, said)
		}
		lines := func(page string) []string {
			return slices.Sorted(strings.SplitSeq(options.ReplaceAllString(page, ""), "\n"))
		}
		if diff := cmp.Diff(lines(string(mainOf(t, want.Body.Bytes()))), lines(strings.Replace(body, said, "", 1))); diff != "" {
			t.Errorf("%s (-with all drawn +with six):\n%s", address, diff)
		}
	}
}

// Without a focus the page says what it chooses from; what is not in the drawing is not said to be nowhere, and what is part
// of a source is said to be that.
func TestSite_networkUndrawn(t *testing.T) {
	_, six := beyond(t)
	for name, tt := range map[string]struct {
		address string
		status  int
		says    []string
		not     []string
	}{
		"no focus":            {"/en/network?look=free", 200, []string{"chooses from the 6 names", "have 15 more"}, []string{"The report does not say"}},
		"a kind not drawn":    {"/en/network?kinds=statement", 200, []string{"None of the names"}, []string{"The report does not say"}},
		"a session not drawn": {"/en/network?focus=issue:night-noise&session=session:quay-day", 200, []string{"<bdi>Day on the quay</bdi>"}, []string{"<bdi>session:quay-day"}},
		"a selected node":     {"/fr/network?select=person:ben&look=free", 200, []string{"Ben Achterberg"}, nil},
		"no such node":        {"/en/network?focus=issue:nothing", 404, []string{"There is no such node"}, nil},
		"a source":            {"/en/network?focus=source:quay-report", 200, []string{"is part of a source", `href="/en/source/quay-report"`}, []string{"There is no such node"}},
		"no such source":      {"/en/network?focus=source:nothing", 404, []string{"There is no such node"}, []string{"is part of a source"}},
		"no ID of a source":   {"/en/network?focus=source:a--b", 404, []string{"There is no such node"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			w := get(six, tt.address)
			body := string(mainOf(t, w.Body.Bytes()))
			if w.Code != tt.status {
				t.Errorf("status %d, want %d", w.Code, tt.status)
			}
			for _, s := range tt.says {
				if !strings.Contains(body, s) {
					t.Errorf("%q is not in\n%s", s, body)
				}
			}
			for _, s := range tt.not {
				if strings.Contains(body, s) {
					t.Errorf("%q is in\n%s", s, body)
				}
			}
		})
	}
}
