package protocol

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"

	jsonv2 "github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// The limits of a request's variables. They are counted while they are read, so an oversized request costs no more than
// reading up to the limit. The deepest filter that the schema accepts has 18 levels.
const (
	// MaxValueDepth is the maximum depth of objects and lists in one variable, or in a literal of a document.
	MaxValueDepth = 24
	// maxValues is the maximum number of values in all variables: objects, lists and their elements.
	maxValues = 2000
	// MaxText and maxNumber are the maximum length of a text and a number in bytes, also in literals; maxMember is that
	// of a name.
	MaxText   = 10_000
	MaxNumber = 40
	maxMember = 100
)

// variables are the variables of a request. Their values are nil, bool, string, json.Number, []any and map[string]any.
type variables map[string]any

var _ jsonv2.UnmarshalerFrom = (*variables)(nil)

// UnmarshalJSONFrom implements [jsonv2.UnmarshalerFrom]. Errors: *Error if the variables break a limit; those of the
// decoder.
func (v *variables) UnmarshalJSONFrom(d *jsontext.Decoder) error {
	switch d.PeekKind() {
	case 'n':
		*v = nil
		return d.SkipValue()
	case '{':
		r := variableReader{Decoder: d, base: d.StackDepth() + 1}
		object, err := r.object(0)
		*v = object
		return err
	}
	return errors.New("variables must be an object")
}

// variableReader reads values and counts them.
type variableReader struct {
	*jsontext.Decoder
	base   int // the depth of the stack in the object of variables
	values int
}

// value reads the next value, which is nested in depth objects and lists of its variable.
func (r *variableReader) value(depth int) (any, error) {
	if r.values++; r.values > maxValues {
		return nil, r.refuse("values", maxValues, "the variables hold more than %d values; ask for less at a time")
	}
	switch kind := r.PeekKind(); kind {
	case '{', '[':
		if depth == MaxValueDepth {
			return nil, r.refuse("valueDepth", MaxValueDepth,
				"a variable has more than %d levels of objects and lists; nest less, and name several values in one list")
		}
		if kind == '{' {
			return r.object(depth + 1)
		}
		return r.list(depth + 1)
	case '"':
		text, err := r.text()
		if err == nil && len(text) > MaxText {
			err = r.refuse("text", MaxText, "a variable holds a text longer than %d bytes; shorten it")
		}
		return text, err
	case '0':
		text, err := r.text()
		if err == nil && len(text) > MaxNumber {
			err = r.refuse("number", MaxNumber, "a variable holds a number of more than %d characters; write it with fewer digits")
		}
		return json.Number(text), err
	}
	token, err := r.ReadToken()
	if err != nil || token.Kind() == 'n' {
		return nil, err
	}
	return token.Bool(), nil
}

// text reads the next token as a text.
func (r *variableReader) text() (string, error) {
	token, err := r.ReadToken()
	if err != nil {
		return "", err
	}
	return token.String(), nil
}

func (r *variableReader) object(depth int) (map[string]any, error) {
	if _, err := r.ReadToken(); err != nil {
		return nil, err
	}
	object := make(map[string]any)
	for r.PeekKind() != '}' {
		name, err := r.text()
		if err == nil && len(name) > maxMember {
			err = r.refuse("name", maxMember, "the variables hold a name longer than %d bytes; no name in the schema is as long")
		}
		if err != nil {
			return nil, err
		}
		if object[name], err = r.value(depth); err != nil {
			return nil, err
		}
	}
	_, err := r.ReadToken()
	return object, err
}

func (r *variableReader) list(depth int) ([]any, error) {
	if _, err := r.ReadToken(); err != nil {
		return nil, err
	}
	list := []any{}
	for r.PeekKind() != ']' {
		v, err := r.value(depth)
		if err != nil {
			return nil, err
		}
		list = append(list, v)
	}
	_, err := r.ReadToken()
	return list, err
}

// refuse returns the error for variables that break the limit called name, at the reader's current place.
func (r *variableReader) refuse(name string, limit int, format string) error {
	path := ast.Path{ast.PathName("variable")}
	level := 0
	for token := range r.StackPointer().Tokens() {
		if level++; level < r.base {
			continue
		}
		if i, err := strconv.Atoi(token); err == nil {
			path = append(path, ast.PathIndex(i))
		} else {
			path = append(path, ast.PathName(token[:min(len(token), maxMember)]))
		}
	}
	return &Error{
		StatusOf: http.StatusBadRequest, Code: CodeInvalidVariables, Text: fmt.Sprintf(format, limit),
		path: path, extensions: map[string]any{"name": name, "limit": limit},
	}
}

// Normalize returns Go values as the variables of a request. The error is ready for the answer.
func Normalize(given map[string]any) (variables, *gqlerror.Error) {
	b, err := json.Marshal(given)
	if err != nil {
		return nil, Coded(CodeInvalidVariables, "the variables hold a value that is not JSON")
	}
	var v variables
	if err := readJSON(b, &v); err != nil {
		if refused := new(Error); errors.As(err, &refused) {
			return nil, refused.Presented()
		}
		return nil, Coded(CodeInvalidVariables, "the variables hold a value that is not JSON")
	}
	return v, nil
}

// readJSON reads text, which is exactly one JSON value, into v.
//
// Errors: *Error for variables that break a limit, and for an object with a duplicate member, of which some programs
// take the first and some the last; those of jsonv2.
func readJSON(text []byte, v any) error {
	err := jsonv2.Unmarshal(text, v)
	if refused := new(Error); errors.As(err, &refused) {
		return refused
	}
	if errors.Is(err, jsontext.ErrDuplicateName) {
		return malformed("an object in the request names the same member twice; name each member once")
	}
	return err
}
