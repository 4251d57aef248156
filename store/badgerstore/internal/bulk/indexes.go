package bulk

import (
	"encoding/binary"
	"errors"
	"slices"

	"forumgraph/store"
	"forumgraph/store/badgerstore/internal/disk"
)

// writeIndexes writes the indexes of nodes: by ID, by kind and by name.
func (w *loadWriter) writeIndexes() error {
	return errors.Join(w.writeIDs(), w.writeKinds(), w.writeNames())
}

func (w *loadWriter) writeIDs() error {
	out := w.out.stream(disk.PrefixID)
	for i, at := range w.ordered {
		w.yield()
		if err := out.Set(disk.IDKey(w.nodes[at].id), disk.EncodeNumber(disk.Number(i+1))); err != nil {
			return err
		}
	}
	return out.close()
}

// writeKinds writes the list of each kind. The nodes of one kind are contiguous, since no prefix of an ID begins
// another.
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
	slices.SortFunc(kinds, func(a, b store.Kind) int { return int(disk.KindCodes.Code[a]) - int(disk.KindCodes.Code[b]) })
	out := w.out.stream(disk.PrefixKind)
	for _, kind := range kinds {
		for i := runs[kind].from; i < runs[kind].to; i++ {
			w.yield()
			if err := out.Set(disk.KindKey(kind, w.nodes[w.ordered[i]].id), disk.EncodeNumber(disk.Number(i+1))); err != nil {
				return err
			}
		}
	}
	return out.close()
}

func (w *loadWriter) writeNames() error {
	out := w.out.stream(disk.PrefixName)
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
		if err := out.Set(record[:end], disk.EncodeNumber(n)); err != nil {
			return err
		}
	}
	return out.close()
}

func (w *loadWriter) writeMeta() error {
	st, err := disk.Marshal(w.state)
	if err != nil {
		return err
	}
	out := w.out.stream(disk.PrefixMeta)
	return errors.Join(
		out.Set(disk.MetaKey(disk.MetaFormat), binary.BigEndian.AppendUint64(nil, disk.FormatVersion)),
		out.Set(disk.MetaKey(disk.MetaState), st),
		out.close(),
	)
}
