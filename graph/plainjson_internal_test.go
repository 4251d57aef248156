package graph

import (
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// What the quick reader reads of a request is what encoding/json reads, and it reads the usual ones.
func FuzzPlain(f *testing.F) {
	for _, body := range []string{
		`{"query": "{ overview { version } }"}`,
		` {"operationName":"q","variables":{"id":"issue:night-noise","n":[1,-2.5e+10,0,true,false,null,{"a":{}}],"é":"☃"},"query":"query q {\n\t\"a\\b\"\/\r}"} `,
		`{"variables":null,"query":"x"}`, `{"query":"x","variables":{"a":1,"a":2}}`,
	} {
		if _, ok := plain([]byte(body)); !ok {
			f.Errorf("gives up on %s", body)
		}
		f.Add([]byte(body))
	}
	for _, body := range []string{
		`{"query":"x","query":"y"}`, `{"query":null}`, `{"Query":"x"}`, `{"query":"\u0041"}`, `{"query":"x"}}`, `{"query":"x",}`,
		`{"variables":[]}`, `{"variables":{"a":01}}`, `{"variables":{"a":1.}}`, `{"variables":{"a":-}}`, `{"variables":{"a":1e}}`,
		`{"extensions":{}}`, "{\"query\":\"a\x01\"}", `{"query":"a`, `{"query":"a\`, `{"query" "a"}`, `[]`, ``, `{}`, `{"variables":{"a":nul}}`,
	} {
		f.Add([]byte(body))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		if !utf8.Valid(body) {
			return // refused before
		}
		got, ok := plain(body)
		if !ok {
			return
		}
		read, err := slowly(body)
		if err != nil {
			t.Fatalf("%q is read, though encoding/json does not: %v", body, err)
		}
		want, err := newParams(read.Query, read.OperationName, read.DocumentID, read.Variables, nil)
		if err != nil || read.Extensions != nil {
			t.Fatalf("%q is read, though it is not usual: %v", body, err)
		}
		if diff := cmp.Diff(want, got, cmp.AllowUnexported(params{})); diff != "" {
			t.Errorf("%q (-encoding/json +plain):\n%s", body, diff)
		}
	})
}
