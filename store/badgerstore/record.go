package badgerstore

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"slices"

	"github.com/fxamacker/cbor/v2"

	"forumgraph/store"
)

func corrupt(format string, args ...any) error {
	return fmt.Errorf(format+": %w", append(args, store.ErrCorrupt)...)
}

// FormatVersion is the version of the format on disk. It is raised with every change of keys or records that an older program
// cannot read.
const FormatVersion = 1

// encodeNode writes a node. The ID stands before the record, which holds it too, so that a number can be turned into an
// ID without decoding the node.
//
//	| kind1 | length of id, a varint | id | CBOR |
func encodeNode(n store.Node) ([]byte, error) {
	record, err := store.EncodeCBOR(n)
	if err != nil {
		return nil, err
	}
	id := n.Base().ID
	b := append(make([]byte, 0, len(record)+len(id)+3), kindCodes.code[id.Kind()])
	b = append(binary.AppendUvarint(b, uint64(len(id))), id...)
	return append(b, record...), nil
}

// decodeID returns the ID and kind of a node record, and the bytes of its CBOR. Errors: store.ErrCorrupt.
func decodeID(b []byte) (store.ID, []byte, error) {
	r := reader{rest: b}
	kind := kindCodes.word[r.byte()]
	id := store.ID(r.take(r.uvarint()))
	if r.bad || kind == "" || id.Kind() != kind {
		return "", nil, corrupt("node record")
	}
	return id, r.rest, nil
}

// decodeNode reads what encodeNode wrote; b is not kept. Errors: store.ErrCorrupt.
func decodeNode(b []byte) (store.Node, error) {
	id, record, err := decodeID(b)
	if err != nil {
		return nil, err
	}
	n, err := store.DecodeCBOR(id.Kind(), record)
	if err != nil {
		return nil, err
	}
	if n.Base().ID != id {
		return nil, corrupt("node %s: its record says %q", id, n.Base().ID)
	}
	return n, nil
}

func encodeNumber(n number) []byte { return appendNumber(nil, n) }

func decodeNumber(b []byte) (number, error) {
	if len(b) != 8 {
		return 0, corrupt("number of %d bytes", len(b))
	}
	return number(binary.BigEndian.Uint64(b)), nil
}

// share is one statement behind a derived edge, in numbers. through is 0 if the claim is the voice's own.
type share struct{ statement, through number }

func sortShares(shares []share) {
	slices.SortFunc(shares, func(a, b share) int { return cmp.Compare(a.statement, b.statement) })
}

// encodeSupport writes the support of a derived edge, ordered by statement number.
//
//	| for each: statement number minus the one before, through number | all varints
func encodeSupport(shares []share) []byte {
	var b []byte
	last := number(0)
	for _, s := range shares {
		b = binary.AppendUvarint(b, uint64(s.statement-last))
		b = binary.AppendUvarint(b, uint64(s.through))
		last = s.statement
	}
	return b
}

// decodeSupport reads what encodeSupport wrote. Errors: store.ErrCorrupt.
func decodeSupport(b []byte) ([]share, error) {
	r := reader{rest: b}
	var shares []share
	last := number(0)
	for len(r.rest) > 0 {
		s := share{last + number(r.uvarint()), number(r.uvarint())}
		if r.bad || s.statement <= last {
			return nil, corrupt("support of a derived edge")
		}
		shares, last = append(shares, s), s.statement
	}
	return shares, nil
}

// state counts the whole graph and is written with every version. Its maps are keyed by codes.
type state struct {
	Version uint64         `cbor:"1,keyasint"`
	Next    number         `cbor:"2,keyasint"` // the number that the next new node gets
	Nodes   map[byte]int   `cbor:"3,keyasint"`
	Edges   map[byte]int   `cbor:"4,keyasint"`
	Covered store.Coverage `cbor:"5,keyasint"`
}

func newState() state { return state{Next: 1, Nodes: map[byte]int{}, Edges: map[byte]int{}} }

// count adds n to one of the state's counts and drops it at zero, so that equal graphs give equal bytes.
func count(counts map[byte]int, code byte, n int) {
	if counts[code] += n; counts[code] == 0 {
		delete(counts, code)
	}
}

func sum[K comparable](counts map[K]int) (n int) {
	for _, c := range counts {
		n += c
	}
	return n
}

func (s state) stats() store.Stats {
	stats := store.Stats{
		Nodes:    make(map[store.Kind]int, len(s.Nodes)),
		Edges:    make(map[store.EdgeType]int, len(s.Edges)),
		Coverage: s.Covered,
	}
	for code, n := range s.Nodes {
		stats.Nodes[kindCodes.word[code]] = n
	}
	for code, n := range s.Edges {
		stats.Edges[typeCodes.word[code]] = n
	}
	return stats
}

// marshal writes v in deterministic CBOR: equal values give equal bytes.
func marshal(v any) ([]byte, error) {
	mode, err := cbor.CoreDetEncOptions().EncMode()
	if err != nil {
		return nil, err
	}
	return mode.Marshal(v)
}

// unmarshal reads what marshal wrote. Errors: store.ErrCorrupt.
func unmarshal(b []byte, v any) error {
	if err := cbor.Unmarshal(b, v); err != nil {
		return corrupt("%v", err)
	}
	return nil
}
