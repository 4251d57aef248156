package graph

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strings"
	"unicode/utf8"
)

// params is what a request asks, as GraphQL over HTTP names its parameters.
type params struct {
	query, operationName string
	variables            map[string]any // numbers are json.Number
	hash                 string         // of a trusted document: SHA-256 in lower-case hexadecimal
}

// requestError refuses a request that carries no GraphQL. Its text repeats nothing of the request.
type requestError struct {
	status     int
	code, text string
}

func (e *requestError) Error() string { return e.text }

func malformed(text string) error {
	return &requestError{http.StatusBadRequest, CodeBadRequest, text}
}

// posted returns the body of a POST request. Errors: *requestError.
func posted(w http.ResponseWriter, r *http.Request) ([]byte, error) {
	if !isJSON(r.Header) {
		w.Header().Set("Accept-Post", "application/json")
		return nil, &requestError{http.StatusUnsupportedMediaType, CodeUnsupportedMediaType,
			"send the request as application/json in UTF-8, uncompressed"}
	}
	tooLong := &requestError{http.StatusRequestEntityTooLarge, CodeTooLarge, "the request's body is longer than 100 KiB"}
	if r.ContentLength > MaxRequest {
		return nil, tooLong
	}
	if r.ContentLength > 0 { // net/http gives no more than that
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
	Query, OperationName, DocumentID *string
	Variables                        map[string]any
	Extensions                       *struct{ PersistedQuery *persistedQuery }
}

// decoded reads the parameters from a JSON object. Others than those of the specification are ignored, as it asks.
func decoded(body []byte) (params, error) {
	if !utf8.Valid(body) {
		return params{}, malformed("the request's body is not in UTF-8")
	}
	if p, ok := plain(body); ok {
		return p, nil
	}
	if bytes.HasPrefix(bytes.TrimLeft(body, " \t\r\n"), []byte("[")) {
		return params{}, malformed("the request's body is a list; send one operation in each request")
	}
	p, err := slowly(body)
	if err != nil {
		return params{}, err
	}
	var pq *persistedQuery
	if p.Extensions != nil {
		pq = p.Extensions.PersistedQuery
	}
	return newParams(p.Query, p.OperationName, p.DocumentID, p.Variables, pq)
}

// slowly reads a body as encoding/json does. Errors: *requestError.
func slowly(body []byte) (p requestBody, err error) {
	err = unmarshal(body, &p)
	if wrong := new(json.UnmarshalTypeError); errors.As(err, &wrong) {
		return p, malformed("a parameter is of the wrong type: query, operationName and documentId are strings, " +
			"variables and extensions objects")
	}
	if err != nil {
		return p, malformed(`the request's body is no JSON; send an object such as {"query": "{ overview { version } }"}`)
	}
	return p, nil
}

// fromURL reads the parameters from the query string of a GET request. Errors: *requestError.
func fromURL(u *url.URL) (params, error) {
	if len(u.RawQuery) > MaxRequest {
		return params{}, &requestError{http.StatusRequestURITooLong, CodeTooLarge, "the query string is longer than 100 KiB"}
	}
	values, err := url.ParseQuery(u.RawQuery)
	if err != nil {
		return params{}, malformed("the query string is not encoded as one")
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
	var variables map[string]any
	if text := one("variables"); text != nil && *text != "" && unmarshal([]byte(*text), &variables) != nil {
		err = malformed(`variables is no JSON object such as {"id": "issue:forced-marriage"}`)
	}
	var extensions struct{ PersistedQuery *persistedQuery }
	if text := one("extensions"); text != nil && *text != "" && unmarshal([]byte(*text), &extensions) != nil {
		err = malformed("extensions is no JSON object")
	}
	if err != nil {
		return params{}, err
	}
	return newParams(query, operation, id, variables, extensions.PersistedQuery)
}

// persistedQuery is how clients have come to name a document by its hash.
type persistedQuery struct {
	Version    int
	SHA256Hash string `json:"sha256Hash"`
}

func newParams(query, operation, id *string, variables map[string]any, pq *persistedQuery) (params, error) {
	p := params{variables: variables}
	if operation != nil {
		p.operationName = *operation
	}
	switch {
	case id != nil && (query != nil || pq != nil):
		return params{}, malformed("documentId stands alone; leave out query and persistedQuery")
	case id != nil:
		hash, ok := strings.CutPrefix(*id, "sha256:")
		if !ok {
			return params{}, malformed("documentId is not of the form sha256:HASH")
		}
		p.hash = hash
	case pq != nil:
		if pq.Version != 1 {
			return params{}, malformed("persistedQuery is known in version 1")
		}
		p.hash = pq.SHA256Hash
	}
	if query != nil {
		p.query = *query
	}
	if p.hash == "" && strings.TrimSpace(p.query) == "" {
		return params{}, malformed(`query is missing; send for example {"query": "{ overview { version } }"}`)
	}
	return p, nil
}

// unmarshal is json.Unmarshal that keeps numbers as they are written.
func unmarshal(text []byte, v any) error {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	if err := d.Decode(v); err != nil {
		return err
	}
	if _, err := d.Token(); err != io.EOF {
		return errors.New("more after the first value")
	}
	return nil
}
