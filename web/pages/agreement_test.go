package pages_test

import (
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"forumgraph/store"
	"forumgraph/store/storetest"
)

// Every parameter of /agreement takes effect: the part, the order, the kinds of voices, what is contested, what is open.
func TestSite_agreementAddress(t *testing.T) {
	site, _ := forum(t)
	for name, tt := range map[string]struct {
		address   string
		says, not []string
	}{
		"by itself": {"", []string{
			`aria-current="true">Who is for what</a>`, `<option value="" selected>Most voices first</option>`, ">People:</span>", ">Collectives:</span>",
			`<span class="units" aria-hidden="true">■`,
		}, []string{`class="rivals"`, `class="coalition"`}},
		"one kind of voice": {"voice=organization", []string{"<bdi>Organizations</bdi>", `value="organization" checked`, ">Organizations:</span>"}, []string{
			">People:</span>", ">Collectives:</span>",
		}},
		"contested": {"contested=1", []string{`name="contested" value="1" checked`, "/en/recommendation/decriminalize-sex-work"}, nil},
		"open": {"open=recommendation:decriminalize-sex-work", []string{
			`<section id="open"`, "Sex work should cease to be criminalized.", "<dt>Contradicts</dt>", `<ol class="claims">`,
		}, nil},
		"nothing fits": {"contested=1&voice=organization&part=recommendations", nil, []string{"The report does not say"}},
		"rivals":       {"part=rivals", []string{`class="rivals"`, ">People:</span>", "cannot both be followed"}, []string{`class="positions"`}},
		"ties by their settings alone": {"mode=conflict", []string{
			"Which voices take contrary stances", `<option value="conflict" selected>`, `<svg viewBox=`, "<title>", `<option value="person:jean-mcdonald">`,
		}, nil},
		"one voice":  {"part=network&who=person:jean-mcdonald", []string{`<option value="person:jean-mcdonald" selected>`, "All voices"}, nil},
		"more ties":  {"part=network&pages=2", []string{"94 of 94"}, []string{"Further ties"}},
		"fewer ties": {"part=network", []string{"50 of 94", `pages=2&amp;part=network">Further ties</a>`}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			w := get(site, "/en/agreement?"+tt.address)
			if w.Code != http.StatusOK {
				t.Errorf("status %d", w.Code)
			}
			says(t, string(mainOf(t, w.Body.Bytes())), tt.says, tt.not)
		})
	}
}

// Recommendations are in the order that the address names.
func TestSite_agreementOrder(t *testing.T) {
	site, _ := forum(t)
	row := regexp.MustCompile(`<tr><th scope="row"><a[^>]*><bdi>([^<]*)</bdi>`)
	names := func(address string) (all []string) {
		for _, m := range row.FindAllStringSubmatch(get(site, address).Body.String(), -1) {
			all = append(all, strings.ToLower(m[1]))
		}
		return all
	}
	if byName := names("/en/agreement?order=name"); len(byName) != 20 || !slices.IsSorted(byName) {
		t.Errorf("by name: %v", byName)
	}
	if byVoices := names("/en/agreement"); slices.IsSorted(byVoices) {
		t.Errorf("by voices: %v", byVoices)
	}
}

// Positions that the page does not name are counted, with a link to all of them; a file says so too.
func TestSite_agreementBeyond(t *testing.T) {
	cs := storetest.Example()
	for i := range 110 {
		cs.Put = append(cs.Put, &store.Statement{
			Meta: store.Meta{ID: store.ID(fmt.Sprintf("statement:again-%03d", i)), Citations: storetest.Cite(2)},
			Kind: store.Supports, Summary: fmt.Sprintf("Quiet hours are wanted, for the %d. time.", i),
			Voices:    []store.StatementVoice{{Voice: "person:ada", Role: store.Speaker}},
			Positions: []store.Position{{Recommendation: "recommendation:quiet-hours", Stance: store.For}},
			Review:    store.Reviewed,
		})
	}
	site := over(t, cs)
	says(t, get(site, "/en/agreement").Body.String(), []string{
		`<a href="/en/list/statements?recommendation=recommendation%3Aquiet-hours">and 87 more statements</a>`,
	}, nil)
	_, rows := table(t, get(site, "/en/agreement?as=csv"))
	if last := rows[len(rows)-2:]; !slices.ContainsFunc(last, func(r []string) bool { return r[3] == "statements not in this file" && r[7] == "12" }) {
		t.Errorf("the file ends in %v", last)
	}
}

// What the three parts show can be saved.
func TestSite_agreementFiles(t *testing.T) {
	site, _ := forum(t)
	for address, want := range map[string]struct {
		columns string
		rows    int
	}{
		"/en/agreement?as=csv":              {"recommendation_id recommendation voice_id voice kind for against mixed", 150},
		"/en/agreement?part=rivals&as=csv":  {"a_id a a_for a_against a_mixed b_id b b_for b_against b_mixed", 3},
		"/fr/agreement?part=network&as=csv": {"a_id a b_id b weight congruence conflict mixed shared", 94},
	} {
		heads, rows := table(t, get(site, address))
		if got := strings.Join(heads, " "); got != want.columns || len(rows) < want.rows {
			t.Errorf("%s: %d rows of %s", address, len(rows), got)
		}
	}
	_, rows := table(t, get(site, "/en/agreement?part=network&mode=subtract&as=csv"))
	if !slices.ContainsFunc(rows, func(r []string) bool { return strings.HasPrefix(r[4], "-") }) {
		t.Error("no weight is a negative number")
	}
	says(t, get(site, "/fr/agreement?part=network&mode=conflict&as=svg").Body.String(), []string{"<svg xmlns=", "stroke-dasharray", "#c84e00", "Version 1 du graphe"}, []string{"var(--"})
	if w := get(site, "/en/agreement?as=svg"); w.Code != http.StatusNotFound {
		t.Errorf("a picture of a table: status %d", w.Code)
	}
}
