package graph

// Resolver answers the fields of the schema. What belongs to one request is in its context.
type Resolver struct{ texts Texts }
