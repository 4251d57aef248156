package store

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"

	"github.com/fxamacker/cbor/v2"
)

// EncodeJSON returns n as one line of JSON without a newline: the same bytes for the same node.
func EncodeJSON(n Node) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(n); err != nil {
		return nil, fmt.Errorf("encode %s: %w", n.Base().ID, err)
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}

// DecodeJSON reads one node as [EncodeJSON] writes it; the kind follows from the ID. Unknown fields are refused.
//
// Errors: ErrInvalid, with the field and the place in line where the decoder tells it.
func DecodeJSON(line []byte) (Node, error) {
	if n := decodePlain(string(line)); n != nil {
		return n, nil
	}
	return decodeJSON(line)
}

// decodeJSON is DecodeJSON for any line.
func decodeJSON(line []byte) (Node, error) {
	var head struct {
		ID string `json:"id"`
	}
	if err := json.Unmarshal(line, &head); err != nil {
		return nil, jsonError(err)
	}
	id, err := ParseID(head.ID)
	if err != nil {
		return nil, err
	}
	n := NewNode(id.Kind())
	dec := json.NewDecoder(bytes.NewReader(line))
	dec.DisallowUnknownFields()
	if err := dec.Decode(n); err != nil {
		return nil, fmt.Errorf("%s: %w", id, jsonError(err))
	}
	return n, nil
}

func jsonError(err error) error {
	var syntax *json.SyntaxError
	var typ *json.UnmarshalTypeError
	switch {
	case errors.Is(err, ErrInvalid):
		return err
	case errors.As(err, &syntax):
		return fmt.Errorf("broken JSON at byte %d: %v: %w", syntax.Offset, syntax, ErrInvalid)
	case errors.As(err, &typ):
		field := strings.TrimPrefix(typ.Field, "Meta.") // the embedded struct is no part of the format
		return fmt.Errorf("field %q at byte %d: want %s, got %s: %w", field, typ.Offset, typ.Type, typ.Value, ErrInvalid)
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return fmt.Errorf("the line ends within a value: %w", ErrInvalid)
	}
	return fmt.Errorf("%v: %w", err, ErrInvalid)
}

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
