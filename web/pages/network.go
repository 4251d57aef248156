package pages

import "strings"

// networkPage lists the edges at one node by type; without a focus, nodes to begin with.
type networkPage struct {
	Focus  *ref
	Groups []edgeGroup
	Pager  pager
	// Types and Kinds are the filters in force, as the API names them.
	Types, Kinds []string
	Begin        *networkBegin
}

// edgeGroup is the edges of one type and direction at a node.
type edgeGroup struct {
	Type string
	// Out is whether the edges leave the node.
	Out     bool
	Derived bool
	Edges   []relationship
}

// Key names the words of the group.
func (g edgeGroup) Key() string {
	direction := "in"
	if g.Out || symmetric[g.Type] {
		direction = "out"
	}
	return "edge." + strings.ToLower(g.Type) + "." + direction
}

// symmetric are the types whose edges read the same from both ends.
var symmetric = map[string]bool{"RELATED": true, "CONTRADICTS": true, "CO_RAISED": true}

type networkBegin struct {
	Issues, Organizations, Recommendations struct {
		Nodes []struct {
			ref
			Statements, Positions counted
		}
	}
}

const edgesPerPage = 50

func (q *request) network() (*page, error) {
	p := &page{Title: q.text("network.title"), Lead: q.text("network.lead"), Template: "network"}
	focus := q.values.Get("focus")
	if focus == "" {
		var begin networkBegin
		if err := q.ask("network-begin", nil, &begin); err != nil {
			return nil, err
		}
		p.Body = networkPage{Begin: &begin}
		return p, nil
	}
	body := networkPage{Types: apiWords(q.several("types", addressed(edgeTypes))), Kinds: apiWords(q.several("kinds", addressed(upperKinds())))}
	var a struct {
		Node *struct {
			ref
			Relationships relationships
		}
	}
	kinds := body.Kinds
	if len(kinds) == 0 {
		kinds = upperKinds()
	}
	if err := q.ask("network", q.paged(edgesPerPage, map[string]any{"id": focus, "types": body.Types, "kinds": kinds}), &a); err != nil {
		return nil, err
	}
	if a.Node == nil {
		return nil, errNotFound
	}
	body.Focus = &a.Node.ref
	body.Groups = groupEdges(a.Node.ID, a.Node.Relationships.Edges)
	body.Pager = q.pager(a.Node.Relationships.PageInfo, a.Node.Relationships.TotalCount, len(a.Node.Relationships.Edges))
	p.Title, p.Lead = q.text("network.of", "label", a.Node.ref), ""
	p.Body = body
	return p, nil
}

// groupEdges groups edges at the node by type and direction, in the order they come in, which is by both.
func groupEdges(id string, edges []relationship) []edgeGroup {
	var groups []edgeGroup
	for _, e := range edges {
		out := e.out(id)
		if n := len(groups); n == 0 || groups[n-1].Type != e.Node.Type || groups[n-1].Out != out && !symmetric[e.Node.Type] {
			groups = append(groups, edgeGroup{Type: e.Node.Type, Out: out, Derived: e.Node.Derived})
		}
		last := &groups[len(groups)-1]
		last.Edges = append(last.Edges, e)
	}
	return groups
}

// addressed returns words of the API as addresses spell them: CO_RAISED is co-raised.
func addressed(words []string) []string {
	all := make([]string, len(words))
	for i, w := range words {
		all[i] = strings.ReplaceAll(strings.ToLower(w), "_", "-")
	}
	return all
}

// apiWords is the inverse of addressed.
func apiWords(words []string) []string {
	all := make([]string, len(words))
	for i, w := range words {
		all[i] = strings.ReplaceAll(strings.ToUpper(w), "-", "_")
	}
	return all
}
