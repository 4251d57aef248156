package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"net/http"
	"time"
)

// newSchemaFile returns the GraphQL schema as one file: the files of schema in order of their names, with their
// descriptions. It is text/plain, which a browser shows and tools also read. Its ETag is weak, because it is the same
// compressed or not.
func newSchemaFile(schema fs.FS) (http.Handler, error) {
	names, err := fs.Glob(schema, "*.graphqls") // sorted
	if err != nil {
		return nil, fmt.Errorf("schema: %w", err)
	}
	parts := make([][]byte, len(names))
	for i, name := range names {
		if parts[i], err = fs.ReadFile(schema, name); err != nil {
			return nil, fmt.Errorf("schema: %w", err)
		}
	}
	sdl := bytes.Join(parts, []byte("\n"))
	sum := sha256.Sum256(sdl)
	tag := `W/"` + hex.EncodeToString(sum[:16]) + `"`
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Type", "text/plain; charset=utf-8")
		h.Set("Cache-Control", "no-cache") // cached but revalidated: a new program may have a new schema
		h.Set("ETag", tag)
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(sdl))
	}), nil
}
