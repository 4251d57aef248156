package query

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"forumgraph/graph/protocol"
)

// Coerce returns the values of an operation's variables: the given ones checked and converted, the others with their
// defaults. given has the form of [protocol.Variables] and is not changed. The error is ready for the answer.
//
// It follows the specification's section Input Coercion, more strictly than gqlparser's VariableValues does. A text is
// never a number. Int accepts only integers: 1.0 and 1e3 are errors, as the literal 1.0 in a document is. JSON does not
// distinguish integers, and writes other numbers this way.
func Coerce(schema *ast.Schema, op *ast.OperationDefinition, given map[string]any) (map[string]any, *gqlerror.Error) {
	values := make(map[string]any, len(op.VariableDefinitions))
	for _, def := range op.VariableDefinitions {
		c := coercion{schema: schema, path: ast.Path{ast.PathName("variable"), ast.PathName(def.Variable)}}
		v, ok := given[def.Variable]
		var err *gqlerror.Error
		switch {
		case ok:
			v, err = c.value(def.Type, v)
		case def.DefaultValue != nil: // validated with the document
			var wrong error
			if v, wrong = def.DefaultValue.Value(nil); wrong != nil {
				err = c.refuse("the default is not a value of %s", def.Type)
			}
		case def.Type.NonNull:
			err = c.refuse("the operation needs this variable; give it a value of %s", def.Type)
		default:
			continue
		}
		if err != nil {
			return nil, err
		}
		values[def.Variable] = v
	}
	return values, nil
}

// coercion converts one variable's value; path leads to the current part.
type coercion struct {
	schema *ast.Schema
	path   ast.Path
}

func (c *coercion) refuse(format string, args ...any) *gqlerror.Error {
	return &gqlerror.Error{
		Message: fmt.Sprintf(format, args...), Path: slices.Clone(c.path), Extensions: map[string]any{"code": protocol.CodeInvalidVariables},
	}
}

func (c *coercion) in(element ast.PathElement, typ *ast.Type, v any) (any, *gqlerror.Error) {
	c.path = append(c.path, element)
	defer func() { c.path = c.path[:len(c.path)-1] }()
	return c.value(typ, v)
}

func (c *coercion) value(typ *ast.Type, v any) (any, *gqlerror.Error) {
	switch {
	case v == nil && typ.NonNull:
		return nil, c.refuse("null is not a value of %s; give one, or leave the whole out", typ)
	case v == nil:
		return nil, nil
	case typ.Elem != nil:
		return c.list(typ.Elem, v)
	}
	switch def := c.schema.Types[typ.NamedType]; def.Kind {
	case ast.Enum:
		return c.enum(def, v)
	case ast.Scalar:
		return c.scalar(def.Name, v)
	default:
		return c.object(def, v)
	}
}

// list converts a list; any other value is a list of one.
func (c *coercion) list(elem *ast.Type, v any) (any, *gqlerror.Error) {
	given, ok := v.([]any)
	if !ok {
		given = []any{v}
	}
	list := make([]any, len(given))
	for i, v := range given {
		var err *gqlerror.Error
		if list[i], err = c.in(ast.PathIndex(i), elem, v); err != nil {
			return nil, err
		}
	}
	return list, nil
}

func (c *coercion) enum(def *ast.Definition, v any) (any, *gqlerror.Error) {
	name, ok := v.(string)
	if !ok {
		return nil, c.refuse("%s takes the name of one of its values, and this is %s", def.Name, jsonKind(v))
	}
	if def.EnumValues.ForName(name) == nil {
		return nil, c.refuse("%s has no value of this name; its values are written in capitals, as in the schema", def.Name)
	}
	return name, nil
}

func (c *coercion) scalar(name string, v any) (any, *gqlerror.Error) {
	wrong := func(takes string) *gqlerror.Error {
		return c.refuse("%s takes %s, and this is %s", name, takes, jsonKind(v))
	}
	switch name {
	case "Int":
		n, ok := v.(json.Number)
		if !ok {
			err := wrong("a whole number")
			if _, isText := v.(string); isText {
				err.Message += "; write the number without quotation marks"
			}
			return nil, err
		}
		return c.whole(n)
	case "Float":
		n, ok := v.(json.Number)
		if !ok {
			return nil, wrong("a number")
		}
		f, err := n.Float64()
		if err != nil {
			return nil, c.refuse("Float takes numbers up to 1.7e308, and this is beyond")
		}
		return f, nil
	case "ID":
		if n, ok := v.(json.Number); ok && isInteger(n) {
			return string(n), nil
		}
		if _, ok := v.(string); !ok {
			return nil, wrong("a text or a whole number")
		}
	case "String":
		if _, ok := v.(string); !ok {
			return nil, wrong("a text")
		}
	case "Boolean":
		if _, ok := v.(bool); !ok {
			return nil, wrong("true or false")
		}
	}
	return v, nil
}

// whole converts the value of an Int.
func (c *coercion) whole(n json.Number) (any, *gqlerror.Error) {
	if !isInteger(n) {
		if f, err := n.Float64(); err == nil && f == math.Trunc(f) && math.Abs(f) <= math.MaxInt32 {
			return nil, c.refuse("Int takes a whole number without a decimal point or an exponent; write %d", int64(f))
		}
		return nil, c.refuse("Int takes a whole number, and this has a fraction or an exponent")
	}
	i, err := strconv.ParseInt(string(n), 10, 32)
	if err != nil {
		return nil, c.refuse("Int takes whole numbers from %d to %d, and this is beyond", math.MinInt32, math.MaxInt32)
	}
	return i, nil
}

// isInteger reports whether a number is written as an integer.
func isInteger(n json.Number) bool { return !strings.ContainsAny(string(n), ".eE") }

// jsonKind names what a value is in JSON.
func jsonKind(v any) string {
	switch v.(type) {
	case string:
		return "a text"
	case json.Number:
		return "a number"
	case bool:
		return "a boolean"
	case []any:
		return "a list"
	}
	return "an object"
}

func (c *coercion) object(def *ast.Definition, v any) (any, *gqlerror.Error) {
	given, ok := v.(map[string]any)
	if !ok {
		return nil, c.refuse("%s takes an object, and this is %s", def.Name, jsonKind(v))
	}
	for _, name := range slices.Sorted(maps.Keys(given)) {
		if def.Fields.ForName(name) == nil {
			c.path = append(c.path, ast.PathName(name))
			return nil, c.refuse("%s has no field of this name", def.Name)
		}
	}
	if isOneOf(def) {
		if len(given) != 1 {
			return nil, c.refuse("Exactly one key must be specified for OneOf type %q.", def.Name)
		}
		for name, value := range given {
			if value == nil {
				return nil, c.refuse("Field %q for OneOf type %q must be non-null.", name, def.Name)
			}
		}
	}
	object := make(map[string]any, len(given))
	for _, f := range def.Fields {
		value, ok := given[f.Name]
		if !ok {
			if f.Type.NonNull && f.DefaultValue == nil {
				c.path = append(c.path, ast.PathName(f.Name))
				return nil, c.refuse("%s needs this field; give it a value of %s", def.Name, f.Type)
			}
			continue // an absent input field becomes the zero value: see internal/generate
		}
		var err *gqlerror.Error
		if object[f.Name], err = c.in(ast.PathName(f.Name), f.Type, value); err != nil {
			return nil, err
		}
	}
	return object, nil
}
