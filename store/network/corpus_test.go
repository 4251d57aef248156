package network_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forumgraph/seed/seedtest"
	"forumgraph/store"
	"forumgraph/store/memstore"
	"forumgraph/store/network"
	"forumgraph/store/topology"
)

// corpus returns the topology of the embedded corpus; it never changes, so the tests share it.
var corpus = sync.OnceValues(func() (*topology.Topology, error) {
	ctx := context.Background()
	change, err := seedtest.Forum()
	if err != nil {
		return nil, err
	}
	st := memstore.New()
	if _, err := st.Apply(ctx, change); err != nil {
		return nil, err
	}
	full, err := st.Snapshot()
	if err != nil {
		return nil, err
	}
	defer full.Close()
	return topology.Build(ctx, full)
})

func corpusOf(t testing.TB) *topology.Topology {
	t.Helper()
	top, err := corpus()
	if err != nil {
		t.Fatal(err)
	}
	return top
}

// On the corpus, no total exceeds the sum of its cells, no cell exceeds a total, and the whole is no larger than the sum of
// the rows: each counts distinct statements.
func TestMatrixOf_corpus(t *testing.T) {
	top := corpusOf(t)
	asked := 0
	for _, rows := range network.Axes() {
		for _, columns := range network.Axes() {
			for _, through := range []bool{false, true} {
				m, err := network.MatrixOf(t.Context(), top, network.MatrixOptions{Rows: rows, Columns: columns, MaxRows: 100, MaxColumns: 100, Through: through})
				if errors.Is(err, store.ErrInvalid) {
					continue
				}
				if err != nil {
					t.Fatal(err)
				}
				asked++
				inRow, inColumn, sum := make([]int, len(m.Rows)), make([]int, len(m.Columns)), 0
				for _, c := range m.Cells {
					inRow[c.Row] += c.Count
					inColumn[c.Column] += c.Count
					if c.Count < len(c.Statements) || len(c.Statements) < c.Count || c.Direct > c.Count ||
						c.Count > m.Rows[c.Row].Count || c.Count > m.Columns[c.Column].Count || !slices.IsSorted(c.Statements) {
						t.Errorf("%s by %s: cell %+v", rows, columns, c)
					}
					if sum := c.Stances.For + c.Stances.Against + c.Stances.Mixed; sum != 0 && sum != c.Count {
						t.Errorf("%s by %s: %d stances in %d statements", rows, columns, sum, c.Count)
					}
				}
				for i, row := range m.Rows {
					sum += row.Count
					if m.ColumnsCut == 0 && row.Count > inRow[i] {
						t.Errorf("%s by %s: row %s has %d, its cells %d", rows, columns, row.ID, row.Count, inRow[i])
					}
				}
				for i, column := range m.Columns {
					if m.RowsCut == 0 && column.Count > inColumn[i] {
						t.Errorf("%s by %s: column %s has %d, its cells %d", rows, columns, column.ID, column.Count, inColumn[i])
					}
				}
				if m.RowsCut == 0 && m.Count > sum {
					t.Errorf("%s by %s: %d in all, %d in rows", rows, columns, m.Count, sum)
				}
			}
		}
	}
	if asked == 0 {
		t.Error("no matrix was asked for")
	}
}

// On the corpus, what an organization raises through its speakers is its RAISED edges: the same issues with the same
// numbers of statements.
func TestMatrixOf_corpus_raised(t *testing.T) {
	top := corpusOf(t)
	compared := 0
	for _, kind := range []store.Kind{store.KindOrganization, store.KindPerson, store.KindCollective} {
		for n := range top.Of(kind) {
			ends := top.Ends(n, store.Raised, store.Out)
			want := map[store.ID]int{}
			for i := range ends.Len() {
				want[top.ID(ends.Node(i))] = ends.Weight(i)
			}
			m, err := network.MatrixOf(t.Context(), top, network.MatrixOptions{
				Rows: network.AxisVoice, RowIDs: []store.ID{top.ID(n)}, Columns: network.AxisIssue, MaxColumns: 100, Through: true,
			})
			if err != nil {
				t.Fatal(err)
			}
			got := map[store.ID]int{}
			for _, c := range m.Cells {
				got[m.Columns[c.Column].ID] = c.Count
			}
			if m.ColumnsCut > 0 {
				continue // more than a matrix shows
			}
			compared++
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", top.ID(n), diff)
			}
		}
	}
	if compared == 0 {
		t.Error("no voice was compared")
	}
}

