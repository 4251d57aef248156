package pages_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// A value of an address that means nothing must be named, with what it may mean, and must never pass for the report's
// silence.
func TestSite_misread(t *testing.T) {
	site, _ := forum(t)
	for name, tt := range map[string]struct {
		address string
		status  int
		says    []string
	}{
		"word of a view":                  {"/en/matrix?rows=foo", 200, []string{"The address says rows=foo, which means nothing here.", "It is left out."}},
		"number":                          {"/en/connect?from=organization:salco&to=place:florida&max=99", 200, []string{"max=99"}},
		"rows and columns that do not go": {"/en/matrix?rows=organization&columns=person", 200, []string{"columns=person"}},
		"order":                           {"/en/list/issues?order=size", 200, []string{"order=size"}},
		"one of several words":            {"/en/list/statements?kind=raises,shouts", 200, []string{"kind=shouts"}},
		"name near others":                {"/en/list/statements?issue=issue:forced-mariage", 200, []string{"Nothing in the graph is called “issue:forced-mariage”.", "Did you mean", "/en/list/statements?issue=issue%3Aforced-marriage"}},
		"name of another kind":            {"/en/list/statements?issue=organization:salco", 200, []string{"Nothing in the graph is called “organization:salco”.", "It is left out."}},
		"words instead of a name":         {"/en/list/statements?issue=forced+marriage", 200, []string{"Nothing in the graph is called “forced marriage”.", "issue%3Aforced-marriage"}},
		"addressee":                       {"/en/list/recommendations?addressee=organization:canade", 200, []string{"organization%3Acanada"}},
		"session of a matrix":             {"/en/matrix?session=session:plenary-9", 200, []string{"“session:plenary-9”", "session%3Aplenary-1"}},
		"open recommendation":             {"/en/agreement?open=recommendation:train-law-enforcment", 200, []string{"open=recommendation%3Atrain-law-enforcement"}},
		"voice of a coalition":            {"/en/agreement?who=organization:salko", 200, []string{"who=organization%3Asalco"}},
		"event":                           {"/en/sessions?at=session:nowhere", 200, []string{"“session:nowhere”", "It is left out."}},
		"left out of paths":               {"/en/connect?from=organization:salco&to=place:florida&except=issue:nope", 200, []string{"“issue:nope”"}},
		"end of a path":                   {"/en/connect?from=issue:nope", 404, []string{"Nothing in the graph is called “issue:nope”."}},
		"end of a path, both named":       {"/fr/connect?from=organization:salko&to=place:florida", 404, []string{"Rien dans le graphe ne s’appelle «\u00a0organization:salko\u00a0».", "Vouliez-vous dire", "from=organization%3Asalco"}},
		"focus, not an ID":                {"/en/network?focus=salco", 404, []string{"Nothing in the graph is called “salco”.", "/en/network?focus=organization%3Asalco"}},
		"focus":                           {"/en/network?focus=issue:forced-mariage", 404, []string{"/en/network?focus=issue%3Aforced-marriage"}},
		"page of a node":                  {"/fr/issue/forced-mariage", 404, []string{"/fr/issue/forced-marriage", "Voir tout"}},
		"kind alone":                      {"/en/issue", 404, []string{"no name after the kind", "/en/list/issues"}},
		"kind of results":                 {"/en/search?q=police&kind=thing", 200, []string{"kind=thing", "Law enforcement"}},
		"files":                           {"/en/list/statements?as=csv&issue=issue:nope", 400, []string{"A file cannot say", "“issue:nope”"}},
		"files of a sheet":                {"/en/matrix?as=csv&kind=shouts", 400, []string{"kind=shouts"}},
		"markup":                          {"/en/matrix?kind=%3Cscript%3E", 200, []string{"kind=&lt;script&gt;"}},
	} {
		t.Run(name, func(t *testing.T) {
			w := get(site, tt.address)
			body := w.Body.String()
			if w.Code != tt.status {
				t.Errorf("status %d, want %d", w.Code, tt.status)
			}
			for _, says := range tt.says {
				if !strings.Contains(body, says) {
					t.Errorf("%q is not in\n%s", says, mainOf(t, w.Body.Bytes()))
				}
			}
			if strings.Contains(body, "The report does not say") || strings.Contains(body, "Le rapport ne le dit pas") {
				t.Error("the page calls it the report's silence")
			}
		})
	}
}

