package main

import (
	"cmp"
	_ "embed"
	"errors"
	"fmt"
	"go/types"
	"path/filepath"
	"slices"
	"strings"
	"text/template"

	"github.com/99designs/gqlgen/codegen"
	"github.com/99designs/gqlgen/codegen/config"
	"github.com/99designs/gqlgen/codegen/templates"
	"github.com/vektah/gqlparser/v2/ast"
)

//go:embed answer.gotpl
var answerTemplate string

// answers is the input of one generated file: the types of one schema file.
type answers struct {
	Objects    []*object
	Interfaces []*codegen.Interface
	Values     []*config.TypeReference // the types of fields and of their elements
}

// writeAnswers writes the code that writes answers: name.answer.generated.go for each schema file name.graphqls.
func writeAnswers(m *model) error {
	files := make(map[string]*answers)
	of := func(p *ast.Position) *answers {
		name := strings.TrimSuffix(filepath.Base(p.Src.Name), filepath.Ext(p.Src.Name))
		if files[name] == nil {
			files[name] = &answers{}
		}
		return files[name]
	}
	for _, o := range m.Objects {
		f := of(o.Position)
		f.Objects = append(f.Objects, o)
	}
	for _, i := range m.Interfaces {
		f := of(i.Position)
		f.Interfaces = append(f.Interfaces, i)
	}
	values, err := valuesOf(m.Objects)
	if err != nil {
		return err
	}
	for _, v := range values {
		f := of(v.Definition.Position)
		f.Values = append(f.Values, v)
	}
	for name, f := range files {
		slices.SortFunc(f.Interfaces, func(a, b *codegen.Interface) int { return cmp.Compare(a.Name, b.Name) })
		if err := render(m.Config, templates.Options{
			Filename: name + ".answer.generated.go",
			Template: answerTemplate,
			Data:     f,
			Funcs:    template.FuncMap{"scalar": scalar, "nullable": nullable, "structs": structs, "zero": zero},
		}); err != nil {
			return err
		}
	}
	return nil
}

// valuesOf returns the types of the objects' fields, and of the elements of list fields, each once, by name.
func valuesOf(objects []*object) ([]*config.TypeReference, error) {
	found := make(map[string]*config.TypeReference)
	var err error
	add := func(v *config.TypeReference) {
		for ; v != nil; v = elementOf(v) {
			found[v.UniquenessKey()] = v
			if v.IsPtrToSlice() || v.IsPtrToPtr() || v.IsPtrToIntf() {
				err = errors.Join(err, fmt.Errorf("%s is bound to %s, which no code is made for", v.GQL, v.GO))
			}
		}
	}
	for _, o := range objects {
		for _, f := range o.Fields {
			add(f.TypeReference)
		}
	}
	var values []*config.TypeReference
	for _, v := range found {
		values = append(values, v)
	}
	slices.SortFunc(values, func(a, b *config.TypeReference) int { return cmp.Compare(a.UniquenessKey(), b.UniquenessKey()) })
	return values, err
}

// elementOf returns the type of a list's elements; nil if v is not a list, or its elements need no function.
func elementOf(v *config.TypeReference) *config.TypeReference {
	if !v.IsSlice() || structs(v) {
		return nil
	}
	return v.Elem()
}

// structs reports whether a list holds its objects by value instead of by pointer.
func structs(v *config.TypeReference) bool {
	return v.IsSlice() && v.Definition.Kind == ast.Object && v.Elem().IsStruct()
}

// zero returns the Go value that means null in a nullable type without nil: an empty string, or an empty struct; "" for
// another type.
func zero(v *config.TypeReference) string {
	if v.GQL.NonNull {
		return ""
	}
	switch typ := v.GO.Underlying().(type) {
	case *types.Basic:
		if typ.Info()&types.IsString != 0 {
			return `""`
		}
	case *types.Struct:
		return "(" + templates.CurrentImports.LookupType(v.GO) + "{})"
	}
	return ""
}

func nullable(t *ast.Type) bool { return !t.NonNull }

// scalar returns the call that writes a scalar or an enum: v or, if it is a pointer, *v.
func scalar(v *config.TypeReference) (string, error) {
	value := "v"
	if v.IsNilable() {
		value = "*v"
	}
	convert := func(to string) string {
		if types.Identical(types.Unalias(v.Target), types.Universe.Lookup(to).Type()) {
			return value
		}
		return to + "(" + value + ")"
	}
	name := v.Marshaler.Name()
	switch {
	case v.HasEnumValues():
	case name == "MarshalString":
		return "string(" + convert("string") + ")", nil
	case name == "MarshalInt":
		return "int(" + convert("int") + ")", nil
	case name == "MarshalUint64":
		return "uint64(" + convert("uint64") + ")", nil
	case name == "MarshalBoolean":
		return "bool(" + convert("bool") + ")", nil
	case name == "MarshalFloatContext":
		return "float(ctx, " + convert("float64") + ")", nil
	}
	return "", fmt.Errorf("%s as %s is written by %s, which no code is made for", v.GQL, v.GO, name)
}
