package pages_test

import (
	"fmt"
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"forumgraph/graph"
	"forumgraph/web/pages"
)

// The picture of two banks says what the address asks for: what is left, what is selected, and what it does not know.
func TestSite_banks(t *testing.T) {
	site := example(t)
	for name, tt := range map[string]struct {
		address string
		status  int
		says    []string
		not     []string
	}{
		"whole":       {"/en/network", 200, []string{"1 of 2 issues were raised both", `aria-label="Night noise: statements by named voices 2, by collectives 0"`, "All 2 issues."}, []string{`class="chips"`, "banks-panel"}},
		"a filter":    {"/en/network?voice=collective", 200, []string{"Issues raised by collectives: 1 of 2, 1 voice", "<bdi>Collectives</bdi>", `class="issue out"`}, []string{"No statement is left"}},
		"two filters": {"/fr/network?voice=person&stance=for", 200, []string{"Enjeux soulevés par des personnes, avec la position «\u00a0pour\u00a0»\u00a0: 1 sur 2, 1 voix"}, nil},
		"nothing left": {
			"/en/network?voice=organization", 200, []string{"No statement by organizations", "No statement is left.", "Clear all filters"}, []string{"The report does not say"},
		},
		"an unknown session": {"/en/network?session=session:nowhere&voice=robot", 200, []string{"The address says voice=robot, which means nothing here.", "Nothing in the graph is called “session:nowhere”.", "1 of 2 issues"}, nil},
		"a person":           {"/en/network?select=person:ada", 200, []string{`id="evidence-title" data-said>Ada Lund`, "2 statements", `select=person%3Aada~raised~issue%3Anight-noise`, `class="halo"`}, nil},
		"an issue":           {"/en/network?select=issue:ferry-fares", 200, []string{"Ferry fares", "<h3>Named voices</h3>", "<h3>Collectives</h3>", "Dock table"}, nil},
		"a recommendation":   {"/en/network?select=recommendation:quiet-hours", 200, []string{"Who is for, who is against", `data-stance="for"`, `data-stance="against"`, "Contradicted by"}, nil},
		"a line":             {"/en/network?select=person:ada~raised~issue:night-noise", 200, []string{"Line: person to issue", "Ada Lund raised Night noise", "Own statements", "/en/statement/noise"}, nil},
		"a position":         {"/fr/network?select=collective:dock-table~opposes~recommendation:quiet-hours", 200, []string{"se prononce contre", "/fr/statement/ferries", "on-left"}, nil},
		"an organization": {
			"/en/network?select=organization:rope-works~raised~issue:night-noise", 200, []string{"Through its people", "/en/statement/noise"}, []string{"Own statements"},
		},
		"an empty line":  {"/en/network?does=asks&select=person:ada~raised~issue:night-noise", 200, []string{"The filters leave no statement on this line."}, nil},
		"nobody":         {"/en/network?select=person:nobody", 404, []string{"There is no such node", "person:nobody", `role="search"`}, nil},
		"no raiser":      {"/en/network?select=place:north-quay", 200, []string{"North Quay", "Open its page"}, nil},
		"no ID":          {"/en/network?select=%3Cscript%3E", 200, []string{"1 of 2 issues", "The address says select=&lt;script&gt;, which means nothing here."}, []string{"banks-panel"}},
		"themes":         {"/en/network?show=themes", 200, []string{`aria-current="true">Themes`}, nil},
		"one side":       {"/en/network?side=named", 200, []string{"1 of 2 issues were raised only by named voices", ` out" href="/en/network?select=issue%3Aferry-fares`}, nil},
		"no such line":   {"/en/network?select=person:ada~raised~issue:harbour-life", 404, []string{"There is no such line", "no statement ties them"}, []string{"Ada Lund raised"}},
		"another stance": {"/en/network?select=person:ada~opposes~recommendation:quiet-hours", 404, []string{"There is no such line"}, []string{"is against"}},
		"another edge":   {"/en/network?select=person:ada~affiliated-with~organization:rope-works", 303, nil, nil},
		"one issue":      {"/en/network?look=focus&focus=issue:night-noise", 200, []string{"Night noise: 2 statements by 1 voice", "Issues around it", "Recommendations about it", `id="evidence-title" data-said>Night noise`, "Whole network"}, []string{`data-view="network"`}},
		"not that issue": {"/en/network?look=focus&focus=issue:nope", 404, []string{"issue:nope"}, []string{"<svg"}},
		"contradictions": {
			"/en/network?look=contradictions", 200, []string{
				"1 pair of recommendations contradict each other", "Ada Lund, for: Quiet hours", "Dock table, against: Quiet hours", "/en/statement/noise", "/en/passage/",
			}, []string{"banks-panel", `name="outside"`},
		},
		"contradictions left": {"/fr/network?look=contradictions&voice=person", 200, []string{"1 paire de recommandations", `class="view out"`, "résumés en anglais"}, nil},
		"free":                {"/en/network?look=free", 200, []string{`data-view="network"`, "See it as two banks"}, []string{"<svg"}},
		"an old address":      {"/en/network?focus=person:ada&session=session:quay-day", 200, []string{`data-view="network"`}, []string{"<svg"}},
	} {
		t.Run(name, func(t *testing.T) {
			w := get(site, tt.address)
			if w.Code != tt.status {
				t.Errorf("status %d, want %d", w.Code, tt.status)
			}
			if w.Code == http.StatusSeeOther {
				if to := w.Header().Get("Location"); !strings.Contains(to, "look=free") || !strings.Contains(to, "select=") {
					t.Errorf("leads to %s", to)
				}
				return
			}
			body := string(mainOf(t, w.Body.Bytes()))
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

// What is said outside of the sessions is not counted and not kept silent: the page, the panel and the start say how much it is.
func TestSite_banksOutside(t *testing.T) {
	site, _ := forum(t)
	for address, says := range map[string]string{
		"/en/": "not counted: 116.", "/en/network": "not counted: 116.", "/en/network?select=issue:homophobia": "not counted: 1.",
		"/fr/network?select=collective:report-narrative": "non compté", "/en/network?voice=collective": "not counted: 116.",
	} {
		if body := get(site, address).Body.String(); !strings.Contains(body, says) || !strings.Contains(body, "outside=1") {
			t.Errorf("%s does not say %q", address, says)
		}
	}
	if body := get(site, "/en/network?outside=1").Body.String(); strings.Contains(body, "not counted") {
		t.Error("what is counted is said to be not counted")
	}
}

// Nothing counts, sizes or orders people.
func TestSite_banksPeople(t *testing.T) {
	site, _ := forum(t)
	body := get(site, "/en/network?select=issue:forced-marriage").Body.String()
	for _, m := range regexp.MustCompile(`<a class="voice person[^"]*" [^>]*aria-label="([^"]*)"`).FindAllStringSubmatch(body, -1) {
		if strings.Contains(m[1], "statement") {
			t.Errorf("a person is counted: %s", m[1])
		}
	}
	widths := make(map[string]bool)
	for _, m := range regexp.MustCompile(`class="shore person" data-of="[^"]*" stroke-width="([^"]*)"`).FindAllStringSubmatch(body, -1) {
		widths[m[1]] = true
	}
	if len(widths) != 1 {
		t.Errorf("lines from people have the widths %v", widths)
	}
	if !strings.Contains(body, `data-kind="person" href="/en/network?select=person%3Ashalini-konanur~raised~issue%3Aforced-marriage"><bdi>Shalini Konanur</bdi></a></li>`) {
		t.Error("the panel counts what a person said")
	}
}

// While the graph is being loaded the picture says so, as every page does.
func TestSite_banksUnready(t *testing.T) {
	site := example(t, func(_ *graph.Options, o *pages.Options) { o.Ask = failing{pages.ErrUnavailable} })
	if w := get(site, "/en/network"); w.Code != http.StatusServiceUnavailable || w.Header().Get("Retry-After") == "" {
		t.Errorf("status %d", w.Code)
	}
}

var (
	filterBox = regexp.MustCompile(`<input type="checkbox" name="([a-z]+)" value="([^"]+)"( checked)?( disabled)?> <span>[^<]*</span> <span class="weight">([\d\x{a0}]+)</span>`)
	leftOf    = regexp.MustCompile(`<p class="left">Statements left: (\d+) of 478`)
)

// Every filter box of the forum's picture says how many statements it would leave, and leaves them; one that would leave
// none cannot be chosen. Where the API counts the same, it counts as many.
func TestSite_banksFilters(t *testing.T) {
	site, st := forum(t)
	ask := asking(t, st)
	body := get(site, "/en/network").Body.String()
	boxes := filterBox.FindAllStringSubmatch(body, -1)
	if len(boxes) < 25 {
		t.Fatalf("%d boxes", len(boxes))
	}
	for _, box := range boxes {
		name, value, disabled, says := box[1], html.UnescapeString(box[2]), box[4] != "", box[5]
		w := get(site, "/en/network?"+url.Values{name: {value}}.Encode())
		m := leftOf.FindStringSubmatch(w.Body.String())
		if m == nil || m[1] != says {
			t.Errorf("%s=%s leaves %v statements, its box says %s", name, value, m, says)
			continue
		}
		if (says == "0") != disabled {
			t.Errorf("%s=%s leaves %s statements; it can be chosen: %v", name, value, says, !disabled)
		}
		if empty := strings.Contains(w.Body.String(), "banks-empty"); empty != (says == "0") {
			t.Errorf("%s=%s leaves %s statements; the page says that none is left: %v", name, value, says, empty)
		}
		filter := map[string]string{"session": "session", "voice": "voiceKind", "does": "kind", "stance": "stance"}[name]
		if filter == "" || name == "voice" { // who speaks outside of the event is counted by the API
			continue
		}
		word := value
		if name != "session" {
			word = strings.ToUpper(value)
		}
		answer, err := ask.Ask(t.Context(), `query ($f: StatementFilter) { statements(filter: $f) { totalCount } }`,
			map[string]any{"f": map[string]any{"and": []any{map[string]any{filter: []string{word}}, inEvent}}}, pages.English)
		if err != nil {
			t.Fatal(err)
		}
		if want := fmt.Sprintf(`{"statements":{"totalCount":%s}}`, says); string(answer.Data) != want {
			t.Errorf("%s=%s leaves %s statements, the API has %s", name, value, says, answer.Data)
		}
	}
}

// inEvent admits what somebody said who is not outside of the event: a person, an organization, or a collective that has a
// session. No filter says so of the collective itself, so those of the corpus are named.
var inEvent = map[string]any{"or": []any{
	map[string]any{"voiceKind": []string{"PERSON", "ORGANIZATION"}},
	map[string]any{"not": map[string]any{"voice": []string{
		"collective:report-narrative", "collective:report-recommendations", "collective:ontario-consultees", "collective:school-boards", "collective:media",
		"collective:organizations", "collective:sisters-in-spirit-report-authors", "collective:support-services",
	}}},
}}

// What the picture says of an issue is what its list has, for every issue that it names.
func TestSite_banksNumbers(t *testing.T) {
	site, st := forum(t)
	ask := asking(t, st)
	body := get(site, "/en/network?show=all&outside=1").Body.String()
	names := regexp.MustCompile(`<a class="issue" href="[^"]*" data-node="(issue:[^"]+)" aria-label="[^"]*: statements by named voices (\d+), by collectives (\d+)"`).FindAllStringSubmatch(body, -1)
	if len(names) < 200 { // at two sizes
		t.Fatalf("%d issues", len(names))
	}
	seen := make(map[string]bool)
	for _, m := range names {
		if seen[m[1]] {
			continue
		}
		seen[m[1]] = true
		if len(seen) > 40 {
			break
		}
		for i, kinds := range [][]string{{"PERSON", "ORGANIZATION"}, {"COLLECTIVE"}} {
			answer, err := ask.Ask(t.Context(), `query ($f: StatementFilter) { statements(filter: $f) { totalCount } }`,
				map[string]any{"f": map[string]any{"issue": []string{m[1]}, "voiceKind": kinds}}, pages.English)
			if err != nil {
				t.Fatal(err)
			}
			n, err := strconv.Atoi(m[2+i])
			if err != nil {
				t.Fatal(err)
			}
			if want := fmt.Sprintf(`{"statements":{"totalCount":%d}}`, n); string(answer.Data) != want {
				t.Errorf("%s by %v: the picture says %d, the API %s", m[1], kinds, n, answer.Data)
			}
		}
	}
}
