package graph

import (
	"context"
	"crypto/rand"
	"fmt"
	"log/slog"
	"runtime/debug"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/99designs/gqlgen/graphql/handler/extension"
	"github.com/99designs/gqlgen/graphql/handler/lru"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"forumgraph/store"
)

// What one request may ask for; see the package comment.
const (
	// MaxRequest is the longest body or query string accepted, in bytes.
	MaxRequest     = 100 << 10
	maxTokens      = 2000
	maxFields      = 1000
	defaultTimeout = 10 * time.Second
	// cachedDocuments is how many parsed documents are kept.
	cachedDocuments = 1000
)

// Options is what the API needs. Only Store must be set.
type Options struct {
	Store store.Store
	// Texts answers with the words of the source; nil if no copy is attached.
	Texts Texts
	// Logger gets what is not for people to see; nil discards it.
	Logger *slog.Logger
	// Timeout is how long one request may take; 0 means 10 seconds.
	Timeout time.Duration
	// NewID returns an ID for a request that failed, under which the log tells why; nil draws one at random.
	NewID func() string
	// HideSchema refuses introspection.
	HideSchema bool
	// Trusted are documents that a client may name instead of sending them, by their SHA-256 in lower-case hexadecimal;
	// see [ParseTrusted].
	Trusted map[string]string
	// TrustedOnly refuses all other documents.
	TrustedOnly bool
	// CacheBytes is how much memory answers may take that are kept to be given again; 0 keeps none.
	CacheBytes int64
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
	if o.NewID == nil {
		o.NewID = rand.Text
	}
	return o
}

// Execute answers one query in this process. The response marshals to the JSON that the HTTP API would send; what went
// wrong is in its Errors.
func Execute(ctx context.Context, o Options, query string, variables map[string]any) *graphql.Response {
	o = o.withDefaults()
	ctx, cancel := context.WithTimeout(ctx, o.Timeout)
	defer cancel()
	e := executor.New(executable(o))
	configure(e, o)
	ctx = graphql.StartOperationTrace(ctx)
	now := graphql.Now()
	op, errs := e.CreateOperationContext(ctx, &graphql.RawParams{
		Query:     query,
		Variables: variables,
		ReadTime:  graphql.TraceTiming{Start: now, End: now},
	})
	if errs != nil {
		return e.DispatchError(graphql.WithOperationContext(ctx, op), errs)
	}
	respond, ctx := e.DispatchOperation(ctx, op)
	return respond(ctx)
}

func executable(o Options) graphql.ExecutableSchema {
	return NewExecutableSchema(Config{Resolvers: &Resolver{texts: o.Texts}})
}

// engine is what gqlgen's HTTP server and its executor have in common.
type engine interface {
	Use(graphql.HandlerExtension)
	AroundOperations(graphql.OperationMiddleware)
	AroundResponses(graphql.ResponseMiddleware)
	SetQueryCache(graphql.Cache[*ast.QueryDocument])
	SetErrorPresenter(graphql.ErrorPresenterFunc)
	SetRecoverFunc(graphql.RecoverFunc)
	SetParserTokenLimit(int)
	SetDisableSuggestion(bool)
}

func configure(e engine, o Options) {
	p := &presenter{logger: o.Logger, newID: o.NewID}
	e.SetErrorPresenter(p.present)
	e.SetRecoverFunc(recovered)
	e.SetQueryCache(lru.New[*ast.QueryDocument](cachedDocuments))
	e.SetParserTokenLimit(maxTokens)
	// Suggestions would read the schema out to those for whom introspection is off.
	e.SetDisableSuggestion(true)
	e.Use(extension.Introspection{})
	e.Use(extension.FixedComplexityLimit(maxFields))
	e.AroundOperations(alwaysAnswer(p))
	e.AroundResponses(oneSnapshot(o.Store, p))
}

// alwaysAnswer answers requests whose time is up before they begin; gqlgen would send null.
func alwaysAnswer(p *presenter) graphql.OperationMiddleware {
	return func(ctx context.Context, next graphql.OperationHandler) graphql.ResponseHandler {
		respond := next(ctx)
		return func(ctx context.Context) *graphql.Response {
			response := respond(ctx)
			if response == nil && ctx.Err() != nil {
				return &graphql.Response{Errors: gqlerror.List{p.present(ctx, ctx.Err())}}
			}
			return response
		}
	}
}

// oneSnapshot answers each request from one version of the graph and names it in the answer.
func oneSnapshot(s store.Store, p *presenter) graphql.ResponseMiddleware {
	return func(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
		snapshot, err := s.Snapshot()
		if err != nil {
			return &graphql.Response{Errors: append(graphql.GetErrors(ctx), p.present(ctx, err))}
		}
		defer snapshot.Close()
		graphql.RegisterExtension(ctx, "graph", map[string]any{"version": snapshot.Version()})
		response := next(withRequest(ctx, &request{snapshot: snapshot, loader: newLoader(snapshot)}))
		if response != nil {
			inOrder(response.Errors)
		}
		return response
	}
}

// recovered returns the error that stands for a panic.
func recovered(_ context.Context, cause any) error {
	return fmt.Errorf("panic: %v\n%s", cause, debug.Stack())
}
