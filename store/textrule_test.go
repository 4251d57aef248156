package store_test

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"

	"forumgraph/store"
	"forumgraph/store/storetest"
)

// eachString calls visit with every string below v, by its path in JSON.
func eachString(v reflect.Value, path string, visit func(path string, v reflect.Value)) {
	switch v.Kind() {
	case reflect.String:
		visit(strings.TrimPrefix(path, "."), v)
	case reflect.Pointer:
		eachString(v.Elem(), path, visit)
	case reflect.Slice:
		for i := range v.Len() {
			eachString(v.Index(i), fmt.Sprintf("%s[%d]", path, i), visit)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			at := path
			if name, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("json"), ","); name != "" {
				at += "." + name
			}
			eachString(v.Field(i), at, visit)
		}
	}
}

// Whatever string of a record is wrong, the record is refused at that field: none is forgotten, nor will a new one be. A
// string that is an ID or one of a closed list may be refused for that.
func TestValidateNode_everyString(t *testing.T) {
	for _, kind := range store.Kinds() {
		isText := make(map[string]bool)
		eachString(reflect.ValueOf(filled(kind)), "", func(path string, v reflect.Value) { isText[path] = v.Type() == reflect.TypeFor[string]() })
		for path, isText := range isText {
			for _, bad := range []string{"a\u202eb", "a\x1bb", "a\xffb", strings.Repeat("a", 2001)} {
				n := filled(kind)
				eachString(reflect.ValueOf(n), "", func(at string, v reflect.Value) {
					switch {
					case at == path:
						v.SetString(bad)
					case v.String() == filling:
						v.SetString("a")
					}
				})
				problems := store.ValidateNode(n, func(store.ID) store.Node { return nil })
				if !slices.ContainsFunc(problems, func(p store.Problem) bool {
					holder := strings.Replace(path, ".voice", ".id", 1)
					return p.Field == path || !isText && p.Field != "" && strings.HasPrefix(holder, p.Field)
				}) {
					t.Errorf("%s with %.10q in %s is not refused there: %v", kind, bad, path, problems)
				}
			}
		}
	}
}

