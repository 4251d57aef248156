package main

import (
	"errors"
	"fmt"
	"go/types"
	"maps"
	"slices"
	"strings"

	"github.com/99designs/gqlgen/codegen/templates"
)

// lists holds the source of each list that the object does not hold itself: of connections, and of lists short enough
// to return whole. The key is Type.field; *.field is for all other types with the field.
var lists = map[string]source{
	// Neighbors by one type of edge.
	"*.addressedBy":            in("AddressedTo", "Recommendation"),
	"*.contradicts":            either("Contradicts"),
	"*.mentionedIn":            in("Mentions"),
	"*.narrower":               in("Broader"),
	"*.partnerIn":              out("PartnerIn"),
	"*.parts":                  in("PartOf"),
	"*.publications":           in("PublishedBy"),
	"Collective.initiatives":   out("Runs"),
	"Collective.statements":    out("Made"),
	"Figure.statements":        in("Mentions"),
	"Issue.figures":            in("About", "Figure"),
	"Issue.initiatives":        in("Addresses", "Initiative"),
	"Issue.recommendations":    in("Addresses", "Recommendation"),
	"Issue.related":            either("Related"),
	"Issue.statements":         in("About", "Statement"),
	"Organization.funds":       in("FundedBy"),
	"Organization.hosted":      out("Hosted"),
	"Organization.initiatives": out("Runs"),
	"Organization.statements":  out("Made"),
	"Person.sessions":          out("PresentedAt"),
	"Person.statements":        out("Made"),
	"Place.statements":         in("Mentions"),
	"Population.statements":    in("Mentions"),
	"Publication.figures":      in("TakenFrom"),
	"Publication.quotedIn":     in("Quotes"),
	"Section.sessions":         in("ReportedIn"),
	"Session.children":         in("PartOf"),
	"Session.collectives":      in("InSession", "Collective"),
	"Session.statements":       in("InSession", "Statement"),
	"Statement.restatedBy":     in("Restates"),

	// Neighbors of the kinds in the arguments.
	"Passage.citedBy": list("neighborsOf[N](obj.ID, store.In, store.Cites, a.kinds...)"),
	"Place.located":   list("neighborsOf[N](obj.ID, store.In, store.LocatedIn, a.kinds...)"),

	// Edges, with what they hold.
	"*.backs":                  list("derivedEnds(obj.ID, store.Backs, store.Out)"),
	"*.opposes":                list("derivedEnds(obj.ID, store.OpposesEdge, store.Out)"),
	"*.raised":                 list("raised(obj.ID, store.Out, a.through)"),
	"*.relationships":          connection("relationships(obj.ID, a.types, a.direction, a.kinds, a.pageArgs)"),
	"Issue.coRaised":           list("coRaised(obj.ID)"),
	"Issue.raisedBy":           list("raised(obj.ID, store.In, a.through)"),
	"Organization.people":      list("endsOf(obj.ID, store.AffiliatedWith, store.In)"),
	"Recommendation.backedBy":  list("derivedEnds(obj.ID, store.Backs, store.In)"),
	"Recommendation.opposedBy": list("derivedEnds(obj.ID, store.OpposesEdge, store.In)"),
	"Recommendation.positions": list("positionsOn(obj.ID, a.stance)"),

	// Statements and persons behind an edge, a cell or a hop.
	"*.support":             list("obj.end.support()"),
	"*.through":             list("obj.end.through()"),
	"Evidence.statements":   list("evidence(obj.Statements)"),
	"Hop.statements":        list("obj.said()"),
	"MatrixCell.statements": list("evidence(obj.Statements)"),

	// Parts of a source, in document order.
	"Section.children": list("sectionsIn(obj.ID)"),
	"Section.passages": list("inState(passagesIn(obj.ID), a.state)"),
	"Source.passages":  list("inState(passagesOf(obj.ID), a.state)"),
	"Source.sections":  list("sectionsIn(obj.ID)"),

	// Lists of the whole graph, other than all nodes of one kind by ID.
	"Query.passages": list("inState(allPassages(), a.state)"),
	"Query.sections": list("allSections()"),
	"Query.sessions": list("allSessions()"),
	"Query.voices":   list("allVoices()"),
}

