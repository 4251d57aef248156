package main

import (
	_ "embed"
	"errors"
	"fmt"
	"go/types"
	"reflect"
	"slices"
	"strings"
	"text/template"

	"github.com/99designs/gqlgen/codegen"
	"github.com/99designs/gqlgen/codegen/config"
	"github.com/99designs/gqlgen/codegen/templates"
	"github.com/vektah/gqlparser/v2/ast"
)

//go:embed arguments.gotpl
var argumentsTemplate string

// shape is the arguments of one field, or of several fields with the same arguments. Those of a page (first, after,
// last and before) are the hand-written pageArgs.
type shape struct {
	Name   string
	Args   []*codegen.FieldArgument
	Fields []string // that have them, as Type.field
}

// pageNames are the arguments of a page.
const pageNames = "first after last before"

// Paged reports whether the last arguments are those of a page.
func (s *shape) Paged() bool {
	names := strings.Fields(pageNames)
	if len(s.Args) < len(names) {
		return false
	}
	last := s.Args[len(s.Args)-len(names):]
	return slices.EqualFunc(last, names, func(a *codegen.FieldArgument, name string) bool { return a.Name == name })
}

// Own returns the arguments without those of a page.
func (s *shape) Own() []*codegen.FieldArgument {
	if s.Paged() {
		return s.Args[:len(s.Args)-len(strings.Fields(pageNames))]
	}
	return s.Args
}

// key identifies a shape: arguments are the same if their names, their types and their Go types are.
func key(args []*codegen.FieldArgument) string {
	var b strings.Builder
	for _, a := range args {
		fmt.Fprintf(&b, "%s: %s %s, ", a.Name, a.Type, a.TypeReference.UniquenessKey())
	}
	return b.String()
}

// shapesOf returns the shapes of all fields, each once, by name, and sets each field's Arguments.
func shapesOf(objects []*object) ([]*shape, error) {
	byKey, byNames := make(map[string]*shape), make(map[string][]*shape)
	var shapes []*shape
	for _, o := range objects {
		for _, f := range o.Fields {
			if len(f.Args) == 0 {
				continue
			}
			s := byKey[key(f.Args)]
			if s == nil {
				s = &shape{Args: f.Args}
				byKey[key(f.Args)] = s
				byNames[s.names()] = append(byNames[s.names()], s)
				shapes = append(shapes, s)
			}
			s.Fields = append(s.Fields, o.Name+"."+f.Name)
			f.Arguments = s
		}
	}
	named := make(map[string]*shape)
	var err error
	for _, s := range shapes {
		s.Name = s.nameAmong(byNames[s.names()])
		if other := named[s.Name]; other != nil {
			err = errors.Join(err, fmt.Errorf("the arguments of %s and %s differ, but not in names or named types", s.Fields[0], other.Fields[0]))
		}
		named[s.Name] = s
	}
	slices.SortFunc(shapes, func(a, b *shape) int { return strings.Compare(a.Name, b.Name) })
	return shapes, err
}

// names returns the names of the arguments, with one name for those of a page.
func (s *shape) names() string {
	var names []string
	for _, a := range s.Args {
		names = append(names, a.Name)
	}
	return strings.ReplaceAll(strings.Join(names, " "), pageNames, "page")
}

// nameAmong returns a Go name for the shape: that of its field if there is only one; else those of its arguments, with
// the types that distinguish it from other shapes with the same names.
func (s *shape) nameAmong(alike []*shape) string {
	if len(s.Own()) > 0 && len(s.Fields) == 1 {
		return templates.LcFirst(templates.ToGo(strings.ReplaceAll(s.Fields[0], ".", "_"))) + "Args"
	}
	var name string
	names := strings.Fields(s.names())
	for i, part := range names {
		if part != "page" {
			typ := s.Args[i].Type.Name()
			if slices.ContainsFunc(alike, func(other *shape) bool { return other.Args[i].Type.Name() != typ }) {
				part = typ
			}
		}
		name += templates.UcFirst(part)
	}
	return templates.LcFirst(name) + "Args"
}

// writeArguments writes the code that reads arguments, with the input objects and enums in them.
func writeArguments(m *model) error {
	var enums []*config.TypeReference
	add := func(v *config.TypeReference) {
		for ; v != nil; v = v.Elem() {
			if v.HasEnumValues() && !slices.ContainsFunc(enums, func(e *config.TypeReference) bool { return e.Definition == v.Definition }) {
				enums = append(enums, v)
			}
		}
	}
	for _, s := range m.Shapes {
		for _, a := range s.Args {
			if len(a.ImplDirectives()) > 0 {
				return fmt.Errorf("%s: no code is made for the directives of argument %s", s.Fields[0], a.Name)
			}
			add(a.TypeReference)
		}
	}
	for _, in := range m.Inputs {
		for _, f := range in.Fields {
			zero := f.Default == nil || reflect.ValueOf(f.Default).IsZero()
			if !f.IsVariable() || f.IsResolver || f.TypeReference.IsOmittable || len(f.ImplDirectives()) > 0 || !zero {
				return fmt.Errorf("%s.%s is bound in a way that no code is made for", in.Name, f.Name)
			}
			add(f.TypeReference)
		}
		if in.HasUnmarshal() || in.IsMap() || in.PointersInUnmarshalInput {
			return fmt.Errorf("%s is bound in a way that no code is made for", in.Name)
		}
	}
	return render(m.Config, templates.Options{
		Filename: "arguments.generated.go",
		Template: argumentsTemplate,
		Data: struct {
			*model
			Enums []*config.TypeReference
		}{m, enums},
		Funcs: template.FuncMap{"read": read},
	})
}

// read returns the call that reads the value called name from r into a variable.
func read(v *config.TypeReference, name, to string) (string, error) {
	function, of := "read", v
	switch {
	case v.IsSlice():
		function, of = "readList", v.Elem()
		if of.IsSlice() || of.IsPtr() != isInput(of) {
			return "", fmt.Errorf("%s is bound to %s, which no code is made for", v.GQL, v.GO)
		}
	case isInput(v):
		if !v.IsPtr() {
			function = "readHeld"
		}
	case v.IsPtr():
		function = "readOptional"
	}
	reader, err := readerOf(of)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%s(r, %q, &%s, %s)", function, name, to, reader), nil
}

func isInput(v *config.TypeReference) bool { return v.Definition.Kind == ast.InputObject }

// readerOf returns the function that reads one value of a type that is not a list.
func readerOf(v *config.TypeReference) (string, error) {
	target := v.GO
	if v.IsPtr() {
		target = v.Elem().GO
	}
	switch {
	case isInput(v):
		return "read" + v.Definition.Name, nil
	case v.HasEnumValues():
		return "read" + v.Definition.Name, nil
	case v.Unmarshaler != nil:
		switch name, in := v.Unmarshaler.Name(), types.TypeString(types.Unalias(target), nil); {
		case name == "UnmarshalString":
			return "readString[" + templates.CurrentImports.LookupType(target) + "]", nil
		case name == "UnmarshalInt" && in == "int":
			return "readInt", nil
		case name == "UnmarshalFloatContext" && in == "float64":
			return "readFloat", nil
		case name == "UnmarshalBoolean" && in == "bool":
			return "readBoolean", nil
		}
	}
	return "", fmt.Errorf("%s as %s is read by %v, which no code is made for", v.GQL, v.GO, v.Unmarshaler)
}
