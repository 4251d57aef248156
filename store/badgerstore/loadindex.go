package badgerstore

import (
	"encoding/binary"
	"errors"
	"slices"

	"forumgraph/store"
)

// writeIndexes writes the ways that lead to nodes: by ID, by kind and by name.
func (w *loadWriter) writeIndexes() error {
	return errors.Join(w.writeIDs(), w.writeKinds(), w.writeNames())
}

func (w *loadWriter) writeIDs() error {
	out := w.out.stream(prefixID)
	for i, at := range w.ordered {
		w.yield()
		if err := out.Set(idKey(w.nodes[at].id), encodeNumber(number(i+1))); err != nil {
			return err
		}
	}
	return out.close()
}

// writeKinds writes the list of each kind. The nodes of one kind stand together, as no prefix of an ID begins another.
func (w *loadWriter) writeKinds() error {
	type run struct{ from, to int }
	runs := make(map[store.Kind]run)
	for i, at := range w.ordered {
		kind := w.nodes[at].id.Kind()
		r, ok := runs[kind]
		if !ok {
			r.from = i
		}
		r.to = i + 1
		runs[kind] = r
	}
	kinds := store.Kinds()
	slices.SortFunc(kinds, func(a, b store.Kind) int { return int(kindCodes.code[a]) - int(kindCodes.code[b]) })
	out := w.out.stream(prefixKind)
	for _, kind := range kinds {
		for i := runs[kind].from; i < runs[kind].to; i++ {
			w.yield()
			if err := out.Set(kindKey(kind, w.nodes[w.ordered[i]].id), encodeNumber(number(i+1))); err != nil {
				return err
			}
		}
	}
	return out.close()
}

func (w *loadWriter) writeNames() error {
	out := w.out.stream(prefixName)
	for record, err := range w.names.sorted() {
		if err != nil {
			return err
		}
		end := len(record) - 4
		n := w.numbers[binary.BigEndian.Uint32(record[end:])]
		if n == 0 {
			continue // left out
		}
		w.yield()
		if err := out.Set(record[:end], encodeNumber(n)); err != nil {
			return err
		}
	}
	return out.close()
}

func (w *loadWriter) writeMeta() error {
	st, err := marshal(w.state)
	if err != nil {
		return err
	}
	out := w.out.stream(prefixMeta)
	return errors.Join(
		out.Set(metaKey(metaFormat), binary.BigEndian.AppendUint64(nil, FormatVersion)),
		out.Set(metaKey(metaState), st),
		out.close(),
	)
}
