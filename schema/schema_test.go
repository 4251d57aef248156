package schema_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"

	"forumgraph/graph"
)

// own returns the types that the schema itself defines.
func own(s *ast.Schema) []*ast.Definition {
	var types []*ast.Definition
	for _, def := range s.Types {
		if !def.BuiltIn {
			types = append(types, def)
		}
	}
	return types
}

// Every type, field, argument and enum value says in whole sentences what it is.
func TestDescriptions(t *testing.T) {
	described := func(what, description string) {
		switch {
		case strings.TrimSpace(description) == "":
			t.Errorf("%s has no description", what)
		case !strings.HasSuffix(strings.TrimSpace(description), "."):
			t.Errorf("%s: the description is no sentence: %q", what, description)
		}
	}
	for _, def := range own(graph.Schema()) {
		described(def.Name, def.Description)
		for _, v := range def.EnumValues {
			described(def.Name+"."+v.Name, v.Description)
		}
		for _, f := range def.Fields {
			if strings.HasPrefix(f.Name, "__") {
				continue
			}
			described(def.Name+"."+f.Name, f.Description)
			for _, a := range f.Arguments {
				described(def.Name+"."+f.Name+"("+a.Name+":)", a.Description)
			}
			if !f.Type.NonNull && f.Type.Elem == nil && !strings.Contains(f.Description, "null") {
				t.Errorf("%s.%s may be null; say when: %q", def.Name, f.Name, f.Description)
			}
		}
	}
}

// Names follow one style, and the schema has one word for each notion: an edge is never a link, an arc or a relation.
func TestNames(t *testing.T) {
	styles := map[string]*regexp.Regexp{
		"type":  regexp.MustCompile(`^[A-Z][A-Za-z]*$`),
		"field": regexp.MustCompile(`^[a-z][A-Za-z0-9]*$`),
		"value": regexp.MustCompile(`^[A-Z]+(_[A-Z]+)*$`),
	}
	other := regexp.MustCompile(`^(link|arc|relation)s?([A-Z]|$)|(Link|Arc|Relation)s?([A-Z]|$)`)
	named := func(style, name string) {
		if !styles[style].MatchString(name) {
			t.Errorf("%s %s is not written as a %s", style, name, style)
		}
		if other.MatchString(name) {
			t.Errorf("%s %s: say edge, or relationship", style, name)
		}
	}
	for _, def := range own(graph.Schema()) {
		named("type", def.Name)
		for _, v := range def.EnumValues {
			named("value", v.Name)
		}
		for _, f := range def.Fields {
			if strings.HasPrefix(f.Name, "__") {
				continue
			}
			named("field", f.Name)
			for _, a := range f.Arguments {
				named("field", a.Name)
			}
		}
	}
}

// A connection has the fields and arguments of the Relay specification; the suffix Edge is kept for its edges.
func TestConnections(t *testing.T) {
	s := graph.Schema()
	want := map[string]string{"edges": "Edge!]!", "nodes": "!]!", "pageInfo": "PageInfo!", "totalCount": "Int!"}
	for _, def := range own(s) {
		if strings.HasSuffix(def.Name, "Edge") && def.Kind == ast.Object {
			if f := def.Fields.ForName("cursor"); f == nil || f.Type.String() != "String!" {
				t.Errorf("%s has no cursor: String!", def.Name)
			}
			if def.Fields.ForName("node") == nil || s.Types[strings.TrimSuffix(def.Name, "Edge")+"Connection"] == nil {
				t.Errorf("%s is no edge of a connection", def.Name)
			}
		}
		if strings.HasSuffix(def.Name, "Connection") {
			for name, suffix := range want {
				if f := def.Fields.ForName(name); f == nil || !strings.HasSuffix(f.Type.String(), suffix) {
					t.Errorf("%s.%s does not end in %s", def.Name, name, suffix)
				}
			}
		}
		for _, f := range def.Fields {
			if !strings.HasSuffix(f.Type.Name(), "Connection") {
				continue
			}
			for name, typ := range map[string]string{"first": "Int", "after": "String", "last": "Int", "before": "String"} {
				if a := f.Arguments.ForName(name); a == nil || a.Type.String() != typ {
					t.Errorf("%s.%s has no argument %s: %s", def.Name, f.Name, name, typ)
				}
			}
		}
	}
}
