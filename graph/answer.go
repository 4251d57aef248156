package graph

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"forumgraph/graph/internal/query"
	"forumgraph/graph/protocol"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"

	"github.com/99designs/gqlgen/graphql"
	"github.com/klauspost/compress/gzip"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"forumgraph/store"
)

// keptAnswers is how many answers are kept at most; [Options].CacheBytes is usually met first.
const keptAnswers = 1 << 16

// keptBodies is the part of the bytes for answers that is for the bodies of requests: one in so many.
const keptBodies = 8

// result is what became of a request.
type result struct {
	data []byte // null, if the operation ran and has none; nil if it did not run
	errs gqlerror.List
	extensions
	notAdmitted *AdmissionError   // nil if the operation was admitted, or refused before
	ec          *executionContext // that data is of; nil if there is none
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
	// notAdmitted says when to ask again; nil if the operation was admitted, or refused before.
	notAdmitted *AdmissionError
	// zipped returns the body compressed; nil if that is not kept.
	zipped func() []byte
}

// statusPartialSuccess is the specification's own: the operation ran, and some of it failed.
const statusPartialSuccess = 294

// status returns the answer's status. Whoever asks for application/json gets 200 for whatever is well-formed: such a client
// cannot tell a server's 400 from that of a proxy in between, so that the status must not be what tells an error. An
// operation that is not admitted is the exception: clients and proxies wait for Retry-After by its status.
func (a *answer) status(m protocol.MediaType) int {
	switch {
	case a.notAdmitted != nil:
		return protocol.StatusOf(a.code)
	case a.code == "", m == protocol.JSON && a.code != protocol.CodeBadRequest:
		return http.StatusOK
	case a.data:
		return statusPartialSuccess
	}
	return protocol.StatusOf(a.code)
}

// refusal is the result of a request whose operation does not run.
func refusal(s store.Snapshot, errs gqlerror.List) *result {
	return &result{errs: errs, extensions: extensions{version: s.Version()}}
}

// response returns the result as gqlgen has it, in memory of its own.
func (r *result) response() *graphql.Response {
	told := map[string]any{"graph": map[string]any{"version": r.version}}
	if r.counted {
		told["cost"] = map[string]any{"requested": r.cost, "limit": query.MaxCost}
	}
	return &graphql.Response{Data: bytes.Clone(r.data), Errors: r.errs, Extensions: told}
}

// answer writes the result as JSON; data is left out if there is none, as the specification has it. A result without
// errors is already written but for its end.
func (r *result) answer() *answer {
	a := &answer{data: r.data != nil, ec: r.ec, notAdmitted: r.notAdmitted}
	if len(r.errs) == 0 {
		r.ec.out = r.extensions.appended(append(r.ec.out, ','))
		a.body = append(r.ec.out, '}')
		return a
	}
	a.code = protocol.CodeOf(r.errs[0])
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
		b = strconv.AppendInt(append(b, `"cost":{"limit":`...), query.MaxCost, 10)
		b = strconv.AppendInt(append(b, `,"requested":`...), int64(x.cost), 10)
		b = append(b, "},"...)
	}
	b = strconv.AppendUint(append(b, `"graph":{"version":`...), x.version, 10)
	return append(b, "}}"...)
}

// refused is the answer to a request that is none for the engine.
func refused(errs gqlerror.List) *answer {
	return &answer{body: append(append([]byte(`{"errors":`), marshaled(errs)...), '}'), code: protocol.CodeOf(errs[0])}
}

// marshaled returns v, which holds nothing but text and numbers, as JSON.
func marshaled(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic("graph: an answer that is not valid JSON: " + err.Error())
	}
	return b
}

// answerKey names an answer: two requests of the same key get the same bytes. It holds everything that an answer depends
// on; the media type changes none of its bytes.
type answerKey struct {
	asked          digest
	lang           store.Lang
	version        uint64
	matched, total int // passages of the attached copy
}

// digest is of what an operation asks: its document, name and variables.
type digest [sha256.Size]byte

