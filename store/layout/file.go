package layout

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math"

	"github.com/cespare/xxhash/v2"

	"forumgraph/store/topology"
)

// A layout's file holds its columns. Numbers are little-endian; nN means N bytes for each node.
//
//	| magic | method4 | graph8 | nodes4 | cut4 |
//
//	node        n4: its number, ascending
//	x, y        n8 each, IEEE 754: two columns
//	statements  n4, voices n4, degree n4: three columns
//
//	| checksum8: XXH64 of all before |
//
// graph is the topology's fingerprint: numbers and places are the same for equal graphs of any version.
const (
	fileMagic = "forumgraph layout\n"
	fileHead  = len(fileMagic) + 4 + 8 + 4 + 4
	fileNode  = 4 + 2*8 + 3*4

	// method is raised with every change of the computation or the file.
	method = 1
)

// encode returns the file of l, for a graph with the fingerprint.
func (l *Layout) encode(graph uint64) []byte {
	b := make([]byte, 0, fileHead+fileNode*len(l.nodes)+8)
	number := func(v int) { b = binary.LittleEndian.AppendUint32(b, uint32(v)) }
	b = append(b, fileMagic...)
	number(method)
	b = binary.LittleEndian.AppendUint64(b, graph)
	number(len(l.nodes))
	number(l.cut)
	for _, n := range l.nodes {
		number(int(n))
	}
	for _, column := range [][]float64{l.x, l.y} {
		for _, v := range column {
			b = binary.LittleEndian.AppendUint64(b, math.Float64bits(v))
		}
	}
	for _, f := range l.facts {
		number(f.Statements)
	}
	for _, f := range l.facts {
		number(f.Voices)
	}
	for _, f := range l.facts {
		number(f.Degree)
	}
	return binary.LittleEndian.AppendUint64(b, xxhash.Sum64(b))
}

// errOther means that a file is valid, but for another graph or another number of its nodes.
var errOther = errors.New("it is of another graph, or of another number of its nodes")

// decode reads the layout of t with as many nodes as the options say. It does not check how many rounds the file was
// made with.
//
// Errors: errOther; others say what is wrong with the file.
func decode(b []byte, t *topology.Topology, opts Options) (*Layout, error) {
	if len(b) < fileHead+8 || !bytes.HasPrefix(b, []byte(fileMagic)) {
		return nil, errors.New("it is not a file of a layout")
	}
	body, sum := b[:len(b)-8], binary.LittleEndian.Uint64(b[len(b)-8:])
	if xxhash.Sum64(body) != sum {
		return nil, errors.New("it is damaged: its checksum does not match")
	}
	rest := body[len(fileMagic):]
	number := func() int {
		v := binary.LittleEndian.Uint32(rest)
		rest = rest[4:]
		return int(v)
	}
	if m := number(); m != method {
		return nil, fmt.Errorf("its places were computed by method %d, this program has method %d", m, method)
	}
	graph := binary.LittleEndian.Uint64(rest)
	rest = rest[8:]
	if graph != t.Fingerprint() {
		return nil, errOther
	}
	nodes, cut := number(), number()
	if len(rest) != fileNode*nodes {
		return nil, errors.New("it is damaged: its columns do not fit together")
	}
	if nodes != min(nodes+cut, opts.nodes()) {
		return nil, errOther
	}
	l := &Layout{
		version: t.Version(), nodes: make([]topology.Number, nodes), x: make([]float64, nodes), y: make([]float64, nodes),
		facts: make([]Facts, nodes), cut: cut,
	}
	for i := range l.nodes {
		l.nodes[i] = topology.Number(number())
		if int(l.nodes[i]) >= t.NodeCount() || i > 0 && l.nodes[i] <= l.nodes[i-1] {
			return nil, errors.New("it is damaged: its nodes are not those of the graph")
		}
	}
	for _, column := range [][]float64{l.x, l.y} {
		for i := range column {
			column[i] = math.Float64frombits(binary.LittleEndian.Uint64(rest))
			rest = rest[8:]
		}
	}
	for i := range l.facts {
		l.facts[i].Statements = number()
	}
	for i := range l.facts {
		l.facts[i].Voices = number()
	}
	for i := range l.facts {
		l.facts[i].Degree = number()
	}
	return l, nil
}
