package pages

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"forumgraph/web/pages/banks"
)

// linePanel is the evidence beside the picture: of a node, the lines that lead to it; of a line, its statements.
type linePanel struct {
	// Kicker says what is selected, Title names it.
	Kicker, Title string
	TitleLang     string
	// Node is the selected node, nil for a line.
	Node *ref
	// Missing is the ID, or the line, that the graph does not have; NoLine means that it is a line between two nodes that it has.
	Missing string
	NoLine  bool
	// Count says how many statements there are; Uncounted how many more outside of the event, which the address Outside
	// counts. Unnamed is the address that names an issue which is not named now.
	Count, Uncounted, Outside, Unnamed string
	Lines                              []panelLines
	// Parts are the statements of a line: the voice's own, and those of its people.
	Parts []panelPart
	// Previous and Next are the addresses of the neighboring lines; Close is that without a selection.
	Previous, Next, Close string
	// OnLeft puts the panel over the left bank, because what is selected stands at the right.
	OnLeft bool
	// Focus is the address of the network around the node.
	Focus string
}

// panelLines are lines of one kind at a node.
type panelLines struct {
	Title string
	Lines []panelLine
}

// panelLine is a line to a node, with its statements.
type panelLine struct {
	Node   ref
	Stance string
	Count  int
	Href   string
}

// panelPart is statements along a line.
type panelPart struct {
	Title string
	Total int
	Nodes []statement
	// All is the address of the list of all of them if they are more than shown.
	All string
}

// panel returns what the picture's selection stands for.
func (q *request) panel(k *keptClaims, s banksState, now *banks.Counts) (*linePanel, error) {
	p := &linePanel{Close: q.with("select", "")}
	named := make(map[string]ref) // nodes that are not among the claims
	parts := strings.Split(s.selected, "~")
	for i, id := range parts {
		if i == 1 {
			continue
		}
		if _, ok := k.names[id]; ok {
			continue
		}
		known, err := q.lookUp(id)
		if err != nil {
			return nil, err
		}
		if known == nil {
			p.Missing = id
			p.Title = q.text("banks.missing")
			return p, nil
		}
		if q.version != k.Version {
			return nil, ErrUnavailable // the graph changed between the two
		}
		named[id] = *known
	}
	if v, ok := k.FindVoice(parts[0]); ok {
		p.OnLeft = k.Voices[v].Collective()
	}
	if len(parts) == 3 {
		if !k.hasLine(parts[0], parts[1], parts[2]) {
			p.Missing, p.NoLine, p.Title = s.selected, true, q.text("banks.no-line")
			return p, nil
		}
		return p, q.line(p, k, s, now, parts[0], parts[1], parts[2])
	}
	node, ok := named[parts[0]]
	if !ok {
		node = k.ref(parts[0])
	}
	p.Node, p.Kicker = &node, q.text("kind."+node.Kind())
	p.Title, p.TitleLang = q.lang.label(node)
	p.Focus = q.address("/network", query("focus", node.ID))
	if node.Kind() == "issue" {
		p.Focus = q.with("look", "focus", "focus", node.ID, "select", "", "show", "", "side", "")
	}
	q.linesAt(p, k, now, node)
	if !s.filter.Outside {
		f := s.filter
		f.Outside = true
		all := k.Count(f)
		if n := k.about(all, node.ID) - k.about(now, node.ID); n > 0 {
			p.Uncounted, p.Outside = q.text("banks.uncounted", "n", n), q.with("outside", "1")
		}
	}
	return p, nil
}

// about returns how many statements a node has among those that are counted: made, about it, or with a position on it.
func (k *keptClaims) about(n *banks.Counts, id string) (sum int) {
	if v, ok := k.FindVoice(id); ok {
		return n.Made[v]
	}
	if i, ok := k.FindIssue(id); ok {
		return n.Issues[i].Statements
	}
	if r, ok := k.FindRecommendation(id); ok {
		for s, positions := range n.Positions {
			if s.Other == r {
				sum += positions
			}
		}
	}
	return sum
}

// drawable reports whether a key could select something in the banks: a node, or a line from a voice to an issue or a
// recommendation. The free network draws other edges.
func drawable(key string) bool {
	parts := strings.Split(key, "~")
	if len(parts) != 3 {
		return true
	}
	return slices.Contains(voiceKinds, kindOf(parts[0])) &&
		(parts[1] == "raised" && kindOf(parts[2]) == "issue" || lineStance[parts[1]] != "" && kindOf(parts[2]) == "recommendation")
}

