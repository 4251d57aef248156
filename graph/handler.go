package graph

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"golang.org/x/text/language"

	"forumgraph/graph/protocol"
	"forumgraph/store"
)

// NewHandler returns the API over HTTP, as GraphQL over HTTP specifies: POST with a JSON body, and GET with the query
// in the URL. The handler is safe for concurrent use and answers from the latest version of the graph until the store
// is closed.
func NewHandler(o Options) *Handler { return &Handler{newEngine(o)} }

// Handler is the API over HTTP; see [NewHandler].
type Handler struct{ engine *engine }

// Caches returns the sizes of what is kept between requests: validated "documents" and, if answers are kept, "answers"
// and answered "requests".
func (h *Handler) Caches() []store.CacheUse {
	uses := []store.CacheUse{h.engine.documents.Use()}
	if h.engine.answers != nil {
		uses = append(uses, h.engine.answers.Use("answers"), h.engine.bodies.Use("requests"))
	}
	return uses
}

// allowed are the supported methods, and those for operations other than queries.
const (
	allowed         = "GET, HEAD, OPTIONS, POST"
	allowedToChange = "OPTIONS, POST"
)

// ServeHTTP implements [http.Handler].
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	x := exchange{lang: preferredLang(r.Header.Get("Accept-Language"))}
	vary := "Accept, Accept-Language"
	if h.engine.o.Compress {
		vary += ", Accept-Encoding"
		x.gzip = r.Method != http.MethodHead && protocol.AcceptsGzip(strings.Join(r.Header.Values("Accept-Encoding"), ","))
	}
	w.Header().Add("Vary", vary)
	var ok bool
	var err error
	x.media, ok = protocol.Negotiate(strings.Join(r.Header.Values("Accept"), ","))
	switch r.Method {
	case http.MethodOptions:
		w.Header().Set("Allow", allowed)
		w.WriteHeader(http.StatusNoContent)
		return
	case http.MethodGet, http.MethodHead:
		x.Params, err = protocol.FromURL(r.URL)
	case http.MethodPost:
		if x.body, err = protocol.ReadBody(w, r); err != nil {
			break
		}
		if a := h.engine.keptFor(x.body, x.lang); a != nil && ok {
			h.write(w, x, a)
			return
		}
		x.Params, err = protocol.FromBody(x.body)
	default:
		w.Header().Set("Allow", allowed)
		err = &protocol.Error{StatusOf: http.StatusMethodNotAllowed, Code: protocol.CodeMethodNotAllowed, Text: "use GET or POST"}
	}
	if !ok {
		x.media = protocol.JSON
		err = &protocol.Error{StatusOf: http.StatusNotAcceptable, Code: protocol.CodeNotAcceptable,
			Text: "answers are application/graphql-response+json or application/json"}
	}
	if refused := new(protocol.Error); errors.As(err, &refused) {
		refuse(w, x.media, refused)
		return
	}
	ctx, cancel := context.WithTimeout(r.Context(), h.engine.o.Timeout)
	defer cancel()
	h.serve(ctx, w, r, x)
}

// exchange is a GraphQL request over HTTP, and how to answer it.
type exchange struct {
	protocol.Params
	body  []byte // nil if the request is in the URL
	media protocol.MediaType
	lang  store.Lang
	gzip  bool // the client accepts it, and the API writes it
}

// serve answers a GraphQL request over HTTP.
func (h *Handler) serve(ctx context.Context, w http.ResponseWriter, r *http.Request, x exchange) {
	e := h.engine
	snapshot, err := e.o.Store.Snapshot()
	if err != nil {
		h.write(w, x, refused(gqlerror.List{e.presenter.present(ctx, err)}))
		return
	}
	defer snapshot.Close()
	op, errs := e.operation(ctx, x.Params)
	reads := op.definition == nil || op.definition.Operation == ast.Query
	byURL := x.body == nil
	switch {
	case byURL && !reads:
		w.Header().Set("Allow", allowedToChange)
		refuse(w, x.media, &protocol.Error{StatusOf: http.StatusMethodNotAllowed, Code: protocol.CodeMethodNotAllowed,
			Text: "GET is for queries only; send this operation by POST"})
		return
	case errs != nil:
		h.write(w, x, refusal(snapshot, errs).answer())
		return
	}
	if !reads || !byURL && e.answers == nil {
		h.write(w, x, e.run(ctx, snapshot, op, x.lang).answer())
		return
	}
	asked := digestOf(op)
	key := e.key(asked, x.lang, snapshot.Version())
	if !byURL {
		e.bodies.Add(string(x.body), asked, len(x.body)+bodyBytes)
		h.write(w, x, e.answer(ctx, snapshot, op, key))
		return
	}
	tag := e.entityTag(key, x.media)
	if header := r.Header.Values("If-None-Match"); len(header) > 0 && matches(strings.Join(header, ","), tag) {
		h.cacheable(w, tag)
		w.WriteHeader(http.StatusNotModified)
		return
	}
	a := e.answer(ctx, snapshot, op, key)
	if a.code == "" {
		h.cacheable(w, tag)
	}
	h.write(w, x, a)
}

// cacheable lets clients keep the answer but revalidate it on each use, since any change of the graph may change it.
// The words of an attached copy belong to the reader: no shared cache may keep them.
func (h *Handler) cacheable(w http.ResponseWriter, tag string) {
	control := "no-cache"
	if h.engine.o.Texts != nil {
		control = "private, no-cache"
	}
	w.Header().Set("Cache-Control", control)
	w.Header().Set("ETag", tag)
}

// write sends an answer, which must not be used afterwards.
func (h *Handler) write(w http.ResponseWriter, x exchange, a *answer) {
	body := a.body
	if a.notAdmitted != nil {
		w.Header().Set("Retry-After", strconv.Itoa(a.notAdmitted.seconds()))
	}
	if x.gzip && a.zipped != nil {
		body = a.zipped()
		w.Header().Set("Content-Encoding", "gzip")
	}
	send(w, x.media, a.status(x.media), body)
	a.run.Release()
}

// refuse answers a request that is not GraphQL. Its status is the same in both media types.
func refuse(w http.ResponseWriter, media protocol.MediaType, e *protocol.Error) {
	send(w, media, e.StatusOf, refused(gqlerror.List{e.Presented()}).body)
}

func send(w http.ResponseWriter, media protocol.MediaType, status int, body []byte) {
	h := w.Header()
	if h.Get("Cache-Control") == "" {
		h["Cache-Control"] = unstored
	}
	h["Content-Type"] = media.ContentType()
	h.Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	_, _ = w.Write(body) // a client that disconnects is not an error
}

// unstored is the Cache-Control value for responses that must not be stored.
var unstored = []string{"no-store"}

// preferredLang returns the language of labels that best fits an Accept-Language header; English if none fits.
func preferredLang(header string) store.Lang {
	if header == "" {
		return store.EN
	}
	matcher := language.NewMatcher([]language.Tag{language.English, language.French})
	if _, i := language.MatchStrings(matcher, header); i == 1 {
		return store.FR
	}
	return store.EN
}
