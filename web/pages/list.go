package pages

import (
	"net/url"
	"slices"
	"strings"

	"forumgraph/store"
)

// tablesPage is the index of the lists.
type tablesPage struct {
	Tables []indexed
	Counts []kindCount
}

type indexed struct {
	Name, Kind, Href string
	Count            int
}

// listPage is one page of a list, as a table or, for statements, in full.
type listPage struct {
	// Head names the words above the first column.
	Head       string
	Columns    []column
	Rows       []listRow
	Statements []statement
	Pager      pager
	Orders     []preset
	// Files are the formats in which the whole list is available.
	Files []preset
	// Filters are those in force, each with the address without it.
	Filters []chip
	// Addressees are those that the list of recommendations can be filtered by; nil for other lists. Keep is what the
	// form keeps of the address.
	Addressees []option
	Keep       []hidden
	// About is the address of the recommendations about the population that is the addressee; empty for another one.
	About string
	// Words are those in the filter. NoMatch means that nothing has all of them; Suggestions are words that something has.
	NoMatch     bool
	Words       string
	Suggestions []suggestion
}

type listRow struct {
	Node ref
	// About is a line about the node; may be empty. AboutLang is its language if that is not the page's.
	About, AboutLang string
	Cells            []cell
}

// chip is a filter in force.
type chip struct {
	// Key names the words for the filter; Node is the value, or Word if that is nil.
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
		at := indexed{Name: t.name, Kind: t.kind, Href: q.address("/list/"+t.name, nil)}
		for _, c := range a.Overview.Counts {
			if lower(c.Kind) == t.kind {
				at.Count = c.Count
			}
		}
		body.Tables = append(body.Tables, at)
	}
	return &page{Title: q.text("nav.list"), Lead: q.text("list.lead"), Template: "tables", Body: body}, nil
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
	body := listPage{Head: t.head, Columns: t.columns, Files: q.files(q.path, q.values)}
	for _, o := range t.orders {
		value := o
		if o == t.orders[0] {
			value = ""
		}
		body.Orders = append(body.Orders, preset{q.text("order." + o), q.with("order", value), o == order})
	}
	p := &page{Title: q.text("kinds." + t.kind), Lead: q.text("list." + name + ".lead"), Template: "list", Swaps: true}
	variables = q.paged(rowsPerPage, variables)
	f := q.filterOf(t)
	variables["filter"] = f.api
	if name == "statements" {
		err := q.listStatements(&body, f, variables)
		p.Body, p.Title = body, q.titled(p.Title, body.Filters)
		return p, err
	}
	var err error
	if body.Filters, err = q.chipsOf(f); err != nil {
		return nil, err
	}
	p.Title = q.titled(p.Title, body.Filters)
	if slices.Contains(t.filters, "addressee") {
		body.Keep = q.kept("order", "population")
		if id := q.values.Get("addressee"); kindOf(id) == "population" {
			body.About = q.with("addressee", "", "population", id)
		}
		if body.Addressees, err = q.addressees(); err != nil {
			return nil, err
		}
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
	if name == "organizations" && q.counted == nil {
		var err error
		if q.counted, err = q.claims(q.lang); err != nil {
			return a.List, err
		}
	}
	err := q.ask("list-"+name, variables, &a)
	if err == nil && q.counted != nil && q.version != q.counted.Version {
		return a.List, ErrUnavailable // the graph changed between the two
	}
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

// nodeFilters are the filters of the list of statements that name nodes, wordFilters those that name words of an
// enumeration, in lower case; the API uses the same words.
var (
	nodeFilters = []string{"voice", "affiliation", "issue", "session", "recommendation", "addressee", "population", "place", "mention"}
	wordFilters = []string{"kind", "stance", "quantifier"}
	// filterKinds are the kinds of node that a filter takes; any, if it is not in it.
	filterKinds = map[string][]string{
		"voice": voiceKinds, "affiliation": {"organization"}, "issue": {"issue"}, "session": {"session"},
		"recommendation": {"recommendation"}, "addressee": addresseeKinds, "population": {"population"}, "place": {"place"},
	}
	filterWords = map[string][]string{
		"kind": statementWords, "stance": addressed(stances), "quantifier": lowered(wordsOf(store.Quantifiers())),
	}
	addresseeKinds = []string{"organization", "collective", "population", "initiative"}
)

func wordsOf[W ~string](values []W) []string {
	all := make([]string, len(values))
	for i, v := range values {
		all[i] = string(v)
	}
	return all
}

// listFilter is the filter of a list in the address.
type listFilter struct {
	// api is the filter for the API; named are the IDs in it, each under its name.
	api   map[string]any
	named [][2]string
	// words are the words that its texts must have; may be empty.
	words string
}

// ids returns the IDs of the nodes in the filter.
func (f listFilter) ids() []string {
	ids := []string{}
	for _, n := range f.named {
		ids = append(ids, n[1])
	}
	return ids
}

// filterOf returns the filter of a list.
func (q *request) filterOf(t table) listFilter {
	f := listFilter{api: make(map[string]any)}
	for _, name := range t.filters {
		if words, ok := filterWords[name]; ok {
			q.values.Set(name, strings.ToLower(q.values.Get(name)))
			if chosen := q.several(name, words); len(chosen) > 0 {
				f.api[name] = apiWords(chosen)
			}
			continue
		}
		id := q.id(name, filterKinds[name]...)
		if id == "" {
			continue
		}
		f.named = append(f.named, [2]string{name, id})
		if name == "voice" && q.values.Get("through") == "1" {
			f.api["or"] = []any{map[string]any{"voice": []string{id}}, map[string]any{"affiliation": []string{id}}}
		} else if name == "population" && t.name == "recommendations" {
			f.api["statements"] = map[string]any{name: []string{id}}
		} else {
			f.api[name] = []string{id}
		}
	}
	if t.name == "statements" {
		if f.words = strings.TrimSpace(q.values.Get("q")); f.words != "" {
			f.api["text"] = f.words
		}
	}
	return f
}

// filterChips returns the filters in force, given the nodes that the filter names, nil for one that does not exist.
func (q *request) filterChips(f listFilter, nodes []*ref) (chips []chip) {
	for i, named := range f.named {
		key, id := named[0], named[1]
		remove := q.with(key, "")
		one := chip{Word: id}
		if i < len(nodes) && nodes[i] != nil {
			one.Node = nodes[i]
		} else {
			q.unknown(key, id, filterKinds[key]...)
		}
		if key == "voice" && q.values.Get("through") == "1" {
			key, remove = "through", q.with(key, "", "through", "")
		}
		one.Key, one.Remove = key, remove
		chips = append(chips, one)
	}
	for _, name := range wordFilters {
		words, ok := f.api[name].([]string)
		if !ok {
			continue
		}
		labels := make([]string, len(words))
		for i, word := range addressed(words) {
			labels[i] = q.text(wordKey(name, word))
		}
		chips = append(chips, chip{Key: name, Word: strings.Join(labels, q.text("list-separator")), Remove: q.with(name, "")})
	}
	if f.words != "" {
		chips = append(chips, chip{Key: "words", Word: f.words, Remove: q.with("q", "")})
	}
	return chips
}

// chipsOf is filterChips for nodes that are still to be looked up.
func (q *request) chipsOf(f listFilter) ([]chip, error) {
	var a struct{ Nodes []*ref }
	if len(f.named) > 0 {
		if err := q.ask("names", map[string]any{"ids": f.ids()}, &a); err != nil {
			return nil, err
		}
	}
	return q.filterChips(f, a.Nodes), nil
}

func (q *request) listStatements(body *listPage, f listFilter, variables map[string]any) error {
	variables["named"] = f.ids()
	var a struct {
		List  answered[statement]
		Nodes []*ref
	}
	if err := q.ask("list-statements", variables, &a); err != nil {
		return err
	}
	body.Filters, body.Words = q.filterChips(f, a.Nodes), f.words
	body.Statements = a.List.Nodes
	body.Pager = q.pager(a.List.PageInfo, a.List.TotalCount, len(a.List.Nodes))
	if a.List.TotalCount > 0 || f.words == "" {
		return nil
	}
	var err error
	body.NoMatch, body.Suggestions, err = q.suggestions(f.words, []string{"statement"}, func(words string) string { return q.with("q", words) })
	return err
}

// wordKey returns the key of the words for a value of a filter.
func wordKey(filter, word string) string {
	if filter == "kind" {
		return "does." + word
	}
	return filter + "." + word
}

// addressees returns the addressees of recommendations that the address can have, by name.
func (q *request) addressees() ([]option, error) {
	var a struct {
		Recommendations struct {
			Facets []struct{ Values []struct{ Node ref } }
		}
	}
	if err := q.ask("addressees", nil, &a); err != nil {
		return nil, err
	}
	var all []ref
	for _, f := range a.Recommendations.Facets {
		for _, v := range f.Values {
			all = append(all, v.Node)
		}
	}
	slices.SortFunc(all, q.byName())
	options := []option{{Label: q.text("filter.addressee.any")}}
	for _, n := range all {
		options = append(options, option{Value: n.ID, Label: q.lang.name(n), Chosen: q.values.Get("addressee") == n.ID})
	}
	return options, nil
}

// query returns a query from pairs of names and values.
func query(pairs ...string) url.Values {
	v := make(url.Values)
	for i := 0; i+1 < len(pairs); i += 2 {
		v.Set(pairs[i], pairs[i+1])
	}
	return v
}
