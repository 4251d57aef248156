package pages

import "slices"

// table is one of the lists at /list/…: what it lists and how.
type table struct {
	// name is the last part of the address and of the document's name, kind what it lists.
	name, kind string
	// head names the words above the names of what it lists.
	head string
	// orders are the orders that a reader can choose, the default first.
	orders  []string
	columns []column
	// filters are the names of its filters; see nodeFilters and wordFilters.
	filters []string
}

// column is a column of a table after the first, which holds the name of the node.
type column struct {
	// Key names the words of its heading.
	Key string
	// Number means that its cells hold counts, Refs that they hold references; otherwise they hold texts.
	Number, Refs bool
	cell         func(*request, listed) cell
}

// cell is the content of a column: a count, references or a text.
type cell struct {
	Number bool
	Count  int
	// Href leads to what was counted; empty if no list of it exists.
	Href string
	Refs []ref
	// Text is in the page's language or, if Printed, in the source's words.
	Text    string
	Printed bool
}

// listed is what the documents list-… query of nodes of any kind; fields that were not queried are zero.
type listed struct {
	ref
	figure
	About, EnglishAbout              *string
	Role, Date, Printed, Quantifier  *string
	Publisher                        *string
	InitiativeType                   string
	Order                            int
	Session                          *ref
	Statements, Voices, Raised       counted
	For, Against, Mixed, MentionedIn counted
	Affiliations                     []struct {
		Organization ref
		Role         *string
	}
	Presenters, RunBy, PublishedBy, ReportedBy, PartOf []ref
	// Citations are queried only for files.
	Citations []citation
}

// orderNames are the orders of lists as the API names them; "event" and "id" are the list's own.
var orderNames = map[string]any{
	"name": "NAME", "statements": "STATEMENTS", "voices": "VOICES", "document": "DOCUMENT_ORDER", "event": nil, "id": nil,
}

// The tables, in the order of the index. Nothing ranks people: their table has no counts and no order by them.
var tableList = []table{
	{"issues", "issue", "kind.issue", []string{"name", "statements", "voices", "document"}, []column{
		count("statements", "issue", func(n listed) int { return n.Statements.TotalCount }),
		count("voices", "", func(n listed) int { return n.Voices.TotalCount }),
	}, nil},
	{"recommendations", "recommendation", "kind.recommendation", []string{"name", "statements", "voices", "document"}, []column{
		stanceCount("for", "FOR", func(n listed) int { return n.For.TotalCount }),
		stanceCount("against", "AGAINST", func(n listed) int { return n.Against.TotalCount }),
		stanceCount("mixed", "MIXED", func(n listed) int { return n.Mixed.TotalCount }),
	}, []string{"addressee", "population"}},
	{"organizations", "organization", "kinds.organization", []string{"name", "statements", "document"}, []column{
		count("statements", "voice", func(n listed) int { return n.Statements.TotalCount }),
		{"people-said", true, false, (*request).peopleSaidCell},
		count("issues-raised", "", func(n listed) int { return n.Raised.TotalCount }),
	}, nil},
	{"collectives", "collective", "kinds.collective", []string{"name", "statements", "document"}, []column{
		printed("printed", (*request).asPrinted),
		refs("session", func(n listed) []ref { return one(n.Session) }),
		count("statements", "voice", func(n listed) int { return n.Statements.TotalCount }),
	}, nil},
	{"people", "person", "field.name", []string{"name", "document"}, []column{
		printed("role", func(_ *request, n listed) string { return roleOf(n) }),
		refs("affiliation", func(n listed) []ref {
			var orgs []ref
			for _, a := range n.Affiliations {
				orgs = append(orgs, a.Organization)
			}
			return orgs
		}),
	}, nil},
	{"statements", "statement", "kind.statement", []string{"document", "voices"}, nil, slices.Concat(nodeFilters, wordFilters)},
	{"sessions", "session", "kind.session", []string{"event", "name", "statements"}, []column{
		refs("presenters", func(n listed) []ref { return n.Presenters }),
		count("statements", "session", func(n listed) int { return n.Statements.TotalCount }),
	}, nil},
	{"initiatives", "initiative", "kind.initiative", []string{"name", "document", "statements"}, []column{
		words("type", func(q *request, n listed) string { return q.text("initiative." + lower(n.InitiativeType)) }),
		refs("run-by", func(n listed) []ref { return n.RunBy }),
		count("mentions", "mention", func(n listed) int { return n.MentionedIn.TotalCount }),
	}, nil},
	{"publications", "publication", "col.title", []string{"name", "document"}, []column{
		words("date", func(_ *request, n listed) string { return value(n.Date) }),
		refs("published-by", func(n listed) []ref { return n.PublishedBy }),
		count("mentions", "mention", func(n listed) int { return n.MentionedIn.TotalCount }),
	}, nil},
	{"figures", "figure", "col.figures", []string{"name", "document"}, []column{
		printed("value", func(q *request, n listed) string { return q.figure(n.figure) }),
		printed("period", func(_ *request, n listed) string { return value(n.Period) }),
		refs("reported-by", func(n listed) []ref { return n.ReportedBy }),
	}, nil},
	{"populations", "population", "kind.population", []string{"name", "statements", "document"}, []column{
		count("statements", "population", func(n listed) int { return n.Statements.TotalCount }),
	}, nil},
	{"places", "place", "kind.place", []string{"name", "statements", "document"}, []column{
		refs("part-of", func(n listed) []ref { return n.PartOf }),
		count("statements", "", func(n listed) int { return n.Statements.TotalCount }),
	}, nil},
	{"sources", "source", "col.title", []string{"id"}, []column{
		printed("publisher", func(_ *request, n listed) string { return value(n.Publisher) }),
		words("date", func(_ *request, n listed) string { return value(n.Date) }),
	}, nil},
}

// count is a column of counts. With a filter, they link to the statements that the filter finds.
func count(key, filter string, n func(listed) int) column {
	return column{key, true, false, func(q *request, l listed) cell {
		c := cell{Number: true, Count: n(l)}
		if filter != "" && c.Count > 0 {
			c.Href = q.address("/list/statements", query(filter, l.ID))
		}
		return c
	}}
}

// peopleSaidCell counts what the people of an organization said without it.
func (q *request) peopleSaidCell(l listed) cell {
	c := cell{Number: true}
	if v, ok := q.counted.FindVoice(l.ID); ok {
		if c.Count = q.counted.Whole(true).Through[v]; c.Count > 0 {
			c.Href = q.address(pathOf(l.ID), nil) + "#people-said"
		}
	}
	return c
}

// stanceCount is a column of statements by their stance on the recommendation.
func stanceCount(key, stance string, n func(listed) int) column {
	return column{key, true, false, func(q *request, l listed) cell {
		c := cell{Number: true, Count: n(l)}
		if c.Count > 0 {
			c.Href = q.address("/list/statements", query("recommendation", l.ID, "stance", lower(stance)))
		}
		return c
	}}
}

func refs(key string, of func(listed) []ref) column {
	return column{key, false, true, func(_ *request, l listed) cell { return cell{Refs: of(l)} }}
}

func words(key string, of func(*request, listed) string) column {
	return column{key, false, false, func(q *request, l listed) cell { return cell{Text: of(q, l)} }}
}

// printed is a column of words of the source.
func printed(key string, of func(*request, listed) string) column {
	return column{key, false, false, func(q *request, l listed) cell { return cell{Text: of(q, l), Printed: true} }}
}
