package graph

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"net/http"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"forumgraph/store"
)

// keptAnswers is how many answers are kept at most; [Options].CacheBytes is usually met first.
const keptAnswers = 1 << 16

// answer is a response as it goes to the client.
type answer struct {
	body []byte
	data bool   // the operation ran, though data may be null
	code string // of the first error; "" if there is none
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

// refusal is the response to an operation that does not run.
func refusal(s store.Snapshot, errs gqlerror.List) *graphql.Response {
	return &graphql.Response{Errors: errs, Extensions: map[string]any{"graph": map[string]any{"version": s.Version()}}}
}

// extensions is what every response tells besides the data.
func extensions(s store.Snapshot, cost int) map[string]any {
	return map[string]any{
		"graph": map[string]any{"version": s.Version()},
		"cost":  map[string]any{"requested": cost, "limit": maxCost},
	}
}

// encoded writes a response as JSON. It differs from json.Marshal in leaving data out if there is none, as the
// specification has it, and in not reading through data again, which gqlgen has just written.
func encoded(r *graphql.Response) *answer {
	a := &answer{data: r.Data != nil}
	var b bytes.Buffer
	b.Grow(len(r.Data) + 256)
	separator := byte('{')
	member := func(name string, value []byte) {
		b.WriteByte(separator)
		separator = ','
		b.WriteString(`"` + name + `":`)
		b.Write(value)
	}
	if len(r.Errors) > 0 {
		a.code = codeOf(r.Errors[0])
		member("errors", marshaled(r.Errors))
	}
	if a.data {
		member("data", r.Data)
	}
	if len(r.Extensions) > 0 {
		member("extensions", marshaled(r.Extensions))
	}
	b.WriteByte('}')
	a.body = b.Bytes()
	return a
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
func (e *engine) answer(ctx context.Context, snapshot store.Snapshot, op operation, key string) *answer {
	if e.answers == nil {
		return encoded(e.run(ctx, snapshot, op))
	}
	if a, ok := e.answers.get(key); ok {
		return a
	}
	a, _, _ := e.flights.Do(key, func() (any, error) {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), e.o.Timeout)
		defer cancel()
		a := encoded(e.run(ctx, snapshot, op))
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
