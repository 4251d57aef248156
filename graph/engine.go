package graph

import (
	"context"
	"crypto/rand"
	"fmt"
	"log/slog"
	"sync/atomic"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"forumgraph/graph/internal/execution"
	"forumgraph/graph/internal/lru"
	"forumgraph/graph/internal/query"
	"forumgraph/graph/protocol"
	"forumgraph/store"
	"forumgraph/store/search"
	"forumgraph/store/selection"
	"forumgraph/store/topology"
)

// defaultTimeout is the time limit of one request.
const defaultTimeout = 2 * time.Second

// Options configures the API. Only Store must be set.
type Options struct {
	Store store.Store
	// Texts returns the words of the source; nil if no copy is attached.
	Texts Texts
	// Logger receives what clients must not see; nil discards it.
	Logger *slog.Logger
	// Timeout is the time limit of one request; 0 means 2 seconds.
	Timeout time.Duration
	// Topologies keeps the in-memory topology for filters, orders, paths and measures; nil makes one. A caller that
	// passes one can build it before the first request, and must close it.
	Topologies *topology.Latest
	// Search is the full-text index; nil makes one in memory. Each search syncs it first.
	Search *search.Index
	// NewID returns an ID for a failed request, under which the log gives the cause; nil draws IDs at random.
	NewID func() string
	// HideSchema refuses introspection and keeps schema names out of errors.
	HideSchema bool
	// Trusted holds documents that a client may name by their SHA-256 in lower-case hexadecimal instead of sending
	// them; see [ParseTrusted].
	Trusted map[string]string
	// TrustedOnly refuses all other documents.
	TrustedOnly bool
	// CacheBytes is the memory limit for kept answers, which are reused until the graph changes; 0 keeps none. An
	// answer larger than an eighth of it is not kept.
	CacheBytes int
	// PlanBytes is the memory limit for parsed, validated and planned documents; 0 means 16 MiB.
	PlanBytes int
	// Compress also keeps longer answers compressed, for clients that accept gzip. Answers that are not kept are left
	// to a layer around the API.
	Compress bool
	// Admit is called once the cost of an operation is known, before the operation runs. It may wait for capacity until
	// ctx is done; nil admits everything. An answer that is kept, or that a run under way will produce, needs no
	// admission. ctx holds the values of the request's context, so Admit can identify the client.
	//
	// If err is nil, the operation runs and then calls release once. Otherwise the operation does not run, and the
	// answer is that of the [AdmissionError] in err, or of the zero one if err holds none.
	Admit func(ctx context.Context, cost int) (release func(), err error)
}

// Texts is a reader's copy of the source. Its methods are safe for concurrent use.
type Texts interface {
	// Text returns the text of a passage, or false if the copy does not match the passage's hash.
	Text(passage store.ID) (string, bool)
	// Quote returns the words of a citation, or false if the copy does not match the citation's hash.
	Quote(store.Citation) (string, bool)
	// Attached returns how many passages the copy matches, and how many the graph has.
	Attached() (matched, total int)
}

// withDefaults returns o with its zero values filled in.
func (o Options) withDefaults() Options {
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	if o.Timeout == 0 {
		o.Timeout = defaultTimeout
	}
	if o.PlanBytes <= 0 {
		o.PlanBytes = query.DefaultPlanBytes
	}
	if o.NewID == nil {
		o.NewID = rand.Text
	}
	if o.Topologies == nil {
		o.Topologies = topology.NewLatest(o.Store)
	}
	if o.Search == nil {
		o.Search = search.New(search.Options{Texts: o.Texts, Logger: o.Logger})
	}
	return o
}

// Execute is [Handler.Execute] for one query. For several queries make one [Handler] and keep it.
func Execute(ctx context.Context, o Options, query string, variables map[string]any) *graphql.Response {
	return NewHandler(o).Execute(ctx, query, variables)
}

// Execute answers a query in process, by the rules of the HTTP API. The response marshals to the JSON that would be
// sent, except that a refused request has null data here and no data member there. Errors are in the response's Errors.
func (h *Handler) Execute(ctx context.Context, query string, variables map[string]any) *graphql.Response {
	e := h.engine
	ctx, cancel := context.WithTimeout(ctx, e.o.Timeout)
	defer cancel()
	snapshot, err := e.o.Store.Snapshot()
	if err != nil {
		return &graphql.Response{Errors: gqlerror.List{e.presenter.present(ctx, err)}}
	}
	defer snapshot.Close()
	given, refused := protocol.Normalize(variables)
	if refused != nil {
		return refusal(snapshot, gqlerror.List{refused}).response()
	}
	op, errs := e.operation(ctx, protocol.Params{Query: query, Variables: given})
	if errs != nil {
		return refusal(snapshot, errs).response()
	}
	r := e.run(ctx, snapshot, op, store.EN)
	defer r.run.Release()
	return r.response()
}

