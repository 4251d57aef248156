package graph

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"net/http"
	"strconv"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"forumgraph/store"
)

// keptAnswers is how many answers are kept at most; [Options].CacheBytes is usually met first.
const keptAnswers = 1 << 16

// result is what became of a request.
type result struct {
	data []byte // null, if the operation ran and has none; nil if it did not run
	errs gqlerror.List
	extensions
	ec *executionContext // that data is of; nil if there is none
}

// extensions is what a response tells besides.
type extensions struct {
	version uint64 // of the graph; 0 if none was seen
	cost    int
	counted bool // the cost
}

// answer is a response as it goes to the client.
type answer struct {
	body []byte
	data bool              // the operation ran, though data may be null
	code string            // of the first error; "" if there is none
	ec   *executionContext // that body is of; nil if it is its own
}

// statusPartialSuccess is the specification's own: the operation ran, and some of it failed.
const statusPartialSuccess = 294

// status returns the answer's status. Whoever asks for application/json gets 200 for whatever is well-formed: such a client
// cannot tell a server's 400 from that of a proxy in between, so that the status must not be what tells an error.
func (a *answer) status(m mediaType) int {
	switch {
	case a.code == "", m == plainJSON && a.code != CodeBadRequest:
		return http.StatusOK
	case a.data:
		return statusPartialSuccess
	}
	return status(a.code)
}

// refusal is the result of a request whose operation does not run.
func refusal(s store.Snapshot, errs gqlerror.List) *result {
	return &result{errs: errs, extensions: extensions{version: s.Version()}}
}

// response returns the result as gqlgen has it, in memory of its own.
func (r *result) response() *graphql.Response {
	told := map[string]any{"graph": map[string]any{"version": r.version}}
	if r.counted {
		told["cost"] = map[string]any{"requested": r.cost, "limit": maxCost}
	}
	return &graphql.Response{Data: bytes.Clone(r.data), Errors: r.errs, Extensions: told}
}

// answer writes the result as JSON; data is left out if there is none, as the specification has it. A result without
// errors is already written but for its end.
func (r *result) answer() *answer {
	a := &answer{data: r.data != nil, ec: r.ec}
	if len(r.errs) == 0 {
		r.ec.out = r.extensions.appended(append(r.ec.out, ','))
		a.body = append(r.ec.out, '}')
		return a
	}
	a.code = codeOf(r.errs[0])
	b := append([]byte(`{"errors":`), marshaled(r.errs)...)
	if a.data {
		b = append(append(b, `,"data":`...), r.data...)
	}
	a.body = append(r.extensions.appended(append(b, ',')), '}')
	return a
}

// appended writes the extensions as a member of the response.
func (x extensions) appended(b []byte) []byte {
	b = append(b, `"extensions":{`...)
	if x.counted {
		b = strconv.AppendInt(append(b, `"cost":{"limit":`...), maxCost, 10)
		b = strconv.AppendInt(append(b, `,"requested":`...), int64(x.cost), 10)
		b = append(b, "},"...)
	}
	b = strconv.AppendUint(append(b, `"graph":{"version":`...), x.version, 10)
	return append(b, "}}"...)
}

// refused is the answer to a request that is none for the engine.
func refused(errs gqlerror.List) *answer {
	return &answer{body: append(append([]byte(`{"errors":`), marshaled(errs)...), '}'), code: codeOf(errs[0])}
}

// marshaled returns v, which holds nothing but text and numbers, as JSON.
func marshaled(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic("graph: an answer that is no JSON: " + err.Error())
	}
	return b
}

// key names an answer: two requests of the same key get the same bytes. It is drawn from everything that an answer
// depends on; the media type changes none of its bytes.
func (e *engine) key(op operation, lang store.Lang, version uint64) string {
	h := sha256.New()
	number := func(n int) { _ = binary.Write(h, binary.BigEndian, int64(n)) } // a hash takes everything
	text := func(s string) {
		number(len(s))
		_, _ = h.Write([]byte(s))
	}
	text(e.epoch)
	number(int(version))
	if e.o.Texts != nil {
		matched, total := e.o.Texts.Attached()
		number(matched)
		number(total)
	}
	text(string(lang))
	text(op.query)
	text(op.operationName)
	if len(op.variables) > 0 {
		text(string(marshaled(op.variables))) // with its keys in order
	}
	return string(h.Sum(nil))
}

// answer returns the answer to an operation. Where answers are kept, it may come from an earlier request of the same key,
// or from one that is under way: then a client that goes away does not end it for the others.
func (e *engine) answer(ctx context.Context, snapshot store.Snapshot, op operation, lang store.Lang, key string) *answer {
	if e.answers == nil {
		return e.run(ctx, snapshot, op, lang).answer()
	}
	if a, ok := e.answers.get(key); ok {
		return a
	}
	a, _, _ := e.flights.Do(key, func() (any, error) {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), e.o.Timeout)
		defer cancel()
		a := e.run(ctx, snapshot, op, lang).answer()
		ec := a.ec
		a.body, a.ec = bytes.Clone(a.body), nil
		e.release(ec)
		if a.code == "" {
			e.answers.add(key, a, len(key)+len(a.body)+answerBytes)
		}
		return a, nil
	})
	return a.(*answer)
}

// answerBytes is what an answer takes in memory besides its key and its body.
const answerBytes = 256

// entityTag returns the tag of the answer with key in a media type. It is weak: a server around this one may compress.
func entityTag(key string, m mediaType) string {
	sum := sha256.Sum256([]byte(key + string(m)))
	return `W/"` + base64.RawURLEncoding.EncodeToString(sum[:16]) + `"`
}

// matches reports whether an If-None-Match header names tag. The comparison is weak, as it is for that header.
func matches(header, tag string) bool {
	opaque := strings.TrimPrefix(tag, "W/")
	for part := range strings.SplitSeq(header, ",") {
		part = strings.TrimSpace(part)
		if part == "*" || strings.TrimPrefix(part, "W/") == opaque {
			return true
		}
	}
	return false
}
