package pages

import (
	"net/http"
	"regexp"
	"slices"
	"strings"

	"forumgraph/web/pages/scene"
)

// networkPage lists the nodes and edges that the view draws at the same address.
type networkPage struct {
	// Focus is the node in the center; nil for none.
	Focus *ref
	// Unknown means that the node in focus does not exist. Document is the node in focus if it is part of a source, which
	// is not drawn.
	Unknown  bool
	Document *ref
	// Placed is how many nodes the picture selects from, Unplaced how many more the graph has.
	Placed, Unplaced int
	// Nodes and Edges are how many are listed, Cut is how many nodes the limits left out.
	Nodes, Edges, Cut int
	// Groups are the edges at the focus by type and direction, with their evidence; Others are those between other
	// nodes.
	Groups []edgeGroup
	Others []otherEdges
	// Alone are nodes without a listed edge.
	Alone   []ref
	Filters []chip
	// Every is the address without filters; empty if no filter is set.
	Every    string
	Selected *otherEdge
	Begin    *networkBegin
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

// otherEdges are the edges of one type between nodes that are not in focus.
type otherEdges struct {
	Type    string
	Derived bool
	Edges   []otherEdge
}

// otherEdge is one of them, or the selected node or edge: a node has neither Type nor Target.
type otherEdge struct {
	Type           string
	Source, Target ref
	Stance         string
	Weight         int
	// Href is the address of the statements behind it; empty for an asserted edge.
	Href string
}

type networkBegin struct {
	Issues, Organizations, Recommendations struct {
		Nodes []struct {
			ref
			Statements, Positions counted
		}
	}
}

// networkState is the state in the address, as web/src/views/network-state.ts reads it. Invalid parts count as absent.
type networkState struct {
	scene.State
	session, stance []string
	selected        string
}

const slug = `[a-z]+:[a-z0-9][a-z0-9._/-]{0,199}`

var (
	idPattern        = regexp.MustCompile(`^` + slug + `$`)
	expandPattern    = regexp.MustCompile(`^` + slug + `~(?:` + strings.Join(scene.Expansions, "|") + `)$`)
	selectionPattern = regexp.MustCompile(`^` + slug + `(?:~[a-z-]{1,20}~` + slug + `)?$`)
)

// The most sessions and expansions in an address.
const (
	mostSessions   = 8
	mostExpansions = 12
)

func (q *request) networkState() networkState {
	s := networkState{
		State: scene.State{
			Expand: q.matching("expand", expandPattern, mostExpansions),
			Kinds:  q.several("kinds", addressed(upperKinds)), Types: q.several("types", addressed(edgeTypes)),
			Voice: q.several("voice", voiceKinds),
		},
		session: q.ids("session", mostSessions, "session"), stance: q.several("stance", addressed(stances)),
	}
	if focus := q.values.Get("focus"); idPattern.MatchString(focus) {
		s.Focus = focus
	}
	s.Depth, s.selected = q.whole("depth", 1, 3, 1), q.pattern("select", selectionPattern)
	return s
}

// filter returns the filter of statements for the API; nil if it admits all.
func (s networkState) filter() map[string]any {
	filter := make(map[string]any)
	if len(s.session) > 0 {
		filter["session"] = s.session
	}
	if len(s.stance) > 0 {
		filter["stance"] = apiWords(s.stance)
	}
	if len(s.Voice) > 0 {
		filter["voiceKind"] = apiWords(s.Voice)
	}
	if len(filter) == 0 {
		return nil
	}
	return filter
}

// beyond returns the IDs of sessions and selected nodes that the drawing does not have.
func (s networkState) beyond(d *scene.Drawing) []string {
	ids := slices.Clone(s.session)
	for i, part := range strings.Split(s.selected, "~") {
		if i != 1 && part != "" { // the second part is the type of an edge
			ids = append(ids, part)
		}
	}
	return slices.DeleteFunc(ids, func(id string) bool { _, drawn := d.Label(id); return drawn })
}

// documentNode returns the source, section or passage with the ID; nil if the ID is of another kind or does not exist.
func (q *request) documentNode(id string) (*ref, error) {
	switch kind, _, _ := strings.Cut(id, ":"); kind {
	case "source", "section", "passage":
	default:
		return nil, nil
	}
	return q.lookUp(id)
}

func (q *request) network() (*page, error) {
	if !q.free() {
		if key := q.values.Get("select"); selectionPattern.MatchString(key) && !drawable(key) {
			return &page{redirect: q.with("look", "free")}, nil
		}
		return q.banks()
	}
	p := &page{Title: q.text("network.title"), Lead: q.text("network.lead"), Template: "network"}
	p.Beside = &link{Label: q.text("network.banks"), Href: q.with("look", "", "focus", "", "kinds", "", "types", "", "expand", "", "depth", "")}
	s := q.networkState()
	shown, labels, err := q.scene(s)
	if err != nil {
		return nil, err
	}
	body := networkPage{
		Nodes: len(shown.Nodes), Edges: len(shown.Edges), Cut: shown.Cut, Selected: q.selection(s.selected, labels),
		Placed: labels.own.Placed(), Unplaced: labels.own.Cut,
	}
	body.Filters = q.networkFilters(s, labels)
	if len(body.Filters) > 0 {
		body.Every = q.with("kinds", "", "types", "", "voice", "", "stance", "", "session", "", "expand", "", "depth", "")
	}
	if shown.Focused {
		focus := labels.ref(s.Focus)
		body.Focus = &focus
		p.Title, p.Lead = q.text("network.of", "label", focus), ""
		if body.Groups, err = q.edgesAt(s.Focus, shown, labels); err != nil {
			return nil, err
		}
	} else {
		body.Begin = new(networkBegin)
		if err := q.ask("network-begin", nil, body.Begin); err != nil {
			return nil, err
		}
	}
	if s.Focus != "" && !shown.Focused {
		if body.Document, err = q.documentNode(s.Focus); err != nil {
			return nil, err
		}
	}
	switch {
	case body.Document != nil:
		p.NoIndex = true
	case q.values.Get("focus") != "" && !shown.Focused:
		body.Unknown = true
		q.unknown("focus", q.values.Get("focus"))
		p.Title, p.Lead = q.text("network.unknown.title"), ""
		p.status, p.missing, p.NoIndex = http.StatusNotFound, true, true
	}
	body.Others, body.Alone = q.otherEdges(s.Focus, shown, labels)
	p.Body = body
	return p, nil
}

// edgesAt returns the edges of the scene at the focus by type and direction. Those that the API returns first have
// their evidence; for a focus with very many, the rest is on its own page.
func (q *request) edgesAt(focus string, shown scene.Scene, labels labels) ([]edgeGroup, error) {
	var a struct {
		Node *struct {
			ref
			Relationships relationships
		}
	}
	returned := make(map[scene.Key]relationship)
	var after any
	for range mostEvidence / edgesPerPage {
		variables := map[string]any{"id": focus, "kinds": upperKinds, "first": edgesPerPage, "after": after}
		if err := q.ask("network", variables, &a); err != nil {
			return nil, err
		}
		if a.Node == nil {
			return nil, errNotFound // it was deleted between the drawing and the query
		}
		for _, e := range a.Node.Relationships.Edges {
			key := scene.Key{Source: focus, Type: e.Node.Type, Target: e.Neighbor.ID}
			if !e.out(focus) {
				key.Source, key.Target = key.Target, key.Source
			}
			returned[key] = e
		}
		if !a.Node.Relationships.PageInfo.HasNextPage {
			break
		}
		after = a.Node.Relationships.PageInfo.EndCursor
		a.Node = nil
	}
	var edges []relationship
	for _, e := range shown.Edges {
		if e.Source.ID != focus && e.Target.ID != focus {
			continue
		}
		typ := apiWords([]string{e.Type})[0]
		r, ok := returned[scene.Key{Source: e.Source.ID, Type: typ, Target: e.Target.ID}]
		if !ok {
			r.Node.Type, r.Node.Derived, r.Node.Weight, r.Node.Source.ID = typ, e.Derived, e.Weight, e.Source.ID
			if r.Neighbor = labels.ref(e.Source.ID); e.Source.ID == focus {
				r.Neighbor = labels.ref(e.Target.ID)
			}
			if e.Stance != "" {
				stance := apiWords([]string{e.Stance})[0]
				r.Node.Stance = &stance
			}
		}
		edges = append(edges, r)
	}
	rank := func(r relationship) int {
		at := 2 * slices.Index(slices.Concat(derivedTypes, edgeTypes), r.Node.Type)
		if !r.out(focus) && !symmetric[r.Node.Type] {
			at++
		}
		return at
	}
	slices.SortStableFunc(edges, func(a, b relationship) int { return rank(a) - rank(b) })
	return groupEdges(focus, edges), nil
}

const (
	edgesPerPage = 50
	// mostEvidence limits the edges at the focus that are queried with evidence.
	mostEvidence = 200
)

// otherEdges returns the edges of the scene that do not touch the focus, by type, and the nodes without an edge.
func (q *request) otherEdges(focus string, shown scene.Scene, labels labels) ([]otherEdges, []ref) {
	byType := make(map[string]*otherEdges)
	tied := map[string]bool{focus: true}
	for _, e := range shown.Edges {
		tied[e.Source.ID], tied[e.Target.ID] = true, true
		if e.Source.ID == focus || e.Target.ID == focus {
			continue
		}
		typ := apiWords([]string{e.Type})[0]
		if byType[typ] == nil {
			byType[typ] = &otherEdges{Type: typ, Derived: e.Derived}
		}
		byType[typ].Edges = append(byType[typ].Edges, otherEdge{
			Type: typ, Source: labels.ref(e.Source.ID), Target: labels.ref(e.Target.ID), Stance: e.Stance, Weight: e.Weight,
			Href: supportHref(q.lang, e.Source.ID, e.Target.ID, typ),
		})
	}
	var groups []otherEdges
	for _, typ := range slices.Concat(derivedTypes, edgeTypes) {
		if g := byType[typ]; g != nil {
			groups = append(groups, *g)
			delete(byType, typ)
		}
	}
	var alone []ref
	for _, n := range shown.Nodes {
		if !tied[n.ID] {
			alone = append(alone, labels.ref(n.ID))
		}
	}
	return groups, alone
}

// groupEdges groups edges at the node by type and direction, by which they are already ordered.
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
