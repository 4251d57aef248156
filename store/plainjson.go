package store

import (
	"encoding"
	"encoding/hex"
	"encoding/json"
	"reflect"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"
)

// decodePlain reads a line as [EncodeJSON] writes it, if there is nothing in it that takes a full reader of JSON: each key
// at most once and spelled as the field is, the ID first, no escapes, no null. Else it returns nil, which says nothing of the
// line: encoding/json reads it then, with the same node for what both read, and tells what is wrong with the rest. A bulk
// load reads hundreds of thousands of lines, and this takes a quarter of the time. The node's strings are parts of line.
func decodePlain(line string) Node {
	const first = `{"id":"`
	if !strings.HasPrefix(line, first) {
		return nil
	}
	end := strings.IndexByte(line[len(first):], '"')
	if end < 0 {
		return nil
	}
	id, err := ParseID(line[len(first) : len(first)+end])
	if err != nil {
		return nil
	}
	n := NewNode(id.Kind())
	p := plainReader{rest: line}
	p.value(plainForms()[id.Kind()], reflect.ValueOf(n).Elem())
	p.space()
	if p.bad || p.rest != "" {
		return nil
	}
	return n
}

// plainForm says how a value of a Go type reads.
type plainForm struct {
	kind reflect.Kind // reflect.Invalid stands for a type that only encoding/json reads
	hash bool         // a Hash
	elem *plainForm   // of a slice or a pointer
	// fields are those of a struct, with those of embedded structs, in their order.
	fields []plainField
}

type plainField struct {
	name string
	path []int
	form *plainForm
}

// plainForms returns the forms of all nodes.
var plainForms = sync.OnceValue(func() map[Kind]*plainForm {
	forms := make(map[Kind]*plainForm)
	for _, kind := range Kinds() {
		forms[kind] = plainFormOf(reflect.TypeOf(NewNode(kind)).Elem())
	}
	return forms
})

func plainFormOf(t reflect.Type) *plainForm {
	f := &plainForm{kind: t.Kind(), hash: t == reflect.TypeFor[Hash]()}
	if own := reflect.PointerTo(t); !f.hash &&
		(own.Implements(reflect.TypeFor[json.Unmarshaler]()) || own.Implements(reflect.TypeFor[encoding.TextUnmarshaler]())) {
		return &plainForm{}
	}
	switch t.Kind() {
	case reflect.String, reflect.Int, reflect.Bool, reflect.Float64:
	case reflect.Slice, reflect.Pointer:
		f.elem = plainFormOf(t.Elem())
	case reflect.Struct:
		f.addFields(t, nil)
	default:
		if !f.hash {
			return &plainForm{}
		}
	}
	return f
}

func (f *plainForm) addFields(t reflect.Type, path []int) {
	for i := range t.NumField() {
		field := t.Field(i)
		at := append(path[:len(path):len(path)], i)
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		if field.Anonymous && name == "" {
			f.addFields(field.Type, at)
			continue
		}
		f.fields = append(f.fields, plainField{name, at, plainFormOf(field.Type)})
	}
}

// plainReader reads values off the front of a text; after the first that it does not read, bad is set.
type plainReader struct {
	rest string
	bad  bool
}

func (p *plainReader) space() {
	for p.rest != "" && (p.rest[0] == ' ' || p.rest[0] == '\t' || p.rest[0] == '\n' || p.rest[0] == '\r') {
		p.rest = p.rest[1:]
	}
}

// take reads one byte, after any space, and reports whether it was there.
func (p *plainReader) take(c byte) bool {
	p.space()
	if p.rest == "" || p.rest[0] != c {
		return false
	}
	p.rest = p.rest[1:]
	return true
}

// want is take where nothing else can stand.
func (p *plainReader) want(c byte) { p.bad = !p.take(c) || p.bad }

