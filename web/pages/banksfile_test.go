package pages_test

import (
	"encoding/xml"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
)

// The pictures of the network are files that stand alone: well formed, with their style and no address that leads nowhere; and
// what they count is a table, without counts of people.
func TestSite_banksFiles(t *testing.T) {
	site := example(t)
	for name, tt := range map[string]struct {
		address   string
		says, not []string
	}{
		"overview":       {"/fr/network?as=svg", []string{"soulevés à la fois", "data-node=\"issue:night-noise\"", "Adresse", `href="https://forum.example/fr/network?select=`}, nil},
		"one issue":      {"/en/network?look=focus&focus=issue:night-noise&as=svg", []string{"Night noise: 2 statements by 1 voice", "Issues around it"}, nil},
		"contradictions": {"/en/network?look=contradictions&as=svg", []string{"1 pair of recommendations", "paragraph 2", "Source"}, nil},
		"a filter":       {"/en/network?voice=collective&as=svg", []string{"Kinds of voice: Collectives."}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			w := get(site, tt.address)
			body := w.Body.String()
			if w.Code != http.StatusOK || w.Header().Get("Content-Type") != "image/svg+xml" {
				t.Fatalf("status %d, %s", w.Code, w.Header().Get("Content-Type"))
			}
			for d := xml.NewDecoder(strings.NewReader(body)); ; {
				if _, err := d.Token(); errors.Is(err, io.EOF) {
					break
				} else if err != nil {
					t.Fatal(err)
				}
			}
			for _, s := range tt.says {
				if !strings.Contains(body, s) {
					t.Errorf("%q is not in the file", s)
				}
			}
			for _, s := range []string{"var(--", "@layer", ` href="/`} {
				if strings.Contains(body, s) {
					t.Errorf("%q is in the file", s)
				}
			}
		})
	}
	for address, row := range map[string]string{
		"/en/network?as=csv": "issue:night-noise,Night noise,issue:harbour-life,2,2,0,0",
		"/en/network?look=focus&focus=issue:night-noise&as=csv": "issue:night-noise,Night noise,issue:harbour-life,2,2,0,0",
		"/en/network?look=contradictions&as=csv":                "recommendation:quiet-hours,Quiet hours,recommendation:night-ferries,person:ada,Ada Lund,person,for",
	} {
		if body := get(site, address).Body.String(); !strings.Contains(body, row) {
			t.Errorf("%s has no row %s:\n%s", address, row, body)
		}
	}
	if w := get(site, "/en/network?as=svg&voice=robot"); w.Code != http.StatusBadRequest {
		t.Errorf("a file of an address that means nothing: status %d", w.Code)
	}
}
