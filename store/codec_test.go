package store_test

import (
	"bytes"
	"context"
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forumgraph/store"
	"forumgraph/store/memstore"
	"forumgraph/store/storetest"
)

// filled returns a node of kind in which every field holds something, so that no field can be lost unseen.
func filled(kind store.Kind) store.Node {
	n := store.NewNode(kind)
	fill(reflect.ValueOf(n).Elem(), 3)
	n.Base().ID = store.NewID(kind, "filled")
	return n
}

// filling is what each string of a filled node holds.
const filling = "<a & \"b\" \u2028 é>"

func fill(v reflect.Value, depth int) {
	if !v.CanSet() || depth < 0 {
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(filling)
	case reflect.Int:
		v.SetInt(-42)
	case reflect.Float64:
		v.SetFloat(1e21 / 3)
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Uint8:
		v.SetUint(0xa5)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), depth-1)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		fallthrough
	case reflect.Array:
		for i := range v.Len() {
			fill(v.Index(i), depth-1)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), depth)
		}
	default:
		panic("a field of type " + v.Type().String())
	}
}

// Every kind of node, full or empty, must come back from JSON and from CBOR as it was, and give the same bytes again.
func TestCodec_round_trip(t *testing.T) {
	for _, kind := range store.Kinds() {
		t.Run(string(kind), func(t *testing.T) {
			empty := store.NewNode(kind)
			empty.Base().ID = store.NewID(kind, "empty")
			for _, want := range []store.Node{filled(kind), empty} {
				line, err := store.EncodeJSON(want)
				if err != nil {
					t.Fatal(err)
				}
				if bytes.ContainsRune(line, '\n') {
					t.Errorf("JSON of more than one line: %s", line)
				}
				got, err := store.DecodeJSON(line)
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("JSON (-want +got):\n%s", diff)
				}
				record, err := store.EncodeCBOR(want)
				if err != nil {
					t.Fatal(err)
				}
				if got, err = store.DecodeCBOR(kind, record); err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("CBOR (-want +got):\n%s", diff)
				}
				again, err := store.EncodeCBOR(got)
				if err != nil || !bytes.Equal(again, record) {
					t.Errorf("CBOR again: %v, other bytes", err)
				}
				if !store.Equal(want, got) {
					t.Error("Equal says no")
				}
			}
			if store.Equal(empty, filled(kind)) {
				t.Error("Equal says yes of different nodes")
			}
		})
	}
}

// Equal must tell apart nodes of different types, even if their fields agree.
func TestEqual_types(t *testing.T) {
	if store.Equal(&store.Place{Meta: store.Meta{ID: "place:a"}}, &store.Issue{Meta: store.Meta{ID: "place:a"}}) {
		t.Error("a place equals an issue")
	}
}