// A search that was not made must not look like one that found nothing, and one for a part of the words must say for which.
func TestSite_searchAsked(t *testing.T) {
	site, _ := forum(t)
	long := strings.Repeat("housing+and+recruiters+", 12)
	for address, tt := range map[string]struct{ says, not string }{
		"/en/search?q=%3F%21":                       {"nothing to search for; give at least one letter or digit", "No match"},
		"/fr/search?q=%3F%21":                       {`lang="en"><bdi>search text`, "Aucun résultat"},
		"/en/search?q=" + strings.Repeat("x", 2001): {"more than 2000; shorten it", "No match"},
		"/en/search?q=" + long:                      {"Searched for those that tell most: housing recruiters", "No match"},
		"/fr/search?q=" + long:                      {"Recherche des plus parlants\u00a0: housing recruiters", "Aucun résultat"},
		"/en/list/statements?q=" + long:             {"leave some out", "No match"},
	} {
		body := get(site, address).Body.String()
		if !strings.Contains(body, tt.says) || strings.Contains(body, tt.not) {
			t.Errorf("%.60s: %q is not in it, or %q is:\n%s", address, tt.says, tt.not, mainOf(t, []byte(body)))
		}
	}
}

// Words that nothing has must get suggestions on the page, in its language.
func TestSite_suggestions(t *testing.T) {
	site, _ := forum(t)
	for address, says := range map[string][]string{
		"/en/search?q=labor+trafficking":       {"No match for these words.", "Did you mean", "/en/issue/labour-trafficking"},
		"/fr/search?q=polise":                  {"Aucun résultat pour ces mots.", "Vouliez-vous dire", "/fr/search?q=police", "/fr/population/law-enforcement"},
		"/en/search?q=3/konanur/7":             {"/en/passage/national-forum-2016/3/konanur/7"},
		"/en/search?q=zzzzqqq":                 {"No match for these words."},
		"/en/search?q=salco&kind=place":        {"No match for these words among places.", "All kinds"},
		"/en/list/statements?q=trafficing+xyz": {"No match for these words.", "/en/list/statements?q=trafficing"},
	} {
		body := get(site, address).Body.String()
		for _, s := range says {
			if !strings.Contains(body, s) {
				t.Errorf("%s: %q is not in\n%s", address, s, mainOf(t, []byte(body)))
			}
		}
		if strings.Contains(body, "The report does not say") || strings.Contains(body, "Le rapport ne le dit pas") {
			t.Errorf("%s: the page calls it the report's silence", address)
		}
	}
}

// No value that a form of a list, matrix or agreement page offers is misread, and where the report is said to be silent
// nothing was misread.
func TestSite_everyFilterValue(t *testing.T) {
	if testing.Short() {
		t.Skip("requests some hundred pages")
	}
	site, _ := forum(t)
	tried := 0
	for _, path := range []string{"/en/matrix", "/fr/matrix?rows=voice&columns=recommendation", "/en/agreement", "/fr/agreement?part=network", "/en/list/recommendations", "/en/list/statements", "/en/list/issues"} {
		w := get(site, path)
		for _, values := range offered(t, path, w.Body.String()) {
			for _, junk := range []bool{false, true} {
				if junk {
					values.Set("order", "junk")
				}
				base, _, _ := strings.Cut(path, "?")
				address := base + "?" + values.Encode()
				w := get(site, address)
				body := w.Body.String()
				tried++
				misread := strings.Contains(body, `class="silent misread"`)
				silent := strings.Contains(body, "The report does not say.") || strings.Contains(body, "Le rapport ne le dit pas.")
				if values.Has("addressee") && silent {
					t.Errorf("%s: is offered, and nothing has it", address)
				}
				// Some rows and columns do not go together.
				if w.Code != http.StatusOK || misread && !junk && !values.Has("columns") || misread && silent {
					t.Errorf("%s: status %d, misread %t, silent %t", address, w.Code, misread, silent)
				}
			}
		}
	}
	if tried < 150 {
		t.Errorf("tried %d addresses, want every value that is offered", tried)
	}
}

