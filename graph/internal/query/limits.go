package query

import (
	"fmt"
	"math"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"forumgraph/graph/protocol"
)

// The limits of a document. They are checked after parsing and before validation, since validation compares every two
// fields that meet in the answer, and its cost grows with the square of what these limits bound. The introspection
// query of graphql-js, the largest in common use, has 240 fields on 15 levels.
const (
	// maxTokens is the number of lexical tokens, without comments. The parser stops at it.
	maxTokens = 2000
	// maxOperations and maxFragments count definitions.
	maxOperations = 10
	maxFragments  = 50
	// maxAliases counts aliases as written. With aliases one document can repeat the same query many times.
	maxAliases = 60
	// maxRepeated is how often one selection set, with its inline fragments, may name the same field of the answer.
	maxRepeated = 20
	// maxDirectives applies to one field, fragment or operation.
	maxDirectives = 8
	// maxRootFields, maxDepth and maxFields apply with fragments expanded. A field that is selected twice counts twice.
	maxRootFields = 20
	maxDepth      = 15
	maxFields     = 1000
	// maxMerged is how many fields may share one place in the answer, with fragments expanded: many fragments may each
	// select an id. It bounds what validation compares: maxMerged times maxFields.
	maxMerged = 50
)

// limitError is the error for a document that exceeds a limit.
type limitError struct {
	name      string // of the limit, for programs
	requested int    // a lower bound
	limit     int
	what      string // in the plural, for people
	remedy    string
	position  *ast.Position
}

func (e *limitError) Error() string {
	return fmt.Sprintf("the document has %d %s; %d are allowed: %s", e.requested, e.what, e.limit, e.remedy)
}

// presented returns the error as it appears in an answer.
func (e *limitError) presented() *gqlerror.Error {
	g := &gqlerror.Error{Message: e.Error(), Extensions: map[string]any{
		"code": protocol.CodeDocumentLimit, "name": e.name, "requested": e.requested, "limit": e.limit,
	}}
	if e.position != nil {
		g.Locations = []gqlerror.Location{{Line: e.position.Line, Column: e.position.Column}}
	}
	return g
}

// extent is the size of a selection set with its fragments expanded.
type extent struct {
	fields int // at any depth, including fragment spreads; saturates at math.MaxInt32
	width  int // fields directly in the set
	depth  int // levels of fields
}

// inspection walks a parsed document once; it measures each fragment once, however often it is spread.
type inspection struct {
	fragments map[string]*ast.FragmentDefinition
	measured  map[string]extent
	open      map[string]bool // fragments being measured
	cyclic    bool
	aliases   int
	nodes     int // selections, arguments, values and directives as written
	broken    *limitError
}

// inspect returns the inspection of a document; its broken is the first limit that the document breaks.
func inspect(doc *ast.QueryDocument) *inspection {
	s := &inspection{
		fragments: make(map[string]*ast.FragmentDefinition, len(doc.Fragments)),
		measured:  make(map[string]extent, len(doc.Fragments)),
		open:      make(map[string]bool),
	}
	s.check("operations", len(doc.Operations), maxOperations, "operations", "send them one at a time", nil)
	s.check("fragments", len(doc.Fragments), maxFragments, "fragments", "send only those that the operation spreads", nil)
	for _, f := range doc.Fragments {
		if s.fragments[f.Name] == nil { // validation refuses duplicate names
			s.fragments[f.Name] = f
		}
	}
	for _, op := range doc.Operations {
		s.directives(op.Directives, op.Position)
		for _, v := range op.VariableDefinitions {
			s.nodes++
			s.value(v.DefaultValue, 0)
			s.directives(v.Directives, v.Position)
		}
		x := s.set(op.SelectionSet)
		s.check("rootFields", x.width, maxRootFields, "fields at its root", "ask in several requests", op.Position)
		s.extents(x, op.Position)
		s.merged(op.SelectionSet)
	}
	for _, f := range doc.Fragments {
		if _, spread := s.measured[f.Name]; !spread { // unused, but validated before it is refused
			s.extents(s.fragment(f.Name), f.Position)
			s.merged(f.SelectionSet)
		}
	}
	s.check("aliases", s.aliases, maxAliases, "aliases", "ask for several nodes at once with nodes(ids:)", nil)
	return s
}

func (s *inspection) check(name string, requested, limit int, what, remedy string, at *ast.Position) {
	if s.broken == nil && requested > limit {
		s.broken = &limitError{name, requested, limit, what, remedy, at}
	}
}

func (s *inspection) extents(x extent, at *ast.Position) {
	s.check("depth", x.depth, maxDepth, "levels of fields", "ask for the nodes first and for what they lead to by their IDs", at)
	s.check("fields", x.fields, maxFields, "fields when its fragments are expanded", "ask for less at a time", at)
}

