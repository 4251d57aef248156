package pages_test

import (
	"fmt"
	"html"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"forumgraph/seed"
	"forumgraph/store"
	"forumgraph/store/storetest"
)

var stripLink = regexp.MustCompile(`<section class="story-strip"(?s:.*?)</section>`)

// The page of each story of the corpus has every stop, in both languages, with all of its statements and a link to its
// view. The view opens with the strip, which leads to the stops beside it, and no other link of the view but that to the
// other language keeps the story.
func TestSite_stories(t *testing.T) {
	site, _ := forum(t)
	d, err := seed.Load(seed.Forum(), "seed/forum")
	if err != nil {
		t.Fatal(err)
	}
	var stories []store.Story
	for _, n := range d.Nodes {
		if s, ok := n.(*store.Source); ok {
			stories = append(stories, s.Stories...)
		}
	}
	if len(stories) < 4 {
		t.Fatalf("%d stories", len(stories))
	}
	for _, l := range []struct {
		name string
		lang store.Lang
	}{{"en", store.EN}, {"fr", store.FR}} {
		start := get(site, "/"+l.name+"/").Body.String()
		for _, story := range stories {
			address := "/" + l.name + "/story/" + story.Slug
			if !strings.Contains(start, `href="`+address+`"`) {
				t.Errorf("the start does not link to %s", address)
			}
			page := get(site, address).Body.String()
			for i, stop := range story.Stops {
				at := fmt.Sprintf("%s stop %d", address, i+1)
				_, part, ok := strings.Cut(page, fmt.Sprintf(`<li id="stop-%d">`, i+1))
				if !ok {
					t.Errorf("%s: not on the page", at)
					continue
				}
				part, _, _ = strings.Cut(part, `<li id="stop-`)
				for _, id := range stop.Statements {
					if !strings.Contains(part, "/"+l.name+"/statement/"+id.Slug()+`"`) {
						t.Errorf("%s: %s is not on the page", at, id)
					}
				}
				view := regexp.MustCompile(`href="([^"]*story=[^"]*)"`).FindStringSubmatch(part)
				if view == nil {
					t.Errorf("%s: no link to its view", at)
					continue
				}
				w := get(site, html.UnescapeString(view[1]))
				body := w.Body.String()
				strip := stripLink.FindString(body)
				if w.Code != http.StatusOK || !strings.Contains(strip, fmt.Sprintf("%d of %d", i+1, len(story.Stops))) && l.name == "en" {
					t.Errorf("%s: %s: status %d, strip %q", at, view[1], w.Code, strip)
				}
				for rel, has := range map[string]bool{`rel="prev"`: i > 0, `rel="next"`: i+1 < len(story.Stops)} {
					if strings.Contains(strip, rel) != has {
						t.Errorf("%s: the strip has %s: %v, want %v", at, rel, !has, has)
					}
				}
				rest := regexp.MustCompile(`<a class="toggle"[^>]*>`).ReplaceAllString(strings.Replace(body, strip, "", 1), "")
				if strings.Contains(rest, "story=") || strings.Contains(rest, `name="story"`) {
					t.Errorf("%s: a link of %s beside the strip keeps the story", at, view[1])
				}
			}
		}
	}
}

// An unknown story or stop is said, on every view; the view itself is there.
func TestSite_unknownStory(t *testing.T) {
	site, _ := forum(t)
	for address, says := range map[string]string{
		"/en/matrix?story=nowhere&stop=1":            "There is no story named “nowhere”.",
		"/fr/matrix?story=nowhere&stop=1":            "Aucun parcours ne porte le nom «\u00a0nowhere\u00a0».",
		"/en/network?story=migrant-workers&stop=0":   "This story has 7 stops; “0” is not one of them.",
		"/en/issue/prevention?story=migrant-workers": "This story has 7 stops; “” is not one of them.",
		"/en/?stop=2": "There is no story named “”.",
	} {
		w := get(site, address)
		if w.Code != http.StatusOK || !strings.Contains(stripLink.FindString(w.Body.String()), says) {
			t.Errorf("%s: status %d, strip %q", address, w.Code, stripLink.FindString(w.Body.String()))
		}
	}
	if w := get(site, "/en/story/nowhere"); w.Code != http.StatusNotFound {
		t.Errorf("the page of an unknown story: status %d", w.Code)
	}
}

