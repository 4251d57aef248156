package pages

import (
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"forumgraph/web/pages/scene"
)

// drawnScene is what the free network draws at an address: the page lists it, and as JSON the view draws it.
type drawnScene struct {
	Version uint64 `json:"version"`
	// Title is that of the page, Heading that of the picture.
	Title   string `json:"title"`
	Heading string `json:"heading"`
	// Focus is the ID of the node in the center; empty for none.
	Focus string      `json:"focus"`
	Nodes []drawnNode `json:"nodes"`
	Edges []drawnEdge `json:"edges"`
	// Selected says why what the address selects is not drawn; empty if it is, or if it selects nothing.
	Selected string `json:"selected"`
	// Added is whether what the address selects is drawn although the rest of the address does not draw it.
	Added bool `json:"added"`
	// Legend says how much is drawn, and what is left out and why.
	Legend []string `json:"legend"`
	// Missing says what of the address the graph does not have, and Nothing why nothing is drawn; mostly both are empty.
	Missing []string `json:"missing"`
	Nothing string   `json:"nothing"`
	// Silent is whether nothing is drawn because nobody said what was asked for.
	Silent bool `json:"silent"`
	// Document is the node in focus if it is part of a source, which is not drawn.
	Document *link         `json:"document"`
	Groups   []filterGroup `json:"filters"`
}

// drawnNode is a node of the picture. Its label is as the graph has it: the view sets it as French when it shows it, and
// leaves it in files.
type drawnNode struct {
	ID    string  `json:"id"`
	Label string  `json:"label"`
	Kind  string  `json:"kind"`
	X     float64 `json:"x"`
	Y     float64 `json:"y"`
	// Statements is the node's number of statements, by which it is sized, and Said names it: of an organization its own
	// and those of its people apart. A person has 0 and "".
	Statements int    `json:"statements"`
	Said       string `json:"said"`
	// People are the IDs of the people that an organization speaks through.
	People []string    `json:"people,omitempty"`
	Expand []expansion `json:"expand,omitempty"`
}

// expansion is a way to expand a node, with how many nodes it would add; -1 if that is not counted.
type expansion struct {
	How  string `json:"how"`
	Adds int    `json:"adds"`
}

// drawnEdge is an edge of the picture.
type drawnEdge struct {
	Key     string `json:"key"`
	Source  string `json:"source"`
	Type    string `json:"type"`
	Target  string `json:"target"`
	Stance  string `json:"stance,omitempty"`
	Weight  int    `json:"weight"`
	Derived bool   `json:"derived"`
	Tie     bool   `json:"tie"`
	// Dashed lines are against, or raised only through the people of an organization. Weight is 0 for what a person said,
	// which nothing counts.
	Dashed bool `json:"dashed"`
}

// networkPage lists the picture, the edges at the focus with their evidence.
type networkPage struct {
	drawnScene
	// Center is the node in focus; nil for none. Unknown is the ID in focus if it does not exist.
	Center  *ref
	Unknown string
	// Ties are the edges at the focus by type and direction, with their evidence; Others are those between other nodes.
	Ties   []edgeGroup
	Others []otherEdges
	// Alone are nodes without a listed edge.
	Alone   []ref
	Filters []chip
	// Every is the address without filters; empty if no filter is set. Keep are the other values of the address that a
	// form of filters keeps.
	Every  string
	Keep   []hidden
	Chosen *otherEdge
	Begin  *networkBegin
}

// edgeGroup is the edges of one type and direction at a node.
type edgeGroup struct {
	Type string
	// Out is whether the edges leave the node.
	Out     bool
	Derived bool
	Edges   []relationship
}

