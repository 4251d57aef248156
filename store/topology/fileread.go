package topology

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/cespare/xxhash/v2"

	"forumgraph/store"
)

// read reads what write wrote; it does not keep b.
//
// Errors say what is wrong with the file: another store, another format or vocabulary, or damage.
func read(b []byte) (*Topology, mark, error) {
	if len(b) < fileHead+8 || !bytes.HasPrefix(b, []byte(fileMagic)) {
		return nil, mark{}, errors.New("it is not a file of a topology")
	}
	body, sum := b[:len(b)-8], binary.LittleEndian.Uint64(b[len(b)-8:])
	f := fileReader{rest: body[len(fileMagic):]}
	if format := f.number(); format != fileFormat {
		return nil, mark{}, fmt.Errorf("it has format %d, this program reads format %d", format, fileFormat)
	}
	if xxhash.Sum64(body) != sum {
		return nil, mark{}, errors.New("it is damaged: its checksum does not match")
	}
	t := new(Topology)
	if binary.LittleEndian.Uint64(f.take(8)) != vocabulary() {
		return nil, mark{}, errors.New("it is of a program with other kinds and types")
	}
	at := mark{version: binary.LittleEndian.Uint64(f.take(8)), record: store.Hash(f.take(32))}
	t.version = at.version
	nodes, ends, voices, names := f.number(), f.number(), f.number(), f.number()
	f.nodes(t, nodes)
	f.ends(t, ends)
	f.columns(t, voices)
	f.names(t, names)
	if f.bad || len(f.rest) > 0 {
		return nil, mark{}, errors.New("it is damaged: its columns do not fit together")
	}
	return t, at, nil
}

// fileReader reads columns. After the first that does not fit, bad is set and the rest is zero.
type fileReader struct {
	rest []byte
	bad  bool
}

// take returns the next n bytes, which are part of the file. If fewer are left, it returns a few zeros.
func (f *fileReader) take(n int) []byte {
	if f.bad || n < 0 || n > len(f.rest) {
		f.bad = true
		return make([]byte, min(max(n, 0), 64))
	}
	b := f.rest[:n]
	f.rest = f.rest[n:]
	return b
}

func (f *fileReader) number() int { return int(binary.LittleEndian.Uint32(f.take(4))) }

// column1 returns the next n bytes, or none if bad is set.
func (f *fileReader) column1(n int) []byte {
	b := f.take(n)
	if f.bad {
		return nil
	}
	return b
}

// column4Of returns the next n numbers of four bytes, or none if bad is set.
func column4Of[N ~uint32](f *fileReader, n int) []N {
	b := f.column1(4 * n)
	column := make([]N, len(b)/4)
	for i := range column {
		column[i] = N(binary.LittleEndian.Uint32(b[4*i:]))
	}
	return column
}

// small returns n numbers that fileWriter.small wrote.
func (f *fileReader) small(n int) []uint32 {
	short := f.column1(n)
	large := column4Of[uint32](f, f.number())
	column := make([]uint32, len(short))
	for i, v := range short {
		if column[i] = uint32(v); v < 255 {
			continue
		}
		if len(large) == 0 || large[0] < 255 {
			f.bad = true
			return nil
		}
		column[i], large = large[0], large[1:]
	}
	f.bad = f.bad || len(large) > 0
	return column
}

// stringsOf returns n strings that share one block of memory.
func stringsOf[S ~string](f *fileReader, n int) []S {
	total := f.number()
	lengths := f.column1(n)
	all := S(f.column1(total))
	column := make([]S, len(lengths))
	from := 0
	for i, length := range lengths {
		to := from + int(length)
		if to > len(all) {
			f.bad = true
			return nil
		}
		column[i], from = all[from:to], to
	}
	f.bad = f.bad || from != len(all)
	return column
}

// ids returns n IDs, each made of what it shares with the previous one and the rest.
func (f *fileReader) ids(n int) []store.ID {
	shared, rests := f.column1(n), stringsOf[string](f, n)
	total := 0
	for i, rest := range rests {
		total += int(shared[i]) + len(rest)
	}
	var all strings.Builder
	all.Grow(total)
	ids := make([]store.ID, len(rests))
	last := ""
	for i, rest := range rests {
		// The shared part must be as long as possible, so that an ID has only one encoding.
		n := int(shared[i])
		if n > len(last) || n < len(last) && n < 255 && rest != "" && rest[0] == last[n] {
			f.bad = true
			return nil
		}
		from := all.Len()
		all.WriteString(last[:n])
		all.WriteString(rest)
		last = all.String()[from:]
		ids[i] = store.ID(last)
	}
	return ids
}

// nodes reads the IDs, which must ascend and have the kind of their class.
func (f *fileReader) nodes(t *Topology, n int) {
	t.ids, t.classes = f.ids(n), bytes.Clone(f.column1(n))
	if f.bad {
		return
	}
	prefixes := make([]string, len(classes))
	for class, kind := range classes {
		prefixes[class] = kind.Prefix() + ":"
	}
	for i, id := range t.ids {
		class := int(t.classes[i])
		if i > 0 && id <= t.ids[i-1] || class >= len(prefixes) || !strings.HasPrefix(string(id), prefixes[class]) {
			f.bad = true
			return
		}
	}
	t.setRanges()
}

