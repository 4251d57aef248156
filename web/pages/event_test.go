package pages_test

import (
	"strings"
	"testing"

	"forumgraph/store"
	"forumgraph/store/storetest"
)

// The page of the sessions tells all, or those of one event if the address names one of its sessions; a session that there
// is not is as none. The page of a session leads to its event.
func TestSite_sessionsOfEvent(t *testing.T) {
	change := storetest.Example()
	for i, s := range []struct{ id, parent store.ID }{
		{"session:other-day", ""}, {"session:other-morning", "session:other-day"}, {"session:other-table", "session:other-morning"},
	} {
		change.Put = append(change.Put, &store.Session{
			Meta:   store.Meta{ID: s.id, Name: store.Text{EN: string(s.id), FR: string(s.id)}, Citations: exampleCitations(change)},
			Parent: s.parent, Order: i + 1,
		})
	}
	site := over(t, change)
	for address, want := range map[string][]string{
		"/en/sessions":                               {"quay-day", "other-day", "other-morning", "other-table"},
		"/en/sessions?at=session:other-table":        {"other-day", "other-morning", "other-table"},
		"/fr/sessions?at=session:other-day":          {"other-day", "other-morning", "other-table"},
		"/en/sessions?at=session:quay-day":           {"quay-day"},
		"/en/sessions?at=session:nowhere":            {"quay-day", "other-day", "other-morning", "other-table"},
		"/en/sessions?at=session:a--b":               {"quay-day", "other-day", "other-morning", "other-table"},
		"/en/sessions?at=person:ada":                 {"quay-day", "other-day", "other-morning", "other-table"},
		"/en/sessions?at=%3Cscript%3E&page=&before=": {"quay-day", "other-day", "other-morning", "other-table"},
	} {
		body := string(mainOf(t, get(site, address).Body.Bytes()))
		for _, slug := range []string{"quay-day", "other-day", "other-morning", "other-table"} {
			told, wanted := strings.Contains(body, `<h2><a class="ref" data-kind="session" href="`+address[:3]+`/session/`+slug+`"`), false
			for _, w := range want {
				wanted = wanted || w == slug
			}
			if told != wanted {
				t.Errorf("%s: %s is told: %v\n%s", address, slug, told, body)
			}
		}
	}
	if body := get(site, "/en/session/other-table").Body.String(); !strings.Contains(body, `href="/en/sessions?at=session%3Aother-table"`) {
		t.Error("the page of a session does not lead to its event")
	}
}

// exampleCitations returns where the example's own session is named.
func exampleCitations(change store.ChangeSet) []store.Citation {
	for _, n := range change.Put {
		if n.Base().ID == "session:quay-day" {
			return n.Base().Citations
		}
	}
	return nil
}
