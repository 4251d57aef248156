package store

import (
	"encoding/base64"
	"fmt"
	"strings"
)

// Cursor is a place in a list: opaque to whoever asks for pages, and safe in a URL.
type Cursor string

// NewCursor returns the cursor for the last key seen in list, where list names what is walked and in which order.
func NewCursor(list, key string) Cursor {
	return Cursor(base64.RawURLEncoding.EncodeToString([]byte(list + "\x00" + key)))
}

// Key returns the key that NewCursor was given for the same list. The empty cursor gives "".
//
// Errors: ErrInvalidCursor if it is not a cursor, or belongs to another list.
func (c Cursor) Key(list string) (string, error) {
	if c == "" {
		return "", nil
	}
	b, err := base64.RawURLEncoding.DecodeString(string(c))
	if err != nil {
		return "", fmt.Errorf("cursor %q: %w", clip(string(c)), ErrInvalidCursor)
	}
	of, key, ok := strings.Cut(string(b), "\x00")
	if !ok || of != list || key == "" {
		return "", fmt.Errorf("cursor %q: made for another list: %w", clip(string(c)), ErrInvalidCursor)
	}
	return key, nil
}
