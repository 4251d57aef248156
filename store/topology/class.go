package topology

import (
	"cmp"
	"slices"

	"forumgraph/store"
)

// A class is the kind of a node as a small number, in the order of the kinds' ID prefixes. The last class is for the
// roots of session trees, which filters admit separately.
var (
	classes        = append(kindsByPrefix(), store.KindSession)
	classOf        = placesOf(kindsByPrefix())
	rootClass      = uint8(len(classes) - 1)
	statementClass = classOf[store.KindStatement]
	sessionClass   = classOf[store.KindSession]
	passageClass   = classOf[store.KindPassage]
)

// mostClasses bounds the number of classes.
const mostClasses = 32

func kindsByPrefix() []store.Kind {
	kinds := store.Kinds()
	slices.SortFunc(kinds, func(a, b store.Kind) int { return cmp.Compare(a.Prefix(), b.Prefix()) })
	return kinds
}

// classOfNode returns the class of a node.
func classOfNode(n store.Node) uint8 {
	if s, ok := n.(*store.Session); ok && s.Parent == "" {
		return rootClass
	}
	return classOf[n.Base().ID.Kind()]
}

// rangeOf returns the numbers of the nodes of a kind.
func (t *Topology) rangeOf(kind store.Kind) span {
	if class, ok := classOf[kind]; ok {
		return t.columns.ranges[class]
	}
	return span{}
}
