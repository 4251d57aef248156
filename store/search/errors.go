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

const (
	// MaxQueryLength is how many bytes a text has at most. A longer one is refused with store.ErrInvalid.
	MaxQueryLength = 2000
	// MaxQueryWords is how many words are required at most; see [Query].
	MaxQueryWords = 20
)
