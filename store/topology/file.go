package topology

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/cespare/xxhash/v2"

	"forumgraph/store"
)

// A topology's file holds its columns in sequence, so that it loads by copying. Numbers are little-endian; nN means N
// bytes for each element.
//
//	| magic | format4 | vocabulary8 | version8 | record32 | nodes4 | ends4 | voices4 | names4 |
//
//	shared     n1 for each node: how many bytes its ID shares with the one before
//	id         strings, for each node the rest of its ID; IDs ascend
//	class      n1 for each node
//	degree     n1 for each node: how many ends it has; 255 stands for the next of:
//	many       count4, n4 for each number of 255 and more
//	target     n4 for each end
//	type       n1 for each end
//	stance     n1 for each end
//	weight     n1 for each end; 255 stands for the next of:
//	heavy      count4, n4 for each weight of 255 and more
//	place      n4 source, n4 order, n4 start for each node: three columns
//	statement  n1 kind, n1 review, n1 quantifiers for each statement: three columns
//	voices     n1 for each statement: how many it has; 255 stands for the next of:
//	many       count4, n4 for each number of 255 and more
//	voice      n1 for each voice
//	passage    n1 for each passage
//	session    n4 for each session: its order
//	en         strings, for each node of a kind with names
//	differs    n1 for each of these: 1 if the French key differs
//	fr         strings, for each that differs
//	lookup     n4 node for each name, in the order of the lookup
//	of         n1 for each name: 0 is the English label, 1 the French, 2 an alias
//	alias      strings, for each that is an alias
//
//	| checksum8: XXH64 of all before |
//
// Strings are: | length of all4 | length1 for each | their bytes |.
//
// vocabulary is a checksum of the lists of words whose indexes are the codes here: a file from a program with other
// words is not read.
const (
	fileMagic  = "forumgraph topology\n"
	fileFormat = 3 // 1 had no passages and no places of sections, 2 had other sort keys
	fileHead   = len(fileMagic) + 4 + 8 + 8 + 32 + 4*4
)

// vocabulary returns the checksum of the words behind the codes in a file.
func vocabulary() uint64 {
	h := xxhash.New()
	list := func(words ...string) { _, _ = h.WriteString(strings.Join(words, ",") + ";") } // a hash never fails
	list(wordsOf(edgeTypes)...)
	list(wordsOf(classes)...)
	list(wordsOf(stances)...)
	list(wordsOf(store.StatementKinds())...)
	list(wordsOf(store.ReviewStates())...)
	list(wordsOf(store.VoiceRoles())...)
	list(wordsOf(store.Quantifiers())...)
	list(wordsOf(store.PassageKinds())...)
	return h.Sum64()
}

func wordsOf[W ~string](all []W) []string {
	words := make([]string, len(all))
	for i, w := range all {
		words[i] = string(w)
	}
	return words
}

// write writes the file of t at the mark.
//
// Errors: those of w.
func (t *Topology) write(w io.Writer, at mark) error {
	f := newFileWriter(w)
	f.bytes([]byte(fileMagic))
	f.number(fileFormat)
	f.bytes(binary.LittleEndian.AppendUint64(nil, vocabulary()))
	f.bytes(binary.LittleEndian.AppendUint64(nil, at.version))
	f.bytes(at.record[:])
	c := &t.columns
	for _, n := range []int{len(t.ids), t.endColumns.len(), len(c.voices), len(c.lookup)} {
		f.number(n)
	}
	shared := func(i int) int {
		n := 0
		for i > 0 && n < min(len(t.ids[i]), len(t.ids[i-1]), math.MaxUint8) && t.ids[i][n] == t.ids[i-1][n] {
			n++
		}
		return n
	}
	column1(f, len(t.ids), func(i int) uint8 { return uint8(shared(i)) })
	writeStrings(f, len(t.ids), func(i int) string { return string(t.ids[i][shared(i):]) })
	f.bytes(t.classes)
	f.small(len(t.ids), func(i int) uint32 { return uint32(t.degree(Number(i))) })
	column4(f, len(t.targets), func(i int) uint32 { return uint32(t.targets[i]) })
	f.bytes(t.ways)
	f.bytes(t.stances)
	f.small(len(t.weights), func(i int) uint32 { return t.weights[i] })
	column4(f, len(t.ids), func(i int) uint32 { return uint32(c.places[i].Source) })
	column4(f, len(t.ids), func(i int) uint32 { return c.places[i].Order })
	column4(f, len(t.ids), func(i int) uint32 { return c.places[i].Start })
	column1(f, len(c.statements), func(i int) uint8 { return c.statements[i].kind })
	column1(f, len(c.statements), func(i int) uint8 { return c.statements[i].review })
	column1(f, len(c.statements), func(i int) uint8 { return c.statements[i].quantifiers })
	f.small(len(c.statements), func(i int) uint32 { return c.firstVoice[i+1] - c.firstVoice[i] })
	f.bytes(c.voices)
	f.bytes(c.passages)
	column4(f, len(c.sessions), func(i int) uint32 { return c.sessions[i] })
	t.writeNames(f)
	return f.close()
}

