package seed

import (
	"cmp"
	"fmt"
	"strings"

	"forumgraph/store"
)

// readSource reads an entry of the list "sources". The stories of all files are its own.
func (d *decoder) readSource(v *yamlValue, stories []*yamlValue) {
	d.sources++
	if first := v.field("stories"); first != nil {
		d.problem(first.pos, "stories within a source; move them to a list \"stories\" of their own")
	} else if len(stories) > 0 && v.kind == yamlMap {
		v.fields = append(v.fields, yamlField{"stories", stories[0].pos, &yamlValue{kind: yamlList, pos: stories[0].pos, items: stories}})
	}
	m := d.record(v, store.KindSource)
	if m == nil {
		return
	}
	s := &store.Source{Meta: m.meta(store.KindSource)}
	m.fields(s)
	if m.v.field("sha256") == nil {
		m.missing("sha256", "add the hash of the folded text")
	}
	m.done()
	if m.owner == "" || !d.add(s, v) {
		return
	}
	if d.source != "" {
		d.problem(v.pos, "a second source, after %s at %s; a corpus has one: move this one to a folder of its own",
			d.source, d.origins[d.source].at)
		return
	}
	d.source = s.ID
}

// readSection reads an entry of the list "sections". Segmentation reads the rest of the outline, heading and speaker.
func (d *decoder) readSection(v *yamlValue) {
	m := d.mapping(v, "a section", "", "")
	if m == nil {
		return
	}
	path := m.path1()
	m.owner = d.documentID(m, store.KindSection, path)
	s := &store.Section{Meta: store.Meta{ID: m.owner, Name: m.words("name")}, Source: d.source, Path: path}
	m.text("heading")
	m.get("speaker")
	m.done()
	if m.owner != "" && d.add(s, v) {
		s.Order = len(d.sections) + 1
		d.sections[path] = s
	}
}

// path1 reads the key "path", which is required.
func (m *mapping) path1() string {
	path := m.text("path")
	if m.v.field("path") == nil {
		m.missing("path", "add its place in the source, such as 3/konanur")
	}
	return path
}

// documentID returns the ID of the section or passage at path, or "" after reporting that the path is not valid.
func (d *decoder) documentID(m *mapping, kind store.Kind, path string) store.ID {
	if path == "" {
		return ""
	}
	// Without a source the dataset is refused; a placeholder lets the rest be checked.
	slug := cmp.Or(d.source.Slug(), "unknown")
	id := store.NewID(kind, slug+"/"+path)
	if _, err := store.ParseID(string(id)); err != nil {
		m.problem(m.v.field("path").value.pos, "path", "path %q: a path is lower-case letters and digits in groups joined by '-', '/' or '.', and not too long; correct it", clip(path))
		return ""
	}
	return id
}

// parents sets the parent of each section: the one with the longest path that begins its own.
func (d *decoder) parents() {
	for path, s := range d.sections {
		for up := cutLast(path); up != ""; up = cutLast(up) {
			if p := d.sections[up]; p != nil {
				s.Parent = p.ID
				break
			}
		}
	}
}

// cutLast returns path without its last element, "" if it has only one.
func cutLast(path string) string { return path[:max(strings.LastIndexByte(path, '/'), 0)] }

// readPassage reads an entry of the list "passages".
func (d *decoder) readPassage(v *yamlValue) {
	m := d.mapping(v, "a passage", "", "")
	if m == nil {
		return
	}
	path := m.path1()
	m.owner = d.documentID(m, store.KindPassage, path)
	p := &store.Passage{Meta: store.Meta{ID: m.owner}, Source: d.source, Path: path}
	p.Kind = enum(m, "kind", store.PassageKinds(), "")
	before := len(d.problems)
	p.Ranges = list(m, "ranges", func(v *yamlValue, at string) store.Range {
		start, end := m.span(v, at)
		return store.Range{Start: start, End: end}
	})
	if len(d.problems) > before {
		d.told[fieldKey{m.owner, "length"}] = true // it cannot be compared with ranges that cannot be read
	}
	p.Length = m.count("length")
	p.SHA256 = m.hash("sha256")
	m.done()
	if m.owner == "" {
		return
	}
	if s := d.sections[cutLast(path)]; s != nil {
		p.Section = s.ID
	} else if !d.partial {
		m.problem(m.v.field("path").value.pos, "section", "passage %q is in no section: %q is not among the sections; add it or correct the path",
			clip(path), clip(cutLast(path)))
	}
	if d.add(p, v) {
		p.Order = len(d.passages) + 1
		d.passages[path] = p
	}
}

