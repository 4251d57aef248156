package store

import (
	"cmp"
	"slices"
)

// EdgeType is the type of an edge. Each type is either asserted or derived, never both.
type EdgeType string

// The types of asserted edges; edgeTypeInfos says what they join.
const (
	AffiliatedWith EdgeType = "AFFILIATED_WITH"
	PresentedAt    EdgeType = "PRESENTED_AT"
	PartOf         EdgeType = "PART_OF"
	Hosted         EdgeType = "HOSTED"
	Runs           EdgeType = "RUNS"
	FundedBy       EdgeType = "FUNDED_BY"
	PartnerIn      EdgeType = "PARTNER_IN"
	PublishedBy    EdgeType = "PUBLISHED_BY"
	LocatedIn      EdgeType = "LOCATED_IN"
	Broader        EdgeType = "BROADER"
	Related        EdgeType = "RELATED"
	Addresses      EdgeType = "ADDRESSES"
	AddressedTo    EdgeType = "ADDRESSED_TO"
	Contradicts    EdgeType = "CONTRADICTS"
	Made           EdgeType = "MADE"
	About          EdgeType = "ABOUT"
	PositionOn     EdgeType = "POSITION"
	Mentions       EdgeType = "MENTIONS"
	Quotes         EdgeType = "QUOTES"
	Restates       EdgeType = "RESTATES"
	InSession      EdgeType = "IN_SESSION"
	ReportedBy     EdgeType = "REPORTED_BY"
	TakenFrom      EdgeType = "TAKEN_FROM"
	ReportedIn     EdgeType = "REPORTED_IN"
	Cites          EdgeType = "CITES"
)

// The types of derived edges.
const (
	Raised      EdgeType = "RAISED"
	Backs       EdgeType = "BACKS"
	OpposesEdge EdgeType = "OPPOSES"
	CoRaised    EdgeType = "CO_RAISED"
)

// EdgeTypeInfo describes a type of edge: what differs by type and is said once. A new type begins with a row of them.
type EdgeTypeInfo struct {
	Type EdgeType
	// Code stands for the type on disk. A code is never given to another type; derived types have those from 0x80 on.
	Code byte
	// Derived is set if edges of the type follow from statements by a rule.
	Derived bool
	// Editorial is set if they order our vocabulary rather than repeat a claim of the source.
	Editorial bool
	// ByTarget is set if the record of an edge's target states it; else that of its source does, or, if derived, none.
	ByTarget bool
	// CoPresence is set if they only say that two nodes were in one room. Paths and neighborhoods leave them out.
	CoPresence bool
	// ToDocument is set if they lead from the discourse to the document side.
	ToDocument bool
	// Symmetric is set if they mean the same from either end. The record of one of the two states each.
	Symmetric bool
}

// edgeTypeInfos are the types in their customary order, with what they join. The owner, the node whose record says it, is
// marked by '*'.
var edgeTypeInfos = []EdgeTypeInfo{
	{Type: AffiliatedWith, Code: 1},                                // person* > organization
	{Type: PresentedAt, Code: 2, ByTarget: true, CoPresence: true}, // person > session*; not a claim
	{Type: PartOf, Code: 3},                                        // a part* > its whole, of like kind; passage* > section* > source
	{Type: Hosted, Code: 4, ByTarget: true, CoPresence: true},      // organization > session*
	{Type: Runs, Code: 5, ByTarget: true},                          // organization > initiative*
	{Type: FundedBy, Code: 6},                                      // initiative* > organization
	{Type: PartnerIn, Code: 7, ByTarget: true},                     // organization > initiative*
	{Type: PublishedBy, Code: 8},                                   // publication* > organization or person
	{Type: LocatedIn, Code: 9},                                     // organization*, initiative*, figure* > place
	{Type: Broader, Code: 10, Editorial: true},                     // issue* or population* > the broader one
	{Type: Related, Code: 11, Editorial: true, Symmetric: true},    // issue* > issue
	{Type: Addresses, Code: 12, Editorial: true},                   // recommendation*, initiative* > issue
	{Type: AddressedTo, Code: 13},                                  // recommendation*, statement* > who is asked to act
	{Type: Contradicts, Code: 14, Symmetric: true},                 // recommendation* > rival, statement* > rival
	{Type: Made, Code: 15, ByTarget: true},                         // voice > statement*
	{Type: About, Code: 16},                                        // statement*, figure* > issue
	{Type: PositionOn, Code: 17},                                   // statement* > recommendation, with a stance
	{Type: Mentions, Code: 18},                                     // statement* > population, place, figure or any named node
	{Type: Quotes, Code: 19},                                       // statement* > publication
	{Type: Restates, Code: 20},                                     // later statement* > earlier statement
	{Type: InSession, Code: 21, CoPresence: true},                  // statement*, collective* > session
	{Type: ReportedBy, Code: 22},                                   // figure* > voice
	{Type: TakenFrom, Code: 23},                                    // figure* > publication, organization or initiative whose study it is
	{Type: ReportedIn, Code: 24, ToDocument: true},                 // session* > section
	{Type: Cites, Code: 25, ToDocument: true},                      // any node* of the discourse > passage
	{Type: Raised, Code: 0x80, Derived: true},                      // voice > issue
	{Type: Backs, Code: 0x81, Derived: true},                       // voice > recommendation
	{Type: OpposesEdge, Code: 0x82, Derived: true},                 // voice > recommendation
	{Type: CoRaised, Code: 0x83, Derived: true},                    // issue - issue, from the smaller ID to the larger
}

