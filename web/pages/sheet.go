package pages

import (
	"bytes"
	"slices"
)

// sheet is what a page shows, as a table and as a diagram, for files.
type sheet struct {
	// name begins the names of the files, such as paths. title is the heading of the diagram.
	name, title string
	columns     []string
	rows        [][]any
	// filters are sentences about what was left out.
	filters []string
	// draw returns the diagram; nil if there is none.
	draw func() diagram
}

// sheetRow is a row of a sheet under its columns.
type sheetRow struct {
	columns []string
	values  []any
}

func (r sheetRow) cells() []any { return r.values }

func (r sheetRow) object() any {
	o := make(object, len(r.values))
	for i, v := range r.values {
		o[i] = member{r.columns[i], v}
	}
	return o
}

// sheetFile returns the sheet in a format: csv, json or, if it has a diagram, svg.
//
// Errors: errNotFound for another format.
func (q *request) sheetFile(s sheet, as string) (*page, error) {
	p := &page{fileName: q.fileName(s.name, as)}
	if as == "svg" && s.draw != nil {
		p.fileType, p.file = "image/svg+xml", q.svg(s.title, s.filters, s.draw())
		return p, nil
	}
	for _, f := range fileFormats {
		if f.name != as {
			continue
		}
		head := q.fileHead(s.title, len(s.rows), s.columns)
		for name := range q.values {
			if v := q.values.Get(name); v != "" && name != "as" {
				head.Filters = append(head.Filters, member{name, v})
			}
		}
		slices.SortFunc(head.Filters, func(a, b member) int { return bytes.Compare([]byte(a.name), []byte(b.name)) })
		var b bytes.Buffer
		err := f.write(&b, head, func(yield func(entry, error) bool) {
			for _, values := range s.rows {
				if !yield(sheetRow{s.columns, values}, nil) {
					return
				}
			}
		})
		p.fileType, p.file = f.mediaType, b.Bytes()
		return p, err
	}
	return nil, errNotFound
}

// sheetFiles returns the addresses of the page's sheet as files, in the formats of lists and, if it has one, as a diagram.
func (q *request) sheetFiles(s sheet) []preset {
	files := q.files(q.path, q.values)
	if s.draw != nil {
		files = append(files, preset{Label: "SVG", Href: q.with("as", "svg")})
	}
	return files
}