// ends reads the edge ends.
func (f *fileReader) ends(t *Topology, n int) {
	degrees := f.small(len(t.ids))
	t.targets = column4Of[Number](f, n)
	t.ways, t.stances = bytes.Clone(f.column1(n)), bytes.Clone(f.column1(n))
	t.weights = f.small(n)
	if f.bad {
		return
	}
	t.first = make([]int, 1, len(degrees)+1)
	sum := 0
	for _, degree := range degrees {
		sum += int(degree)
		t.first = append(t.first, sum)
	}
	f.bad = sum != n
	for i, to := range t.targets {
		if int(to) >= len(t.ids) || int(t.ways[i]>>1) >= len(edgeTypes) || int(t.stances[i]) >= len(stances) {
			f.bad = true
			return
		}
	}
}

// columns reads the columns of nodes, statements and sessions.
func (f *fileReader) columns(t *Topology, voices int) {
	c := &t.columns
	sources, orders, starts := column4Of[Number](f, len(t.ids)), column4Of[uint32](f, len(t.ids)), column4Of[uint32](f, len(t.ids))
	statements := t.Count(store.KindStatement)
	kinds, reviews, quantifiers := f.column1(statements), f.column1(statements), f.column1(statements)
	counts := f.small(statements)
	c.voices = bytes.Clone(f.column1(voices))
	c.passages = bytes.Clone(f.column1(t.Count(store.KindPassage)))
	c.sessions = column4Of[uint32](f, t.Count(store.KindSession))
	if f.bad {
		return
	}
	c.places = make([]CitedAt, len(t.ids))
	for i := range c.places {
		c.places[i] = CitedAt{sources[i], orders[i], starts[i]}
		if orders[i] > 0 && (int(sources[i]) >= len(t.ids) || t.Kind(sources[i]) != store.KindSource) {
			f.bad = true
			return
		}
	}
	if f.bad = !t.sessionsEnd(); f.bad {
		return
	}
	c.statements, c.firstVoice = make([]statementFacts, statements), make([]uint32, 1, statements+1)
	sum := 0
	for i := range c.statements {
		c.statements[i] = statementFacts{kinds[i], reviews[i], quantifiers[i]}
		f.bad = f.bad || int(kinds[i]) >= len(store.StatementKinds()) || int(reviews[i]) >= len(store.ReviewStates())
		sum += int(counts[i])
		c.firstVoice = append(c.firstVoice, uint32(sum))
	}
	f.bad = f.bad || sum != voices || slices.ContainsFunc(c.voices, func(made uint8) bool {
		return int(made>>4) >= len(store.VoiceRoles()) || int(made&0xf) > len(store.Quantifiers())
	}) || slices.ContainsFunc(c.passages, func(facts uint8) bool { return int(facts&^setAside) >= len(store.PassageKinds()) })
}

// sessionsEnd reports whether PART_OF among sessions has no cycles.
func (t *Topology) sessionsEnd() bool {
	partOf, _ := WayOf(store.PartOf, store.Out)
	for n := range t.Of(store.KindSession) {
		for steps := 0; ; steps++ {
			around := t.Along(n, partOf)
			if around.Len() == 0 {
				break
			}
			if n = around.Node(0); steps > t.Count(store.KindSession) {
				return false
			}
		}
	}
	return true
}

// names reads the sort keys and the lookup.
func (f *fileReader) names(t *Topology, n int) {
	c := &t.columns
	kinds := t.namedKinds()
	count := 0
	for _, kind := range kinds {
		count += t.Count(kind)
	}
	en := stringsOf[string](f, count)
	differs := f.column1(count)
	fr := slices.Clone(en)
	differing := stringsOf[string](f, bytes.Count(differs, []byte{1}))
	for i, d := range differs {
		if f.bad = f.bad || d > 1 || d == 1 && differing[0] == en[i]; f.bad {
			return
		}
		if d == 1 {
			fr[i], differing = differing[0], differing[1:]
		}
	}
	if f.bad {
		return
	}
	for _, kind := range kinds {
		k := t.Count(kind)
		c.names[classOf[kind]] = labels{en[:k:k], fr[:k:k]}
		en, fr = en[k:], fr[k:]
	}
	f.lookup(t, n)
}

func (f *fileReader) lookup(t *Topology, n int) {
	nodes, of := column4Of[Number](f, n), f.column1(n)
	aliases := stringsOf[string](f, bytes.Count(of, []byte{nameAlias}))
	if f.bad {
		return
	}
	all := make([]named, n)
	for i, node := range nodes {
		if int(node) >= len(t.ids) || t.Kind(node).Info().Unnamed || of[i] > nameAlias {
			f.bad = true
			return
		}
		all[i] = named{node: node, alias: of[i] == nameAlias}
		switch of[i] {
		case nameEN:
			all[i].key = t.SortKey(node, store.EN)
		case nameFR:
			all[i].key = t.SortKey(node, store.FR)
			f.bad = f.bad || all[i].key == t.SortKey(node, store.EN)
		default:
			all[i].key, aliases = aliases[0], aliases[1:]
		}
		if i > 0 && all[i].compare(all[i-1]) < 0 || f.bad {
			f.bad = true
			return
		}
	}
	t.columns.lookup = all
	t.rankNames()
}