var (
	infoOfType    = indexed(edgeTypeInfos, func(t *EdgeTypeInfo) EdgeType { return t.Type })
	allTypes      = typesIn(func(*EdgeTypeInfo) bool { return true })
	assertedTypes = typesIn(func(t *EdgeTypeInfo) bool { return !t.Derived })
	derivedTypes  = typesIn(func(t *EdgeTypeInfo) bool { return t.Derived })
)

func typesIn(in func(*EdgeTypeInfo) bool) (all []EdgeType) {
	for i := range edgeTypeInfos {
		if in(&edgeTypeInfos[i]) {
			all = append(all, edgeTypeInfos[i].Type)
		}
	}
	return all
}

// unknownType is returned for a word that is not a type.
var unknownType EdgeTypeInfo

// Info returns the description of t, an empty one if t is not a type. It is shared: do not change it.
func (t EdgeType) Info() *EdgeTypeInfo {
	if info := infoOfType[t]; info != nil {
		return info
	}
	return &unknownType
}

// EdgeTypes returns every type, asserted ones first.
func EdgeTypes() []EdgeType { return slices.Clone(allTypes) }

// AssertedTypes returns every type of asserted edge.
func AssertedTypes() []EdgeType { return slices.Clone(assertedTypes) }

// DerivedTypes returns every type of derived edge.
func DerivedTypes() []EdgeType { return slices.Clone(derivedTypes) }

// IsValid reports whether t is one of [EdgeTypes].
func (t EdgeType) IsValid() bool { return infoOfType[t] != nil }

// IsDerived reports whether edges of the type follow from statements by a rule.
func (t EdgeType) IsDerived() bool { return t.Info().Derived }

// IsEditorial reports whether edges of the type order our vocabulary rather than repeat a claim of the source. Their
// citations show where the notion at their source is named.
func (t EdgeType) IsEditorial() bool { return t.Info().Editorial }

// IsStatedByTarget reports whether the record of an edge's target states edges of the type; else that of its source does, or,
// of a derived type, none.
func (t EdgeType) IsStatedByTarget() bool { return t.Info().ByTarget }

// EdgeKey names an edge: at most one edge of a type leads from one node to another.
type EdgeKey struct {
	Source ID       `json:"source"`
	Type   EdgeType `json:"type"`
	Target ID       `json:"target"`
}

// Compare orders keys by source, type and target.
func (k EdgeKey) Compare(o EdgeKey) int {
	return cmp.Or(cmp.Compare(k.Source, o.Source), cmp.Compare(k.Type, o.Type), cmp.Compare(k.Target, o.Target))
}

// Edge is a typed, directed tie between two nodes.
type Edge struct {
	EdgeKey
	// Citations support an asserted edge, at least one except on the document side; a derived edge has none.
	Citations []Citation `json:"citations,omitempty"`
	// Role is the printed role of an AFFILIATED_WITH edge; VoiceRole and Quantifier belong to MADE; Stance to POSITION.
	Role       string     `json:"role,omitempty"`
	VoiceRole  VoiceRole  `json:"voiceRole,omitempty"`
	Quantifier Quantifier `json:"quantifier,omitempty"`
	Stance     Stance     `json:"stance,omitempty"`
	// Rule names the rule of a derived edge, with its version: "raised/1".
	Rule string `json:"rule,omitempty"`
	// Support lists the statements behind a derived edge, by ID, each once.
	Support []Support `json:"support,omitempty"`
}

