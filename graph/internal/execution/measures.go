package execution

import (
	"context"
	"errors"
	"slices"

	"forumgraph/graph/protocol"
	"forumgraph/store"
	"forumgraph/store/network"
	"forumgraph/store/selection"
	"forumgraph/store/topology"
)

// admitted returns the topology of the request, and the statements that a filter admits; nil without a filter.
func admitted(ctx context.Context, f *selection.StatementFilter) (*topology.Topology, topology.Set, error) {
	t, err := topologyOf(ctx)
	if err != nil || f == nil {
		return t, nil, err
	}
	set, err := selection.New(t, requestOf(ctx).words.match).Remembering(&requestOf(ctx).memo).Statements(ctx, f)
	return t, set, err
}

// atLeastOne returns an error if n is outside 1 to most. Package network would take a zero for its default.
func atLeastOne(name string, n, most int) error {
	if n < 1 || n > most {
		return protocol.ArgumentErrorf("%s: %d is out of range; use 1 to %d", name, n, most)
	}
	return nil
}

// wellFormed returns an error for malformed IDs.
func wellFormed(ids ...store.ID) error {
	for _, id := range ids {
		if _, err := store.ParseID(string(id)); err != nil {
			return err
		}
	}
	return nil
}

// evidence lists the statements of a cell or a side.
func evidence(statements []store.ID) list[*store.Statement] {
	return listed[*store.Statement]("evidence", func(context.Context) ([]store.ID, error) { return statements, nil })
}

func matrix(ctx context.Context, o network.MatrixOptions, through *bool, f *selection.StatementFilter) (*network.Matrix, error) {
	if err := errors.Join(atLeastOne("maxRows", o.MaxRows, network.MaxLines), atLeastOne("maxColumns", o.MaxColumns, network.MaxLines)); err != nil {
		return nil, err
	}
	if err := wellFormed(slices.Concat(o.RowIDs, o.ColumnIDs)...); err != nil {
		return nil, err
	}
	t, statements, err := admitted(ctx, f)
	if err != nil {
		return nil, err
	}
	axes := []network.Axis{o.Rows, o.Columns}
	o.Statements = statements
	o.Through = !slices.Contains(axes, network.AxisRecommendation) &&
		(slices.Contains(axes, network.AxisOrganization) || slices.Contains(axes, network.AxisVoice))
	if through != nil {
		o.Through = *through
	}
	m, err := network.MatrixOf(ctx, t, o)
	if err != nil {
		return nil, err
	}
	for _, line := range slices.Concat(m.Rows, m.Columns) {
		requestOf(ctx).loader.want(line.ID)
	}
	return m, nil
}

