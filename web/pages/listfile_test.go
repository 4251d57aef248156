package pages_test

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forumgraph/graph"
	"forumgraph/store"
	"forumgraph/store/storetest"
	"forumgraph/web/pages"
)

// lists are the names of all lists.
var lists = []string{
	"issues", "recommendations", "organizations", "collectives", "people", "statements", "sessions", "initiatives", "publications",
	"figures", "populations", "places",
}

// table reads a file as CSV: its heads, and its rows.
func table(t *testing.T, w *httptest.ResponseRecorder) (heads []string, rows [][]string) {
	t.Helper()
	body, marked := strings.CutPrefix(w.Body.String(), "\ufeff")
	if w.Code != http.StatusOK || !marked {
		t.Fatalf("status %d, a byte order mark %t in\n%s", w.Code, marked, body)
	}
	if strings.Count(body, "\n") != strings.Count(body, "\r\n") {
		t.Error("lines do not end by CR and LF")
	}
	all, err := csv.NewReader(strings.NewReader(body)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return all[0], all[1:]
}

// A list as CSV has the columns of its table with the IDs of what they name, where the source says so, and the permalink,
// under heads in the language of the page. The file is named by the list and the version of the graph.
func TestSite_listFile(t *testing.T) {
	site := example(t)
	w := get(site, "/fr/list/people?as=csv")
	heads, rows := table(t, w)
	want := [][]string{
		{"Identifiant", "Nom", "Description", "Rôle tel qu’imprimé", "Affiliation", "Affiliation (identifiant)", "Où c’est écrit", "Dans le rapport", "Permalien", "Version du graphe"},
		{"person:ada", "Ada Lund", "", "Foreman", "Corderie", "organization:rope-works", "1/1", "The day on the quay, paragraphe 1", "https://forum.example/fr/person/ada", "1"},
		{"person:ben", "Ben Achterberg", "", "Harbour pilot", "", "", "1/4", "The day on the quay, paragraphe 4", "https://forum.example/fr/person/ben", "1"},
	}
	if diff := cmp.Diff(want, append([][]string{heads}, rows...)); diff != "" {
		t.Errorf("people (-want +got):\n%s", diff)
	}
	header := map[string]string{}
	for _, name := range []string{"Content-Type", "Content-Disposition", "Content-Language", "Cache-Control", "X-Robots-Tag"} {
		header[name] = w.Header().Get(name)
	}
	wantHeader := map[string]string{
		"Content-Type": "text/csv; charset=utf-8; header=present", "Content-Disposition": `attachment; filename="forumgraph-people-fr-v1.csv"`,
		"Content-Language": "fr-CA", "Cache-Control": "no-cache", "X-Robots-Tag": "noindex",
	}
	if diff := cmp.Diff(wantHeader, header); diff != "" {
		t.Errorf("header (-want +got):\n%s", diff)
	}
	if w := get(site, "/fr/list/people?as=csv", "If-None-Match", w.Header().Get("ETag")); w.Code != http.StatusNotModified {
		t.Errorf("asked again: status %d", w.Code)
	}
	if w := get(site, "/fr/list/people?as=word"); w.Code != http.StatusNotFound {
		t.Errorf("a format that there is none of: status %d", w.Code)
	}
	r := httptest.NewRequest(http.MethodHead, "/fr/list/people?as=csv", nil)
	head := httptest.NewRecorder()
	site.ServeHTTP(head, r)
	if head.Code != http.StatusOK || head.Body.Len() > 0 || head.Header().Get("ETag") == "" {
		t.Errorf("HEAD: status %d, %d bytes, ETag %q", head.Code, head.Body.Len(), head.Header().Get("ETag"))
	}
}

// listJSON is what a test reads of a list as JSON.
type listJSON struct {
	About struct {
		Title   string
		Version uint64
		Total   int
		Order   string
		Filters map[string]string
		Sources []struct{ ID string }
		Address string
	}
	Data []struct {
		ID, Permalink string
		Citations     []struct{ Passage, Path string }
	}
}

// Every list of the corpus, in both formats and languages, has all that the list has, each row once and in its order, with
// a permalink and where the source says so.
func TestSite_listFile_whole(t *testing.T) {
	site, _ := forum(t)
	for _, name := range lists {
		for _, lang := range []string{"en", "fr"} {
			address := "/" + lang + "/list/" + name
			heads, rows := table(t, get(site, address+"?as=csv&page=nothing"))
			var file listJSON
			body := get(site, address+"?as=json").Body.Bytes()
			if err := json.Unmarshal(body, &file); err != nil {
				t.Fatalf("%s: %v in\n%.300s", address, err, body)
			}
			var inTable, inFile []string
			seen := make(map[string]bool)
			for i, row := range rows {
				if len(row) != len(heads) || row[len(row)-2] != "https://forum.example/"+lang+"/"+strings.Replace(row[0], ":", "/", 1) {
					t.Errorf("%s: row %d is %q under %q", address, i, row, heads)
				}
				inTable, seen[row[0]] = append(inTable, row[0]), true
			}
			for _, d := range file.Data {
				inFile = append(inFile, d.ID)
				if len(d.Citations) == 0 && name == "statements" || d.Permalink == "" {
					t.Errorf("%s: %s has no citation or no permalink", address, d.ID)
				}
			}
			if diff := cmp.Diff(inTable, inFile); diff != "" {
				t.Errorf("%s (-CSV +JSON):\n%s", address, diff)
			}
			if len(seen) != len(rows) || len(rows) != file.About.Total || len(rows) == 0 || len(file.About.Sources) == 0 {
				t.Errorf("%s: %d rows, %d of them different, of %d; from %v", address, len(rows), len(seen), file.About.Total, file.About.Sources)
			}
		}
	}
}

// A file of statements has those that the filters admit and says which filters these are; a statement's cells hold every
// voice, issue and position, and the characters that are cited.
func TestSite_listFile_filters(t *testing.T) {
	site := example(t)
	var file listJSON
	if err := json.Unmarshal(get(site, "/en/list/statements?issue=issue:night-noise&kind=recommends&as=json").Body.Bytes(), &file); err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"issue": "issue:night-noise", "kind": "recommends"}
	if diff := cmp.Diff(want, file.About.Filters); diff != "" || len(file.Data) != file.About.Total || len(file.Data) == 0 {
		t.Errorf("%d of %d statements, filters (-want +got):\n%s", len(file.Data), file.About.Total, diff)
	}
	if want := "https://forum.example/en/list/statements?issue=issue%3Anight-noise&kind=recommends"; file.About.Address != want {
		t.Errorf("address %q, want %q", file.About.Address, want)
	}
	_, rows := table(t, get(site, "/en/list/statements?issue=issue:night-noise&as=csv"))
	at := slices.IndexFunc(rows, func(row []string) bool { return row[0] == "statement:noise" })
	if at < 0 {
		t.Fatalf("no statement:noise in %q", rows)
	}
	for _, d := range []string{"issue:night-noise", "for: Quiet hours", "passage 1/2, characters 0 to 10", "/en/statement/noise"} {
		if !strings.Contains(strings.Join(rows[at], "|"), d) {
			t.Errorf("no %q in %q", d, rows[at])
		}
	}
}

