package store_test

import (
	"errors"
	"fmt"
	"testing"

	"forumgraph/store"
)

// The words of a sentinel must go from the end of a message, and nothing else.
func TestReason(t *testing.T) {
	for _, tt := range []struct {
		err  error
		want string
	}{
		{fmt.Errorf("the path is malformed: %w", store.ErrInvalid), "the path is malformed"},
		{fmt.Errorf("read: %w: retry", store.ErrInvalid), "read: invalid: retry"},
		{errors.New("the path: invalid"), "the path: invalid"},
		{store.ErrInvalid, "invalid"},
	} {
		if got := store.Reason(tt.err, store.ErrInvalid); got != tt.want {
			t.Errorf("%v: got %q, want %q", tt.err, got, tt.want)
		}
	}
}
