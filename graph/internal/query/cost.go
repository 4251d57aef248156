package query

import (
	"fmt"
	"math"
	"reflect"
	"strconv"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"forumgraph/graph/protocol"
	"forumgraph/store/selection"
)

// MaxCost is the maximum cost of one operation: about ten thousand fields of the answer.
const MaxCost = 10_000

// Assumed lengths of lists whose length nothing specifies.
const (
	// unsizedList is for a list with neither @listSize nor a page; a test checks that the schema has none.
	unsizedList = DefaultPage
	// introspectionList is for the lists of the introspection types, of which all but three are short. With 4 the
	// standard introspection query fits into one request once, but not twice.
	introspectionList = 4
)

// pricing computes the cost of an operation before it runs:
//
//	cost(field) = weight + length × sum of cost(selected fields)
//
// The weight is that of @cost on the field's definition, or 1. The length is 1 unless the field is a list of objects.
// Then it is the first of these that applies: the number of values in an argument ids or by; the field's own argument
// first; the argument of the enclosing field that @listSize names; for edges and nodes of a connection, and for the
// lists of any other object that a field with an argument first returns, the argument first or last of the enclosing
// field, or the default page; the assumedSize of @listSize on its definition. A connection's totalCount, pageInfo and
// other fields thus count once. Lists of scalars count as one field.
//
// Fragments are expanded; fields excluded by @skip and @include cost nothing. For an abstract type all fragments are
// added up, although one object has one type: an upper bound that needs no types. Sums do not overflow: they stop at
// math.MaxInt32.
//
// A measure, and a list with a filter, an order or facets, also cost what they scan, which depends on the size of the
// graph; see [pricing.narrowedWeight].
type pricing struct {
	variables map[string]any
	volumes   func() selection.Volumes // nil for an empty graph
	known     *selection.Volumes       // what volumes returned
	varies    bool                     // the cost depends on a variable or the size of the graph
}

// sizes returns the volumes of the graph.
func (p *pricing) sizes() selection.Volumes {
	p.varies = true
	if p.volumes != nil && p.known == nil {
		v := p.volumes()
		p.known = &v
	}
	if p.known == nil {
		return selection.Volumes{}
	}
	return *p.known
}

// page is what the enclosing field says about a list's length; size 0 means nothing.
type page struct {
	size       int
	connection bool
	around     *ast.Field // nil at the root
	parents    int        // the maximum number of objects that have the field
}

// priced returns the cost of a validated operation, and an error, ready for the answer, if it exceeds MaxCost.
func (p *pricing) priced(op *ast.OperationDefinition) (int, *gqlerror.Error) {
	cost := p.set(op.SelectionSet, page{parents: 1})
	if cost <= MaxCost {
		return cost, nil
	}
	path := p.costliestPath(op.SelectionSet, page{parents: 1})
	return cost, &gqlerror.Error{
		Message: fmt.Sprintf("the operation costs %d; %d are allowed: ask for shorter pages or fewer fields, first of all in %s",
			cost, MaxCost, path),
		Extensions: map[string]any{"code": protocol.CodeTooComplex, "requested": cost, "limit": MaxCost, "field": path},
	}
}

// fields calls f for each field of a selection set.
func (p *pricing) fields(set ast.SelectionSet, f func(*ast.Field)) {
	for _, selection := range set {
		switch it := selection.(type) {
		case *ast.Field:
			if p.included(it.Directives) && it.Definition != nil {
				f(it)
			}
		case *ast.InlineFragment:
			if p.included(it.Directives) {
				p.fields(it.SelectionSet, f)
			}
		case *ast.FragmentSpread:
			if p.included(it.Directives) && it.Definition != nil {
				p.fields(it.Definition.SelectionSet, f)
			}
		}
	}
}

func (p *pricing) set(set ast.SelectionSet, in page) int {
	sum := 0
	p.fields(set, func(f *ast.Field) { sum = saturated(sum, p.field(f, in)) })
	return sum
}

func (p *pricing) field(f *ast.Field, in page) int {
	weight := max(directiveInt(f.Definition, "cost", "weight", 1), 0)
	weight = saturated(weight, p.narrowedWeight(f, in))
	if len(f.SelectionSet) == 0 {
		return weight
	}
	return saturated(weight, product(p.length(f, in), p.set(f.SelectionSet, p.page(f, in))))
}

// costliestPath returns the path of the list that causes most of the cost. From the root it follows the costliest field
// while that makes up at least half of its parent's selection, then returns to the last list, where a shorter one would
// help.
func (p *pricing) costliestPath(set ast.SelectionSet, in page) string {
	var path []string
	whole, list := 0, 1
	for {
		var most int
		var field *ast.Field
		p.fields(set, func(f *ast.Field) {
			if c := p.field(f, in); c > most {
				most, field = c, f
			}
		})
		if field == nil || most < whole/2 {
			return strings.Join(path[:min(list, len(path))], ".")
		}
		path = append(path, field.Alias)
		length := p.length(field, in)
		if length > 1 {
			list = len(path)
		}
		whole = most / max(length, 1)
		set, in = field.SelectionSet, p.page(field, in)
	}
}

