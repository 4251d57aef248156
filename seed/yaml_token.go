package seed

import (
	"unicode/utf8"

	"github.com/goccy/go-yaml/token"
)

// admit refuses the parts of YAML that a dataset does not need, including all that could make a small file large or the
// parser run forever.
func (p *yamlParser) admit(tokens token.Tokens) bool {
	var n nesting
	for _, tk := range tokens {
		switch tk.Type {
		case token.AnchorType, token.AliasType:
			p.problem(tk, "anchors and aliases (& and *) are not read; write the value out, or quote it if it is text")
			return false
		case token.MergeKeyType:
			p.problem(tk, "merge keys (<<) are not read; write the keys out")
			return false
		case token.TagType:
			p.problem(tk, "tags (%s) are not read; remove it, or quote the value if it is text", clip(tk.Value))
			return false
		case token.MappingKeyType:
			p.problem(tk, "keys after \"?\" are not read; write key: value")
			return false
		case token.DirectiveType:
			p.problem(tk, "directives (%%) are not read; remove it")
			return false
		}
		n.see(tk)
		if len(n) > maxYAMLDepth {
			p.problem(tk, "nested deeper than %d levels; flatten it", maxYAMLDepth)
			return false
		}
		if len(n) > 0 && n[len(n)-1].keys > maxYAMLKeys {
			p.problem(tk, "more than %d keys in one mapping; remove some", maxYAMLKeys)
			return false
		}
	}
	return true
}

// nesting is what is open at a token, from the outside in: brackets, and the columns of indented lists and mappings.
type nesting []level

type level struct {
	// column is 0 for a bracket.
	column int
	keys   int
}

func (n *nesting) see(tk *token.Token) {
	switch tk.Type {
	case token.SequenceStartType, token.MappingStartType:
		*n = append(*n, level{})
	case token.SequenceEndType, token.MappingEndType:
		n.leaveBracket()
	case token.SequenceEntryType:
		n.indent(tk.Position.Column)
	case token.MappingValueType:
		if tk.Prev != nil {
			n.indent(tk.Prev.Position.Column)
		}
		if top := len(*n) - 1; top >= 0 {
			(*n)[top].keys++
		}
	}
}

func (n *nesting) leaveBracket() {
	for top := len(*n) - 1; top >= 0 && (*n)[top].column > 0; top-- {
		*n = (*n)[:top]
	}
	*n = (*n)[:max(len(*n)-1, 0)]
}

// indent closes down to the list or mapping at column. Within brackets, indentation means nothing.
func (n *nesting) indent(column int) {
	for top := len(*n) - 1; top >= 0 && (*n)[top].column > column; top-- {
		*n = (*n)[:top]
	}
	if top := len(*n) - 1; top < 0 || (*n)[top].column > 0 && (*n)[top].column < column {
		*n = append(*n, level{column: column})
	}
}

// rejoin joins words with a colon inside, such as IDs. Within {...} the lexer splits them at the colon, although YAML
// says that only a colon before white space ends a key: { broader: [issue:work] } would hold a mapping.
func rejoin(tokens token.Tokens) token.Tokens {
	joined := tokens[:0]
	depth := 0
	for i := 0; i < len(tokens); i++ {
		tk := tokens[i]
		switch tk.Type {
		case token.SequenceStartType, token.MappingStartType:
			depth++
		case token.SequenceEndType, token.MappingEndType:
			depth--
		case token.MappingValueType:
			if n := len(joined); depth > 0 && n > 0 && i+1 < len(tokens) && touch(joined[n-1], tk) && touch(tk, tokens[i+1]) {
				joined[n-1] = join(joined[n-1], tk, tokens[i+1])
				i++
				continue
			}
		}
		joined = append(joined, tk)
	}
	for i, tk := range joined {
		tk.Prev, tk.Next = nil, nil
		if i > 0 {
			tk.Prev = joined[i-1]
			joined[i-1].Next = tk
		}
	}
	return joined
}

// touch reports whether two tokens, each a word or a colon, are adjacent without white space.
func touch(a, b *token.Token) bool {
	return isWord(a) && isWord(b) && a.Position.Line == b.Position.Line &&
		a.Position.Column+utf8.RuneCountInString(a.Value) == b.Position.Column
}

func isWord(tk *token.Token) bool {
	return tk.Type == token.MappingValueType || tk.CharacterType == token.CharacterTypeMiscellaneous && tk.Indicator == token.NotIndicator
}

func join(a, colon, b *token.Token) *token.Token {
	pos := *a.Position
	return token.String(a.Value+":"+b.Value, a.Origin+colon.Origin+b.Origin, &pos)
}
