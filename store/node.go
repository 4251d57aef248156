package store

// Node is a thing in the graph. Its concrete type is a pointer to one of this package's node types, which follows from
// the kind in its ID. A node that came from a store is shared between readers: copy it before you change it.
type Node interface {
	// Base returns the fields that all nodes share. It is never nil.
	Base() *Meta
	// Label returns the node's display name in lang, or in the other language if there is none.
	Label(lang Lang) string

	// These describe the fields that only nodes of one kind have, each in one place: the type's own file. eachText shows texts,
	// eachReference the fields that name other nodes, hierarchies first among those of one edge type, and check reports what is
	// wrong with the others.
	eachText(textVisitor)
	eachReference(visit func(reference))
	check(*rules)
}

// Voice is a node that can make statements: a [Person], an [Organization] or a [Collective].
type Voice interface {
	Node
	isVoice()
}

// Meta holds what all nodes share.
type Meta struct {
	ID   ID   `json:"id"`
	Name Text `json:"name,omitzero"`
	// Aliases are other names, printed spellings among them, in the order of the dataset.
	Aliases []Alias `json:"aliases,omitempty"`
	// Citations say where the node is found. Every node of the discourse has at least one; nodes of the document have none.
	Citations []Citation `json:"citations,omitempty"`
}

// Base returns m itself.
func (m *Meta) Base() *Meta { return m }

// Label returns the name in lang, or the ID of a node without a name.
func (m *Meta) Label(lang Lang) string {
	if s := m.Name.In(lang); s != "" {
		return s
	}
	return string(m.ID)
}

func (m *Meta) eachText(textVisitor)          {}
func (m *Meta) eachReference(func(reference)) {}
func (m *Meta) check(*rules)                  {}

// Ref points at another node.
type Ref struct {
	ID ID `json:"id"`
	// Citations support this one edge; when empty, those of the node that holds the reference do.
	Citations []Citation `json:"citations,omitempty"`
}
