package banks_test

import (
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"forumgraph/graph/drawing"
	"forumgraph/seed/seedtest"
	"forumgraph/store"
	"forumgraph/store/memstore"
	"forumgraph/store/topology"
	"forumgraph/web/pages/banks"
)

// read returns the claims of a store.
func read(t testing.TB, st store.Store, lang string) *banks.Claims {
	t.Helper()
	topologies := topology.NewLatest(st)
	defer topologies.Close()
	w := httptest.NewRecorder()
	h := drawing.NewClaimsHandler(drawing.Options{Store: st, Topologies: topologies, Timeout: time.Minute})
	h.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/claims.json?lang="+lang, nil))
	c, err := banks.Read(w.Body.Bytes(), func(_, name string) string { return name })
	if err != nil {
		t.Fatal(err)
	}
	return c
}

var forums = struct {
	sync.Mutex
	claims map[string]*banks.Claims
}{claims: make(map[string]*banks.Claims)}

// forum returns the claims of the embedded corpus. They are read once for all tests of a language.
func forum(t testing.TB, lang string) *banks.Claims {
	t.Helper()
	forums.Lock()
	defer forums.Unlock()
	if c := forums.claims[lang]; c != nil {
		return c
	}
	st := memstore.New()
	defer func() { _ = st.Close() }() // a store in memory holds nothing that could be lost
	seedtest.Fill(t, st)
	c := read(t, st, lang)
	forums.claims[lang] = c
	return c
}