// engine takes a request to its answer. It parses the document, checks its limits and validates it, or finds it among
// those it keeps; then it counts the cost for the variables; then it runs the operation on one snapshot. Safe for
// concurrent use.
//
// It replaces gqlgen's executor, which cannot check limits between parsing and validation.
type engine struct {
	o         Options
	presenter *presenter
	documents *query.Documents
	executor  *execution.Executor
	// epoch distinguishes this engine's answers from those of another store or build.
	epoch   string
	answers *lru.Cache[answerKey, *answer] // nil keeps none
	bodies  *lru.Cache[string, digest]     // what request bodies ask
	flights flights
	sizes   atomic.Pointer[sizes] // of the latest version queried
}

func newEngine(o Options) *engine {
	o = o.withDefaults()
	p := &presenter{logger: o.Logger, newID: o.NewID}
	e := &engine{
		o:         o,
		presenter: p,
		documents: query.NewDocuments(query.Schema, o.HideSchema, o.PlanBytes),
		executor: execution.New(execution.Options{
			Store: o.Store, Topologies: o.Topologies, Search: o.Search, Texts: o.Texts, Present: p.present, HideSchema: o.HideSchema,
		}),
		epoch: rand.Text(),
	}
	if o.CacheBytes > 0 {
		e.bodies = lru.New[string, digest](keptAnswers, o.CacheBytes/keptBodies)
		e.answers = lru.New[answerKey, *answer](keptAnswers, o.CacheBytes-o.CacheBytes/keptBodies)
	}
	return e
}

// operation is the operation that a request runs.
type operation struct {
	protocol.Params
	definition *ast.OperationDefinition
	plan       *query.Plan
}

// operation finds the operation that the parameters name. If it returns errors, the definition may be set too; see
// [query.Documents.Prepare].
func (e *engine) operation(ctx context.Context, p protocol.Params) (op operation, errs gqlerror.List) {
	defer func() {
		if cause := recover(); cause != nil {
			errs = gqlerror.List{e.presenter.present(ctx, protocol.Recovered(ctx, cause))}
		}
	}()
	op.Params = p
	if refused := e.trust(&op.Params); refused != nil {
		return op, gqlerror.List{refused}
	}
	doc, errs := e.documents.Prepare(op.Query)
	if doc != nil {
		op.definition = doc.Operations.ForName(op.OperationName)
		op.plan = doc.Plan(op.definition)
	}
	if errs == nil && op.definition == nil {
		text := "the document has several operations; name one of them in operationName"
		if op.OperationName != "" {
			text = "the document has no operation of the name in operationName"
		}
		errs = gqlerror.List{protocol.Coded(protocol.CodeValidationFailed, text)}
	}
	return op, errs
}

// run executes an operation on a snapshot; lang is the default language of labels. All errors are in the result. The
// caller releases the result's execution.
func (e *engine) run(ctx context.Context, snapshot store.Snapshot, op operation, lang store.Lang) (r *result) {
	defer func() {
		if cause := recover(); cause != nil {
			r = refusal(snapshot, gqlerror.List{e.presenter.present(ctx, protocol.Recovered(ctx, cause))})
		}
	}()
	variables, refused := query.Coerce(query.Schema, op.definition, op.Variables)
	if refused != nil {
		if e.o.HideSchema { // the message and the path name types and fields
			refused.Message = "the value is not of the type that the operation declares"
			refused.Path = refused.Path[:min(len(refused.Path), 2)]
		}
		return refusal(snapshot, gqlerror.List{refused})
	}
	r = &result{extensions: extensions{version: snapshot.Version(), counted: true}}
	var failed error
	r.cost, refused = op.plan.Price(variables, func() selection.Volumes {
		v, err := e.volumes(ctx, snapshot)
		failed = err
		return v
	})
	if failed == nil {
		failed = ctx.Err()
	}
	if failed != nil {
		refused = e.presenter.present(ctx, failed)
	}
	if refused != nil {
		r.errs = gqlerror.List{refused}
		return r
	}
	if e.o.Admit != nil {
		release, err := e.o.Admit(ctx, r.cost)
		if err != nil {
			r.notAdmitted = asAdmissionError(err)
			r.errs = gqlerror.List{r.notAdmitted.presented()}
			return r
		}
		defer release()
	}
	r.run, r.errs = e.executor.Run(ctx, snapshot, lang, op.plan, variables)
	r.data = r.run.Data()
	inOrder(r.errs)
	if len(r.data) > protocol.MaxResponse {
		r.data, r.errs = nil, gqlerror.List{protocol.Coded(protocol.CodeResponseTooLarge,
			fmt.Sprintf("the answer is longer than %d MiB; ask for shorter pages or fewer fields", protocol.MaxResponse>>20))}
	}
	return r
}

// volumes returns the volumes of the snapshot's version, counted once per version.
func (e *engine) volumes(ctx context.Context, snapshot store.Snapshot) (selection.Volumes, error) {
	t, err := e.o.Topologies.Of(ctx, snapshot)
	if err != nil {
		return selection.Volumes{}, err
	}
	known := e.sizes.Load()
	if known == nil || known.of != t {
		known = &sizes{t, selection.VolumesOf(t)}
		e.sizes.Store(known)
	}
	return known.Volumes, nil
}

// sizes are the volumes of a topology.
type sizes struct {
	of *topology.Topology
	selection.Volumes
}
