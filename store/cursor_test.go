package store_test

import (
	"errors"
	"net/url"
	"testing"

	"forumgraph/store"
)

// A cursor must give back its key to its own list only, and nothing else must pass for a cursor.
func TestCursor_Key(t *testing.T) {
	c := store.NewCursor("nodes/ISSUE/0", "issue:a\x00b/ü")
	for _, test := range []struct {
		name   string
		cursor store.Cursor
		list   string
		want   string
		err    error
	}{
		{"its list", c, "nodes/ISSUE/0", "issue:a\x00b/ü", nil},
		{"empty", "", "nodes/ISSUE/0", "", nil},
		{"another list", c, "nodes/ISSUE/1", "", store.ErrInvalidCursor},
		{"no base64", "*", "nodes/ISSUE/0", "", store.ErrInvalidCursor},
		{"cut", c[:8], "nodes/ISSUE/0", "", store.ErrInvalidCursor},
		{"no key", store.NewCursor("nodes/ISSUE/0", ""), "nodes/ISSUE/0", "", store.ErrInvalidCursor},
	} {
		if got, err := test.cursor.Key(test.list); got != test.want || !errors.Is(err, test.err) {
			t.Errorf("%s: got %q, %v; want %q, %v", test.name, got, err, test.want, test.err)
		}
	}
	if string(c) != url.QueryEscape(string(c)) {
		t.Errorf("cursor %q is not safe in a URL", c)
	}
}

// A key of another version is refused as stale; one without a version, as earlier programs wrote it, is a place.
func TestPlaceAt(t *testing.T) {
	for _, test := range []struct {
		key  string
		now  uint64
		want string
		err  error
	}{
		{store.AtVersion("3ff0 issue:a", 7), 7, "3ff0 issue:a", nil},
		{store.AtVersion("3ff0 issue:a", 7), 8, "", store.ErrStaleCursor},
		{"3ff0 issue:a", 8, "3ff0 issue:a", nil},
		{"a@b", 8, "a@b", nil},
	} {
		if got, err := store.PlaceAt(test.key, test.now); got != test.want || !errors.Is(err, test.err) {
			t.Errorf("%q at %d: got %q, %v; want %q, %v", test.key, test.now, got, err, test.want, test.err)
		}
	}
}

// Any string must decode to a key of the list, from which the same place follows, or be refused.
func FuzzCursor(f *testing.F) {
	f.Add(string(store.NewCursor("list", "key")), "list")
	f.Add("", "list")
	f.Add("AAAA", "")
	f.Fuzz(func(t *testing.T, s, list string) {
		key, err := store.Cursor(s).Key(list)
		if err != nil {
			if !errors.Is(err, store.ErrInvalidCursor) || key != "" {
				t.Errorf("got %q, %v", key, err)
			}
			return
		}
		if s == "" {
			return
		}
		if again, err := store.NewCursor(list, key).Key(list); err != nil || again != key {
			t.Errorf("key %q: got %q, %v", key, again, err)
		}
	})
}
