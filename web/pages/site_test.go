package pages_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io/fs"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"forumgraph/graph"
	"forumgraph/store"
	"forumgraph/store/storetest"
	"forumgraph/web"
	"forumgraph/web/pages"
)

// Every document that the pages ask fits the schema and keeps to the limits of the API. What it costs is checked by asking:
// see TestSite_everyPage.
func TestDocuments(t *testing.T) {
	documents, err := pages.Documents()
	if err != nil {
		t.Fatal(err)
	}
	files, err := fs.Glob(web.Messages(), "*.json")
	if err != nil || len(files) != 2 || len(documents) < 20 {
		t.Fatalf("%d documents, messages %v, error %v", len(documents), files, err)
	}
	manifest := make(map[string]string)
	for _, d := range documents {
		sum := sha256.Sum256([]byte(d))
		manifest[hex.EncodeToString(sum[:])] = d
	}
	b, err := json.Marshal(manifest)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := graph.ParseTrusted(strings.NewReader(string(b))); err != nil {
		t.Error(err)
	}
}

// failing is an Asker that answers with an error.
type failing struct{ err error }

func (failing) Version() (uint64, bool)                                           { return 1, true }
func (f failing) Drawing(context.Context, pages.Lang) ([]byte, error)             { return nil, f.err }
func (f failing) Claims(context.Context, pages.Lang) ([]byte, error)              { return nil, f.err }
func (f failing) Part(context.Context, []string, int, pages.Lang) ([]byte, error) { return nil, f.err }
func (f failing) Ask(context.Context, string, map[string]any, pages.Lang) (pages.Answer, error) {
	return pages.Answer{}, f.err
}

// What goes wrong is a page too, with the status that says whose doing it is, what to do, and a box to search in. The
// cause stands in the log alone.
func TestSite_errors(t *testing.T) {
	for name, tt := range map[string]struct {
		address string
		err     error
		status  int
		says    string
	}{
		"unknown kind":     {"/en/nowhere", nil, 404, "There is no such page"},
		"unknown node":     {"/fr/issue/nulle-part", nil, 404, "Cette page n’existe pas"},
		"malformed ID":     {"/en/issue/No%20Where", nil, 404, "There is no such page"},
		"no slug":          {"/en/issue", nil, 404, "There is no such page"},
		"unknown list":     {"/en/list/nothing", nil, 404, "There is no such page"},
		"unknown citation": {"/en/statement/noise?cite=word", nil, 404, "There is no such page"},
		"unknown language": {"/de/", nil, 404, "There is no such page"},
		"not a cursor":     {"/en/list/issues?page=x", nil, 400, "INVALID" /* the API's own words follow */},
		"words too long":   {"/en/list/statements?q=" + strings.Repeat("a", 2001), nil, 400, "This cannot be answered"},
		"starting":         {"/fr/", pages.ErrUnavailable, 503, "Rechargez la page"},
		"too slow":         {"/en/", &pages.Refusal{Code: "TIMEOUT", Message: "it took too long"}, 503, "it took too long"},
		"busy":             {"/en/", &pages.Busy{After: "1"}, 503, "The server is busy"},
		"asked too much":   {"/fr/", &pages.Busy{Limited: true, After: "7"}, 429, "Vous avez ouvert beaucoup"},
		"ours":             {"/en/", errors.New("secret"), 500, "REQUEST"},
	} {
		t.Run(name, func(t *testing.T) {
			site := example(t, func(_ *graph.Options, o *pages.Options) {
				if tt.err != nil {
					o.Ask = failing{tt.err}
				}
			})
			w := get(site, tt.address)
			body := w.Body.String()
			says := tt.says
			if says == "INVALID" {
				says = "cursor"
			}
			if w.Code != tt.status || !strings.Contains(body, says) {
				t.Errorf("status %d, want %d with %q in\n%s", w.Code, tt.status, says, mainOf(t, w.Body.Bytes()))
			}
			if strings.Contains(body, "secret") {
				t.Error("the page tells the cause")
			}
			if busy := new(pages.Busy); errors.As(tt.err, &busy) && w.Header().Get("Retry-After") != busy.After {
				t.Errorf("Retry-After is %q", w.Header().Get("Retry-After"))
			}
			if !strings.Contains(body, `role="search"`) || w.Header().Get("Cache-Control") != "no-store" {
				t.Errorf("no search, or Cache-Control %q", w.Header().Get("Cache-Control"))
			}
		})
	}
}

