package pages_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"forumgraph/graph"
	"forumgraph/graph/drawing"
	"forumgraph/seed/seedtest"
	"forumgraph/store"
	"forumgraph/store/layout"
	"forumgraph/store/memstore"
	"forumgraph/store/storetest"
	"forumgraph/store/topology"
	"forumgraph/web"
	"forumgraph/web/pages"
)

// example returns the site over the small graph that tests share.
func example(t testing.TB, change ...func(*graph.Options, *pages.Options)) http.Handler {
	t.Helper()
	return over(t, storetest.Example(), change...)
}

// forum returns the site over the embedded corpus.
func forum(t testing.TB) (http.Handler, store.Store) {
	t.Helper()
	st := memstore.New()
	t.Cleanup(func() { _ = st.Close() }) // a store in memory holds nothing that could be lost
	seedtest.Fill(t, st)
	return serving(t, st), st
}

// over returns the site over a store in memory with one change set.
func over(t testing.TB, cs store.ChangeSet, change ...func(*graph.Options, *pages.Options)) http.Handler {
	t.Helper()
	st := memstore.New()
	t.Cleanup(func() { _ = st.Close() }) // a store in memory holds nothing that could be lost
	if _, err := st.Apply(t.Context(), cs); err != nil {
		t.Fatal(err)
	}
	return serving(t, st, change...)
}

func serving(t testing.TB, st store.Store, change ...func(*graph.Options, *pages.Options)) http.Handler {
	t.Helper()
	g := graph.Options{Store: st, Timeout: time.Minute}
	o := pages.Options{
		Messages: web.Messages(), Styles: web.Styles(), Version: "test", Base: "https://forum.example",
		RequestID: func(http.ResponseWriter, *http.Request) string { return "REQUEST" },
	}
	for _, c := range change {
		c(&g, &o)
	}
	if o.Ask == nil {
		o.Ask = askingWith(t, st, g)
	}
	site, err := pages.New(o)
	if err != nil {
		t.Fatal(err)
	}
	return site
}

// asking returns an Asker of a store.
func asking(t testing.TB, st store.Store) pages.Asker {
	t.Helper()
	return askingWith(t, st, graph.Options{Store: st, Timeout: time.Minute})
}

func askingWith(t testing.TB, st store.Store, g graph.Options) pages.Asker {
	t.Helper()
	return askingDrawn(t, st, g, layout.Options{})
}

// askingDrawn returns an Asker of a store that is drawn as the options say.
func askingDrawn(t testing.TB, st store.Store, g graph.Options, drawn layout.Options) pages.Asker {
	t.Helper()
	topologies, layouts := topology.NewLatest(st), layout.OpenLatest(layout.LatestOptions{Layout: drawn})
	t.Cleanup(func() {
		layouts.Close()
		topologies.Close()
	})
	api := http.NewServeMux()
	api.Handle("/graphql", graph.NewHandler(g))
	drawnOptions := drawing.Options{Store: st, Topologies: topologies, Layouts: layouts, Timeout: time.Minute}
	api.Handle("/drawing.json", drawing.NewHandler(drawnOptions))
	api.Handle("/claims.json", drawing.NewClaimsHandler(drawnOptions))
	return pages.Over(func() http.Handler { return api }, func() (uint64, bool) {
		snap, err := st.Snapshot()
		if err != nil {
			return 0, false
		}
		defer snap.Close()
		return snap.Version(), true
	})
}

// get asks the site for an address, with pairs of names and values in the header.
func get(site http.Handler, address string, header ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodGet, address, nil)
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	site.ServeHTTP(w, r)
	return w
}

// The root leads to the language that the browser asks for, an address without its slash to the one with it, and one with
// a slash too many to the one without, each with its query.
func TestSite_redirects(t *testing.T) {
	site := example(t)
	for _, tt := range []struct {
		address, accept string
		status          int
		want            string
	}{
		{"/", "", http.StatusFound, "/en/"},
		{"/", "fr-CA,fr;q=0.9,en;q=0.8", http.StatusFound, "/fr/"},
		{"/", "en;q=0.9,fr;q=0.1", http.StatusFound, "/en/"},
		{"/", "de", http.StatusFound, "/en/"},
		{"/", "fr-FR", http.StatusFound, "/fr/"},
		{"/?a=b", "", http.StatusFound, "/en/?a=b"},
		{"/fr", "", http.StatusMovedPermanently, "/fr/"},
		{"/en/matrix/?rows=issue", "", http.StatusMovedPermanently, "/en/matrix?rows=issue"},
		{"/en/connect?from=Ada+Lund&to=organization:port-office", "", http.StatusSeeOther,
			"/en/connect?from=person%3Aada&to=organization%3Aport-office"},
	} {
		w := get(site, tt.address, "Accept-Language", tt.accept)
		if w.Code != tt.status || w.Header().Get("Location") != tt.want {
			t.Errorf("%s, Accept-Language %q: %d to %q, want %d to %q", tt.address, tt.accept, w.Code, w.Header().Get("Location"), tt.status, tt.want)
		}
	}
}

// A page that the browser has is not sent again while the graph stays as it is; the tag is of one address in one language.
func TestSite_caching(t *testing.T) {
	site := example(t)
	first := get(site, "/en/issue/night-noise")
	tag := first.Header().Get("ETag")
	if tag == "" || first.Header().Get("Cache-Control") != "no-cache" {
		t.Fatalf("ETag %q, Cache-Control %q", tag, first.Header().Get("Cache-Control"))
	}
	for _, tt := range []struct {
		address, tag string
		want         int
	}{
		{"/en/issue/night-noise", tag, http.StatusNotModified},
		{"/en/issue/night-noise", `"other", ` + strings.TrimPrefix(tag, "W/"), http.StatusNotModified},
		{"/en/issue/night-noise", "*", http.StatusNotModified},
		{"/en/issue/night-noise", `"other"`, http.StatusOK},
		{"/en/issue/night-noise?order=name", tag, http.StatusOK},
		{"/fr/issue/night-noise", tag, http.StatusOK},
		{"/en/issue/ferry-fares", tag, http.StatusOK},
	} {
		if w := get(site, tt.address, "If-None-Match", tt.tag); w.Code != tt.want {
			t.Errorf("%s with %s: status %d, want %d", tt.address, tt.tag, w.Code, tt.want)
		}
	}
	if got := get(site, "/en/statement/noise").Header().Get("Cache-Control"); got != "private, no-cache" {
		t.Errorf("a page that can quote: Cache-Control %q", got)
	}
	if got := get(site, "/en/issue/nowhere").Header(); got.Get("ETag") != "" || got.Get("Cache-Control") != "no-store" {
		t.Errorf("a page of an error: ETag %q, Cache-Control %q", got.Get("ETag"), got.Get("Cache-Control"))
	}
}

// Where one thing stands, the words are for one.
func TestSite_oneOfAKind(t *testing.T) {
	site, _ := forum(t)
	for address, words := range map[string]string{
		"/en/matrix?cell=organization:act-alberta~issue:rights-based-approach": ">1 statement ",
		"/fr/matrix?cell=organization:act-alberta~issue:rights-based-approach": ">1 énoncé ",
		"/en/initiative/freedom-collaborative":                                 ">The one tie in the network<",
		"/fr/initiative/freedom-collaborative":                                 ">Le seul lien dans le réseau<",
	} {
		says(t, string(mainOf(t, get(site, address).Body.Bytes())), []string{words}, nil)
	}
}
