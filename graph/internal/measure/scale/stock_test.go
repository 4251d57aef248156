package main

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forumgraph/graph"
	"forumgraph/graph/internal/measure/stock"
	"forumgraph/graph/internal/workload"
	"forumgraph/seed/synth"
	"forumgraph/store"
	"forumgraph/store/memstore"
	"forumgraph/store/search"
)

// The server that is a limit must give the answers that it is the limit of.
func TestStock(t *testing.T) {
	st := synthetic(t, 2)
	corpus, err := stockCorpus(t.Context(), st)
	if err != nil {
		t.Fatal(err)
	}
	snap, err := st.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	defer snap.Close()
	questions, err := workload.Of(t.Context(), snap)
	if err != nil {
		t.Fatal(err)
	}
	ours, theirs := graph.NewHandler(graph.Options{Store: st}), stock.NewHandler(corpus)
	for _, q := range questions {
		if !hasStock(q) {
			continue
		}
		t.Run(q.Name, func(t *testing.T) {
			bodies, err := q.Bodies()
			if err != nil {
				t.Fatal(err)
			}
			for _, body := range bodies[:80] {
				if diff := cmp.Diff(dataOf(t, ours, body), dataOf(t, theirs, body)); diff != "" {
					t.Fatalf("%s: %s", body, diff)
				}
			}
		})
	}
}

// Every question must have an answer, whatever it is asked about.
func TestQuestions(t *testing.T) {
	st := synthetic(t, 2)
	snap, err := st.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	defer snap.Close()
	questions, err := workload.Of(t.Context(), snap)
	if err != nil {
		t.Fatal(err)
	}
	words := search.New(search.Options{})
	defer func() {
		if err := words.Close(); err != nil {
			t.Error(err)
		}
	}()
	h := graph.NewHandler(graph.Options{Store: st, Search: words})
	for _, q := range questions {
		bodies, err := q.Bodies()
		if err != nil {
			t.Fatal(err)
		}
		different := make(map[string]bool)
		for _, body := range bodies[:60] {
			dataOf(t, h, body)
			different[string(body)] = true
		}
		// There are few reports here, and nine texts.
		if want := 2; len(different) < want {
			t.Errorf("%s: %d different requests, want %d or more", q.Name, len(different), want)
		}
	}
}

// dataOf returns what a handler answers to a request.
func dataOf(t *testing.T, h http.Handler, body []byte) any {
	t.Helper()
	request := httptest.NewRequest(http.MethodPost, "/graphql", strings.NewReader(string(body)))
	request.Header.Set("Content-Type", "application/json")
	recorder := httptest.NewRecorder()
	h.ServeHTTP(recorder, request)
	text, err := io.ReadAll(recorder.Body)
	if err != nil {
		t.Fatal(err)
	}
	var answer struct{ Data, Errors any }
	if err := json.Unmarshal(text, &answer); err != nil {
		t.Fatal(err)
	}
	if answer.Errors != nil || answer.Data == nil {
		t.Fatalf("%s: %s", body, text)
	}
	return answer.Data
}

// synthetic returns a made-up corpus in memory.
func synthetic(t *testing.T, reports int) store.Store {
	t.Helper()
	st := memstore.New()
	var all []store.Node
	for d := range synth.New(1).Documents(reports) {
		all = append(all, d.Nodes...)
	}
	if _, err := st.Apply(t.Context(), store.ChangeSet{Author: "synth", Put: all}); err != nil {
		t.Fatal(err)
	}
	return st
}
