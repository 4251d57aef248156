package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
)

// Lookup finds nodes by ID: a [Snapshot] is one.
type Lookup interface {
	// Nodes returns the nodes with ids in the same order; nil stands for an unknown one.
	Nodes(ctx context.Context, ids []ID) ([]Node, error)
}

// Referrers finds the nodes whose records state an edge at id.
type Referrers func(ctx context.Context, id ID) ([]ID, error)

// Validate checks a change set against the graph it would change: every rule that needs no text of the source.
//
// It returns an [*InvalidError] with all problems, in the order of cs.Put and then of cs.Delete, or nil. Other errors
// are those of reading the graph.
func Validate(ctx context.Context, stored Lookup, referrers Referrers, cs ChangeSet) error {
	v := &validation{ctx: ctx, stored: stored, put: make(map[ID]Node, len(cs.Put)), deleted: make(map[ID]bool, len(cs.Delete))}
	for _, id := range cs.Delete {
		v.deleted[id] = true
	}
	for _, n := range cs.Put {
		id := n.Base().ID
		if _, err := ParseID(string(id)); err != nil {
			v.problem(id, "id", "%v", errText(err))
			continue
		}
		if v.put[id] != nil {
			v.problem(id, "id", "appears twice in one change set; keep one record")
		}
		v.put[id] = n
	}
	if err := v.load(cs.Put); err != nil {
		return err
	}
	for _, n := range cs.Put {
		if v.put[n.Base().ID] != nil {
			v.node(n)
		}
	}
	if err := v.cycles(cs.Put); err != nil {
		return err
	}
	for _, id := range cs.Delete {
		if err := v.deletion(id, referrers); err != nil {
			return err
		}
	}
	if len(v.problems) > 0 {
		return &InvalidError{Problems: v.problems}
	}
	return nil
}

// errText is the message of an ErrInvalid without the sentinel's own word at its end.
func errText(err error) string {
	s := err.Error()
	if tail := ": " + ErrInvalid.Error(); errors.Is(err, ErrInvalid) && len(s) > len(tail) && s[len(s)-len(tail):] == tail {
		return s[:len(s)-len(tail)]
	}
	return s
}

type validation struct {
	ctx      context.Context
	stored   Lookup
	put      map[ID]Node
	found    map[ID]Node // stored nodes that the change set refers to
	deleted  map[ID]bool
	problems []Problem
}

func (v *validation) problem(id ID, field, format string, args ...any) {
	v.problems = append(v.problems, Problem{ID: id, Field: field, Message: fmt.Sprintf(format, args...)})
}

// load reads all stored nodes that the change set's edges touch, in one call.
func (v *validation) load(put []Node) error {
	var ids []ID
	for _, n := range put {
		for _, e := range AssertedEdges(n) {
			for _, id := range []ID{e.Source, e.Target} {
				if v.put[id] == nil {
					ids = append(ids, id)
				}
			}
		}
		if p, ok := n.(*Passage); ok {
			ids = append(ids, p.Source)
		}
	}
	slices.Sort(ids)
	ids = slices.Compact(ids)
	nodes, err := v.stored.Nodes(v.ctx, ids)
	if err != nil {
		return err
	}
	v.found = make(map[ID]Node, len(ids))
	for i, n := range nodes {
		if n != nil {
			v.found[ids[i]] = n
		}
	}
	return nil
}

// get returns the node as it will be after the change.
func (v *validation) get(id ID) Node {
	if n := v.put[id]; n != nil {
		return n
	}
	if v.deleted[id] {
		return nil
	}
	return v.found[id]
}

