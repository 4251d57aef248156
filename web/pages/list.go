package pages

import (
	"net/url"
	"slices"
	"strings"
)

// tablesPage is the index of the lists.
type tablesPage struct {
	Tables []indexed
	Counts []kindCount
}

type indexed struct {
	Name, Href string
	Count      int
}

// listPage is one page of a list, as a table or, for statements, in full.
type listPage struct {
	Name       string
	Columns    []column
	Rows       []listRow
	Statements []statement
	Pager      pager
	Orders     []preset
	// Files are the formats in which the whole list is available.
	Files []preset
	// Filters are those in force, each with the address without it. Only statements have filters.
	Filters []chip
}

type listRow struct {
	Node ref
	// About is a line about the node; may be empty. AboutLang is its language if that is not the page's.
	About, AboutLang string
	Cells            []cell
}

// chip is a filter in force.
type chip struct {
	// Key names the words for the filter; Node or Word is the value.
	Key    string
	Node   *ref
	Word   string
	Remove string
}

const rowsPerPage = 50

func (q *request) tables() (*page, error) {
	var a struct{ Overview struct{ Counts []kindCount } }
	if err := q.ask("overview", nil, &a); err != nil {
		return nil, err
	}
	var body tablesPage
	for _, t := range tableList {
		at := indexed{Name: t.name, Href: q.address("/list/"+t.name, nil)}
		for _, c := range a.Overview.Counts {
			if lower(c.Kind) == t.kind {
				at.Count = c.Count
			}
		}
		body.Tables = append(body.Tables, at)
	}
	return &page{Title: q.text("list.title"), Lead: q.text("list.lead"), Template: "tables", Body: body}, nil
}

func (q *request) list(name string) (*page, error) {
	at := slices.IndexFunc(tableList, func(t table) bool { return t.name == name })
	if at < 0 {
		return nil, errNotFound
	}
	t := tableList[at]
	order := q.choice("order", t.orders...)
	variables := map[string]any{"order": orderNames[order]}
	if as := q.values.Get("as"); as != "" {
		return q.listFile(t, as, variables)
	}
	body := listPage{Name: name, Columns: t.columns, Files: q.files(q.path, q.values)}
	for _, o := range t.orders {
		value := o
		if o == t.orders[0] {
			value = ""
		}
		body.Orders = append(body.Orders, preset{q.text("order." + o), q.with("order", value), o == order})
	}
	p := &page{Title: q.text("list." + name), Lead: q.text("list." + name + ".lead"), Template: "list", Swaps: true}
	variables = q.paged(rowsPerPage, variables)
	if name == "statements" {
		err := q.listStatements(&body, variables)
		p.Body = body
		return p, err
	}
	a, err := q.askList(name, variables)
	if err != nil {
		return nil, err
	}
	for _, n := range a.Nodes {
		row := listRow{Node: n.ref}
		row.About, row.AboutLang = q.aboutOf(t, n)
		for _, c := range t.columns {
			row.Cells = append(row.Cells, c.cell(q, n))
		}
		body.Rows = append(body.Rows, row)
	}
	body.Pager = q.pager(a.PageInfo, a.TotalCount, len(body.Rows))
	p.Body = body
	return p, nil
}

// answered is a page of a list from the API.
type answered[T any] struct {
	TotalCount int
	PageInfo   pageInfo
	Nodes      []T
}

// askList queries a list of nodes.
func (q *request) askList(name string, variables map[string]any) (answered[listed], error) {
	var a struct{ List answered[listed] }
	err := q.ask("list-"+name, variables, &a)
	return a.List, err
}

// aboutOf returns the line about a node of a list, and its language if that is not the page's.
func (q *request) aboutOf(t table, n listed) (string, string) {
	if t.kind != "figure" {
		return q.wording(n.About, n.EnglishAbout)
	}
	text, lang := q.wording(&n.Measures, &n.EnglishMeasures)
	if text == n.Label {
		return "", ""
	}
	return text, lang
}

// nodeFilters are the filters of the list of statements that name nodes; the API uses the same words. wordFilters name
// words of an enumeration, in lower case.
var (
	nodeFilters = []string{"voice", "affiliation", "issue", "session", "recommendation", "addressee", "population", "place", "mention"}
	wordFilters = []string{"kind", "stance", "quantifier"}
)

// statementFilter returns the filter in the address, and the IDs of the nodes in it.
func (q *request) statementFilter() (filter map[string]any, named []string) {
	filter, named = make(map[string]any), []string{}
	for _, name := range nodeFilters {
		id := q.values.Get(name)
		if id == "" {
			continue
		}
		named = append(named, id)
		if name == "voice" && q.values.Get("through") == "1" {
			filter["or"] = []any{map[string]any{"voice": []string{id}}, map[string]any{"affiliation": []string{id}}}
		} else {
			filter[name] = []string{id}
		}
	}
	for _, name := range wordFilters {
		if word := q.values.Get(name); word != "" {
			filter[name] = []string{strings.ToUpper(word)}
		}
	}
	if text := strings.TrimSpace(q.values.Get("q")); text != "" {
		filter["text"] = text
	}
	return filter, named
}

func (q *request) listStatements(body *listPage, variables map[string]any) error {
	filter, named := q.statementFilter()
	variables["filter"], variables["named"] = filter, named
	var a struct {
		List  answered[statement]
		Nodes []*ref
	}
	if err := q.ask("list-statements", variables, &a); err != nil {
		return err
	}
	for i, id := range named {
		key := nodeFilters[slices.IndexFunc(nodeFilters, func(name string) bool { return q.values.Get(name) == id })]
		remove := q.with(key, "")
		if key == "voice" {
			remove = q.with(key, "", "through", "")
		}
		node := &ref{ID: id, Label: id, English: id}
		if i < len(a.Nodes) && a.Nodes[i] != nil {
			node = a.Nodes[i]
		}
		if key == "voice" && q.values.Get("through") == "1" {
			key = "through"
		}
		body.Filters = append(body.Filters, chip{Key: key, Node: node, Remove: remove})
	}
	for _, name := range wordFilters {
		if word := q.values.Get(name); word != "" {
			body.Filters = append(body.Filters, chip{Key: name, Word: q.text(wordKey(name, word)), Remove: q.with(name, "")})
		}
	}
	if text, ok := filter["text"].(string); ok {
		body.Filters = append(body.Filters, chip{Key: "words", Word: text, Remove: q.with("q", "")})
	}
	body.Statements = a.List.Nodes
	body.Pager = q.pager(a.List.PageInfo, a.List.TotalCount, len(a.List.Nodes))
	return nil
}

// wordKey returns the key of the words for a value of a filter.
func wordKey(filter, word string) string {
	if filter == "kind" {
		return "does." + word
	}
	return filter + "." + word
}

// query returns a query from pairs of names and values.
func query(pairs ...string) url.Values {
	v := make(url.Values)
	for i := 0; i+1 < len(pairs); i += 2 {
		v.Set(pairs[i], pairs[i+1])
	}
	return v
}