// What a spreadsheet would run is text in a file, in JSON it is as it is, and neither is markup to anybody.
func TestSite_listFile_hostile(t *testing.T) {
	for _, label := range []string{"=1+1", "+1", "-1", "@SUM(A1)", `=cmd|"/c calc"`, `a, "b"`} {
		cs := storetest.Example()
		for _, n := range cs.Put {
			if n, ok := n.(*store.Issue); ok {
				n.Name = store.Text{EN: label}
			}
		}
		site := over(t, cs)
		want := label
		if strings.ContainsAny(label[:1], "=+-@") {
			want = "'" + label
		}
		_, rows := table(t, get(site, "/en/list/issues?as=csv"))
		if len(rows) == 0 || rows[0][1] != want {
			t.Errorf("%q is written %q", label, rows)
		}
		var file struct{ Data []struct{ Label string } }
		if err := json.Unmarshal(get(site, "/en/list/issues?as=json").Body.Bytes(), &file); err != nil || file.Data[0].Label != label {
			t.Errorf("%q in JSON: %v, error %v", label, file, err)
		}
	}
}

// changing is an Asker whose graph changes with each answer, or that fails from the second on.
type changing struct {
	pages.Asker
	asked *uint64
	fails error
}

func (c changing) Ask(ctx context.Context, document string, variables map[string]any, l pages.Lang) (pages.Answer, error) {
	a, err := c.Asker.Ask(ctx, document, variables, l)
	if strings.Contains(document, "ListStatements") {
		*c.asked++
		a.Version += *c.asked
		if c.fails != nil && *c.asked > 1 {
			return pages.Answer{}, c.fails
		}
	}
	return a, err
}

// A file whose graph changes or fails while it is written breaks off, so that nobody takes it for the whole list.
func TestSite_listFile_breaksOff(t *testing.T) {
	for name, cause := range map[string]error{"changed": nil, "failed": errors.New("the disk is gone")} {
		t.Run(name, func(t *testing.T) {
			_, st := forum(t)
			site := serving(t, st, func(_ *graph.Options, o *pages.Options) {
				o.Ask = changing{asking(t, st), new(uint64), cause}
			})
			defer func() {
				if got := recover(); got != http.ErrAbortHandler {
					t.Errorf("it ends with %v", got)
				}
			}()
			w := get(site, "/en/list/statements?as=csv")
			t.Errorf("it ends in good order, status %d", w.Code)
		})
	}
}

// A list that is longer than a file may be is refused with what to do, not cut.
func TestSite_listFile_tooLong(t *testing.T) {
	site := example(t, func(_ *graph.Options, o *pages.Options) { o.FileRows = 1 })
	w := get(site, "/en/list/issues?as=csv")
	if body := w.Body.String(); w.Code != http.StatusBadRequest || !strings.Contains(body, "Narrow the list") || w.Header().Get("Content-Disposition") != "" {
		t.Errorf("status %d, Content-Disposition %q", w.Code, w.Header().Get("Content-Disposition"))
	}
}

// A list and the page of a node lead to their files, in the filters in force.
func TestSite_listFile_links(t *testing.T) {
	site := example(t)
	for address, want := range map[string]string{
		"/en/list/statements?kind=recommends":   `href="/en/list/statements?as=csv&amp;kind=recommends"`,
		"/fr/list/issues?order=voices":          `href="/fr/list/issues?as=json&amp;order=voices"`,
		"/en/issue/night-noise":                 `href="/en/list/statements?as=csv&amp;issue=issue%3Anight-noise"`,
		"/en/list/statements?voice=person:ada":  `Download the whole list`,
		"/fr/recommendation/quiet-hours?x=ytsk": `Télécharger ces énoncés`,
	} {
		if body := get(site, address).Body.String(); !strings.Contains(body, want) {
			t.Errorf("%s: no %s", address, want)
		}
	}
}
