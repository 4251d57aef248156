package seed_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forumgraph/seed"
	"forumgraph/store"
)

// findIn finds words in made-up passages, each an unfolded line.
func findIn(texts map[string]string) func(path, from, to string) (store.Citation, error) {
	return func(path, from, to string) (store.Citation, error) {
		text, ok := texts[path]
		if !ok {
			return store.Citation{}, fmt.Errorf("find words in %s: no such passage: %w", path, store.ErrNotFound)
		}
		c := store.Citation{Passage: store.ID("passage:forum/" + path), End: len(text)}
		if from != "" {
			if c.Start = strings.Index(text, from); c.Start < 0 {
				return store.Citation{}, fmt.Errorf("find words in %s: from %q: no such words: %w", path, from, store.ErrNotFound)
			}
		}
		if to != "" {
			at := strings.Index(text[c.Start:], to)
			if at < 0 {
				return store.Citation{}, fmt.Errorf("find words in %s: to %q: no such words: %w", path, to, store.ErrNotFound)
			}
			c.End = c.Start + at + len(to)
		}
		c.SHA256 = store.HashOf(text[c.Start:c.End])
		return c, nil
	}
}

var pinTexts = map[string]string{"3/1": "one two three four", "4": "it's: \"quoted\", é and more"}

// Words give way to spans and hashes; comments, spacing, quotes and everything else stay as they are.
func TestPinFile(t *testing.T) {
	h := func(s string) string { return store.HashOf(s).String() }
	for _, tt := range []struct {
		name, in, want string
	}{
		{"nothing to pin", "# note\nissues:\n  - citations: [3/1] # one\n", "# note\nissues:\n  - citations: [3/1] # one\n"},
		{"empty", "", ""},
		{
			"flow", "a:\n  - citations: [3/1, { passage: 3/1, from: two, to: three }] # why\n",
			"a:\n  - citations: [3/1, { passage: 3/1, span: [4, 13], sha256: " + h("two three") + " }] # why\n",
		},
		{
			"to before from", "a: [{ citations: [{ to: three , passage: 3/1,from: two }] }]\n",
			"a: [{ citations: [{ span: [4, 13] , passage: 3/1,sha256: " + h("two three") + " }] }]\n",
		},
		{
			"only from", "a: [{ citations: [{ passage: 3/1, from: three }] }]\n",
			"a: [{ citations: [{ passage: 3/1, span: [8, 18], sha256: " + h("three four") + " }] }]\n",
		},
		{
			"block", "a:\n  - citations:\n      - passage: 3/1 # here\n        from: two   # begins\n        to: three\n      - 4\n    name: x\n",
			"a:\n  - citations:\n      - passage: 3/1 # here\n        span: [4, 13]   # begins\n        sha256: " + h("two three") + "\n      - 4\n    name: x\n",
		},
		{
			"block, only to", "a:\n  - citations:\n      - passage: 3/1\n        to: two # ends\n",
			"a:\n  - citations:\n      - passage: 3/1\n        span: [0, 7]\n        sha256: " + h("one two") + " # ends\n",
		},
		{
			"quotes", `a: [{ citations: [{ passage: "4", from: "it's: \"quoted\"", to: 'é' }, { passage: 4, from: '"quoted"', to: more }] }]`,
			`a: [{ citations: [{ passage: "4", span: [0, 18], sha256: ` + h(`it's: "quoted", é`) + ` }, { passage: 4, span: [6, 27], sha256: ` +
				h(`"quoted", é and more`) + ` }] }]`,
		},
		{"doubled quote", `a: [{ citations: [{ passage: 4, from: 'it''s', to: more }] }]`, `a: [{ citations: [4] }]`},
		{"whole", "a: [{ citations: [{ passage: 3/1, from: one, to: four }, 4] }]\n", "a: [{ citations: [3/1, 4] }]\n"},
		{
			"whole in a block", "a:\n  - citations:\n      - passage: 3/1\n        from: one\n        to: four # all\n      - 4\n",
			"a:\n  - citations:\n      - 3/1 # all\n      - 4\n",
		},
		{
			"whole with a comment inside", "a:\n  - citations:\n      - passage: 3/1 # kept\n        from: one\n        to: four\n",
			"a:\n  - citations:\n      - passage: 3/1 # kept\n        span: [0, 18]\n        sha256: " + h("one two three four") + "\n",
		},
		{
			"of a reference", "a: [{ broader: [{ id: issue:a, citations: [{ passage: 3/1, to: one }] }] }]\n",
			"a: [{ broader: [{ id: issue:a, citations: [{ passage: 3/1, span: [0, 3], sha256: " + h("one") + " }] }] }]\n",
		},
		{"not citations", "a: [{ from: one, to: two }]\n", "a: [{ from: one, to: two }]\n"},
		{
			"windows and byte order mark", "\ufeffa: [{ citations: [{ passage: 3/1, from: two,\r\n    to: three }] }]\r\n",
			"\ufeffa: [{ citations: [{ passage: 3/1, span: [4, 13],\r\n    sha256: " + h("two three") + " }] }]\r\n",
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := seed.PinFile([]byte(tt.in), "x.yaml", findIn(pinTexts))
			if err != nil {
				t.Fatalf("PinFile: %v", err)
			}
			if diff := cmp.Diff(tt.want, string(got)); diff != "" {
				t.Errorf("PinFile (-want +got):\n%s", diff)
			}
		})
	}
}

// Each citation that cannot be pinTexts is told at its place, all at once, and nothing is written.
func TestPinFile_Problems(t *testing.T) {
	const in = `a:
  - citations:
      - { passage: 3/1, from: five, to: four }
      - { passage: 3/2, from: one }
      - { from: one, to: two }
      - { passage: 3/1, from: one, to: two, span: [0, 7] }
      - { passage: 3/1, from: [one], to: two }
      - { passage: 3/1, from: one, to: four }
      - { passage: 3/1, from: , to: two }
      - passage: 3/1
        from: one
          two
`
	want := []string{
		`x.yaml:3:9: find words in 3/1: from "five": no such words`,
		`x.yaml:4:9: find words in 3/2: no such passage`,
		`x.yaml:5:9: a citation without passage; add the path of the passage`,
		`x.yaml:6:45: "span" stands beside words of the source; keep passage, from and to alone, or remove the words`,
		`x.yaml:7:31: from: want a text, got a list; write one text`,
		`x.yaml:9:30: from: want a text, got nothing; write one text`,
		`x.yaml:11:9: from: runs over several lines; write it on one line, in quotes`,
	}
	got, err := seed.PinFile([]byte(in), "x.yaml", findIn(pinTexts))
	if !errors.Is(err, store.ErrInvalid) || got != nil {
		t.Fatalf("PinFile = %q, %v, want an ErrInvalid", got, err)
	}
	if diff := cmp.Diff(want, strings.Split(err.Error(), "\n")); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}

// A broken file is refused with the place.
func TestPinFile_Broken(t *testing.T) {
	_, err := seed.PinFile([]byte("a: [\n"), "x.yaml", findIn(nil))
	const want = "x.yaml:1:4: broken YAML: sequence end token ']' not found; correct it here or just above"
	if err == nil || err.Error() != want {
		t.Errorf("PinFile:\n got %v\nwant %s", err, want)
	}
}
