package query

import (
	"slices"
	"sync/atomic"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"forumgraph/store/selection"
)

// document is a document that was parsed.
type document struct {
	*ast.QueryDocument
	plans []*Plan // of its operations, in their order; nil if it is not valid
}

// Plan is an operation with what was found out when it ran and is the same each time: which fields it asks for, arguments,
// its cost. Safe for concurrent use.
type Plan struct {
	Document  *ast.QueryDocument
	Operation *ast.OperationDefinition

	// root is what is asked of the root. It is nil, and each run collects fields anew, if they depend on variables, by @skip
	// or @include, or if they are more than most, since the same is asked of objects of many types.
	root atomic.Pointer[Selection]
	most int32
	kept atomic.Int32 // at least so many fields are collected below root

	known atomic.Int32 // the cost plus one; 0 if it is not known, or depends on variables
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

// Plan returns the plan of an operation of the document; nil if it is not valid.
func (d *document) Plan(op *ast.OperationDefinition) *Plan {
	for _, p := range d.plans {
		if p.Operation == op {
			return p
		}
	}
	return nil
}

// Selection returns what the operation asks of the root, as far as it is known.
func (p *Plan) Selection() *Selection {
	if root := p.root.Load(); root != nil {
		return root
	}
	return &Selection{set: p.Operation.SelectionSet}
}

// Ran is called after a run that came to so many fields that were not known.
func (p *Plan) Ran(fields int) {
	if fields > 0 && p.kept.Add(int32(fields)) > p.most {
		p.root.Store(nil)
	}
}

// Price is the function of that name for the plan's operation.
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

// Selection is what one place of an operation asks of the objects that stand there. Its fields are collected once for each type
// of object, however many objects there are. Safe for concurrent use.
type Selection struct {
	set ast.SelectionSet
	of  atomic.Pointer[[]collected]
}

// collected are the fields that a selection set comes to for the objects of one type, with fragments expanded and what
// @skip and @include leave out left out.
type collected struct {
	object string
	fields []*Field
}

// Field is one field of an object, as the operation asks for it.
type Field struct {
	graphql.CollectedField
	*Selection
	Key string // its name in the answer as JSON, with the colon
	// constant says that no argument depends on a variable. Then args holds them once they were read, see [argumentsOf].
	Constant bool
	Args     atomic.Value
}

// Collect returns the fields of a selection for an object of a type, which implements those in satisfies, and how many of them
// were not known. operation is called if there are any.
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
	a.of.CompareAndSwap(of, &all) // if another run was quicker, this one still has what it needs
	return fields, len(fields)
}

func collectAnew(operation *graphql.OperationContext, set ast.SelectionSet, satisfies []string) []*Field {
	found := graphql.CollectFields(operation, set, satisfies)
	fields := make([]*Field, 0, len(found))
	for _, f := range found {
		same := func(other *Field) bool { return other.Alias == f.Alias }
		if i := slices.IndexFunc(fields, same); i >= 0 {
			// One field, reached through interfaces that have nothing to do with each other.
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
