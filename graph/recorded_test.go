package graph_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"os"
	"regexp"
	"slices"
	"testing"
	"time"

	"forumgraph/store"
)

// recorded is a document drawn at random, and what the API answered to it when it was recorded.
type recorded struct {
	Query string `json:"query"`
	// Lost asks a store that lost some nodes that others refer to: fields fail, and nulls propagate.
	Lost bool `json:"lost,omitempty"`
	// SHA256 is of the answer's bytes without its cost, in hexadecimal.
	SHA256 string `json:"sha256"`
}

const recordedFile = "testdata/recorded.jsonl"

// costExtension is the cost in an answer, which is calibrated from time to time; other tests see to it.
var costExtension = regexp.MustCompile(`"cost":\{"limit":\d+,"requested":\d+\},`)

// Documents drawn at random get the very bytes that they got when they were recorded, then by gqlgen's own code: with
// aliases, fragments, @skip and @include, with fields that fail, and with nulls where there must be none. None asks for a
// search, whose cursors hold the scores of a ranking.
func TestRecorded(t *testing.T) {
	whole, lost := recordedHandlers(t)
	d := json.NewDecoder(bytes.NewReader([]byte(read(t, recordedFile))))
	var lines []recorded
	for d.More() {
		var r recorded
		if err := d.Decode(&r); err != nil {
			t.Fatal(err)
		}
		h := whole
		if r.Lost {
			h = lost
		}
		_, answer := post(t, h, r.Query)
		sum := sha256.Sum256(costExtension.ReplaceAll([]byte(answer), nil))
		if got := hex.EncodeToString(sum[:]); got != r.SHA256 && !*update {
			t.Errorf("another answer than the recorded one (lost: %t) to\n%s\n%s", r.Lost, r.Query, answer)
		} else {
			r.SHA256 = got
		}
		lines = append(lines, r)
	}
	if len(lines) == 0 {
		t.Fatal("nothing is recorded")
	}
	if *update {
		record(t, lines)
	}
}

func record(t *testing.T, lines []recorded) {
	t.Helper()
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	for _, r := range lines {
		if err := e.Encode(r); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(recordedFile, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

// recordedHandlers returns the API on the big graph, and on one that lost nodes.
func recordedHandlers(t *testing.T) (whole, lost http.Handler) {
	t.Helper()
	o := bigOptions(t)
	o.NewID = func() string { return "REQUEST" }
	o.Timeout = time.Minute // a slow machine must not change an answer
	whole = newHandler(o)
	o.Store = losing{o.Store, []store.ID{"issue:3", "person:2", "organization:4", "session:1", "section:first/2", "statement:7"}}
	return whole, newHandler(o)
}

// losing is a store without some of its nodes, though edges and records still name them.
type losing struct {
	store.Store
	lost []store.ID
}

func (l losing) Snapshot() (store.Snapshot, error) {
	s, err := l.Store.Snapshot()
	return losingSnapshot{s, l.lost}, err
}

type losingSnapshot struct {
	store.Snapshot
	lost []store.ID
}

func (s losingSnapshot) Nodes(ctx context.Context, ids []store.ID) ([]store.Node, error) {
	nodes, err := s.Snapshot.Nodes(ctx, ids)
	for i, id := range ids {
		if err == nil && slices.Contains(s.lost, id) {
			nodes[i] = nil
		}
	}
	return nodes, err
}
