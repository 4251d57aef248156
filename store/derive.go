package store

import (
	"maps"
	"slices"
)

// RuleOf returns the name and version of the rule that derives edges of type t, or "" if t is asserted.
//
//   - raised/1: each voice of a statement raises each of the statement's issues. A person's organizations raise them too,
//     each through that person, where the person is a SPEAKER of it.
//   - backs/1, opposes/1: each voice of a statement with a position FOR (AGAINST) a recommendation. MIXED is neither.
//   - co-raised/1: two issues of one statement.
func RuleOf(t EdgeType) string {
	switch t {
	case Raised:
		return "raised/1"
	case Backs:
		return "backs/1"
	case OpposesEdge:
		return "opposes/1"
	case CoRaised:
		return "co-raised/1"
	}
	return ""
}

// Shares returns what one statement adds to derived edges: for each edge, its support. affiliations returns the
// organizations of a person and is asked for persons only.
//
// A derived edge is the union of the shares of all statements, so an engine can follow a change by taking the old shares
// away and adding the new ones.
func Shares(s *Statement, affiliations func(ID) []ID) map[EdgeKey]Support {
	shares := make(map[EdgeKey]Support)
	add := func(key EdgeKey, through ID) {
		// The claim of the voice itself wins over one that came through a member, and the smaller ID over the larger.
		if old, ok := shares[key]; ok && (old.Through == "" || through != "" && old.Through < through) {
			return
		}
		shares[key] = Support{Statement: s.ID, Through: through}
	}
	for _, v := range s.Voices {
		for _, issue := range s.Issues {
			add(EdgeKey{v.Voice, Raised, issue}, "")
			if v.Role != Speaker || v.Voice.Kind() != KindPerson {
				continue
			}
			for _, org := range affiliations(v.Voice) {
				add(EdgeKey{org, Raised, issue}, v.Voice)
			}
		}
		for _, p := range s.Positions {
			switch p.Stance {
			case For:
				add(EdgeKey{v.Voice, Backs, p.Recommendation}, "")
			case Against:
				add(EdgeKey{v.Voice, OpposesEdge, p.Recommendation}, "")
			}
		}
	}
	for i, a := range s.Issues {
		for _, b := range s.Issues[i+1:] {
			add(EdgeKey{min(a, b), CoRaised, max(a, b)}, "")
		}
	}
	return shares
}

// DeriveAll returns every derived edge of the statements, ordered by key, each with its rule and with its support ordered
// by statement. affiliations is as in [Shares].
func DeriveAll(statements []*Statement, affiliations func(ID) []ID) []Edge {
	support := make(map[EdgeKey][]Support)
	for _, s := range statements {
		for key, share := range Shares(s, affiliations) {
			support[key] = append(support[key], share)
		}
	}
	edges := make([]Edge, 0, len(support))
	for _, key := range slices.SortedFunc(maps.Keys(support), EdgeKey.Compare) {
		shares := support[key]
		slices.SortFunc(shares, Support.Compare)
		edges = append(edges, Edge{EdgeKey: key, Rule: RuleOf(key.Type), Support: shares})
	}
	return edges
}

// AffiliationsOf returns the organizations of n in order, each once, or none if n is not a person.
func AffiliationsOf(n Node) []ID {
	p, ok := n.(*Person)
	if !ok {
		return nil
	}
	var ids []ID
	for _, a := range p.Affiliations {
		ids = append(ids, a.Organization)
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}
