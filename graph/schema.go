package graph

import (
	"github.com/vektah/gqlparser/v2/ast"

	"forumgraph/graph/internal/query"
)

// ParsedSchema returns the schema of the API. It is shared: do not change it. (The name Schema is taken: gqlgen would
// bind a Go type of that name to the schema's own description.)
func ParsedSchema() *ast.Schema { return query.Schema }
