package topology

import (
	"cmp"
	"slices"

	"forumgraph/store"
)

// Voices are the voices of one statement: the ends of its MADE edges, by the voices' IDs, with what each edge says.
type Voices struct {
	Ends
	made []uint8
}

// Voices returns the voices of statement n. It panics if n is not a statement.
func (t *Topology) Voices(n Number) Voices {
	first := t.columns.firstVoice[n-t.columns.ranges[statementClass].first:]
	return Voices{t.Along(n, MadeIn), t.columns.voices[first[0]:first[1]]}
}

// Role returns the role of the i-th voice.
func (v Voices) Role(i int) store.VoiceRole { return store.VoiceRoles()[v.made[i]>>4] }

// Quantifier returns the quantifier with which the i-th voice makes the statement, "" unless it is a collective.
func (v Voices) Quantifier(i int) store.Quantifier {
	if q := v.made[i] & 0xf; q > 0 {
		return store.Quantifiers()[q-1]
	}
	return ""
}

// Speaks reports whether a voice is a [store.Speaker] of a statement: for a person's statement, whether it counts for
// the person's organizations. It panics if statement is not a statement.
func (t *Topology) Speaks(voice, statement Number) bool {
	voices := t.Voices(statement)
	i, ok := slices.BinarySearch(voices.Nodes(), voice)
	return ok && voices.Role(i) == store.Speaker
}

// voicesOf returns a byte for each voice of s, by the voices' IDs: the index of the role in the upper half; the index
// of the quantifier plus 1 in the lower half, 0 for none. For a voice listed twice the first counts, as in
// [store.AssertedEdges].
func voicesOf(s *store.Statement) []uint8 {
	voices := slices.Clone(s.Voices)
	slices.SortStableFunc(voices, func(a, b store.StatementVoice) int { return cmp.Compare(a.Voice, b.Voice) })
	voices = slices.CompactFunc(voices, func(a, b store.StatementVoice) bool { return a.Voice == b.Voice })
	made := make([]uint8, len(voices))
	for i, v := range voices {
		role := max(0, slices.Index(store.VoiceRoles(), v.Role))
		quantifier := slices.Index(store.Quantifiers(), v.Quantifier) + 1
		made[i] = uint8(role<<4 | quantifier)
	}
	return made
}
