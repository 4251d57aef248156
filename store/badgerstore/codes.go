package badgerstore

import "forumgraph/store"

// Codes stand for kinds, types and other closed lists on disk. They are part of the format: a new word gets a new
// code at the end, and no code is ever given to another word.

var kindCodes = newCodes(map[store.Kind]byte{
	store.KindPerson: 1, store.KindOrganization: 2, store.KindCollective: 3, store.KindSession: 4, store.KindIssue: 5,
	store.KindRecommendation: 6, store.KindInitiative: 7, store.KindPublication: 8, store.KindPopulation: 9,
	store.KindPlace: 10, store.KindFigure: 11, store.KindStatement: 12, store.KindSource: 13, store.KindSection: 14,
	store.KindPassage: 15,
})

// Asserted types have codes below 0x80, derived ones from there on.
var typeCodes = newCodes(map[store.EdgeType]byte{
	store.AffiliatedWith: 1, store.PresentedAt: 2, store.PartOf: 3, store.Hosted: 4, store.Runs: 5, store.FundedBy: 6,
	store.PartnerIn: 7, store.PublishedBy: 8, store.LocatedIn: 9, store.Broader: 10, store.Related: 11,
	store.Addresses: 12, store.AddressedTo: 13, store.Contradicts: 14, store.Made: 15, store.About: 16,
	store.PositionOn: 17, store.Mentions: 18, store.Quotes: 19, store.Restates: 20, store.InSession: 21,
	store.ReportedBy: 22, store.TakenFrom: 23, store.ReportedIn: 24, store.Cites: 25,

	store.Raised: 0x80, store.Backs: 0x81, store.OpposesEdge: 0x82, store.CoRaised: 0x83,
})

var stanceCodes = newCodes(map[store.Stance]byte{store.For: 1, store.Against: 2, store.Mixed: 3})

var langCodes = newCodes(map[store.Lang]byte{store.EN: 1, store.FR: 2})

var directionCodes = newCodes(map[store.Direction]byte{store.Out: 1, store.In: 2})

// codes is a closed list of words and the byte of each. It never changes.
type codes[T comparable] struct {
	code map[T]byte
	word map[byte]T
}

func newCodes[T comparable](code map[T]byte) codes[T] {
	word := make(map[byte]T, len(code))
	for w, c := range code {
		word[c] = w
	}
	return codes[T]{code, word}
}

// group is the edge ends at a node that share type and direction: the type's code, then the direction's. Groups are
// stored in the order of these numbers; readers order them by store.EdgeTypes.
type group uint16

func groupOf(t store.EdgeType, d store.Direction) group {
	return group(typeCodes.code[t])<<8 | group(directionCodes.code[d])
}

func (g group) edgeType() store.EdgeType   { return typeCodes.word[byte(g>>8)] }
func (g group) direction() store.Direction { return directionCodes.word[byte(g)] }

func (g group) valid() bool {
	_, okType := typeCodes.word[byte(g>>8)]
	_, okDirection := directionCodes.word[byte(g)]
	return okType && okDirection
}
