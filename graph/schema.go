package graph

import (
	"github.com/vektah/gqlparser/v2/ast"

	"forumgraph/graph/internal/query"
)

// Schema returns the schema of the API. It is shared: do not change it.
func Schema() *ast.Schema { return query.Schema }
