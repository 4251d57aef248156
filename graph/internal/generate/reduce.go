package main

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"regexp"
	"strings"

	"golang.org/x/tools/imports"
)

// reduce takes out of a file of gqlgen's what writes answers, and what runs it.
func reduce(file string) error {
	code, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	if bytes.HasPrefix(code, []byte(header)) {
		return nil // of an earlier run of this program
	}
	tree, err := parser.ParseFile(token.NewFileSet(), file, code, parser.ParseComments)
	if err != nil {
		return err
	}
	var left []byte
	from := 0
	for _, decl := range tree.Decls {
		if !writesAnswers(decl) {
			continue
		}
		start := decl.Pos()
		if doc := docOf(decl); doc != nil {
			start = doc.Pos()
		}
		left = append(left, code[from:start-tree.FileStart]...)
		from = int(decl.End() - tree.FileStart)
	}
	left = append(left, code[from:]...)
	left, err = imports.Process(file, regions.ReplaceAll(left, nil), nil)
	if err != nil {
		return err
	}
	return os.WriteFile(file, left, 0o644)
}

// regions matches the comments by which gqlgen tells what its templates wrote.
var regions = regexp.MustCompile(`(?m)^// (end)?region .*\n`)

func docOf(decl ast.Decl) *ast.CommentGroup {
	switch d := decl.(type) {
	case *ast.FuncDecl:
		return d.Doc
	case *ast.GenDecl:
		return d.Doc
	}
	return nil
}

// writesAnswers reports whether a declaration is for writing answers, or for running an operation as gqlgen does.
func writesAnswers(decl ast.Decl) bool {
	switch d := decl.(type) {
	case *ast.FuncDecl:
		if receiver(d) == "executionContext" {
			for _, prefix := range []string{"_", "marshal", "fieldContext_", "childFields_"} {
				if strings.HasPrefix(d.Name.Name, prefix) {
					return true
				}
			}
		}
		return receiver(d) == "executableSchema" || d.Name.Name == "NewExecutableSchema" || d.Name.Name == "newExecutionContext"
	case *ast.GenDecl:
		switch spec := d.Specs[0].(type) {
		case *ast.TypeSpec:
			switch spec.Name.Name {
			case "Config", "DirectiveRoot", "ComplexityRoot", "executableSchema", "executionContext":
				return true
			}
		case *ast.ValueSpec:
			return strings.HasSuffix(spec.Names[0].Name, "Implementors")
		}
	}
	return false
}

// receiver returns the name of the type that a method is of; "" for a function.
func receiver(d *ast.FuncDecl) string {
	if d.Recv == nil {
		return ""
	}
	if pointer, ok := d.Recv.List[0].Type.(*ast.StarExpr); ok {
		if name, ok := pointer.X.(*ast.Ident); ok {
			return name.Name
		}
	}
	return ""
}
