package graph

import (
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// What the quick reader reads of a request is what encoding/json reads, and it reads the usual ones.
func FuzzQuickly(f *testing.F) {
	for _, body := range []string{
		`{"query": "{ overview { version } }"}`,
		` {"operationName":"q","variables":{"id":"issue:night-noise","n":[1,-2.5e+10,0,true,false,null,{"a":{}}],"é":"☃"},"query":"query q {\n\t\"a\\b\"\/\r}"} `,
		`{"variables":null,"query":"\u0041"}`, `{"query":"x","extensions":{"persistedQuery":{"version":1,"sha256Hash":"a"}}}`, `{"query":"x","extensions":{},"other":[1]}`,
	} {
		if _, ok := quickly([]byte(body)); !ok {
			f.Errorf("gives up on %s", body)
		}
		f.Add([]byte(body))
	}
	for _, body := range []string{
		`{"query":"x","query":"y"}`, `{"query":null}`, `{"Query":"x"}`, `{"query":"x","variables":{"a":1,"a":2}}`, `{"query":"x"}}`, `{"query":"x",}`,
		`{"variables":[]}`, `{"variables":{"a":01}}`, `{"variables":{"a":1.}}`, `{"variables":{"a":-}}`, `{"variables":{"a":1e}}`,
		`{"extensions":{}}`, "{\"query\":\"a\x01\"}", `{"query":"a`, `{"query":"a\`, `{"query" "a"}`, `[]`, ``, `{}`, `{"variables":{"a":nul}}`,
	} {
		f.Add([]byte(body))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		if !utf8.Valid(body) {
			return // refused before
		}
		got, ok := quickly(body)
		if !ok {
			return
		}
		read, err := slowly(body)
		if err != nil {
			t.Fatalf("%q is read, though encoding/json does not: %v", body, err)
		}
		if diff := cmp.Diff(read, got); diff != "" {
			t.Errorf("%q (-encoding/json +quickly):\n%s", body, diff)
		}
	})
}