func (v *validation) node(n Node) {
	m := n.Base()
	if want := NewNode(m.ID.Kind()); fmt.Sprintf("%T", n) != fmt.Sprintf("%T", want) {
		v.problem(m.ID, "id", "the ID names a %s but the record is a %T; correct the ID's prefix", m.ID.Kind(), n)
		return
	}
	if v.deleted[m.ID] {
		v.problem(m.ID, "", "is put and deleted in one change set; do one")
	}
	v.names(n)
	if m.ID.Kind().IsDocument() {
		if len(m.Citations) > 0 {
			v.problem(m.ID, "citations", "a %s is the document itself and cites nothing; remove them", m.ID.Kind())
		}
	} else if len(m.Citations) == 0 {
		v.problem(m.ID, "citations", "no citation; cite the passage that says so")
	}
	v.citations(m.ID, "citations", m.Citations)
	switch n := n.(type) {
	case *Person:
		for i, a := range n.Affiliations {
			f := index("affiliations", i)
			v.ref(m.ID, f+".organization", a.Organization, KindOrganization)
			v.citations(m.ID, f+".citations", a.Citations)
		}
	case *Organization:
		v.refs(m.ID, "partOf", n.PartOf, KindOrganization)
		v.refs(m.ID, "locatedIn", n.LocatedIn, KindPlace)
	case *Collective:
		oneOf(v, m.ID, "quantifier", n.Quantifier, Quantifiers())
		v.optional(m.ID, "session", n.Session, KindSession)
		if n.Session == "" && n.Basis.IsZero() {
			v.problem(m.ID, "session", "neither a session nor a basis; say where the collective spoke, or who it is")
		}
	case *Session:
		v.optional(m.ID, "parent", n.Parent, KindSession)
		v.optional(m.ID, "section", n.Section, KindSection)
		v.refs(m.ID, "presenters", n.Presenters, KindPerson)
		v.refs(m.ID, "hosts", n.Hosts, KindOrganization)
	case *Issue:
		v.refs(m.ID, "broader", n.Broader, KindIssue)
		v.refs(m.ID, "related", n.Related, KindIssue)
	case *Recommendation:
		v.refs(m.ID, "addressees", n.Addressees, addressees...)
		v.refs(m.ID, "issues", n.Issues, KindIssue)
		v.refs(m.ID, "contradicts", n.Contradicts, KindRecommendation)
	case *Initiative:
		oneOf(v, m.ID, "type", n.Type, InitiativeTypes())
		v.refs(m.ID, "runBy", n.RunBy, KindOrganization, KindCollective)
		v.refs(m.ID, "fundedBy", n.FundedBy, KindOrganization)
		v.refs(m.ID, "partners", n.Partners, KindOrganization, KindCollective)
		v.refs(m.ID, "partOf", n.PartOf, KindInitiative)
		v.refs(m.ID, "locatedIn", n.LocatedIn, KindPlace)
		v.refs(m.ID, "issues", n.Issues, KindIssue)
	case *Publication:
		v.date(m.ID, "date", n.Date)
		v.refs(m.ID, "publishedBy", n.PublishedBy, KindOrganization, KindPerson, KindInitiative)
	case *Population:
		v.refs(m.ID, "broader", n.Broader, KindPopulation)
	case *Place:
		v.refs(m.ID, "partOf", n.PartOf, KindPlace)
	case *Figure:
		v.figure(n)
	case *Statement:
		v.statement(n)
	case *Source:
		v.date(m.ID, "date", n.Date)
	case *Section:
		v.ref(m.ID, "source", n.Source, KindSource)
		v.optional(m.ID, "parent", n.Parent, KindSection)
	case *Passage:
		v.passage(n)
	}
}

// addressees are the kinds that can be asked to act.
var addressees = []Kind{KindOrganization, KindCollective, KindInitiative}

func (v *validation) names(n Node) {
	m := n.Base()
	switch n := n.(type) {
	case *Statement:
		if n.Summary == "" {
			v.problem(m.ID, "summary", "empty; say the claim in one or two sentences of your own")
		}
	case *Figure:
		if n.Measures.EN == "" {
			v.problem(m.ID, "measures", "empty; say what the number measures")
		}
	case *Passage:
	default:
		if m.Name.EN == "" {
			v.problem(m.ID, "name", "no English name; add one")
		}
	}
	for i, a := range m.Aliases {
		if a.Text == "" {
			v.problem(m.ID, index("aliases", i), "empty; write the name or remove it")
		}
	}
}

func (v *validation) figure(f *Figure) {
	if (f.Value == nil) == (f.Min == nil && f.Max == nil) {
		v.problem(f.ID, "value", "give either a value or a range (min, max)")
	}
	if f.Min != nil && f.Max != nil && *f.Min > *f.Max {
		v.problem(f.ID, "min", "min %v is above max %v; swap them", *f.Min, *f.Max)
	}
	if f.Unit == "" {
		v.problem(f.ID, "unit", "empty; say what is counted, such as cases or CAD")
	}
	v.refs(f.ID, "places", f.Places, KindPlace)
	v.refs(f.ID, "reportedBy", f.ReportedBy, voices...)
	v.refs(f.ID, "studies", f.Studies, KindPublication, KindOrganization, KindInitiative)
	v.refs(f.ID, "issues", f.Issues, KindIssue)
}

var voices = []Kind{KindPerson, KindOrganization, KindCollective}