// offered returns the queries that the forms of a page can make with one value each.
func offered(t *testing.T, path, body string) (all []url.Values) {
	t.Helper()
	_, query, _ := strings.Cut(path, "?")
	for _, form := range strings.Split(body, "<form")[1:] {
		form, _, _ = strings.Cut(form, "</form>")
		if !strings.Contains(form, `method="get"`) || strings.Contains(form, `role="search"`) {
			continue
		}
		name := ""
		for _, tag := range strings.Split(form, "<")[1:] {
			if n := attributeOf(tag, "name"); n != "" {
				name = n
			}
			value := attributeOf(tag, "value")
			if value == "" || strings.Contains(tag, " disabled") || !strings.HasPrefix(tag, "option") && !strings.Contains(tag, "checkbox") {
				continue
			}
			values, err := url.ParseQuery(query)
			if err != nil {
				t.Fatal(err)
			}
			values.Set(name, value)
			all = append(all, values)
		}
	}
	return all
}

func attributeOf(tag, name string) string {
	_, rest, ok := strings.Cut(tag, " "+name+`="`)
	if !ok {
		return ""
	}
	value, _, _ := strings.Cut(rest, `"`)
	return value
}

// Recommendations must be found by who is asked to act, in the list, the positions and the files alike, and by the
// population that they are about.
func TestSite_addressee(t *testing.T) {
	site, _ := forum(t)
	const asked, about = "recommendation:single-police-data-system", "recommendation:train-law-enforcement"
	for address, want := range map[string][2]bool{
		"/en/list/recommendations?addressee=population:law-enforcement":          {true, false},
		"/fr/list/recommendations?as=csv&addressee=population:law-enforcement":   {true, false},
		"/en/agreement?addressee=population:law-enforcement":                     {true, false},
		"/en/agreement?as=csv&addressee=population:law-enforcement":              {true, false},
		"/en/list/recommendations?population=population:law-enforcement":         {true, true},
		"/en/list/recommendations?as=json&population=population:law-enforcement": {true, true},
		"/en/list/recommendations?addressee=organization:canada":                 {false, false},
	} {
		body := get(site, address).Body.String()
		// Pages link to a recommendation, files have its ID.
		has := func(id string) bool {
			_, slug, _ := strings.Cut(id, ":")
			return strings.Contains(body, "/recommendation/"+slug+`"`) || strings.Contains(body, id+",") || strings.Contains(body, `"`+id+`"`)
		}
		if got := [2]bool{has(asked), has(about)}; got != want {
			t.Errorf("%s: has %t, want %t", address, got, want)
		}
	}
	body := get(site, "/en/list/recommendations?addressee=population:law-enforcement").Body.String()
	if !strings.Contains(body, `<option value="population:law-enforcement" selected>Law enforcement</option>`) {
		t.Error("the addressee is not offered")
	}
}

// A text of a result must be marked with its language, and stand in the page's language if it matches in both.
func TestSite_snippetLanguage(t *testing.T) {
	site, _ := forum(t)
	for address, tt := range map[string]struct{ says, not string }{
		"/fr/search?q=trafficking&kind=issue": {`<bdi lang="en">Human <mark>trafficking</mark></bdi>`, `lang="EN"`},
		"/en/search?q=hebergement":            {`<bdi lang="fr">`, `lang="FR"`},
		"/fr/search?q=police&kind=issue":      {`<bdi lang="fr">Signalement à la <mark>police</mark></bdi>`, `<bdi lang="en">Reporting to <mark>police</mark></bdi>`},
		"/en/search?q=police&kind=issue":      {`<bdi lang="en">Reporting to <mark>police</mark></bdi>`, `<bdi lang="fr">Signalement à la <mark>police</mark></bdi>`},
	} {
		body := get(site, address).Body.String()
		if !strings.Contains(body, tt.says) || strings.Contains(body, tt.not) {
			t.Errorf("%s: want %q and not %q in\n%s", address, tt.says, tt.not, mainOf(t, []byte(body)))
		}
	}
}
