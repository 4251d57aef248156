package seed

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"forumgraph/store"
)

// Segmentation is a source's text divided into sections and passages.
type Segmentation struct {
	Source store.ID
	// Folded is the folded text of the source: that of its passages in place, without list marks and numbers of
	// headings. Ranges count its characters.
	Folded string
	// Sections and Passages are in the order of the text.
	Sections []*store.Section
	Passages []*store.Passage

	texts map[store.ID]*Folded
}

// Length returns the number of characters of the folded text.
func (s *Segmentation) Length() int { return utf8.RuneCountInString(s.Folded) }

// Text returns the readable text of a passage, and false if the segmentation does not have it.
func (s *Segmentation) Text(passage store.ID) (string, bool) {
	f, ok := s.texts[passage]
	if !ok {
		return "", false
	}
	return f.Readable(0, f.Len()), true
}

// Segment divides the text of source into sections and passages. Equal texts and outlines give equal passages.
//
// A section begins at the line that holds only its heading, searched for after the previous section's heading. The
// heading is passage 0 of its section, of kind TITLE; the others are counted from 1 in the order in which they begin.
// The numbers and other marks of headings and list items differ between copies and are not part of the text. Every
// character of the folded text belongs to exactly one passage. A passage is
//
//   - a paragraph of any number of sentences: NARRATIVE, or BIOGRAPHY if it is the first one of a speaker's section;
//   - a list item on any level of the list, with or without its mark: ITEM;
//   - a paragraph of one sentence that introduces a list, or an item that ends with a colon: LEAD_IN;
//   - a quotation set apart, with the line that attributes it: QUOTATION;
//   - a block of a front matter section (see [OutlineSection]), or a page number: FURNITURE.
//
// A sentence that the layout interrupts is one passage: a block that does not end a sentence is continued by the next
// one if that begins in lower case, ignoring quotations and page numbers between them.
//
// Errors: ErrInvalid if the outline breaks a rule; ErrNotFound with the first heading that is not in the text, which is
// then another text or edition, or if text precedes the first heading.
func Segment(source store.ID, text string, outline Outline) (*Segmentation, error) {
	if err := outline.Check(); err != nil {
		return nil, err
	}
	if source.Kind() != store.KindSource {
		return nil, fmt.Errorf("segment: %s is not the ID of a source: %w", source, store.ErrInvalid)
	}
	headings := make(map[string]bool, len(outline))
	for _, s := range outline {
		headings[Fold(s.Heading)] = true
	}
	blocks := splitBlocks(text, func(line string) bool { return headings[Fold(line)] })
	blocks = slices.DeleteFunc(blocks, func(b block) bool { return Fold(b.text) == "" })
	starts, err := locate(outline, blocks)
	if err != nil {
		return nil, fmt.Errorf("segment %s: %w", source, err)
	}

	s := &Segmentation{Source: source, texts: make(map[store.ID]*Folded)}
	b := builder{seg: s, ofBlock: make([]string, len(blocks))}
	for i, sec := range outline {
		end := len(blocks)
		if i+1 < len(outline) {
			end = starts[i+1]
		}
		s.Sections = append(s.Sections, b.section(sec, i+1))
		b.passages(sec, blocks[starts[i]:end], starts[i])
	}
	b.place()
	return s, nil
}

// locate returns the index of the block that is each section's heading.
func locate(outline Outline, blocks []block) ([]int, error) {
	folded := make([]string, len(blocks))
	for i, b := range blocks {
		folded[i] = Fold(b.mark + b.text)
	}
	var starts []int
	at := 0
	for i, s := range outline {
		n := slices.Index(folded[at:], Fold(s.Heading))
		switch {
		case n < 0 && i == 0:
			return nil, fmt.Errorf("heading %q of section %s is not in the text: another text, or another edition: %w",
				s.Heading, s.Path, store.ErrNotFound)
		case n < 0:
			return nil, fmt.Errorf("heading %q of section %s is not in the text after that of section %s (block %d of %d): "+
				"another edition, or a heading that differs: %w", s.Heading, s.Path, outline[i-1].Path, at, len(blocks), store.ErrNotFound)
		case n > 0 && i == 0:
			return nil, fmt.Errorf("%d blocks of text before the first heading, %q; add a section for them: %w",
				n, s.Heading, store.ErrNotFound)
		}
		starts = append(starts, at+n)
		at += n + 1
	}
	return starts, nil
}

// unit is a passage in progress: the blocks it consists of, by their index.
type unit struct {
	blocks []int
	kind   store.PassageKind
	isItem bool
	last   block
}