func (v *validation) statement(s *Statement) {
	oneOf(v, s.ID, "kind", s.Kind, StatementKinds())
	oneOf(v, s.ID, "review", s.Review, ReviewStates())
	if len(s.Voices) == 0 {
		v.problem(s.ID, "voices", "nobody says it; name the voice")
	}
	var seen []ID
	for i, sv := range s.Voices {
		f := index("voices", i)
		if slices.Contains(seen, sv.Voice) {
			v.problem(s.ID, f, "voice %s appears twice; keep one", sv.Voice)
		}
		seen = append(seen, sv.Voice)
		v.ref(s.ID, f+".id", sv.Voice, voices...)
		oneOf(v, s.ID, f+".role", sv.Role, VoiceRoles())
		switch isCollective := sv.Voice.Kind() == KindCollective; {
		case isCollective:
			oneOf(v, s.ID, f+".quantifier", sv.Quantifier, Quantifiers())
		case sv.Quantifier != "":
			v.problem(s.ID, f+".quantifier", "only a collective has a quantifier; remove it")
		}
	}
	v.optional(s.ID, "session", s.Session, KindSession)
	v.ids(s.ID, "issues", s.Issues, KindIssue)
	v.ids(s.ID, "addressees", s.Addressees, addressees...)
	v.ids(s.ID, "populations", s.Populations, KindPopulation)
	v.ids(s.ID, "places", s.Places, KindPlace)
	v.ids(s.ID, "figures", s.Figures, KindFigure)
	v.ids(s.ID, "mentions", s.Mentions, KindPerson, KindOrganization, KindInitiative, KindPublication, KindSession)
	v.ids(s.ID, "quotes", s.Quotes, KindPublication)
	v.ids(s.ID, "restates", s.Restates, KindStatement)
	v.ids(s.ID, "contradicts", s.Contradicts, KindStatement)
	seen = nil
	for i, p := range s.Positions {
		f := index("positions", i)
		if slices.Contains(seen, p.Recommendation) {
			v.problem(s.ID, f, "%s appears twice; one statement takes one stance on it (MIXED if both)", p.Recommendation)
		}
		seen = append(seen, p.Recommendation)
		v.ref(s.ID, f+".recommendation", p.Recommendation, KindRecommendation)
		oneOf(v, s.ID, f+".stance", p.Stance, Stances())
	}
	if len(s.Positions) == 0 && (s.Kind == Recommends || s.Kind == Supports || s.Kind == Opposes) {
		v.problem(s.ID, "positions", "a statement that %s needs a position; name the recommendation and the stance", s.Kind)
	}
}

func (v *validation) passage(p *Passage) {
	v.ref(p.ID, "source", p.Source, KindSource)
	v.ref(p.ID, "section", p.Section, KindSection)
	if s, ok := v.get(p.Section).(*Section); ok && s.Source != p.Source {
		v.problem(p.ID, "section", "%s is a section of %s, not of %s; segment the source again", p.Section, s.Source, p.Source)
	}
	oneOf(v, p.ID, "kind", p.Kind, PassageKinds())
	total := 0
	for i, r := range p.Ranges {
		if r.Start < 0 || r.End <= r.Start || i > 0 && r.Start < p.Ranges[i-1].End {
			v.problem(p.ID, index("ranges", i), "[%d, %d] is empty or out of order; segment the source again", r.Start, r.End)
		}
		total += r.End - r.Start
	}
	if total != p.Length || p.Length == 0 {
		v.problem(p.ID, "length", "is %d but the ranges hold %d characters; segment the source again", p.Length, total)
	}
	if p.SHA256.IsZero() {
		v.problem(p.ID, "sha256", "missing; segment the source again")
	}
	if p.SetAside != nil {
		oneOf(v, p.ID, "setAside.reason", p.SetAside.Reason, SetAsideReasons())
		if p.SetAside.Reason == AsideNoClaim && p.SetAside.Note == "" {
			v.problem(p.ID, "setAside.note", "NO_CLAIM needs a note; say why the passage makes no claim")
		}
	}
}

func (v *validation) citations(id ID, field string, cites []Citation) {
	for i, c := range cites {
		f := index(field, i)
		n := v.get(c.Passage)
		p, ok := n.(*Passage)
		switch {
		case n == nil:
			v.problem(id, f, "unknown passage %s; correct the path", c.Passage)
		case !ok:
			v.problem(id, f, "%s is not a passage; cite one", c.Passage)
		case c.Start < 0 || c.End <= c.Start || c.End > p.Length:
			v.problem(id, f, "span [%d, %d] is empty or outside of %s, which has %d characters; correct the span",
				c.Start, c.End, c.Passage, p.Length)
		case c.SHA256.IsZero():
			v.problem(id, f, "no sha256 for a part of %s; pin the citation against the source", c.Passage)
		case c.Start == 0 && c.End == p.Length && c.SHA256 != p.SHA256:
			v.problem(id, f, "sha256 %s is not that of the whole %s, %s; pin the citation again", c.SHA256, c.Passage, p.SHA256)
		}
	}
}