// set measures a selection set.
func (s *inspection) set(set ast.SelectionSet) extent {
	var x extent
	if s.broken != nil {
		return x
	}
	s.repeated(set)
	for _, selection := range set {
		s.nodes++
		switch it := selection.(type) {
		case *ast.Field:
			if it.Alias != it.Name {
				s.aliases++
			}
			s.directives(it.Directives, it.Position)
			s.arguments(it.Arguments)
			inner := s.set(it.SelectionSet)
			x.add(extent{fields: saturated(1, inner.fields), width: 1, depth: 1 + inner.depth})
		case *ast.InlineFragment:
			s.directives(it.Directives, it.Position)
			x.add(s.set(it.SelectionSet))
		case *ast.FragmentSpread:
			s.directives(it.Directives, it.Position)
			inner := s.fragment(it.Name)
			inner.fields = saturated(1, inner.fields)
			x.add(inner)
		}
	}
	return x
}

func (x *extent) add(y extent) {
	x.fields = saturated(x.fields, y.fields)
	x.width = saturated(x.width, y.width)
	x.depth = max(x.depth, y.depth)
}

func saturated(a, b int) int { return min(a+b, math.MaxInt32) }

// fragment measures a fragment with the fragments it spreads. One that is unknown or spreads itself has no extent here;
// validation refuses it.
func (s *inspection) fragment(name string) extent {
	if x, ok := s.measured[name]; ok {
		return x
	}
	f := s.fragments[name]
	if f == nil {
		return extent{}
	}
	if s.open[name] {
		s.cyclic = true
		return extent{}
	}
	s.open[name] = true
	s.directives(f.Directives, f.Position)
	x := s.set(f.SelectionSet)
	delete(s.open, name)
	s.measured[name] = x
	return x
}

// repeated counts how often a selection set names the same field of the answer.
func (s *inspection) repeated(set ast.SelectionSet) {
	if len(set) <= maxRepeated && !holdsInline(set) {
		return
	}
	times := make(map[string]int)
	var count func(ast.SelectionSet)
	count = func(set ast.SelectionSet) {
		for _, selection := range set {
			switch it := selection.(type) {
			case *ast.Field:
				times[it.Alias]++
				if times[it.Alias] > maxRepeated {
					s.check("repeated", times[it.Alias], maxRepeated, "mentions of one field in one selection set", "mention it once", it.Position)
					return
				}
			case *ast.InlineFragment:
				count(it.SelectionSet)
			}
		}
	}
	count(set)
}

func holdsInline(set ast.SelectionSet) bool {
	for _, selection := range set {
		if _, ok := selection.(*ast.InlineFragment); ok {
			return true
		}
	}
	return false
}

// merged counts the fields that share each place of the answer. The extents bound its work.
func (s *inspection) merged(sets ...ast.SelectionSet) {
	if s.broken != nil || s.cyclic {
		return
	}
	fields := make(map[string][]*ast.Field)
	var places []string
	var collect func(ast.SelectionSet)
	collect = func(set ast.SelectionSet) {
		for _, selection := range set {
			switch it := selection.(type) {
			case *ast.Field:
				if fields[it.Alias] == nil {
					places = append(places, it.Alias)
				}
				fields[it.Alias] = append(fields[it.Alias], it)
			case *ast.InlineFragment:
				collect(it.SelectionSet)
			case *ast.FragmentSpread:
				if f := s.fragments[it.Name]; f != nil {
					collect(f.SelectionSet)
				}
			}
		}
	}
	for _, set := range sets {
		collect(set)
	}
	for _, place := range places {
		same := fields[place]
		s.check("merged", len(same), maxMerged, "mentions of one field in one place of the answer", "mention it once", same[0].Position)
		var inner []ast.SelectionSet
		for _, f := range same {
			if len(f.SelectionSet) > 0 {
				inner = append(inner, f.SelectionSet)
			}
		}
		if len(inner) > 0 {
			s.merged(inner...)
		}
	}
}

func (s *inspection) directives(list ast.DirectiveList, at *ast.Position) {
	s.check("directives", len(list), maxDirectives, "directives in one place", "use each once", at)
	s.nodes += len(list)
	for _, d := range list {
		s.arguments(d.Arguments)
	}
}

func (s *inspection) arguments(list ast.ArgumentList) {
	s.nodes += len(list)
	for _, a := range list {
		s.value(a.Value, 0)
	}
}

// value inspects a literal that is nested in depth objects and lists.
func (s *inspection) value(v *ast.Value, depth int) {
	if v == nil || s.broken != nil {
		return
	}
	s.nodes++
	switch v.Kind {
	case ast.ObjectValue, ast.ListValue:
		depth++
		s.check("valueDepth", depth, protocol.MaxValueDepth, "levels of objects and lists in one value", "nest less, and name several values in one list", v.Position)
	case ast.StringValue, ast.BlockValue:
		s.check("text", len(v.Raw), protocol.MaxText, "bytes in one text", "shorten it", v.Position)
	case ast.IntValue, ast.FloatValue:
		s.check("number", len(v.Raw), protocol.MaxNumber, "characters in one number", "write it with fewer digits", v.Position)
	}
	for _, child := range v.Children {
		s.value(child.Value, depth)
	}
}