// On the corpus, the strength of an issue is the weight of its CO_RAISED edges, and ties come in the order of IDs.
func TestCentralityOf_corpus(t *testing.T) {
	top := corpusOf(t)
	c := centralityOf(t, top, network.CentralityOptions{
		NetworkOptions: network.NetworkOptions{Network: network.Issues}, Measure: network.Strength, First: network.MaxScores,
	})
	if c.Cut != 0 || c.Nodes == 0 {
		t.Fatalf("%d nodes, %d cut", c.Nodes, c.Cut)
	}
	edges := 0
	for i, s := range c.Scores {
		n, _ := top.Find(s.ID)
		want := 0
		for _, direction := range []store.Direction{store.Out, store.In} {
			ends := top.Ends(n, store.CoRaised, direction)
			for i := range ends.Len() {
				want += ends.Weight(i)
				edges++
			}
		}
		if s.Value != float64(want) {
			t.Errorf("%s: %v, its edges weigh %d", s.ID, s.Value, want)
		}
		if i > 0 && c.Scores[i-1].Value == s.Value && c.Scores[i-1].ID > s.ID {
			t.Errorf("%s comes after %s", s.ID, c.Scores[i-1].ID)
		}
	}
	if edges != 2*c.Edges {
		t.Errorf("%d edges, %d ends", c.Edges, edges)
	}
}

// On the corpus, the numbers of for, against and mixed are those of the derived edges, and kinds sum to the whole.
func TestAgreementOn_corpus(t *testing.T) {
	top := corpusOf(t)
	held := 0
	for n := range top.Of(store.KindRecommendation) {
		a, err := network.AgreementOn(t.Context(), top, top.ID(n), nil)
		if err != nil {
			t.Fatal(err)
		}
		if backs, opposes := top.Ends(n, store.Backs, store.In).Len(), top.Ends(n, store.OpposesEdge, store.In).Len(); a.Total.For.Voices != backs || a.Total.Against.Voices != opposes {
			t.Errorf("%s: %+v; %d back it and %d oppose it", a.Recommendation, a.Total, backs, opposes)
		}
		sum := 0
		for _, k := range a.Kinds {
			sum += k.For.Voices
		}
		if sum != a.Total.For.Voices {
			t.Errorf("%s: kinds sum to %d of %d", a.Recommendation, sum, a.Total.For.Voices)
		}
		held += sum
	}
	if held == 0 {
		t.Error("nobody backs anything")
	}
}

// questions returns every kind of question about a topology, by name.
func questions(top *topology.Topology) map[string]func(context.Context) (any, error) {
	all := map[string]func(context.Context) (any, error){
		"matrix": func(ctx context.Context) (any, error) {
			return network.MatrixOf(ctx, top, network.MatrixOptions{
				Rows: network.AxisVoice, Columns: network.AxisIssue, Measure: network.MeasureVoices, Through: true,
			})
		},
		"coalitions": func(ctx context.Context) (any, error) {
			return network.CoalitionsOf(ctx, top, network.CoalitionOptions{Mode: network.Subtract, Normalization: network.Jaccard})
		},
		"agreement": func(ctx context.Context) (any, error) {
			var answers []*network.Agreement
			for n := range top.Of(store.KindRecommendation) {
				a, err := network.AgreementOn(ctx, top, top.ID(n), nil)
				if err != nil {
					return nil, err
				}
				answers = append(answers, a)
			}
			return answers, nil
		},
	}
	for _, pair := range pairs(top) {
		all["compare "+string(pair[0].Kind())] = func(ctx context.Context) (any, error) {
			return network.Compare(ctx, top, pair[0], pair[1], network.CompareOptions{Through: true})
		}
	}
	for _, n := range network.Networks() {
		options := network.NetworkOptions{Network: n, Through: n == network.Organizations}
		for _, m := range network.CentralityMeasures() {
			all[fmt.Sprintf("%s of %s", m, n)] = func(ctx context.Context) (any, error) {
				return network.CentralityOf(ctx, top, network.CentralityOptions{NetworkOptions: options, Measure: m, First: network.MaxScores})
			}
		}
		all[fmt.Sprintf("communities of %s", n)] = func(ctx context.Context) (any, error) {
			return network.CommunitiesOf(ctx, top, network.CommunityOptions{NetworkOptions: options})
		}
	}
	return all
}

