package topology

import (
	"context"
	"fmt"
	"slices"

	"forumgraph/store"
)

// fillColumns makes the columns of the next topology, copying those of unchanged nodes.
func (f *follower) fillColumns(ctx context.Context, snap store.Snapshot) error {
	last, next := &f.last.columns, &f.next.columns
	next.firstVoice = append(make([]uint32, 0, f.next.Count(store.KindStatement)+1), 0)
	next.statements = make([]statementFacts, 0, f.next.Count(store.KindStatement))
	next.voices = make([]uint8, 0, len(last.voices))
	base := last.ranges[statementClass].first
	f.each(store.KindStatement, func(was Number, r *record) {
		if r != nil {
			next.statements = append(next.statements, r.statement)
			next.voices = append(next.voices, r.voices...)
		} else {
			next.statements = append(next.statements, last.statements[was-base])
			next.voices = append(next.voices, last.voices[last.firstVoice[was-base]:last.firstVoice[was-base+1]]...)
		}
		next.firstVoice = append(next.firstVoice, uint32(len(next.voices)))
	})
	f.each(store.KindPassage, func(was Number, r *record) {
		if r != nil {
			next.passages = append(next.passages, r.passage)
		} else {
			next.passages = append(next.passages, last.passages[was-last.ranges[passageClass].first])
		}
	})
	f.each(store.KindSession, func(was Number, r *record) {
		if r != nil {
			next.sessions = append(next.sessions, r.order)
		} else {
			next.sessions = append(next.sessions, last.sessions[was-last.ranges[sessionClass].first])
		}
	})
	f.names()
	return f.places(ctx, snap)
}

// each calls use for each node of a kind in the next topology: with its record if the change touched it, otherwise with
// its number in the last one.
func (f *follower) each(kind store.Kind, use func(was Number, r *record)) {
	r := f.next.rangeOf(kind)
	touched, _ := slices.BinarySearch(f.ids, store.ID(kind.Prefix()))
	for n := r.first; n < r.end; n++ {
		id := f.next.ids[n]
		if f.origin[n] != gone {
			for touched < len(f.ids) && f.ids[touched] < id {
				touched++
			}
			if touched == len(f.ids) || f.ids[touched] != id {
				use(f.origin[n], nil)
				continue
			}
		}
		use(f.origin[n], f.records[id])
	}
}

// names makes the sort keys and the lookup.
func (f *follower) names() {
	last, next := &f.last.columns, &f.next.columns
	for _, kind := range f.next.namedKinds() {
		class := classOf[kind]
		old, first := &last.names[class], last.ranges[class].first
		count := f.next.Count(kind)
		all := labels{make([]string, 0, count), make([]string, 0, count)}
		f.each(kind, func(was Number, r *record) {
			if r != nil {
				all.en, all.fr = append(all.en, r.en), append(all.fr, r.fr)
			} else {
				all.en, all.fr = append(all.en, old.en[was-first]), append(all.fr, old.fr[was-first])
			}
		})
		next.names[class] = all
	}
	touched := f.last.NewSet()
	var added []named
	for _, id := range f.ids {
		if n, ok := f.last.Find(id); ok {
			touched.Add(n)
		}
		if n, ok := f.next.Find(id); ok && !id.Kind().Info().Unnamed {
			added = append(added, f.records[id].names(n)...)
		}
	}
	slices.SortFunc(added, named.compare)
	next.lookup = make([]named, 0, len(last.lookup)+len(added))
	for _, name := range last.lookup {
		if touched.Has(name.node) {
			continue
		}
		name.node = f.renumber[name.node]
		for len(added) > 0 && added[0].compare(name) < 0 {
			next.lookup, added = append(next.lookup, added[0]), added[1:]
		}
		next.lookup = append(next.lookup, name)
	}
	next.lookup = append(next.lookup, added...)
	f.next.rankNames()
}

// places makes the places. It reads those of the nodes that cite a moved passage from snap.
func (f *follower) places(ctx context.Context, snap store.Snapshot) error {
	last, next := f.last.columns.places, make([]CitedAt, len(f.next.ids))
	f.next.columns.places = next
	for n, was := range f.origin {
		if was == gone {
			continue
		}
		if next[n] = last[was]; next[n].Order > 0 {
			next[n].Source = f.renumber[next[n].Source]
		}
	}
	citing := f.next.NewSet()
	for _, id := range f.ids {
		n, ok := f.next.Find(id)
		if !ok || id.Kind() != store.KindPassage && id.Kind() != store.KindSection {
			continue
		}
		r := f.records[id]
		source, _ := f.next.Find(r.source)
		if place := (CitedAt{Source: source, Order: r.order}); next[n] != place {
			next[n] = place
			for _, other := range f.next.Ends(n, store.Cites, store.In).Nodes() {
				citing.Add(other)
			}
		}
	}
	passages := func(id store.ID) (CitedAt, bool) {
		n, ok := f.next.Find(id)
		if !ok || f.next.Kind(n) != store.KindPassage {
			return CitedAt{}, false
		}
		return next[n], true
	}
	var others []store.ID
	for n := range citing.All() {
		if f.records[f.next.ids[n]] == nil {
			others = append(others, f.next.ids[n])
		}
	}
	for id, r := range f.records {
		if n, ok := f.next.Find(id); ok && id.Kind() != store.KindPassage && id.Kind() != store.KindSection {
			next[n] = r.place(passages)
		}
	}
	for ids := range slices.Chunk(others, store.MaxPage) {
		nodes, err := snap.Nodes(ctx, ids)
		if err != nil {
			return err
		}
		for i, node := range nodes {
			if node == nil {
				return fmt.Errorf("%s is not stored: %w", ids[i], store.ErrCorrupt)
			}
			r := recordOf(node, new(arena))
			n, _ := f.next.Find(r.id)
			next[n] = r.place(passages)
		}
	}
	return nil
}
