package query

import (
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator/core"
)

// oneOfVariables refuses a nullable variable as the only field of a @oneOf input object. gqlparser checks the literals.
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
