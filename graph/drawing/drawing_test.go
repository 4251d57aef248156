package drawing_test

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"forumgraph/graph/drawing"
	"forumgraph/store"
	"forumgraph/store/layout"
	"forumgraph/store/memstore"
	"forumgraph/store/storetest"
	"forumgraph/store/topology"
)

var update = flag.Bool("update", false, "rewrite the golden files; read the diff")

// server is a handler over a store in memory.
type server struct {
	http.Handler
	store   store.Store
	options drawing.Options
}

func newServer(t testing.TB, change store.ChangeSet) *server {
	t.Helper()
	return newServerOf(t, change, layout.Options{})
}

// newServerOf returns a server that draws as the options say.
func newServerOf(t testing.TB, change store.ChangeSet, opts layout.Options) *server {
	t.Helper()
	st := memstore.New()
	if _, err := st.Apply(t.Context(), change); err != nil {
		t.Fatal(err)
	}
	o := drawing.Options{Store: st, Topologies: topology.NewLatest(st), Layouts: layout.OpenLatest(layout.LatestOptions{Layout: opts}), Timeout: time.Minute}
	t.Cleanup(func() {
		o.Layouts.Close()
		o.Topologies.Close()
		_ = st.Close()
	})
	return &server{drawing.NewHandler(o), st, o}
}

// get asks for a target with headers, given as name and value in turn.
func (s *server) get(t testing.TB, target string, headers ...string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, target, nil)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

// picture is a drawing as a client reads it.
type picture struct {
	Version int
	Lang    string
	Counts  struct{ Nodes, Edges, Cut, Statements int }
	Bounds  []float64
	Kinds   []store.Kind
	Types   []store.EdgeType
	Stances []store.Stance
	Nodes   struct {
		ID                         []store.ID
		Kind                       []int
		Label                      []string
		X, Y                       []float64
		Statements, Voices, Degree []int
	}
	Edges struct{ Source, Target, Type, Weight, Stance, Derived, Tie []int }
}

func read(t testing.TB, w *httptest.ResponseRecorder) *picture {
	t.Helper()
	p := new(picture)
	d := json.NewDecoder(w.Body)
	d.DisallowUnknownFields()
	if err := d.Decode(p); err != nil {
		t.Fatalf("status %d: %v", w.Code, err)
	}
	return p
}

