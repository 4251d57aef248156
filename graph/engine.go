package graph

import (
	"context"
	"crypto/rand"
	"fmt"
	"forumgraph/graph/internal/lru"
	"forumgraph/graph/internal/query"
	"forumgraph/graph/protocol"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"forumgraph/store"
	"forumgraph/store/search"
	"forumgraph/store/selection"
	"forumgraph/store/topology"
)

// defaultTimeout is how long one request may take.
const defaultTimeout = 2 * time.Second

// Options is what the API needs. Only Store must be set.
type Options struct {
	Store store.Store
	// Texts answers with the words of the source; nil if no copy is attached.
	Texts Texts
	// Logger gets what is not for people to see; nil discards it.
	Logger *slog.Logger
	// Timeout is how long one request may take; 0 means 2 seconds.
	Timeout time.Duration
	// Topologies keeps the compact copy of the graph that filters, orders, paths and measures work on; nil makes one. A
	// caller that passes one can build it before the first request, and closes it.
	Topologies *topology.Latest
	// Search is the index of words; nil makes one in memory. It is synced when it is asked.
	Search *search.Index
	// NewID returns an ID for a request that failed, under which the log tells why; nil draws one at random.
	NewID func() string
	// HideSchema refuses introspection, and keeps the names of the schema out of errors.
	HideSchema bool
	// Trusted are documents that a client may name instead of sending them, by their SHA-256 in lower-case hexadecimal;
	// see [ParseTrusted].
	Trusted map[string]string
	// TrustedOnly refuses all other documents.
	TrustedOnly bool
	// CacheBytes is how much memory answers may take that are kept to be given again while the graph stays as it is; 0
	// keeps none. One that would take more than an eighth of it is not kept.
	CacheBytes int
	// PlanBytes is how much memory documents may take that are kept parsed, validated and planned; 0 means 16 MiB.
	PlanBytes int
	// Compress keeps longer answers compressed too and gives them to clients that read gzip. Answers that are not kept are
	// left to a layer around the API.
	Compress bool
	// Admit is called once the cost of an operation is known and before the operation runs. It may wait until there is room
	// for it, or until ctx is done; nil admits everything. An answer that is kept, or that an earlier request is about to
	// get, needs no admission. ctx holds the values of the request's context, so that Admit can tell clients apart.
	//
	// If err is nil, the operation runs and then calls release, once. Otherwise the operation does not run and is answered by
	// what an [AdmissionError] in err says, and by the zero one if there is none.
	Admit func(ctx context.Context, cost int) (release func(), err error)
}

// Texts is a reader's copy of the source. Methods are safe for concurrent use.
type Texts interface {
	// Text returns the text of a passage, or false if the copy does not match the passage's hash.
	Text(passage store.ID) (string, bool)
	// Quote returns the words that a citation cites, or false if the copy does not match the citation's hash.
	Quote(store.Citation) (string, bool)
	// Attached returns how many passages the copy matches, and how many there are.
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

// Execute is [Handler.Execute] for one query. Who has several makes a [Handler] and keeps it.
func Execute(ctx context.Context, o Options, query string, variables map[string]any) *graphql.Response {
	return NewHandler(o).Execute(ctx, query, variables)
}

// Execute answers a query in this process, by the rules of the HTTP API. The response marshals to the JSON that would be sent,
// except that the data of a refused request is null here and absent there; its Errors say what went wrong.
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
	defer e.release(r.ec)
	return r.response()
}

// engine takes a request to its answer: the document is parsed, held against its limits and validated, or found among
// those that were; then, for these variables, its cost is counted; then it runs on one snapshot. Safe for concurrent use.
//
// It does with gqlgen's generated code what gqlgen's executor does, which has no place for limits between parsing and
// validation.
type engine struct {
	o         Options
	resolver  *Resolver
	presenter *presenter
	documents *query.Documents
	// epoch tells the answers of this engine from those of another store or another build.
	epoch    string
	answers  *lru.Cache[answerKey, *answer] // nil keeps none
	bodies   *lru.Cache[string, digest]     // what bodies of requests ask
	flights  flights
	measures measures
	sizes    atomic.Pointer[sizes] // of the version that was asked last
	// executions are those at rest.
	executions sync.Pool
}

func newEngine(o Options) *engine {
	o = o.withDefaults()
	e := &engine{
		o:         o,
		resolver:  &Resolver{texts: o.Texts},
		presenter: &presenter{logger: o.Logger, newID: o.NewID},
		documents: query.NewDocuments(query.Schema, o.HideSchema, o.PlanBytes),
		epoch:     rand.Text(),
	}
	if o.CacheBytes > 0 {
		e.bodies = lru.New[string, digest](keptAnswers, o.CacheBytes/keptBodies)
		e.answers = lru.New[answerKey, *answer](keptAnswers, o.CacheBytes-o.CacheBytes/keptBodies)
	}
	return e
}

// operation is what a request asks to run.
type operation struct {
	protocol.Params
	definition *ast.OperationDefinition
	plan       *query.Plan
}

// operation finds what the parameters ask for. With errors the definition may be set too, see [query.Documents.Prepare].
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

// run executes an operation on a snapshot, in the language that labels are in unless another is asked for. Everything that
// goes wrong is in the result. What it holds is released by [engine.release].
func (e *engine) run(ctx context.Context, snapshot store.Snapshot, op operation, lang store.Lang) (r *result) {
	defer func() {
		if cause := recover(); cause != nil {
			r = refusal(snapshot, gqlerror.List{e.presenter.present(ctx, protocol.Recovered(ctx, cause))})
		}
	}()
	variables, refused := query.Coerce(query.Schema, op.definition, op.Variables)
	if refused != nil {
		if e.o.HideSchema { // the words and the path name types and fields
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
	r.ec = e.execution()
	ctx = r.ec.begin(ctx, snapshot, lang)
	r.data, r.errs = r.ec.run(ctx, op.plan, variables)
	inOrder(r.errs)
	if len(r.data) > protocol.MaxResponse {
		r.data, r.errs = nil, gqlerror.List{protocol.Coded(protocol.CodeResponseTooLarge,
			fmt.Sprintf("the answer is longer than %d MiB; ask for shorter pages or fewer fields", protocol.MaxResponse>>20))}
	}
	return r
}

// volumes returns how much there is in the version that the snapshot sees, which is counted once for each version.
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

// execution returns one at rest, or a new one.
func (e *engine) execution() *executionContext {
	if ec, ok := e.executions.Get().(*executionContext); ok {
		return ec
	}
	return &executionContext{
		resolver: e.resolver, present: e.presenter.present, hideSchema: e.o.HideSchema,
		request: request{loader: newLoader(), topologies: e.o.Topologies, words: words{e.o.Search, e.o.Store}, measures: &e.measures},
	}
}

// release takes back an execution, which may be nil. What it wrote is not to be read any more.
func (e *engine) release(ec *executionContext) {
	if ec != nil {
		ec.reset()
		e.executions.Put(ec)
	}
}
