package scene

import (
	"cmp"
	"slices"
)

// mostCounted is how many voices, issues and recommendations the API counts at once.
const mostCounted = 100

// Key names an edge.
type Key struct{ Source, Type, Target string }

// counted are the edge types that statements support.
var counted = []string{"raised", "backs", "opposes", "co-raised"}

// ClaimIDs returns the IDs of a scene whose claims to count: at most a hundred of each, those with most statements.
func (d *Drawing) ClaimIDs(s Scene) (voices, issues, recommendations []string) {
	of := func(kinds ...string) []string {
		ids := []string{}
		for _, n := range s.Nodes {
			if slices.Contains(kinds, n.Kind) {
				ids = append(ids, n.ID)
			}
		}
		slices.SortStableFunc(ids, func(a, b string) int {
			return cmp.Compare(d.statements(b), d.statements(a))
		})
		return ids[:min(len(ids), mostCounted)]
	}
	return of(VoiceKinds...), of("issue"), of("recommendation")
}

// Hide returns the scene without the claims that are not admitted, and without the nodes that no claim leads to any
// more. The focus stays, and so do edges that are not claims if both their ends do.
func (d *Drawing) Hide(s Scene, focus string, admitted map[Key]bool) Scene {
	tied := map[string]bool{focus: s.Focused}
	shown := func(e Edge) bool {
		return !slices.Contains(counted, e.Type) || admitted[Key{e.Source.ID, e.Type, e.Target.ID}]
	}
	for _, e := range s.Edges {
		if slices.Contains(counted, e.Type) && shown(e) {
			tied[e.Source.ID], tied[e.Target.ID] = true, true
		}
	}
	hidden := Scene{Focused: s.Focused, Cut: s.Cut}
	for _, n := range s.Nodes {
		if tied[n.ID] {
			hidden.Nodes = append(hidden.Nodes, n)
		}
	}
	for _, e := range s.Edges {
		if shown(e) && tied[e.Source.ID] && tied[e.Target.ID] {
			hidden.Edges = append(hidden.Edges, e)
		}
	}
	return hidden
}
