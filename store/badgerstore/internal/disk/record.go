package disk

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"slices"

	"github.com/fxamacker/cbor/v2"

	"forumgraph/store"
)

// Corrupt returns a store.ErrCorrupt with a message.
func Corrupt(format string, args ...any) error {
	return fmt.Errorf(format+": %w", append(args, store.ErrCorrupt)...)
}

// FormatVersion is the version of the format on disk that this program writes, and OldestFormat the first one that it
// reads. The version is raised with every change of keys or records that an older program cannot read.
//
// Format 1 has two more indexes, of names and of kinds. This program ignores them: they stay where they are until the
// graph is written anew. Its first change of a store raises the store's version in the same transaction, since an older
// program would trust the indexes, which then no longer follow the nodes. Until then, either program opens the store.
const (
	FormatVersion = 2
	OldestFormat  = 1
)

// EncodeNode writes a node. The ID is also in front of the CBOR, so that a number can be turned into an ID without
// decoding the node.
//
//	| kind1 | length of id, a varint | id | CBOR |
func EncodeNode(n store.Node) ([]byte, error) {
	record, err := store.EncodeCBOR(n)
	if err != nil {
		return nil, err
	}
	id := n.Base().ID
	b := append(make([]byte, 0, len(record)+len(id)+3), KindCodes.Code[id.Kind()])
	b = append(binary.AppendUvarint(b, uint64(len(id))), id...)
	return append(b, record...), nil
}

// DecodeID returns the ID and kind of a node record, and the bytes of its CBOR. Errors: store.ErrCorrupt.
func DecodeID(b []byte) (store.ID, []byte, error) {
	r := reader{rest: b}
	kind := KindCodes.Word[r.byte()]
	id := store.ID(r.take(r.uvarint()))
	if r.bad || kind == "" || id.Kind() != kind {
		return "", nil, Corrupt("node record")
	}
	return id, r.rest, nil
}

// DecodeNode reads what EncodeNode wrote; it does not keep b. Errors: store.ErrCorrupt.
func DecodeNode(b []byte) (store.Node, error) {
	id, record, err := DecodeID(b)
	if err != nil {
		return nil, err
	}
	n, err := store.DecodeCBOR(id.Kind(), record)
	if err != nil {
		return nil, err
	}
	if n.Base().ID != id {
		return nil, Corrupt("node %s: its record says %q", id, n.Base().ID)
	}
	return n, nil
}

// EncodeNumber writes a number as a record.
//
//	| number8 |
func EncodeNumber(n Number) []byte { return appendNumber(nil, n) }

// DecodeNumber reads what EncodeNumber wrote. Errors: store.ErrCorrupt.
func DecodeNumber(b []byte) (Number, error) {
	if len(b) != 8 {
		return 0, Corrupt("number of %d bytes", len(b))
	}
	return Number(binary.BigEndian.Uint64(b)), nil
}

// Share is one statement behind a derived edge, in numbers. Through is 0 if the claim is the voice's own.
type Share struct{ Statement, Through Number }

// SortShares sorts shares for EncodeSupport.
func SortShares(shares []Share) {
	slices.SortFunc(shares, func(a, b Share) int { return cmp.Compare(a.Statement, b.Statement) })
}

// EncodeSupport writes the support of a derived edge, ordered by statement number.
//
//	| for each: statement number minus the one before, through number | all varints
func EncodeSupport(shares []Share) []byte {
	var b []byte
	last := Number(0)
	for _, s := range shares {
		b = binary.AppendUvarint(b, uint64(s.Statement-last))
		b = binary.AppendUvarint(b, uint64(s.Through))
		last = s.Statement
	}
	return b
}

// DecodeSupport reads what EncodeSupport wrote. Errors: store.ErrCorrupt.
func DecodeSupport(b []byte) ([]Share, error) {
	r := reader{rest: b}
	var shares []Share
	last := Number(0)
	for len(r.rest) > 0 {
		s := Share{last + Number(r.uvarint()), Number(r.uvarint())}
		if r.bad || s.Statement <= last {
			return nil, Corrupt("support of a derived edge")
		}
		shares, last = append(shares, s), s.Statement
	}
	return shares, nil
}

// State holds the counts of the whole graph and is written with every version. Its maps are keyed by codes.
type State struct {
	Version uint64         `cbor:"1,keyasint"`
	Next    Number         `cbor:"2,keyasint"` // the number of the next new node
	Nodes   map[byte]int   `cbor:"3,keyasint"`
	Edges   map[byte]int   `cbor:"4,keyasint"`
	Covered store.Coverage `cbor:"5,keyasint"`
}

// NewState returns the state of an empty graph.
func NewState() State { return State{Next: 1, Nodes: map[byte]int{}, Edges: map[byte]int{}} }

// Count adds n to a count and removes it at zero, so that equal graphs give equal bytes.
func Count(counts map[byte]int, code byte, n int) {
	if counts[code] += n; counts[code] == 0 {
		delete(counts, code)
	}
}

// Sum returns the sum of some counts.
func Sum[K comparable](counts map[K]int) (n int) {
	for _, c := range counts {
		n += c
	}
	return n
}

// Stats returns the state as a snapshot shows it.
func (s State) Stats() store.Stats {
	stats := store.Stats{
		Nodes:    make(map[store.Kind]int, len(s.Nodes)),
		Edges:    make(map[store.EdgeType]int, len(s.Edges)),
		Coverage: s.Covered,
	}
	for code, n := range s.Nodes {
		stats.Nodes[KindCodes.Word[code]] = n
	}
	for code, n := range s.Edges {
		stats.Edges[TypeCodes.Word[code]] = n
	}
	return stats
}

// Marshal writes v in deterministic CBOR: equal values give equal bytes.
func Marshal(v any) ([]byte, error) {
	mode, err := cbor.CoreDetEncOptions().EncMode()
	if err != nil {
		return nil, err
	}
	return mode.Marshal(v)
}

// Unmarshal reads what Marshal wrote. Errors: store.ErrCorrupt.
func Unmarshal(b []byte, v any) error {
	if err := cbor.Unmarshal(b, v); err != nil {
		return Corrupt("%v", err)
	}
	return nil
}
