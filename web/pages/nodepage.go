package pages

import (
	"net/url"
	"strings"
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
	// Through is the address of the statements by people affiliated with an organization; empty for other nodes.
	Through string
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
	if kind == "organization" {
		body.Through = q.address("/list/statements", query("affiliation", id))
	}
	body.Ties = groupEdges(id, n.Relationships.Edges)
	p := &page{Kicker: q.text("kind." + kind), ID: id, Template: "node", Body: body}
	p.Title, p.TitleLang = q.lang.label(n.ref)
	return p, nil
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
