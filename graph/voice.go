package graph

import (
	"context"

	"forumgraph/store"
)

// allVoices lists collectives, organizations and persons by ID: an ID begins with its kind.
func allVoices() list[store.Voice] {
	l := inTurn(
		mapped(nodesOf[*store.Collective](store.KindCollective), asVoices),
		mapped(nodesOf[*store.Organization](store.KindOrganization), asVoices),
		mapped(nodesOf[*store.Person](store.KindPerson), asVoices),
	)
	l.base = ofKinds[store.Voice]("voices", store.KindCollective, store.KindOrganization, store.KindPerson)
	return l
}

func asVoices[V store.Voice](_ context.Context, nodes []V) ([]store.Voice, error) {
	voices := make([]store.Voice, len(nodes))
	for i, n := range nodes {
		voices[i] = n
	}
	return voices, nil
}