// divide returns the units of a section's blocks, of which the first is the heading, in the order in which they begin.
func divide(sec OutlineSection, blocks []block) []*unit {
	units := []*unit{{blocks: []int{0}, kind: store.PassageTitle, last: blocks[0]}}
	open := units[0] // the last unit that the layout may have interrupted, or that opened a list
	for i := 1; i < len(blocks); i++ {
		b := blocks[i]
		u := &unit{blocks: []int{i}, last: b}
		switch {
		case sec.isFurniture(), b.isPageNumber():
			u.kind = store.PassageFurniture
		case b.isQuotation():
			u.kind = store.PassageQuotation
			if isAttributed(blocks[i:]) {
				i++
				u.blocks = append(u.blocks, i)
			}
		case open != units[0] && !open.last.isFinished() && !b.isMarked() && (b.goesOn() || open.last.isCutWord()):
			open.blocks = append(open.blocks, i)
			open.last = b
			continue
		default:
			var after block
			if i+1 < len(blocks) {
				after = blocks[i+1]
			}
			lostMark := b.indented && (open.isItem || open.last.endsWithColon()) || open.isItem && open.last.announces(b, after)
			u.isItem = b.isMarked() || lostMark
			open = u
		}
		units = append(units, u)
	}
	return units
}

// classify sets the kinds that divide left open.
func classify(sec OutlineSection, units []*unit, blocks []block) {
	speaker := sec.Speaker != ""
	for i, u := range units {
		if u.kind != "" {
			continue
		}
		whole := block{text: joined(blocks, u.blocks)}
		switch {
		case u.isItem && whole.endsWithColon():
			u.kind = store.PassageLeadIn
		case u.isItem:
			u.kind = store.PassageItem
		case speaker:
			u.kind = store.PassageBiography
		case whole.isOneSentence() && (whole.endsWithColon() || i+1 < len(units) && units[i+1].isItem):
			u.kind = store.PassageLeadIn
		default:
			u.kind = store.PassageNarrative
		}
		speaker = false
	}
}

// joined returns the raw text of the blocks at the given indexes. Only the first may be a list item; a later mark is
// the dash of an attribution.
func joined(blocks []block, at []int) string {
	var b strings.Builder
	b.WriteString(blocks[at[0]].text)
	for _, n := range at[1:] {
		b.WriteString("\n" + blocks[n].mark + blocks[n].text)
	}
	return b.String()
}

// builder makes the nodes of a segmentation.
type builder struct {
	seg *Segmentation
	// ofBlock holds the folded text of each block, and parts the blocks of each passage.
	ofBlock []string
	parts   [][]int
}

func (b *builder) section(sec OutlineSection, order int) *store.Section {
	slug := b.seg.Source.Slug()
	n := &store.Section{
		Meta:   store.Meta{ID: store.NewID(store.KindSection, slug+"/"+sec.Path), Name: sec.Name},
		Source: b.seg.Source,
		Path:   sec.Path,
		Order:  order,
	}
	if p := sec.Parent(); p != "" {
		n.Parent = store.NewID(store.KindSection, slug+"/"+p)
	}
	return n
}

// passages adds the passages of a section whose blocks begin at index first of the text.
func (b *builder) passages(sec OutlineSection, blocks []block, first int) {
	units := divide(sec, blocks)
	classify(sec, units, blocks)
	slug := b.seg.Source.Slug()
	for n, u := range units {
		path := sec.Path + "/" + strconv.Itoa(n)
		f := NewFolded(joined(blocks, u.blocks))
		p := &store.Passage{
			Meta:    store.Meta{ID: store.NewID(store.KindPassage, slug+"/"+path)},
			Source:  b.seg.Source,
			Section: store.NewID(store.KindSection, slug+"/"+sec.Path),
			Path:    path,
			Kind:    u.kind,
			Order:   len(b.seg.Passages) + 1,
			Length:  f.Len(),
			SHA256:  store.HashOf(f.String()),
		}
		b.seg.Passages = append(b.seg.Passages, p)
		b.seg.texts[p.ID] = f
		b.cut(f, u.blocks, blocks, first)
	}
}

// cut gives each block of a passage its share of the folded text. The passage is folded as a whole, because a character
// at the cut may count only in the whole: a dash between two years.
func (b *builder) cut(f *Folded, at []int, blocks []block, first int) {
	start := 0
	rawEnd := -len(blocks[at[0]].mark)
	var part []int
	for _, n := range at {
		rawEnd += len(blocks[n].mark) + len(blocks[n].text)
		end := start
		for end < f.Len() && int(f.from[end]) < rawEnd {
			end++
		}
		b.ofBlock[first+n] = f.Slice(start, end)
		part = append(part, first+n)
		start = end
		rawEnd += len("\n")
	}
	b.parts = append(b.parts, part)
}

// place sets the ranges, once every block has its text.
func (b *builder) place() {
	start := make([]int, len(b.ofBlock)+1)
	for i, text := range b.ofBlock {
		start[i+1] = start[i] + utf8.RuneCountInString(text)
	}
	for i, p := range b.seg.Passages {
		for _, n := range b.parts[i] {
			k := len(p.Ranges)
			switch {
			case start[n] == start[n+1]:
			case k > 0 && p.Ranges[k-1].End == start[n]:
				p.Ranges[k-1].End = start[n+1]
			default:
				p.Ranges = append(p.Ranges, store.Range{Start: start[n], End: start[n+1]})
			}
		}
	}
	b.seg.Folded = strings.Join(b.ofBlock, "")
}
