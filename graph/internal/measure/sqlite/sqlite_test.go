package sqlite_test

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forumgraph/graph"
	"forumgraph/graph/internal/measure/sqlite"
	"forumgraph/graph/internal/workload"
	"forumgraph/seed"
	"forumgraph/seed/synth"
	"forumgraph/store"
	"forumgraph/store/memstore"
)

// What is measured beside forumgraph must hold the same graph: as many nodes, edges of each type and statements behind them,
// and the same answer to each request of W2. Otherwise the comparison says nothing.
func TestLoad(t *testing.T) {
	const reports = 4
	var dataset bytes.Buffer
	if err := synth.NewProse(1).WriteJSONL(t.Context(), &dataset, 0, reports); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "graph.sqlite")
	if err := sqlite.Load(t.Context(), bytes.NewReader(dataset.Bytes()), file); err != nil {
		t.Fatal(err)
	}
	st := memstore.New()
	ds, err := seed.ReadJSONL(&dataset, "prose.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := st.Apply(t.Context(), store.ChangeSet{Author: "test", Put: ds.Nodes}); err != nil {
		t.Fatal(err)
	}
	snap, err := st.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	defer snap.Close()
	t.Run("counts", func(t *testing.T) {
		stats, err := snap.Stats(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		db, err := sql.Open("sqlite3", file)
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		rows := func(query string, args ...any) (n int) {
			if err := db.QueryRowContext(t.Context(), query, args...).Scan(&n); err != nil {
				t.Fatalf("%s: %v", query, err)
			}
			return n
		}
		for i, kind := range store.Kinds() {
			if got, want := rows(`SELECT count(*) FROM nodes WHERE kind = ?`, i), stats.Nodes[kind]; got != want {
				t.Errorf("%s: %d nodes, want %d", kind, got, want)
			}
		}
		for i, edgeType := range store.EdgeTypes() {
			if got, want := rows(`SELECT count(*) FROM edges WHERE type = ?`, i), stats.Edges[edgeType]; got != want {
				t.Errorf("%s: %d edges, want %d", edgeType, got, want)
			}
		}
		derived := rows(`SELECT sum(weight) FROM edges WHERE type >= ?`, len(store.AssertedTypes()))
		if got := rows(`SELECT count(*) FROM support`); got != derived || got == 0 {
			t.Errorf("%d rows of support, and weights that add up to %d", got, derived)
		}
		if got, want := rows(`SELECT count(*) FROM words WHERE words MATCH 'person'`), stats.Nodes[store.KindPerson]; got < want {
			t.Errorf(`%d nodes with "person", want %d or more`, got, want)
		}
	})
	t.Run("answers", func(t *testing.T) {
		theirs, err := sqlite.Open(file)
		if err != nil {
			t.Fatal(err)
		}
		defer theirs.Close()
		ours := graph.NewHandler(graph.Options{Store: st})
		questions, err := workload.Of(t.Context(), snap)
		if err != nil {
			t.Fatal(err)
		}
		for _, q := range questions {
			if q.Name != "W2_raisedBy" {
				continue
			}
			bodies, err := q.Bodies()
			if err != nil {
				t.Fatal(err)
			}
			for _, body := range bodies[:40] {
				if diff := cmp.Diff(dataOf(t, ours, body), dataOf(t, theirs, body)); diff != "" {
					t.Errorf("%s: SQLite (+) answers otherwise:\n%s", body, diff)
				}
			}
			return
		}
		t.Error("no question W2_raisedBy")
	})
}

// dataOf returns what a handler answers to a request.
func dataOf(t *testing.T, h http.Handler, body []byte) any {
	t.Helper()
	request := httptest.NewRequest(http.MethodPost, "/graphql", bytes.NewReader(body))
	request.Header.Set("Content-Type", "application/json")
	recorder := httptest.NewRecorder()
	h.ServeHTTP(recorder, request)
	var answer struct{ Data, Errors any }
	if err := json.Unmarshal(recorder.Body.Bytes(), &answer); err != nil || answer.Data == nil || answer.Errors != nil {
		t.Fatalf("%s: %v: %s", body, err, recorder.Body)
	}
	return answer.Data
}