// An address that names nothing keeps its path when the language changes, is nowhere a canonical one, and stays missing.
func TestSite_missingToggle(t *testing.T) {
	toggle := regexp.MustCompile(`<a class="toggle" href="([^"]*)"`)
	site := example(t)
	got := make(map[string]string)
	for _, address := range []string{"/en/issue/nowhere", "/fr/nulle/part?q=a", "/en/list/nothing?page=x", "/de/sache?x=1"} {
		w := get(site, address)
		body := w.Body.String()
		m := toggle.FindStringSubmatch(body)
		if w.Code != http.StatusNotFound || m == nil || strings.Contains(body, `rel="canonical"`) {
			t.Errorf("%s: status %d, a toggle %v, or a canonical address in\n%s", address, w.Code, m, body)
			continue
		}
		got[address] = m[1]
		if again := get(site, m[1]); again.Code != http.StatusNotFound && m[1] != "/fr/" {
			t.Errorf("%s: status %d", m[1], again.Code)
		}
	}
	want := map[string]string{
		"/en/issue/nowhere": "/fr/issue/nowhere", "/fr/nulle/part?q=a": "/en/nulle/part?q=a", "/en/list/nothing?page=x": "/fr/list/nothing",
		"/de/sache?x=1": "/fr/",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("toggles (-want +got):\n%s", diff)
	}
}

// hostile is a label that would be markup, leave its attribute or end what isolates its direction, if it could.
const hostile = `"><script>alert('x')</script> שלום &amp; </bdi>`

// Whatever a label holds is shown as text.
func TestSite_hostileLabels(t *testing.T) {
	cs := storetest.Example()
	for _, n := range cs.Put {
		switch n := n.(type) {
		case *store.Issue:
			n.Name = store.Text{EN: hostile, FR: hostile}
			n.Definition = store.Text{EN: hostile}
		case *store.Organization:
			n.Name = store.Text{EN: hostile}
			n.Aliases = []store.Alias{{Text: hostile}}
		case *store.Statement:
			n.Summary = hostile
		case *store.Person:
			n.Role = hostile
		}
	}
	site := over(t, cs)
	for _, address := range []string{
		"/en/", "/fr/list/issues", "/en/list/statements", "/fr/organization/rope-works", "/en/statement/noise", "/en/network?focus=issue:night-noise",
		"/en/matrix", "/en/connect?from=issue:night-noise&to=person:ada", "/en/list/people", "/en/search?q=" + "%22%3E%3Cscript%3Ealert",
		"/en/connect?from=%3Cscript%3E&to=x", "/en/list/statements?q=%3Cscript%3E", "/%3Cscript%3E",
	} {
		body := get(site, address).Body.String()
		if strings.Contains(body, "<script>") || strings.Contains(body, "</bdi> </bdi>") {
			t.Errorf("%s: the label is markup", address)
		}
	}
	if body := get(site, "/en/list/issues").Body.String(); !strings.Contains(body, "<bdi>&#34;&gt;&lt;script&gt;") {
		t.Error("the label is not shown as text in a bdi")
	}
}

// The style sheet is named by its content and kept for good; no other name has one.
func TestSite_style(t *testing.T) {
	site := example(t)
	sheet := regexp.MustCompile(`/assets/pages-[0-9a-f]{12}\.css`).FindString(get(site, "/en/").Body.String())
	w := get(site, sheet)
	want := []any{200, "text/css; charset=utf-8", "public, max-age=31536000, immutable"}
	if diff := cmp.Diff(want, []any{w.Code, w.Header().Get("Content-Type"), w.Header().Get("Cache-Control")}); diff != "" {
		t.Errorf("%q (-want +got):\n%s", sheet, diff)
	}
	if css := w.Body.String(); !strings.Contains(css, "--paper:") || !strings.Contains(css, ".masthead") {
		t.Error("the sheet lacks the tokens or the rules of the pages")
	}
	if w := get(site, "/assets/pages.css"); w.Code != http.StatusNotFound {
		t.Errorf("another name: status %d", w.Code)
	}
}