// readSetAside reads an entry of the list "setAside" into the passages that it names.
func (d *decoder) readSetAside(v *yamlValue) {
	// An entry has no ID; its position identifies it.
	m := d.mapping(v, "an entry of setAside", "", v.pos.String())
	if m == nil {
		return
	}
	aside := store.SetAside{Reason: enum(m, "reason", store.SetAsideReasons(), ""), Note: m.text("note")}
	section := m.get("section")
	passages := list(m, "passages", func(v *yamlValue, at string) *yamlValue { return v })
	m.done()
	if (section == nil) == (passages == nil) {
		d.problem(v.pos, "want either a section or passages to set aside; write one of the two keys")
		return
	}
	for i, pv := range passages {
		if p := d.passage(m, pv, fmt.Sprintf("passages[%d]", i)); p != nil {
			d.setAside(p, aside, v, pv.pos)
		}
	}
	if section == nil {
		return
	}
	s := d.section(m, section, "section")
	found := false
	for _, n := range d.nodes {
		if p, ok := n.(*store.Passage); ok && s != "" && p.Section == s {
			found = true
			d.setAside(p, aside, v, section.pos)
		}
	}
	if s != "" && !found {
		d.problem(section.pos, "section %q has no passages directly in it; name a section below it, or the passages", section.text)
	}
}

func (d *decoder) setAside(p *store.Passage, aside store.SetAside, v *yamlValue, at Position) {
	o := d.origins[p.ID]
	if p.SetAside != nil {
		d.problem(at, "passage %q is set aside twice, first at %s; keep one", p.Path, o.aside.pos)
		return
	}
	o.aside = v
	d.origins[p.ID] = o
	p.SetAside = &aside
	// A reason that cannot be read is reported at this entry, not at the passage.
	for _, field := range []string{"reason", "note"} {
		if d.told[fieldKey{"", v.pos.String() + "." + field}] {
			d.told[fieldKey{p.ID, "setAside." + field}] = true
		}
	}
}

// section reads the path of a section.
func (m *mapping) section(key string) store.ID {
	if v := m.get(key); v != nil {
		return m.d.section(m, v, key)
	}
	return ""
}

// section returns the ID of the section whose path v holds.
func (d *decoder) section(m *mapping, v *yamlValue, at string) store.ID {
	path := m.textOf(v, at)
	if s := d.sections[path]; s != nil {
		return s.ID
	}
	if path != "" && !d.partial {
		m.problem(v.pos, at, "unknown section %q; add it or correct the path", clip(path))
	}
	return ""
}

// passage returns the passage whose path v holds.
func (d *decoder) passage(m *mapping, v *yamlValue, at string) *store.Passage {
	path := m.textOf(v, at)
	if p := d.passages[path]; p != nil {
		return p
	}
	if path != "" && !d.partial {
		m.problem(v.pos, at, "unknown passage %q; correct the path", clip(path))
	}
	return nil
}

// citations reads the key "citations": a passage's path for the whole of it, or {passage, span, sha256} for a part.
func (m *mapping) citations() []store.Citation {
	return list(m, "citations", func(v *yamlValue, at string) store.Citation {
		if v.kind != yamlMap {
			return whole(m.d.passage(m, v, at))
		}
		return m.citationPart(v, at)
	})
}

func whole(p *store.Passage) store.Citation {
	if p == nil {
		return store.Citation{}
	}
	return store.Citation{Passage: p.ID, End: p.Length, SHA256: p.SHA256}
}

func (m *mapping) citationPart(v *yamlValue, at string) store.Citation {
	in := m.d.mapping(v, "a citation", m.owner, m.field(at))
	var c store.Citation
	if pv := in.get("passage"); pv == nil {
		in.missing("passage", "add the path of the passage")
	} else if p := m.d.passage(in, pv, "passage"); p != nil {
		c.Passage = p.ID
	}
	span, words := in.get("span"), in.get("from")
	if to := in.get("to"); words == nil {
		words = to
	}
	c.SHA256 = in.hash("sha256")
	switch {
	case words != nil:
		in.problem(words.pos, "span", "the citation still holds words of its source; run \"forumgraph draft pin\" to put span and sha256 in their place")
	case span == nil:
		in.missing("span", "add span: [start, end], or write the path alone for the whole passage")
	default:
		c.Start, c.End = in.span(span, "span")
	}
	in.done()
	// store.Validate reports a problem of any of these keys as one of the whole citation.
	for _, key := range []string{"passage", "span", "sha256"} {
		if m.d.told[fieldKey{m.owner, in.field(key)}] {
			m.d.told[fieldKey{m.owner, m.field(at)}] = true
		}
	}
	return c
}