// source returns the Go expression for a list of nodes of a Go type, or for a page of it.
type source struct {
	expression func(node string) string
	connected  bool // the expression is a page already
}

// list is an expression for a list; N in it is replaced by the type of the nodes.
func list(expression string) source {
	return source{expression: func(node string) string { return strings.ReplaceAll(expression, "[N]", "["+node+"]") }}
}

// connection is an expression for a page, whose edges carry more than a node.
func connection(expression string) source {
	return source{connected: true, expression: func(string) string { return expression }}
}

// in lists the neighbors by incoming edges of a type; with kinds, only those of these.
func in(edge string, kinds ...string) source { return neighbors("In", edge, kinds) }

// out lists the neighbors by outgoing edges of a type; with kinds, only those of these.
func out(edge string, kinds ...string) source { return neighbors("Out", edge, kinds) }

// either lists the neighbors by edges of a type in both directions.
func either(edge string) source { return list("eitherSide[N](obj.ID, store." + edge + ")") }

// neighbors lists sessions in event order, and other nodes by ID.
func neighbors(direction, edge string, kinds []string) source {
	return source{expression: func(node string) string {
		var of string
		for _, k := range kinds {
			of += ", store.Kind" + k
		}
		list := fmt.Sprintf("neighborsOf[%s](obj.ID, store.%s, store.%s%s)", node, direction, edge, of)
		if node == "*store.Session" {
			list = "inEventOrder(" + list + ")"
		}
		return list
	}}
}

// list returns the convention for a list field, or for its page; nil if the field has no source.
func (m *model) list(f *field) *convention {
	name := f.Object.Name + "." + f.Name
	s, named := lists[name]
	if !named && !f.Object.Root {
		name = "*." + f.Name
		s, named = lists[name]
	}
	if named {
		m.listed[name] = true
	}
	node, edge := connected(f.TypeReference.GO)
	if !named && f.Object.Root && edge == "Edge" {
		kind := strings.TrimSuffix(f.TypeReference.Definition.Name, "Connection")
		s, named = list("nodesOf[N](store.Kind"+kind+")"), true
	}
	if !named {
		return nil
	}
	return &convention{fails: true, value: func(f *field) string {
		if f.TypeReference.IsSlice() {
			return s.expression(templates.CurrentImports.LookupType(f.TypeReference.Elem().GO)) + ".all(ctx)"
		}
		of := templates.CurrentImports.LookupType(node)
		switch {
		case s.connected:
			return s.expression(of)
		case edge == "NeighborEdge":
			return fmt.Sprintf("connectNeighbors[%s](%s, %s, %s)", of, s.expression(of), criteria(f), f.page())
		}
		return fmt.Sprintf("connect(%s, %s, %s)", s.expression(of), criteria(f), f.page())
	}}
}

// page returns the arguments of a page.
func (f *field) page() string {
	if len(f.Arguments.Own()) == 0 {
		return "*a"
	}
	return "a.pageArgs"
}

// criteria returns the filter and the order that a field takes.
func criteria(f *field) string {
	filter := f.FieldDefinition.Arguments.ForName("filter")
	switch {
	case filter == nil:
		return "criteria{}"
	case filter.Type.Name() == "StatementFilter":
		return "byStatements(a.filter, a.orderBy)"
	}
	return "byNodes(a.filter, a.orderBy)"
}

// connected returns the type of the nodes of a *Connection[N, *E], and the name of the type of its edges.
func connected(t types.Type) (node types.Type, edge string) {
	pointer, ok := types.Unalias(t).(*types.Pointer)
	if !ok {
		return nil, ""
	}
	c, ok := types.Unalias(pointer.Elem()).(*types.Named)
	if !ok || c.Obj().Name() != "Connection" {
		return nil, ""
	}
	e := types.Unalias(types.Unalias(c.TypeArgs().At(1)).(*types.Pointer).Elem()).(*types.Named)
	return c.TypeArgs().At(0), e.Obj().Name()
}

// unlisted returns an error for the sources that belong to no field.
func (m *model) unlisted() error {
	var err error
	for _, name := range slices.Sorted(maps.Keys(lists)) {
		if !m.listed[name] {
			err = errors.Join(err, fmt.Errorf("%s has a source, but no field of that name needs one", name))
		}
	}
	return err
}