func compare(ctx context.Context, a, b store.ID, through *bool, first int, f *selection.StatementFilter) (*network.Comparison, error) {
	if err := errors.Join(atLeastOne("first", first, network.MaxCompared), wellFormed(a, b)); err != nil {
		return nil, err
	}
	t, statements, err := admitted(ctx, f)
	if err != nil {
		return nil, err
	}
	c, err := network.Compare(ctx, t, a, b, network.CompareOptions{
		First: first, Statements: statements, Through: through == nil || *through,
	})
	if errors.Is(err, store.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	loader := requestOf(ctx).loader
	for _, o := range []*network.Overlap{c.Issues, c.Recommendations, c.Voices} {
		if o == nil {
			continue
		}
		for _, item := range slices.Concat(o.Shared.Items, o.OnlyA.Items, o.OnlyB.Items) {
			loader.want(item.ID)
		}
	}
	return c, nil
}

func coalition(ctx context.Context, o network.CoalitionOptions, f *selection.StatementFilter) (*network.Coalitions, error) {
	if err := atLeastOne("first", o.First, network.MaxEdges); err != nil {
		return nil, err
	}
	t, statements, err := admitted(ctx, f)
	if err != nil {
		return nil, err
	}
	o.Statements = statements
	c, err := coalitionsOf(ctx, t, o)
	if err != nil {
		return nil, err
	}
	loader := requestOf(ctx).loader
	for _, e := range c.Edges {
		loader.want(e.A, e.B)
	}
	for _, p := range c.Positions {
		loader.want(p.Voice, p.Recommendation)
	}
	return c, nil
}

func agreement(ctx context.Context, recommendation store.ID, f *selection.StatementFilter) (*network.Agreement, error) {
	if recommendation.Kind() != store.KindRecommendation {
		return nil, protocol.ArgumentErrorf("recommendation: the field wants an ID that begins with recommendation:, not %q", clip(recommendation))
	}
	if err := wellFormed(recommendation); err != nil {
		return nil, err
	}
	t, statements, err := admitted(ctx, f)
	if err != nil {
		return nil, err
	}
	a, err := network.AgreementOn(ctx, t, recommendation, statements)
	if errors.Is(err, store.ErrNotFound) {
		return nil, nil
	}
	return a, err
}

// networkOptions returns the options that all measures of a network share.
func networkOptions(ctx context.Context, kind network.Network, through *bool, minWeight int, f *selection.StatementFilter) (*topology.Topology, network.NetworkOptions, error) {
	if minWeight < 1 {
		return nil, network.NetworkOptions{}, protocol.ArgumentErrorf("minWeight: %d is out of range; use 1 or more", minWeight)
	}
	t, statements, err := admitted(ctx, f)
	o := network.NetworkOptions{Network: kind, MinWeight: minWeight, Statements: statements, Through: kind == network.Organizations}
	if through != nil {
		o.Through = *through
	}
	return t, o, err
}

func centrality(ctx context.Context, kind network.Network, measure network.CentralityMeasure, through *bool, minWeight, first int, f *selection.StatementFilter) (*network.Centrality, error) {
	if err := atLeastOne("first", first, network.MaxScores); err != nil {
		return nil, err
	}
	t, o, err := networkOptions(ctx, kind, through, minWeight, f)
	if err != nil {
		return nil, err
	}
	c, err := centralityOf(ctx, t, network.CentralityOptions{NetworkOptions: o, Measure: measure, First: first}, through == nil && f == nil)
	if err != nil {
		return nil, err
	}
	for _, s := range c.Scores {
		requestOf(ctx).loader.want(s.ID)
	}
	return c, nil
}

func communities(ctx context.Context, kind network.Network, resolution float64, through *bool, minWeight int, f *selection.StatementFilter) (*network.Communities, error) {
	if resolution <= 0 || resolution > network.MaxResolution {
		return nil, protocol.ArgumentErrorf("resolution: %g is out of range; use more than 0, up to %d", resolution, network.MaxResolution)
	}
	t, o, err := networkOptions(ctx, kind, through, minWeight, f)
	if err != nil {
		return nil, err
	}
	c, err := communitiesOf(ctx, t, network.CommunityOptions{NetworkOptions: o, Resolution: resolution}, through == nil && f == nil)
	if err != nil {
		return nil, err
	}
	for _, community := range c.Communities {
		requestOf(ctx).loader.want(community.Members...)
	}
	return c, nil
}

// centralityOf is [network.CentralityOf]. For a whole network with default options, the result is computed once per
// version.
func centralityOf(ctx context.Context, t *topology.Topology, o network.CentralityOptions, whole bool) (*network.Centrality, error) {
	if !whole || o.MinWeight != 1 {
		return network.CentralityOf(ctx, t, o)
	}
	first := o.First
	o.First = network.MaxScores
	kept, err := requestOf(ctx).measures.get(ctx, t, measureKey{network: o.Network, measure: o.Measure}, func(ctx context.Context) (any, error) {
		return network.CentralityOf(ctx, t, o)
	})
	if err != nil {
		return nil, err
	}
	c := *kept.(*network.Centrality)
	if n := min(first, len(c.Scores)); n < len(c.Scores) {
		c.Cut += len(c.Scores) - n
		c.Scores = c.Scores[:n:n]
	}
	return &c, nil
}

// communitiesOf is [network.CommunitiesOf]. For a whole network with default options, the result is computed once per
// version.
func communitiesOf(ctx context.Context, t *topology.Topology, o network.CommunityOptions, whole bool) (*network.Communities, error) {
	if !whole || o.MinWeight != 1 || o.Resolution != 1 {
		return network.CommunitiesOf(ctx, t, o)
	}
	kept, err := requestOf(ctx).measures.get(ctx, t, measureKey{network: o.Network}, func(ctx context.Context) (any, error) {
		return network.CommunitiesOf(ctx, t, o)
	})
	if err != nil {
		return nil, err
	}
	return kept.(*network.Communities), nil
}

// coalitionsOf is [network.CoalitionsOf]. For all voices and statements, the result is computed once per version,
// unless the request exceeds the default number of ties: keeping the maximum for every mode would take too much memory.
func coalitionsOf(ctx context.Context, t *topology.Topology, o network.CoalitionOptions) (*network.Coalitions, error) {
	first := o.First
	if o.Statements != nil || len(o.VoiceKinds) > 0 || o.MinWeight != 0 || first < 1 || first > network.DefaultEdges {
		return network.CoalitionsOf(ctx, t, o)
	}
	o.First = network.DefaultEdges
	key := measureKey{mode: o.Mode, normalization: o.Normalization, duplicates: o.Duplicates}
	kept, err := requestOf(ctx).measures.get(ctx, t, key, func(ctx context.Context) (any, error) {
		return network.CoalitionsOf(ctx, t, o)
	})
	if err != nil {
		return nil, err
	}
	c := *kept.(*network.Coalitions)
	if n := min(first, len(c.Edges)); n < len(c.Edges) {
		c.EdgesCut += len(c.Edges) - n
		c.Edges = c.Edges[:n:n]
	}
	return &c, nil
}
