package store

import (
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"
)

// Cursor is a place in a list: opaque to whoever asks for pages, and safe in a URL.
type Cursor string

// NewCursor returns the cursor for the last key seen in list, where list names what is walked and in which order.
func NewCursor(list, key string) Cursor {
	return Cursor(base64.RawURLEncoding.EncodeToString([]byte(list + "\x00" + key)))
}

// AtVersion returns a key that holds the version of the graph beside a place, for a list that any change may put into another
// order.
func AtVersion(place string, version uint64) string {
	return place + "@" + strconv.FormatUint(version, 10)
}

// PlaceAt returns the place in a key of [AtVersion], for the version that the list has now. A key without a version, as
// earlier programs wrote them, is taken for a place.
//
// Errors: ErrStaleCursor if the key is of another version.
func PlaceAt(key string, now uint64) (string, error) {
	i := strings.LastIndexByte(key, '@')
	if i < 0 {
		return key, nil
	}
	version, err := strconv.ParseUint(key[i+1:], 10, 64)
	if err != nil {
		return key, nil
	}
	if version != now {
		return "", fmt.Errorf("cursor of version %d; the graph has version %d: %w", version, now, ErrStaleCursor)
	}
	return key[:i], nil
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
