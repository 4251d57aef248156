package seed

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"forumgraph/store"
)

// PinFile returns a dataset file in which each citation by words, {passage, from, to}, is replaced by one by place,
// {passage, span, sha256}, or by the passage's path if the words are the whole passage. Everything else, including
// comments and spacing, is unchanged. Without such citations it returns src.
//
// find returns the citation of the words from one text to another of the passage at path, as [Attachment.Find] does;
// without words, that of the whole passage. Messages put name before lines.
//
// Errors: [Errors] with every citation that could not be pinned; the file is then nil.
func PinFile(src []byte, name string, find func(path, from, to string) (store.Citation, error)) ([]byte, error) {
	root, problems := parseYAML(src, name)
	p := pinner{src: src, lines: lineStarts(src), find: find, problems: problems}
	if root != nil {
		p.walk(root, false)
	}
	if err := p.problems.err(); err != nil {
		return nil, err
	}
	return p.edited(), nil
}

type pinner struct {
	src      []byte
	lines    []int // the offset of each line
	find     func(path, from, to string) (store.Citation, error)
	edits    []edit
	problems Errors
}

// edit replaces src[start:end].
type edit struct {
	start, end int
	with       string
}

func lineStarts(src []byte) []int {
	starts := []int{0}
	for i, b := range src {
		if b == '\n' {
			starts = append(starts, i+1)
		}
	}
	return starts
}

func (p *pinner) problem(at Position, format string, args ...any) {
	p.problems = append(p.problems, Problem{at, fmt.Sprintf(format, args...)})
}

// walk pins the mappings directly in lists named citations.
func (p *pinner) walk(v *yamlValue, inCitations bool) {
	for _, item := range v.items {
		p.walk(item, inCitations)
	}
	if inCitations && (v.field("from") != nil || v.field("to") != nil) {
		p.pin(v)
		return
	}
	for _, f := range v.fields {
		p.walk(f.value, f.key == "citations")
	}
}

func (p *pinner) pin(v *yamlValue) {
	before := len(p.problems)
	for _, f := range v.fields {
		if f.key != "passage" && f.key != "from" && f.key != "to" {
			p.problem(f.pos, "%q stands beside words of the source; keep passage, from and to alone, or remove the words", clip(f.key))
		} else if k := f.value.kind; k != yamlText && k != yamlNumber {
			p.problem(f.value.pos, "%s: want a text, got %s; write one text", f.key, k)
		}
	}
	passage := v.field("passage")
	if passage == nil {
		p.problem(v.pos, "a citation without passage; add the path of the passage")
	}
	if len(p.problems) > before {
		return
	}
	path, from, to := passage.value.text, v.words("from"), v.words("to")
	c, err := p.find(path, from, to)
	if err != nil {
		p.problem(v.pos, "%s", foundReason(err))
		return
	}
	all, err := p.find(path, "", "")
	if err != nil {
		p.problem(v.pos, "%s", foundReason(err))
		return
	}
	spans, ok := p.fieldSpans(v)
	if !ok {
		return
	}
	if c == all && p.plain(v, spans, path) {
		return
	}
	p.replace(v, spans, c)
}

func (v *yamlValue) words(key string) string {
	if f := v.field(key); f != nil {
		return f.value.text
	}
	return ""
}

// foundReason is the message of an error of find, without "not found", which would repeat it.
func foundReason(err error) string {
	if errors.Is(err, store.ErrNotFound) {
		return store.Reason(err, store.ErrNotFound)
	}
	return store.Reason(err, store.ErrInvalid)
}

// fieldSpans returns the range of each field, from its key to the end of its value.
func (p *pinner) fieldSpans(v *yamlValue) ([]edit, bool) {
	spans := make([]edit, len(v.fields))
	ok := true
	for i, f := range v.fields {
		start := p.offset(f.pos)
		end, found := p.end(f)
		if !found {
			p.problem(f.pos, "%s: runs over several lines; write it on one line, in quotes", f.key)
			ok = false
		}
		spans[i] = edit{start: start, end: end}
	}
	return spans, ok
}

// offset returns the byte offset of a position.
func (p *pinner) offset(at Position) int {
	i := p.lines[at.Line-1]
	if at.Line == 1 {
		i += len(p.src) - len(bytes.TrimPrefix(p.src, []byte("\ufeff")))
	}
	for range at.Column - 1 {
		_, n := utf8.DecodeRune(p.src[i:])
		i += n
	}
	return i
}

// end returns where the value of a field ends, if it is on the key's line.
func (p *pinner) end(f yamlField) (int, bool) {
	if f.value.pos.Line != f.pos.Line {
		return 0, false
	}
	at := p.offset(f.value.pos)
	line, _, _ := bytes.Cut(p.src[at:], []byte("\n"))
	n := len(f.value.text)
	switch {
	case line[0] == '"' || line[0] == '\'':
		n = quotedLen(line)
	case !bytes.HasPrefix(line, []byte(f.value.text)):
		n = 0
	}
	return at + n, n > 0
}

// quotedLen returns the length of the quoted text that begins a line, or 0 if it does not end there.
func quotedLen(line []byte) int {
	quote := line[0]
	for i := 1; i < len(line); i++ {
		switch {
		case line[i] == '\\' && quote == '"':
			i++
		case line[i] == quote && quote == '\'' && i+1 < len(line) && line[i+1] == quote:
			i++
		case line[i] == quote:
			return i + 1
		}
	}
	return 0
}

// plain replaces a citation of a whole passage by its path, unless that would lose a comment.
func (p *pinner) plain(v *yamlValue, spans []edit, path string) bool {
	for i := range spans[1:] {
		if !isGap(p.src[spans[i].end:spans[i+1].start]) {
			return false
		}
	}
	start, end := spans[0].start, spans[len(spans)-1].end
	if p.isFlow(v) {
		rest := bytes.IndexByte(p.src[end:], '}')
		start = p.offset(v.pos)
		if rest < 0 || !isGap(p.src[start+1:spans[0].start]) || !isGap(p.src[end:end+rest]) {
			return false
		}
		end += rest + 1
	}
	p.edits = append(p.edits, edit{start, end, path})
	return true
}

// isGap reports whether only white space and commas are between two fields.
func isGap(between []byte) bool { return len(bytes.Trim(between, " ,\r\n")) == 0 }

func (p *pinner) isFlow(v *yamlValue) bool { return p.src[p.offset(v.pos)] == '{' }

// replace writes span and sha256 in place of the words: each in place of one field, or both in place of the only one.
func (p *pinner) replace(v *yamlValue, spans []edit, c store.Citation) {
	with := []string{fmt.Sprintf("span: [%d, %d]", c.Start, c.End), "sha256: " + c.SHA256.String()}
	var words []edit
	for i, f := range v.fields {
		if f.key != "passage" {
			words = append(words, spans[i])
		}
	}
	if len(words) == 1 {
		between := ", "
		if !p.isFlow(v) {
			between = "\n" + strings.Repeat(" ", v.pos.Column-1)
		}
		with = []string{strings.Join(with, between)}
	}
	for i := range words {
		words[i].with = with[i]
	}
	p.edits = append(p.edits, words...)
}

// edited returns the source with all edits applied.
func (p *pinner) edited() []byte {
	slices.SortFunc(p.edits, func(a, b edit) int { return cmp.Compare(a.start, b.start) })
	var out []byte
	at := 0
	for _, e := range p.edits {
		out = append(append(out, p.src[at:e.start]...), e.with...)
		at = e.end
	}
	return append(out, p.src[at:]...)
}
