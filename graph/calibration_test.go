package graph_test

import (
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"forumgraph/graph"
	"forumgraph/graph/protocol"
	"forumgraph/seed/synth"
	"forumgraph/store"
	"forumgraph/store/memstore"
)

// madeUp returns a store in memory that holds 20 made-up reports.
func madeUp(t *testing.T) store.Store {
	t.Helper()
	change := synth.New(1).Vocabulary().ChangeSet()
	for n := range 20 {
		change.Put = append(change.Put, synth.New(1).Report(n+1).Nodes...)
	}
	change.Author, change.Time, change.Reason = "tester", time.Unix(0, 0).UTC(), "made-up reports"
	return filled(t, memstore.New(), change)
}

// The cost of what looks at many nodes grows with the graph, and with how often it looks: these are the figures that
// internal/measure/calibration measured. A change of them is to be measured again.
func TestExecute_calibrated(t *testing.T) {
	parts := strings.Repeat(`{kind: [RAISES], not: {stance: [FOR]}} `, 29)
	tests := []struct {
		query       string
		forum, made int // cost of the embedded corpus and of 20 made-up reports
	}{
		{`{ issues { nodes { id } } }`, 22, 22},
		{`{ issues(orderBy: NAME) { nodes { id } } }`, 43, 52},
		{`{ issues(orderBy: STATEMENTS) { nodes { id } } }`, 52, 70},
		{`{ statements(orderBy: VOICES) { nodes { id } } }`, 51, 74},
		{`{ sessions(orderBy: STATEMENTS) { nodes { id } } }`, 53, 90},
		{`{ statements(filter: {kind: [RAISES]}) { totalCount } }`, 27, 39},
		{`{ statements(filter: {voice: ["person:x"]}) { totalCount } }`, 23, 23},
		{`{ issues(filter: {text: "x"}) { totalCount } }`, 43, 43},
		{`{ issues(filter: {statements: {kind: [RAISES]}}) { totalCount } }`, 38, 68},
		{`{ issues(filter: {statements: {or: [` + parts + `]}}) { totalCount } }`, 329, 1043},
		{`{ issues(first: 100) { nodes { raisedBy(filter: {statements: {or: [` + parts + `]}}) { totalCount } } } }`, 1302, 2002},
		{`{ sessions { facets(by: [SESSION]) { values { count } } } }`, 88, 257},
		{`{ sessions { facets(by: [SESSION, ISSUE, VOICE]) { values { count } } } }`, 194, 616},
		{`{ issues(first: 20) { nodes { statements { facets(by: [SESSION]) { values { count } } } } } }`, 642, 662},
		{`{ passages(state: OPEN) { totalCount } }`, 5, 16},
		{`{ sources { nodes { passages { totalCount } } } }`, 102, 42},
		{`{ matrix(rows: VOICE, columns: ISSUE) { count } }`, 230, 297},
		{`{ matrix(rows: SESSION, columns: ISSUE) { count } }`, 375, 777},
		{`{ coalition { voices } }`, 301, 301},
		{`{ coalition(filter: {kind: [SUPPORTS]}) { voices } }`, 240, 328},
		{`{ compare(a: "issue:x", b: "issue:y") { __typename } }`, 108, 125},
		{`{ centrality(network: ISSUES, measure: BETWEENNESS) { method } }`, 601, 601},
		{`{ centrality(network: ISSUES, measure: BETWEENNESS, filter: {kind: [RAISES]}) { method } }`, 1138, 2566},
		{`{ communities(network: ISSUES) { method } }`, 601, 601},
		{`{ search(text: "x") { totalCount } }`, 51, 51},
	}
	small, large := graph.Options{Store: forum(t)}, graph.Options{Store: madeUp(t)}
	for _, tt := range tests {
		ofForum, _ := costOf(t, small, tt.query, nil)
		ofMade, _ := costOf(t, large, tt.query, nil)
		if diff := gocmp.Diff([]int{tt.forum, tt.made}, []int{ofForum, ofMade}); diff != "" {
			t.Errorf("%.120s: costs %d, %d", tt.query, ofForum, ofMade)
		}
	}
}

// A field of a facet that is named twice would be counted twice, and is refused.
func TestExecute_facetTwice(t *testing.T) {
	o := graph.Options{Store: example(t)}
	_, codes := costOf(t, o, `{ sessions { facets(by: [SESSION, ISSUE, SESSION]) { total } } }`, nil)
	if len(codes) != 1 || codes[0] != protocol.CodeInvalidArgument {
		t.Errorf("codes = %v", codes)
	}
}
