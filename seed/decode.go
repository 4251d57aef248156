package seed

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/agnivade/levenshtein"

	"forumgraph/store"
)

// fieldKey names a field of a record as store.Problem does.
type fieldKey struct {
	id    store.ID
	field string
}

// decoder turns the parsed files of one corpus into nodes. It continues after a problem, so that it reports all of
// them.
type decoder struct {
	problems Errors
	// told holds the fields with a reported problem, so that store.Validate's problems do not repeat it.
	told    map[fieldKey]bool
	nodes   []store.Node
	origins map[store.ID]origin
	// partial is set if values of a file are missing, so that references may lead to them.
	partial bool
	// The document side, which is decoded first. source is empty until it is known.
	source    store.ID
	sources   int
	sections  map[string]*store.Section
	passages  map[string]*store.Passage
	decisions []Decision
	// sessions counts those read so far: sessions are ordered as in their list.
	sessions int
}

func (d *decoder) problem(at Position, format string, args ...any) {
	d.problems = append(d.problems, Problem{at, fmt.Sprintf(format, args...)})
}

// add keeps a node unless its ID is taken.
func (d *decoder) add(n store.Node, v *yamlValue) bool {
	id := n.Base().ID
	if first, ok := d.origins[id]; ok {
		name := "ID"
		if v.field("id") == nil {
			name = "path"
		}
		d.problem(v.pos, "%s appears twice, first at %s; keep one or give this one another %s", id, first.at, name)
		return false
	}
	d.origins[id] = origin{at: v.pos, value: v}
	d.nodes = append(d.nodes, n)
	return true
}

// A mapping reads the keys of one YAML mapping. It records the keys that are read, so that all others can be reported
// as unknown: the reading code is the only list of keys.
//
// A key without a value counts as absent.
type mapping struct {
	d *decoder
	v *yamlValue
	// the noun with its article: "a person".
	what string
	// owner and path name the mapping as store.Problem does; owner is empty if unknown.
	owner store.ID
	path  string
	known []string
}

// mapping returns v as a mapping, or nil after reporting that it is not one.
func (d *decoder) mapping(v *yamlValue, what string, owner store.ID, path string) *mapping {
	if v.kind != yamlMap {
		d.problem(v.pos, "want %s as key: value, got %s; write its keys", what, v.kind)
		d.told[fieldKey{owner, path}] = true
		return nil
	}
	return &mapping{d: d, v: v, what: what, owner: owner, path: path}
}

func (m *mapping) field(key string) string {
	if m.path == "" {
		return key
	}
	return m.path + "." + key
}

// problem reports a problem of the value of key.
func (m *mapping) problem(at Position, key, format string, args ...any) {
	m.d.told[fieldKey{m.owner, m.field(key)}] = true
	m.d.problem(at, format, args...)
}

// missing reports that a required key is absent.
func (m *mapping) missing(key, fix string) {
	m.problem(m.v.pos, key, "%s without %s; %s", m.what, key, fix)
}

func (m *mapping) get(key string) *yamlValue {
	m.known = append(m.known, key)
	f := m.v.field(key)
	if f == nil || f.value.kind == yamlNull {
		return nil
	}
	return f.value
}

// done reports the keys that were not read.
func (m *mapping) done() {
	for _, f := range m.v.fields {
		if !slices.Contains(m.known, f.key) {
			m.d.problem(f.pos, "unknown key %q in %s; %s", clip(f.key), m.what, suggest(f.key, m.known))
		}
	}
}

// suggest returns the fix for a word that is not in known.
func suggest(word string, known []string) string {
	near, least := "", 3 // at most two letters wrong
	for _, k := range known {
		if n := levenshtein.ComputeDistance(strings.ToLower(clip(word)), strings.ToLower(k)); n < min(least, len(k)) {
			near, least = k, n
		}
	}
	if near != "" {
		return fmt.Sprintf("did you mean %q?", near)
	}
	return "use one of " + strings.Join(known, ", ")
}

// clip shortens a value for a message.
func clip(s string) string {
	const most = 60
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "") + "…"
}

// text returns a text; a number counts as the text it is written as, so that dates and paths need no quotes.
func (m *mapping) text(key string) string {
	v := m.get(key)
	if v == nil {
		return ""
	}
	return m.textOf(v, key)
}

func (m *mapping) textOf(v *yamlValue, key string) string {
	switch v.kind {
	case yamlText, yamlNumber:
		return v.text
	case yamlBool:
		m.problem(v.pos, key, "%s: want a text, got %s; put it in quotes", key, v.text)
	default:
		m.problem(v.pos, key, "%s: want a text, got %s; write one text", key, v.kind)
	}
	return ""
}

// words returns a text in English, or {en, fr}.
func (m *mapping) words(key string) store.Text {
	v := m.get(key)
	if v == nil {
		return store.Text{}
	}
	if v.kind != yamlMap {
		return store.Text{EN: m.textOf(v, key)}
	}
	return entry[store.Text](m, "a text by language")(v, key)
}

