package seed

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// block is a unit of a source's layout: a heading, a paragraph, a list item, a line of a table.
type block struct {
	// mark is the raw white space and list marks that open the block, including a heading's number; empty if it has
	// none.
	mark string
	// text is the raw text that follows.
	text string
	// indented is set if white space opens the block.
	indented bool
}

func (b block) isMarked() bool { return b.mark != "" }

// splitBlocks returns the blocks of text in order. A blank line ends a block and a list mark begins one; every other
// line continues the previous block. Lines that hold a tab and lines that isAlone selects are blocks of their own.
func splitBlocks(text string, isAlone func(line string) bool) []block {
	var blocks []block
	open := -1 // where the block that the next line may continue begins
	end := 0
	for line := range strings.Lines(text) {
		start := end
		end += len(line)
		line = strings.TrimRightFunc(line, unicode.IsSpace)
		if line == "" {
			open = -1
			continue
		}
		alone := strings.ContainsRune(line, '\t') || isAlone(line)
		mark := markLen(line)
		if open >= 0 && !alone && mark == 0 {
			blocks[len(blocks)-1].text = text[open : start+len(line)]
			continue
		}
		first, _ := utf8.DecodeRuneInString(line)
		blocks = append(blocks, block{mark: line[:mark], text: line[mark:], indented: unicode.IsSpace(first)})
		if open = start + mark; alone {
			open = -1
		}
	}
	return blocks
}

// listMark matches one list mark: a bullet in one of its many forms, or a number or letter as in "1." and "2)".
var listMark = regexp.MustCompile(`^(?:[-–—*•·◦‣⁃▪▫■□●○►✓\x{F000}-\x{F0FF}]|\(?[0-9]{1,2}[.)])[\s\x{A0}]+`)

// circleMark matches the letter that stands for a hollow bullet in copies of word processor files.
var circleMark = regexp.MustCompile(`^o[\s\x{A0}]+\p{Lu}`)

// markLen returns the length in bytes of the white space and list marks that open line, or 0 if it has no mark.
func markLen(line string) int {
	at := len(line) - len(strings.TrimLeftFunc(line, unicode.IsSpace))
	found := false
	for {
		rest := line[at:]
		n := len(listMark.FindString(rest))
		if m := circleMark.FindString(rest); m != "" {
			_, letter := utf8.DecodeLastRuneInString(m)
			n = len(m) - letter
		}
		if n == 0 {
			break
		}
		found = true
		at += n
	}
	if !found {
		return 0
	}
	return at
}

// ending returns the text of b without what may follow the punctuation of a sentence: white space, closing quotation
// marks and brackets, emphasis.
func (b block) ending() string { return strings.TrimRight(b.text, " \n\u00a0\"'”’»)]*_") }

// isFinished reports whether b ends as a sentence, a list item or a lead-in does.
func (b block) isFinished() bool {
	last, _ := utf8.DecodeLastRuneInString(b.ending())
	return strings.ContainsRune(".:;!?…", last)
}

// isCutWord reports whether b ends within a word.
func (b block) isCutWord() bool {
	last, _ := utf8.DecodeLastRuneInString(b.text)
	return last == '\u00ad' || unicode.Is(unicode.Pd, last)
}

// goesOn reports whether b can only be the rest of a sentence.
func (b block) goesOn() bool {
	first, _ := utf8.DecodeRuneInString(strings.TrimLeftFunc(b.text, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsPunct(r)
	}))
	return !b.isMarked() && unicode.IsLower(first)
}

// announces reports whether b, a list item, makes the block next a list item even if its mark is lost: by "…; and", or
// by a semicolon within a list that continues. after is the block after next.
func (b block) announces(next, after block) bool {
	end := b.ending()
	return conjunction.MatchString(end) ||
		strings.HasSuffix(end, ";") && (after.isMarked() || strings.HasSuffix(next.ending(), ";"))
}

var conjunction = regexp.MustCompile(`[;,]\s+(?:and|or|et|ou);?$`)

func (b block) endsWithColon() bool { return strings.HasSuffix(b.ending(), ":") }

// isQuotation reports whether b is a quotation set apart: it opens with a quotation mark and ends with one, or with a
// dash and the name of the speaker.
func (b block) isQuotation() bool { return !b.isMarked() && quotation.MatchString(b.text) }

var quotation = regexp.MustCompile(`^\s*["“«„][^"“”«»„]+["”»](\s*[-–—][^"“”«»„]{1,120})?\s*$`)

// isAttributed reports whether the second of blocks attributes the quotation in the first one: a dash and a name on a
// line of their own.
func isAttributed(blocks []block) bool {
	if len(blocks) < 2 || quotation.FindStringSubmatch(blocks[0].text)[1] != "" {
		return false
	}
	b := blocks[1]
	if strings.ContainsAny(b.mark, "-–—") {
		// The dash looks like a list mark. If another one follows, it is a list mark.
		return !b.isFinished() && (len(blocks) == 2 || !blocks[2].isMarked())
	}
	return !b.isMarked() && attribution.MatchString(b.text)
}

var attribution = regexp.MustCompile(`^\s*[-–—][\s*_]*\p{Lu}`)

// isPageNumber reports whether b holds only a page number.
func (b block) isPageNumber() bool { return pageNumber.MatchString(b.text) }

var pageNumber = regexp.MustCompile(`^\s*(?i:[-–—|]*\s*(?:page|p\.)?\s*[0-9]{1,4}(?:\s*(?:of|/|sur)\s*[0-9]{1,4})?\s*[-–—|]*)\s*$`)

// isOneSentence reports whether b holds a single sentence.
func (b block) isOneSentence() bool {
	for _, at := range sentenceEnd.FindAllStringIndex(b.text, -1) {
		if word := lastWord(b.text[:at[0]]); !isAbbreviation(word) {
			return false
		}
	}
	return true
}

var sentenceEnd = regexp.MustCompile(`[.!?]["'”’)]*\s+["'“‘(]?[\p{Lu}0-9]`)

func lastWord(s string) string {
	return s[strings.LastIndexFunc(s, func(r rune) bool { return unicode.IsSpace(r) || r == '(' })+1:]
}

// isAbbreviation reports whether word, which a period follows, is a title such as "Ms" or is dotted such as "e.g".
func isAbbreviation(word string) bool {
	first, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(first) && len(word) <= 3 || strings.ContainsRune(word, '.')
}
