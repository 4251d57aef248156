package graph

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/validator"
	"github.com/vektah/gqlparser/v2/validator/core"
)

// oneOfVariables refuses a variable that may be null as the only field of a @oneOf input object. The literals around it
// are gqlparser's to check.
var oneOfVariables = core.Rule{
	Name: "OneOfVariables",
	RuleFunc: func(observers *core.Events, refuse core.AddErrFunc) {
		observers.OnValue(func(_ *core.Walker, v *ast.Value) {
			if v.Kind != ast.ObjectValue || !isOneOf(v.Definition) || len(v.Children) != 1 {
				return
			}
			child := v.Children[0].Value
			if def := child.VariableDefinition; child.Kind == ast.Variable && def != nil && !def.Type.NonNull {
				refuse(core.Message(`Variable "$%s" is of type "%s" but must be non-nullable to be used for OneOf Input Object "%s".`,
					child.Raw, def.Type, v.Definition.Name), core.At(child.Position))
			}
		})
	},
}

func isOneOf(def *ast.Definition) bool {
	return def != nil && def.Kind == ast.InputObject && def.Directives.ForName("oneOf") != nil
}

// coerce returns the values of an operation's variables: given ones converted and checked, others with their defaults.
// given may be changed. The error stands as it is shown.
//
// It asks more than gqlparser does: exactly one field of a @oneOf object, and an enum's value as the schema spells it.
func coerce(schema *ast.Schema, op *ast.OperationDefinition, given map[string]any) (map[string]any, *gqlerror.Error) {
	values, err := validator.VariableValues(schema, op, given)
	if err != nil {
		g, ok := err.(*gqlerror.Error)
		if !ok {
			g = gqlerror.Errorf("the variables are not of the types that the operation declares")
		}
		setCode(g, CodeInvalidVariables)
		return nil, g
	}
	for _, def := range op.VariableDefinitions {
		if v, ok := values[def.Variable]; ok {
			c := coercion{schema: schema, path: ast.Path{ast.PathName("variable"), ast.PathName(def.Variable)}}
			if err := c.value(def.Type, v); err != nil {
				return nil, err
			}
		}
	}
	return values, nil
}

// coercion checks one variable's value; path leads to the part being looked at.
type coercion struct {
	schema *ast.Schema
	path   ast.Path
}

func (c *coercion) refuse(format string, args ...any) *gqlerror.Error {
	return &gqlerror.Error{
		Message: fmt.Sprintf(format, args...), Path: slices.Clone(c.path), Extensions: map[string]any{"code": CodeInvalidVariables},
	}
}

func (c *coercion) in(element ast.PathElement, typ *ast.Type, v any) *gqlerror.Error {
	c.path = append(c.path, element)
	defer func() { c.path = c.path[:len(c.path)-1] }()
	return c.value(typ, v)
}

func (c *coercion) value(typ *ast.Type, v any) *gqlerror.Error {
	if v == nil {
		return nil
	}
	if typ.Elem != nil {
		list := reflect.ValueOf(v) // a list of any, or of the one type that gqlparser made one value a list of
		if list.Kind() != reflect.Slice {
			return c.value(typ.Elem, v)
		}
		for i := range list.Len() {
			if err := c.in(ast.PathIndex(i), typ.Elem, list.Index(i).Interface()); err != nil {
				return err
			}
		}
		return nil
	}
	switch def := c.schema.Types[typ.NamedType]; def.Kind {
	case ast.Enum:
		// gqlparser takes any spelling, and numbers.
		if name, ok := v.(string); !ok || def.EnumValues.ForName(name) == nil {
			return c.refuse("this is no value of %s", def.Name)
		}
	case ast.Scalar:
		// gqlparser takes fractions for IDs and passes numbers of any length.
		if n, ok := v.(json.Number); ok && (def.Name == "Int" || def.Name == "ID") {
			if _, err := n.Int64(); err != nil {
				return c.refuse("this is no value of %s", def.Name)
			}
		}
	case ast.InputObject:
		return c.object(def, v)
	}
	return nil
}

func (c *coercion) object(def *ast.Definition, v any) *gqlerror.Error {
	object, ok := v.(map[string]any)
	if !ok {
		return nil
	}
	if isOneOf(def) {
		if len(object) != 1 {
			return c.refuse("Exactly one key must be specified for OneOf type %q.", def.Name)
		}
		for name, value := range object {
			if value == nil {
				return c.refuse("Field %q for OneOf type %q must be non-null.", name, def.Name)
			}
		}
	}
	for _, f := range def.Fields {
		if value, ok := object[f.Name]; ok {
			if err := c.in(ast.PathName(f.Name), f.Type, value); err != nil {
				return err
			}
		}
	}
	return nil
}
