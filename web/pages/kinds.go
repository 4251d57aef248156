package pages

import (
	"strings"

	"forumgraph/store"
	"forumgraph/web/pages/scene"
)

// The kinds of the discourse: nodeKinds share one form of page, in the words of addresses; all includes the statement,
// in the words of the API.
var (
	nodeKinds  = lowered(kindsWith(func(k *store.KindInfo) bool { return !k.Document && k.Kind != store.KindStatement }))
	upperKinds = kindsWith(func(k *store.KindInfo) bool { return !k.Document })
)

func kindsWith(has func(*store.KindInfo) bool) (words []string) {
	for _, k := range store.Kinds() {
		if has(k.Info()) {
			words = append(words, string(k))
		}
	}
	return words
}

// infoOf describes the kind of a word in an address.
func infoOf(kind string) *store.KindInfo { return store.Kind(strings.ToUpper(kind)).Info() }

// edgeTypes are the edge types of the discourse, in the words of the API; derivedTypes are those derived from
// statements.
var (
	edgeTypes    = typesWith(func(t *store.EdgeTypeInfo) bool { return !t.ToDocument })
	derivedTypes = typesWith(func(t *store.EdgeTypeInfo) bool { return t.Derived })
)

func typesWith(has func(*store.EdgeTypeInfo) bool) (words []string) {
	for _, t := range store.EdgeTypes() {
		if has(t.Info()) {
			words = append(words, string(t))
		}
	}
	return words
}

func lowered(words []string) []string {
	all := make([]string, len(words))
	for i, w := range words {
		all[i] = lower(w)
	}
	return all
}

// voiceKinds are the kinds of voices in the order in which pages and pictures list them.
var voiceKinds = scene.VoiceKinds
