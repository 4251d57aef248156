package seed

import (
	"fmt"
	"slices"

	"forumgraph/store"
)

// Finding is something to fix before a dataset is published. Unlike a [Problem] it does not prevent reading the
// dataset.
type Finding struct {
	Position
	// Message says what was found and, after a semicolon, the fix.
	Message string
}

// String returns "file:line:column: message".
func (f Finding) String() string { return Problem(f).String() }

// Check is one rule for datasets that are published.
type Check struct {
	Name string
	// Find returns the violations of the rule, ordered by node.
	Find func(d *Dataset) []Finding
}

// Checks returns every rule that does not need the text of the source; see [SharedRuns] for the one that does.
func Checks() []Check {
	return []Check{
		{"open passages", openPassages},
		{"set aside and cited", asideAndCited},
		{"complete issues", completeIssues},
		{"complete recommendations", completeRecommendations},
		{"isolated nodes", isolatedNodes},
		{"French labels", frenchLabels},
		{"credited members", creditedMembers},
		{"silent people", silentPeople},
		{"missing presenters", missingPresenters},
		{"unused figures", unusedFigures},
		{"related in hierarchy", relatedInHierarchy},
		{"near duplicates", nearDuplicates},
		{"addresses of views", viewAddresses},
		{"presentation in French", presentedInFrench},
	}
}

// finding returns a finding at a field of a record.
func (d *Dataset) finding(id store.ID, field, format string, args ...any) Finding {
	return Finding{d.Position(id, field), string(id) + ": " + fmt.Sprintf(format, args...)}
}

// Open returns the passages, in the order of the source, that no node codes and nobody set aside.
func (d *Dataset) Open() []store.ID {
	citedBy := d.citedBy()
	var open []*store.Passage
	for _, n := range d.Nodes {
		p, ok := n.(*store.Passage)
		if ok && p.SetAside == nil && !covered(p, citedBy[p.ID]) {
			open = append(open, p)
		}
	}
	slices.SortStableFunc(open, func(a, b *store.Passage) int { return a.Order - b.Order })
	ids := make([]store.ID, len(open))
	for i, p := range open {
		ids[i] = p.ID
	}
	return ids
}

func covered(p *store.Passage, by []store.ID) bool {
	return slices.ContainsFunc(by, func(id store.ID) bool { return p.Covers(id.Kind()) })
}

// citedBy returns the nodes that cite each passage.
func (d *Dataset) citedBy() map[store.ID][]store.ID {
	by := make(map[store.ID][]store.ID)
	for _, n := range d.Nodes {
		for _, e := range store.AssertedEdges(n) {
			if e.Type == store.Cites {
				by[e.Target] = append(by[e.Target], e.Source)
			}
		}
	}
	return by
}

func openPassages(d *Dataset) []Finding {
	var found []Finding
	for _, id := range d.Open() {
		found = append(found, d.finding(id, "", "open; code what it says, or set it aside with a reason"))
	}
	return found
}

func asideAndCited(d *Dataset) []Finding {
	citedBy := d.citedBy()
	var found []Finding
	for _, n := range d.Nodes {
		p, ok := n.(*store.Passage)
		if ok && p.SetAside != nil && covered(p, citedBy[p.ID]) {
			found = append(found, d.finding(p.ID, "setAside", "set aside, but cited by %s; do one", citedBy[p.ID][0]))
		}
	}
	return found
}

func completeIssues(d *Dataset) []Finding {
	statements := make(map[store.ID]bool)
	for _, n := range d.Nodes {
		if s, ok := n.(*store.Statement); ok {
			for _, id := range s.Issues {
				statements[id] = true
			}
		}
	}
	var found []Finding
	for _, n := range d.Nodes {
		i, ok := n.(*store.Issue)
		if !ok {
			continue
		}
		if i.Definition.EN == "" {
			found = append(found, d.finding(i.ID, "definition", "no definition; say what the issue covers and what it does not"))
		}
		if i.Name.FR == "" {
			found = append(found, d.finding(i.ID, "name", "no French name; add one"))
		}
		if !statements[i.ID] {
			found = append(found, d.finding(i.ID, "", "no statement raises it; name it in one or remove it"))
		}
	}
	return found
}

func completeRecommendations(d *Dataset) []Finding {
	positions := make(map[store.ID]bool)
	for _, n := range d.Nodes {
		if s, ok := n.(*store.Statement); ok {
			for _, p := range s.Positions {
				positions[p.Recommendation] = true
			}
		}
	}
	var found []Finding
	for _, n := range d.Nodes {
		r, ok := n.(*store.Recommendation)
		if !ok {
			continue
		}
		if len(r.Issues) == 0 {
			found = append(found, d.finding(r.ID, "issues", "addresses no issue; name one"))
		}
		if !positions[r.ID] {
			found = append(found, d.finding(r.ID, "", "no statement takes a position on it; name it in one or remove it"))
		}
	}
	return found
}

func isolatedNodes(d *Dataset) []Finding {
	joined := make(map[store.ID]bool)
	for _, n := range d.Nodes {
		for _, e := range store.AssertedEdges(n) {
			if e.Type != store.Cites {
				joined[e.Source], joined[e.Target] = true, true
			}
		}
	}
	var found []Finding
	for _, n := range d.Nodes {
		if id := n.Base().ID; !id.Kind().IsDocument() && !joined[id] {
			found = append(found, d.finding(id, "", "no edge but its citations; join it to what it belongs to, or remove it"))
		}
	}
	return found
}
