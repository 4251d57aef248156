package topology

import (
	"fmt"
	"math"
	"slices"

	"forumgraph/store"
)

// Way is an edge type followed in one direction: what a topology stores at each edge end. It is a small number, so that
// an end takes a few bytes and a query's edge types are a bit mask. Ways are the same in all topologies of a program.
type Way uint8

// noWay does not match any edge.
const noWay Way = math.MaxUint8

// The upper seven bits of a Way are the index of its type in edgeTypes, the lowest is set for store.In. The last type
// is PART_OF between sessions, which filters admit separately.
var (
	edgeTypes     = append(store.EdgeTypes(), store.PartOf)
	placeOfType   = placesOf(store.EdgeTypes())
	sessionPartOf = Way(len(edgeTypes) - 1)
	partOf        = PartOfOut >> 1

	stances = append([]store.Stance{""}, store.Stances()...) // by code; the first is none
)

// The ways that filters, orders and measures follow; use WayOf for others.
var (
	MadeOut, MadeIn             = Out(store.Made), In(store.Made)
	AboutOut, AboutIn           = Out(store.About), In(store.About)
	PositionOut, PositionIn     = Out(store.PositionOn), In(store.PositionOn)
	InSessionOut, InSessionIn   = Out(store.InSession), In(store.InSession)
	MentionsOut, MentionsIn     = Out(store.Mentions), In(store.Mentions)
	QuotesIn                    = In(store.Quotes)
	PartOfOut, PartOfIn         = Out(store.PartOf), In(store.PartOf)
	AffiliatedOut, AffiliatedIn = Out(store.AffiliatedWith), In(store.AffiliatedWith)
	ContradictsOut              = Out(store.Contradicts)
	ContradictsIn               = In(store.Contradicts)
	AddressedToOut              = Out(store.AddressedTo)
	AddressedToIn               = In(store.AddressedTo)
	AddressesIn                 = In(store.Addresses)
	BroaderIn                   = In(store.Broader)
	LocatedInIn                 = In(store.LocatedIn)
	PresentedAtIn               = In(store.PresentedAt)
	CitesOut, CitesIn           = Out(store.Cites), In(store.Cites)
	RaisedOut, RaisedIn         = Out(store.Raised), In(store.Raised)
	BacksOut, BacksIn           = Out(store.Backs), In(store.Backs)
	OpposesOut, OpposesIn       = Out(store.OpposesEdge), In(store.OpposesEdge)
)

func placesOf[W comparable](words []W) map[W]uint8 {
	places := make(map[W]uint8, len(words))
	for i, w := range words {
		places[w] = uint8(i)
	}
	return places
}

// WayOf returns the way along edges of a type; direction is [store.Out] or [store.In]. For an unknown type it returns
// false and a way that matches no edge.
func WayOf(typ store.EdgeType, direction store.Direction) (Way, bool) {
	place, ok := placeOfType[typ]
	if !ok {
		return noWay, false
	}
	way := Way(place) << 1
	if direction == store.In {
		way |= 1
	}
	return way, true
}

// Out returns the way along edges that leave a node. It panics for an unknown type.
func Out(typ store.EdgeType) Way { return mustWay(typ, store.Out) }

// In returns the way along edges that enter a node. It panics for an unknown type.
func In(typ store.EdgeType) Way { return mustWay(typ, store.In) }

func mustWay(typ store.EdgeType, direction store.Direction) Way {
	way, ok := WayOf(typ, direction)
	if !ok {
		panic(fmt.Sprintf("topology: edge type %q is not in the table", typ))
	}
	return way
}

// typ returns the type of the edges.
func (w Way) typ() store.EdgeType { return edgeTypes[w>>1] }

// isOut reports whether the edges leave the node.
func (w Way) isOut() bool { return w&1 == 0 }

// key returns the way by which the ends of a neighbor list are ordered: PART_OF between sessions sorts as PART_OF.
func (w Way) key() Way {
	if w>>1 == sessionPartOf {
		return partOf<<1 | w&1
	}
	return w
}

// isCoPresence reports whether the edges only say that two nodes attended the same session.
func (w Way) isCoPresence() bool { return w>>1 == sessionPartOf || w.typ().Info().CoPresence }

func stanceCode(s store.Stance) (uint8, error) {
	code := slices.Index(stances, s)
	if code < 0 {
		return 0, fmt.Errorf("stance %.40q: %w", s, store.ErrCorrupt)
	}
	return uint8(code), nil
}

// toStatements are the ways from a node to its statements, by class.
var toStatements = func() (ways [mostClasses][]Way) {
	for class, kind := range classes {
		for _, step := range kind.Info().Statements {
			ways[class] = append(ways[class], mustWay(step.Type, step.Direction))
		}
	}
	return ways
}()

// ToStatements returns the ways from node n to its statements, as [store.KindInfo] lists them. Some also lead to other
// nodes: a figure is ABOUT an issue as a statement is. The slice must not be changed.
func (t *Topology) ToStatements(n Number) []Way { return toStatements[t.classes[n]] }
