// Package place defines what both engines must agree on to page through a list: its order, and cursors that name a place in it.
//
// A [List] is walked by key; a [Walk] goes over the edge ends at one node. Neither knows how an engine stores them.
package place

import (
	"fmt"
	"strings"

	"forumgraph/store"
)

// List is all nodes of one kind in one order.
type List struct {
	Kind  store.Kind
	Order store.ListOrder
}

// NewList returns the list of kind in order. Errors: store.ErrInvalid if either is unknown.
func NewList(kind store.Kind, order store.ListOrder) (List, error) {
	if !kind.IsValid() {
		return List{}, fmt.Errorf("list nodes: unknown kind %q: %w", kind, store.ErrInvalid)
	}
	if order > store.ByNameFR {
		return List{}, fmt.Errorf("list nodes: unknown order %d: %w", order, store.ErrInvalid)
	}
	return List{kind, order}, nil
}

// Lang returns the language whose labels order the list, or "" for a list ordered by ID.
func (l List) Lang() store.Lang {
	switch l.Order {
	case store.ByNameEN:
		return store.EN
	case store.ByNameFR:
		return store.FR
	}
	return ""
}

// Key returns the place of n: keys compare, byte by byte, as the list is ordered.
func (l List) Key(n store.Node) string {
	id := n.Base().ID
	if l.Order == store.ByID {
		return string(id)
	}
	return JoinName(store.SortKey(n.Label(l.Lang())), id)
}

// Cursor returns the cursor of a key.
func (l List) Cursor(key string) store.Cursor { return store.NewCursor(l.name(), key) }

// After returns the key that a cursor of this list holds, or "" for the empty cursor.
//
// Errors: store.ErrInvalidCursor.
func (l List) After(c store.Cursor) (string, error) {
	key, err := c.Key(l.name())
	if err != nil || key == "" {
		return "", err
	}
	id := key
	if l.Order != store.ByID {
		_, last, ok := SplitName(key)
		if !ok {
			return "", fmt.Errorf("cursor %.60q: no name in it: %w", c, store.ErrInvalidCursor)
		}
		id = string(last)
	}
	if parsed, err := store.ParseID(id); err != nil || parsed.Kind() != l.Kind {
		return "", fmt.Errorf("cursor %.60q: no node of kind %s in it: %w", c, l.Kind, store.ErrInvalidCursor)
	}
	return key, nil
}

func (l List) name() string { return fmt.Sprintf("nodes/%s/%d", l.Kind, l.Order) }

// JoinName returns the key of a node whose label sorts as sortKey: the two joined by a NUL, which neither holds.
func JoinName(sortKey string, id store.ID) string { return sortKey + "\x00" + string(id) }

// SplitName takes apart what JoinName joined; ok is false if key was not made by it.
func SplitName(key string) (sortKey string, id store.ID, ok bool) {
	sortKey, rest, ok := strings.Cut(key, "\x00")
	return sortKey, store.ID(rest), ok && !strings.Contains(rest, "\x00")
}
