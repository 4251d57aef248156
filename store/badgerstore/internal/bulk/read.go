package bulk

import (
	"bufio"
	"errors"
	"fmt"
	"iter"
	"math"
	"strings"

	"forumgraph/store"
	"forumgraph/store/badgerstore/internal/disk"
)

// lineBatch is a batch of records that one worker decodes.
type lineBatch struct {
	text  []byte
	ends  []int // of each record in text
	lines []int
}

// batchBytes is the approximate length of the records of a batch, and batchRecords their largest number.
const (
	batchBytes   = 256 << 10
	BatchRecords = 512
)

// lineBatches copies records into batches.
func lineBatches(records iter.Seq2[store.Record, error]) iter.Seq2[*lineBatch, error] {
	return func(yield func(*lineBatch, error) bool) {
		b := &lineBatch{}
		for r, err := range records {
			if err != nil {
				yield(nil, err)
				return
			}
			b.text = append(b.text, r.JSON...)
			b.ends = append(b.ends, len(b.text))
			b.lines = append(b.lines, r.Line)
			if len(b.text) < batchBytes && len(b.lines) < BatchRecords {
				continue
			}
			if !yield(b, nil) {
				return
			}
			b = &lineBatch{text: make([]byte, 0, len(b.text))}
		}
		if len(b.lines) > 0 {
			yield(b, nil)
		}
	}
}

// readNode is the result of reading one record.
type readNode struct {
	text    []byte
	line    int
	refused *store.LineError // if the record is not a node

	node       store.Node
	normalized int // texts that were normalized
	record     []byte
}

// decodeBatch decodes records and encodes what is stored of each.
func (l *load) decodeBatch(b *lineBatch) ([]readNode, error) {
	nodes := make([]readNode, len(b.lines))
	from := 0
	for i := range nodes {
		l.yield()
		r := readNode{text: b.text[from:b.ends[i]:b.ends[i]], line: b.lines[i]}
		from = b.ends[i]
		var err error
		if l.stored() {
			r.record = r.text
			if r.node, err = disk.DecodeNode(r.text); err != nil {
				id, _, _ := disk.DecodeID(r.text) // "" if that is damaged too
				return nil, fmt.Errorf("stored node %q: %w", id, err)
			}
		} else if r.node, err = store.DecodeJSON(r.text); err == nil {
			r.normalized = store.NormalizeTexts(r.node)
			r.record, err = disk.EncodeNode(r.node)
		} else if errors.As(err, &r.refused) {
			err = nil
		}
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", r.line, err)
		}
		nodes[i] = r
	}
	return nodes, nil
}

// read is the first pass.
func (l *load) read() error {
	out := bufio.NewWriterSize(l.records, 1<<20)
	err := inOrder(l.ctx, l.workers(), lineBatches(l.Records), l.decodeBatch, func(nodes []readNode) error {
		for _, n := range nodes {
			l.yield()
			if err := l.keep(out, n); err != nil {
				return err
			}
		}
		l.tell(store.LoadReading, len(l.nodes), 0)
		return nil
	})
	if err != nil {
		return err
	}
	if err := out.Flush(); err != nil {
		return err
	}
	return l.err()
}

// keep writes a record to the file of records and keeps in memory what the second pass looks up.
func (l *load) keep(out *bufio.Writer, n readNode) error {
	r := store.Record{Line: n.line, JSON: n.text}
	if n.refused != nil {
		return l.refuse(r, []store.Problem{n.refused.Problem})
	}
	m := n.node.Base()
	if first, ok := l.byID[m.ID]; ok {
		if l.stored() {
			return disk.Corrupt("%s is stored under two numbers", m.ID)
		}
		return l.refuse(r, []store.Problem{{ID: m.ID, Message: fmt.Sprintf("appears twice, first in line %d; keep one", l.nodes[first].line)}})
	}
	at := uint32(len(l.nodes))
	if need := (int64(at) + 1) * nodeMemory; !l.stored() && need > l.MemoryBytes/2 || at == math.MaxUint32 {
		return fmt.Errorf("line %d: %d nodes take more than half of %d MiB of memory; allow more: %w",
			n.line, at, l.MemoryBytes>>20, store.ErrTooLarge)
	}
	id := store.ID(strings.Clone(string(m.ID))) // so that the record does not stay in memory
	l.byID[id] = at
	node := loadNode{id: id, at: l.size, length: uint32(len(n.record)), line: uint32(n.line)}
	switch n := n.node.(type) {
	case *store.Person:
		if orgs := store.AffiliationsOf(n); len(orgs) > 0 {
			for i := range orgs {
				orgs[i] = store.ID(strings.Clone(string(orgs[i])))
			}
			l.affiliations[id] = orgs
		}
	case *store.Section:
		l.sections[at] = store.ID(strings.Clone(string(n.Source)))
	case *store.Passage:
		l.passages = append(l.passages, passageFacts{
			sha256: n.SHA256, length: int32(min(n.Length, math.MaxInt32)), setAside: n.SetAside != nil,
			kind: store.PassageKind(strings.Clone(string(n.Kind))),
		})
		node.passage = uint32(len(l.passages))
	}
	l.nodes = append(l.nodes, node)
	l.normalized += n.normalized
	l.size += int64(len(n.record))
	_, err := out.Write(n.record)
	return err
}
