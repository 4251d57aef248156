package store

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
)

// Hash is a SHA-256 of folded text (see seed.Fold), written in lower-case hexadecimal.
type Hash [sha256.Size]byte

// HashOf returns the hash of folded text.
func HashOf(folded string) Hash { return sha256.Sum256([]byte(folded)) }

// ParseHash returns the hash written as 64 hexadecimal digits. Errors: [ErrInvalid].
func ParseHash(s string) (Hash, error) {
	var h Hash
	if len(s) != hex.EncodedLen(len(h)) {
		return h, fmt.Errorf("sha256 %q: want 64 hexadecimal digits, got %d: %w", clip(s), len(s), ErrInvalid)
	}
	if _, err := hex.Decode(h[:], []byte(s)); err != nil {
		return h, fmt.Errorf("sha256 %q: %w: %w", clip(s), err, ErrInvalid)
	}
	return h, nil
}

// String returns 64 lower-case hexadecimal digits.
func (h Hash) String() string { return hex.EncodeToString(h[:]) }

// IsZero reports whether the hash was never set.
func (h Hash) IsZero() bool { return h == Hash{} }

// MarshalText writes the hash as [Hash.String] does.
func (h Hash) MarshalText() ([]byte, error) { return []byte(h.String()), nil }

// UnmarshalText reads what MarshalText wrote. Errors: [ErrInvalid].
func (h *Hash) UnmarshalText(b []byte) (err error) {
	*h, err = ParseHash(string(b))
	return err
}

// Citation says where a claim can be checked: a passage, a span of it, and the hash of the cited text.
//
// The span is half open and counts characters of the passage's folded text, from 0 to the passage's length. A citation
// matches or it fails; nothing is matched approximately.
type Citation struct {
	Passage ID   `json:"passage"`
	Start   int  `json:"start"`
	End     int  `json:"end"`
	SHA256  Hash `json:"sha256"`
}