// Sources that each have a story of the same name keep both; each source's questions and content note are on the start, and its questions and stories on its own page; a
// text without a French wording is marked as English.
func TestSite_presentations(t *testing.T) {
	change := storetest.Example()
	walk := func(title string) []store.Story {
		return []store.Story{{Slug: "walk", Title: store.Text{EN: title}, Stops: []store.StoryStop{{
			Title: store.Text{EN: "First"}, Text: store.Text{EN: "See."}, Address: "/matrix",
			Statements: []store.ID{someStatement(change)},
		}}}}
	}
	for i, n := range change.Put {
		if s, ok := n.(*store.Source); ok {
			c := *s
			c.Stories = walk("Walk on the quay")
			c.Presentation = &store.Presentation{
				Care:      store.Text{EN: "It is loud.", FR: "C'est bruyant."},
				Questions: []store.Question{{Title: store.Text{EN: "How loud?"}, Address: "/agreement"}},
			}
			change.Put[i] = &c
		}
	}
	change.Put = append(change.Put, &store.Source{
		Meta: store.Meta{ID: "source:other", Name: store.Text{EN: "Other report"}}, Length: 10, SHA256: store.HashOf("other"),
		Stories:      walk("Another walk"),
		Presentation: &store.Presentation{Questions: []store.Question{{Title: store.Text{EN: "And the others?"}, Address: "/list"}}},
	})
	site := over(t, change)
	start := get(site, "/fr/").Body.String()
	for _, says := range []string{
		`<a href="/fr/agreement" lang="en">How loud?</a>`, `<a href="/fr/list" lang="en">And the others?</a>`, "C’est bruyant.",
		`<a href="/fr/story/quay-report/walk" lang="en">Walk on the quay</a>`, `<a href="/fr/story/other/walk" lang="en">Another walk</a>`,
	} {
		if !strings.Contains(start, says) {
			t.Errorf("the start lacks %s\n%s", says, start)
		}
	}
	for address, says := range map[string]string{"/fr/source/other": "And the others?", "/en/source/quay-report": "Walk on the quay"} {
		if page := get(site, address).Body.String(); !strings.Contains(page, says) {
			t.Errorf("%s lacks %s\n%s", address, says, page)
		}
	}
	for i := range 3 {
		id := store.ID("source:more-" + strconv.Itoa(i))
		change.Put = append(change.Put, &store.Source{Meta: store.Meta{ID: id, Name: store.Text{EN: "More"}}, Length: 10, SHA256: store.HashOf(string(id))})
	}
	if many := get(over(t, change), "/en/").Body.String(); strings.Contains(many, "How loud?") || !strings.Contains(many, `<a href="/en/network">Network</a>`) {
		t.Errorf("the start of many sources does not offer the views alone\n%s", many)
	}
	for address, title := range map[string]string{"quay-report/walk": "Walk on the quay", "other/walk": "Another walk"} {
		if w := get(site, "/fr/story/"+address); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), `<h1 lang="en"><bdi>`+title) {
			t.Errorf("%s: status %d", address, w.Code)
		}
		if strip := stripLink.FindString(get(site, "/fr/matrix?stop=1&story="+address).Body.String()); !strings.Contains(strip, title) {
			t.Errorf("%s: strip %q", address, strip)
		}
	}
}

func someStatement(change store.ChangeSet) store.ID {
	for _, n := range change.Put {
		if s, ok := n.(*store.Statement); ok {
			return s.ID
		}
	}
	return ""
}