// length returns the assumed number of objects that a field leads to.
func (p *pricing) length(f *ast.Field, in page) int {
	def := f.Definition
	if def.Type.Elem == nil {
		return 1
	}
	if arg := def.Arguments.ForName("ids"); arg != nil {
		return p.count(f, arg)
	}
	if arg := def.Arguments.ForName("by"); arg != nil {
		return max(1, p.count(f, arg))
	}
	if def.Arguments.ForName("first") != nil {
		return p.pageSize(f)
	}
	if name := directiveValue(def, "listSize", "parentArgument"); name != "" && in.around != nil && in.around.Definition.Arguments.ForName(name) != nil {
		if n, ok := wholeNumber(p.argument(in.around, name)); ok {
			return max(n, 1)
		}
	}
	declared := directiveInt(def, "listSize", "assumedSize", 0)
	switch {
	case strings.HasPrefix(f.ObjectDefinition.Name, "__") || strings.HasPrefix(def.Type.Name(), "__"):
		return introspectionList
	case in.connection && (f.Name == "edges" || f.Name == "nodes"):
		return in.size
	case in.connection && declared > 0:
		return declared
	case max(in.size, declared) > 0:
		return max(in.size, declared)
	}
	return unsizedList
}

// page returns what a field says about the lists selected in it.
func (p *pricing) page(f *ast.Field, in page) page {
	inner := page{around: f, parents: min(product(in.parents, max(1, p.length(f, in))), MaxCost)}
	switch {
	case isConnection(f.Definition.Type):
		// The resolver refuses a page that is too long, with better advice than a cost gives.
		inner.size, inner.connection = min(p.pageSize(f), MaxPage), true
	case f.Definition.Type.Elem == nil && f.Definition.Arguments.ForName("first") != nil:
		inner.size = p.pageSize(f)
	}
	return inner
}

func isConnection(t *ast.Type) bool {
	return t.Elem == nil && strings.HasSuffix(t.NamedType, "Connection")
}

// pageSize returns the argument first or last, or the default page; at least 1, since a resolver refuses less.
func (p *pricing) pageSize(f *ast.Field) int {
	for _, name := range []string{"first", "last"} {
		if n, ok := wholeNumber(p.argument(f, name)); ok {
			return max(n, 1)
		}
	}
	return DefaultPage
}

// count returns the length of a list argument.
func (p *pricing) count(f *ast.Field, def *ast.ArgumentDefinition) int {
	switch v := reflect.ValueOf(p.argument(f, def.Name)); v.Kind() {
	case reflect.Invalid:
		return 0
	case reflect.Slice:
		return v.Len()
	}
	return 1
}

// argument returns the value of an argument with variables resolved, or its default; nil if it is null or absent.
func (p *pricing) argument(f *ast.Field, name string) any {
	value := (*ast.Value)(nil)
	if def := f.Definition.Arguments.ForName(name); def != nil {
		value = def.DefaultValue
	}
	if arg := f.Arguments.ForName(name); arg != nil {
		p.varies = p.varies || isVariable(arg.Value)
		if _, given := p.variables[arg.Value.Raw]; given || arg.Value.Kind != ast.Variable {
			value = arg.Value
		}
	}
	v, err := value.Value(p.variables)
	if err != nil {
		return nil // an invalid number was refused earlier
	}
	return v
}

// included reports whether @skip and @include keep a selection.
func (p *pricing) included(list ast.DirectiveList) bool {
	for _, d := range list {
		if d.Name != "skip" && d.Name != "include" {
			continue
		}
		if arg := d.Arguments.ForName("if"); arg != nil {
			p.varies = p.varies || isVariable(arg.Value)
			if v, err := arg.Value.Value(p.variables); err == nil && v == (d.Name == "skip") {
				return false
			}
		}
	}
	return true
}

// directiveInt returns the number that a directive on a field's definition gives, or else otherwise.
func directiveInt(def *ast.FieldDefinition, directive, argument string, otherwise int) int {
	value := directiveValue(def, directive, argument)
	if value == "" {
		return otherwise // the usual case; saves making an error
	}
	if n, err := strconv.Atoi(value); err == nil {
		return n
	}
	return otherwise
}

// directiveValue returns the argument of a directive on a field's definition, or "".
func directiveValue(def *ast.FieldDefinition, directive, argument string) string {
	if d := def.Directives.ForName(directive); d != nil {
		if arg := d.Arguments.ForName(argument); arg != nil {
			return arg.Value.Raw
		}
	}
	return ""
}

// wholeNumber converts the value of an Int; a literal may have more than 32 bits.
func wholeNumber(v any) (int, bool) {
	n, ok := v.(int64)
	return int(min(max(n, math.MinInt32), math.MaxInt32)), ok
}

// product multiplies two numbers of at most 32 bits without overflow.
func product(a, b int) int { return int(min(int64(a)*int64(b), math.MaxInt32)) }

// The default and the maximum number of elements on one page of a connection.
const (
	DefaultPage = 20
	MaxPage     = 100
)
