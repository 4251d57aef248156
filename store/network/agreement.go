package network

import (
	"context"
	"fmt"
	"slices"

	"forumgraph/store"
	"forumgraph/store/topology"
)

// Agreement counts who is for and against one recommendation. It holds counts only, not shares: two of three voices at
// a table are not two thirds of a forum.
type Agreement struct {
	Version        uint64
	Recommendation store.ID
	// Total counts voices of all kinds. Its voices are the sum of those of Kinds; its statements need not be, because
	// one statement may have voices of two kinds.
	Total Tallies
	// Kinds counts by kind of voice: PERSON, ORGANIZATION and COLLECTIVE, always all three.
	Kinds []KindTallies
	// Quantifiers counts collectives by the quantifier with which they made the statement, in the order of
	// store.Quantifiers, always all. A collective that took a stance as MANY and again as SOME counts in both.
	Quantifiers []QuantifierTallies
	// Rivals are the recommendations that contradict this one, by ID.
	Rivals []store.ID
}

// Tallies counts by stance. A voice that takes several stances, in different statements, counts in each of them and
// once in Several.
type Tallies struct {
	For, Against, Mixed Tally
	// Several is the number of voices that take more than one stance.
	Several int
}

// Tally counts distinct voices and distinct statements.
type Tally struct{ Voices, Statements int }

// KindTallies counts the voices of a kind.
type KindTallies struct {
	Kind store.Kind
	Tallies
}

// QuantifierTallies counts the collectives that spoke with a quantifier.
type QuantifierTallies struct {
	Quantifier store.Quantifier
	Tallies
}

// AgreementOn counts the positions on a recommendation in the given statements; nil means all statements. All voices of
// a statement take its positions. Without a position all counts are 0, which means silence, not opposition.
//
// Errors: store.ErrNotFound; store.ErrInvalid if id is not a recommendation; the context's error.
func AgreementOn(ctx context.Context, t *topology.Topology, id store.ID, statements topology.Set) (*Agreement, error) {
	a, err := agreementOn(ctx, t, id, statements)
	if err != nil {
		return nil, fmt.Errorf("agreement on %.80s: %w", id, err)
	}
	return a, nil
}

// voiced is a position on a recommendation, taken by one voice in one statement.
type voiced struct {
	voice, statement topology.Number
	stance           stance
	quantifier       store.Quantifier
}

func agreementOn(ctx context.Context, t *topology.Topology, id store.ID, statements topology.Set) (*Agreement, error) {
	q, err := ask(ctx, t, statements)
	if err != nil {
		return nil, err
	}
	n, err := q.find(id, store.KindRecommendation)
	if err != nil {
		return nil, err
	}
	var all []voiced
	ends := q.Along(n, topology.PositionIn)
	for i := range ends.Len() {
		s := ends.Node(i)
		if !q.admits(s) {
			continue
		}
		voices := q.Voices(s)
		if err := q.spend(voices.Len() + 1); err != nil {
			return nil, err
		}
		for j := range voices.Len() {
			all = append(all, voiced{voices.Node(j), s, stanceOf(ends.Stance(i)), voices.Quantifier(j)})
		}
	}
	a := &Agreement{Version: t.Version(), Recommendation: id, Total: talliesOf(all, func(voiced) bool { return true }), Rivals: q.rivals(n)}
	for _, kind := range store.VoiceKinds() {
		a.Kinds = append(a.Kinds, KindTallies{kind, talliesOf(all, func(v voiced) bool { return q.Kind(v.voice) == kind })})
	}
	for _, quantifier := range store.Quantifiers() {
		a.Quantifiers = append(a.Quantifiers, QuantifierTallies{quantifier, talliesOf(all, func(v voiced) bool {
			return v.quantifier == quantifier // only collectives have one
		})})
	}
	return a, nil
}

// talliesOf counts the positions that only admits.
func talliesOf(all []voiced, only func(voiced) bool) Tallies {
	var voices, statements [3]map[topology.Number]bool
	for stance := range voices {
		voices[stance], statements[stance] = map[topology.Number]bool{}, map[topology.Number]bool{}
	}
	stances := map[topology.Number]int{}
	for _, v := range all {
		if !only(v) {
			continue
		}
		if !voices[v.stance][v.voice] {
			stances[v.voice]++
		}
		voices[v.stance][v.voice] = true
		statements[v.stance][v.statement] = true
	}
	tally := func(s stance) Tally { return Tally{len(voices[s]), len(statements[s])} }
	counted := Tallies{For: tally(isFor), Against: tally(isAgainst), Mixed: tally(isMixed)}
	for _, count := range stances {
		if count > 1 {
			counted.Several++
		}
	}
	return counted
}

// rivals returns the recommendations that contradict n, by ID, each once.
func (q *question) rivals(n topology.Number) []store.ID {
	numbers := slices.Concat(q.Along(n, topology.ContradictsOut).Nodes(), q.Along(n, topology.ContradictsIn).Nodes())
	slices.Sort(numbers)
	ids := []store.ID{}
	for _, rival := range slices.Compact(numbers) {
		ids = append(ids, q.ID(rival))
	}
	return ids
}
