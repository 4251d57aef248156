package execution

import (
	"forumgraph/store"
	"forumgraph/store/selection"
)

// allVoices lists the nodes that make statements, by ID.
func allVoices() list[store.Voice] {
	kinds := []store.Kind{store.KindCollective, store.KindOrganization, store.KindPerson}
	return list[store.Voice]{
		name:    "voices",
		cursors: selection.Cursors{Name: "voices"},
		nodes:   allOf(kinds...),
		items:   loadNodes[store.Voice],
		former: func(c store.Cursor) (string, bool) {
			for i, kind := range kinds {
				if id, ok := inTurn(c, i, nodesCursor(kind)); ok {
					return id, true
				}
			}
			return "", false
		},
	}
}
