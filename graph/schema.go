package graph

import (
	"github.com/vektah/gqlparser/v2/ast"

	"forumgraph/graph/internal/query"
)

// ParsedSchema returns the schema that the API answers by. It is shared: do not change it. (Under the name Schema gqlgen
// would take it for the Go type of the schema's own description.)
func ParsedSchema() *ast.Schema { return query.Schema }
