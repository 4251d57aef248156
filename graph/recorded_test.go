package graph_test

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"forumgraph/store"
)

// recordedFile holds documents drawn at random, NUMBER.graphql, and what the API answered to each when it was recorded,
// NUMBER.json, without its cost. A name with "-lost" asks a store that lost some nodes that others refer to: fields fail, and
// nulls propagate.
const recordedFile = "testdata/recorded.txtar"

// costExtension is the cost in an answer, which is calibrated from time to time; other tests see to it.
var costExtension = regexp.MustCompile(`"cost":\{"limit":\d+,"requested":\d+\},`)

// Documents drawn at random get the very bytes that they got when they were recorded, then by gqlgen's own code: with
// aliases, fragments, @skip and @include, with fields that fail, and with nulls where there must be none. None asks for a
// search, whose cursors hold the scores of a ranking. The file has the answers indented, for its readers.
func TestRecorded(t *testing.T) {
	whole, lost := recordedHandlers(t)
	archive, err := txtar.ParseFile(recordedFile)
	if err != nil {
		t.Fatal(err)
	}
	if len(archive.Files) == 0 {
		t.Fatal("nothing is recorded")
	}
	for pair := range slices.Chunk(archive.Files, 2) {
		name, ok := strings.CutSuffix(pair[0].Name, ".graphql")
		if !ok || len(pair) != 2 || pair[1].Name != name+".json" {
			t.Fatalf("%s: %s is not followed by its answer", recordedFile, pair[0].Name)
		}
		h := whole
		if strings.HasSuffix(name, "-lost") {
			h = lost
		}
		query := strings.TrimSuffix(string(pair[0].Data), "\n")
		_, answer := post(t, h, query)
		answer = costExtension.ReplaceAllString(answer, "")
		var want bytes.Buffer
		if err := json.Compact(&want, pair[1].Data); err != nil {
			t.Fatalf("%s: %s: %v", recordedFile, pair[1].Name, err)
		}
		if want.String() == answer {
			continue
		}
		if *update {
			archive.Files[slices.IndexFunc(archive.Files, func(f txtar.File) bool { return f.Name == pair[1].Name })].Data = []byte(indented(t, answer))
			continue
		}
		t.Errorf("%s: another answer than the recorded one to\n%s\n(-want +got):\n%s", name, query,
			diffLines(indented(t, want.String()), indented(t, answer)))
	}
	if *update {
		if err := os.WriteFile(recordedFile, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// recordedHandlers returns the API on the big graph, and on one that lost nodes.
func recordedHandlers(t *testing.T) (whole, lost http.Handler) {
	t.Helper()
	o := bigOptions(t)
	o.NewID = func() string { return "REQUEST" }
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