// lineStance is the stance that a type of line stands for.
var lineStance = map[string]string{"backs": "for", "opposes": "against", "position": "mixed"}

// hasLine reports whether the graph has a line, whatever a filter leaves of it: a voice's own, or through people of an
// organization.
func (k *keptClaims) hasLine(from, typ, to string) bool {
	v, ok := k.FindVoice(from)
	if !ok {
		return false
	}
	speakers := []int{v}
	for i, voice := range k.Voices {
		if slices.Contains(voice.Organizations, v) && typ == "raised" {
			speakers = append(speakers, i)
		}
	}
	for i := range k.Statements {
		s := &k.Statements[i]
		if !slices.ContainsFunc(s.Voices, func(v int) bool { return slices.Contains(speakers, v) }) {
			continue
		}
		if issue, ok := k.FindIssue(to); ok && typ == "raised" && slices.Contains(s.Issues, issue) {
			return true
		}
		if r, ok := k.FindRecommendation(to); ok && slices.Contains(s.Positions, banks.Position{Recommendation: r, Stance: lineStance[typ]}) {
			return true
		}
	}
	return false
}

// lookUp returns the node with the ID, nil if the graph does not have it.
func (q *request) lookUp(id string) (*ref, error) {
	var a struct{ Node *ref }
	err := q.ask("name", map[string]any{"id": id}, &a)
	if isReadersDoing(err) {
		return nil, nil // not an ID
	}
	return a.Node, err
}

// linesAt lists the lines at a node.
func (q *request) linesAt(p *linePanel, k *keptClaims, now *banks.Counts, node ref) {
	c := k.Claims
	add := func(title string, lines []panelLine) {
		if len(lines) > 0 {
			p.Lines = append(p.Lines, panelLines{title, lines})
		}
	}
	line := func(other, from, typ, to, stance string, n int) panelLine {
		if kindOf(from) == "person" {
			n = 0 // nothing counts what a person said
		}
		return panelLine{Node: k.ref(other), Stance: strings.ToUpper(stance), Count: n, Href: q.with("select", from+"~"+typ+"~"+to)}
	}
	positions := func(admits func(banks.Stance) bool, other func(banks.Stance) string) (lines []panelLine) {
		for _, s := range c.PositionsOf(now) {
			if admits(s) {
				voice, recommendation := c.Voices[s.Voice].ID, c.Recommendations[s.Other].ID
				lines = append(lines, line(other(s), voice, positionType(s.Stance), recommendation, s.Stance, now.Positions[s]))
			}
		}
		return lines
	}
	if v, ok := c.FindVoice(node.ID); ok {
		p.Count = q.said(k, now, v)
		var raised []panelLine
		for i := range c.Issues {
			if n := now.Raised[banks.Pair{Voice: v, Other: i}]; n > 0 {
				raised = append(raised, line(c.Issues[i].ID, node.ID, "raised", c.Issues[i].ID, "", n))
			}
		}
		if node.Kind() != "person" {
			slices.SortStableFunc(raised, func(a, b panelLine) int { return cmp.Compare(b.Count, a.Count) })
		}
		add(q.text("banks.panel.raised"), raised)
		add(q.text("banks.panel.positions"), positions(func(s banks.Stance) bool { return s.Voice == v }, func(s banks.Stance) string { return c.Recommendations[s.Other].ID }))
		var people []panelLine
		for i, person := range c.Voices {
			if slices.Contains(person.Organizations, v) && now.Made[i] > 0 {
				people = append(people, panelLine{Node: k.ref(person.ID), Href: q.with("select", person.ID)})
			}
		}
		add(q.text("banks.panel.people"), people)
	}
	if i, ok := c.FindIssue(node.ID); ok {
		p.Count = q.count("statements", now.Issues[i].Statements)
		if whole := now.Themes[i].Statements; whole > now.Issues[i].Statements {
			p.Count = q.text("banks.panel.theme", "own", q.count("statements", now.Issues[i].Statements), "whole", whole)
		}
		var named, collectives []panelLine
		for v := range c.Voices {
			n := now.Raised[banks.Pair{Voice: v, Other: i}]
			if n == 0 {
				continue
			}
			x := line(c.Voices[v].ID, c.Voices[v].ID, "raised", node.ID, "", n)
			if c.Voices[v].Collective() {
				collectives = append(collectives, x)
			} else {
				named = append(named, x)
			}
		}
		add(q.text("banks.named"), named)
		add(q.text("kinds.collective"), collectives)
		var below []panelLine
		for j := range c.Issues {
			if slices.Contains(c.Issues[j].Broader, i) && now.Issues[j].Statements > 0 {
				below = append(below, panelLine{Node: k.ref(c.Issues[j].ID), Count: now.Issues[j].Statements, Href: q.with("select", c.Issues[j].ID)})
			}
		}
		add(q.text("banks.panel.below"), below)
	}
	if r, ok := c.FindRecommendation(node.ID); ok {
		add(q.text("banks.panel.stances"), positions(func(s banks.Stance) bool { return s.Other == r }, func(s banks.Stance) string { return c.Voices[s.Voice].ID }))
		var rivals []panelLine
		for _, other := range c.Recommendations[r].Rivals {
			rivals = append(rivals, panelLine{Node: k.ref(c.Recommendations[other].ID), Href: q.with("select", c.Recommendations[other].ID)})
		}
		add(q.text("banks.panel.rivals"), rivals)
	}
}

