package execution

import (
	"bytes"
	"encoding/json"
	"testing"
	"unicode/utf8"
)

// Every text must read back as what it was.
func FuzzAppendJSONString(f *testing.F) {
	for _, s := range []string{"", "Noise at night", "L’été\u2028à la mer", "a\"b\\c/d", "\x00\x1f\x7f\n\r\t\b\f", "<script>&", "\u202egnirts\u202c"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			t.Skip("names are UTF-8")
		}
		got := appendJSONString(nil, s)
		var back string
		if err := json.Unmarshal(got, &back); err != nil || back != s {
			t.Fatalf("%q is written %s, which reads %q, %v", s, got, back, err)
		}
		if bytes.ContainsAny(got[1:len(got)-1], "\n\r") {
			t.Errorf("%q is written with a raw line break", s)
		}
	})
}
