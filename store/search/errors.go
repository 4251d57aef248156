package search

import (
	"errors"
	"fmt"

	"forumgraph/store"
)

// ErrEmptyQuery is returned for a text without a letter or a digit. It is a store.ErrInvalid.
var ErrEmptyQuery = fmt.Errorf("nothing to search for; give at least one letter or digit: %w", store.ErrInvalid)

// ErrUnsynced is returned by an index that shows nothing yet of the graph it follows.
var ErrUnsynced = errors.New("the search index does not follow a store yet; call Sync first")

// The limits of a query's text. A text over them is refused with store.ErrInvalid.
const (
	MaxQueryLength = 200 // bytes
	MaxQueryWords  = 20
)
