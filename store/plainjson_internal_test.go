package store

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// lines are such that both readers must agree on, or that the plain one must leave to the other.
var plainLines = []struct {
	line  string
	plain bool
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
	{`{"id":"passage:a/1","setAside":null}`, false},
	{`{"id":"place:a","id":"place:b"}`, false},
	{`{"id":"place:a","ID":"place:b"}`, false},
	{`{"id":"place:a","Name":{"en":"A"}}`, false},
	{`{"id":"place:a","color":"red"}`, false},
	{`{"id":"place:a","name":{"en":"A \"B\""}}`, false},
	{"{\"id\":\"place:a\",\"name\":{\"en\":\"\xff\"}}", false},
	{"{\"id\":\"place:a\",\"name\":{\"en\":\"\x01\"}}", false},
	{`{"name":{"en":"A"},"id":"place:a"}`, false},
	{`{"id":"place:a"}{}`, false},
	{`{"id":"place:a",}`, false},
	{`{"id":"place:a"`, false},
	{`{"id":"stone:a"}`, false},
}

// A line that is read the plain way gives the node that encoding/json reads, and every other line is left to encoding/json.
func TestDecodePlain(t *testing.T) {
	for _, test := range plainLines {
		got := decodePlain(test.line)
		if (got != nil) != test.plain {
			t.Errorf("%s: read the plain way: %t, want %t", test.line, got != nil, test.plain)
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
		t.Fatalf("%q is read the plain way, and encoding/json refuses it: %v", line, err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%q (-encoding/json +plain):\n%s", line, diff)
	}
}

// Every field of every kind must have a form, or lines that use it are read the slow way unseen.
func TestPlainForms_whole(t *testing.T) {
	var look func(path string, f *plainForm)
	look = func(path string, f *plainForm) {
		if f.kind == reflect.Invalid {
			t.Errorf("%s is left to encoding/json", path)
		}
		if len(f.fields) > 64 {
			t.Errorf("%s has %d fields, more than are told apart", path, len(f.fields))
		}
		if f.elem != nil {
			look(path+"[]", f.elem)
		}
		for _, field := range f.fields {
			look(path+"."+field.name, field.form)
		}
	}
	for kind, f := range plainForms() {
		look(string(kind), f)
	}
}

// Whatever the plain way reads, encoding/json reads the same.
func FuzzDecodePlain(f *testing.F) {
	for _, test := range plainLines {
		f.Add(test.line)
	}
	f.Fuzz(func(t *testing.T, line string) { agree(t, line, decodePlain(line)) })
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
	for name, decode := range map[string]func([]byte) (Node, error){"plain": DecodeJSON, "encoding-json": decodeJSON} {
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
