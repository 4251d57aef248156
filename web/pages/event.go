package pages

// event is the root session, which is the event itself, and the IDs of all its sessions, each before its parts.
type event struct {
	ref
	sessions []string
}

// above is a session with those that contain it, from the document session-above.
type above struct {
	ID     string
	Parent *above
}

// within is a session with its parts, from the document session-event.
type within struct {
	ID       string
	Children []within
}

// eventOf returns the event of a session; nil if the session does not exist.
func (q *request) eventOf(session string) (*event, error) {
	var up struct{ Session *above }
	err := q.ask("session-above", map[string]any{"id": session}, &up)
	if isReadersDoing(err) {
		return nil, nil // not an ID
	}
	if err != nil || up.Session == nil {
		return nil, err
	}
	root := up.Session
	for root.Parent != nil {
		root = root.Parent
	}
	var down struct {
		Session *struct {
			ref
			Children []within
		}
	}
	if err := q.ask("session-event", map[string]any{"id": root.ID}, &down); err != nil || down.Session == nil {
		return nil, err
	}
	e := &event{down.Session.ref, []string{root.ID}}
	e.add(down.Session.Children)
	return e, nil
}

func (e *event) add(sessions []within) {
	for _, s := range sessions {
		e.sessions = append(e.sessions, s.ID)
		e.add(s.Children)
	}
}
