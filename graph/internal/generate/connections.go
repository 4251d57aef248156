package main

import (
	"bytes"
	"fmt"
	"go/format"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/99designs/gqlgen/codegen/config"
	"github.com/vektah/gqlparser/v2/ast"
)

// writeConnections writes the Go types of the schema's connections and of their edges, which gqlgen then finds by name:
// instances of Connection, of Edge and, for edges that hold more than a cursor and a node, of NeighborEdge. It leaves out
// those that package execution declares itself.
func writeConnections(cfg *config.Config) error {
	written, err := declared(cfg.Exec.Dir())
	if err != nil {
		return err
	}
	var code bytes.Buffer
	fmt.Fprintf(&code, "%s\npackage %s\n\nimport \"forumgraph/store\"\n\ntype (\n", header, cfg.Exec.Package)
	for _, name := range slices.Sorted(maps.Keys(cfg.Schema.Types)) {
		def := cfg.Schema.Types[name]
		if written[name] {
			continue
		}
		node := def.Fields.ForName("node")
		switch {
		case strings.HasSuffix(name, "Connection"):
			node = def.Fields.ForName("nodes")
			fmt.Fprintf(&code, "%s = Connection[%s, *%s]\n", name, goNode(cfg, node), def.Fields.ForName("edges").Type.Name())
		case def.Kind != ast.Object || !strings.HasSuffix(name, "Edge"):
		case len(def.Fields) == 2: // cursor and node
			fmt.Fprintf(&code, "%s = Edge[%s]\n", name, goNode(cfg, node))
		default:
			fmt.Fprintf(&code, "%s = NeighborEdge[%s]\n", name, goNode(cfg, node))
		}
	}
	code.WriteString(")\n")
	formatted, err := format.Source(code.Bytes())
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(cfg.Exec.Dir(), "connection.generated.go"), formatted, 0o644)
}

// goNode returns the Go type of the elements of a connection: a node of package store, or a type of package execution.
func goNode(cfg *config.Config, f *ast.FieldDefinition) string {
	switch def := cfg.Schema.Types[f.Type.Name()]; {
	case def.Kind == ast.Interface:
		return "store." + def.Name
	case slices.Contains(def.Interfaces, "Node"):
		return "*store." + def.Name
	default:
		return "*" + def.Name
	}
}

// typeDeclaration begins the declaration of a type in formatted code.
var typeDeclaration = regexp.MustCompile(`(?m)^type (\w+)`)

// declared returns the names of the types in the hand-written files of a folder.
func declared(dir string) (map[string]bool, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		return nil, err
	}
	names := make(map[string]bool)
	for _, file := range files {
		if strings.HasSuffix(file, ".generated.go") {
			continue
		}
		code, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		for _, match := range typeDeclaration.FindAllSubmatch(code, -1) {
			names[string(match[1])] = true
		}
	}
	return names, nil
}
