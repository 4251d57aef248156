package execution

import (
	"context"
	"errors"
	"io"
	"strconv"

	"github.com/99designs/gqlgen/graphql"

	"forumgraph/store"
)

// GraphologyGraph is a graph as JSON, in graphology's serialization format:
//
//	{"attributes": {}, "options": {"type", "multi", "allowSelfLoops"},
//	 "nodes": [{"key", "attributes"}], "edges": [{"key", "source", "target", "attributes"}]}
//
// See https://graphology.github.io/serialization.html.
type GraphologyGraph []byte

// MarshalGQL implements graphql.Marshaler.
func (g GraphologyGraph) MarshalGQL(w io.Writer) {
	_, _ = w.Write(g) // to memory, which never fails
}

// UnmarshalGQL implements graphql.Unmarshaler. No argument takes a graph.
func (g *GraphologyGraph) UnmarshalGQL(any) error {
	return errors.New("a graph is not taken as an argument")
}

var (
	_ graphql.Marshaler   = GraphologyGraph(nil)
	_ graphql.Unmarshaler = (*GraphologyGraph)(nil)
)

// Graphology returns the subgraph as one value, written straight into bytes. For a few hundred nodes this is several
// times as fast as one object per node.
func (s *Subgraph) Graphology(ctx context.Context, lang *store.Lang) (GraphologyGraph, error) {
	ids := make([]store.ID, len(s.found.Nodes))
	for i, n := range s.found.Nodes {
		ids[i] = n.ID
	}
	nodes, err := load[store.Node](ctx, ids)
	if err != nil {
		return nil, err
	}
	in := langOf(ctx, lang)
	b := make([]byte, 0, 160*(len(ids)+len(s.found.Edges)))
	b = append(b, `{"attributes":{"version":`...)
	b = strconv.AppendUint(b, s.found.Version, 10)
	b = append(b, `},"options":{"type":"directed","multi":true,"allowSelfLoops":false},"nodes":[`...)
	for i, n := range nodes {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendJSONString(append(b, `{"key":`...), string(ids[i]))
		b = appendJSONString(append(b, `,"attributes":{"label":`...), n.Label(in))
		b = appendJSONString(append(b, `,"kind":`...), string(ids[i].Kind()))
		b = strconv.AppendInt(append(b, `,"depth":`...), int64(s.found.Nodes[i].Depth), 10)
		b = append(b, "}}"...)
	}
	b = append(b, `],"edges":[`...)
	for i, e := range s.found.Edges {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendJSONString(append(b, `{"key":`...), string(e.Source)+" "+string(e.Type)+" "+string(e.Target))
		b = appendJSONString(append(b, `,"source":`...), string(e.Source))
		b = appendJSONString(append(b, `,"target":`...), string(e.Target))
		b = appendJSONString(append(b, `,"attributes":{"type":`...), string(e.Type))
		b = strconv.AppendInt(append(b, `,"weight":`...), int64(e.Weight), 10)
		b = strconv.AppendBool(append(b, `,"derived":`...), e.Type.IsDerived())
		if e.Stance != "" {
			b = appendJSONString(append(b, `,"stance":`...), string(e.Stance))
		}
		b = append(b, "}}"...)
	}
	return append(b, "]}"...), nil
}

// appendJSONString appends s as encoding/json does, but does not escape < > and &.
func appendJSONString(b []byte, s string) []byte {
	const hex = "0123456789abcdef"
	b = append(b, '"')
	from := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= ' ' && c != '"' && c != '\\' {
			continue
		}
		b = append(b, s[from:i]...)
		from = i + 1
		switch c {
		case '"', '\\':
			b = append(b, '\\', c)
		case '\n':
			b = append(b, '\\', 'n')
		case '\t':
			b = append(b, '\\', 't')
		case '\r':
			b = append(b, '\\', 'r')
		default:
			b = append(b, '\\', 'u', '0', '0', hex[c>>4], hex[c&0xf])
		}
	}
	return append(append(b, s[from:]...), '"')
}
