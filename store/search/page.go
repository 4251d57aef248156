package search

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"forumgraph/store"
)

// entry is one result of a query; results are ordered by score, ties by ID.
type entry struct {
	id    store.ID
	score float64
}

// compare orders entries as the list does.
func (e entry) compare(o entry) int {
	return cmp.Or(cmp.Compare(o.score, e.score), cmp.Compare(e.id, o.id))
}

// key is the entry as a cursor holds it: the score's bits in hexadecimal, which are exact, and the ID.
func (e entry) key() string {
	return strconv.FormatUint(math.Float64bits(e.score), 16) + " " + string(e.id)
}

func entryOf(key string) (entry, error) {
	score, id, ok := strings.Cut(key, " ")
	bits, err := strconv.ParseUint(score, 16, 64)
	if !ok || err != nil || math.IsNaN(math.Float64frombits(bits)) {
		return entry{}, fmt.Errorf("cursor with the key %.40q: %w", key, store.ErrInvalidCursor)
	}
	return entry{store.ID(id), math.Float64frombits(bits)}, nil
}

// listName names the list of a query, so that a cursor is refused by another query.
func listName(q Query) string {
	kinds := slices.Clone(q.Kinds)
	slices.Sort(kinds)
	// The text alone would do, but it may be 200 bytes long and the cursor should be short.
	name := "search/" + strconv.Itoa(analysisVersion) + fmt.Sprintf("/%q/%q", q.Text, slices.Compact(kinds))
	sum := store.HashOf(name)
	return "search/" + strconv.FormatUint(binary.BigEndian.Uint64(sum[:8]), 16)
}

// placeOf returns the position that the query's cursor holds; nil if it has none.
//
// Errors: store.ErrInvalidCursor; store.ErrStaleCursor if it was made at another version: scores depend on the whole graph.
func placeOf(q Query, version uint64) (*entry, error) {
	key, err := q.Page.After.Key(listName(q))
	if err != nil || key == "" {
		return nil, err
	}
	if key, err = store.PlaceAt(key, version); err != nil {
		return nil, err
	}
	after, err := entryOf(key)
	if err != nil {
		return nil, err
	}
	return &after, nil
}
