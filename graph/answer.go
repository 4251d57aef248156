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
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"

	"github.com/99designs/gqlgen/graphql"
	"github.com/klauspost/compress/gzip"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"forumgraph/graph/internal/execution"
	"forumgraph/graph/internal/query"
	"forumgraph/graph/protocol"
	"forumgraph/store"
)

// keptAnswers is the maximum number of kept answers; [Options].CacheBytes is usually reached first.
const keptAnswers = 1 << 16

// keptBodies is the divisor of CacheBytes that gives the share for request bodies.
const keptBodies = 8

// result is the outcome of a request.
type result struct {
	data []byte // null if the operation ran and has no data; nil if it did not run
	errs gqlerror.List
	extensions
	notAdmitted *AdmissionError      // nil if the operation was admitted, or refused earlier
	run         *execution.Execution // owns data; nil if there is none
}

// extensions is the extensions member of a response.
type extensions struct {
	version uint64 // of the graph; 0 if no snapshot was opened
	cost    int
	counted bool // the cost is known
}

// answer is a response as the client receives it.
type answer struct {
	body []byte
	data bool                 // the operation ran, though data may be null
	code string               // of the first error; "" if there is none
	run  *execution.Execution // owns body; nil if body has its own memory
	// notAdmitted says when to retry; nil if the operation was admitted, or refused earlier.
	notAdmitted *AdmissionError
	// zipped returns the body compressed; nil if no compressed body is kept.
	zipped func() []byte
}

// statusPartialSuccess is defined by GraphQL over HTTP: the operation ran, and some of it failed.
const statusPartialSuccess = 294

// status returns the HTTP status of the answer. For application/json it is 200 for every well-formed request: such a
// client cannot tell a server's 400 from a proxy's, so the status must not signal an error. The exception is an
// operation that is not admitted: clients and proxies honor Retry-After only with its status.
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

// response returns the result as a gqlgen response that owns its memory.
func (r *result) response() *graphql.Response {
	told := map[string]any{"graph": map[string]any{"version": r.version}}
	if r.counted {
		told["cost"] = map[string]any{"requested": r.cost, "limit": query.MaxCost}
	}
	return &graphql.Response{Data: bytes.Clone(r.data), Errors: r.errs, Extensions: told}
}

// answer writes the result as JSON, without the data member if there is no data, as the specification requires. A
// result without errors only needs its end written.
func (r *result) answer() *answer {
	a := &answer{data: r.data != nil, run: r.run, notAdmitted: r.notAdmitted}
	if len(r.errs) == 0 {
		a.body = r.run.Answer(r.extensions.appended(make([]byte, 0, longestExtensions)))
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

// longestExtensions is the length in bytes of the longest extensions.
const longestExtensions = 128

// appended appends the extensions as a member of the response.
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

// refused returns an answer that holds only errors.
func refused(errs gqlerror.List) *answer {
	return &answer{body: append(append([]byte(`{"errors":`), marshaled(errs)...), '}'), code: protocol.CodeOf(errs[0])}
}

// marshaled returns v, which holds only text and numbers, as JSON.
func marshaled(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic("graph: an answer that is not valid JSON: " + err.Error())
	}
	return b
}

// answerKey identifies an answer: requests with the same key get the same bytes. It holds everything that an answer
// depends on. The media type is not part of it, because it does not change the bytes.
type answerKey struct {
	asked          digest
	lang           store.Lang
	version        uint64
	matched, total int // passages that the attached copy matches, and all passages
}

// digest identifies a query: a hash of its document, operation name and variables.
type digest [sha256.Size]byte

func digestOf(op operation) (d digest) {
	h := sha256.New()
	text := func(s string) {
		_ = binary.Write(h, binary.BigEndian, int64(len(s))) // writing to a hash never fails
		_, _ = io.WriteString(h, s)
	}
	text(op.Query)
	text(op.OperationName)
	if len(op.Variables) > 0 {
		text(string(marshaled(op.Variables))) // with sorted keys
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

// keptFor returns the kept answer for a body that was sent before, byte for byte; nil if there is none. It neither
// decodes the body nor looks up the document. Only bodies of well-formed requests are known.
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
		return nil // the next request reports the error
	}
	defer snapshot.Close()
	a, _ := e.answers.Get(e.key(asked, lang, snapshot.Version()))
	return a
}

// answer returns the answer to an operation. If answers are kept, it may come from an earlier request with the same key
// or share a run under way; a client that disconnects does not end the run for the others.
func (e *engine) answer(ctx context.Context, snapshot store.Snapshot, op operation, key answerKey) *answer {
	if e.answers == nil {
		return e.run(ctx, snapshot, op, key.lang).answer()
	}
	for ctx.Err() == nil {
		if a, ok := e.answers.Get(key); ok {
			return a
		}
		a, led := e.flights.join(ctx, key, func(ctx context.Context) *answer { return e.runToKeep(ctx, snapshot, op, key) })
		// If the leader was not admitted or timed out, the followers may still succeed.
		if led || a != nil && a.notAdmitted == nil && a.code != protocol.CodeTimeout {
			return a
		}
	}
	return refused(gqlerror.List{e.presenter.present(ctx, ctx.Err())})
}

// runToKeep runs an operation and keeps its answer if it has no errors.
func (e *engine) runToKeep(ctx context.Context, snapshot store.Snapshot, op operation, key answerKey) *answer {
	// Another flight may have ended since the first lookup.
	if a, ok := e.answers.Peek(key); ok {
		return a
	}
	a := e.run(ctx, snapshot, op, key.lang).answer()
	run := a.run
	a.body, a.run = bytes.Clone(a.body), nil
	run.Release()
	if a.code == "" {
		size := len(a.body) + answerBytes
		if e.o.Compress && len(a.body) >= minZipped {
			a.zipped = sync.OnceValue(func() []byte { return zipped(a.body) })
			size += len(a.body) / 2 // an upper estimate: answers repeat the same names and compress well
		}
		e.answers.Add(key, a, size)
	}
	return a
}

// Memory that a kept answer takes in addition to its body, and that a kept request body takes in addition to its bytes.
const (
	answerBytes = 320
	bodyBytes   = 192
)

// minZipped is the size in bytes above which an uncompressed answer no longer fits into one packet.
const minZipped = 1 << 10

// zipped returns b compressed with gzip.
func zipped(b []byte) []byte {
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	_, err := w.Write(b)
	if err = errors.Join(err, w.Close()); err != nil {
		panic("graph: memory does not take what is written to it: " + err.Error())
	}
	return bytes.Clone(out.Bytes())
}

// entityTag returns the entity tag of the answer with key in a media type. It is weak, because a server around this one
// may compress the answer.
func (e *engine) entityTag(key answerKey, m protocol.MediaType) string {
	sum := sha256.Sum256([]byte(e.epoch + " " + key.string() + " " + string(m)))
	return `W/"` + base64.RawURLEncoding.EncodeToString(sum[:16]) + `"`
}

// matches reports whether an If-None-Match header names tag. The comparison is weak, as RFC 9110 requires for that
// header.
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
