package pages

import (
	"slices"

	"forumgraph/web/pages/scene"
)

// sessionsPage lists the sessions of an event in its order.
type sessionsPage struct {
	// Event is the event of the session in the address, whose sessions are listed, and Every the address of all
	// sessions; nil and empty if all are listed, because the address names none.
	Event    *ref
	Every    string
	Sessions []sessionRow
	Pager    pager
}

type sessionRow struct {
	ref
	Order       int
	Parent      *ref
	Presenters  []ref
	Hosts       []ref
	Collectives struct {
		TotalCount int
		Nodes      []ref
	}
	Statements struct {
		TotalCount int
		Facets     []struct {
			Total  int
			Values []struct {
				Count int
				Node  ref
			}
		}
	}
	// Depth is the number of sessions on the page that contain this one.
	Depth int
}

const sessionsPerPage = 25

func (q *request) sessions() (*page, error) {
	var a struct {
		Sessions struct {
			TotalCount int
			PageInfo   pageInfo
			Nodes      []sessionRow
		}
	}
	variables := q.paged(sessionsPerPage, nil)
	var body sessionsPage
	var event *event
	if at := q.id("at", "session"); at != "" {
		e, err := q.eventOf(at)
		if err != nil {
			return nil, err
		}
		if e == nil {
			q.misread(misread{Param: "at", Value: at, Named: true, kinds: []string{"session"}, LeftOut: true})
		} else {
			event, body.Event, body.Every = e, &e.ref, q.with("at", "")
			variables["filter"] = map[string]any{"id": e.sessions}
		}
	}
	if q.values.Get("as") == "json" {
		return q.filling(event)
	}
	if err := q.ask("sessions", variables, &a); err != nil {
		return nil, err
	}
	depth := make(map[string]int)
	for i := range a.Sessions.Nodes {
		s := &a.Sessions.Nodes[i]
		if s.Parent != nil {
			if d, ok := depth[s.Parent.ID]; ok {
				s.Depth = d + 1
			}
		}
		depth[s.ID] = s.Depth
	}
	body.Sessions, body.Pager = a.Sessions.Nodes, q.pager(a.Sessions.PageInfo, a.Sessions.TotalCount, len(a.Sessions.Nodes))
	return &page{Title: q.text("nav.sessions"), Lead: q.text("sessions.lead"), Template: "sessions", Body: body}, nil
}

// filling is who raised what and took which position in sessions, as the view draws it.
type filling struct {
	Version uint64 `json:"version"`
	// Sessions are those that something was said in.
	Sessions []string      `json:"sessions"`
	Nodes    []fillingNode `json:"nodes"`
	Edges    []fillingEdge `json:"edges"`
}

// fillingNode is a node; Said has the index of the session of each of its statements that stands behind an edge.
type fillingNode struct {
	ID    string  `json:"id"`
	Label string  `json:"label"`
	Kind  string  `json:"kind"`
	X     float64 `json:"x"`
	Y     float64 `json:"y"`
	Said  []int   `json:"said"`
}

// fillingEdge is an edge; Said has the index of the session of each statement behind it.
type fillingEdge struct {
	Key    string `json:"key"`
	Source string `json:"source"`
	Type   string `json:"type"`
	Target string `json:"target"`
	Said   []int  `json:"said"`
}

// mostBeyond is around how many sessions of an event nodes are looked for that have no place in the drawing.
const mostBeyond = 50

// filling returns what was said in the sessions of an event, or of all if it is nil.
func (q *request) filling(e *event) (*page, error) {
	k, err := q.claims(q.lang)
	if err != nil {
		return nil, err
	}
	d, err := q.drawings(k, scene.State{Depth: 1})
	if err != nil {
		return nil, err
	}
	if e != nil && d.own.Cut > 0 {
		// A statement is a step from its session, and what it is about and who made it are two.
		around := scene.Around{IDs: e.sessions[:min(len(e.sessions), mostBeyond)], Depth: 2}
		if d.own, d.english, err = q.withPart(d.own, d.english, around); err != nil {
			return nil, err
		}
	}
	f := filling{Version: d.own.Version, Sessions: []string{}, Nodes: []fillingNode{}, Edges: []fillingEdge{}}
	nodes, edges := make(map[string]int), make(map[scene.Key]int)
	for i := range k.Statements {
		s := &k.Statements[i]
		if s.Session < 0 || e != nil && !slices.Contains(e.sessions, k.Sessions[s.Session].ID) {
			continue
		}
		id := k.Sessions[s.Session].ID
		at := slices.Index(f.Sessions, id)
		if at < 0 {
			at = len(f.Sessions)
			f.Sessions = append(f.Sessions, id)
		}
		told := make(map[string]bool) // the nodes that the statement is counted at
		for _, key := range k.supportedBy(s) {
			if !d.own.HasEdge(key) {
				continue
			}
			if _, ok := edges[key]; !ok {
				edges[key] = len(f.Edges)
				f.Edges = append(f.Edges, fillingEdge{Key: key.String(), Source: key.Source, Type: key.Type, Target: key.Target})
			}
			edge := &f.Edges[edges[key]]
			edge.Said = append(edge.Said, at)
			for _, end := range []string{key.Source, key.Target} {
				if _, ok := nodes[end]; !ok {
					n, _ := d.own.Node(end)
					nodes[end] = len(f.Nodes)
					f.Nodes = append(f.Nodes, fillingNode{ID: end, Label: n.Label, Kind: n.Kind, X: n.X, Y: n.Y})
				}
				if node := &f.Nodes[nodes[end]]; !told[end] {
					told[end] = true
					node.Said = append(node.Said, at)
				}
			}
		}
	}
	return q.pictureFile(f)
}
