// Package place defines the place of a node in a list ordered by name.
package place

import (
	"strings"

	"forumgraph/store"
)

// JoinName returns the key of a node whose label sorts as sortKey: the two joined by a NUL, which neither holds.
func JoinName(sortKey string, id store.ID) string { return sortKey + "\x00" + string(id) }

// SplitName takes apart what JoinName joined; ok is false if key was not made by it.
func SplitName(key string) (sortKey string, id store.ID, ok bool) {
	sortKey, rest, ok := strings.Cut(key, "\x00")
	return sortKey, store.ID(rest), ok && !strings.Contains(rest, "\x00")
}
