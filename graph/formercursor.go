package graph

import (
	"strconv"
	"strings"

	"forumgraph/store"
)

// Some lists were once joined from others, and their cursors held the cursor of the list within. What follows reads those
// cursors, which clients may have kept; nothing makes them any more.

// inTurn returns the key that the cursor of a list within holds, if c is that of several lists one after the other, of which this
// is number i, and the list within is called name.
func inTurn(c store.Cursor, i int, name string) (key string, ok bool) {
	joined, err := c.Key("in-turn")
	if err != nil {
		return "", false
	}
	inner, ok := strings.CutPrefix(joined, strconv.Itoa(i)+"/")
	if !ok {
		return "", false
	}
	key, err = store.Cursor(inner).Key(name)
	return key, err == nil && key != ""
}

// nested returns the node whose list within c stands in, and the cursor in it, if c is of a list called name that goes over the
// lists of several nodes.
func nested(c store.Cursor, name string) (of store.ID, inner store.Cursor, ok bool) {
	key, err := c.Key(name)
	if err != nil {
		return "", "", false
	}
	parts := strings.Split(key, "|")
	if len(parts) != 3 {
		return "", "", false
	}
	return store.ID(parts[1]), store.Cursor(parts[2]), true
}

// formerPassage returns the place in passagesOf(source) that a nested cursor holds.
func formerPassage(source store.ID, c store.Cursor) (place string, ok bool) {
	section, inner, ok := nested(c, "passages/"+string(source))
	if !ok {
		return "", false
	}
	place, err := inner.Key("passages/" + string(section))
	return place, err == nil
}

// inDocuments returns the place among the parts of all sources of what has a place in one.
func inDocuments(source store.ID, place string) (string, bool) {
	order, id, ok := strings.Cut(place, " ")
	return string(source) + "\x00" + order + ".0000000000\x00" + id, ok
}
