package seed

import (
	"fmt"
	"reflect"
	"strings"

	"forumgraph/store"
)

// record begins an entry of a list of nodes of kind: its owner is the ID that the entry gives, "" if that is not an ID
// of the kind.
func (d *decoder) record(v *yamlValue, kind store.Kind) *mapping {
	m := d.mapping(v, withArticle(kind.Prefix()), "", "")
	if m == nil {
		return nil
	}
	if m.v.field("id") == nil {
		m.missing("id", "add one, such as "+string(store.NewID(kind, "a-readable-name")))
	}
	id := m.id("id")
	switch got := id.Kind(); {
	case id == "" || got == "":
	case got != kind:
		m.problem(m.v.field("id").value.pos, "id", "%s stands among the %s; move it to %s or correct the ID", id, kind.Info().Plural, got.Info().Plural)
	default:
		if _, err := store.ParseID(string(id)); err == nil {
			m.owner = id
		}
	}
	return m
}

// withArticle returns "a person" for "person".
func withArticle(noun string) string {
	if strings.ContainsRune("aeiou", rune(noun[0])) {
		return "an " + noun
	}
	return "a " + noun
}

// readRecord reads an entry of the list of a kind of the discourse.
func (d *decoder) readRecord(kind store.Kind, v *yamlValue) {
	m := d.record(v, kind)
	if m == nil {
		return
	}
	n := store.NewNode(kind)
	*n.Base() = m.meta(kind)
	m.fields(n)
	m.done()
	switch n := n.(type) {
	case *store.Session:
		d.sessions++
		n.Order = d.sessions
	case *store.Figure:
		// A number that cannot be read is not a missing one.
		if d.told[fieldKey{m.owner, "min"}] || d.told[fieldKey{m.owner, "max"}] {
			d.told[fieldKey{m.owner, "value"}] = true
		}
	}
	if m.owner != "" {
		d.add(n, v)
	}
}

// meta reads what nodes of all kinds share.
func (m *mapping) meta(kind store.Kind) store.Meta {
	meta := store.Meta{ID: m.owner}
	if !kind.Info().Unnamed {
		meta.Name = m.words("name")
	}
	if !kind.Info().Unnamed && !kind.IsDocument() {
		meta.Aliases = list(m, "aliases", m.alias)
	}
	if !kind.IsDocument() {
		meta.Citations = m.citations()
	}
	return meta
}

// fields reads the fields of record, a pointer to a struct of package store, from the keys that are their names in JSON.
func (m *mapping) fields(record any) {
	v := reflect.ValueOf(record).Elem()
	for i := range v.NumField() {
		key, omit, _ := strings.Cut(v.Type().Field(i).Tag.Get("json"), ",")
		m.read(v.Field(i).Addr().Interface(), key, omit == "")
	}
}

// read reads a field by its type. An ID is required if JSON never omits it.
func (m *mapping) read(field any, key string, required bool) {
	switch f := field.(type) {
	case *store.Meta: // read by meta
	case *string:
		*f = m.text(key)
	case *store.Text:
		*f = m.words(key)
	case *bool:
		*f = m.flag(key)
	case **float64:
		*f = m.number(key)
	case *int:
		if key != "order" { // which is the place in the list
			*f = m.count(key)
		}
	case *store.Hash:
		*f = m.hash(key)
	case *store.ID:
		switch {
		case key == "section":
			*f = m.section(key)
		case required:
			*f = m.requiredID(key)
		default:
			*f = m.id(key)
		}
	case *[]store.ID:
		*f = list(m, key, m.idOf)
	case *[]store.Ref:
		*f = list(m, key, m.ref)
	case *[]store.Affiliation:
		*f = list(m, key, entry[store.Affiliation](m, "an affiliation"))
	case *[]store.StatementVoice:
		*f = list(m, key, m.voice)
	case *[]store.Position:
		*f = list(m, key, entry[store.Position](m, "a position"))
	case **store.Presentation:
		if v := m.get(key); v != nil {
			read := entry[store.Presentation](m, "a presentation")(v, key)
			*f = &read
		}
	case *[]store.Question:
		*f = list(m, key, entry[store.Question](m, "a question"))
	case *[]store.Story:
		*f = list(m, key, entry[store.Story](m, "a story"))
	case *[]store.StoryStop:
		*f = list(m, key, entry[store.StoryStop](m, "a stop"))
	case *[]store.Citation:
		*f = m.citations()
	case *store.Lang:
		*f = optional(m, key, langs())
	case *store.Quantifier:
		*f = enum(m, key, store.Quantifiers(), "")
	case *store.InitiativeType:
		*f = enum(m, key, store.InitiativeTypes(), "")
	case *store.StatementKind:
		*f = enum(m, key, store.StatementKinds(), "")
	case *store.Stance:
		*f = enum(m, key, store.Stances(), "")
	case *store.ReviewState:
		*f = enum(m, key, store.ReviewStates(), store.Draft)
	default:
		panic(fmt.Sprintf("seed: cannot read the field %s of type %T", key, field))
	}
}

// entry returns a function that reads an entry of a list: a mapping with the fields of a T.
func entry[T any](m *mapping, what string) func(v *yamlValue, at string) T {
	return func(v *yamlValue, at string) (t T) {
		if in := m.d.mapping(v, what, m.owner, m.field(at)); in != nil {
			in.fields(&t)
			in.done()
		}
		return t
	}
}

// ref reads an ID, or {id, citations}.
func (m *mapping) ref(v *yamlValue, at string) store.Ref {
	if v.kind != yamlMap {
		return store.Ref{ID: m.idOf(v, at)}
	}
	return entry[store.Ref](m, "a reference")(v, at)
}

// alias reads a text, or {text, lang, note}.
func (m *mapping) alias(v *yamlValue, at string) store.Alias {
	if v.kind != yamlMap {
		return store.Alias{Text: m.textOf(v, at)}
	}
	return entry[store.Alias](m, "an alias")(v, at)
}

// voice reads an ID, or {id, role, quantifier}.
func (m *mapping) voice(v *yamlValue, at string) store.StatementVoice {
	if v.kind != yamlMap {
		id := m.idOf(v, at)
		m.d.told[fieldKey{m.owner, m.field(at) + ".id"}] = m.d.told[fieldKey{m.owner, m.field(at)}]
		return store.StatementVoice{Voice: id, Role: store.Speaker}
	}
	in := m.d.mapping(v, "a voice", m.owner, m.field(at))
	sv := store.StatementVoice{
		Voice:      in.requiredID("id"),
		Role:       enum(in, "role", store.VoiceRoles(), store.Speaker),
		Quantifier: optional(in, "quantifier", store.Quantifiers()),
	}
	in.done()
	return sv
}
