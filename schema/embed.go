// Package schema holds the GraphQL schema, one file per subject. It is a published contract: fields are added, and
// deprecated before they go, but never change their meaning.
package schema

import "embed"

// FS holds every .graphqls file of the schema at its root.
//
//go:embed *.graphqls
var FS embed.FS