func (p *plainReader) value(f *plainForm, v reflect.Value) {
	switch {
	case f.hash:
		p.hash(v)
	case f.kind == reflect.String:
		v.SetString(p.text())
	case f.kind == reflect.Int:
		n, err := strconv.ParseInt(p.number(), 10, strconv.IntSize)
		v.SetInt(n)
		p.bad = p.bad || err != nil
	case f.kind == reflect.Float64:
		n, err := strconv.ParseFloat(p.number(), 64)
		v.SetFloat(n)
		p.bad = p.bad || err != nil
	case f.kind == reflect.Bool:
		p.boolean(v)
	case f.kind == reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		p.value(f.elem, v.Elem())
	case f.kind == reflect.Slice:
		p.list(f.elem, v)
	case f.kind == reflect.Struct:
		p.object(f, v)
	default:
		p.bad = true
	}
}

func (p *plainReader) object(f *plainForm, v reflect.Value) {
	p.want('{')
	if p.take('}') {
		return
	}
	seen, next := uint64(0), 0
	for !p.bad {
		name := p.text()
		p.want(':')
		// Fields come in their order, some left out.
		at := -1
		for i := range f.fields {
			if i = (next + i) % len(f.fields); f.fields[i].name == name {
				at, next = i, i+1
				break
			}
		}
		if at < 0 || seen>>at&1 != 0 {
			p.bad = true
			return
		}
		seen |= 1 << at
		field := v
		for _, i := range f.fields[at].path {
			field = field.Field(i)
		}
		p.value(f.fields[at].form, field)
		if p.take('}') {
			return
		}
		p.want(',')
	}
}

func (p *plainReader) list(elem *plainForm, v reflect.Value) {
	p.want('[')
	if p.take(']') {
		v.Set(reflect.MakeSlice(v.Type(), 0, 0))
		return
	}
	for n := 1; !p.bad; n++ {
		v.Grow(1)
		v.SetLen(n)
		p.value(elem, v.Index(n-1))
		if p.take(']') {
			return
		}
		p.want(',')
	}
}

// text reads a string without escapes.
func (p *plainReader) text() string {
	if p.want('"'); p.bad {
		return ""
	}
	ascii := true
	for i := range len(p.rest) {
		switch c := p.rest[i]; {
		case c == '"':
			s := p.rest[:i]
			p.rest = p.rest[i+1:]
			p.bad = !ascii && !utf8.ValidString(s) // encoding/json repairs it
			return s
		case c == '\\' || c < ' ':
			p.bad = true
			return ""
		case c >= utf8.RuneSelf:
			ascii = false
		}
	}
	p.bad = true
	return ""
}

// number reads a number in the grammar of JSON, which is narrower than that of strconv.
func (p *plainReader) number() string {
	p.space()
	at := 0
	is := func(set string) bool { return at < len(p.rest) && strings.IndexByte(set, p.rest[at]) >= 0 }
	digits := func() {
		p.bad = p.bad || !is("0123456789")
		for is("0123456789") {
			at++
		}
	}
	if is("-") {
		at++
	}
	if is("0") {
		at++
	} else {
		digits()
	}
	if is(".") {
		at++
		digits()
	}
	if is("eE") {
		if at++; is("+-") {
			at++
		}
		digits()
	}
	n := p.rest[:at]
	p.rest = p.rest[at:]
	return n
}

func (p *plainReader) boolean(v reflect.Value) {
	p.space()
	for word, is := range map[string]bool{"true": true, "false": false} {
		if rest, ok := strings.CutPrefix(p.rest, word); ok {
			v.SetBool(is)
			p.rest = rest
			return
		}
	}
	p.bad = true
}

func (p *plainReader) hash(v reflect.Value) {
	s := p.text()
	h, ok := v.Addr().Interface().(*Hash)
	if !ok || len(s) != hex.EncodedLen(len(h)) {
		p.bad = true
		return
	}
	for i := range h {
		high, low := hexDigit(s[2*i]), hexDigit(s[2*i+1])
		p.bad = p.bad || high > 15 || low > 15
		h[i] = high<<4 | low
	}
}

// hexDigit returns what a digit stands for, or more than 15.
func hexDigit(c byte) byte {
	switch {
	case '0' <= c && c <= '9':
		return c - '0'
	case 'a' <= c && c <= 'f':
		return c - 'a' + 10
	case 'A' <= c && c <= 'F':
		return c - 'A' + 10
	}
	return 0xff
}
