package pages

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
	if at := q.id("at", "session"); at != "" {
		e, err := q.eventOf(at)
		if err != nil {
			return nil, err
		}
		if e == nil {
			q.misread(misread{Param: "at", Value: at, Named: true, kinds: []string{"session"}, LeftOut: true})
		} else {
			body.Event, body.Every = &e.ref, q.with("at", "")
			variables["filter"] = map[string]any{"id": e.sessions}
		}
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
	return &page{Title: q.text("sessions.title"), Lead: q.text("sessions.lead"), Template: "sessions", Body: body}, nil
}
