package network_test

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"forumgraph/store"
	"forumgraph/store/network"
	"forumgraph/store/topology"
)

// quarrel is a forum of four voices and three recommendations. The two-mode matrix, in statements:
//
//	                    r      s      t
//	collective:hall                   ~
//	organization:guild  -      -
//	person:ann          + + +  +      ~      one of the three in the second source
//	person:bob          +      -      +
//
// Counted once, the guild, ann and bob are active 2, 2 and 3 times; hall, which only has a MIXED position, 0 times.
//
//	             shared   congruence   conflict   unmatched by the other
//	guild, ann   r s      0            r s: 2     r- s- | r+ s+: 4
//	guild, bob   r s      s: 1         r: 1       r- | r+ t+: 3
//	ann, bob     r s t    r: 1         s: 1       s+ | s- t+: 3
func quarrel() *forum {
	return newForum(
		"a person:ann recommendation:r+", "b person:ann recommendation:r+ source:two", "c person:ann recommendation:r+ recommendation:s+",
		"d person:ann recommendation:t~",
		"e person:bob recommendation:r+ recommendation:s- recommendation:t+",
		"f organization:guild recommendation:r- recommendation:s-",
		"g collective:hall recommendation:t~",
	)
}

func coalitionsOf(t failer, top *topology.Topology, opts network.CoalitionOptions) *network.Coalitions {
	t.Helper()
	c, err := network.CoalitionsOf(t.Context(), top, opts)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// weights returns the weights of the edges by "A B".
func weights(c *network.Coalitions) map[string]float64 {
	byPair := map[string]float64{}
	for _, e := range c.Edges {
		byPair[fmt.Sprintf("%s %s", e.A.Slug(), e.B.Slug())] = e.Weight
	}
	return byPair
}

// Weights are those worked out by hand, for each mode and normalization. The averages of activity are (2+2)/2 = 2 and
// (2+3)/2 = 2.5; the unions 4+0, 3+1 and 3+1; the products 4, 6 and 6.
func TestCoalitionsOf_weights(t *testing.T) {
	top := quarrel().topology(t)
	type want = map[string]float64
	for mode, byNormalization := range map[network.Mode]map[network.Normalization]want{
		network.Congruence: {
			network.NoNormalization: {"guild bob": 1, "ann bob": 1},
			network.AverageActivity: {"guild bob": 0.4, "ann bob": 0.4},
			network.Jaccard:         {"guild bob": 0.25, "ann bob": 0.25},
			network.Cosine:          {"guild bob": 1.0 / 6, "ann bob": 1.0 / 6},
		},
		network.Conflict: {
			network.NoNormalization: {"guild ann": 2, "guild bob": 1, "ann bob": 1},
			network.AverageActivity: {"guild ann": 1, "guild bob": 0.4, "ann bob": 0.4},
			network.Jaccard:         {"guild ann": 0.5, "guild bob": 0.25, "ann bob": 0.25},
			network.Cosine:          {"guild ann": 0.5, "guild bob": 1.0 / 6, "ann bob": 1.0 / 6},
		},
		network.Subtract: {
			network.NoNormalization: {"guild ann": -2, "guild bob": 0, "ann bob": 0},
			network.AverageActivity: {"guild ann": -1, "guild bob": 0, "ann bob": 0},
			network.Jaccard:         {"guild ann": -0.5, "guild bob": 0, "ann bob": 0},
			network.Cosine:          {"guild ann": -0.5, "guild bob": 0, "ann bob": 0},
		},
	} {
		for normalization, want := range byNormalization {
			t.Run(fmt.Sprintf("%s_%s", mode, normalization), func(t *testing.T) {
				c := coalitionsOf(t, top, network.CoalitionOptions{Mode: mode, Normalization: normalization})
				if diff := cmp.Diff(want, weights(c)); diff != "" {
					t.Errorf("-want +got:\n%s", diff)
				}
			})
		}
	}
}

// What ann says of r counts once, once for each source, or once for each statement: 1, 2 or 3 times. Her activity is then 2,
// 3 or 4, and her union with bob 3 + 1, 3 + 2 or 3 + 3.
func TestCoalitionsOf_duplicates(t *testing.T) {
	top := quarrel().topology(t)
	for _, test := range []struct {
		duplicates                      network.Duplicates
		none, average, jaccard, product float64
	}{
		{network.AcrossRange, 1, 1 / 2.5, 1.0 / 4, 1.0 / 6},
		{network.PerDocument, 2, 2 / 3.0, 2.0 / 5, 2.0 / 9},
		{network.Include, 3, 3 / 3.5, 3.0 / 6, 3.0 / 12},
	} {
		t.Run(string(test.duplicates), func(t *testing.T) {
			got := map[network.Normalization]float64{}
			for _, n := range network.Normalizations() {
				got[n] = weights(coalitionsOf(t, top, network.CoalitionOptions{Normalization: n, Duplicates: test.duplicates}))["ann bob"]
			}
			want := map[network.Normalization]float64{
				network.NoNormalization: test.none, network.AverageActivity: test.average, network.Jaccard: test.jaccard, network.Cosine: test.product,
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// An answer holds the edges with what they stand on and the whole two-mode matrix; a MIXED position is in the matrix and in
// the count of its own, and makes no edge.
func TestCoalitionsOf(t *testing.T) {
	top := quarrel().topology(t)
	want := &network.Coalitions{
		Version: 1, Mode: network.Subtract, Normalization: network.NoNormalization, Duplicates: network.AcrossRange, Voices: 4, Recommendations: 3,
		Edges: []network.CoalitionEdge{
			{A: "organization:guild", B: "person:ann", Weight: -2, Conflict: 2, SharedCount: 2, Shared: []network.SharedPosition{
				{Recommendation: "recommendation:r", A: network.Stances{Against: 1}, B: network.Stances{For: 3}},
				{Recommendation: "recommendation:s", A: network.Stances{Against: 1}, B: network.Stances{For: 1}},
			}},
			{A: "organization:guild", B: "person:bob", Congruence: 1, Conflict: 1, SharedCount: 2, Shared: []network.SharedPosition{
				{Recommendation: "recommendation:r", A: network.Stances{Against: 1}, B: network.Stances{For: 1}},
				{Recommendation: "recommendation:s", A: network.Stances{Against: 1}, B: network.Stances{Against: 1}},
			}},
			{A: "person:ann", B: "person:bob", Congruence: 1, Conflict: 1, Mixed: 1, SharedCount: 3, Shared: []network.SharedPosition{
				{Recommendation: "recommendation:r", A: network.Stances{For: 3}, B: network.Stances{For: 1}},
				{Recommendation: "recommendation:s", A: network.Stances{For: 1}, B: network.Stances{Against: 1}},
				{Recommendation: "recommendation:t", A: network.Stances{Mixed: 1}, B: network.Stances{For: 1}},
			}},
		},
		Positions: []network.Position{
			{Voice: "collective:hall", Recommendation: "recommendation:t", Stances: network.Stances{Mixed: 1}},
			{Voice: "organization:guild", Recommendation: "recommendation:r", Stances: network.Stances{Against: 1}},
			{Voice: "organization:guild", Recommendation: "recommendation:s", Stances: network.Stances{Against: 1}},
			{Voice: "person:ann", Recommendation: "recommendation:r", Stances: network.Stances{For: 3}},
			{Voice: "person:ann", Recommendation: "recommendation:s", Stances: network.Stances{For: 1}},
			{Voice: "person:ann", Recommendation: "recommendation:t", Stances: network.Stances{Mixed: 1}},
			{Voice: "person:bob", Recommendation: "recommendation:r", Stances: network.Stances{For: 1}},
			{Voice: "person:bob", Recommendation: "recommendation:s", Stances: network.Stances{Against: 1}},
			{Voice: "person:bob", Recommendation: "recommendation:t", Stances: network.Stances{For: 1}},
		},
	}
	if diff := cmp.Diff(want, coalitionsOf(t, top, network.CoalitionOptions{Mode: network.Subtract})); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// Options narrow the network, and what is cut is told.
func TestCoalitionsOf_narrowed(t *testing.T) {
	top := quarrel().topology(t)
	for name, test := range map[string]struct {
		opts        network.CoalitionOptions
		want        map[string]float64
		cut, voices int
	}{
		"first": {network.CoalitionOptions{Mode: network.Conflict, First: 1}, map[string]float64{"guild ann": 2}, 2, 4},
		"persons": {network.CoalitionOptions{Mode: network.Conflict, VoiceKinds: []store.Kind{store.KindPerson}},
			map[string]float64{"ann bob": 1}, 0, 2},
		"absolute_weight":  {network.CoalitionOptions{Mode: network.Subtract, MinWeight: 0.5}, map[string]float64{"guild ann": -2}, 0, 4},
		"some_statements":  {network.CoalitionOptions{Statements: only(t, top, "a", "e")}, map[string]float64{"ann bob": 1}, 0, 2},
		"other_statements": {network.CoalitionOptions{Statements: only(t, top, "d", "g")}, map[string]float64{}, 0, 2},
	} {
		t.Run(name, func(t *testing.T) {
			c := coalitionsOf(t, top, test.opts)
			if diff := cmp.Diff(test.want, weights(c)); diff != "" || c.EdgesCut != test.cut || c.Voices != test.voices {
				t.Errorf("%d cut, %d voices, want %d, %d; -want +got:\n%s", c.EdgesCut, c.Voices, test.cut, test.voices, diff)
			}
		})
	}
}

// However few edges are asked for, they are the first of all of them, and the others are counted.
func TestCoalitionsOf_first(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		top := drawForum(r).topology(r)
		opts := network.CoalitionOptions{Mode: rapid.SampledFrom(network.Modes()).Draw(r, "mode"), Normalization: network.AverageActivity}
		all := coalitionsOf(r, top, opts)
		opts.First = rapid.IntRange(1, 4).Draw(r, "first")
		few := coalitionsOf(r, top, opts)
		n := min(opts.First, len(all.Edges))
		if diff := cmp.Diff(all.Edges[:n], few.Edges); diff != "" || few.EdgesCut != len(all.Edges)-n {
			r.Fatalf("%d cut of %d; -want +got:\n%s", few.EdgesCut, len(all.Edges), diff)
		}
	})
}

// What cannot be answered is refused.
func TestCoalitionsOf_refuses(t *testing.T) {
	top := quarrel().topology(t)
	for want, opts := range map[string]network.CoalitionOptions{
		`coalitions: mode is "LOVE"; use one of [CONGRUENCE CONFLICT SUBTRACT]: invalid`:                            {Mode: "LOVE"},
		`coalitions: normalization is "L2"; use one of [NONE AVERAGE JACCARD COSINE]: invalid`:                      {Normalization: "L2"},
		`coalitions: duplicates is "WEEK"; use one of [ACROSS_RANGE DOCUMENT INCLUDE]: invalid`:                     {Duplicates: "WEEK"},
		`coalitions: minWeight is -1; it is 0 or larger: invalid`:                                                   {MinWeight: -1},
		`coalitions: minWeight is NaN; it is 0 or larger: invalid`:                                                  {MinWeight: math.NaN()},
		`coalitions: first is 2001; it goes from 1 to 2000: invalid`:                                                {First: 2001},
		`coalitions: "ISSUE" makes no statements; voice kinds are [PERSON ORGANIZATION COLLECTIVE]: invalid`:        {VoiceKinds: []store.Kind{store.KindIssue}},
		`coalitions: the set of statements belongs to another version of the graph; make it from this one: invalid`: {Statements: topology.Set{}},
	} {
		if _, err := network.CoalitionsOf(t.Context(), top, opts); !errors.Is(err, store.ErrInvalid) || err.Error() != want {
			t.Errorf("got %v; want %s", err, want)
		}
	}
}

// dna computes the weight between two rows of x[voice][recommendation][stance] word for word as the manual has it: sums over
// recommendations j and the stances k and k' of FOR and AGAINST.
func dna(a, b [][2]float64, mode network.Mode, normalization network.Normalization) float64 {
	var congruence, conflict, sumA, sumB, m10, m01, m11 float64
	for j := range a {
		for k := range 2 {
			for l := range 2 {
				distance := math.Abs(float64(k - l))
				congruence += a[j][k] * b[j][l] * (1 - distance)
				conflict += a[j][k] * b[j][l] * distance
			}
			sumA, sumB = sumA+a[j][k], sumB+b[j][k]
			if b[j][k] == 0 {
				m10 += a[j][k]
			}
			if a[j][k] == 0 {
				m01 += b[j][k]
			}
			m11 += a[j][k] * b[j][k]
		}
	}
	norm := map[network.Normalization]float64{
		network.NoNormalization: 1, network.AverageActivity: (sumA + sumB) / 2, network.Jaccard: m10 + m01 + m11,
		network.Cosine: math.Sqrt(sumA*sumA) * math.Sqrt(sumB*sumB),
	}[normalization]
	weight := map[network.Mode]float64{network.Congruence: congruence, network.Conflict: conflict, network.Subtract: congruence - conflict}[mode]
	if norm == 0 {
		return 0
	}
	return weight / norm
}

// Weights in random forums are those of the manual's formulas, whichever of two voices comes first.
func TestCoalitionsOf_model(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		f := drawForum(r)
		top := f.topology(r)
		statements, counts := drawStatements(r, f, top)
		opts := network.CoalitionOptions{
			Mode: rapid.SampledFrom(network.Modes()).Draw(r, "mode"), Normalization: rapid.SampledFrom(network.Normalizations()).Draw(r, "normalization"),
			Duplicates: rapid.SampledFrom([]network.Duplicates{network.AcrossRange, network.Include}).Draw(r, "duplicates"), Statements: statements,
		}
		recommendations := []store.ID{"recommendation:a", "recommendation:b", "recommendation:c"}
		x := map[store.ID][][2]float64{}
		for _, s := range f.statements() {
			for _, v := range s.Voices {
				for _, p := range s.Positions {
					if !counts(s.ID) || p.Stance == store.Mixed {
						continue
					}
					if x[v.Voice] == nil {
						x[v.Voice] = make([][2]float64, len(recommendations))
					}
					cell := &x[v.Voice][slices.Index(recommendations, p.Recommendation)][slices.Index(store.Stances(), p.Stance)]
					if *cell == 0 || opts.Duplicates == network.Include {
						*cell++
					}
				}
			}
		}
		got := map[[2]store.ID]float64{}
		for _, e := range coalitionsOf(r, top, opts).Edges {
			got[[2]store.ID{e.A, e.B}] = e.Weight
		}
		for a, rowA := range x {
			for b, rowB := range x {
				want := dna(rowA, rowB, opts.Mode, opts.Normalization)
				if reverse := dna(rowB, rowA, opts.Mode, opts.Normalization); reverse != want {
					r.Fatalf("%s and %s: %v one way, %v the other", a, b, want, reverse)
				}
				if a < b && got[[2]store.ID{a, b}] != want {
					r.Fatalf("%s and %s: got %v, want %v", a, b, got, want)
				}
			}
		}
	})
}

// Weights depend on who said what and on nothing else: other IDs, and with them another order, give equal weights; and
// without normalization SUBTRACT is CONGRUENCE less CONFLICT.
func TestCoalitionsOf_names(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		names := rapid.Permutation([]string{"a", "b", "c", "d"}).Draw(r, "names")
		propositions := rapid.Permutation([]string{"p", "q", "r"}).Draw(r, "propositions")
		var lines, renamed []string
		for i := range rapid.IntRange(1, 12).Draw(r, "statements") {
			voice, proposition := rapid.IntRange(0, 3).Draw(r, "voice"), rapid.IntRange(0, 2).Draw(r, "proposition")
			stance := rapid.SampledFrom([]string{"+", "-", "~"}).Draw(r, "stance")
			line := func(voice, proposition string) string {
				return fmt.Sprintf("s%d person:%s recommendation:%s%s", i, voice, proposition, stance)
			}
			lines = append(lines, line([]string{"a", "b", "c", "d"}[voice], []string{"p", "q", "r"}[proposition]))
			renamed = append(renamed, line(names[voice], propositions[proposition]))
		}
		top, other := newForum(lines...).topology(r), newForum(renamed...).topology(r)
		rename := func(pair string) string {
			a, b, _ := strings.Cut(pair, " ")
			a, b = names[a[0]-'a'], names[b[0]-'a']
			return min(a, b) + " " + max(a, b)
		}
		none := map[network.Mode]map[string]float64{}
		for _, mode := range network.Modes() {
			for _, normalization := range network.Normalizations() {
				opts := network.CoalitionOptions{Mode: mode, Normalization: normalization}
				got, want := weights(coalitionsOf(r, other, opts)), map[string]float64{}
				for pair, weight := range weights(coalitionsOf(r, top, opts)) {
					want[rename(pair)] = weight
				}
				if diff := cmp.Diff(want, got); diff != "" {
					r.Fatalf("%s %s (-want +got):\n%s", mode, normalization, diff)
				}
				if normalization == network.NoNormalization {
					none[mode] = got
				}
			}
		}
		for pair, weight := range none[network.Subtract] {
			if want := none[network.Congruence][pair] - none[network.Conflict][pair]; weight != want {
				r.Fatalf("%s: %v, want %v", pair, weight, want)
			}
		}
	})
}
