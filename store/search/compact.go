package search

import (
	"context"
	"math/bits"
	"slices"
)

// A change is indexed in a segment of its own, in memory. Segments are merged by size, so that there are few: of those within
// a factor of four, three at most are left as they are. What is merged is small for most changes, and then done at once; the
// rest is done in the background.
const (
	// tierBits is how many bits of a size make a tier.
	tierBits = 2
	// mostInTier is how many segments of one tier there may be.
	mostInTier = 3
	// keptSize is how many documents in memory are at most not in a file yet: what a process that is killed has to catch up.
	keptSize = 1 << 12
	// fullSize is how many documents make a segment that is merged no more, unless many are deleted.
	fullSize = segmentSize / 2
)

// tier returns the size class of a part.
func (p *part) tier() int { return bits.Len(uint(p.live)) / tierBits }

// due returns the parts to merge next; none if all is well.
func due(parts []*part) []*part {
	tiers := make(map[int][]*part)
	lowest := -1
	for _, p := range parts {
		if p.count-p.live > p.count/3 && p.count > keptSize {
			return []*part{p}
		}
		if p.live >= fullSize {
			continue
		}
		t := p.tier()
		if tiers[t] = append(tiers[t], p); len(tiers[t]) > mostInTier && (lowest < 0 || t < lowest) {
			lowest = t
		}
	}
	return tiers[lowest]
}

func isSmall(parts []*part) bool { return sizeOf(parts) <= keptSize }

// sizeOf returns how many documents there are in parts.
func sizeOf(parts []*part) int {
	n := 0
	for _, p := range parts {
		n += p.live
	}
	return n
}

// compact does the small merges that are due.
func (ix *Index) compact(ctx context.Context, v *view) (*view, error) {
	for {
		parts := due(v.parts)
		if len(parts) == 0 || !isSmall(parts) {
			return v, nil
		}
		p, _, err := ix.mergeParts(ctx, parts)
		if err != nil {
			return nil, err
		}
		v = v.with(parts, p)
	}
}

// with returns the view with one part instead of others.
func (v *view) with(parts []*part, instead *part) *view {
	merged := *v
	merged.parts = slices.DeleteFunc(slices.Clone(v.parts), func(p *part) bool { return slices.Contains(parts, p) })
	if instead.live > 0 {
		merged.parts = append(merged.parts, instead)
	}
	return &merged
}

// persist writes the documents that are in memory alone, if they are many or all are to be, and seals the files if others
// than before are the index. Where the folder cannot be written the index goes on in memory.
func (ix *Index) persist(v *view, all bool) (*view, error) {
	if ix.detached() {
		return v, nil
	}
	memory := slices.DeleteFunc(slices.Clone(v.parts), func(p *part) bool { return p.file != "" })
	if len(memory) > 0 && (all || !isSmall(memory)) {
		s, err := merged(context.Background(), memory)
		if err != nil {
			return nil, err
		}
		p := ix.keep(s, true)
		if ix.detached() {
			return v, nil
		}
		v, memory = v.with(memory, p), nil
	}
	at := ix.sealed.Watermark
	if len(memory) == 0 {
		at = v.at
	}
	if !all && ix.sealed.has(v.parts) {
		return v, nil
	}
	says, err := ix.folder.seal(at, v.parts)
	if err != nil {
		ix.detach(err)
		return v, nil
	}
	ix.sealed = says
	return v, nil
}

// has reports whether the parts that have a file are those sealed.
func (s sealed) has(parts []*part) bool {
	n := 0
	for _, p := range parts {
		if p.file == "" {
			continue
		}
		n++
		if !slices.ContainsFunc(s.Segments, func(s sealedSegment) bool { return s.File == p.file }) {
			return false
		}
	}
	return n == len(s.Segments)
}

// compactLater does the other merges in the background, if it is not at it. The caller has the turn.
func (ix *Index) compactLater() {
	parts := due(ix.view.Load().parts)
	if ix.merging || len(parts) == 0 || ix.closed.Load() {
		return
	}
	ix.merging = true
	ix.merges.Go(func() {
		ctx, cancel := context.WithCancel(context.Background())
		defer cancel()
		go func() {
			select {
			case <-ix.stop:
				cancel()
			case <-ctx.Done():
			}
		}()
		merged, numbers, err := ix.mergeParts(ctx, parts)
		select {
		case ix.turn <- struct{}{}:
			defer func() { <-ix.turn }()
		case <-ix.stop: // what was merged is removed when the folder is opened
			return
		}
		ix.merging = false
		if err == nil {
			err = ix.replace(parts, merged, numbers)
		}
		if err != nil {
			ix.logger.Warn("merging segments of the search index failed; it is tried again after the next change", "error", err)
			return
		}
		ix.compactLater()
	})
}

// mergeParts merges parts as merge does. What was in a file stays in one: no log would tell of it again, for the seal says
// that it is there.
func (ix *Index) mergeParts(ctx context.Context, parts []*part) (*part, [][]uint32, error) {
	s, numbers, err := merge(ctx, parts)
	if err != nil {
		return nil, nil, err
	}
	inFile := slices.ContainsFunc(parts, func(p *part) bool { return p.file != "" })
	return ix.keep(s, inFile), numbers, nil
}

// replace uses a merged part instead of those that it was made of, without what was deleted from them since.
func (ix *Index) replace(parts []*part, merged *part, numbers [][]uint32) error {
	v := ix.view.Load()
	var now []*part // the parts as they are
	var gone []uint32
	for i, was := range parts {
		at := slices.IndexFunc(v.parts, func(p *part) bool { return p.segment == was.segment })
		if at < 0 {
			continue
		}
		p := v.parts[at]
		now = append(now, p)
		for _, doc := range p.deleted.all() {
			if !was.deleted.has(doc) {
				gone = append(gone, numbers[i][doc])
			}
		}
	}
	if len(now) < len(parts) {
		// Some of the parts are gone: made anew, written to a file, or without any document left.
		return ix.giveUp([]*part{merged})
	}
	if len(gone) > 0 {
		merged = merged.without(gone)
	}
	v, err := ix.persist(v.with(now, merged), false)
	if err != nil {
		return err
	}
	ix.view.Store(v)
	return nil
}
