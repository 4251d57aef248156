package store

import (
	"fmt"
	"strings"
)

// MaxIDLength is the longest ID accepted, in bytes.
const MaxIDLength = 200

// ID names a node for good: "kind:slug", such as "issue:forced-marriage" or "passage:national-forum-2016/3/konanur/7".
//
// A slug is ASCII lower-case letters and digits in groups joined by '-', '/' or '.'; an ID is at most [MaxIDLength]
// bytes. No ID holds a NUL byte, so one may terminate it on disk.
type ID string

// ParseID returns s as an ID. Errors: [ErrInvalid] with what is wrong and what an ID looks like.
func ParseID(s string) (ID, error) {
	prefix, slug, ok := strings.Cut(s, ":")
	if !ok {
		return "", fmt.Errorf("id %q: no kind; an ID reads kind:slug, such as issue:forced-marriage: %w", clip(s), ErrInvalid)
	}
	if _, known := kindOfPrefix[prefix]; !known {
		return "", fmt.Errorf("id %q: unknown kind %q; use one of %s: %w", clip(s), clip(prefix), strings.Join(prefixes(), ", "), ErrInvalid)
	}
	if len(s) > MaxIDLength {
		return "", fmt.Errorf("id %q: longer than %d bytes: %w", clip(s), MaxIDLength, ErrInvalid)
	}
	if !validSlug(slug) {
		return "", fmt.Errorf("id %q: a slug is lower-case letters and digits in groups joined by '-', '/' or '.': %w", clip(s), ErrInvalid)
	}
	return ID(s), nil
}

// NewID returns the ID of kind with slug, which is not checked.
func NewID(kind Kind, slug string) ID { return ID(kind.Prefix() + ":" + slug) }

// Kind returns the kind that the ID's prefix names, or "" if it names none.
func (id ID) Kind() Kind {
	prefix, _, _ := strings.Cut(string(id), ":")
	return kindOfPrefix[prefix]
}

// Slug returns what follows the kind.
func (id ID) Slug() string {
	_, slug, _ := strings.Cut(string(id), ":")
	return slug
}

func validSlug(s string) bool {
	joint := true // a group must follow
	for i := range len(s) {
		switch c := s[i]; {
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9':
			joint = false
		case c == '-' || c == '/' || c == '.':
			if joint {
				return false
			}
			joint = true
		default:
			return false
		}
	}
	return !joint
}

// clip shortens hostile input for an error message.
func clip(s string) string {
	const most = 60
	if len(s) <= most {
		return s
	}
	return s[:most] + "…"
}
