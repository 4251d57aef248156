package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"
)

// layoutWidth is how many characters a line of a laid out answer should have at most.
const layoutWidth = 126

// jsonTree is a JSON value that keeps the order of its members.
type jsonTree struct {
	open, close string // brackets; empty for a scalar
	keys        []string
	items       []*jsonTree
	scalar      string
}

// layoutJSON lays JSON out for a reader: on one line what fits, an object or a list of one without a line of its own, and
// short elements of a list side by side. Members keep their order.
func layoutJSON(t *testing.T, text string) string {
	t.Helper()
	dec := json.NewDecoder(strings.NewReader(text))
	dec.UseNumber()
	tree, err := readTree(dec)
	if err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	return tree.layout(0, 0)
}

func readTree(dec *json.Decoder) (*jsonTree, error) {
	token, err := dec.Token()
	if err != nil {
		return nil, err
	}
	delim, ok := token.(json.Delim)
	if !ok {
		scalar, err := encodeScalar(token)
		return &jsonTree{scalar: scalar}, err
	}
	tree := &jsonTree{open: delim.String(), close: map[json.Delim]string{'{': "}", '[': "]"}[delim]}
	for dec.More() {
		if delim == '{' {
			key, err := dec.Token()
			if err != nil {
				return nil, err
			}
			tree.keys = append(tree.keys, fmt.Sprintf("%q: ", key))
		}
		item, err := readTree(dec)
		if err != nil {
			return nil, err
		}
		tree.items = append(tree.items, item)
	}
	_, err = dec.Token()
	return tree, err
}

func encodeScalar(v any) (string, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(v)
	return strings.TrimSpace(b.String()), err
}

// key returns the key of the i-th item as it is written, or nothing in a list.
func (v *jsonTree) key(i int) string {
	if v.keys == nil {
		return ""
	}
	return v.keys[i]
}

func (v *jsonTree) oneLine() string {
	if v.open == "" {
		return v.scalar
	}
	items := make([]string, len(v.items))
	for i, item := range v.items {
		items[i] = v.key(i) + item.oneLine()
	}
	return v.open + strings.Join(items, ", ") + v.close
}

// layout writes a value that begins at a column of a line with an indent.
func (v *jsonTree) layout(indent, column int) string {
	line := v.oneLine()
	if len(v.items) == 0 || column+utf8.RuneCountInString(line) <= layoutWidth {
		return line
	}
	if len(v.items) == 1 {
		head := v.open + v.key(0)
		return head + v.items[0].layout(indent, column+len(head)) + v.close
	}
	indent += 2
	margin := "\n" + strings.Repeat(" ", indent)
	var b strings.Builder
	b.WriteString(v.open)
	room := 0
	for i, item := range v.items {
		text := v.key(i) + item.layout(indent, indent+len(v.key(i)))
		comma := ","
		if i == len(v.items)-1 {
			comma = ""
		}
		if n := utf8.RuneCountInString(text) + 2; v.short() && n <= room {
			b.WriteString(" " + text + comma)
			room -= n
		} else {
			b.WriteString(margin + text + comma)
			room = layoutWidth - indent - n
		}
	}
	b.WriteString("\n" + strings.Repeat(" ", indent-2) + v.close)
	return b.String()
}

// short reports whether v is a list whose elements fit side by side, at least two on a line.
func (v *jsonTree) short() bool {
	for _, item := range v.items {
		if v.keys != nil || utf8.RuneCountInString(item.oneLine()) > layoutWidth/2-4 {
			return false
		}
	}
	return true
}

// An answer is laid out compactly, and stays the same JSON.
func TestLayoutJSON(t *testing.T) {
	long := strings.Repeat("é", 80)
	for _, tt := range []struct{ name, in, want string }{
		{"one line", `{"a":[1,null,{}],"b":"<c>"}`, `{"a": [1, null, {}], "b": "<c>"}`},
		{"order of members", `{"b":1,"a":2.50}`, `{"b": 1, "a": 2.50}`},
		{
			"an object of one", `{"a":{"b":["` + long + `","` + long + `"]}}`,
			"{\"a\": {\"b\": [\n  \"" + long + "\",\n  \"" + long + "\"\n]}}",
		},
		{
			"side by side", `["` + strings.Repeat(`aaaaaaaaaaaaaaaaaaaaaaaaaaaa","`, 4) + `b"]`,
			"[\n" +
				"  \"aaaaaaaaaaaaaaaaaaaaaaaaaaaa\", \"aaaaaaaaaaaaaaaaaaaaaaaaaaaa\", \"aaaaaaaaaaaaaaaaaaaaaaaaaaaa\",\n" +
				"  \"aaaaaaaaaaaaaaaaaaaaaaaaaaaa\", \"b\"\n]",
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := layoutJSON(t, tt.in); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}