func (v *validation) refs(id ID, field string, refs []Ref, kinds ...Kind) {
	ids := make([]ID, len(refs))
	for i, r := range refs {
		ids[i] = r.ID
		v.citations(id, index(field, i)+".citations", r.Citations)
	}
	v.ids(id, field, ids, kinds...)
}

func (v *validation) ids(id ID, field string, ids []ID, kinds ...Kind) {
	for i, to := range ids {
		if slices.Contains(ids[:i], to) {
			v.problem(id, index(field, i), "%s appears twice; keep one", to)
		}
		v.ref(id, index(field, i), to, kinds...)
	}
}

func (v *validation) optional(id ID, field string, to ID, kind Kind) {
	if to != "" {
		v.ref(id, field, to, kind)
	}
}

func (v *validation) ref(id ID, field string, to ID, kinds ...Kind) {
	switch {
	case v.get(to) == nil && v.deleted[to]:
		v.problem(id, field, "%s is deleted in the same change set; keep it or drop the reference", to)
	case v.get(to) == nil:
		v.problem(id, field, "unknown %s; add it or correct the ID", to)
	case !slices.Contains(kinds, to.Kind()):
		v.problem(id, field, "%s is of kind %s; want %s", to, to.Kind(), orList(kinds))
	case to == id:
		v.problem(id, field, "refers to itself; remove it")
	}
}

func (v *validation) date(id ID, field, date string) {
	if date != "" && !validDate(date) {
		v.problem(id, field, "%q is no date; write YYYY, YYYY-MM or YYYY-MM-DD", clip(date))
	}
}

// cycles refuses hierarchies that lead back to where they start.
func (v *validation) cycles(put []Node) error {
	for _, n := range put {
		for _, t := range []EdgeType{Broader, PartOf} {
			path, err := v.cycle(n.Base().ID, t)
			if err != nil {
				return err
			}
			// Each cycle is told once, at its smallest ID.
			if path != nil && n.Base().ID == slices.Min(path) {
				v.problem(n.Base().ID, fieldOf(t, n), "a cycle of %s: %s; remove one of them", t, arrows(path))
			}
		}
	}
	return nil
}

// cycle returns the nodes on a way from id along edges of type t back to id, or nil.
func (v *validation) cycle(id ID, t EdgeType) ([]ID, error) {
	seen := map[ID]bool{}
	var walk func(at ID, path []ID) ([]ID, error)
	walk = func(at ID, path []ID) ([]ID, error) {
		n, err := v.fetch(at)
		if err != nil || n == nil {
			return nil, err
		}
		for _, e := range AssertedEdges(n) {
			if e.Type != t || e.Source != at {
				continue
			}
			if e.Target == id {
				return append(path, at), nil
			}
			if seen[e.Target] {
				continue
			}
			seen[e.Target] = true
			if found, err := walk(e.Target, append(path, at)); found != nil || err != nil {
				return found, err
			}
		}
		return nil, nil
	}
	return walk(id, nil)
}

// fetch is get for nodes that the change set does not refer to itself.
func (v *validation) fetch(id ID) (Node, error) {
	if n := v.get(id); n != nil || v.deleted[id] {
		return n, nil
	}
	nodes, err := v.stored.Nodes(v.ctx, []ID{id})
	if err != nil {
		return nil, err
	}
	if nodes[0] != nil {
		v.found[id] = nodes[0]
	}
	return nodes[0], nil
}

func (v *validation) deletion(id ID, referrers Referrers) error {
	nodes, err := v.stored.Nodes(v.ctx, []ID{id})
	if err != nil {
		return err
	}
	if nodes[0] == nil {
		v.problem(id, "", "is not stored; nothing to delete")
		return nil
	}
	from, err := referrers(v.ctx, id)
	if err != nil {
		return err
	}
	for _, r := range from {
		// A record that is put anew has had its references checked above; one that is deleted takes them along.
		if r != id && !v.deleted[r] && v.put[r] == nil {
			v.problem(id, "", "still referenced by %s; change or delete that record too", r)
		}
	}
	return nil
}
