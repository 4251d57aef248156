package protocol

import (
	"bytes"
	"errors"
	"io"
	"maps"
	"mime"
	"net/http"
	"net/url"
	"strings"
	"unicode/utf8"

	jsonv2 "github.com/go-json-experiment/json"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// Params holds the parameters of a request, named as in GraphQL over HTTP.
type Params struct {
	Query, OperationName string
	Variables            variables
	Hash                 string // of a trusted document: SHA-256 in lower-case hexadecimal
}

// Error refuses a request that is not GraphQL over HTTP. Its text repeats nothing of the request.
type Error struct {
	StatusOf   int
	Code, Text string
	// path is the place in the variables; nil if the error is elsewhere.
	path ast.Path
	// extensions give programs more than the code; may be nil.
	extensions map[string]any
}

func (e *Error) Error() string { return e.Text }

func malformed(text string) error {
	return &Error{StatusOf: http.StatusBadRequest, Code: CodeBadRequest, Text: text}
}

// Presented returns the error as it appears in an answer.
func (e *Error) Presented() *gqlerror.Error {
	g := Coded(e.Code, e.Text)
	g.Path = e.path
	maps.Copy(g.Extensions, e.extensions)
	return g
}

// ReadBody returns the body of a POST request. Errors: *Error.
func ReadBody(w http.ResponseWriter, r *http.Request) ([]byte, error) {
	if !isJSON(r.Header) {
		w.Header().Set("Accept-Post", "application/json")
		return nil, &Error{StatusOf: http.StatusUnsupportedMediaType, Code: CodeUnsupportedMediaType,
			Text: "send the request as application/json in UTF-8, uncompressed"}
	}
	tooLong := &Error{StatusOf: http.StatusRequestEntityTooLarge, Code: CodeTooLarge, Text: "the request's body is longer than 100 KiB"}
	if r.ContentLength > MaxRequest {
		return nil, tooLong
	}
	if r.ContentLength > 0 { // net/http reads no more than that
		body := make([]byte, r.ContentLength)
		if _, err := io.ReadFull(r.Body, body); err != nil {
			return nil, malformed("the request's body could not be read")
		}
		return body, nil
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, MaxRequest))
	if long := new(http.MaxBytesError); errors.As(err, &long) {
		return nil, tooLong
	}
	if err != nil {
		return nil, malformed("the request's body could not be read")
	}
	return body, nil
}

// isJSON reports whether a header announces JSON in UTF-8.
func isJSON(h http.Header) bool {
	if h.Get("Content-Encoding") != "" {
		return false
	}
	given := h.Get("Content-Type")
	if given == "application/json" {
		return true
	}
	media, options, err := mime.ParseMediaType(given)
	charset, named := options["charset"]
	return err == nil && media == "application/json" && (!named || strings.EqualFold(charset, "utf-8"))
}

// requestBody is the body of a POST request.
type requestBody struct {
	Query         *string   `json:"query"`
	OperationName *string   `json:"operationName"`
	DocumentID    *string   `json:"documentId"`
	Variables     variables `json:"variables"`
	Extensions    struct {
		PersistedQuery *persistedQuery `json:"persistedQuery"`
	} `json:"extensions"`
}

// FromBody reads the parameters from a JSON object. It ignores unknown ones, as the specification requires. Errors:
// *Error.
func FromBody(body []byte) (Params, error) {
	if !utf8.Valid(body) {
		return Params{}, malformed("the request's body is not in UTF-8")
	}
	var b requestBody
	err := readJSON(body, &b)
	if refused := new(Error); errors.As(err, &refused) {
		return Params{}, refused
	}
	if bytes.HasPrefix(bytes.TrimLeft(body, " \t\r\n"), []byte("[")) {
		return Params{}, malformed("the request's body is a list; send one operation in each request")
	}
	if wrong := new(jsonv2.SemanticError); errors.As(err, &wrong) {
		return Params{}, malformed("a parameter is of the wrong type: query, operationName and documentId are strings, " +
			"variables and extensions objects")
	}
	if err != nil {
		return Params{}, malformed(`the request's body is not valid JSON; send an object such as {"query": "{ overview { version } }"}`)
	}
	return newParams(b.Query, b.OperationName, b.DocumentID, b.Variables, b.Extensions.PersistedQuery)
}

// FromURL reads the parameters from the query string of a GET request. Errors: *Error.
func FromURL(u *url.URL) (Params, error) {
	if len(u.RawQuery) > MaxRequest {
		return Params{}, &Error{StatusOf: http.StatusRequestURITooLong, Code: CodeTooLarge, Text: "the query string is longer than 100 KiB"}
	}
	values, err := url.ParseQuery(u.RawQuery)
	if err != nil {
		return Params{}, malformed("the query string is not encoded as one")
	}
	one := func(name string) (value *string) {
		switch given := values[name]; {
		case len(given) > 1:
			err = malformed(name + " is given more than once")
		case len(given) == 1:
			value = &given[0]
			if !utf8.ValidString(*value) {
				err = malformed(name + " is not in UTF-8")
			}
		}
		return value
	}
	query, operation, id := one("query"), one("operationName"), one("documentId")
	read := func(name string, v any, otherwise string) {
		text := one(name)
		if text == nil || *text == "" || err != nil {
			return
		}
		wrong := readJSON([]byte(*text), v)
		if refused := new(Error); errors.As(wrong, &refused) {
			err = refused
		} else if wrong != nil {
			err = malformed(otherwise)
		}
	}
	var given variables
	read("variables", &given, `variables is not a JSON object such as {"id": "issue:forced-marriage"}`)
	var extensions struct {
		PersistedQuery *persistedQuery `json:"persistedQuery"`
	}
	read("extensions", &extensions, "extensions is not a JSON object")
	if err != nil {
		return Params{}, err
	}
	return newParams(query, operation, id, given, extensions.PersistedQuery)
}

// persistedQuery is the usual extension by which clients name a document by its hash.
type persistedQuery struct {
	Version    int    `json:"version"`
	SHA256Hash string `json:"sha256Hash"`
}

func newParams(query, operation, id *string, given variables, pq *persistedQuery) (Params, error) {
	p := Params{Variables: given}
	if operation != nil {
		p.OperationName = *operation
	}
	switch {
	case id != nil && (query != nil || pq != nil):
		return Params{}, malformed("documentId stands alone; leave out query and persistedQuery")
	case id != nil:
		hash, ok := strings.CutPrefix(*id, "sha256:")
		if !ok {
			return Params{}, malformed("documentId is not of the form sha256:HASH")
		}
		p.Hash = hash
	case pq != nil:
		if pq.Version != 1 {
			return Params{}, malformed("persistedQuery is known in version 1")
		}
		p.Hash = pq.SHA256Hash
	}
	if query != nil {
		p.Query = *query
	}
	if p.Hash == "" && strings.TrimSpace(p.Query) == "" {
		return Params{}, malformed(`query is missing; send for example {"query": "{ overview { version } }"}`)
	}
	return p, nil
}
