package query

import (
	"fmt"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"forumgraph/schema"
)

// Schema is the schema of the API. It is shared: do not change it.
var Schema = parseSchema()

// parseSchema parses the files of package schema. It panics if they are invalid, which the tests detect.
func parseSchema() *ast.Schema {
	files, err := schema.FS.ReadDir(".")
	if err != nil {
		panic(fmt.Errorf("list the embedded schema: %w", err))
	}
	var sources []*ast.Source
	for _, f := range files {
		text, err := schema.FS.ReadFile(f.Name())
		if err != nil {
			panic(fmt.Errorf("read the embedded schema: %w", err))
		}
		sources = append(sources, &ast.Source{Name: f.Name(), Input: string(text)})
	}
	return gqlparser.MustLoadSchema(sources...)
}
