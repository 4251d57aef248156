package execution

import (
	"forumgraph/store"
	"forumgraph/store/selection"
)

// inEventOrder is a list of sessions in event order, event by event, unless the client orders it otherwise.
func inEventOrder(l list[*store.Session]) list[*store.Session] {
	l.cursors, l.order = selection.Cursors{}, selection.ByEvent
	return l
}

// allSessions lists the sessions of all events.
func allSessions() list[*store.Session] {
	l := nodesOf[*store.Session](store.KindSession)
	l.name = "sessions"
	return inEventOrder(l)
}
