package seed_test

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"forumgraph/seed"
	"forumgraph/store"
	"forumgraph/store/memstore"
)

// Whatever a file holds, Load neither panics nor fails otherwise than with problems at places inside of it; what it
// accepts can be imported.
func FuzzLoad(f *testing.F) {
	for _, c := range problemCases() {
		f.Add(c.yaml)
	}
	_, yaml, _ := strings.Cut(people, "\n")
	f.Add(yaml)
	_, yaml, _ = strings.Cut(base, "\n")
	f.Add(yaml)
	f.Add("a: &a [*a, *a]\n")
	f.Add("- - - - - -\n? ? ? ?\n")
	f.Fuzz(func(t *testing.T, yaml string) {
		_, source, _ := strings.Cut(base, "\n")
		d, err := seed.Load(fstest.MapFS{
			"source.yaml": {Data: []byte(source)},
			"x.yaml":      {Data: []byte(yaml)},
		}, "f")
		if err == nil {
			if _, err := planFor(t, memstore.New(), d); err != nil {
				t.Errorf("Plan of an accepted dataset: %v", err)
			}
			return
		}
		var all seed.Errors
		if !errors.As(err, &all) || len(all) == 0 {
			t.Fatalf("Load = %v, want Errors", err)
		}
		lines := strings.Count(yaml, "\n") + 1
		for _, p := range all {
			if p.File == "f/x.yaml" && (p.Line < 0 || p.Line > lines || p.Column < 0) {
				t.Errorf("problem outside of the file: %s", p)
			}
		}
	})
}

// Whatever a file holds, ReadJSONL neither panics nor fails otherwise than with problems.
func FuzzReadJSONL(f *testing.F) {
	s := memstore.New()
	importInto(f, s, load(f, people+statements))
	f.Add(export(f, s))
	f.Add("{}\n")
	f.Add(`{"format":"forumgraph-dataset","version":1}` + "\n{\"id\":\"figure:a\",\"value\":1e999}")
	f.Fuzz(func(t *testing.T, in string) {
		if _, err := seed.ReadJSONL(strings.NewReader(in), "f"); err != nil && !errors.Is(err, store.ErrInvalid) {
			t.Errorf("ReadJSONL = %v, want an ErrInvalid", err)
		}
	})
}

// Whatever a file holds, PinFile neither panics nor returns a file that still holds words to pin.
func FuzzPinFile(f *testing.F) {
	f.Add("a:\n  - citations:\n      - passage: 3/1 # here\n        from: two\n        to: \"three\"\n")
	f.Add("a: [{ citations: [{ passage: 3/1, from: 'two' }, { passage: 4, to: é }] }]")
	f.Add("a: [{ citations: [{ passage: 3/1, from: , to: }] }]")
	f.Add("a: [{ citations: [{ passage: 3/1, from  , to: }] }]")
	f.Fuzz(func(t *testing.T, yaml string) {
		find := findIn(pinTexts)
		got, err := seed.PinFile([]byte(yaml), "f", find)
		if err != nil {
			return
		}
		again, err := seed.PinFile(got, "f", find)
		if err != nil || string(again) != string(got) {
			t.Errorf("pinned %q, then again %q, %v", got, again, err)
		}
	})
}
