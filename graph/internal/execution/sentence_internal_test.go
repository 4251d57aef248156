package execution

import (
	"strings"
	"testing"

	"forumgraph/store"
)

// Every type of edge, role of a voice and stance has a wording in both languages, which names both ends and ends without a
// full stop.
func TestWordings(t *testing.T) {
	complete := func(what string, wording store.Text) {
		for lang, text := range map[store.Lang]string{store.EN: wording.EN, store.FR: wording.FR} {
			if strings.Count(text, "%[1]s") != 1 || strings.Count(text, "%[2]s") != 1 || strings.HasSuffix(text, ".") {
				t.Errorf("%s in %s: %q", what, lang, text)
			}
		}
	}
	for _, typ := range store.EdgeTypes() {
		switch typ {
		case store.Made:
			for _, role := range store.VoiceRoles() {
				complete(string(role), madeWordings[role])
			}
		case store.PositionOn:
			for _, stance := range store.Stances() {
				complete(string(stance), stanceWordings[stance])
			}
		default:
			complete(string(typ), typ.Info().Sentence)
		}
	}
}
