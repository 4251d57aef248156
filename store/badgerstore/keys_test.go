package badgerstore

import (
	"bytes"
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forumgraph/store"
	"forumgraph/store/internal/place"
	"forumgraph/store/storetest"
)

var sampleKeys = []key{
	{prefix: prefixMeta, meta: metaState},
	{prefix: prefixID, id: "person:ada"},
	{prefix: prefixNode, number: 1},
	{prefix: prefixNode, number: 1 << 40},
	{prefix: prefixName, kind: store.KindIssue, lang: store.FR, place: place.JoinName("bruit nocturne", "issue:night-noise")},
	{prefix: prefixName, kind: store.KindIssue, lang: store.EN, place: place.JoinName("", "issue:night-noise")},
	{prefix: prefixKind, kind: store.KindPassage, id: "passage:quay-report/1/1"},
	{prefix: prefixEdges, number: 7},
	{prefix: prefixEdges, number: 7, block: &spot{groupOf(store.Raised, store.In), "person:ada"}},
	{prefix: prefixDerived, number: 7, derived: store.CoRaised, target: 256},
	{prefix: prefixLog, version: 300},
}

// bytes puts the key together again.
func (k key) bytes() []byte {
	switch k.prefix {
	case prefixMeta:
		return metaKey(k.meta)
	case prefixID:
		return idKey(k.id)
	case prefixNode:
		return nodeKey(k.number)
	case prefixName:
		return nameKey(k.kind, k.lang, k.place)
	case prefixKind:
		return kindKey(k.kind, k.id)
	case prefixEdges:
		if k.block == nil {
			return headKey(k.number)
		}
		return blockKey(k.number, *k.block)
	case prefixDerived:
		return derivedKey(k.number, k.derived, k.target)
	case prefixLog:
		if k.part != nil {
			return logPartKey(k.version, *k.part)
		}
		return logKey(k.version)
	}
	return nil
}

// Every key must parse back to what it was made of.
func TestParseKey(t *testing.T) {
	for _, want := range sampleKeys {
		got, err := parseKey(want.bytes())
		if err != nil {
			t.Errorf("%+v: %v", want, err)
			continue
		}
		if diff := cmp.Diff(want, got, cmp.AllowUnexported(key{}, spot{})); diff != "" {
			t.Errorf("key %x (-want +got):\n%s", want.bytes(), diff)
		}
	}
}

// What no constructor makes must be refused as damage.
func TestParseKey_refuses(t *testing.T) {
	for _, raw := range []string{
		"", "x", "iperson:ada", "i\x00", "iperson\x00ada\x00", "n", "n1234567", "n123456789", "b\x05\x01name\x00", "b\x05\x09n\x00id\x00",
		"b\x00\x01n\x00id\x00", "k\x63id\x00", "e1234567", "e12345678\x01", "e12345678\x01\x01\x00", "e12345678\x01\x03id\x00",
		"d12345678\x0112345678", "d12345678\x8012345678x", "l123",
	} {
		if k, err := parseKey([]byte(raw)); !errors.Is(err, store.ErrCorrupt) {
			t.Errorf("key %q: got %+v, %v; want ErrCorrupt", raw, k, err)
		}
	}
}

// The order of keys must be the order of what they stand for, also where one ID or name begins with another.
func TestKeys_order(t *testing.T) {
	name := func(label string, id store.ID) []byte {
		return nameKey(store.KindIssue, store.EN, place.JoinName(store.SortKey(label), id))
	}
	for _, test := range []struct {
		name string
		keys [][]byte
	}{
		{"ids", [][]byte{idKey("issue:a"), idKey("issue:a-b"), idKey("issue:a.b"), idKey("issue:a/b"), idKey("issue:a0"), idKey("issue:aa")}},
		{"numbers", [][]byte{nodeKey(1), nodeKey(255), nodeKey(256), nodeKey(1 << 33)}},
		{"versions", [][]byte{logKey(1), logKey(255), logKey(65536)}},
		{"names", [][]byte{
			name("Night", "issue:z"), name("night", "issue:zz"), name("Night fares", "issue:b"), name("Night, noise", "issue:a"), name("Nightly", "issue:c"),
		}},
		{"edges", [][]byte{
			headKey(7),
			blockKey(7, spot{groupOf(store.AffiliatedWith, store.Out), "organization:b"}),
			blockKey(7, spot{groupOf(store.AffiliatedWith, store.In), "organization:a"}),
			blockKey(7, spot{groupOf(store.AffiliatedWith, store.In), "organization:a-b"}),
			blockKey(7, spot{groupOf(store.Raised, store.Out), "issue:a"}),
			headKey(8),
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			if !slices.IsSortedFunc(test.keys, bytes.Compare) {
				t.Errorf("not in order: %q", test.keys)
			}
			if n := len(slices.CompactFunc(slices.Clone(test.keys), bytes.Equal)); n != len(test.keys) {
				t.Errorf("%d of %d keys are equal", len(test.keys)-n, len(test.keys))
			}
		})
	}
}

// Every word of the closed lists must have a code of its own, and derived types those from 0x80.
func TestCodes(t *testing.T) {
	for _, kind := range store.Kinds() {
		if kindCodes.word[kindCodes.code[kind]] != kind || kindCodes.code[kind] == 0 {
			t.Errorf("kind %s has no code of its own", kind)
		}
	}
	for _, typ := range store.EdgeTypes() {
		code := typeCodes.code[typ]
		if typeCodes.word[code] != typ || code == 0 || code >= 0x80 != typ.IsDerived() {
			t.Errorf("type %s has code %#x", typ, code)
		}
	}
	for _, stance := range store.Stances() {
		if stanceCodes.word[stanceCodes.code[stance]] != stance || stanceCodes.code[stance] == 0 {
			t.Errorf("stance %s has no code of its own", stance)
		}
	}
}

// IsStatedByTarget must say of every edge of the example whose record states it.
func TestOwnedByTarget(t *testing.T) {
	seen := make(map[store.EdgeType]bool)
	for _, n := range storetest.Example().Put {
		for _, e := range store.AssertedEdges(n) {
			seen[e.Type] = true
			if got, want := e.Type.IsStatedByTarget(), e.Target == n.Base().ID; got != want {
				t.Errorf("%v, stated by %s: got %v, want %v", e.EdgeKey, n.Base().ID, got, want)
			}
		}
	}
	if len(seen) < len(store.AssertedTypes())-1 { // the example has no FUNDED_BY
		t.Errorf("only %d types were tried", len(seen))
	}
}

// Any key that parses must be put together to the same bytes; all others must be refused as damage.
func FuzzParseKey(f *testing.F) {
	for _, k := range sampleKeys {
		f.Add(k.bytes())
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		k, err := parseKey(raw)
		if err != nil {
			if !errors.Is(err, store.ErrCorrupt) {
				t.Errorf("got %v, want ErrCorrupt", err)
			}
			return
		}
		if got := k.bytes(); !bytes.Equal(got, raw) {
			t.Errorf("got %x, want %x", got, raw)
		}
	})
}