// A line that is not a node must be refused with what is wrong in it.
func TestDecodeJSON_refuses(t *testing.T) {
	for _, test := range []struct{ in, want string }{
		{``, "column 1: broken JSON: the line ends within a value; complete it"},
		{`{"id":"place:a"`, "column 16: place:a: broken JSON: the line ends within a value; complete it"},
		{`{"id":"place:a",}`, "column 16: place:a: broken JSON: invalid character ',' at start of value; correct it"},
		{`[]`, `column 1: no object; a line is one node, {"id": ...}`},
		{`{}`, `column 1: no id; add one, such as "id": "issue:forced-marriage"`},
		{`{"id":7}`, `column 7: the id is no text; write "kind:slug"`},
		{`{"id":"issue:forêt"}`, `column 7: id "issue:forêt": 'ê' cannot stand in an ID; use a to z and 0 to 9, with '-', '/' or '.' between them`},
		{`{"id":"place:a","colour":"red"}`, "column 17: place:a colour: an unknown field; remove it or correct its name"},
		{`{"id":"place:a","Name":{}}`, "column 17: place:a Name: an unknown field; remove it or correct its name"},
		{`{"id":"place:a","name":"A"}`, "column 24: place:a name: want an object, got a text; correct it"},
		{`{"id":"session:a","order":2.5}`, "column 27: session:a order: want a whole number, got the number 2.5; correct it"},
		{`{"id":"figure:a","value":1e999}`, "column 26: figure:a value: want a number, got the number 1e999; correct it"},
		{`{"id":"passage:a","sha256":"12"}`, `column 28: passage:a sha256: sha256 "12": want 64 hexadecimal digits, got 2; correct it`},
		{`{"id":"place:a"} {"id":"place:b"}`, "column 18: place:a: broken JSON: invalid character '{' after top-level value; correct it"},
		{`{"id":"place:a","id":"place:b"}`, "column 17: place:a id: appears twice in one object; keep one"},
		{`{"id":"place:a","name":{"en":"é","en":"b"}}`, "column 34: place:a name.en: appears twice in one object; keep one"},
		{`{"name":{"en":"é","en":"b"},"id":"place:a"}`, "column 19: name.en: appears twice in one object; keep one"},
		{"{\"id\":\"place:a\",\"name\":{\"en\":\"\ufffd \xff\"}}", "column 33: place:a: a byte that is not UTF-8 (0xFF); save the file as UTF-8"},
		{`{"id":"place:a","name":{"en":"é \ud800"}}`, "column 33: place:a: broken JSON: invalid surrogate pair `\\ud800\"}}` in string; correct it"},
		{"{\"id\":\"place:a\",\"name\":{\"en\":\"\x01\"}}", `column 31: place:a: broken JSON: invalid character '\x01' in string (expecting non-control character); correct it`},
	} {
		n, err := store.DecodeJSON([]byte(test.in))
		if !errors.Is(err, store.ErrInvalid) || err.Error() != test.want || n != nil {
			t.Errorf("%s: got %v, %v; want ErrInvalid with %q", test.in, n, err, test.want)
		}
	}
}

// A record that is not a node must be refused as damage.
func TestDecodeCBOR_refuses(t *testing.T) {
	good, err := store.EncodeCBOR(filled(store.KindPlace))
	if err != nil {
		t.Fatal(err)
	}
	for name, b := range map[string][]byte{
		"nothing": nil, "cut": good[:len(good)/2], "more": append(bytes.Clone(good), 0), "a number": {7}, "a key twice": []byte("\xa2\x62id\x61a\x62id\x61b"),
	} {
		if n, err := store.DecodeCBOR(store.KindPlace, b); !errors.Is(err, store.ErrCorrupt) || n != nil {
			t.Errorf("%s: got %v, %v; want ErrCorrupt", name, n, err)
		}
	}
	if _, err := store.DecodeCBOR("GHOST", good); !errors.Is(err, store.ErrCorrupt) {
		t.Errorf("unknown kind: got %v, want ErrCorrupt", err)
	}
}

// Any line must give a node that is written and read alike, or be refused.
func FuzzDecodeJSON(f *testing.F) {
	for _, n := range storetest.Example().Put {
		line, err := store.EncodeJSON(n)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(line)
	}
	f.Fuzz(func(t *testing.T, line []byte) {
		n, err := store.DecodeJSON(line)
		if err != nil {
			if !errors.Is(err, store.ErrInvalid) {
				t.Errorf("got %v, want ErrInvalid", err)
			}
			return
		}
		first, err := store.EncodeJSON(n)
		if err != nil {
			t.Fatal(err)
		}
		again, err := store.DecodeJSON(first)
		if err != nil {
			t.Fatal(err)
		}
		if second, err := store.EncodeJSON(again); err != nil || !bytes.Equal(first, second) {
			t.Errorf("got %s, %v; want %s", second, err, first)
		}
	})
}

// A hash must be read as it is written, and nothing else as a hash.
func TestParseHash(t *testing.T) {
	h := store.HashOf("folded text")
	if got, err := store.ParseHash(h.String()); err != nil || got != h || got.IsZero() {
		t.Errorf("got %v, %v", got, err)
	}
	for _, s := range []string{"", h.String()[1:], h.String() + "0", strings.Repeat("g", 64)} {
		if _, err := store.ParseHash(s); !errors.Is(err, store.ErrInvalid) {
			t.Errorf("ParseHash(%q): got %v, want ErrInvalid", s, err)
		}
	}
}

