package graph

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"slices"

	"github.com/vektah/gqlparser/v2/gqlerror"

	"forumgraph/graph/internal/query"
	"forumgraph/graph/protocol"
)

// trust replaces the hash in p with the document it identifies. The error is ready for the answer.
func (e *engine) trust(p *protocol.Params) *gqlerror.Error {
	if p.Hash != "" {
		document, ok := e.o.Trusted[p.Hash]
		switch {
		case ok && p.Query != "" && p.Query != document:
			return protocol.Coded(protocol.CodeBadRequest, "the document does not match the hash; send one of the two")
		case ok:
			p.Query = document
			return nil
		case p.Query == "":
			return protocol.Coded(protocol.CodeUnknownDocument, "no trusted document has this hash, and clients cannot add one; send the document itself")
		case hashOf(p.Query) != p.Hash:
			return protocol.Coded(protocol.CodeBadRequest, "the document does not match the hash; send one of the two")
		}
	}
	if e.o.TrustedOnly && e.o.Trusted[hashOf(p.Query)] == "" {
		return protocol.Coded(protocol.CodeTrustedOnly, "this server answers only its trusted documents")
	}
	return nil
}

func hashOf(document string) string {
	sum := sha256.Sum256([]byte(document))
	return hex.EncodeToString(sum[:])
}

// ParseTrusted reads a manifest of trusted documents, a JSON object from the SHA-256 of each document, in lower-case
// hexadecimal, to the document, and returns it as [Options].Trusted expects it.
//
// The error names every bad entry and its problem: a hash that does not match the document, a document that breaks a
// limit or does not fit the schema.
func ParseTrusted(r io.Reader) (map[string]string, error) {
	trusted := make(map[string]string)
	d := json.NewDecoder(r)
	if err := d.Decode(&trusted); err != nil {
		return nil, fmt.Errorf(
			`trusted documents: %w; write a JSON object such as {"<sha256>": "query { overview { version } }"}`, err)
	}
	documents := query.NewDocuments(query.Schema, false, query.DefaultPlanBytes)
	var problems []error
	for _, hash := range slices.Sorted(maps.Keys(trusted)) {
		if sum := hashOf(trusted[hash]); sum != hash {
			problems = append(problems, fmt.Errorf(
				"trusted document %q: the document's hash is %s; correct it, or restore the document", hash, sum))
			continue
		}
		if _, errs := documents.Prepare(trusted[hash]); len(errs) > 0 {
			problems = append(problems, fmt.Errorf("trusted document %q: %w", hash, errs))
		}
	}
	if err := errors.Join(problems...); err != nil {
		return nil, err
	}
	return trusted, nil
}

// WriteTrusted writes a manifest, which [ParseTrusted] reads, of the *.graphql files in folder. Clients must send the
// hash of a file's exact bytes.
//
// Errors name the file: one that cannot be read, that breaks a limit or that does not fit the schema.
func WriteTrusted(w io.Writer, folder fs.FS) error {
	files, err := fs.Glob(folder, "*.graphql")
	if err != nil {
		return err
	}
	documents := query.NewDocuments(query.Schema, false, query.DefaultPlanBytes)
	trusted := make(map[string]string, len(files))
	for _, file := range files {
		b, err := fs.ReadFile(folder, file)
		if err != nil {
			return err
		}
		if _, errs := documents.Prepare(string(b)); len(errs) > 0 {
			return fmt.Errorf("%s: %w", file, errs)
		}
		trusted[hashOf(string(b))] = string(b)
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(trusted)
}
