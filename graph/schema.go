package graph

import (
	"github.com/vektah/gqlparser/v2/ast"

	"forumgraph/graph/internal/query"
)

// ParsedSchema returns the schema of the API. It is shared: do not change it. (If it were called Schema, gqlgen would
// take it for the Go type of the schema's own description.)
func ParsedSchema() *ast.Schema { return query.Schema }
