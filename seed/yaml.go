package seed

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"forumgraph/store"
)

// Limits of a YAML file. Nesting is limited because the parser recurses, keys because it compares each key with all
// before it; no dataset comes near.
const (
	maxYAMLFile  = 32 << 20
	maxYAMLDepth = 50
	maxYAMLKeys  = 100
)

// yamlKind is the form of a value.
type yamlKind uint8

const (
	yamlNull yamlKind = iota
	yamlText
	yamlNumber
	yamlBool
	yamlList
	yamlMap
)

// String returns the form with its article, for use after "got".
func (k yamlKind) String() string {
	switch k {
	case yamlNull:
		return "nothing"
	case yamlText:
		return "a text"
	case yamlNumber:
		return "a number"
	case yamlBool:
		return "true or false"
	case yamlList:
		return "a list"
	}
	return "a mapping"
}

// yamlValue is a value of the dataset's YAML, the subset without anchors, tags and complex keys, with its position.
type yamlValue struct {
	pos  Position
	kind yamlKind
	// text is a scalar as written, without quotes.
	text   string
	items  []*yamlValue
	fields []yamlField
}

type yamlField struct {
	key   string
	pos   Position
	value *yamlValue
}

// field returns the field with key, or nil.
func (v *yamlValue) field(key string) *yamlField {
	for i := range v.fields {
		if v.fields[i].key == key {
			return &v.fields[i]
		}
	}
	return nil
}

// parseYAML reads one file. The value is nil if the file holds only comments or is invalid YAML. In spite of other
// problems it returns what it could read.
func parseYAML(src []byte, file string) (*yamlValue, Errors) {
	p := yamlParser{file: file}
	v := p.parse(src)
	return v, p.problems
}

type yamlParser struct {
	file     string
	problems Errors
}

func (p *yamlParser) problem(at *token.Token, format string, args ...any) {
	p.problems = append(p.problems, Problem{p.at(at), fmt.Sprintf(format, args...)})
}

func (p *yamlParser) at(tk *token.Token) Position {
	pos := Position{File: p.file}
	if tk != nil && tk.Position != nil {
		pos.Line, pos.Column = tk.Position.Line, tk.Position.Column
	}
	return pos
}

func (p *yamlParser) parse(src []byte) (v *yamlValue) {
	// The parser is third-party and reads untrusted input: its panic means a broken file, not a broken program.
	defer func() {
		if r := recover(); r != nil {
			v = nil
			p.problem(nil, "the YAML reader gave up (%v); write the file in a simpler form", r)
		}
	}()
	src = bytes.TrimPrefix(src, []byte("\ufeff"))
	src = bytes.ReplaceAll(src, []byte("\r\n"), []byte("\n"))
	if i := bytes.IndexByte(src, '\r'); i >= 0 {
		// YAML treats it as a line end, editors do not: later positions would be wrong.
		p.problems = append(p.problems, Problem{Position{File: p.file, Line: 1 + bytes.Count(src[:i], []byte("\n"))},
			"a carriage return without a line feed; end lines with LF or CR LF"})
		return nil
	}
	if p.characters(string(src)); len(p.problems) > 0 {
		return nil
	}
	tokens := lexer.Tokenize(string(src))
	if !p.admit(tokens) {
		return nil
	}
	f, err := parser.Parse(rejoin(tokens), 0, parser.AllowDuplicateMapKey())
	if err != nil {
		p.syntax(err)
		return nil
	}
	for _, doc := range f.Docs {
		if doc.Body == nil || doc.Body.Type() == ast.CommentType {
			continue
		}
		if v != nil {
			p.problem(doc.Body.GetToken(), "a second YAML document; put it into a file of its own")
			return nil
		}
		v = p.value(doc.Body)
	}
	return v
}

// maxBadCharacters limits how many places with forbidden characters are reported for a file.
const maxBadCharacters = 20

// characters reports forbidden characters, even in comments: a comment that reads differently from what is stored
// misleads reviewers of the file.
func (p *yamlParser) characters(src string) {
	lines := 0
	for line := range strings.Lines(src) {
		lines++
		for from := 0; len(p.problems) < maxBadCharacters; {
			at, what := store.BadCharacter(line[from:])
			if at < 0 {
				break
			}
			at += from
			fix := "remove it"
			r, size := utf8.DecodeRuneInString(line[at:])
			if r == utf8.RuneError && size == 1 {
				fix = "save the file as UTF-8"
			}
			p.problems = append(p.problems, Problem{
				Position{p.file, lines, utf8.RuneCountInString(line[:at]) + 1}, what + "; " + fix,
			})
			from = at + size
		}
	}
}

// unescaped returns the text of a scalar without forbidden characters that were written as escapes, and reports them.
func (p *yamlParser) unescaped(n *ast.StringNode) string {
	at, what := store.BadCharacter(n.Value)
	if at < 0 {
		return n.Value
	}
	p.problem(n.GetToken(), "%s at character %d; remove its escape", what, utf8.RuneCountInString(n.Value[:at])+1)
	return n.Value[:at]
}

// syntax reports the message and the place of a parser's error, without the excerpt of the source that it prints.
func (p *yamlParser) syntax(err error) {
	type located interface {
		GetMessage() string
		GetToken() *token.Token
	}
	e, ok := err.(located)
	if !ok {
		p.problem(nil, "broken YAML: %s; correct it", clip(err.Error()))
		return
	}
	message, fix := e.GetMessage(), "correct it here or just above"
	switch {
	case strings.Contains(message, "\t"):
		message, fix = "a tab where only spaces may stand", "indent with spaces"
	case strings.HasPrefix(message, "mapping value is not allowed"):
		fix = "quote a text that holds \": \""
	}
	p.problem(e.GetToken(), "broken YAML: %s; %s", clip(message), fix)
}

func (p *yamlParser) value(n ast.Node) *yamlValue {
	v := &yamlValue{pos: p.at(n.GetToken())}
	switch n := n.(type) {
	case *ast.NullNode:
	case *ast.StringNode:
		v.kind, v.text = yamlText, p.unescaped(n)
	case *ast.LiteralNode:
		v.kind, v.text = yamlText, strings.TrimSuffix(n.Value.Value, "\n")
	case *ast.IntegerNode, *ast.FloatNode, *ast.InfinityNode, *ast.NanNode:
		v.kind, v.text = yamlNumber, n.GetToken().Value
	case *ast.BoolNode:
		v.kind, v.text = yamlBool, n.GetToken().Value
	case *ast.SequenceNode:
		v.kind = yamlList
		for _, item := range n.Values {
			v.items = append(v.items, p.value(item))
		}
	case *ast.MappingNode:
		v.kind = yamlMap
		for _, f := range n.Values {
			p.field(v, f)
		}
		if !n.IsFlowStyle && len(v.fields) > 0 {
			v.pos = v.fields[0].pos
		}
	case *ast.MappingValueNode:
		v.kind = yamlMap
		p.field(v, n)
		if !n.IsFlowStyle && len(v.fields) > 0 {
			v.pos = v.fields[0].pos
		}
	default:
		p.problem(n.GetToken(), "%s are not read here; write a text, a number, a list or a mapping", n.Type())
	}
	return v
}

func (p *yamlParser) field(v *yamlValue, n *ast.MappingValueNode) {
	tk := n.Key.GetToken()
	if first := v.field(tk.Value); first != nil {
		p.problem(tk, "key %q appears twice, first at %s; keep one", tk.Value, first.pos)
		return
	}
	v.fields = append(v.fields, yamlField{key: tk.Value, pos: p.at(tk), value: p.value(n.Value)})
}