func (t *Topology) writeNames(f *fileWriter) {
	var en, fr []string
	for _, kind := range t.namedKinds() {
		names := &t.columns.names[classOf[kind]]
		en, fr = append(en, names.en...), append(fr, names.fr...)
	}
	writeStrings(f, len(en), func(i int) string { return en[i] })
	var differing []string
	column1(f, len(en), func(i int) uint8 {
		if en[i] == fr[i] {
			return 0
		}
		differing = append(differing, fr[i])
		return 1
	})
	writeStrings(f, len(differing), func(i int) string { return differing[i] })
	all := t.columns.lookup
	column4(f, len(all), func(i int) uint32 { return uint32(all[i].node) })
	var aliases []string
	column1(f, len(all), func(i int) uint8 {
		switch {
		case all[i].alias:
			aliases = append(aliases, all[i].key)
			return nameAlias
		case all[i].key == t.SortKey(all[i].node, store.EN):
			return nameEN
		}
		return nameFR
	})
	writeStrings(f, len(aliases), func(i int) string { return aliases[i] })
}

// The sources of a name in the lookup.
const (
	nameEN = iota
	nameFR
	nameAlias
)

// namedKinds returns the kinds that have nodes with names, in the order of IDs.
func (t *Topology) namedKinds() []store.Kind {
	return slices.DeleteFunc(slices.Clone(classes[:rootClass]), func(k store.Kind) bool {
		return k.Info().Unnamed || t.Count(k) == 0
	})
}

// fileWriter writes columns and their checksum. After the first error it writes nothing.
type fileWriter struct {
	out   *bufio.Writer
	sum   *xxhash.Digest
	piece []byte
	err   error
}

func newFileWriter(w io.Writer) *fileWriter {
	f := &fileWriter{sum: xxhash.New()}
	f.out = bufio.NewWriterSize(io.MultiWriter(w, f.sum), 1<<20)
	return f
}

func (f *fileWriter) bytes(b []byte) {
	if f.err == nil {
		_, f.err = f.out.Write(b)
	}
}

func (f *fileWriter) number(n int) {
	if n < 0 || n > math.MaxUint32 {
		f.err = fmt.Errorf("%d does not fit into the file of a topology", n)
	}
	f.bytes(binary.LittleEndian.AppendUint32(f.piece[:0], uint32(n)))
}

// column4 and column1 write n numbers of four bytes and of one.
func column4(f *fileWriter, n int, at func(i int) uint32) {
	for i := 0; i < n; {
		f.piece = f.piece[:0]
		for ; i < n && len(f.piece) < 64<<10; i++ {
			f.piece = binary.LittleEndian.AppendUint32(f.piece, at(i))
		}
		f.bytes(f.piece)
	}
}

func column1(f *fileWriter, n int, at func(i int) uint8) {
	for i := 0; i < n; {
		f.piece = f.piece[:0]
		for ; i < n && len(f.piece) < 64<<10; i++ {
			f.piece = append(f.piece, at(i))
		}
		f.bytes(f.piece)
	}
}

// small writes n numbers that are mostly below 255.
func (f *fileWriter) small(n int, at func(i int) uint32) {
	var large []uint32
	column1(f, n, func(i int) uint8 {
		v := at(i)
		if v < math.MaxUint8 {
			return uint8(v)
		}
		large = append(large, v)
		return math.MaxUint8
	})
	f.number(len(large))
	column4(f, len(large), func(i int) uint32 { return large[i] })
}

func writeStrings(f *fileWriter, n int, at func(i int) string) {
	total := 0
	for i := range n {
		total += len(at(i))
	}
	f.number(total)
	column1(f, n, func(i int) uint8 {
		if len(at(i)) > math.MaxUint8 {
			f.err = fmt.Errorf("%.80q is too long for the file of a topology", at(i))
		}
		return uint8(len(at(i)))
	})
	for i := range n {
		if f.err == nil {
			_, f.err = f.out.WriteString(at(i))
		}
	}
}

// close writes the checksum and flushes.
func (f *fileWriter) close() error {
	if f.err == nil {
		f.err = f.out.Flush()
	}
	f.bytes(binary.LittleEndian.AppendUint64(nil, f.sum.Sum64()))
	if f.err == nil {
		f.err = f.out.Flush()
	}
	return f.err
}
