package pages

import "errors"

// event is the session that is the event itself, and the IDs of all of its sessions, each before its parts.
type event struct {
	ref
	sessions []string
}

// above is a session with those around it, as the document session-above asks for them.
type above struct {
	ID     string
	Parent *above
}

// within is a session with its parts, as the document session-event asks for them.
type within struct {
	ID       string
	Children []within
}

// eventOf returns the event of a session; nil if there is no such session.
func (q *request) eventOf(session string) (*event, error) {
	var up struct{ Session *above }
	err := q.ask("session-above", map[string]any{"id": session}, &up)
	if refusal := new(Refusal); errors.As(err, &refusal) && readersDoing[refusal.Code] {
		return nil, nil // it is not an ID
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
