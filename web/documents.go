package web

import (
	_ "embed"
	"regexp"
)

//go:embed src/api/documents.ts
var typedDocuments string

// What graphql-codegen writes for an operation; fragments have other names. A GraphQL document holds no backtick and no
// dollar sign before a brace, and none of ours a backslash, so the text between the backticks is the string it stands for.
var typedDocument = regexp.MustCompile("(?m)^export const \\w+Document = new TypedDocumentString\\(`([^`\\\\]*)`")

// Documents returns the GraphQL documents that the network view asks, byte by byte as it sends them, in the order of their
// files. A server that answers trusted documents alone must trust these.
//
// They are read from the typed documents that the view is built from, so that the two cannot differ.
func Documents() []string {
	var all []string
	for _, m := range typedDocument.FindAllStringSubmatch(typedDocuments, -1) {
		all = append(all, m[1])
	}
	return all
}
