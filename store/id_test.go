package store_test

import (
	"errors"
	"strings"
	"testing"

	"forumgraph/store"
)

// ParseID must accept exactly the IDs that the format describes, and say of others what is wrong.
func TestParseID(t *testing.T) {
	long := "issue:" + strings.Repeat("a", store.MaxIDLength-len("issue:"))
	for _, test := range []struct {
		in   string
		want string // part of the error; "" if s is an ID
	}{
		{"issue:forced-marriage", ""},
		{"passage:national-forum-2016/3/konanur/7", ""},
		{"source:v1.2", ""},
		{"figure:0", ""},
		{long, ""},
		{long + "a", "longer than 200 bytes"},
		{"", "no kind; an ID reads kind:slug"},
		{"forced-marriage", "no kind"},
		{"notion:forced-marriage", `unknown kind "notion"; use one of person, organization,`},
		{"ISSUE:a", "unknown kind"},
		{"issue:", "nothing after the kind"},
		{"issue:Forced", "'F' cannot stand in an ID; use a to z and 0 to 9, with '-', '/' or '.' between them"},
		{"issue:forêt", "'ê' cannot stand"},
		{"issue:a b", "' ' cannot stand"},
		{"issue:a:b", "':' cannot stand"},
		{"issue:a\x00", `'\x00' cannot stand`},
		{"issue:a\u202e", `'\u202e' cannot stand`},
		{"issue:a\xff", "'�' cannot stand"},
		{"issue:-a", "stands between letters or digits, one at a time"},
		{"issue:a-", "stands between"},
		{"issue:a--b", "stands between"},
		{"issue:a/../b", "stands between"},
		{strings.Repeat("x", 10_000) + ":a", "unknown kind"},
	} {
		got, err := store.ParseID(test.in)
		switch {
		case test.want == "" && (err != nil || string(got) != test.in):
			t.Errorf("ParseID(%.40q) = %q, %v", test.in, got, err)
		case test.want != "" && (!errors.Is(err, store.ErrInvalid) || !strings.Contains(err.Error(), test.want)):
			t.Errorf("ParseID(%.40q): got %v, want ErrInvalid with %q", test.in, err, test.want)
		case err != nil && len(err.Error()) > 400:
			t.Errorf("ParseID(%.40q): an error of %d bytes", test.in, len(err.Error()))
		}
	}
}

// An ID must come apart into the kind and slug it was made of.
func TestID_parts(t *testing.T) {
	for _, kind := range store.Kinds() {
		id := store.NewID(kind, "a/b-1")
		if _, err := store.ParseID(string(id)); err != nil {
			t.Error(err)
		}
		if id.Kind() != kind || id.Slug() != "a/b-1" {
			t.Errorf("%s: got kind %q and slug %q", id, id.Kind(), id.Slug())
		}
	}
	if id := store.ID("ghost:x"); id.Kind() != "" {
		t.Errorf("%s: got kind %q", id, id.Kind())
	}
}

// Whatever ParseID accepts must be short, free of NUL, and name a kind.
func FuzzParseID(f *testing.F) {
	for _, s := range []string{"issue:a", "issue:a--b", "passage:x/1/2", ":", "person:é"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		id, err := store.ParseID(s)
		if err != nil {
			if !errors.Is(err, store.ErrInvalid) || id != "" {
				t.Errorf("ParseID(%q) = %q, %v", s, id, err)
			}
			return
		}
		if len(id) > store.MaxIDLength || strings.Contains(string(id), "\x00") || store.NewID(id.Kind(), id.Slug()) != id {
			t.Errorf("ParseID(%q) accepts it", s)
		}
	})
}
