package execution

import (
	"strconv"
	"strings"

	"forumgraph/store"
)

// Earlier versions joined some lists from others, and their cursors held the cursor of an inner list. This file reads
// those cursors, because clients may have kept them. Nothing writes them any more.

// inTurn returns the key inside the cursor of an inner list. ok is true if c belongs to a sequence of lists, of which
// the inner list is number i and is called name.
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

// nested returns the node whose inner list c is in, and the cursor within it. ok is true if c belongs to a list called
// name that spans the lists of several nodes.
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

// inDocuments turns a place in one source into the place among the parts of all sources.
func inDocuments(source store.ID, place string) (string, bool) {
	order, id, ok := strings.Cut(place, " ")
	return string(source) + "\x00" + order + ".0000000000\x00" + id, ok
}