// End is the end of the edges at the node, as the words of their type name it: "in" or "out".
func (g edgeGroup) End() string {
	if g.Out {
		return "out"
	}
	return "in"
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

// networkState is the state in the address. Invalid parts count as absent.
type networkState struct {
	scene.State
	session, stance []string
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

func (q *request) networkState(k *keptClaims) networkState {
	s := networkState{
		State: scene.State{
			Depth: q.whole("depth", 1, 3, 1), Expand: q.matching("expand", expandPattern, mostExpansions),
			Kinds: q.several("kinds", scene.Kinds), Types: q.several("types", scene.EdgeTypes), Voice: q.several("voice", voiceKinds),
		},
		session: q.ids("session", mostSessions, "session"), stance: q.several("stance", addressed(stances)),
	}
	names := q.byName()
	s.Compare = func(a, b string) int { return names(ref{Label: a}, ref{Label: b}) }
	if focus := q.values.Get("focus"); idPattern.MatchString(focus) {
		s.Focus = focus
	}
	if key := q.values.Get("select"); selectionPattern.MatchString(key) {
		s.Selected = key
	}
	s.session = slices.DeleteFunc(s.session, func(id string) bool {
		_, known := k.FindSession(id)
		return q.forget(!known, "session", id, "session")
	})
	return s
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
		if p, err := q.banks(); p != nil || err != nil {
			return p, err
		}
	}
	k, err := q.claims(q.lang)
	if err != nil {
		return nil, err
	}
	s := q.networkState(k)
	d, err := q.drawings(k, s.State)
	if err != nil {
		return nil, err
	}
	p := &page{Title: q.text("nav.network"), Lead: q.text("network.lead"), Template: "network"}
	p.Beside = &link{Label: q.text("network.banks"), Href: q.with("look", "", "focus", "", "kinds", "", "types", "", "expand", "", "depth", "")}
	s.Filter = k.admitted(s.session, s.stance, s.Voice)
	shown := d.own.Scene(s.State)
	body := networkPage{drawnScene: q.drawnScene(k, d, s, shown)}
	switch {
	case shown.Focused:
		focus := d.ref(s.Focus)
		body.Center = &focus
		p.Title, p.Lead = q.text("network.of", "label", focus), ""
	case q.values.Get("focus") != "":
		document, err := q.documentNode(s.Focus)
		if err != nil {
			return nil, err
		}
		if p.NoIndex = true; document != nil {
			body.Document = &link{Label: q.text("network.document", "label", *document), Href: hrefOf(q.lang, document.ID)}
			break
		}
		body.Unknown = q.values.Get("focus")
		q.unknown("focus", body.Unknown)
		p.Title, p.Lead = q.text("network.unknown.title"), ""
		p.status, p.missing = http.StatusNotFound, true
	}
	if body.Title = p.Title; body.Unknown != "" {
		body.Missing = append([]string{body.Unknown}, body.Missing...)
	}
	if q.values.Get("as") == "json" {
		return q.pictureFile(body.drawnScene)
	}
	body.Filters = q.networkFilters(s, d)
	if len(body.Filters) > 0 {
		body.Every = q.with("kinds", "", "types", "", "voice", "", "stance", "", "session", "", "expand", "", "depth", "")
	}
	deeper := ""
	if s.Depth > 1 {
		deeper = strconv.Itoa(s.Depth)
	}
	for _, kept := range []hidden{{"focus", s.Focus}, {"depth", deeper}, {"expand", strings.Join(s.Expand, ",")}, {"select", s.Selected}} {
		if kept.Value != "" {
			body.Keep = append(body.Keep, kept)
		}
	}
	if shown.Focused {
		if body.Ties, err = q.edgesAt(s.Focus, shown, d); err != nil {
			return nil, err
		}
	} else {
		body.Begin = new(networkBegin)
		if err := q.ask("network-begin", nil, body.Begin); err != nil {
			return nil, err
		}
	}
	if shown.Selected == scene.SelectedDrawn || shown.Selected == scene.SelectedAdded {
		body.Chosen = q.selection(s.Selected, d)
	}
	body.Others, body.Alone = q.otherEdges(s.Focus, shown, d)
	p.Body = body
	return p, nil
}

// pictureFile returns a picture as the view reads it.
func (q *request) pictureFile(picture any) (*page, error) {
	file, err := marshal(picture)
	// What of the address means nothing is said in the picture itself.
	return &page{file: file, fileType: "application/json", fileName: strings.TrimPrefix(q.path, "/") + ".json", tells: true}, err
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
		if e.Source != focus && e.Target != focus {
			continue
		}
		typ := apiWords([]string{e.Type})[0]
		r, ok := returned[scene.Key{Source: e.Source, Type: typ, Target: e.Target}]
		if !ok {
			r.Node.Type, r.Node.Derived, r.Node.Weight, r.Node.Source.ID = typ, e.Derived, e.Weight, e.Source
			if r.Neighbor = labels.ref(e.Source); e.Source == focus {
				r.Neighbor = labels.ref(e.Target)
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
		tied[e.Source], tied[e.Target] = true, true
		if e.Source == focus || e.Target == focus {
			continue
		}
		typ := apiWords([]string{e.Type})[0]
		if byType[typ] == nil {
			byType[typ] = &otherEdges{Type: typ, Derived: e.Derived}
		}
		byType[typ].Edges = append(byType[typ].Edges, otherEdge{
			Type: typ, Source: labels.ref(e.Source), Target: labels.ref(e.Target), Stance: e.Stance, Weight: e.Weight,
			Href: supportHref(q.lang, e.Source, e.Target, typ),
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
