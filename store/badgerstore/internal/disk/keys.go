package disk

import (
	"encoding/binary"
	"fmt"
	"strings"

	"forumgraph/store"
)

// Number identifies a node on disk. Numbers count from 1 in the order in which nodes are added and are never reused,
// not even after a delete.
type Number uint64

// The first byte of a key says what its record is. Numbers are big-endian and IDs end in a NUL, which no ID contains,
// so that keys sort as what they stand for. keyN below means a field of N bytes.
const (
	PrefixMeta    = 'm'
	PrefixID      = 'i'
	PrefixNode    = 'n'
	PrefixEdges   = 'e'
	PrefixDerived = 'd'
	PrefixLog     = 'l'
	// PrefixNames and PrefixKinds begin the keys of indexes of format 1; see FormatVersion.
	PrefixNames = 'b'
	PrefixKinds = 'k'
)

// The names of the meta records.
const (
	MetaFormat = "format"
	MetaState  = "state"
)

// MetaKey is the key of a record about the whole store.
//
//	| 'm' | name |
func MetaKey(name string) []byte { return append([]byte{PrefixMeta}, name...) }

// IDKey is the key of a node's number, 8 bytes.
//
//	| 'i' | id | 0x00 |
func IDKey(id store.ID) []byte { return appendID([]byte{PrefixID}, id) }

// IDPrefix begins the ID keys of one kind.
func IDPrefix(kind store.Kind) []byte { return append([]byte{PrefixID}, store.NewID(kind, "")...) }

// NodeKey is the key of a node: see EncodeNode.
//
//	| 'n' | number8 |
func NodeKey(n Number) []byte { return appendNumber([]byte{PrefixNode}, n) }

// HeadKey is the key of the counts and the first block of the edges at a node: see EncodeHead.
//
//	| 'e' | number8 |
func HeadKey(n Number) []byte { return appendNumber([]byte{PrefixEdges}, n) }

// BlockKey is the key of a later block of the edges at a node. It holds the block's first entry, so that a seek for any
// entry finds its block.
//
//	| 'e' | number8 | type1 | direction1 | neighbor id | 0x00 |
func BlockKey(n Number, first Spot) []byte {
	return appendID(binary.BigEndian.AppendUint16(HeadKey(n), uint16(first.Group)), first.ID)
}

// DerivedKey is the key of the support of a derived edge: see EncodeSupport.
//
//	| 'd' | source number8 | type1 | target number8 |
func DerivedKey(source Number, t store.EdgeType, target Number) []byte {
	return appendNumber(append(appendNumber([]byte{PrefixDerived}, source), TypeCodes.Code[t]), target)
}

// LogKey is the key of the change set that made a version: see EncodeLog.
//
//	| 'l' | version8 |
func LogKey(version uint64) []byte { return appendNumber([]byte{PrefixLog}, Number(version)) }

// LogPartKey is the key of a part of the nodes that a version put, if its record cannot hold them all: see
// EncodeLogPart. Parts count from 0.
//
//	| 'l' | version8 | part4 |
func LogPartKey(version uint64, part uint32) []byte {
	return binary.BigEndian.AppendUint32(LogKey(version), part)
}

func appendID(b []byte, id store.ID) []byte  { return append(append(b, id...), 0) }
func appendNumber(b []byte, n Number) []byte { return binary.BigEndian.AppendUint64(b, uint64(n)) }

// Spot is a place among the edges at one node.
type Spot struct {
	Group Group
	ID    store.ID
}

// Compare orders spots as their entries are stored.
func (s Spot) Compare(o Spot) int {
	if s.Group != o.Group {
		return int(s.Group) - int(o.Group)
	}
	return strings.Compare(string(s.ID), string(o.ID))
}

// String returns the spot for messages: "MADE to statement:a".
func (s Spot) String() string {
	if s.Group.Direction() == store.In {
		return fmt.Sprintf("%s from %s", s.Group.EdgeType(), s.ID)
	}
	return fmt.Sprintf("%s to %s", s.Group.EdgeType(), s.ID)
}

// Key is a parsed key. Only the fields of its prefix are set; that of an index of format 1 has no others.
type Key struct {
	Prefix  byte
	Meta    string
	ID      store.ID
	Number  Number // of a node; the source of a derived edge
	Block   *Spot  // nil in the head
	Derived store.EdgeType
	Target  Number // of a derived edge
	Version uint64
	Part    *uint32 // nil in a log record
}

// ParseKey parses any key. Errors: store.ErrCorrupt if no constructor above could have made it.
func ParseKey(b []byte) (Key, error) {
	if len(b) == 0 {
		return Key{}, Corrupt("key: empty")
	}
	p := keyParser{rest: b[1:]}
	k := Key{Prefix: b[0]}
	switch k.Prefix {
	case PrefixMeta:
		k.Meta = p.text()
	case PrefixID:
		k.ID = p.id()
	case PrefixNode:
		k.Number = p.number()
	case PrefixEdges:
		if k.Number = p.number(); len(p.rest) > 0 {
			k.Block = &Spot{Group: Group(p.byte())<<8 | Group(p.byte()), ID: p.id()}
			p.bad = p.bad || !k.Block.Group.valid()
		}
	case PrefixDerived:
		k.Number, k.Derived, k.Target = p.number(), TypeCodes.Word[p.byte()], p.number()
		p.bad = p.bad || !k.Derived.IsDerived()
	case PrefixLog:
		if k.Version = uint64(p.number()); len(p.rest) > 0 {
			part := binary.BigEndian.Uint32(p.take(4))
			k.Part = &part
		}
	case PrefixNames, PrefixKinds:
		p.rest = nil
	default:
		p.bad = true
	}
	if p.bad || len(p.rest) > 0 {
		return Key{}, Corrupt("key %x", b)
	}
	return k, nil
}

// EdgesAt returns the node of a key of edges, and whether the key is that of the head. It replaces ParseKey in a scan
// of all edges.
//
// Errors: store.ErrCorrupt.
func EdgesAt(b []byte) (n Number, isHead bool, err error) {
	p := keyParser{rest: b[1:]}
	if n = p.number(); p.bad {
		return 0, false, Corrupt("key %x", b)
	}
	return n, len(p.rest) == 0, nil
}

// keyParser reads the fields of a key; after the first that does not fit, bad is set.
type keyParser struct {
	rest []byte
	bad  bool
}

func (p *keyParser) take(n int) []byte {
	if p.bad || n < 0 || len(p.rest) < n {
		p.bad = true
		return make([]byte, max(n, 0))
	}
	b := p.rest[:n]
	p.rest = p.rest[n:]
	return b
}

func (p *keyParser) byte() byte     { return p.take(1)[0] }
func (p *keyParser) number() Number { return Number(binary.BigEndian.Uint64(p.take(8))) }
func (p *keyParser) text() string   { return string(p.take(len(p.rest))) }

// terminated reads up to the NUL that ends the key.
func (p *keyParser) terminated() string {
	s := string(p.take(len(p.rest) - 1))
	p.bad = p.byte() != 0 || p.bad
	return s
}

func (p *keyParser) id() store.ID {
	s := p.terminated()
	p.bad = p.bad || s == "" || strings.Contains(s, "\x00")
	return store.ID(s)
}
