package store

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// lines are such that both readers must agree on, or that the quick one must leave to the other.
var quickLines = []struct {
	line  string
	quick bool
}{
	{`{"id":"place:a"}`, true},
	{`{"id":"place:a","name":{"en":"A","fr":"Écluse"},"aliases":[{"text":"a","lang":"EN"}],"partOf":[{"id":"place:b"}]}`, true},
	{" {\"id\":\"place:a\"}", false},
	{`{"id":"place:a", "name" : { } , "citations": [ ]} `, true},
	{`{"id":"figure:a","value":-1.5e3,"unit":"cases","countedByUs":true,"measures":{"en":"a"}}`, true},
	{`{"id":"figure:a","value":01}`, false},
	{`{"id":"figure:a","value":+1}`, false},
	{`{"id":"figure:a","value":1e999}`, false},
	{`{"id":"figure:a","value":0x10}`, false},
	{`{"id":"figure:a","countedByUs":False}`, false},
	{`{"id":"session:a","order":2}`, true},
	{`{"id":"session:a","order":2.0}`, false},
	{`{"id":"session:a","order":9223372036854775808}`, false},
	{`{"id":"place:a","citations":[{"passage":"passage:a","start":0,"end":1,"sha256":"` + strings.Repeat("aB", 32) + `"}]}`, true},
	{`{"id":"place:a","citations":[{"passage":"passage:a","sha256":"` + strings.Repeat("g0", 32) + `"}]}`, false},
	{`{"id":"passage:a/1","setAside":{"reason":"TITLE"},"ranges":[{"start":0,"end":2}]}`, true},
	{`{"id":"passage:a/1","setAside":null}`, true},
	{`{"id":"place:a","id":"place:b"}`, false},
	{`{"id":"place:a","ID":"place:b"}`, false},
	{`{"id":"place:a","Name":{"en":"A"}}`, false},
	{`{"id":"place:a","color":"red"}`, false},
	{`{"id":"place:a","name":{"en":"A \"B\""}}`, true},
	{"{\"id\":\"place:a\",\"name\":{\"en\":\"\xff\"}}", false},
	{"{\"id\":\"place:a\",\"name\":{\"en\":\"\x01\"}}", false},
	{`{"name":{"en":"A"},"id":"place:a"}`, false},
	{`{"id":"place:a"}{}`, false},
	{`{"id":"place:a",}`, false},
	{`{"id":"place:a"`, false},
	{`{"id":"stone:a"}`, false},
}

// A line that is read quickly gives the node that encoding/json reads, and every other line is left to encoding/json.
func TestDecodeQuickly(t *testing.T) {
	for _, test := range quickLines {
		got := decodeQuickly([]byte(test.line))
		if (got != nil) != test.quick {
			t.Errorf("%s: read quickly: %t, want %t", test.line, got != nil, test.quick)
		}
		agree(t, test.line, got)
	}
}

// agree fails the test unless got, if there is one, is what encoding/json reads.
func agree(t *testing.T, line string, got Node) {
	t.Helper()
	if got == nil {
		return
	}
	want, err := decodeJSON([]byte(line))
	if err != nil {
		t.Fatalf("%q is read quickly, and encoding/json refuses it: %v", line, err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%q (-encoding/json +quick):\n%s", line, diff)
	}
}

// Whatever is read quickly, encoding/json reads the same.
func FuzzDecodeQuickly(f *testing.F) {
	for _, test := range quickLines {
		f.Add(test.line)
	}
	f.Fuzz(func(t *testing.T, line string) { agree(t, line, decodeQuickly([]byte(line))) })
}

func BenchmarkDecodeJSON(b *testing.B) {
	cite := []Citation{{Passage: "passage:a/1/7", Start: 0, End: 120, SHA256: HashOf("a")}}
	line, err := json.Marshal(&Statement{
		Meta: Meta{ID: "statement:a/1", Citations: cite}, Kind: Raises, Review: Draft, Summary: strings.Repeat("A word or two. ", 8),
		Voices: []StatementVoice{{Voice: "person:a", Role: Speaker}}, Issues: []ID{"issue:a", "issue:b"},
	})
	if err != nil {
		b.Fatal(err)
	}
	for name, decode := range map[string]func([]byte) (Node, error){"quick": DecodeJSON, "encoding-json": decodeJSON} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(line)))
			for b.Loop() {
				if _, err := decode(line); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
