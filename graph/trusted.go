package graph

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
)

// ParseTrusted reads a manifest of trusted documents, a JSON object with the SHA-256 of each document in lower-case
// hexadecimal and the document itself, and returns it as [Options].Trusted takes it.
//
// Errors name every entry whose hash is not that of its document.
func ParseTrusted(r io.Reader) (map[string]string, error) {
	var trusted map[string]string
	if err := json.NewDecoder(r).Decode(&trusted); err != nil {
		return nil, fmt.Errorf("trusted documents: %w", err)
	}
	var problems []error
	for _, hash := range slices.Sorted(maps.Keys(trusted)) {
		sum := sha256.Sum256([]byte(trusted[hash]))
		if is := hex.EncodeToString(sum[:]); is != hash {
			problems = append(problems, fmt.Errorf("trusted document %q: the document's hash is %s; correct it, or restore the document", hash, is))
		}
	}
	if err := errors.Join(problems...); err != nil {
		return nil, err
	}
	return trusted, nil
}