// Digest must be the same for one graph whatever its history, and another for any other graph.
func TestDigest(t *testing.T) {
	digest := func(sets ...store.ChangeSet) store.Hash {
		t.Helper()
		s := memstore.New()
		for _, cs := range sets {
			if _, err := s.Apply(t.Context(), cs); err != nil {
				t.Fatal(err)
			}
		}
		v, err := s.Snapshot()
		if err != nil {
			t.Fatal(err)
		}
		defer v.Close()
		h, err := store.Digest(t.Context(), v)
		if err != nil {
			t.Fatal(err)
		}
		return h
	}
	pier := &store.Place{Meta: store.Meta{ID: "place:pier", Name: store.Text{EN: "Pier"}, Citations: storetest.Cite(1)}}
	one := store.ChangeSet{Put: []store.Node{pier}}
	gone := store.ChangeSet{Delete: []store.ID{"place:pier"}}
	base := digest(storetest.Example())
	if got := digest(storetest.Example(), one, gone); got != base {
		t.Errorf("there and back: got %s, want %s", got, base)
	}
	if got := digest(storetest.Example(), one); got == base {
		t.Error("one node more gives the same digest")
	}
	v, err := memstore.New().Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := store.Digest(ctx, v); !errors.Is(err, context.Canceled) {
		t.Errorf("canceled: got %v", err)
	}
}

// A passage must count as cited only if a node that codes it cites it; what is cited is not set aside or open as well.
func TestCoverage_Add(t *testing.T) {
	aside := &store.SetAside{Reason: store.AsideTitle}
	for _, test := range []struct {
		name string
		p    store.Passage
		by   []store.Kind
		want store.Coverage
	}{
		{"nobody", store.Passage{}, nil, store.Coverage{Passages: 1, Open: 1}},
		{"nobody, set aside", store.Passage{SetAside: aside}, nil, store.Coverage{Passages: 1, SetAside: 1}},
		{"a statement", store.Passage{Kind: store.PassageItem}, []store.Kind{store.KindStatement}, store.Coverage{Passages: 1, Cited: 1}},
		{"a statement, set aside", store.Passage{SetAside: aside}, []store.Kind{store.KindStatement}, store.Coverage{Passages: 1, Cited: 1}},
		{"a person in a narrative", store.Passage{Kind: store.PassageNarrative}, []store.Kind{store.KindPerson}, store.Coverage{Passages: 1, Cited: 1}},
		{"a person in a list item", store.Passage{Kind: store.PassageItem}, []store.Kind{store.KindPerson}, store.Coverage{Passages: 1, Open: 1}},
		{"a person in a quotation", store.Passage{Kind: store.PassageQuotation}, []store.Kind{store.KindPerson}, store.Coverage{Passages: 1, Open: 1}},
		{"an issue", store.Passage{}, []store.Kind{store.KindIssue, store.KindRecommendation}, store.Coverage{Passages: 1, Open: 1}},
	} {
		var got store.Coverage
		got.Add(&test.p, test.by, 2)
		got.Add(&test.p, test.by, -1)
		if got != test.want {
			t.Errorf("%s: got %+v, want %+v", test.name, got, test.want)
		}
	}
}

func BenchmarkDecodeJSON(b *testing.B) {
	line, err := store.EncodeJSON(&store.Statement{
		Meta: store.Meta{ID: "statement:a/1", Citations: storetest.Cite(1)}, Kind: store.Raises, Review: store.Draft,
		Summary: strings.Repeat("A word or two. ", 8), Voices: []store.StatementVoice{{Voice: "person:a", Role: store.Speaker}},
		Issues: []store.ID{"issue:a", "issue:b"},
	})
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	b.SetBytes(int64(len(line)))
	for b.Loop() {
		if _, err := store.DecodeJSON(line); err != nil {
			b.Fatal(err)
		}
	}
}
