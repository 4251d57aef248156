package pages

import (
	"strings"

	"forumgraph/store"
)

// nodeKinds are the kinds of nodes that share one form of page, in the order of the site's navigation.
var nodeKinds = []string{
	"issue", "recommendation", "organization", "collective", "person", "session", "initiative", "publication", "figure",
	"population", "place",
}

// upperKinds returns the kinds of the discourse as the API names them: nodeKinds and the statement.
func upperKinds() []string {
	kinds := []string{"STATEMENT"}
	for _, k := range nodeKinds {
		kinds = append(kinds, strings.ToUpper(k))
	}
	return kinds
}

// edgeTypes are the types of edges of the discourse, as the API names them, and derivedTypes those of them that follow from
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

// voiceKinds are the kinds of voices, in the order in which they are told.
var voiceKinds = []string{"organization", "collective", "person"}
