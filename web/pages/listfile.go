package pages

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"maps"
	"net/url"
	"strconv"
)

// longList is the error of a list that is too long for a file.
type longList struct{ total, most int }

// Error implements error.
func (e *longList) Error() string {
	return fmt.Sprintf("the list has %d rows, a file at most %d; narrow the list", e.total, e.most)
}

// errChanged is returned if the graph changes while a file is written: its rows would be from two versions.
var errChanged = errors.New("the graph has changed since the file was begun; ask for it again")

// rowsPerAsk is how many rows of a file one query requests: the API's maximum.
const rowsPerAsk = 100

// entry is a row of a list as a file.
type entry interface {
	// cells returns the row as text and numbers, one cell for each heading.
	cells() []any
	// object returns the row for JSON.
	object() any
}

// files returns the addresses of the list at path as files, without the reader's position in the list.
func (q *request) files(path string, values url.Values) []preset {
	var all []preset
	for _, as := range fileFormats {
		v := maps.Clone(values)
		v.Del("page")
		v.Del("before")
		v.Set("as", as.name)
		all = append(all, preset{Label: as.label, Href: q.address(path, v)})
	}
	return all
}

// fileFormat is a format in which a list is available.
type fileFormat struct {
	name, label, mediaType string
	write                  func(io.Writer, fileHead, iter.Seq2[entry, error]) error
}

var fileFormats = []fileFormat{
	{"csv", "CSV", "text/csv; charset=utf-8; header=present", writeCSV},
	{"json", "JSON", "application/json", writeJSON},
}

// fileHead describes a file before its rows.
type fileHead struct {
	Title    string     `json:"title"`
	Language string     `json:"language"`
	Version  uint64     `json:"version"`
	Total    int        `json:"total"`
	Order    string     `json:"order,omitempty"`
	Filters  object     `json:"filters"`
	Sources  []fromFile `json:"sources"`
	Address  string     `json:"address"`
	columns  []string
}

type fromFile struct {
	ID        string  `json:"id"`
	Label     string  `json:"label"`
	Publisher *string `json:"publisher"`
	Date      *string `json:"date"`
	URL       *string `json:"url"`
}

// listFile returns the whole list as a file: all that the filters in force admit, in the requested order. It is written
// while the list is queried, from one version of the graph; if that changes, the file breaks off.
//
// Errors: errNotFound for an unknown format, *longList, and those of [Asker.Ask].
func (q *request) listFile(t table, as string, variables map[string]any) (*page, error) {
	for _, f := range fileFormats {
		if f.name == as {
			return q.listAs(f, t, variables)
		}
	}
	return nil, errNotFound
}

func (q *request) listAs(f fileFormat, t table, variables map[string]any) (*page, error) {
	variables["file"], variables["first"] = true, rowsPerAsk
	ask, columns := q.nodesOf(t), q.nodeColumns(t)
	filter := q.filterOf(t)
	variables["filter"] = filter.api
	if t.name == "statements" {
		variables["named"] = filter.ids()
		ask, columns = q.statementsOf, q.statementColumns()
	}
	first, err := ask(variables)
	if err != nil {
		return nil, err
	}
	if most := q.site.o.FileRows; first.TotalCount > most {
		return nil, &longList{first.TotalCount, most}
	}
	head := q.fileHead(q.text("kinds."+t.kind), first.TotalCount, columns)
	head.Order, head.Filters = q.choice("order", t.orders...), q.filtersInForce(t)
	if _, err := q.chipsOf(filter); err != nil {
		return nil, err // a name that does not exist is recorded
	}
	return &page{
		fileType: f.mediaType,
		fileName: q.fileName(t.name, f.name),
		stream:   func(w io.Writer) error { return f.write(w, head, q.entries(first, ask, variables)) },
	}, nil
}

// fileHead describes a file of the page at this address.
func (q *request) fileHead(title string, total int, columns []string) fileHead {
	head := fileHead{
		Title: title, Language: q.lang.Tag(), Version: q.version, Total: total, Filters: object{},
		Address: q.site.o.Base + q.with(), columns: columns,
	}
	// If they fail, the file omits the sources, as a page would.
	sources, _ := q.sources()
	for _, s := range sources.records {
		head.Sources = append(head.Sources, fromFile{s.ID, s.Label, s.Publisher, s.Date, s.URL})
	}
	return head
}

// fileName names a file by what it holds, the language and the version of the graph.
func (q *request) fileName(what, extension string) string {
	return "forumgraph-" + what + "-" + string(q.lang) + "-v" + strconv.FormatUint(q.version, 10) + "." + extension
}

// filtersInForce returns the filters of the address by name.
func (q *request) filtersInForce(t table) object {
	filters := object{}
	add := func(names ...string) {
		for _, name := range names {
			if v := q.values.Get(name); v != "" {
				filters = append(filters, member{name, v})
			}
		}
	}
	for _, name := range t.filters {
		if add(name); name == nodeFilters[len(nodeFilters)-1] {
			add("through")
		}
	}
	if t.name == "statements" {
		add("q")
	}
	return filters
}

// entries yields the rows of the list that begins with first; ask queries the following pages. It ends after an error.
//
// Errors: errChanged, and those of ask.
func (q *request) entries(first answered[entry], ask func(map[string]any) (answered[entry], error), variables map[string]any) iter.Seq2[entry, error] {
	return func(yield func(entry, error) bool) {
		version := q.version
		for a := first; ; {
			for _, e := range a.Nodes {
				if !yield(e, nil) {
					return
				}
			}
			if !a.PageInfo.HasNextPage {
				return
			}
			variables["after"] = a.PageInfo.EndCursor
			var err error
			if a, err = ask(variables); err == nil && q.version != version {
				err = errChanged
			}
			if err != nil {
				yield(nil, err)
				return
			}
		}
	}
}
