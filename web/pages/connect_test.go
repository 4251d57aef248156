package pages_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"
)

// says fails the test unless the body of a page holds all of says and none of not.
func says(t *testing.T, body string, says, not []string) {
	t.Helper()
	for _, s := range says {
		if !strings.Contains(body, s) {
			t.Errorf("%q is not in\n%s", s, body)
		}
	}
	for _, s := range not {
		if strings.Contains(body, s) {
			t.Errorf("%q is in\n%s", s, body)
		}
	}
}

// Every parameter of /connect changes the paths: how long and how many they are, over which ties, without whom, and which
// hop shows all of its statements.
func TestSite_connectAddress(t *testing.T) {
	site, _ := forum(t)
	path := regexp.MustCompile(`<h2>Path \d+`)
	for name, tt := range map[string]struct {
		address   string
		paths     int
		says, not []string
	}{
		"by itself": {"to=place:florida", 5, []string{"Steps at most: 4.", "There may be more", `<option value="" selected>4</option>`}, nil},
		"longer":    {"to=place:florida&max=6&first=10", 10, []string{"Steps at most: 6.", `<option value="6" selected>6</option>`}, nil},
		"fewer":     {"to=place:florida&first=2", 2, nil, nil},
		"too short": {"to=place:florida&max=1", 0, []string{
			"No path leads from one to the other. Steps at most: 1.", `max=6&amp;to=place%3Aflorida">Look up to 6 steps away</a>`,
		}, []string{"The report does not say", "Allow all kinds"}},
		"over some ties":  {"to=organization:butterfly&types=backs", 0, []string{`value="backs" checked`, "Allow all kinds of ties"}, nil},
		"over other ties": {"to=organization:butterfly&types=raised", 5, []string{`value="raised" checked`}, nil},
		"repeated values": {"to=organization:butterfly&types=backs&types=raised", 5, []string{`value="raised" checked`, `value="backs" checked`}, nil},
		"without a node": {"to=organization:butterfly&except=issue:access-to-services", 5, []string{
			`Left out: <a class="ref" data-kind="issue" href="/en/issue/access-to-services">`,
		}, []string{`id="organization:salco~issue:access-to-services"`}},
		"a hop": {"to=issue:forced-marriage&step=organization:salco~issue:forced-marriage", 5, []string{
			"20 of 22 statements", "/en/list/statements?issue=issue%3Aforced-marriage", "Show fewer",
		}, nil},
		"both the same": {"to=organization:salco", 0, []string{"Both boxes name the same"}, []string{"No path"}},
		"nonsense":      {"to=place:florida&max=9&first=0&types=nothing&except=%3Cb%3E&step=x", 5, []string{"Steps at most: 4."}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			w := get(site, "/en/connect?from=organization:salco&"+tt.address)
			body := string(mainOf(t, w.Body.Bytes()))
			if got := len(path.FindAllString(body, -1)); w.Code != http.StatusOK || got != tt.paths {
				t.Errorf("status %d, %d paths, want %d", w.Code, got, tt.paths)
			}
			says(t, body, tt.says, tt.not)
		})
	}
}

// A name that nothing has is not the report's silence: the page says which one it is and offers what it may mean. While one
// is written, the page offers what the words may mean and asks for no paths.
func TestSite_connectNames(t *testing.T) {
	site, _ := forum(t)
	for name, tt := range map[string]struct {
		address   string
		status    int
		says, not []string
	}{
		"no such node": {"from=issue:forced&to=place:florida", 404, []string{
			"Nothing in the graph is called “issue:forced”.", "Did you mean", `from=issue%3Aforced-marriage&amp;to=place%3Aflorida">`,
		}, []string{"The report does not say"}},
		"no such node, the other not named yet": {"from=issue:forced", 404, []string{
			"Nothing in the graph is called “issue:forced”.", "Did you mean", `from=issue%3Aforced-marriage">`,
		}, nil},
		"one end by its ID": {"from=organization:salco", 200, []string{`value="South Asian Legal Clinic of Ontario"`}, []string{`value="organization:salco"`}},
		"no such word":      {"from=zzzzqqq&to=place:florida", 200, []string{"Nothing in the graph is called “zzzzqqq”."}, []string{"The report does not say"}},
		"what is meant":     {"from=salco&to=place:florida&suggest=from", 200, []string{`<a href="/en/connect?from=organization%3Asalco&amp;to=place%3Aflorida">`}, []string{"suggest=", "<h2>Path", "Nothing in the graph"}},
	} {
		t.Run(name, func(t *testing.T) {
			w := get(site, "/en/connect?"+tt.address)
			if w.Code != tt.status {
				t.Errorf("status %d, want %d", w.Code, tt.status)
			}
			says(t, string(mainOf(t, w.Body.Bytes())), tt.says, tt.not)
		})
	}
}

// The paths can be saved as they are shown: a row for each hop, and a diagram that says what it is of.
func TestSite_connectFiles(t *testing.T) {
	site, _ := forum(t)
	const address = "/en/connect?from=organization:salco&to=issue:forced-marriage&first=2&except=person:shalini-konanur"
	w := get(site, address+"&as=csv")
	heads, rows := table(t, w)
	if got := strings.Join(heads, " "); got != "path step from_id from to_id to sentence types derived statements" {
		t.Errorf("columns: %s", got)
	}
	if len(rows) < 2 || rows[0][2] != "organization:salco" || rows[0][9] != "22" {
		t.Errorf("rows: %v", rows)
	}
	if got := w.Header().Get("Content-Disposition"); got != `attachment; filename="forumgraph-paths-en-v1.csv"` {
		t.Errorf("the file is named %s", got)
	}
	w = get(site, address+"&as=svg")
	if got := w.Header().Get("Content-Type"); got != "image/svg+xml" {
		t.Errorf("the diagram is %s", got)
	}
	says(t, w.Body.String(), []string{
		"<title>What connects South Asian Legal Clinic of Ontario and Forced marriage</title>", "Without Shalini Konanur.",
		"Version 1 of the graph", "https://forum.example/en/connect?", "National Forum", "#1d1b18", ">3 of 22 statements<", "paragraph",
	}, []string{"<script", "style="})
	if w := get(site, address+"&as=gif"); w.Code != http.StatusNotFound {
		t.Errorf("an unknown format: status %d", w.Code)
	}
}
