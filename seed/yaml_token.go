package seed

import (
	"unicode/utf8"

	"github.com/goccy/go-yaml/token"
)

// rejoin puts words with a colon inside, such as IDs, together again. Within {...} the lexer cuts them at the colon
// although YAML says that only a colon before white space ends a key: { broader: [issue:work] } would hold a mapping.
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

// touch reports whether two tokens, each a word or a colon, stand side by side without white space.
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
