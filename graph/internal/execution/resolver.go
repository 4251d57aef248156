package execution

// Resolver answers the fields of the schema. Per-request state is in the context.
type Resolver struct{ texts Texts }
