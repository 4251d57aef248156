package store

import (
	"bytes"
	"fmt"
	"reflect"

	"github.com/fxamacker/cbor/v2"
)

// EncodeCBOR returns n in deterministic CBOR (RFC 8949, section 4.2.1): equal nodes give equal bytes.
func EncodeCBOR(n Node) ([]byte, error) {
	b, err := cborEnc.Marshal(n)
	if err != nil {
		return nil, fmt.Errorf("encode %s: %w", n.Base().ID, err)
	}
	return b, nil
}

// DecodeCBOR reads a node of kind as [EncodeCBOR] wrote it; b is not kept. Errors: ErrCorrupt.
func DecodeCBOR(kind Kind, b []byte) (Node, error) {
	n := NewNode(kind)
	if n == nil {
		return nil, fmt.Errorf("decode node of kind %q: %w", kind, ErrCorrupt)
	}
	if err := cborDec.Unmarshal(b, n); err != nil {
		return nil, fmt.Errorf("decode %s: %v: %w", kind, err, ErrCorrupt)
	}
	return n, nil
}

// Equal reports whether two nodes are the same record.
func Equal(a, b Node) bool {
	if reflect.TypeOf(a) != reflect.TypeOf(b) {
		return false
	}
	x, errX := EncodeCBOR(a)
	y, errY := EncodeCBOR(b)
	return errX == nil && errY == nil && bytes.Equal(x, y)
}

// The modes hold no state; the options are constants, so neither constructor can fail.
var (
	cborEnc = must(cbor.EncOptions{
		Sort:          cbor.SortBytewiseLexical,
		ShortestFloat: cbor.ShortestFloat16,
		IndefLength:   cbor.IndefLengthForbidden,
	}.EncMode())
	cborDec = must(cbor.DecOptions{DupMapKey: cbor.DupMapKeyEnforcedAPF, IndefLength: cbor.IndefLengthForbidden}.DecMode())
)

func must[T any](v T, err error) T {
	if err != nil {
		panic("cbor options: " + err.Error())
	}
	return v
}
