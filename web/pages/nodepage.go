package pages

import (
	"net/url"
	"slices"
	"strings"

	"forumgraph/web/pages/banks"
)

// nodePage is the page of a node: what it is, what was said, and what it is tied to.
type nodePage struct {
	Node detail
	// About is the source's description; may be empty. AboutLang is its language if that is not the page's.
	About, AboutLang string
	// Number is the value of a figure; empty for other nodes.
	Number string
	Groups []statementGroup
	// Said is the number of all statements, of which the groups hold the first; All is the address of the whole list.
	Said int
	All  string
	// Files are the formats in which all statements are available.
	Files []preset
	// People is what the people of an organization said without it, PeopleSaid how many statements that is, and Through the
	// address of all statements by them; empty for other nodes.
	People     []peopleSaid
	PeopleSaid int
	Through    string
	// Raisers are the voices that raised an issue or take a position on a recommendation, side by side.
	Raisers []raisers
	// Mentions are the first of the statements that name the node.
	Mentions    *statements
	AllMentions string
	Ties        []edgeGroup
	// TiesTotal is the number of all ties, Network the address that shows them.
	TiesTotal int
	Network   string
	Matrix    string
	// Event is the address of a session's event, starting at that session; empty for other nodes.
	Event string
}

// statementGroup is statements of one kind or with one stance.
type statementGroup struct {
	// Key names the words of its heading.
	Key        string
	Statements []statement
}

// More reports whether the groups do not hold all statements.
func (n nodePage) More() bool {
	shown := 0
	for _, g := range n.Groups {
		shown += len(g.Statements)
	}
	return shown < n.Said
}

// statementKinds are the kinds of statements in the order of a page.
var statementKinds = []string{"RECOMMENDS", "SUPPORTS", "OPPOSES", "RAISES", "CRITICIZES", "ASKS", "COMMITS", "REPORTS", "DESCRIBES"}

// saidBy is the filter that finds the statements of a node, by kind; kinds without statements are not in it.
var saidBy = map[string]string{
	"person": "voice", "organization": "voice", "collective": "voice", "issue": "issue", "session": "session",
	"recommendation": "recommendation", "population": "population", "place": "place",
}

func (q *request) node(kind, id string) (*page, error) {
	by, said := saidBy[kind]
	named := infoOf(kind).NamedAside
	variables := map[string]any{"id": id, "kinds": apiWords(nodeKinds), "said": said, "mentioned": named}
	if said {
		variables["filter"] = map[string]any{by: []string{id}}
	}
	if named {
		variables["mentions"] = map[string]any{"mention": []string{id}}
	}
	var a struct {
		Node                 *detail
		Statements, Mentions *statements
	}
	if err := q.ask("node", variables, &a); err != nil {
		return nil, err
	}
	if a.Node == nil {
		return nil, errNotFound
	}
	n := a.Node
	body := nodePage{Node: *n, Network: q.address("/network", url.Values{"focus": {id}}), TiesTotal: n.Relationships.TotalCount}
	body.About, body.AboutLang = q.wording(n.About, n.EnglishAbout)
	if kind == "figure" {
		body.Number = q.figure(n.figure)
		if n.Measures != n.Label {
			body.About, body.AboutLang = q.wording(&n.Measures, &n.EnglishMeasures)
		}
		a.Statements = n.Given
	}
	if a.Statements != nil {
		body.Said = a.Statements.TotalCount
		body.Groups = groupStatements(kind, id, a.Statements.Nodes)
	}
	if said {
		body.All = q.address("/list/statements", query(by, id))
		body.Files = q.files("/list/statements", query(by, id))
	}
	if a.Mentions != nil && a.Mentions.TotalCount > 0 {
		body.Mentions = a.Mentions
		body.AllMentions = q.address("/list/statements", query("mention", id))
	}
	if kind == "session" {
		body.Event = q.address("/sessions", url.Values{"at": {id}})
	}
	edges := n.Relationships.Edges
	switch kind {
	case "organization", "issue", "recommendation":
		version := q.version
		k, err := q.claims(q.lang)
		if err != nil {
			return nil, err
		}
		body.Raisers = q.raisersOf(k, id)
		if kind == "organization" {
			body.Through = q.address("/list/statements", query("affiliation", id))
			if body.People, body.PeopleSaid, err = q.peopleOf(k, id); err != nil {
				return nil, err
			}
			q.sayOwn(k, id, edges)
		}
		if version != k.Version || q.version != k.Version {
			return nil, ErrUnavailable // the graph changed between the questions
		}
		edges = slices.DeleteFunc(edges, func(e relationship) bool { return len(body.Raisers) > 0 && raisingTypes[e.Node.Type] && !e.out(id) })
	}
	body.Ties = groupEdges(id, edges)
	p := &page{Kicker: q.text("kind." + kind), ID: id, Template: "node", Body: body}
	p.Title, p.TitleLang = q.lang.label(n.ref)
	return p, nil
}

// raisingTypes are the types of edges from voices that say what they raised or think.
var raisingTypes = map[string]bool{"RAISED": true, "BACKS": true, "OPPOSES": true, "POSITION": true}

// sayOwn puts into words what an organization said of each issue itself and through its people.
func (q *request) sayOwn(k *keptClaims, id string, edges []relationship) {
	v, ok := k.FindVoice(id)
	if !ok {
		return
	}
	all := k.Whole(true)
	for i := range edges {
		e := &edges[i]
		if issue, ok := k.FindIssue(e.Neighbor.ID); ok && e.Node.Type == "RAISED" {
			own := all.Raised[banks.Pair{Voice: v, Other: issue}]
			e.Said = q.ownWords(own, e.Node.Weight-own)
		}
	}
}

// groupStatements groups statements by kind; those about a recommendation by their stance on it.
func groupStatements(kind, id string, all []statement) []statementGroup {
	keys := make([]string, 0, len(statementKinds))
	of := func(s statement) string { return "said." + lower(s.Kind) }
	for _, k := range statementKinds {
		keys = append(keys, "said."+lower(k))
	}
	if kind == "recommendation" {
		keys = nil
		for _, s := range stances {
			keys = append(keys, "stance-group."+lower(s))
		}
		of = func(s statement) string {
			for _, p := range s.Positions {
				if p.Recommendation.ID == id {
					return "stance-group." + lower(p.Stance)
				}
			}
			return ""
		}
	}
	var groups []statementGroup
	for _, key := range keys {
		g := statementGroup{Key: key}
		for _, s := range all {
			if of(s) == key {
				g.Statements = append(g.Statements, s)
			}
		}
		if len(g.Statements) > 0 {
			groups = append(groups, g)
		}
	}
	return groups
}

// supportHref returns the address of the statements behind a derived edge; empty for an asserted one.
func supportHref(l Lang, source, target, edgeType string) string {
	var values url.Values
	switch edgeType {
	case "RAISED":
		values = query("voice", source, "issue", target)
		if strings.HasPrefix(source, "organization:") {
			values.Set("through", "1")
		}
	case "BACKS":
		values = query("voice", source, "recommendation", target, "stance", "for")
	case "OPPOSES":
		values = query("voice", source, "recommendation", target, "stance", "against")
	default:
		return ""
	}
	u := url.URL{Path: "/" + string(l) + "/list/statements", RawQuery: values.Encode()}
	return u.String()
}
