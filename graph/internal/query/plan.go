package query

import (
	"slices"
	"sync/atomic"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"forumgraph/store/selection"
)

// document is a parsed document.
type document struct {
	*ast.QueryDocument
	plans []*Plan // of its operations, in order; nil if the document is invalid
}

// Plan is an operation with what its runs found and can share: its fields, their arguments, its cost. Safe for
// concurrent use.
type Plan struct {
	Document  *ast.QueryDocument
	Operation *ast.OperationDefinition

	// root is the selection at the root. It is nil, and each run collects fields again, if fields depend on variables,
	// by @skip or @include, or if there are more than most, because objects of many types share a selection.
	root atomic.Pointer[Selection]
	most int32
	kept atomic.Int32 // a lower bound of the fields collected below root

	known atomic.Int32 // the cost plus one; 0 if it is unknown or depends on variables
}

// newDocument returns a valid document with its plans; nodes is its size, see [inspection].
func newDocument(doc *ast.QueryDocument, nodes int) *document {
	d := &document{QueryDocument: doc}
	variable := conditional(doc)
	for _, op := range doc.Operations {
		p := &Plan{Document: doc, Operation: op, most: int32(plannedFields + nodes*plannedForNode)}
		if !variable {
			p.root.Store(&Selection{set: op.SelectionSet})
		}
		d.plans = append(d.plans, p)
	}
	return d
}

// Plan returns the plan of an operation of the document; nil if the document is invalid.
func (d *document) Plan(op *ast.OperationDefinition) *Plan {
	for _, p := range d.plans {
		if p.Operation == op {
			return p
		}
	}
	return nil
}

// Selection returns the selection at the root, with the fields collected so far.
func (p *Plan) Selection() *Selection {
	if root := p.root.Load(); root != nil {
		return root
	}
	return &Selection{set: p.Operation.SelectionSet}
}

// Ran records that a run collected this many new fields.
func (p *Plan) Ran(fields int) {
	if fields > 0 && p.kept.Add(int32(fields)) > p.most {
		p.root.Store(nil)
	}
}

// Price returns the cost of the plan's operation, or an error if it exceeds MaxCost.
func (p *Plan) Price(variables map[string]any, volumes func() selection.Volumes) (int, *gqlerror.Error) {
	if known := p.known.Load(); known > 0 {
		return int(known - 1), nil
	}
	pricing := &pricing{variables: variables, volumes: volumes}
	cost, refused := pricing.priced(p.Operation)
	if refused == nil && !pricing.varies {
		p.known.Store(int32(cost) + 1)
	}
	return cost, refused
}

// Selection is the fields that an operation selects at one place. They are collected once per type of object, however
// many objects there are. Safe for concurrent use.
type Selection struct {
	set ast.SelectionSet
	of  atomic.Pointer[[]collected]
}

// collected are the fields of a selection set for the objects of one type, with fragments expanded and @skip and
// @include applied.
type collected struct {
	object string
	fields []*Field
}

// Field is one field of an object, as the operation selects it.
type Field struct {
	graphql.CollectedField
	*Selection
	Key string // its name in the JSON answer, with the colon
	// Constant means that no argument depends on a variable. Args then holds the arguments once they are read, see
	// [argumentsOf].
	Constant bool
	Args     atomic.Value
}

// Collect returns the fields of a selection for an object of a type that implements those in satisfies, and how many of
// them are new. It calls operation only if there are new ones.
func (a *Selection) Collect(operation func() *graphql.OperationContext, object string, satisfies []string) (fields []*Field, more int) {
	of := a.of.Load()
	if of != nil {
		for i := range *of {
			if (*of)[i].object == object {
				return (*of)[i].fields, 0
			}
		}
	}
	fields = collectAnew(operation(), a.set, satisfies)
	all := []collected{{object, fields}}
	if of != nil {
		all = append(slices.Clip(*of), all...)
	}
	a.of.CompareAndSwap(of, &all) // if another run was faster, this one still has its fields
	return fields, len(fields)
}

func collectAnew(operation *graphql.OperationContext, set ast.SelectionSet, satisfies []string) []*Field {
	found := graphql.CollectFields(operation, set, satisfies)
	fields := make([]*Field, 0, len(found))
	for _, f := range found {
		same := func(other *Field) bool { return other.Alias == f.Alias }
		if i := slices.IndexFunc(fields, same); i >= 0 {
			// The same field, reached through unrelated interfaces.
			fields[i].set = append(slices.Clip(fields[i].set), f.Selections...)
			continue
		}
		fields = append(fields, &Field{
			CollectedField: f, Selection: &Selection{set: f.Selections}, Key: `"` + f.Alias + `":`,
			Constant: !VariableArguments(f.Arguments),
		})
	}
	return fields
}

// conditional reports whether a document has a @skip or @include.
func conditional(doc *ast.QueryDocument) bool {
	for _, op := range doc.Operations {
		if conditionalSet(op.SelectionSet) {
			return true
		}
	}
	for _, f := range doc.Fragments {
		if conditionalSet(f.SelectionSet) {
			return true
		}
	}
	return false
}

func conditionalSet(set ast.SelectionSet) bool {
	for _, selection := range set {
		var directives ast.DirectiveList
		var inside ast.SelectionSet
		switch it := selection.(type) {
		case *ast.Field:
			directives, inside = it.Directives, it.SelectionSet
		case *ast.InlineFragment:
			directives, inside = it.Directives, it.SelectionSet
		case *ast.FragmentSpread:
			directives = it.Directives
		}
		if len(directives) > 0 || conditionalSet(inside) {
			return true
		}
	}
	return false
}

// VariableArguments reports whether one of the arguments depends on a variable.
func VariableArguments(args ast.ArgumentList) bool {
	return slices.ContainsFunc(args, func(a *ast.Argument) bool { return isVariable(a.Value) })
}

func isVariable(v *ast.Value) bool {
	return v.Kind == ast.Variable || slices.ContainsFunc(v.Children, func(c *ast.ChildValue) bool { return isVariable(c.Value) })
}