// Each way in which a text breaks the rules is told at its field, with what to do.
func TestValidate_texts(t *testing.T) {
	issue := func(name, definition string) store.Node {
		n := &store.Issue{Meta: store.Meta{ID: "issue:a", Name: store.Text{EN: name}, Citations: storetest.Cite(1)}}
		n.Definition.FR = definition
		return n
	}
	source := func(url string) store.Node {
		return &store.Source{Meta: store.Meta{ID: "source:a", Name: store.Text{EN: "A"}}, URL: url}
	}
	const long = "ab\u00e9" // three characters in four bytes
	for _, test := range []struct {
		name string
		put  store.Node
		want []string
	}{
		{"fine", issue("Ça, c'est « vu »", "one\ntwo"), nil},
		{"longest", issue(strings.Repeat(long, 100), strings.Repeat("a", 2000)), nil},
		{"escape", issue("a\x1b[31m", ""), []string{"issue:a name.en: a control character (U+001B) at character 2; remove it"}},
		{"second language", issue("a", "éé\u202e"), []string{"issue:a definition.fr: a character that changes the direction of text (U+202E) at character 3; remove it"}},
		{"too long", issue(strings.Repeat(long, 100)+"a", strings.Repeat("a", 2001)), []string{
			"issue:a name.en: 301 characters, but a name has at most 300; shorten it",
			"issue:a definition.fr: 2001 characters, but prose has at most 2000; shorten it",
		}},
		{"line break", issue("a\nb", ""), []string{"issue:a name.en: a line break, but a name is one line; write it as one"}},
		{"decomposed", issue("e\u0301", ""), []string{"issue:a name.en: not in the form of texts: Unicode normalization form C, no tabs; normalize it"}},
		{"tab", issue("a", "b\tc"), []string{"issue:a definition.fr: not in the form of texts: Unicode normalization form C, no tabs; normalize it"}},
		{"script", source("javascript:alert(1)"), []string{`source:a url: "javascript:alert(1)" is not an address of the web; begin with https://`}},
	} {
		var got []string
		problems := store.ValidateNode(test.put, func(id store.ID) store.Node {
			if p := storetest.Cite(1)[0]; id == p.Passage {
				return &store.Passage{Meta: store.Meta{ID: id}, Length: p.End, SHA256: p.SHA256}
			}
			return nil
		})
		for _, p := range problems {
			got = append(got, p.String())
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

// Author and reason of a change are texts, too.
func TestValidate_reason(t *testing.T) {
	cs := store.ChangeSet{}
	cs.Author, cs.Reason = "a\x1b]0;b", strings.Repeat("a", 2001)
	err := store.Validate(t.Context(), graph{}, cs)
	want := "author: a control character (U+001B) at character 2; remove it\nreason: 2001 characters, but prose has at most 2000; shorten it"
	if err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

// Normalizing gives the one form of texts that look alike, counts what it changed, and changes nothing twice.
func TestNormalizeTexts(t *testing.T) {
	n := &store.Person{
		Meta:         store.Meta{ID: "person:a", Name: store.Text{EN: "Zoe\u0308", FR: "Zoé"}, Aliases: []store.Alias{{Text: "Z.\tA."}}},
		Affiliations: []store.Affiliation{{Role: "plain"}, {Role: "ﬁ"}},
	}
	want := &store.Person{
		Meta:         store.Meta{ID: "person:a", Name: store.Text{EN: "Zoë", FR: "Zoé"}, Aliases: []store.Alias{{Text: "Z. A."}}},
		Affiliations: []store.Affiliation{{Role: "plain"}, {Role: "ﬁ"}},
	}
	if got := store.NormalizeTexts(n); got != 2 {
		t.Errorf("got %d changed, want 2", got)
	}
	if diff := cmp.Diff(want, n); diff != "" {
		t.Error(diff)
	}
	if got := store.NormalizeTexts(n); got != 0 {
		t.Errorf("again: got %d changed, want 0", got)
	}
}

// Addresses lead to the web, to a host that one can see, as whoever clicks expects.
func TestCheckURL(t *testing.T) {
	for _, test := range []struct{ in, want string }{
		{"https://www.example.org/a-b/c.html?x=1&y=%C3%A9#z", ""},
		{"HTTP://example.org:8080", ""},
		{"https://[2001:db8::1]/", ""},
		{"https://xn--qubec-csa.ca/", ""},
		{"", "not an address of the web"},
		{"www.example.org", "not an address of the web; begin with https://"},
		{"//example.org/a", "not an address of the web"},
		{"javascript:alert(1)", "not an address of the web"},
		{"JavaScript://example.org/%0aalert(1)", "not an address of the web"},
		{"data:text/html,x", "not an address of the web"},
		{"ftp://example.org", "not an address of the web"},
		{"file:///etc/passwd", "not an address of the web"},
		{"https:example.org", "without a host"},
		{"https:///example.org", "without a host"},
		{"https://:443/", "without a host"},
		{"https://example.org@other.example/", "with a user name or password; remove it"},
		{"https://a:b@example.org/", "with a user name or password"},
		{`https://example.org\@other.example/`, "not an address; write it as a browser shows it"},
		{"https://exa mple.org/", "not an address"},
		{"https://example.org/a b", `with " "; write that percent-encoded`},
		{"https://example.org/\"onclick=", `with "\""; write`},
		{"https://example.org/é", `with "é"; write`},
		{"https://québec.ca/", `with "é"; write`},
		{"https://example.org/\u202e", "with \"\\u202e\"; write"},
		{"https://example.org/\x00", "not an address"},
		{"https://example.org:port/", "not an address"},
		{"https://example.org/%zz", "not an address"},
	} {
		err := store.CheckURL(test.in)
		switch {
		case test.want == "" && err != nil:
			t.Errorf("%q: got %v, want none", test.in, err)
		case test.want != "" && (!errors.Is(err, store.ErrInvalid) || !strings.Contains(err.Error(), test.want)):
			t.Errorf("%q: got %v, want ErrInvalid with %q", test.in, err, test.want)
		}
	}
}

// What passes is in one form: normalizing leaves it, a store takes it, and it holds no control character.
func FuzzNormalizeTexts(f *testing.F) {
	for _, s := range []string{"a", "Zoe\u0308", "a\r\nb\tc", "a\rb", "\ufeff", "=\u0338", "\u0958"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		n := &store.Statement{Meta: store.Meta{ID: "statement:a"}, Summary: s}
		store.NormalizeTexts(n)
		if again := store.NormalizeTexts(n); again != 0 {
			t.Fatalf("%q is normalized to %q, and that again", s, n.Summary)
		}
		for _, p := range store.ValidateNode(n, func(store.ID) store.Node { return nil }) {
			if p.Field == "summary" {
				if utf8.ValidString(s) && strings.Contains(p.Message, "not in the form") {
					t.Errorf("%q, normalized: %s", s, p)
				}
				return
			}
		}
		if !norm.NFC.IsNormalString(n.Summary) || strings.ContainsAny(n.Summary, "\t\r\x00\x1b\u202e") {
			t.Errorf("%q passes as %q", s, n.Summary)
		}
	})
}
