package search

import (
	"cmp"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	index "github.com/blevesearch/bleve_index_api"

	"forumgraph/store"
)

// ranking is what was found, best first, ties by ID. IDs are looked up for the part of it that is asked for.
type ranking struct {
	reader     index.IndexReader
	candidates []candidate // by descending score
}

// entry is one place of a ranking.
type entry struct {
	id    store.ID
	score float64
}

// compare orders entries as they are listed.
func (e entry) compare(o entry) int {
	return cmp.Or(cmp.Compare(o.score, e.score), cmp.Compare(e.id, o.id))
}

// key is the entry as a cursor holds it: the score's bits in hexadecimal, lest a decimal lose one, and the ID.
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

// page returns up to size entries after a place, nil to begin, in the direction of the walk, and whether there are more.
func (r *ranking) page(after *entry, size int, reverse bool) (entries []entry, more bool, err error) {
	rest := r.candidates
	if reverse {
		rest = slices.Clone(rest)
		slices.Reverse(rest)
	}
	if after != nil {
		// Skip what ranks before the cursor's score; what is equal to it is told apart by ID below.
		i, _ := slices.BinarySearchFunc(rest, after.score, func(c candidate, score float64) int {
			if reverse {
				return cmp.Compare(c.score, score)
			}
			return cmp.Compare(score, c.score)
		})
		rest = rest[i:]
	}
	for len(rest) > 0 && len(entries) <= size {
		n := 1
		for n < len(rest) && rest[n].score == rest[0].score {
			n++
		}
		tied, err := r.entries(rest[:n])
		if err != nil {
			return nil, false, err
		}
		if reverse {
			slices.Reverse(tied)
		}
		for _, e := range tied {
			if after == nil || !reverse && e.compare(*after) > 0 || reverse && e.compare(*after) < 0 {
				entries = append(entries, e)
			}
		}
		rest = rest[n:]
	}
	if len(entries) > size {
		return entries[:size], true, nil
	}
	return entries, false, nil
}

// entries looks the IDs up and orders.
func (r *ranking) entries(candidates []candidate) ([]entry, error) {
	all := make([]entry, len(candidates))
	var number index.IndexInternalID
	for i, c := range candidates {
		number = index.NewIndexInternalID(number, c.doc)
		id, err := r.reader.ExternalID(number)
		if err != nil {
			return nil, err
		}
		all[i] = entry{store.ID(id), c.score}
	}
	slices.SortFunc(all, entry.compare)
	return all, nil
}

// listName names the list of a query, so that a cursor is refused by another one's.
func listName(q Query) string {
	kinds := slices.Clone(q.Kinds)
	slices.Sort(kinds)
	// The words alone would do, but the cursor must not be longer than it has to be: a text may be of 200 bytes.
	name := "search/" + strconv.Itoa(analysisVersion) + fmt.Sprintf("/%q/%q", q.Text, slices.Compact(kinds))
	sum := store.HashOf(name)
	return "search/" + strconv.FormatUint(binary.BigEndian.Uint64(sum[:8]), 16)
}

// joinClose closes c and returns err, or what closing says.
func joinClose(err error, c io.Closer) error { return errors.Join(err, c.Close()) }

// ofKinds leaves the candidates of the given kinds; none given means all.
func ofKinds(ctx context.Context, reader index.IndexReader, found []candidate, kinds []store.Kind) ([]candidate, error) {
	if len(kinds) == 0 || len(found) == 0 {
		return found, nil
	}
	byNumber(found)
	var left []candidate
	for _, kind := range slices.Compact(slices.Sorted(slices.Values(kinds))) {
		some, err := ofKind(ctx, reader, found, kind)
		if err != nil {
			return nil, err
		}
		left = append(left, some...)
	}
	return left, nil
}

// ofKind returns the candidates of one kind; found is ordered by number.
func ofKind(ctx context.Context, reader index.IndexReader, found []candidate, kind store.Kind) ([]candidate, error) {
	var some []candidate
	next := 0
	// A reader gives its documents in the order of their numbers.
	err := postings(ctx, reader, kindField, string(kind), false, func(doc uint64, _ *index.TermFieldDoc) {
		for next < len(found) && found[next].doc < doc {
			next++
		}
		if next < len(found) && found[next].doc == doc {
			some = append(some, found[next])
		}
	})
	return some, err
}

func byNumber(found []candidate) {
	slices.SortFunc(found, func(a, b candidate) int { return cmp.Compare(a.doc, b.doc) })
}

func byScore(found []candidate) {
	slices.SortFunc(found, func(a, b candidate) int { return cmp.Compare(b.score, a.score) })
}
