package pages

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// request is one request for a page.
type request struct {
	site *site
	ctx  context.Context
	lang Lang
	*catalog
	// path is the address without the language, such as /issue/forced-marriage; / is the start.
	path   string
	values url.Values
	// walk is the story that the address names; values do not have it.
	walk walk
	// embedded is whether the page is shown in a frame elsewhere, without what is around it; values do not have it.
	embedded bool
	// misreads are the values of the address that mean nothing, as far as the page has read it.
	misreads []misread
	// counted are the claims that columns of a list count from; nil if there is none that does.
	counted *keptClaims
	// version is the version of the graph that the page is from; 0 before the first query.
	version uint64
}

func (s *site) newRequest(r *http.Request, l Lang, path string) *request {
	values := r.URL.Query()
	for name, v := range values {
		// A form sends each of several choices by itself; an address has them in one value.
		values[name] = []string{strings.Join(v, ",")}
	}
	q := &request{
		site: s, ctx: r.Context(), lang: l, catalog: s.editions[l].catalog, path: path, walk: takeWalk(values), values: values,
	}
	if s.o.Embeds {
		q.embedded = q.choice("embed", "", "1") == "1"
	} else {
		q.choice("embed", "")
	}
	values.Del("embed")
	return q
}

// views are the pages that the built view draws on, by address.
var views = map[string]struct {
	name string
	make func(*request) (*page, error)
}{
	"/network":  {"network", (*request).network},
	"/sessions": {"sessions", (*request).sessions},
}

// plain are the other pages with an address of their own.
var plain = map[string]func(*request) (*page, error){
	"/":          (*request).start,
	"/agreement": (*request).agreement,
	"/connect":   (*request).connect,
	"/list":      (*request).tables,
	"/matrix":    (*request).matrix,
	"/about":     (*request).about,
	"/licenses":  (*request).licenses,
	"/search":    (*request).search,
}

// page returns the requested page.
//
// Errors: errNotFound, and those of [Asker.Ask].
func (q *request) page() (*page, error) {
	if v, ok := views[q.path]; ok {
		p, err := v.make(q)
		if p != nil && !p.still {
			p.View = v.name
		}
		return p, err
	}
	if make, ok := plain[q.path]; ok {
		return make(q)
	}
	if path.Clean(q.path) != q.path {
		return nil, errNotFound
	}
	kind, slug, _ := strings.Cut(q.path[1:], "/")
	switch kind {
	case "list":
		return q.list(slug)
	case "story":
		return q.storyPage(slug)
	}
	p, err := q.pageOf(kind, kind+":"+slug)
	if isReadersDoing(err) {
		err = errNotFound // no node can have such an ID
	}
	if errors.Is(err, errNotFound) && q.listOf(kind) != nil {
		q.unknown("", kind+":"+slug, kind)
	}
	return p, err
}

// pageOf returns the page of the node with the ID.
func (q *request) pageOf(kind, id string) (*page, error) {
	switch {
	case id == kind+":":
		return nil, errNotFound
	case kind == "statement":
		return q.statement(id)
	case kind == "passage":
		return q.passage(id)
	case kind == "section":
		return q.section(id)
	case kind == "source":
		return q.source(id)
	case slices.Contains(nodeKinds, kind):
		return q.node(kind, id)
	}
	return nil, errNotFound
}

// mayQuote reports whether the page at this address can show words of an attached copy.
func (q *request) mayQuote() bool {
	return strings.HasPrefix(q.path, "/statement/") || strings.HasPrefix(q.path, "/passage/") || q.path == "/search"
}

// ask executes the named document and decodes the response's data into to.
func (q *request) ask(name string, variables map[string]any, to any) error {
	document, ok := q.site.documents[name]
	if !ok {
		panic("no file queries/" + name + ".graphql")
	}
	answer, err := q.site.o.Ask.Ask(q.ctx, document, variables, q.lang)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	q.version = answer.Version
	if err := json.Unmarshal(answer.Data, to); err != nil {
		return fmt.Errorf("%s: answer: %w", name, err)
	}
	return nil
}

// address returns the address of a path without the language, with a query if any values are set.
func (q *request) address(path string, values url.Values) string {
	u := url.URL{Path: "/" + string(q.lang) + path, RawQuery: values.Encode()}
	return u.String()
}

// with returns the address of this page with some values of its query replaced; it takes pairs of names and values. It
// drops empty values, the format of a file, and the position in a list, which belongs to one query.
func (q *request) with(pairs ...string) string {
	values := make(url.Values)
	for name, v := range q.values {
		if name != "page" && name != "before" && name != "as" && len(v) > 0 && v[0] != "" {
			values[name] = v[:1]
		}
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] == "" {
			values.Del(pairs[i])
		} else {
			values.Set(pairs[i], pairs[i+1])
		}
	}
	return q.address(q.path, values)
}

// choice returns the value of the query's name if it is allowed, otherwise the first of allowed.
func (q *request) choice(name string, allowed ...string) string {
	v := q.values.Get(name)
	if slices.Contains(allowed, v) {
		return v
	}
	q.leftOut(name, v)
	return allowed[0]
}

// whole returns the value of the query's name if it is a number from least to most, otherwise initial.
func (q *request) whole(name string, least, most, initial int) int {
	v := q.values.Get(name)
	if n, err := strconv.Atoi(v); err == nil && n >= least && n <= most {
		return n
	}
	q.leftOut(name, v)
	return initial
}

// pattern returns the value of the query's name if it matches the pattern, otherwise an empty string.
func (q *request) pattern(name string, pattern *regexp.Regexp) string {
	v := q.values.Get(name)
	if pattern.MatchString(v) {
		return v
	}
	q.leftOut(name, v)
	return ""
}

// matching returns the comma-separated values of the query's name that match the pattern, each once and at most most;
// nil for none.
func (q *request) matching(name string, pattern *regexp.Regexp, most int) []string {
	return q.those(name, func(v string, chosen []string) bool { return pattern.MatchString(v) && len(chosen) < most })
}

// several returns the comma-separated values of the query's name that are allowed; nil for none.
func (q *request) several(name string, allowed []string) []string {
	return q.those(name, func(v string, _ []string) bool { return slices.Contains(allowed, v) })
}

// those returns the comma-separated values of the query's name that may be added to those chosen before, each once; nil
// for none.
func (q *request) those(name string, may func(v string, chosen []string) bool) []string {
	var chosen []string
	for _, v := range strings.Split(q.values.Get(name), ",") {
		switch {
		case slices.Contains(chosen, v):
		case may(v, chosen):
			chosen = append(chosen, v)
		default:
			q.leftOut(name, v)
		}
	}
	return chosen
}
