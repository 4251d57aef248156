package store

import (
	"fmt"
	"strings"
	"unicode/utf8"
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
	if infoOfPrefix[prefix] == nil {
		return "", fmt.Errorf("id %q: unknown kind %q; use one of %s: %w", clip(s), clip(prefix), strings.Join(prefixes(), ", "), ErrInvalid)
	}
	if len(s) > MaxIDLength {
		return "", fmt.Errorf("id %q: longer than %d bytes; shorten it: %w", clip(s), MaxIDLength, ErrInvalid)
	}
	if slug == "" {
		return "", fmt.Errorf("id %q: nothing after the kind; an ID reads kind:slug, such as issue:forced-marriage: %w", clip(s), ErrInvalid)
	}
	if i := strings.IndexFunc(slug, isOutsideSlug); i >= 0 {
		r, _ := utf8.DecodeRuneInString(slug[i:])
		return "", fmt.Errorf("id %q: %q cannot stand in an ID; use a to z and 0 to 9, with '-', '/' or '.' between them: %w", clip(s), r, ErrInvalid)
	}
	if !validSlug(slug) {
		return "", fmt.Errorf("id %q: a '-', '/' or '.' stands between letters or digits, one at a time; remove the others: %w", clip(s), ErrInvalid)
	}
	return ID(s), nil
}

// NewID returns the ID of kind with slug, which is not checked.
func NewID(kind Kind, slug string) ID { return ID(kind.Prefix() + ":" + slug) }

// Kind returns the kind that the ID's prefix names, or "" if it names none.
func (id ID) Kind() Kind {
	prefix, _, _ := strings.Cut(string(id), ":")
	if info := infoOfPrefix[prefix]; info != nil {
		return info.Kind
	}
	return ""
}

// Slug returns what follows the kind.
func (id ID) Slug() string {
	_, slug, _ := strings.Cut(string(id), ":")
	return slug
}

// isOutsideSlug reports whether r stands in no slug.
func isOutsideSlug(r rune) bool {
	return !('a' <= r && r <= 'z' || '0' <= r && r <= '9' || r == '-' || r == '/' || r == '.')
}

// validSlug reports whether s, in which no character isOutsideSlug, has its joints between groups.
func validSlug(s string) bool {
	joint := true // a group must follow
	for i := range len(s) {
		isJoint := s[i] == '-' || s[i] == '/' || s[i] == '.'
		if isJoint && joint {
			return false
		}
		joint = isJoint
	}
	return !joint
}

// clip shortens hostile input for an error message, at the end of a character.
func clip(s string) string {
	const most = 60
	if len(s) <= most {
		return s
	}
	end := most
	for end > 0 && !utf8.RuneStart(s[end]) {
		end--
	}
	return s[:end] + "…"
}