// pairs returns a pair of voices, of issues and of sessions with much to say.
func pairs(top *topology.Topology) [][2]store.ID {
	var found [][2]store.ID
	for _, kind := range []store.Kind{store.KindPerson, store.KindOrganization, store.KindIssue, store.KindSession} {
		var nodes []topology.Number
		for n := range top.Of(kind) {
			if !top.IsRoot(n) && top.Ends(n, store.PartOf, store.In).Len() == 0 {
				nodes = append(nodes, n)
			}
		}
		weight := func(n topology.Number) int {
			return top.Ends(n, store.Made, store.Out).Len() + top.Ends(n, store.About, store.In).Len() + top.Ends(n, store.InSession, store.In).Len()
		}
		slices.SortStableFunc(nodes, func(a, b topology.Number) int { return weight(b) - weight(a) })
		if len(nodes) > 1 {
			found = append(found, [2]store.ID{top.ID(nodes[0]), top.ID(nodes[1])})
		}
	}
	return found
}

// Equal questions about equal graphs give equal answers, to the last bit, however often they are asked: maps come in another
// order each time.
func TestQuestions_deterministic(t *testing.T) {
	for name, ask := range questions(corpusOf(t)) {
		want, err := ask(t.Context())
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for range 20 {
			if got, err := ask(t.Context()); err != nil || !cmp.Equal(want, got) {
				t.Fatalf("%s: %v; -first +again:\n%s", name, err, cmp.Diff(want, got))
			}
		}
	}
}

// looks returns how often a question looks at its context.
func looks(t *testing.T, name string, ask func(context.Context) (any, error)) int {
	t.Helper()
	const many = 1 << 30
	counted := &countdown{t.Context(), many}
	if _, err := ask(counted); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return many - counted.looks
}

// A question ends with the context's error, at whichever of its looks the context ends.
func TestQuestions_end(t *testing.T) {
	for name, ask := range questions(corpusOf(t)) {
		all := looks(t, name, ask)
		for look := 0; look < all; look += 1 + all/20 {
			if answer, err := ask(&countdown{t.Context(), look}); !errors.Is(err, context.Canceled) {
				t.Errorf("%s ended at look %d of %d: %v, %v", name, look, all, answer, err)
			}
		}
	}
}

// A question that takes long looks at its context often, also while gonum works: a hundred issues all tied to each other are
// a million steps of a walk, and dozens of looks of each turn of Louvain's method.
func TestQuestions_end_soon(t *testing.T) {
	all := questions(mesh(100).topology(t))
	for name, least := range map[string]int{"CLOSENESS of ISSUES": 200, "BETWEENNESS of ISSUES": 200, "PAGERANK of ISSUES": 4, "communities of ISSUES": 40} {
		if got := looks(t, name, all[name]); got < least {
			t.Errorf("%s looks at the context %d times, want %d or more", name, got, least)
		}
	}
}

func BenchmarkCorpus(b *testing.B) {
	top := corpusOf(b)
	b.Logf("%d nodes, %d edges, %d statements", top.NodeCount(), top.EdgeCount(), top.Count(store.KindStatement))
	run := func(name string, ask func(context.Context) (any, error)) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := ask(b.Context()); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	for _, m := range network.Measures() {
		run("matrix_voices_by_issues_"+string(m), func(ctx context.Context) (any, error) {
			return network.MatrixOf(ctx, top, network.MatrixOptions{Rows: network.AxisVoice, Columns: network.AxisIssue, Measure: m, Through: true})
		})
	}
	for _, pair := range pairs(top) {
		run("compare_"+string(pair[0].Kind()), func(ctx context.Context) (any, error) {
			return network.Compare(ctx, top, pair[0], pair[1], network.CompareOptions{})
		})
	}
	run("coalitions", func(ctx context.Context) (any, error) {
		return network.CoalitionsOf(ctx, top, network.CoalitionOptions{Mode: network.Subtract, Normalization: network.AverageActivity})
	})
	run("agreement_on_all", func(ctx context.Context) (any, error) {
		for n := range top.Of(store.KindRecommendation) {
			if _, err := network.AgreementOn(ctx, top, top.ID(n), nil); err != nil {
				return nil, err
			}
		}
		return nil, nil
	})
	for _, n := range network.Networks() {
		options := network.NetworkOptions{Network: n, Through: n == network.Organizations}
		for _, m := range network.CentralityMeasures() {
			run(fmt.Sprintf("centrality_%s_%s", n, m), func(ctx context.Context) (any, error) {
				return network.CentralityOf(ctx, top, network.CentralityOptions{NetworkOptions: options, Measure: m})
			})
		}
		run(fmt.Sprintf("communities_%s", n), func(ctx context.Context) (any, error) {
			return network.CommunitiesOf(ctx, top, network.CommunityOptions{NetworkOptions: options})
		})
	}
}
