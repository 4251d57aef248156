package seed

import (
	"crypto/sha256"
	"maps"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"forumgraph/store"
)

// search looks for the passages of an attachment in a copy. Passages that were found are blanked out of the raw text,
// so that the words around them are adjacent in the next pass.
type search struct {
	a   *Attachment
	raw []byte
	// layers are the lines that a pass may leave out: none, page numbers, and recurring lines too.
	layers [][]span
	// at holds the offset in raw after each passage that was found, in the order of a.passages; -1 if it was not.
	at []int
}

// span is a range of bytes.
type span struct{ from, to int }

func newSearch(text string, a *Attachment) *search {
	s := &search{a: a, raw: []byte(text), layers: layoutLayers(text), at: make([]int, len(a.passages))}
	for i := range s.at {
		s.at[i] = -1
	}
	return s
}

// unmistakable is the length in characters from which a passage is hardly ever part of another one. Shorter ones are
// searched last, so that "Peer-led programs" is not taken out of a sentence that a page break still interrupts.
const unmistakable = 40

// inOrder finds the passages that are where the source has them, apart from what the copy adds or leaves out nearby.
func (s *search) inOrder() {
	f := NewFolded(string(s.raw))
	end := 0   // of the last passage found
	delta := 0 // from an offset in the source to the one in the copy
	for i, p := range s.a.passages {
		if len(p.Ranges) == 0 {
			continue
		}
		reach := 8 // a number in a list or on a page
		if p.Length >= unmistakable {
			reach = 400 // a running title, a line of contents
		}
		start, ok := near(f, p, end, max(end, p.Ranges[0].Start+delta), reach)
		if !ok {
			continue
		}
		end, delta = start+p.Length, start-p.Ranges[0].Start
		s.take(i, match{f, start, end})
	}
}

// near returns the place of p in f nearest to expected, at most reach away and not before first.
func near(f *Folded, p *store.Passage, first, expected, reach int) (start int, ok bool) {
	for d := range reach + 1 {
		for _, at := range [...]int{expected + d, expected - d} {
			if at >= first && stands(f, p, at) {
				return at, true
			}
			if d == 0 {
				break
			}
		}
	}
	return 0, false
}

// stands reports whether p is the whole words of f from character at on.
func stands(f *Folded, p *store.Passage, at int) bool {
	end := at + p.Length
	return p.Length > 0 && end <= f.Len() && f.isBoundary(at) && f.isBoundary(end) && store.HashOf(f.Slice(at, end)) == p.SHA256
}

// anywhere finds passages at any place, until a pass over each layer finds no more.
func (s *search) anywhere() {
	for s.lookAt(unmistakable, maxLength) || s.lookAt(1, unmistakable) {
	}
}

const maxLength = int(^uint(0) >> 1)

// lookAt searches one layer after the other for missing passages of at least low and less than high characters, until
// it finds one.
func (s *search) lookAt(low, high int) bool {
	if len(s.missing(low, high)) == 0 {
		return false
	}
	for i, lines := range s.layers {
		if i > 0 && len(lines) == len(s.layers[i-1]) {
			continue
		}
		raw := slices.Clone(s.raw)
		for _, l := range lines {
			blank(raw, l)
		}
		if s.look(NewFolded(string(raw)), s.missing(low, high)) {
			return true
		}
	}
	return false
}

// missing returns the indexes of the missing passages that have at least low and less than high characters.
func (s *search) missing(low, high int) []int {
	var missing []int
	for i, p := range s.a.passages {
		if s.at[i] < 0 && p.Length >= low && p.Length < high {
			missing = append(missing, i)
		}
	}
	return missing
}

// look takes the missing passages that are in f, the longest first, and reports whether it found one.
func (s *search) look(f *Folded, missing []int) bool {
	wanted := make(map[int]map[store.Hash][]int) // by length, then hash: passages with the same words
	for _, i := range missing {
		p := s.a.passages[i]
		if wanted[p.Length] == nil {
			wanted[p.Length] = make(map[store.Hash][]int)
		}
		wanted[p.Length][p.SHA256] = append(wanted[p.Length][p.SHA256], i)
	}
	lengths := slices.Sorted(maps.Keys(wanted))
	slices.Reverse(lengths)
	places := findAll(f, lengths, wanted)

	expected := s.expected()
	used := make([]bool, f.Len())
	found := false
	for n, length := range lengths {
		for _, same := range inTextOrder(wanted[length]) {
			starts := places[n][s.a.passages[same[0]].SHA256]
			for _, i := range same {
				start, ok := nearest(f, starts, length, used, expected[i])
				if !ok {
					break
				}
				for c := start; c < start+length; c++ {
					used[c] = true
				}
				s.take(i, match{f, start, start + length})
				found = true
			}
		}
	}
	return found
}

// inTextOrder returns the groups of passages with the same words, ordered by their first passage.
func inTextOrder(groups map[store.Hash][]int) [][]int {
	return slices.SortedFunc(maps.Values(groups), slices.Compare)
}

// expected returns, for each passage, its offset in raw if the copy had nothing between it and the last passage found
// before it.
func (s *search) expected() []int {
	expected := make([]int, len(s.at))
	last := 0
	for i, at := range s.at {
		expected[i] = last
		if at >= 0 {
			last = at
		}
	}
	return expected
}

// nearest returns the one of starts whose place in the raw text is nearest to expected, among those whose characters
// are unused.
func nearest(f *Folded, starts []int, length int, used []bool, expected int) (start int, ok bool) {
	best := maxLength
	for _, at := range starts {
		distance := int(f.from[at]) - expected
		if distance = max(distance, -distance); distance >= best || slices.Contains(used[at:at+length], true) {
			continue
		}
		start, best, ok = at, distance, true
	}
	return start, ok
}

// findAll returns, for each length, where the wanted passages are in f: by hash, the starts in ascending order.
func findAll(f *Folded, lengths []int, wanted map[int]map[store.Hash][]int) []map[store.Hash][]int {
	text := []byte(f.text)
	boundary := make([]bool, f.Len()+1)
	var starts []int
	for i := range boundary {
		if boundary[i] = f.isBoundary(i); boundary[i] {
			starts = append(starts, i)
		}
	}
	find := func(length int) map[store.Hash][]int {
		found := make(map[store.Hash][]int)
		for _, start := range starts {
			end := start + length
			if end > f.Len() {
				break
			}
			if !boundary[end] {
				continue
			}
			// store.HashOf, without a copy of the text.
			hash := store.Hash(sha256.Sum256(text[f.byteAt[start]:f.byteAt[end]]))
			if _, ok := wanted[length][hash]; ok {
				found[hash] = append(found[hash], start)
			}
		}
		return found
	}

	places := make([]map[store.Hash][]int, len(lengths))
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(lengths)) {
		workers.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(lengths); i = int(next.Add(1)) - 1 {
				places[i] = find(lengths[i])
			}
		})
	}
	workers.Wait()
	return places
}

// take records that passage i was found and blanks it out.
func (s *search) take(i int, m match) {
	s.a.found[s.a.passages[i].ID] = m
	s.at[i] = int(m.text.to[m.end-1])
	blank(s.raw, around(m.text.raw, span{int(m.text.from[m.start]), s.at[i]}))
}
