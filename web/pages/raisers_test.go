package pages_test

import (
	"net/http"
	"strings"
	"testing"
)

// Who raised an issue stands side by side, an organization's own statements apart from those of its people, and nothing counts
// what a person said: on pages, in the matrix and in files.
func TestSite_raisers(t *testing.T) {
	site := example(t)
	for name, tt := range map[string]struct {
		address   string
		says, not []string
	}{
		"an issue": {"/en/issue/night-noise", []string{
			"Who raised it", "<h3>Named voices</h3>", `href="/en/organization/rope-works"`, "0 statements of its own, 2 statements by its people", "through",
			`href="/en/list/statements?issue=issue%3Anight-noise&amp;through=1&amp;voice=organization%3Arope-works"`,
		}, []string{"Raised by"}},
		"a recommendation": {"/fr/recommendation/quiet-hours", []string{
			"Qui prend position à ce sujet", "<h3>Voix nommées</h3>", "<h3>Collectifs</h3>", `data-stance="against"`,
		}, nil},
		"an organization": {"/en/organization/rope-works", []string{
			"No statement is its own. Its people spoke.", "What its people said without it", `<h3><a class="ref" data-kind="person" href="/en/person/ada">`,
			"0 statements of its own",
		}, []string{"The report does not say"}},
		"a person":     {"/en/person/ada", []string{"What they said</h2>", ">statements</a>"}, []string{"2 statements"}},
		"the list":     {"/en/list/organizations", []string{"By its people", `href="/en/organization/rope-works#people-said">2`}, nil},
		"its file":     {"/en/list/organizations?as=csv", []string{"By its people"}, nil},
		"a matrix":     {"/en/matrix?rows=person&columns=issue", []string{`<span aria-hidden="true">•</span>`}, []string{`heat-2`}},
		"a sheet":      {"/en/matrix?rows=person&columns=issue&as=csv", []string{"person:ada,Ada Lund,issue:night-noise,Night noise,,"}, nil},
		"positions":    {"/en/agreement?as=csv", []string{"person:ada,Ada Lund,person,1,0,0"}, nil},
		"rivals' file": {"/en/agreement?part=rivals&as=csv", []string{"recommendation:night-ferries"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			w := get(site, tt.address)
			body := w.Body.String()
			if w.Code != http.StatusOK {
				t.Fatalf("status %d", w.Code)
			}
			for _, s := range tt.says {
				if !strings.Contains(body, s) {
					t.Errorf("%q is not in the answer", s)
				}
			}
			for _, s := range tt.not {
				if strings.Contains(body, s) {
					t.Errorf("%q is in the answer", s)
				}
			}
		})
	}
}