func (m *mapping) flag(key string) bool {
	v := m.get(key)
	if v == nil {
		return false
	}
	if v.kind != yamlBool {
		m.problem(v.pos, key, "%s: want true or false, got %s; write true, or remove it", key, v.kind)
	}
	return strings.EqualFold(v.text, "true")
}

func (m *mapping) number(key string) *float64 {
	v := m.get(key)
	if v == nil {
		return nil
	}
	f, err := strconv.ParseFloat(v.text, 64)
	if v.kind != yamlNumber || err != nil || math.IsInf(f, 0) || math.IsNaN(f) {
		m.problem(v.pos, key, "%s: want a number, got %s; write digits without quotes, with a point before decimals", key, quoted(v))
		return nil
	}
	return &f
}

func (m *mapping) count(key string) int {
	v := m.get(key)
	if v == nil {
		m.missing(key, "add it")
		return 0
	}
	return m.countOf(v, key)
}

func (m *mapping) countOf(v *yamlValue, key string) int {
	n, err := strconv.Atoi(v.text)
	if v.kind != yamlNumber || err != nil || n < 0 {
		m.problem(v.pos, key, "%s: want a whole number, got %s; write digits only, without quotes", key, quoted(v))
		return 0
	}
	return n
}

// span returns two whole numbers.
func (m *mapping) span(v *yamlValue, key string) (start, end int) {
	if v.kind != yamlList || len(v.items) != 2 {
		m.problem(v.pos, key, "%s: want two numbers, got %s; write [start, end]", key, v.kind)
		return 0, 0
	}
	return m.countOf(v.items[0], key), m.countOf(v.items[1], key)
}

func (m *mapping) hash(key string) store.Hash {
	v := m.get(key)
	if v == nil {
		return store.Hash{}
	}
	h, err := store.ParseHash(m.textOf(v, key))
	if err != nil {
		m.problem(v.pos, key, "%s; copy it whole", store.Reason(err, store.ErrInvalid))
	}
	return h
}

// quoted formats a value for a message: scalars as written, other values by form.
func quoted(v *yamlValue) string {
	if v.kind == yamlText || v.kind == yamlNumber || v.kind == yamlBool {
		return strconv.Quote(clip(v.text))
	}
	return v.kind.String()
}

// enum returns a value of an enumeration. If it is absent, the result is otherwise; if that is "" too, the key is
// required.
func enum[T ~string](m *mapping, key string, all []T, otherwise T) T {
	v := m.get(key)
	if v == nil {
		if otherwise == "" {
			m.missing(key, "add one of "+orList(all))
		}
		return otherwise
	}
	got := T(m.textOf(v, key))
	if got != "" && !slices.Contains(all, got) {
		m.problem(v.pos, key, "%s: %s is none of %s; use one of them", key, quoted(v), orList(all))
	}
	return got
}

// optional is enum for a key that may be absent.
func optional[T ~string](m *mapping, key string, all []T) T {
	if f := m.v.field(key); f == nil || f.value.kind == yamlNull {
		m.known = append(m.known, key)
		return ""
	}
	return enum(m, key, all, "")
}

func orList[T ~string](all []T) string {
	words := make([]string, len(all))
	for i, w := range all {
		words[i] = string(w)
	}
	return strings.Join(words, ", ")
}

// list reads each entry of a list. An entry that cannot be read is the zero value, so that indexes match the file; the
// problem refuses the dataset anyway.
func list[T any](m *mapping, key string, item func(v *yamlValue, at string) T) []T {
	v := m.get(key)
	if v == nil {
		return nil
	}
	if v.kind != yamlList {
		m.problem(v.pos, key, "%s: want a list, got %s; write [...], or each entry on a line of its own after \"- \"", key, v.kind)
		return nil
	}
	all := make([]T, len(v.items))
	for i, it := range v.items {
		all[i] = item(it, fmt.Sprintf("%s[%d]", key, i))
	}
	return all
}

// idOf returns the ID that v holds. store.Validate checks whether it names a node.
func (m *mapping) idOf(v *yamlValue, at string) store.ID {
	if v.kind != yamlText {
		m.problem(v.pos, at, "%s: want an ID, got %s; an ID reads kind:slug, such as issue:forced-marriage", at, v.kind)
		return ""
	}
	id, err := store.ParseID(v.text)
	if err != nil {
		m.problem(v.pos, at, "%s", store.Reason(err, store.ErrInvalid))
	}
	return id
}

func (m *mapping) id(key string) store.ID {
	v := m.get(key)
	if v == nil {
		return ""
	}
	return m.idOf(v, key)
}

func (m *mapping) requiredID(key string) store.ID {
	v := m.get(key)
	if v == nil {
		m.missing(key, "add the ID of the node meant")
		// The parent is marked too: an absent ID is not an unknown one.
		m.d.told[fieldKey{m.owner, m.path}] = true
		return ""
	}
	id := m.idOf(v, key)
	if id == "" {
		m.d.told[fieldKey{m.owner, m.path}] = true
	}
	return id
}

func langs() []store.Lang { return []store.Lang{store.EN, store.FR} }