// The drawing of the example in each language, with six of its nodes, and around some of the others, is the one that was read
// and found right.
func TestHandler_golden(t *testing.T) {
	all, six := newServer(t, storetest.Example()), newServerOf(t, storetest.Example(), layout.Options{Nodes: 6})
	for _, tt := range []struct {
		name, query string
		server      *server
	}{
		{"example.en", "lang=en", all},
		{"example.fr", "lang=fr", all},
		{"six.en", "lang=en", six},
		{"six-around.en", "lang=en&around=person:ada,recommendation:quiet-hours", six},
	} {
		got := tt.server.get(t, "/drawing.json?"+tt.query)
		if got.Code != http.StatusOK || got.Header().Get("Content-Type") != "application/json; charset=utf-8" || got.Header().Get("Cache-Control") != "no-cache" {
			t.Errorf("%s: status %d, headers %v", tt.name, got.Code, got.Header())
		}
		file := filepath.Join("testdata", tt.name+".json")
		if *update {
			if err := os.WriteFile(file, got.Body.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got.Body.String()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
}

// A drawing holds each edge between two nodes of the discourse once, with what the store says of it, and no other.
func TestHandler_edges(t *testing.T) {
	s := newServer(t, storetest.Example())
	p := read(t, s.get(t, "/drawing.json"))
	type drawn struct {
		Weight  int
		Stance  store.Stance
		Derived bool
	}
	got := map[store.EdgeKey]drawn{}
	for i, source := range p.Edges.Source {
		key := store.EdgeKey{Source: p.Nodes.ID[source], Type: p.Types[p.Edges.Type[i]], Target: p.Nodes.ID[p.Edges.Target[i]]}
		if _, twice := got[key]; twice {
			t.Errorf("%v is drawn twice", key)
		}
		got[key] = drawn{p.Edges.Weight[i], p.Stances[p.Edges.Stance[i]], p.Edges.Derived[i] == 1}
		inRoom := key.Source.Kind() == store.KindSession || key.Target.Kind() == store.KindSession
		if tie := p.Edges.Tie[i] == 1; tie == inRoom {
			t.Errorf("%v: a tie: %v", key, tie)
		}
	}
	snap, err := s.store.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	defer snap.Close()
	want := map[store.EdgeKey]drawn{}
	for _, id := range p.Nodes.ID {
		neighbors, err := snap.Neighbors(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range neighbors {
			if n.Direction == store.Out && !n.ID.Kind().IsDocument() {
				want[n.Key(id)] = drawn{n.Weight, n.Stance, n.Type.IsDerived()}
			}
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if p.Counts.Nodes != len(p.Nodes.ID) || p.Counts.Edges != len(p.Edges.Source) {
		t.Errorf("counts %v of %d nodes and %d edges", p.Counts, len(p.Nodes.ID), len(p.Edges.Source))
	}
}

// Labels arrive as they are, whatever they hold, and nothing in the document could open a tag.
func TestHandler_hostileLabels(t *testing.T) {
	change := storetest.Example()
	hostile := "</script><script>alert(\"1\")</script> שלום\u00a0 & 'q' \\"
	for _, n := range change.Put {
		if n.Base().ID == "issue:night-noise" {
			n.Base().Name = store.Text{EN: hostile}
		}
	}
	w := newServer(t, change).get(t, "/drawing.json")
	body := w.Body.String()
	for i, c := range body {
		if c == '<' || c == '\u2028' {
			t.Fatalf("byte %d is %q", i, c)
		}
	}
	p := read(t, w)
	for i, id := range p.Nodes.ID {
		if id == "issue:night-noise" && p.Nodes.Label[i] != hostile {
			t.Errorf("label %q", p.Nodes.Label[i])
		}
	}
}

// What a client has is not sent again until the graph changes, and a drawing in one language does not stand for another.
func TestHandler_conditional(t *testing.T) {
	s := newServer(t, storetest.Example())
	en, fr := s.get(t, "/drawing.json?lang=en").Header().Get("ETag"), s.get(t, "/drawing.json?lang=fr").Header().Get("ETag")
	status := func(lang, tag string) int {
		w := s.get(t, "/drawing.json?lang="+lang, "If-None-Match", tag)
		if w.Code == http.StatusNotModified && (w.Body.Len() > 0 || w.Header().Get("ETag") == "" || w.Header().Get("Cache-Control") != "no-cache") {
			t.Errorf("304 with %d bytes and headers %v", w.Body.Len(), w.Header())
		}
		return w.Code
	}
	got := []int{status("en", en), status("fr", en), status("fr", `"x", `+fr), status("en", "*")}
	if _, err := s.store.Apply(t.Context(), store.ChangeSet{
		Author: "tester", Reason: "one less", Delete: []store.ID{"figure:fare"}, Time: storetest.Example().Time,
	}); err != nil {
		t.Fatal(err)
	}
	got = append(got, status("en", en))
	if diff := cmp.Diff([]int{304, 200, 304, 304, 200}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// A HEAD tells what a GET would, without the drawing.
func TestHandler_head(t *testing.T) {
	s := newServer(t, storetest.Example())
	w := httptest.NewRecorder()
	s.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodHead, "/drawing.json", nil))
	if want := s.get(t, "/drawing.json").Header(); w.Code != http.StatusOK || w.Body.Len() != 0 || !cmp.Equal(want, w.Header()) {
		t.Errorf("status %d, %d bytes, headers %v, want %v", w.Code, w.Body.Len(), w.Header(), want)
	}
}

// A request that cannot be answered says why, in the shape of the API's answers, and when to come back.
func TestHandler_refusals(t *testing.T) {
	s := newServer(t, storetest.Example())
	type refusal struct {
		Status     int
		RetryAfter string
		Body       string
	}
	refused := func(w *httptest.ResponseRecorder) refusal {
		return refusal{w.Code, w.Header().Get("Retry-After"), w.Body.String()}
	}
	body := func(code, message string) string {
		return `{"errors":[{"message":` + message + `,"extensions":{"code":"` + code + `"}}]}` + "\n"
	}
	late := s.options
	late.Timeout = -1 // over before it began
	w := httptest.NewRecorder()
	drawing.NewHandler(late).ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/drawing.json", nil))
	got := []refusal{refused(s.get(t, "/drawing.json?lang=de")), refused(w)}
	if err := s.store.Close(); err != nil {
		t.Fatal(err)
	}
	got = append(got, refused(s.get(t, "/drawing.json")))
	want := []refusal{
		{400, "", body("INVALID_ARGUMENT", `"lang: use \"en\" or \"fr\""`)},
		{503, "1", body("UNAVAILABLE", `"the picture of this version of the graph is being made; try again in a moment"`)},
		{503, "1", body("UNAVAILABLE", `"the server is shutting down"`)},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// A drawing that cannot be finished is broken off, so that nobody takes a part for the whole.
func TestHandler_brokenOff(t *testing.T) {
	s := newServer(t, storetest.Crowd(2000, 1)) // several pieces
	defer func() {
		if cause := recover(); cause != http.ErrAbortHandler {
			t.Errorf("panic %v, want http.ErrAbortHandler", cause)
		}
	}()
	s.ServeHTTP(&narrow{ResponseWriter: httptest.NewRecorder()}, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/drawing.json", nil))
}

// narrow takes one piece and no more.
type narrow struct {
	http.ResponseWriter
	taken bool
}

func (n *narrow) Write(b []byte) (int, error) {
	if n.taken {
		return 0, errors.New("the client went away")
	}
	n.taken = true
	return len(b), nil
}

// A request that ends while the drawing is written ends the writing.
func TestHandler_ended(t *testing.T) {
	s := newServer(t, storetest.Crowd(2000, 1))
	s.get(t, "/drawing.json") // so that nothing but the writing is left to do
	ctx, cancel := context.WithCancel(t.Context())
	w := &leaving{ResponseRecorder: httptest.NewRecorder(), leave: cancel}
	defer func() {
		if cause := recover(); cause != http.ErrAbortHandler || w.pieces != 1 {
			t.Errorf("panic %v after %d pieces, want http.ErrAbortHandler after 1", cause, w.pieces)
		}
	}()
	s.ServeHTTP(w, httptest.NewRequestWithContext(ctx, http.MethodGet, "/drawing.json", nil))
}

// leaving is a client that goes away after the first piece.
type leaving struct {
	*httptest.ResponseRecorder
	leave  func()
	pieces int
}

func (l *leaving) Write(b []byte) (int, error) {
	l.pieces++
	l.leave()
	return l.ResponseRecorder.Write(b)
}
