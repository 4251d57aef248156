package network

import (
	"context"
	"fmt"

	"forumgraph/store"
	"forumgraph/store/topology"
)

// The limits of a coalition network.
const (
	DefaultEdges = 200
	MaxEdges     = 2000
	// MaxPositions limits the cells of the two-mode matrix.
	MaxPositions = 5000
	// MaxShared limits the propositions that one edge lists.
	MaxShared = 100
	// MaxPairs limits the pairs of voices compared, counted once for each recommendation on which both hold a position.
	MaxPairs = 50_000_000
)

// Mode is what the edges of a coalition network count. The words are those of Discourse Network Analyzer, whose program
// calls it the aggregation of the qualifier.
type Mode string

// CONGRUENCE counts shared stances, CONFLICT opposite ones, SUBTRACT the first minus the second.
const (
	Congruence Mode = "CONGRUENCE"
	Conflict   Mode = "CONFLICT"
	Subtract   Mode = "SUBTRACT"
)

// Modes returns every mode.
func Modes() []Mode { return []Mode{Congruence, Conflict, Subtract} }

// Normalization is the divisor of an edge, so that voices are not central only because they say much.
type Normalization string

// The normalizations of Discourse Network Analyzer.
const (
	NoNormalization Normalization = "NONE"
	AverageActivity Normalization = "AVERAGE"
	Jaccard         Normalization = "JACCARD"
	Cosine          Normalization = "COSINE"
)

// Normalizations returns every normalization.
func Normalizations() []Normalization {
	return []Normalization{NoNormalization, AverageActivity, Jaccard, Cosine}
}

// Duplicates says how to count a voice that takes one stance on one recommendation in several statements. The words are
// those of Discourse Network Analyzer.
type Duplicates string

// ACROSS_RANGE counts it once, DOCUMENT once for each source, INCLUDE once for each statement.
const (
	AcrossRange Duplicates = "ACROSS_RANGE"
	PerDocument Duplicates = "DOCUMENT"
	Include     Duplicates = "INCLUDE"
)

// DuplicatesValues returns every value of [Duplicates].
func DuplicatesValues() []Duplicates { return []Duplicates{AcrossRange, PerDocument, Include} }

// CoalitionOptions says which network to compute. The zero value is the congruence network of all voices, not
// normalized.
type CoalitionOptions struct {
	// Mode is CONGRUENCE if empty.
	Mode Mode
	// Normalization is NONE if empty.
	Normalization Normalization
	// Duplicates is ACROSS_RANGE if empty.
	Duplicates Duplicates
	// VoiceKinds are the kinds of voices; empty means all three.
	VoiceKinds []store.Kind
	// MinWeight drops edges with a smaller absolute weight.
	MinWeight float64
	// First limits the edges returned, 1 to [MaxEdges]; 0 means [DefaultEdges].
	First int
	// Statements are the statements that count; nil means all.
	Statements topology.Set
}

// Coalitions is a network of voices, tied by the propositions they agree or disagree on.
type Coalitions struct {
	Version       uint64
	Mode          Mode
	Normalization Normalization
	Duplicates    Duplicates
	// Voices is the number of voices that hold a position, Recommendations the number of recommendations they hold one
	// on.
	Voices, Recommendations int
	// Edges are ordered by absolute weight, larger first, then by A, then by B.
	Edges []CoalitionEdge
	// EdgesCut is how many edges were left out.
	EdgesCut int
	// Positions is the two-mode matrix of all voices, tied or not, by voice, then recommendation.
	Positions []Position
	// PositionsCut is how many positions beyond [MaxPositions] were left out.
	PositionsCut int
}

// CoalitionEdge ties two voices. It is undirected: A is the smaller ID.
type CoalitionEdge struct {
	A, B store.ID
	// Weight is the result of Mode and Normalization; with SUBTRACT it is negative where conflict prevails.
	Weight float64
	// Congruence and Conflict are the counts before normalization, whatever the mode.
	Congruence, Conflict int
	// Mixed is the number of recommendations on which both hold a position and at least one has a MIXED one.
	Mixed int
	// Shared are the recommendations on which both hold a position, by ID, at most [MaxShared].
	Shared []SharedPosition
	// SharedCount is the number of all shared recommendations.
	SharedCount int
}

// SharedPosition is a recommendation on which both voices hold a position, with the statements of each by stance.
type SharedPosition struct {
	Recommendation store.ID
	A, B           Stances
}

// CoalitionsOf returns the congruence, conflict or subtract network of voices over recommendations. The formulas are in
// the package comment. A pair of voices has an edge if the count of the mode is not zero; with SUBTRACT, if congruence
// or conflict is not zero, so that voices that agree as often as they disagree stay tied, with weight 0.
//
// A collective is a voice like others: its positions are not those of its members, nor the reverse.
//
// Errors: store.ErrInvalid for an option out of range, or if more than [MaxPairs] pairs would be compared; the
// context's error.
func CoalitionsOf(ctx context.Context, t *topology.Topology, opts CoalitionOptions) (*Coalitions, error) {
	q, err := ask(ctx, t, opts.Statements)
	if err != nil {
		return nil, fmt.Errorf("coalitions: %w", err)
	}
	p := &pairing{question: q, result: &Coalitions{Version: t.Version()}}
	if err := p.options(opts); err != nil {
		return nil, fmt.Errorf("coalitions: %w", err)
	}
	if err := p.pair(); err != nil {
		return nil, fmt.Errorf("coalitions: %w", err)
	}
	return p.result, nil
}
