package pages

import (
	"fmt"
	"slices"
	"strings"

	"forumgraph/web/pages/banks"
	"forumgraph/web/pages/scene"
)

// labels names the nodes of a drawing, and of the claims, in the page's language.
type labels struct {
	own, english *scene.Drawing
	claims       *keptClaims
}

// ref returns the node with the ID; one without a name is named by its ID.
func (l labels) ref(id string) ref {
	if label, ok := l.own.Label(id); ok {
		english, _ := l.english.Label(id)
		return ref{id, label, english}
	}
	return l.claims.ref(id)
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

// drawings returns the drawing in the page's language and in English, extended by what the state names and they lack.
func (q *request) drawings(k *keptClaims, s scene.State) (labels, error) {
	own, err := q.drawing(q.lang)
	if err != nil {
		return labels{}, err
	}
	english, err := q.drawing(English)
	if err != nil {
		return labels{}, err
	}
	if around, ok := own.Needs(s); ok {
		if own, english, err = q.withPart(own, english, around); err != nil {
			return labels{}, err
		}
	}
	if own.Version != q.version {
		return labels{}, ErrUnavailable // the graph changed between the claims and the drawing
	}
	return labels{own, english, k}, nil
}

// admitted returns what filters of statements admit; nil if none is set.
func (k *keptClaims) admitted(sessions, stances, kinds []string) *scene.Filter {
	filter := banks.Filter{Kinds: kinds, Stances: stances, Outside: true}
	for _, id := range sessions {
		i, _ := k.FindSession(id)
		filter.Sessions = append(filter.Sessions, i)
	}
	if filter.IsZero() {
		return nil
	}
	f := &scene.Filter{Counts: make(map[string]int), Claims: make(map[scene.Key]bool)}
	for i := range k.Statements {
		s := &k.Statements[i]
		if !k.Admits(filter, s) {
			continue
		}
		f.Counts[s.ID]++
		for at := s.Session; at >= 0; at = k.Sessions[at].Parent {
			f.Counts[k.Sessions[at].ID]++
		}
		for _, v := range slices.Concat(s.Voices, s.Through) {
			f.Counts[k.Voices[v].ID]++
		}
		for at, issue := range s.Issues {
			id := k.Issues[issue].ID
			f.Counts[id]++
			for _, other := range s.Issues[:at] {
				f.Claims[scene.Key{Source: id, Type: "co-raised", Target: k.Issues[other].ID}] = true
				f.Claims[scene.Key{Source: k.Issues[other].ID, Type: "co-raised", Target: id}] = true
			}
		}
		for _, p := range s.Positions {
			if len(stances) == 0 || slices.Contains(stances, p.Stance) {
				f.Counts[k.Recommendations[p.Recommendation].ID]++
			}
		}
		for _, key := range k.supportedBy(s) {
			f.Claims[key] = key.Type == "raised" || len(stances) == 0 || slices.Contains(stances, lineStance[key.Type]) || f.Claims[key]
		}
	}
	return f
}

// supportedBy returns the edges between voices and what they speak of that a statement supports.
func (k *keptClaims) supportedBy(s *banks.Statement) []scene.Key {
	var keys []scene.Key
	for _, issue := range s.Issues {
		for _, v := range slices.Concat(s.Voices, s.Through) {
			keys = append(keys, scene.Key{Source: k.Voices[v].ID, Type: "raised", Target: k.Issues[issue].ID})
		}
	}
	for _, p := range s.Positions {
		if typ := lineOf[p.Stance]; typ != "" {
			for _, v := range s.Voices {
				keys = append(keys, scene.Key{Source: k.Voices[v].ID, Type: typ, Target: k.Recommendations[p.Recommendation].ID})
			}
		}
	}
	return keys
}

// onlyThrough reports whether an organization raised an issue through its people alone.
func (k *keptClaims) onlyThrough(said *banks.Counts, e scene.Edge) bool {
	v, isVoice := k.FindVoice(e.Source)
	i, isIssue := k.FindIssue(e.Target)
	return e.Type == "raised" && isVoice && isIssue && said.Raised[banks.Pair{Voice: v, Other: i}] == 0
}

// lineOf is the type of the edges that a stance supports.
var lineOf = map[string]string{"for": "backs", "against": "opposes"}

// drawnScene returns what the network draws of a scene.
func (q *request) drawnScene(k *keptClaims, d labels, s networkState, shown scene.Scene) drawnScene {
	p := drawnScene{
		Version: d.own.Version, Nodes: make([]drawnNode, 0, len(shown.Nodes)), Edges: make([]drawnEdge, 0, len(shown.Edges)),
		Missing: q.valuesMisread(), Groups: q.networkOptions(k, d.own, s), Heading: q.text("network.overview"),
		Added: shown.Selected == scene.SelectedAdded,
	}
	said := k.Count(banks.Filter{Outside: true})
	people := make(map[int][]string)
	for _, v := range k.Voices {
		for _, o := range v.Organizations {
			people[o] = append(people[o], v.ID)
		}
	}
	shownPeople := 0
	for _, n := range shown.Nodes {
		node := drawnNode{ID: n.ID, Label: n.Label, Kind: n.Kind, X: n.X, Y: n.Y, Statements: n.Statements}
		if v, ok := k.FindVoice(n.ID); ok {
			node.Said, node.People = q.said(k, said, v), people[v]
		} else if n.Statements > 0 && n.Kind != "statement" {
			node.Said = q.count("statements", n.Statements)
		}
		if n.Kind == "person" {
			shownPeople++
		}
		for _, how := range scene.ExpansionsOf(n.Kind) {
			adds := uncounted
			if d.own.Placed() <= mostCounted {
				adds = d.own.Adds(s.State, shown, n.ID, how)
			}
			node.Expand = append(node.Expand, expansion{how, adds})
		}
		if shown.Focused && n.ID == s.Focus {
			p.Focus, p.Heading = n.ID, q.lang.name(d.ref(n.ID))
			if node.Said != "" {
				p.Heading += q.text("colon") + " " + node.Said
			}
		}
		p.Nodes = append(p.Nodes, node)
	}
	for _, e := range shown.Edges {
		weight := e.Weight
		if kindOf(e.Source) == "person" {
			weight = 0
		}
		p.Edges = append(p.Edges, drawnEdge{
			e.String(), e.Source, e.Type, e.Target, e.Stance, weight, e.Derived, e.Tie, e.Stance == "against" || e.Type == "opposes" || k.onlyThrough(said, e),
		})
	}
	p.Legend = append(p.Legend, q.text("network.shown", "nodes", q.count("nodes", len(p.Nodes)), "edges", q.count("edges", len(p.Edges))))
	if shown.Cut > 0 {
		p.Legend = append(p.Legend, q.text("network.cut", "n", shown.Cut))
	}
	if shown.People > 0 && shownPeople > 0 {
		p.Legend = append(p.Legend, q.text("network.people", "n", shownPeople, "total", shownPeople+shown.People))
	}
	left := len(k.Statements)
	if s.Filter != nil {
		left = 0
		for i := range k.Statements {
			left += min(1, s.Filter.Counts[k.Statements[i].ID])
		}
	}
	var filters []string
	for _, c := range q.networkFilters(s, d) {
		if c.Key != "depth" && c.Key != "expand" {
			filters = append(filters, c.Word)
		}
	}
	if len(filters) > 0 {
		p.Legend = append(p.Legend, q.text("network.filtered", "n", left, "total", len(k.Statements), "filters", strings.Join(filters, q.text("list-separator"))))
	} else {
		p.Legend = append(p.Legend, q.text("network.unfiltered", "n", left, "total", len(k.Statements)))
	}
	if d.own.Cut > 0 {
		p.Legend = append(p.Legend, q.text("network.left-out", "placed", d.own.Placed(), "cut", d.own.Cut))
	}
	switch shown.Selected {
	case scene.SelectedUnknown:
		p.Selected = q.text("network.selected.unknown", "id", s.Selected)
	case scene.SelectedFiltered:
		p.Selected = q.text("network.selected.filtered", "id", q.keyName(s.Selected, d))
	}
	switch {
	case len(shown.Nodes) > 0:
	case left == 0 && len(p.Missing) == 0:
		p.Silent, p.Nothing = true, q.text("network.silent")
	case d.own.Cut > 0:
		p.Nothing = q.text("network.unplaced")
	default:
		p.Nothing = q.text("network.nothing")
	}
	return p
}

// keyName names a node or the ends of an edge.
func (q *request) keyName(key string, d labels) string {
	parts := strings.Split(key, "~")
	if len(parts) != 3 {
		return q.lang.name(d.ref(key))
	}
	return q.lang.sentenceOf(parts[1], q.lang.name(d.ref(parts[0])), q.lang.name(d.ref(parts[2])))
}

// A choice is counted by making it. Of a drawing with more nodes that would take seconds, so that its choices are uncounted
// and all can be made.
const (
	mostCounted = 5000
	uncounted   = -1
)

// networkOptions returns the filters, each option with how many nodes it would leave beside the focus, the other filters
// as they are.
func (q *request) networkOptions(k *keptClaims, d *scene.Drawing, s networkState) []filterGroup {
	s.Expand, s.Selected = nil, ""
	group := func(name, title string, options []filterOption, set func(*networkState, []string)) filterGroup {
		for i := range options {
			if options[i].Count = uncounted; d.Placed() > mostCounted {
				continue
			}
			t := s
			set(&t, []string{options[i].Value})
			if name == "session" || name == "stance" || name == "voice" {
				t.Filter = k.admitted(t.session, t.stance, t.Voice)
			}
			shown := d.Scene(t.State)
			if options[i].Count = len(shown.Nodes) + shown.Cut; shown.Focused {
				options[i].Count--
			}
		}
		return filterGroup{name, title, options}
	}
	present := func(words []string) []string {
		return slices.DeleteFunc(slices.Clone(words), func(word string) bool { return !d.Has(word) })
	}
	return []filterGroup{
		group("kinds", q.text("filter.kinds"), checks(present(scene.Kinds), s.Kinds, func(v string) string { return q.text("kinds." + v) }),
			func(t *networkState, v []string) { t.Kinds = v }),
		group("types", q.text("filter.types"), checks(present(scene.EdgeTypes), s.Types, q.typeWord),
			func(t *networkState, v []string) { t.Types = v }),
		group("voice", q.text("filter.voices"), checks(voiceKinds, s.Voice, func(v string) string { return q.text("kinds." + v) }),
			func(t *networkState, v []string) { t.Voice = v }),
		group("stance", q.text("filter.stance"), checks(addressed(stances), s.stance, func(v string) string { return q.text("stance." + v) }),
			func(t *networkState, v []string) { t.stance = v }),
		group("session", q.text("kinds.session"), checks(k.filterSessions(s.session), s.session, func(id string) string { return q.lang.name(k.ref(id)) }),
			func(t *networkState, v []string) { t.session = v }),
	}
}

// typeWord is the word for a type of edge, as addresses spell it.
func (q *request) typeWord(typ string) string {
	return q.text("edge." + lower(apiWords([]string{typ})[0]))
}

// selection returns the node or edge that a key names.
func (q *request) selection(key string, d labels) *otherEdge {
	parts := strings.Split(key, "~")
	selected := &otherEdge{Source: d.ref(parts[0])}
	if len(parts) == 3 {
		selected.Type, selected.Target = apiWords(parts[1:2])[0], d.ref(parts[2])
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
	add("types", "types", each(s.Types, q.typeWord))
	add("voice", "voices", each(s.Voice, func(k string) string { return q.text("kinds." + k) }))
	add("stance", "stance", each(s.stance, func(v string) string { return q.text("stance." + v) }))
	add("session", "session", each(s.session, func(id string) string { return q.lang.name(labels.ref(id)) }))
	add("expand", "expand", each(s.Expand, func(step string) string {
		id, how, _ := strings.Cut(step, "~")
		return fmt.Sprintf("%s (%s)", q.lang.name(labels.ref(id)), q.text("expand."+how))
	}))
	return all
}