func digestOf(op operation) (d digest) {
	h := sha256.New()
	text := func(s string) {
		_ = binary.Write(h, binary.BigEndian, int64(len(s))) // a hash takes everything
		_, _ = io.WriteString(h, s)
	}
	text(op.Query)
	text(op.OperationName)
	if len(op.Variables) > 0 {
		text(string(marshaled(op.Variables))) // with its keys in order
	}
	h.Sum(d[:0])
	return d
}

func (e *engine) key(asked digest, lang store.Lang, version uint64) answerKey {
	k := answerKey{asked: asked, lang: lang, version: version}
	if e.o.Texts != nil {
		k.matched, k.total = e.o.Texts.Attached()
	}
	return k
}

// string returns the key as text.
func (k answerKey) string() string {
	return fmt.Sprintf("%x %s %d %d %d", k.asked, k.lang, k.version, k.matched, k.total)
}

// keptFor returns the answer kept for the body of a request that was sent before, byte for byte; nil if there is none. The
// body is neither read nor is the document looked up. Only bodies that ask by the rules are known.
func (e *engine) keptFor(body []byte, lang store.Lang) *answer {
	if e.answers == nil {
		return nil
	}
	asked, ok := e.bodies.Get(string(body))
	if !ok {
		return nil
	}
	snapshot, err := e.o.Store.Snapshot()
	if err != nil {
		return nil // the next request reports it
	}
	defer snapshot.Close()
	a, _ := e.answers.Get(e.key(asked, lang, snapshot.Version()))
	return a
}

// answer returns the answer to an operation. Where answers are kept, it may come from an earlier request of the same key, or
// from one that is under way: then a client that goes away does not end it for the others.
func (e *engine) answer(ctx context.Context, snapshot store.Snapshot, op operation, key answerKey) *answer {
	if e.answers == nil {
		return e.run(ctx, snapshot, op, key.lang).answer()
	}
	for ctx.Err() == nil {
		if a, ok := e.answers.Get(key); ok {
			return a
		}
		a, led := e.flights.join(ctx, key, func(ctx context.Context) *answer { return e.runToKeep(ctx, snapshot, op, key) })
		// That the leader was not admitted, or ran out of time, says nothing about those who followed.
		if led || a != nil && a.notAdmitted == nil && a.code != protocol.CodeTimeout {
			return a
		}
	}
	return refused(gqlerror.List{e.presenter.present(ctx, ctx.Err())})
}

// runToKeep runs an operation and keeps its answer if it has no errors.
func (e *engine) runToKeep(ctx context.Context, snapshot store.Snapshot, op operation, key answerKey) *answer {
	// Another flight may have ended since the answer was looked for.
	if a, ok := e.answers.Peek(key); ok {
		return a
	}
	a := e.run(ctx, snapshot, op, key.lang).answer()
	ec := a.ec
	a.body, a.ec = bytes.Clone(a.body), nil
	e.release(ec)
	if a.code == "" {
		size := len(a.body) + answerBytes
		if e.o.Compress && len(a.body) >= minZipped {
			a.zipped = sync.OnceValue(func() []byte { return zipped(a.body) })
			size += len(a.body) / 2 // at most, for what is made of names again and again
		}
		e.answers.Add(key, a, size)
	}
	return a
}

// What an answer takes in memory besides its body, and what a body of a request does besides itself.
const (
	answerBytes = 320
	bodyBytes   = 192
)

// minZipped is the size in bytes from which an answer does not fit into one packet as it is.
const minZipped = 1 << 10

// zipped returns b in the format of gzip.
func zipped(b []byte) []byte {
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	_, err := w.Write(b)
	if err = errors.Join(err, w.Close()); err != nil {
		panic("graph: memory does not take what is written to it: " + err.Error())
	}
	return bytes.Clone(out.Bytes())
}

// entityTag returns the tag of the answer with key in a media type. It is weak: a server around this one may compress.
func (e *engine) entityTag(key answerKey, m protocol.MediaType) string {
	sum := sha256.Sum256([]byte(e.epoch + " " + key.string() + " " + string(m)))
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
