package pages_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"
)

// The matrix is the view's for the same address: what does not go together is settled, filters narrow it and are told, and
// a cell is opened below it, or said to be none without a word of the API's.
func TestSite_matrixAddress(t *testing.T) {
	site := example(t)
	for name, tt := range map[string]struct {
		address string
		says    []string
		not     []string
	}{
		"organizations by issues": {"/en/matrix", []string{"Organizations in rows, issues in columns", `value="organization" selected`, `value="issue" selected`}, []string{`class="chips"`}},
		"voices on both axes":     {"/en/matrix?rows=voice&columns=person", []string{"Voices in rows, issues in columns"}, nil},
		"a filter": {"/en/matrix?rows=voice&columns=issue&kind=reports", []string{
			`<bdi>reports</bdi> <a class="remove" href="/en/matrix?columns=issue&amp;rows=voice">`, `value="reports" checked`, "cell=",
		}, []string{"/en/list/statements?"}},
		"several values": {"/en/matrix?kind=reports,recommends&through=0", []string{
			"<bdi>recommends, reports</bdi>", `<input type="hidden" name="kind" value="reports,recommends">`, "what organizations said themselves",
		}, nil},
		"a session":          {"/en/matrix?rows=voice&columns=issue&session=session:quay-day", []string{"<bdi>Day on the quay</bdi>", `name="session" value="session:quay-day"`}, nil},
		"an unknown session": {"/en/matrix?session=session:nowhere", []string{"<bdi>session:nowhere</bdi>", "No statement has both such a row"}, []string{"The report does not say"}},
		"a cell": {"/en/matrix?rows=voice&columns=issue&cell=person:ada~issue:night-noise", []string{
			"The cell Ada Lund × Night noise", `<p class="intro">2 statements`, "/en/statement/noise",
		}, []string{"does not have"}},
		"a cell of other kinds":   {"/en/matrix?cell=issue:night-noise~person:ada", []string{"opens a cell that this matrix does not have", `<table class="matrix">`}, []string{"INVALID", "of kind", `id="cell"`}},
		"a cell of unknown nodes": {"/en/matrix?rows=voice&columns=issue&cell=person:nobody~issue:night-noise", []string{"opens a cell that this matrix does not have", `<table class="matrix">`}, []string{`id="cell"`}},
		"a cell that is no cell":  {"/fr/matrix?cell=%3Cscript%3E", []string{`<table class="matrix">`, "L’adresse contient cell=&lt;script&gt;, qui n’a pas de sens ici."}, []string{"<script>"}},
		"a cell, further":         {"/en/matrix?rows=voice&columns=issue&cell=person:ada~issue:night-noise&pages=9", []string{`<p class="intro">2 statements`}, nil},
		"sorted by a column": {"/en/matrix?by=issue:ferry-fares&rows=voice", []string{
			`class="turned" aria-sort="descending"`, `<a class="sort" href="/en/matrix?rows=voice">`,
		}, nil},
		"people are sorted by nothing": {"/en/matrix?rows=person", []string{`<option value="" selected>by name</option>`}, []string{"order the rows by"}},
		"a value that nothing has":     {"/en/matrix?rows=voice", []string{`value="commits" disabled`}, nil},
		"exchanged":                    {"/en/matrix?rows=voice&columns=issue&cell=person:ada~issue:night-noise&by=issue:night-noise", []string{"/en/matrix?along=issue%3Anight-noise&amp;cell=issue%3Anight-noise~person%3Aada&amp;columns=voice&amp;rows=issue"}, nil},
		"sessions as at the event":     {"/en/matrix?rows=session&columns=issue", []string{"as at the event"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			w := get(site, tt.address)
			body := string(mainOf(t, w.Body.Bytes()))
			if w.Code != http.StatusOK {
				t.Errorf("status %d", w.Code)
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

// The network page lists what the address asks for: filters narrow it, steps and expansions widen it, the selection is
// named, and a focus that is not a node is said to be none, on a page that the view can draw on.
func TestSite_networkAddress(t *testing.T) {
	site := example(t)
	for name, tt := range map[string]struct {
		address string
		status  int
		says    []string
		not     []string
	}{
		"around a focus":  {"/en/network?focus=person:ada", 200, []string{"What Ada Lund is tied to", "Raised the issue"}, []string{`class="chips"`, "<h2>Made the statement"}},
		"a type":          {"/en/network?focus=person:ada&types=made", 200, []string{"<h2>Made the statement"}, []string{"<h2>Raised the issue"}},
		"further":         {"/en/network?focus=person:ada&depth=2", 200, []string{"In 2 steps", "Ties between the others"}, nil},
		"an expansion":    {"/en/network?focus=person:ada&types=affiliated-with&expand=collective:dock-table~backed", 200, []string{"Dock table (recommendations backed", `<h3>Backs`}, nil},
		"a stance":        {"/en/network?focus=person:ada&stance=against", 200, []string{"<bdi>against</bdi>"}, []string{"/en/issue/ferry-fares"}},
		"a kind of voice": {"/fr/network?look=free&voice=collective", 200, []string{"<bdi>Collectifs</bdi>", "/fr/collective/dock-table"}, []string{"/fr/person/ada"}},
		"an edge":         {"/en/network?focus=person:ada&select=person:ada~raised~issue:night-noise", 200, []string{"Selected", "raised the issue", "the statements behind it"}, nil},
		"no such edge":    {"/en/network?focus=person:ada&select=person:ada~raised~issue:nothing", 200, []string{"which the graph does not have"}, []string{"Selected"}},
		"left out":        {"/en/network?look=free&voice=collective&select=person:ada&focus=issue:ferry-fares", 200, []string{"selects what the filters leave out: Ada Lund"}, []string{"Selected"}},
		"no such session": {"/en/network?look=free&session=session:nowhere", 200, []string{"session:nowhere", "It is left out", "/en/issue/night-noise"}, []string{"The report does not say"}},
		"no such kind":    {"/en/network?look=free&kinds=planet", 200, []string{"planet", "It is left out"}, nil},
		"two filters":     {"/en/network?look=free&kinds=collective&voice=person", 200, []string{"No name is left with these filters"}, []string{"The report does not say"}},
		"no such node":    {"/en/network?focus=issue:nothing", 404, []string{"There is no such node", "issue:nothing", `role="search"`, `href="/en/"`, `id="app" data-view="network"`}, nil},
		"no ID":           {"/fr/network?focus=%3Cscript%3E", 404, []string{"Ce nœud n’existe pas", "«\u00a0&lt;script&gt;\u00a0»"}, []string{"<script>"}},
	} {
		t.Run(name, func(t *testing.T) {
			w := get(site, tt.address)
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

// Whoever agrees and disagrees is told in pairs, with the recommendations, by the view's address, and with how many of how
// many; on the whole corpus the table stays short.
func TestSite_coalition(t *testing.T) {
	site, _ := forum(t)
	row := regexp.MustCompile(`<tr><th scope="row"><a class="ref"[^>]*>[^\n]*`)
	caption := regexp.MustCompile(`The heaviest ties first: (\d+) of (\d+)`)
	for address, want := range map[string]string{
		"/en/agreement?part=network":                               "Same stance",
		"/en/agreement?part=network&mode=conflict":                 "Contrary stances",
		"/en/agreement?mode=subtract&norm=jaccard":                 "Jaccard divides by what either of them said",
		"/en/agreement?part=network&voice=organization,collective": "<bdi>Organizations, Collectives</bdi>",
		"/en/agreement?mode=nonsense&norm=&repeats=":               "Which voices take the same stances",
	} {
		body := get(site, address).Body.String()
		_, table, found := strings.Cut(body, `<section id="coalition"`)
		m := caption.FindStringSubmatch(table)
		rows := row.FindAllString(table, -1)
		if !found || m == nil || !strings.Contains(table, want) || len(rows) == 0 || len(rows) > 50 {
			t.Errorf("%s: caption %v, %d ties, or no %q", address, m, len(rows), want)
		}
	}
	body := get(site, "/en/agreement?who=organization:nobody").Body.String()
	if !strings.Contains(body, "No two voices are tied in this way.") {
		t.Error("a voice that is none has ties")
	}
}

// The matrix can be saved as it is shown: a row for each cell in its order, and a diagram that says what was left out. Its
// counts have the five shades of its legend.
func TestSite_matrixFiles(t *testing.T) {
	site, _ := forum(t)
	const address = "/en/matrix?by=issue:forced-marriage&stance=for&through=0"
	body := get(site, address).Body.String()
	heads, rows := table(t, get(site, address+"&as=csv"))
	if got := strings.Join(heads, ","); got != "row_id,row,column_id,column,statements,own" || len(rows) != strings.Count(body, `<td class="cell heat-`) {
		t.Errorf("%d rows of %s", len(rows), got)
	}
	if first := regexp.MustCompile(`<tbody>\s*<tr><th scope="row"><a class="ref"[^>]*><bdi>([^<]*)`).FindStringSubmatch(body); first == nil || rows[0][1] != first[1] {
		t.Errorf("the file begins with %v, the table with %v", rows[0], first)
	}
	w := get(site, address+"&as=svg")
	says(t, w.Body.String(), []string{
		"<title>Organizations and issues</title>", "Stance: for.", "Counted: what organizations said themselves.", "Version 1 of the graph", "National Forum",
		"/en/matrix?by=", "rotate(-90)", "#e4edf4",
	}, nil)
	if got := w.Header().Get("Content-Disposition"); got != `attachment; filename="forumgraph-organization-issue-en-v1.svg"` {
		t.Errorf("the file is named %s", got)
	}
	body = get(site, "/en/matrix").Body.String()
	says(t, body, []string{
		`<li><span class="swatch heat-1" aria-hidden="true"></span>1</li>`, `<span class="swatch heat-5" aria-hidden="true"></span>11–22</li>`, "heat-5\" data-label=\"Forced marriage\"",
		`class="through">`, "only through its people",
	}, []string{"heat-6"})
	_, rows = table(t, get(site, "/en/matrix?rows=voice&columns=recommendation&as=csv"))
	if len(rows) == 0 || len(rows[0]) != 8 {
		t.Errorf("stances: %v", rows[:1])
	}
	// A page in French has curved apostrophes in names; a file has them as the graph has.
	const french = "/fr/matrix?rows=issue&columns=organization&size=100"
	if straight := regexp.MustCompile(`\pL(?:'|&#39;)\pL`).FindString(string(mainOf(t, get(site, french).Body.Bytes()))); straight != "" {
		t.Errorf("the page has %q", straight)
	}
	if file := get(site, french+"&as=csv").Body.String(); !strings.Contains(file, "Gouvernement de l'Ontario") || strings.Contains(file, "’") {
		t.Error("the file does not have the names of the graph")
	}
}
