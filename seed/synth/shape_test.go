package synth_test

import (
	"bytes"
	"io"
	"runtime"
	"slices"
	"strconv"
	"testing"

	"forumgraph/seed/synth"
	"forumgraph/store"
)

// shape counts a corpus as a store would.
type shape struct {
	nodes   map[store.Kind]int
	edges   map[store.EdgeType]int
	stances map[store.Stance]int
	voices  map[store.Kind]int
	bands   map[store.Quantifier]int
	// inReports counts nodes without the vocabulary.
	inReports int
	// at counts the reports that each node comes up at; attended the nodes of a kind at each report, summed up.
	at       map[store.ID]int
	attended map[store.Kind]int
}

func shapeOf(c *synth.Corpus, reports int) shape {
	s := shape{
		nodes: map[store.Kind]int{}, edges: map[store.EdgeType]int{}, stances: map[store.Stance]int{},
		voices: map[store.Kind]int{}, bands: map[store.Quantifier]int{}, at: map[store.ID]int{}, attended: map[store.Kind]int{},
	}
	derived := make(map[store.EdgeKey]bool)
	affiliations := make(map[store.ID][]store.ID)
	document := 0
	for d := range c.Documents(reports) {
		here := make(map[store.ID]bool)
		for _, n := range d.Nodes {
			s.nodes[n.Base().ID.Kind()]++
			for _, e := range store.AssertedEdges(n) {
				s.edges[e.Type]++
				here[e.Source], here[e.Target] = true, true
			}
			affiliations[n.Base().ID] = store.AffiliationsOf(n)
			if st, ok := n.(*store.Statement); ok {
				for key := range store.Shares(st, func(id store.ID) []store.ID { return affiliations[id] }) {
					derived[key] = true
				}
				for _, p := range st.Positions {
					s.stances[p.Stance]++
				}
				for _, v := range st.Voices {
					s.voices[v.Voice.Kind()]++
					s.bands[v.Quantifier]++
				}
			}
		}
		if document++; document == 1 {
			continue // the vocabulary
		}
		s.inReports += len(d.Nodes)
		for id := range here {
			s.at[id]++
			s.attended[id.Kind()]++
		}
	}
	for key := range derived {
		s.edges[key.Type]++
	}
	return s
}

func within(t *testing.T, what string, got, low, high int) {
	t.Helper()
	if got < low || got > high {
		t.Errorf("%s: %d, want %d to %d", what, got, low, high)
	}
}

// A corpus has the shape that its documentation promises: so many of everything at a report, voices and quantifiers of
// every kind, mostly agreement, and a few organizations and issues that come up at many reports.
func TestCorpus_shape(t *testing.T) {
	const reports = 200
	s := shapeOf(synth.New(1), reports)
	for _, kind := range store.Kinds() {
		within(t, string(kind), s.nodes[kind], 1, reports*110)
	}
	edges := 0
	for _, e := range s.edges {
		edges += e
	}
	within(t, "nodes of a report", s.inReports/reports, 200, 220)
	within(t, "edges of a report", edges/reports, 710, 760)
	within(t, "people at a report", s.attended[store.KindPerson]/reports, 23, 28)
	within(t, "organizations at a report", s.attended[store.KindOrganization]/reports, 18, 23)
	within(t, "recommendations at a report", s.attended[store.KindRecommendation]/reports, 30, 42)
	within(t, "sessions of a report", s.nodes[store.KindSession]/reports, 15, 15)
	within(t, "statements of a report", s.nodes[store.KindStatement]/reports, 70, 100)
	positions := s.stances[store.For] + s.stances[store.Against] + s.stances[store.Mixed]
	within(t, "per cent against", 100*s.stances[store.Against]/positions, 6, 10)
	within(t, "per cent mixed", 100*s.stances[store.Mixed]/positions, 3, 7)
	made := s.edges[store.Made]
	for kind, share := range map[store.Kind][2]int{store.KindPerson: {30, 48}, store.KindOrganization: {15, 30}, store.KindCollective: {28, 45}} {
		within(t, "per cent of voices: "+string(kind), 100*s.voices[kind]/made, share[0], share[1])
	}
	for _, q := range store.Quantifiers() {
		within(t, "voices of quantifier "+string(q), s.bands[q], reports, made)
	}
	for kind, want := range map[store.Kind]struct{ most, half int }{store.KindOrganization: {reports / 4, 3}, store.KindIssue: {reports * 3 / 4, 12}} {
		var at []int
		for id, n := range s.at {
			if id.Kind() == kind {
				at = append(at, n)
			}
		}
		slices.Sort(at)
		within(t, "reports with the most frequent "+string(kind), at[len(at)-1], want.most, reports)
		within(t, "reports with the median "+string(kind), at[len(at)/2], 1, want.half)
	}
}

// BenchmarkCorpus_WriteJSONL tells lines and bytes of a corpus, and the live memory of one that is being written: the
// most of ten collections on the way.
func BenchmarkCorpus_WriteJSONL(b *testing.B) {
	for _, reports := range []int{1, 10, 1000} {
		b.Run(strconv.Itoa(reports), func(b *testing.B) {
			var w meter
			for b.Loop() {
				w = meter{}
				if err := synth.New(1).WriteJSONL(b.Context(), &w, 0, reports); err != nil {
					b.Fatal(err)
				}
			}
			b.SetBytes(int64(w.bytes))
			b.ReportMetric(float64(w.lines)*float64(b.N)/b.Elapsed().Seconds(), "lines/s")
			b.ReportMetric(float64(w.lines), "lines")
			b.ReportMetric(liveWhileWriting(b, reports)/1e6, "live-MB")
		})
	}
}

func liveWhileWriting(b *testing.B, reports int) float64 {
	var before runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	w := meter{}
	if err := synth.New(1).WriteJSONL(b.Context(), &w, 0, reports); err != nil {
		b.Fatal(err)
	}
	every := max(w.bytes/10, 1)
	w = meter{every: every}
	if err := synth.New(1).WriteJSONL(b.Context(), &w, 0, reports); err != nil {
		b.Fatal(err)
	}
	return max(0, float64(w.live)-float64(before.HeapAlloc))
}

// meter counts what is written to it and, each so many bytes, the live memory.
type meter struct {
	lines, bytes, every int
	live                uint64
}

var _ io.Writer = new(meter)

func (m *meter) Write(b []byte) (int, error) {
	if m.every > 0 && m.bytes/m.every != (m.bytes+len(b))/m.every {
		var now runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&now)
		m.live = max(m.live, now.HeapAlloc)
	}
	m.lines += bytes.Count(b, []byte("\n"))
	m.bytes += len(b)
	return len(b), nil
}
