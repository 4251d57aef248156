package seed

import "forumgraph/store"

// creditedMembers finds statements that a collective and a named voice make together. What a collective says is not
// what its members say, and a workshop's discussion is not its presenters'. Loading checks that every collective has a
// session or a basis.
func creditedMembers(d *Dataset) []Finding {
	var found []Finding
	for _, n := range d.Nodes {
		s, ok := n.(*store.Statement)
		if !ok {
			continue
		}
		var collective, named store.ID
		for _, v := range s.Voices {
			switch {
			case v.Role != store.Speaker:
			case v.Voice.Kind() == store.KindCollective:
				collective = v.Voice
			default:
				named = v.Voice
			}
		}
		if collective != "" && named != "" {
			found = append(found, d.finding(s.ID, "voices",
				"%s and %s both speak; a collective's claim is no member's: make two statements, or correct a role", collective, named))
		}
	}
	return found
}
