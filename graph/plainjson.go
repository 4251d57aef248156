package graph

import (
	"encoding/json"
	"slices"
	"strings"
)

// plain reads the usual request from JSON, without the reflection of encoding/json, which takes longer than all else that
// is done with a request whose document is known. It gives up, with false, on whatever it does not know: wrong JSON, other
// members than these, members given twice, no query, null for a string, escapes by number, values nested deep. What it
// returns is what encoding/json reads. body is UTF-8.
func plain(body []byte) (p params, ok bool) {
	r := plainReader{text: body}
	seen := make([]string, 0, 3)
	ok = r.object(func(key string) bool {
		if slices.Contains(seen, key) {
			return false
		}
		seen = append(seen, key)
		ok := false
		switch key {
		case "query":
			p.query, ok = r.string()
		case "operationName":
			p.operationName, ok = r.string()
		case "variables":
			var v any
			v, ok = r.value(plainDepth)
			if p.variables, _ = v.(map[string]any); v != nil && p.variables == nil {
				return false
			}
		}
		return ok
	})
	r.space()
	return p, ok && r.at == len(r.text) && strings.TrimSpace(p.query) != ""
}

// plainDepth is how deep values are nested at most.
const plainDepth = 64

// plainReader reads a text from its start. Its methods return false where it gives up.
type plainReader struct {
	text []byte
	at   int
}

func (r *plainReader) space() {
	for r.at < len(r.text) {
		switch r.text[r.at] {
		case ' ', '\t', '\r', '\n':
			r.at++
		default:
			return
		}
	}
}

// next skips white space and returns the byte behind it; 0 at the end.
func (r *plainReader) next() byte {
	r.space()
	if r.at == len(r.text) {
		return 0
	}
	return r.text[r.at]
}

// take takes c if it is next but for white space.
func (r *plainReader) take(c byte) bool {
	if r.next() != c {
		return false
	}
	r.at++
	return true
}

// literal takes a word.
func (r *plainReader) literal(word string) bool {
	if end := r.at + len(word); end <= len(r.text) && string(r.text[r.at:end]) == word {
		r.at = end
		return true
	}
	return false
}

// object calls member for each name, with its value next.
func (r *plainReader) object(member func(key string) bool) bool {
	if !r.take('{') {
		return false
	}
	if r.take('}') {
		return true
	}
	for {
		key, ok := r.string()
		if !ok || !r.take(':') || !member(key) {
			return false
		}
		if !r.take(',') {
			return r.take('}')
		}
	}
}

func (r *plainReader) array(element func() bool) bool {
	if !r.take('[') {
		return false
	}
	if r.take(']') {
		return true
	}
	for {
		if !element() {
			return false
		}
		if !r.take(',') {
			return r.take(']')
		}
	}
}

// value reads any value as encoding/json does into an interface, with numbers as they are written.
func (r *plainReader) value(depth int) (any, bool) {
	if depth == 0 {
		return nil, false
	}
	switch c := r.next(); {
	case c == '{':
		object := make(map[string]any)
		ok := r.object(func(key string) bool {
			v, ok := r.value(depth - 1)
			object[key] = v
			return ok
		})
		return object, ok
	case c == '[':
		list := []any{}
		ok := r.array(func() bool {
			v, ok := r.value(depth - 1)
			list = append(list, v)
			return ok
		})
		return list, ok
	case c == '"':
		return r.string()
	case c == 't':
		return true, r.literal("true")
	case c == 'f':
		return false, r.literal("false")
	case c == 'n':
		return nil, r.literal("null")
	}
	return r.number()
}

// number reads a number: an optional minus, digits without a leading zero, and optionally a fraction and an exponent.
func (r *plainReader) number() (json.Number, bool) {
	start := r.at
	r.sign("-")
	if r.at < len(r.text) && r.text[r.at] == '0' {
		r.at++
	} else if !r.digits() {
		return "", false
	}
	if r.sign(".") && !r.digits() {
		return "", false
	}
	if r.sign("eE") {
		r.sign("+-")
		if !r.digits() {
			return "", false
		}
	}
	return json.Number(r.text[start:r.at]), true
}

// sign takes one of the characters, if one is there.
func (r *plainReader) sign(of string) bool {
	for i := range len(of) {
		if r.at < len(r.text) && r.text[r.at] == of[i] {
			r.at++
			return true
		}
	}
	return false
}

func (r *plainReader) digits() bool {
	start := r.at
	for r.at < len(r.text) && '0' <= r.text[r.at] && r.text[r.at] <= '9' {
		r.at++
	}
	return r.at > start
}

// string reads a string. The text is UTF-8.
func (r *plainReader) string() (string, bool) {
	if !r.take('"') {
		return "", false
	}
	start := r.at
	for ; r.at < len(r.text); r.at++ {
		switch c := r.text[r.at]; {
		case c == '"':
			r.at++
			return string(r.text[start : r.at-1]), true
		case c == '\\':
			return r.escaped(start)
		case c < ' ':
			return "", false
		}
	}
	return "", false
}

// escaped is string from the first backslash on.
func (r *plainReader) escaped(start int) (string, bool) {
	s := append(make([]byte, 0, 2*(r.at-start)+64), r.text[start:r.at]...)
	for ; r.at < len(r.text); r.at++ {
		switch c := r.text[r.at]; {
		case c == '"':
			r.at++
			return string(s), true
		case c < ' ':
			return "", false
		case c != '\\':
			s = append(s, c)
		default:
			r.at++
			if r.at == len(r.text) {
				return "", false
			}
			switch c := r.text[r.at]; c {
			case '"', '\\', '/':
				s = append(s, c)
			case 'n':
				s = append(s, '\n')
			case 't':
				s = append(s, '\t')
			case 'r':
				s = append(s, '\r')
			default:
				return "", false
			}
		}
	}
	return "", false
}
