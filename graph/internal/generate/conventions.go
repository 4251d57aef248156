package main

import (
	"fmt"
	"go/types"
	"slices"
	"strings"

	"github.com/99designs/gqlgen/codegen/config"
	"github.com/99designs/gqlgen/codegen/templates"
	"github.com/vektah/gqlparser/v2/ast"
)

// Conventions answer fields that gqlgen cannot bind to Go and that need no decision. A field without a convention, or
// with resolver: true in gqlgen.yml, has a hand-written resolver.
//
//   - A String from a store.Text is in the language of the argument lang, or in the one the request prefers.
//   - A node's label and name are what its method Label returns in that language.
//   - A list of String from aliases is their texts; aliasDetails of a node are the aliases themselves.
//   - A String from a Go value with a method String is what that returns; a zero value is null where null is allowed.
//   - A node, or a list of nodes, from IDs or references is loaded.
//   - A field of the root that is named for a kind and takes an ID looks the node up.
//   - A list has its source in [lists]; a connection of the root without one holds all nodes of its kind.
//
// In answer.gotpl: an empty string or struct is null where null is allowed.

// convention is how a field is answered: the Go expression for its value, rendered once the imports of its file are
// known, and whether the expression has an error as its second value.
type convention struct {
	value func(*field) string
	fails bool
}

// unbind keeps gqlgen from binding fields of nodes to Go members with the same name but another meaning.
func unbind(cfg *config.Config) {
	for name, def := range cfg.Schema.Types {
		if def.Kind != ast.Object || !slices.Contains(def.Interfaces, "Node") {
			continue
		}
		typ := cfg.Models[name]
		if typ.Fields == nil {
			typ.Fields = make(map[string]config.TypeMapField)
		}
		typ.Fields["label"] = config.TypeMapField{Resolver: true}
		typ.Fields["name"] = config.TypeMapField{Resolver: true}
		typ.Fields["aliasDetails"] = config.TypeMapField{FieldName: "Aliases"}
		cfg.Models[name] = typ
	}
}

// bind applies the first convention that fits a field, if any. The field then has no resolver.
func (m *model) bind(f *field) {
	if !f.IsResolver {
		return
	}
	f.convention = m.conventionFor(f)
	if f.convention != nil {
		f.IsResolver = false
	}
}

func (m *model) conventionFor(f *field) *convention {
	isNode := slices.Contains(f.Object.Interfaces, "Node")
	if isNode && (f.Name == "label" || f.Name == "name") {
		return f.text("obj.Label(langOf(ctx, a.lang))")
	}
	if m.Config.Models[f.Object.Name].Fields[f.Name].Resolver {
		return nil
	}
	if found := m.list(f); found != nil {
		return found
	}
	if f.Object.Root {
		return lookedUp(f)
	}
	member := memberNamed(f.Object.Type, f.GoFieldName)
	if member == nil {
		return nil
	}
	from := "obj." + member.Name()
	switch typ := types.TypeString(member.Type(), nil); {
	case typ == "forumgraph/store.Text" && isString(f) && f.FieldDefinition.Arguments.ForName("lang") != nil:
		return f.text(from + ".In(langOf(ctx, a.lang))")
	case typ == "[]forumgraph/store.Alias" && f.Type.Name() == "String":
		return &convention{value: constant("aliasTexts(" + from + ")")}
	case isString(f) && memberNamed(member.Type(), "String") != nil:
		if f.Type.NonNull {
			return f.text(from + ".String()")
		}
		return f.text("textUnlessZero(" + from + ")")
	case typ == "forumgraph/store.ID" && isComposite(f) && f.Type.NonNull:
		return loaded("loadOne", from)
	case typ == "forumgraph/store.ID" && isComposite(f):
		return loaded("loadOptional", from)
	case typ == "[]forumgraph/store.ID" && isComposite(f) && f.TypeReference.IsSlice():
		return loaded("load", from)
	case typ == "[]forumgraph/store.Ref" && isComposite(f) && f.TypeReference.IsSlice():
		return loaded("loadRefs", from)
	}
	return nil
}

func constant(value string) func(*field) string { return func(*field) string { return value } }

func isString(f *field) bool { return f.Type.NamedType == "String" }

func isComposite(f *field) bool { return f.TypeReference.Definition.IsCompositeType() }

// text is a Go string, also where null is allowed.
func (f *field) text(value string) *convention {
	ref := *f.TypeReference
	ref.GO = types.Typ[types.String]
	f.TypeReference = &ref
	return &convention{value: constant(value)}
}

// loaded is what a function loads for the IDs or references in a Go expression.
func loaded(function, from string) *convention {
	return &convention{fails: true, value: func(f *field) string {
		node := f.TypeReference.GO
		if f.TypeReference.IsSlice() {
			node = f.TypeReference.Elem().GO
		}
		return fmt.Sprintf("%s[%s](ctx, %s)", function, templates.CurrentImports.LookupType(node), from)
	}}
}

// lookedUp looks up the node of the kind that a field of the root is named for; nil for another field.
func lookedUp(f *field) *convention {
	kind := f.TypeReference.Definition
	if kind.Kind != ast.Object || templates.LcFirst(kind.Name) != f.Name || len(f.Args) != 1 || f.Args[0].Name != "id" {
		return nil
	}
	return &convention{fails: true, value: func(f *field) string {
		return fmt.Sprintf("lookupOne[%s](ctx, store.Kind%s, a.id)", templates.CurrentImports.LookupType(f.TypeReference.GO), kind.Name)
	}}
}

// memberNamed returns the method or field with a name in a Go type, as gqlgen finds it; nil if there is none.
func memberNamed(t types.Type, name string) types.Object {
	set := types.NewMethodSet(types.NewPointer(t))
	for i := range set.Len() {
		if m := set.At(i).Obj(); m.Exported() && strings.EqualFold(m.Name(), name) {
			return m
		}
	}
	s, ok := t.Underlying().(*types.Struct)
	if !ok {
		return nil
	}
	for v := range s.Fields() {
		if v.Exported() && strings.EqualFold(v.Name(), name) {
			return v
		}
	}
	for v := range s.Fields() {
		if v.Embedded() {
			if found := memberNamed(v.Type(), name); found != nil {
				return found
			}
		}
	}
	return nil
}