// Weight returns the number of distinct statements that support a derived edge, and 1 for an asserted one.
func (e *Edge) Weight() int {
	if e.Type.IsDerived() {
		return len(e.Support)
	}
	return 1
}

// Support is one statement behind a derived edge.
type Support struct {
	Statement ID `json:"statement"`
	// Through is the person whose affiliation carries the claim to an organization; empty if the claim is the voice's own.
	Through ID `json:"through,omitempty"`
}

// AssertedEdges returns the edges that n's own fields state, ordered by key, each key once. If a record states an edge
// twice, its citations are joined.
func AssertedEdges(n Node) []Edge { return AppendAssertedEdges(nil, n) }

// AppendAssertedEdges is [AssertedEdges] for callers that read many nodes: it appends to edges and returns the whole.
func AppendAssertedEdges(edges []Edge, n Node) []Edge {
	c := collector{id: n.Base().ID, cites: n.Base().Citations, edges: edges, from: len(edges)}
	switch n := n.(type) {
	case *Person:
		for _, a := range n.Affiliations {
			c.add(Edge{EdgeKey: EdgeKey{c.id, AffiliatedWith, a.Organization}, Role: a.Role, Citations: a.Citations})
		}
	case *Statement:
		for _, v := range n.Voices {
			c.add(Edge{EdgeKey: EdgeKey{v.Voice, Made, c.id}, VoiceRole: v.Role, Quantifier: v.Quantifier})
		}
		for _, p := range n.Positions {
			c.add(Edge{EdgeKey: EdgeKey{c.id, PositionOn, p.Recommendation}, Stance: p.Stance})
		}
	}
	n.eachReference(c.reference)
	c.citations()
	return c.sorted()
}

type collector struct {
	id    ID
	cites []Citation
	edges []Edge
	from  int // where n's edges begin
}

func (c *collector) add(e Edge) {
	if len(e.Citations) == 0 {
		e.Citations = c.cites
	}
	c.edges = append(c.edges, e)
}

// reference adds the edges that a field states.
func (c *collector) reference(r reference) {
	if r.edge == "" {
		return
	}
	add := func(id ID, citations []Citation) {
		key := EdgeKey{c.id, r.edge, id}
		if r.edge.IsStatedByTarget() {
			key = EdgeKey{id, r.edge, c.id}
		}
		c.add(Edge{EdgeKey: key, Citations: citations})
	}
	for _, to := range r.refs {
		add(to.ID, to.Citations)
	}
	for _, id := range r.ids {
		if id != "" {
			add(id, nil)
		}
	}
	if r.id != "" {
		add(r.id, nil)
	}
}

// citations adds one CITES edge for each passage that the record or one of its edges cites.
func (c *collector) citations() {
	c.cite(c.cites)
	for _, e := range c.edges[c.from:] {
		if e.Type != Cites && !same(e.Citations, c.cites) {
			c.cite(e.Citations)
		}
	}
}

// cite adds an edge for each citation. The edge's list is a part of the record's, to which nobody can append.
func (c *collector) cite(all []Citation) {
	for i := range all {
		c.edges = append(c.edges, Edge{EdgeKey: EdgeKey{c.id, Cites, all[i].Passage}, Citations: all[i : i+1 : i+1]})
	}
}

// same reports whether two lists are one in memory.
func same(a, b []Citation) bool { return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0]) }

func (c *collector) sorted() []Edge {
	all := c.edges[c.from:]
	slices.SortStableFunc(all, func(a, b Edge) int { return a.Compare(b.EdgeKey) })
	once := all[:0]
	for _, e := range all {
		if n := len(once); n > 0 && once[n-1].EdgeKey == e.EdgeKey {
			once[n-1].Citations = joinCitations(once[n-1].Citations, e.Citations)
			continue
		}
		once = append(once, e)
	}
	return c.edges[:c.from+len(once)]
}

// joinCitations returns a and what b adds to it; it never writes into either.
func joinCitations(a, b []Citation) []Citation {
	joined := slices.Clip(a)
	for _, cite := range b {
		if !slices.Contains(joined, cite) {
			joined = append(joined, cite)
		}
	}
	return joined
}

// Compare orders support by statement; a statement supports an edge once.
func (s Support) Compare(o Support) int { return cmp.Compare(s.Statement, o.Statement) }
