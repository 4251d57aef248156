package search

import (
	"context"
	"math/bits"
	"slices"
)

// Each change is indexed in a segment of its own, in memory. Segments are merged by size to keep their number small: at
// most three may stay within a factor of four of each other. Most merges are small and done at once; the others run in
// the background.
const (
	// tierBits is how many bits of a size make a tier.
	tierBits = 2
	// mostInTier is how many segments of one tier there may be.
	mostInTier = 3
	// keptSize is the most documents that are held in memory without a file. A process that is killed has to read these
	// from the log again.
	keptSize = 1 << 12
	// fullSize is how many documents a segment needs to be left out of merges, unless many of them are deleted.
	fullSize = segmentSize / 2
)

// tier returns the size class of a part.
func (p *part) tier() int { return bits.Len(uint(p.live)) / tierBits }

// due returns the parts to merge next; none if no merge is needed.
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

// sizeOf returns the number of documents in parts.
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

// with returns the view with one part in place of others.
func (v *view) with(parts []*part, instead *part) *view {
	merged := *v
	merged.parts = slices.DeleteFunc(slices.Clone(v.parts), func(p *part) bool { return slices.Contains(parts, p) })
	if instead.live > 0 {
		merged.parts = append(merged.parts, instead)
	}
	return &merged
}

// persist writes the documents that are only in memory, if there are many of them or all is set, and seals the files if
// the set of files changed. If the folder cannot be written, the index goes on in memory.
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

// has reports whether the sealed segments are exactly the parts that have a file.
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

// compactLater does the other merges in the background, unless that is already running. The caller holds the turn.
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
		case <-ix.stop: // opening the folder removes the merged file
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

// mergeParts merges parts as merge does. What was in a file stays in a file: the seal says that it is stored, so it
// would not be read from the log again.
func (ix *Index) mergeParts(ctx context.Context, parts []*part) (*part, [][]uint32, error) {
	s, numbers, err := merge(ctx, parts)
	if err != nil {
		return nil, nil, err
	}
	inFile := slices.ContainsFunc(parts, func(p *part) bool { return p.file != "" })
	return ix.keep(s, inFile), numbers, nil
}

// replace puts a merged part in place of its sources, without the documents deleted from them since.
func (ix *Index) replace(parts []*part, merged *part, numbers [][]uint32) error {
	v := ix.view.Load()
	var now []*part // the current parts
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
		// Some of the parts are gone: rebuilt, written to a file, or left without documents.
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