// positionType is the type of the line that a stance makes, in the words of addresses.
func positionType(stance string) string {
	for typ, s := range lineStance {
		if s == stance {
			return typ
		}
	}
	return ""
}

// line fills the panel with the statements along a line.
func (q *request) line(p *linePanel, k *keptClaims, s banksState, now *banks.Counts, from, typ, to string) error {
	c := k.Claims
	voice, target := k.ref(from), k.ref(to)
	p.Kicker = q.text("banks.line", "from", lower(q.text("kind."+voice.Kind())), "to", lower(q.text("kind."+target.Kind())))
	p.Title = q.lang.sentenceOf(typ, q.lang.name(voice), q.lang.name(target))
	filter := make(map[string]any)
	if len(s.sessions) > 0 {
		filter["session"] = s.sessions
	}
	if len(s.filter.Does) > 0 {
		filter["kind"] = apiWords(s.filter.Does)
	}
	if stance := lineStance[typ]; stance != "" {
		filter["stance"] = apiWords([]string{stance})
	} else if len(s.filter.Stances) > 0 {
		filter["stance"] = apiWords(s.filter.Stances)
	}
	var lines []string // the lines at the same end, in order, to step through
	if _, ok := c.FindRecommendation(to); ok {
		filter["recommendation"] = []string{to}
		for _, x := range c.PositionsOf(now) {
			if c.Recommendations[x.Other].ID == to {
				lines = append(lines, c.Voices[x.Voice].ID+"~"+positionType(x.Stance)+"~"+to)
			}
		}
	} else {
		filter["issue"] = []string{to}
		issue, _ := c.FindIssue(to)
		for v := range c.Voices {
			if now.Raised[banks.Pair{Voice: v, Other: issue}] > 0 {
				lines = append(lines, c.Voices[v].ID+"~raised~"+to)
			}
		}
	}
	with := func(name string) map[string]any {
		f := maps.Clone(filter)
		f[name] = []string{from}
		return f
	}
	carried := voice.Kind() == "organization"
	through := with("affiliation")
	if !carried {
		through = filter // not asked for
	} else {
		through["not"] = map[string]any{"voice": []string{from}}
	}
	var a struct{ Own, Through statements }
	if err := q.ask("line", map[string]any{"own": with("voice"), "through": through, "carried": carried}, &a); err != nil {
		return err
	}
	if q.version != k.Version {
		return ErrUnavailable // the graph changed between the two
	}
	if a.Own.TotalCount == 0 && a.Through.TotalCount > 0 {
		p.Title += " (" + q.text("banks.panel.through.only") + ")"
	}
	part := func(title, name string, x statements) {
		if x.TotalCount == 0 {
			return
		}
		part := panelPart{Title: title, Total: x.TotalCount, Nodes: x.Nodes}
		if x.TotalCount > len(x.Nodes) {
			part.All = q.address("/list/statements", query(name, from, target.Kind(), to))
		}
		p.Parts = append(p.Parts, part)
	}
	part(q.text("banks.panel.own"), "voice", a.Own)
	part(q.text("banks.panel.through"), "affiliation", a.Through)
	if at := slices.Index(lines, from+"~"+typ+"~"+to); at >= 0 && len(lines) > 1 {
		p.Previous = q.with("select", lines[(at+len(lines)-1)%len(lines)])
		p.Next = q.with("select", lines[(at+1)%len(lines)])
	}
	return nil
}
