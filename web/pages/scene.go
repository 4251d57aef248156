package pages

import (
	"fmt"
	"strings"

	"forumgraph/web/pages/scene"
)

// labels names the nodes of a drawing in the page's language.
type labels struct{ own, english *scene.Drawing }

// ref returns the node with the ID; a node that the drawing does not have is named by its ID.
func (l labels) ref(id string) ref {
	r := ref{ID: id, Label: id, English: id}
	if label, ok := l.own.Label(id); ok {
		r.Label = label
		r.English, _ = l.english.Label(id)
	}
	return r
}

// drawing returns the drawing of the graph with labels in l. It is read once for each version.
func (q *request) drawing(l Lang) (*scene.Drawing, error) {
	kept := &q.site.editions[l].drawing
	now, _ := q.site.o.Ask.Version()
	if d := kept.Load(); d != nil && d.Version == now {
		return d, nil
	}
	document, err := q.site.o.Ask.Drawing(q.ctx, l)
	if err != nil {
		return nil, err
	}
	d, err := scene.Read(document)
	if err != nil {
		return nil, err
	}
	kept.Store(d)
	return d, nil
}

// withPart returns drawings in the page's language and in English, extended by what is around some nodes.
func (q *request) withPart(own, english *scene.Drawing, around scene.Around) (ownAll, englishAll *scene.Drawing, err error) {
	add := func(d *scene.Drawing, l Lang) (*scene.Drawing, error) {
		document, err := q.site.o.Ask.Part(q.ctx, around.IDs, around.Depth, l)
		if err != nil {
			return nil, err
		}
		part, err := scene.Read(document)
		if err != nil {
			return nil, err
		}
		if part.Version != d.Version {
			return nil, ErrUnavailable // the graph changed between the two queries
		}
		return d.With(part), nil
	}
	if ownAll, err = add(own, q.lang); err != nil {
		return nil, nil, err
	}
	if q.lang == English {
		return ownAll, ownAll, nil
	}
	englishAll, err = add(english, English)
	return ownAll, englishAll, err
}

// scene returns what the view draws for the state, without what its filter of statements hides.
func (q *request) scene(s networkState) (scene.Scene, labels, error) {
	own, err := q.drawing(q.lang)
	if err != nil {
		return scene.Scene{}, labels{}, err
	}
	english, err := q.drawing(English)
	if err != nil {
		return scene.Scene{}, labels{}, err
	}
	if around, ok := own.Needs(s.State); ok {
		if own, english, err = q.withPart(own, english, around); err != nil {
			return scene.Scene{}, labels{}, err
		}
	}
	q.version = own.Version
	shown := own.Scene(s.State)
	names := labels{own, english}
	if beyond := s.beyond(own); own.Cut > 0 && len(beyond) > 0 {
		if names.own, names.english, err = q.withPart(own, english, scene.Around{IDs: beyond, Depth: 1}); err != nil {
			return scene.Scene{}, labels{}, err
		}
	}
	filter := s.filter()
	voices, issues, recommendations := own.ClaimIDs(shown)
	if filter == nil || len(voices) == 0 {
		return shown, names, nil
	}
	var a struct{ Raised, Positions claims }
	if err := q.ask("claims", map[string]any{
		"filter": filter, "voices": voices, "issues": issues, "recommendations": recommendations,
	}, &a); err != nil {
		return shown, labels{}, err
	}
	admitted := make(map[scene.Key]bool)
	a.Raised.each(func(voice, issue string, c matrixCell) {
		admitted[scene.Key{Source: voice, Type: "raised", Target: issue}] = c.Count > 0
	})
	a.Positions.each(func(voice, recommendation string, c matrixCell) {
		if c.Stances != nil {
			admitted[scene.Key{Source: voice, Type: "backs", Target: recommendation}] = c.Stances.For > 0
			admitted[scene.Key{Source: voice, Type: "opposes", Target: recommendation}] = c.Stances.Against > 0
		}
	})
	return own.Hide(shown, s.Focus, admitted), names, nil
}

// claims are the cells of a matrix by the IDs of their lines.
type claims struct {
	Rows, Columns []struct{ Node struct{ ID string } }
	Cells         []matrixCell
}

func (c claims) each(visit func(row, column string, cell matrixCell)) {
	for _, cell := range c.Cells {
		visit(c.Rows[cell.Row].Node.ID, c.Columns[cell.Column].Node.ID, cell)
	}
}

// selection returns the node or edge that a key names; nil if it does not exist.
func (q *request) selection(key string, labels labels) *otherEdge {
	if key == "" {
		return nil
	}
	parts := strings.Split(key, "~")
	if _, ok := labels.own.Label(parts[0]); !ok {
		return nil
	}
	selected := &otherEdge{Source: labels.ref(parts[0])}
	if len(parts) == 3 {
		if !labels.own.Has(scene.Key{Source: parts[0], Type: parts[1], Target: parts[2]}) {
			return nil
		}
		selected.Type = apiWords(parts[1:2])[0]
		selected.Target = labels.ref(parts[2])
		selected.Href = supportHref(q.lang, parts[0], parts[2], selected.Type)
	}
	return selected
}

// networkFilters returns what the address selects apart from a focus, each with the address without it.
func (q *request) networkFilters(s networkState, labels labels) []chip {
	var all []chip
	add := func(name, key string, words []string) {
		if len(words) > 0 {
			all = append(all, chip{Key: key, Word: strings.Join(words, q.text("list-separator")), Remove: q.with(name, "")})
		}
	}
	each := func(values []string, word func(string) string) []string {
		words := make([]string, len(values))
		for i, v := range values {
			words[i] = word(v)
		}
		return words
	}
	if s.Depth > 1 && s.Focus != "" {
		add("depth", "depth", []string{q.count("steps", s.Depth)})
	}
	add("kinds", "kinds", each(s.Kinds, func(k string) string { return q.text("kinds." + k) }))
	add("types", "types", each(s.Types, func(t string) string { return q.text("edge." + lower(apiWords([]string{t})[0]) + ".out") }))
	add("voice", "voices", each(s.Voice, func(k string) string { return q.text("kinds." + k) }))
	add("stance", "stance", each(s.stance, func(v string) string { return q.text("stance." + v) }))
	add("session", "session", each(s.session, func(id string) string { return q.lang.name(labels.ref(id)) }))
	add("expand", "expand", each(s.Expand, func(step string) string {
		id, how, _ := strings.Cut(step, "~")
		return fmt.Sprintf("%s (%s)", q.lang.name(labels.ref(id)), q.text("expand."+how))
	}))
	return all
}
