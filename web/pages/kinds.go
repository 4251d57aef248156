package pages

import "strings"

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

// edgeTypes are the types of edges of the discourse, as the API names them.
var edgeTypes = []string{
	"AFFILIATED_WITH", "PRESENTED_AT", "PART_OF", "HOSTED", "RUNS", "FUNDED_BY", "PARTNER_IN", "PUBLISHED_BY", "LOCATED_IN",
	"BROADER", "RELATED", "ADDRESSES", "ADDRESSED_TO", "CONTRADICTS", "MADE", "ABOUT", "POSITION", "MENTIONS", "QUOTES",
	"RESTATES", "IN_SESSION", "REPORTED_BY", "TAKEN_FROM", "RAISED", "BACKS", "OPPOSES", "CO_RAISED",
}

// derivedTypes are those of them that follow from statements, in the order in which they are told.
var derivedTypes = []string{"RAISED", "BACKS", "OPPOSES", "CO_RAISED"}

// voiceKinds are the kinds of voices, in the order in which they are told.
var voiceKinds = []string{"organization", "collective", "person"}

// editorial are the types of edges that order the vocabulary, and are ours.
var editorial = map[string]bool{"BROADER": true, "RELATED": true, "ADDRESSES": true}

// noClaim are the types of edges that tell who was there, not what anybody said.
var noClaim = map[string]bool{"PRESENTED_AT": true, "HOSTED": true, "IN_SESSION": true}
