package stock

import (
	"context"
	"net/http"

	"github.com/99designs/gqlgen/graphql/handler"
	"github.com/99designs/gqlgen/graphql/handler/lru"
	"github.com/99designs/gqlgen/graphql/handler/transport"
	"github.com/vektah/gqlparser/v2/ast"
)

// Corpus is what the server answers from, by ID.
type Corpus struct {
	Persons       map[string]*Person
	Issues        map[string]*Issue
	Organizations map[string]*Organization
	Neighborhoods map[string]*Neighborhood
}

// NewHandler returns gqlgen's own server over a corpus, which must not change any more. Documents are parsed once, as gqlgen
// recommends.
func NewHandler(c *Corpus) http.Handler {
	s := handler.New(NewExecutableSchema(Config{Resolvers: resolver{c}}))
	s.AddTransport(transport.POST{})
	s.SetQueryCache(lru.New[*ast.QueryDocument](1000))
	return s
}

// resolver answers from the corpus; what it does not hold is null.
type resolver struct{ *Corpus }

// Query implements ResolverRoot.
func (r resolver) Query() QueryResolver { return r }

// Person implements QueryResolver.
func (r resolver) Person(_ context.Context, id string) (*Person, error) { return r.Persons[id], nil }

// Issue implements QueryResolver.
func (r resolver) Issue(_ context.Context, id string) (*Issue, error) { return r.Issues[id], nil }

// Organization implements QueryResolver.
func (r resolver) Organization(_ context.Context, id string) (*Organization, error) {
	return r.Organizations[id], nil
}

// Neighborhood implements QueryResolver. It was found beforehand, for the depth and the number that are asked for.
func (r resolver) Neighborhood(_ context.Context, id string, _, _ int) (*Neighborhood, error) {
	return r.Neighborhoods[id], nil
}