// A built view is loaded by the pages that it draws on, the script that swaps content by those with settings, the exit and
// the typefaces by all; the manifest and the folders are nobody's. A page without a view says how to build one.
func TestSite_view(t *testing.T) {
	built := example(t, func(_ *graph.Options, o *pages.Options) {
		o.View = fstest.MapFS{
			".vite/manifest.json": {Data: []byte(`{
				"src/main.tsx": {"file": "assets/main-1.js", "name": "main", "isEntry": true, "imports": ["_shared.js"], "css": ["assets/main-2.css"]},
				"src/exit.ts": {"file": "assets/exit-3.js", "name": "exit", "isEntry": true},
				"styles/fonts.css": {"file": "assets/fonts-6.css", "name": "fonts", "isEntry": true},
				"src/swap.ts": {"file": "assets/swap-5.js", "name": "swap", "isEntry": true},
				"_shared.js": {"file": "assets/shared-4.js", "name": "shared", "imports": ["_shared.js"]}
			}`)},
			"assets/main-1.js": {Data: []byte("draw()")},
		}
	})
	loads := regexp.MustCompile(`(?:src|href)="(/view/[^"]*)"`)
	for address, want := range map[string][]string{
		"/en/network?look=free": {
			"/view/assets/fonts-6.css", "/view/assets/main-2.css", "/view/assets/shared-4.js", "/view/assets/exit-3.js", "/view/assets/main-1.js",
		},
		"/en/network": {"/view/assets/fonts-6.css", "/view/assets/exit-3.js", "/view/assets/swap-5.js"},
		"/en/connect": {"/view/assets/fonts-6.css", "/view/assets/exit-3.js", "/view/assets/swap-5.js"},
		"/en/about":   {"/view/assets/fonts-6.css", "/view/assets/exit-3.js"},
	} {
		body := get(built, address).Body.String()
		var got []string
		for _, m := range loads.FindAllStringSubmatch(body, -1) {
			got = append(got, m[1])
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s loads (-want +got):\n%s", address, diff)
		}
		if strings.Contains(body, "make build") {
			t.Errorf("%s: the page says that the view was not built", address)
		}
	}
	for address, want := range map[string]int{
		"/view/assets/main-1.js": 200, "/view/assets/": 404, "/view/.vite/manifest.json": 404, "/view/nothing.js": 404, "/view/": 404,
	} {
		if w := get(built, address); w.Code != want {
			t.Errorf("%s: status %d, want %d", address, w.Code, want)
		}
	}
	if body := get(example(t), "/en/sessions").Body.String(); !strings.Contains(body, "<code>make build</code>") {
		t.Error("a page without a view does not say how to build one")
	}
}

// Each cell of a matrix opens as many statements, and leads to a list of as many.
func TestSite_matrixCounts(t *testing.T) {
	site, _ := forum(t)
	cell := regexp.MustCompile(`<td class="cell heat-\d"[^>]*><a href="([^"]+)"[^>]*>(\d+)</a>`)
	total := regexp.MustCompile(`<p class="intro">(?:\d+ of )?(\d+) statements? <a href="([^"]+)">`)
	listed := regexp.MustCompile(`<p class="intro">(\d+) statements?</p>`)
	for _, address := range []string{
		"/en/matrix", "/en/matrix?rows=issue&columns=session", "/en/matrix?rows=collective&columns=issue",
		"/en/matrix?rows=population&columns=organization", "/en/matrix?rows=person&columns=recommendation",
	} {
		cells := cell.FindAllStringSubmatch(get(site, address).Body.String(), -1)
		if len(cells) < 20 && !strings.Contains(address, "recommendation") {
			t.Errorf("%s: %d cells", address, len(cells))
		}
		for _, c := range cells[:min(len(cells), 25)] {
			href, _, _ := strings.Cut(strings.ReplaceAll(c[1], "&amp;", "&"), "#")
			m := total.FindStringSubmatch(get(site, href).Body.String())
			if m == nil || m[1] != c[2] {
				t.Errorf("%s: a cell of %s leads to %s, which has %v", address, c[2], href, m)
				continue
			}
			if l := listed.FindStringSubmatch(get(site, strings.ReplaceAll(m[2], "&amp;", "&")).Body.String()); l == nil || l[1] != c[2] {
				t.Errorf("%s: a cell of %s leads to the list %s, which has %v", address, c[2], m[2], l)
			}
		}
	}
}

// People stand behind other voices in the order of their names, and no total counts what they said.
func TestSite_matrixRanksNobody(t *testing.T) {
	site, _ := forum(t)
	row := regexp.MustCompile(`<tr><th scope="row"><a class="ref" data-kind="(\w+)" href="([^"]+)".*?<td class="number total">(\d*)</td>`)
	people := []string{}
	for _, m := range row.FindAllStringSubmatch(get(site, "/en/matrix?rows=voice&columns=recommendation&size=100").Body.String(), -1) {
		switch person := m[1] == "person"; {
		case person && m[3] != "":
			t.Errorf("%s has the total %s", m[2], m[3])
		case person:
			people = append(people, m[2])
		case m[3] == "" || len(people) > 0:
			t.Errorf("%s stands behind %v with the total %q", m[2], people, m[3])
		}
	}
	if len(people) < 2 || !slices.IsSorted(people) {
		t.Errorf("people are in the order %v", people)
	}
}
