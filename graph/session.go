package graph

import (
	"forumgraph/store"
	"forumgraph/store/selection"
)

// inEventOrder is a list of sessions in the order of the event, one event after the other, unless another is asked for.
func inEventOrder(b *base[*store.Session]) list[*store.Session] {
	b.order = selection.ByEvent
	return (&chosen[*store.Session]{base: b}).asList()
}

// allSessions lists the sessions of all events.
func allSessions() list[*store.Session] {
	return inEventOrder(ofKinds[*store.Session]("sessions", store.KindSession))
}
