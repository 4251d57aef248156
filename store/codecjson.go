package store

import (
	"bytes"
	stdjson "encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// EncodeJSON returns n as one line of JSON without a newline: the same bytes for the same node.
func EncodeJSON(n Node) ([]byte, error) {
	var b bytes.Buffer
	enc := stdjson.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(n); err != nil {
		return nil, fmt.Errorf("encode %s: %w", n.Base().ID, err)
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}

// DecodeJSON reads one node as [EncodeJSON] writes it; the kind follows from the ID. Unknown fields, fields that appear
// twice, and what is not UTF-8 are refused.
//
// Errors: *LineError, an ErrInvalid.
func DecodeJSON(line []byte) (Node, error) {
	id, err := idOf(line)
	if err != nil {
		return nil, err
	}
	n := NewNode(id.Kind())
	if err := json.Unmarshal(line, n, json.RejectUnknownMembers(true)); err != nil {
		return nil, lineError(line, id, err)
	}
	return n, nil
}

// LineError says what keeps a line of JSON from being a node. It is an [ErrInvalid].
type LineError struct{ Problem }

// Error returns "column: ID field: message".
func (e *LineError) Error() string { return fmt.Sprintf("column %d: %s", e.Column, e.Problem) }

// Unwrap returns [ErrInvalid].
func (e *LineError) Unwrap() error { return ErrInvalid }

// idOf returns the ID of the node in line. It reads no further than to the ID, which [EncodeJSON] writes first.
func idOf(line []byte) (ID, error) {
	if rest, ok := bytes.CutPrefix(line, []byte(`{"id":"`)); ok {
		if end := bytes.IndexByte(rest, '"'); end >= 0 {
			if id, err := ParseID(string(rest[:end])); err == nil {
				return id, nil
			}
		}
	}
	d := jsontext.NewDecoder(bytes.NewReader(line))
	if d.PeekKind() != '{' {
		if err := d.SkipValue(); err != nil {
			return "", lineError(line, "", err)
		}
		return "", at(line, 0, "no object; a line is one node, {\"id\": ...}")
	}
	if _, err := d.ReadToken(); err != nil {
		return "", lineError(line, "", err)
	}
	for d.PeekKind() == '"' {
		name, err := d.ReadToken()
		if err != nil {
			return "", lineError(line, "", err)
		}
		if name.String() != "id" {
			if err := d.SkipValue(); err != nil {
				return "", lineError(line, "", err)
			}
			continue
		}
		kind := d.PeekKind()
		value, err := d.ReadValue()
		if err != nil {
			return "", lineError(line, "", err)
		}
		begin := int(d.InputOffset()) - len(value)
		if kind != '"' {
			return "", at(line, begin, "the id is no text; write \"kind:slug\"")
		}
		text, err := jsontext.AppendUnquote(nil, value)
		if err != nil {
			return "", lineError(line, "", err)
		}
		id, err := ParseID(string(text))
		if err != nil {
			return "", at(line, begin, Reason(err, ErrInvalid))
		}
		return id, nil
	}
	if _, err := d.ReadToken(); err != nil {
		return "", lineError(line, "", err)
	}
	return "", at(line, 0, "no id; add one, such as \"id\": \"issue:forced-marriage\"")
}

// at returns a LineError at a byte of line.
func at(line []byte, offset int, message string) *LineError {
	offset = min(max(offset, 0), len(line))
	return &LineError{Problem{Column: utf8.RuneCount(line[:offset]) + 1, Message: message}}
}

// lineError turns an error of the JSON reader into words.
func lineError(line []byte, id ID, err error) *LineError {
	var e *LineError
	var syntactic *jsontext.SyntacticError
	var semantic *json.SemanticError
	switch {
	// The reader says so, too, but not at which byte.
	case !utf8.Valid(line):
		bad := bytes.IndexFunc(bytes.ReplaceAll(line, []byte("\ufffd"), []byte("???")), func(r rune) bool { return r == utf8.RuneError })
		e = at(line, bad, fmt.Sprintf("a byte that is not UTF-8 (0x%02X); save the file as UTF-8", line[bad]))
	case errors.As(err, &syntactic) && errors.Is(err, jsontext.ErrDuplicateName):
		e = at(line, int(syntactic.ByteOffset), "appears twice in one object; keep one")
		e.Field = fieldAt(syntactic.JSONPointer)
	case errors.As(err, &semantic):
		e = at(line, int(semantic.ByteOffset), semanticMessage(semantic))
		e.Field = fieldAt(semantic.JSONPointer)
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		e = at(line, len(line), "broken JSON: the line ends within a value; complete it")
	case errors.As(err, &syntactic):
		e = at(line, int(syntactic.ByteOffset), fmt.Sprintf("broken JSON: %v; correct it", syntactic.Err))
	default:
		e = at(line, 0, fmt.Sprintf("%v; correct it", err))
	}
	e.ID = id
	return e
}

func semanticMessage(err *json.SemanticError) string {
	switch {
	case errors.Is(err, json.ErrUnknownName):
		return "an unknown field; remove it or correct its name"
	case err.GoType != nil && err.JSONKind != 0 && !errors.Is(err, ErrInvalid):
		return fmt.Sprintf("want %s, got %s; correct it", wordOfType(err.GoType), wordOfJSON(err))
	case err.Err != nil:
		return fmt.Sprintf("%s; correct it", Reason(err.Err, ErrInvalid))
	}
	return fmt.Sprintf("%v; correct it", err)
}

func wordOfType(t reflect.Type) string {
	switch t.Kind() {
	case reflect.String, reflect.Array: // the latter is a hash
		return "a text"
	case reflect.Int:
		return "a whole number"
	case reflect.Float64:
		return "a number"
	case reflect.Bool:
		return "true or false"
	case reflect.Slice:
		return "a list"
	case reflect.Pointer:
		return wordOfType(t.Elem())
	}
	return "an object"
}

func wordOfJSON(err *json.SemanticError) string {
	switch err.JSONKind {
	case '"':
		return "a text"
	case '0':
		return "the number " + clip(string(err.JSONValue))
	case 't', 'f':
		return "true or false"
	case '[':
		return "a list"
	case '{':
		return "an object"
	}
	return "nothing"
}

// fieldAt returns the field that a JSON pointer leads to as [Problem] names it: "voices[0].role".
func fieldAt(p jsontext.Pointer) string {
	var b strings.Builder
	for step := range p.Tokens() {
		switch _, err := strconv.Atoi(step); {
		case err == nil:
			b.WriteString("[" + step + "]")
		case b.Len() > 0:
			b.WriteString("." + clip(step))
		default:
			b.WriteString(clip(step))
		}
	}
	return b.String()
}
