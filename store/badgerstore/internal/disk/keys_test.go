package disk

import (
	"bytes"
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forumgraph/store"
	"forumgraph/store/storetest"
)

var sampleKeys = []Key{
	{Prefix: PrefixMeta, Meta: MetaState},
	{Prefix: PrefixID, ID: "person:ada"},
	{Prefix: PrefixNode, Number: 1},
	{Prefix: PrefixNode, Number: 1 << 40},
	{Prefix: PrefixEdges, Number: 7},
	{Prefix: PrefixEdges, Number: 7, Block: &Spot{GroupOf(store.Raised, store.In), "person:ada"}},
	{Prefix: PrefixDerived, Number: 7, Derived: store.CoRaised, Target: 256},
	{Prefix: PrefixLog, Version: 300},
}

// bytes puts the key together again.
func (k Key) bytes() []byte {
	switch k.Prefix {
	case PrefixMeta:
		return MetaKey(k.Meta)
	case PrefixID:
		return IDKey(k.ID)
	case PrefixNode:
		return NodeKey(k.Number)
	case PrefixEdges:
		if k.Block == nil {
			return HeadKey(k.Number)
		}
		return BlockKey(k.Number, *k.Block)
	case PrefixDerived:
		return DerivedKey(k.Number, k.Derived, k.Target)
	case PrefixLog:
		if k.Part != nil {
			return LogPartKey(k.Version, *k.Part)
		}
		return LogKey(k.Version)
	}
	return nil
}

// Every key must parse back to what it was made of.
func TestParseKey(t *testing.T) {
	for _, want := range sampleKeys {
		got, err := ParseKey(want.bytes())
		if err != nil {
			t.Errorf("%+v: %v", want, err)
			continue
		}
		if diff := cmp.Diff(want, got, cmp.AllowUnexported(Key{}, Spot{})); diff != "" {
			t.Errorf("key %x (-want +got):\n%s", want.bytes(), diff)
		}
	}
}

// What no constructor makes must be refused as damage.
func TestParseKey_refuses(t *testing.T) {
	for _, raw := range []string{
		"", "x", "iperson:ada", "i\x00", "iperson\x00ada\x00", "n", "n1234567", "n123456789", "e1234567",
		"e12345678\x01", "e12345678\x01\x01\x00", "e12345678\x01\x03id\x00",
		"d12345678\x0112345678", "d12345678\x8012345678x", "l123",
	} {
		if k, err := ParseKey([]byte(raw)); !errors.Is(err, store.ErrCorrupt) {
			t.Errorf("key %q: got %+v, %v; want ErrCorrupt", raw, k, err)
		}
	}
}

// The order of keys must be the order of what they stand for, also where one ID begins with another.
func TestKeys_order(t *testing.T) {
	for _, test := range []struct {
		name string
		keys [][]byte
	}{
		{"ids", [][]byte{IDKey("issue:a"), IDKey("issue:a-b"), IDKey("issue:a.b"), IDKey("issue:a/b"), IDKey("issue:a0"), IDKey("issue:aa")}},
		{"numbers", [][]byte{NodeKey(1), NodeKey(255), NodeKey(256), NodeKey(1 << 33)}},
		{"versions", [][]byte{LogKey(1), LogKey(255), LogKey(65536)}},
		{"edges", [][]byte{
			HeadKey(7),
			BlockKey(7, Spot{GroupOf(store.AffiliatedWith, store.Out), "organization:b"}),
			BlockKey(7, Spot{GroupOf(store.AffiliatedWith, store.In), "organization:a"}),
			BlockKey(7, Spot{GroupOf(store.AffiliatedWith, store.In), "organization:a-b"}),
			BlockKey(7, Spot{GroupOf(store.Raised, store.Out), "issue:a"}),
			HeadKey(8),
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
		if KindCodes.Word[KindCodes.Code[kind]] != kind || KindCodes.Code[kind] == 0 {
			t.Errorf("kind %s has no code of its own", kind)
		}
	}
	for _, typ := range store.EdgeTypes() {
		code := TypeCodes.Code[typ]
		if TypeCodes.Word[code] != typ || code == 0 || code >= 0x80 != typ.IsDerived() {
			t.Errorf("type %s has code %#x", typ, code)
		}
	}
	for _, stance := range store.Stances() {
		if StanceCodes.Word[StanceCodes.Code[stance]] != stance || StanceCodes.Code[stance] == 0 {
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
		k, err := ParseKey(raw)
		if err != nil {
			if !errors.Is(err, store.ErrCorrupt) {
				t.Errorf("got %v, want ErrCorrupt", err)
			}
			return
		}
		if k.Prefix == PrefixNames || k.Prefix == PrefixKinds {
			return // no constructor makes them any more
		}
		if got := k.bytes(); !bytes.Equal(got, raw) {
			t.Errorf("got %x, want %x", got, raw)
		}
	})
}
