package badgerstore

import (
	"encoding/binary"
	"fmt"
	"strings"

	"forumgraph/store"
	"forumgraph/store/internal/place"
)

// number stands for a node on disk. Numbers count from 1 in the order in which nodes are added and are never given to
// another node, not even after a delete.
type number uint64

// The first byte of a key says which record it leads to. Numbers are big-endian and IDs end in a NUL, which no ID holds,
// so that the order of keys is the order of what they stand for. keyN below means a field of N bytes.
const (
	prefixMeta    = 'm'
	prefixID      = 'i'
	prefixNode    = 'n'
	prefixName    = 'b'
	prefixKind    = 'k'
	prefixEdges   = 'e'
	prefixDerived = 'd'
	prefixLog     = 'l'
)

// The names of the meta records.
const (
	metaFormat = "format"
	metaState  = "state"
)

// metaKey leads to a record about the whole store.
//
//	| 'm' | name |
func metaKey(name string) []byte { return append([]byte{prefixMeta}, name...) }

// idKey leads to the number of a node, 8 bytes.
//
//	| 'i' | id | 0x00 |
func idKey(id store.ID) []byte { return appendID([]byte{prefixID}, id) }

// nodeKey leads to a node: see encodeNode.
//
//	| 'n' | number8 |
func nodeKey(n number) []byte { return appendNumber([]byte{prefixNode}, n) }

// nameKey leads to the number of a node, 8 bytes, in the order of the labels in one language. place is the sort key, a
// NUL and the ID, as package place joins them.
//
//	| 'b' | kind1 | lang1 | sort key | 0x00 | id | 0x00 |
func nameKey(kind store.Kind, lang store.Lang, place string) []byte {
	return append(append(namePrefix(kind, lang), place...), 0)
}

func namePrefix(kind store.Kind, lang store.Lang) []byte {
	return []byte{prefixName, kindCodes.code[kind], langCodes.code[lang]}
}

// nameKeys returns the keys of a node in the name index, or none for nil.
func nameKeys(n store.Node) [][]byte {
	if n == nil {
		return nil
	}
	id := n.Base().ID
	en, fr := n.Label(store.EN), n.Label(store.FR)
	at := place.JoinName(store.SortKey(en), id)
	keys := [][]byte{nameKey(id.Kind(), store.EN, at), nil}
	if fr != en {
		at = place.JoinName(store.SortKey(fr), id)
	}
	keys[1] = nameKey(id.Kind(), store.FR, at)
	return keys
}

// kindKey leads to the number of a node, 8 bytes, in the order of IDs.
//
//	| 'k' | kind1 | id | 0x00 |
func kindKey(kind store.Kind, id store.ID) []byte { return appendID(kindPrefix(kind), id) }

func kindPrefix(kind store.Kind) []byte { return []byte{prefixKind, kindCodes.code[kind]} }

// headKey leads to the counts of the edges at a node and to its first block of them: see encodeHead.
//
//	| 'e' | number8 |
func headKey(n number) []byte { return appendNumber([]byte{prefixEdges}, n) }

// blockKey leads to a later block of the edges at a node. It holds the block's first entry, so a seek for any entry ends at
// its block.
//
//	| 'e' | number8 | type1 | direction1 | neighbor id | 0x00 |
func blockKey(n number, first spot) []byte {
	return appendID(binary.BigEndian.AppendUint16(headKey(n), uint16(first.group)), first.id)
}

// derivedKey leads to the support of a derived edge: see encodeSupport.
//
//	| 'd' | source number8 | type1 | target number8 |
func derivedKey(source number, t store.EdgeType, target number) []byte {
	return appendNumber(append(appendNumber([]byte{prefixDerived}, source), typeCodes.code[t]), target)
}

// logKey leads to the change set that made a version: see encodeLog.
//
//	| 'l' | version8 |
func logKey(version uint64) []byte { return appendNumber([]byte{prefixLog}, number(version)) }

// logPartKey leads to a part of the nodes that a version put, if there are too many for its record: see encodeLogPart.
// Parts count from 0.
//
//	| 'l' | version8 | part4 |
func logPartKey(version uint64, part uint32) []byte {
	return binary.BigEndian.AppendUint32(logKey(version), part)
}

func appendID(b []byte, id store.ID) []byte  { return append(append(b, id...), 0) }
func appendNumber(b []byte, n number) []byte { return binary.BigEndian.AppendUint64(b, uint64(n)) }

// spot is a place among the edges at one node.
type spot struct {
	group group
	id    store.ID
}

func (s spot) compare(o spot) int {
	if s.group != o.group {
		return int(s.group) - int(o.group)
	}
	return strings.Compare(string(s.id), string(o.id))
}

func (s spot) String() string {
	if s.group.direction() == store.In {
		return fmt.Sprintf("%s from %s", s.group.edgeType(), s.id)
	}
	return fmt.Sprintf("%s to %s", s.group.edgeType(), s.id)
}

// key is a key taken apart. Only the fields of its prefix are set.
type key struct {
	prefix  byte
	meta    string
	id      store.ID
	number  number // of the node; the source of a derived edge
	kind    store.Kind
	lang    store.Lang
	place   string
	block   *spot // nil in the head
	derived store.EdgeType
	target  number
	version uint64
	part    *uint32 // nil in a log record
}

// parseKey takes any key apart. Errors: store.ErrCorrupt if no constructor above could have made it.
func parseKey(b []byte) (key, error) {
	if len(b) == 0 {
		return key{}, corrupt("key: empty")
	}
	p := keyParser{rest: b[1:]}
	k := key{prefix: b[0]}
	switch k.prefix {
	case prefixMeta:
		k.meta = p.text()
	case prefixID:
		k.id = p.id()
	case prefixNode:
		k.number = p.number()
	case prefixName:
		k.kind, k.lang, k.place = kindCodes.word[p.byte()], langCodes.word[p.byte()], p.place()
		p.bad = p.bad || k.kind == "" || k.lang == ""
	case prefixKind:
		k.kind, k.id = kindCodes.word[p.byte()], p.id()
		p.bad = p.bad || k.kind == ""
	case prefixEdges:
		if k.number = p.number(); len(p.rest) > 0 {
			k.block = &spot{group: group(p.byte())<<8 | group(p.byte()), id: p.id()}
			p.bad = p.bad || !k.block.group.valid()
		}
	case prefixDerived:
		k.number, k.derived, k.target = p.number(), typeCodes.word[p.byte()], p.number()
		p.bad = p.bad || !k.derived.IsDerived()
	case prefixLog:
		if k.version = uint64(p.number()); len(p.rest) > 0 {
			part := binary.BigEndian.Uint32(p.take(4))
			k.part = &part
		}
	default:
		p.bad = true
	}
	if p.bad || len(p.rest) > 0 {
		return key{}, corrupt("key %x", b)
	}
	return k, nil
}

// edgesAt returns the node of a key of edges, and whether it leads to the head. It does not look at a later block's entry.
//
// Errors: store.ErrCorrupt.
func edgesAt(b []byte) (n number, isHead bool, err error) {
	p := keyParser{rest: b[1:]}
	if n = p.number(); p.bad {
		return 0, false, corrupt("key %x", b)
	}
	return n, len(p.rest) == 0, nil
}

// keyParser reads fields off a key; after the first that does not fit, bad is set.
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
func (p *keyParser) number() number { return number(binary.BigEndian.Uint64(p.take(8))) }
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

func (p *keyParser) place() string {
	s := p.terminated()
	_, id, ok := place.SplitName(s)
	p.bad = p.bad || !ok || id == ""
	return s
}
