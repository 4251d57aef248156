package pages

import (
	"bytes"
	"cmp"
	"embed"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"maps"
	"math"
	"net/http"
	"path"
	"strings"

	"forumgraph/store"
)

//go:embed templates
var templateFiles embed.FS

// templates holds one template for each page, by file name without .html.
type templates map[string]*template.Template

// parseTemplates parses the files in templates/ with the functions of one language: each page with layout.html, which
// calls its "body", and parts.html.
func parseTemplates(words *catalog) (templates, error) {
	l := words.lang
	base := template.New("layout.html").Funcs(template.FuncMap{
		"t":       words.text,
		"count":   words.count,
		"shown":   words.shown,
		"n":       func(n int) string { return l.number(float64(n)) },
		"decimal": func(v float64) string { return l.number(math.Round(v*100) / 100) },
		"lower":   lower,
		"str":     value,
		"href":    func(id string) string { return hrefOf(l, id) },
		"address": func(path string) string { return "/" + string(l) + path },
		"prose":   l.prose,
		"curved": func(text string) string {
			if l == French {
				return curved(text)
			}
			return text
		},
		"lang":       func() Lang { return l },
		"label":      l.name,
		"mostListed": func() int { return mostListed },
		"labelLang": func(r ref) string {
			_, lang := l.label(r)
			return lang
		},
		"english": func() string {
			if l == English {
				return ""
			}
			return string(English)
		},
		"support":   func(e relationship, target string) string { return e.supportHref(l, target) },
		"derived":   func(edgeType string) bool { return store.EdgeType(edgeType).IsDerived() },
		"noClaim":   func(edgeType string) bool { return store.EdgeType(edgeType).Info().CoPresence },
		"editorial": func(edgeType string) bool { return store.EdgeType(edgeType).IsEditorial() },
		"add":       func(a, b int) int { return a + b },
		"minus":     func(a, b int) int { return a - b },
		"kindOf":    kindOf,
		"passages":  distinct,
		// The arguments of templates that take more than one.
		"pair": func(name string, nodes any) any { return struct{ Name, Nodes any }{name, nodes} },
		"ties": func(id string, groups []edgeGroup) any { return struct{ ID, Groups any }{id, groups} },
	})
	shared, err := base.ParseFS(templateFiles, "templates/layout.html", "templates/parts.html")
	if err != nil {
		return nil, fmt.Errorf("templates: %w", err)
	}
	files, err := fs.Glob(templateFiles, "templates/*.html")
	if err != nil {
		return nil, err
	}
	all := make(templates)
	for _, file := range files {
		name := strings.TrimSuffix(path.Base(file), ".html")
		if name == "layout" || name == "parts" {
			continue
		}
		t, err := shared.Clone()
		if err != nil {
			return nil, err
		}
		if all[name], err = t.ParseFS(templateFiles, file); err != nil {
			return nil, fmt.Errorf("templates: %w", err)
		}
	}
	return all, nil
}

// supportHref returns the address of the statements behind an edge whose other end is target.
func (r relationship) supportHref(l Lang, target string) string {
	if r.out(target) {
		return supportHref(l, target, r.Neighbor.ID, r.Node.Type)
	}
	return supportHref(l, r.Neighbor.ID, target, r.Node.Type)
}

// distinct returns the first citation of each passage.
func distinct(all []citation) []citation {
	var first []citation
	seen := make(map[string]bool)
	for _, c := range all {
		if !seen[c.Passage.ID] {
			seen[c.Passage.ID] = true
			first = append(first, c)
		}
	}
	return first
}

// layout is what layout.html shows around a page.
type layout struct {
	*page
	Lang, Other Lang
	// Version is the version of the graph that the page is from; 0 for none.
	Version uint64
	// Style is the address of the style sheet; Exit, Fonts and Main are what the page loads of the built view.
	Style             string
	Exit, Fonts, Main bundle
	// Built reports whether the view was built.
	Built bool
	// Canonical is the public address of the page; Alternates are those in its two languages.
	Canonical  string
	Alternates []alternate
	// Toggle is the address of the page in the other language.
	Toggle string
	Nav    []navigation
	// Leave is the address of the neutral page that "Exit this page" leads to.
	Leave string
	// Words is the content of the search box.
	Words   string
	Sources []presented
	// Strip is the story that the page is opened in; nil for none.
	Strip *strip
	// Embedded leaves out what is around the page; Share says how to link to it, cite it and embed it, nil if the page does.
	Embedded bool
	Share    *share
	// Misread are the values of the address that mean nothing.
	Misread []misread
}

type alternate struct{ Tag, Href string }

type navigation struct {
	Label, Href string
	Current     bool
}

// leave is where "Exit this page" leads: the weather, which anybody might look at.
var leave = map[Lang]string{English: "https://weather.gc.ca/", French: "https://meteo.gc.ca/"}

// navigated are the addresses in the site's navigation, with the key of their words.
var navigated = [][2]string{
	{"/network", "network"}, {"/matrix", "matrix"}, {"/connect", "connect"}, {"/agreement", "agreement"},
	{"/sessions", "sessions"}, {"/list", "list"},
}

// render returns the page as HTML.
func (s *site) render(q *request, p *page) ([]byte, error) {
	l := layout{
		page: p, Lang: q.lang, Other: q.lang.Other(), Version: q.version, Style: s.style.address, Leave: leave[q.lang],
		Words: q.values.Get("q"), Built: len(s.view.entries) > 0, Exit: s.view.entries["exit"],
		Fonts: s.view.entries["fonts"], Embedded: q.embedded,
	}
	if !p.tells {
		l.Misread = q.told()
	}
	switch {
	case p.View != "":
		l.Main = s.view.entries["main"]
	case p.Swaps:
		l.Main = s.view.entries["swap"]
	}
	address := func(lang Lang) string {
		other := *q
		other.lang = lang
		values := q.values
		if lang != q.lang && strings.HasPrefix(q.path, "/list/") && q.values.Get("order") != "document" {
			// A position in an order by name applies to the names of one language only.
			values = maps.Clone(values)
			values.Del("page")
			values.Del("before")
		}
		return other.address(q.path, values)
	}
	// A change of language keeps the address, even of a missing page. A missing page has no canonical address.
	l.Toggle = address(l.Other)
	if q.walk != (walk{}) {
		toggle := *q
		toggle.lang = l.Other
		l.Toggle = toggle.with("story", q.walk.story, "stop", q.walk.stop)
	}
	if !p.missing {
		l.Canonical = s.o.Base + address(q.lang)
		for _, lang := range langs {
			l.Alternates = append(l.Alternates, alternate{lang.Tag(), s.o.Base + address(lang)})
		}
	}
	for _, n := range navigated {
		current := q.path == n[0] || strings.HasPrefix(q.path, n[0]+"/")
		l.Nav = append(l.Nav, navigation{q.text("nav." + n[1]), q.address(n[0], nil), current})
	}
	// If they fail, the footer omits the sources, and the page is still useful.
	sources, _ := q.sources()
	l.Sources = sources.records
	if !p.missing {
		var err error
		if l.Strip, err = q.strip(); err != nil {
			return nil, err
		}
	}
	if l.NoIndex = l.NoIndex || q.embedded; !q.embedded {
		l.Share = q.shareOf(p, l.Canonical, sources)
	}
	t, ok := s.editions[q.lang].templates[p.Template]
	if !ok {
		return nil, fmt.Errorf("page %s: no template %q", q.path, p.Template)
	}
	var b bytes.Buffer
	if err := t.Execute(&b, l); err != nil {
		return nil, fmt.Errorf("page %s: %w", q.path, err)
	}
	return b.Bytes(), nil
}

// fail responds with an error page.
func (s *site) fail(w http.ResponseWriter, r *http.Request, q *request, err error) {
	status, body := http.StatusInternalServerError, refused{Why: q.text("error.why"), Remedy: q.text("error.remedy")}
	title := q.text("error.title")
	refusal, long, busy := new(Refusal), new(longList), new(Busy)
	switch {
	case errors.Is(err, errNotFound), errors.As(err, &refusal) && readersDoing[refusal.Code]:
		status, title = http.StatusNotFound, q.text("missing.title")
		body = refused{Why: q.text("missing.why", "address", r.URL.Path), Remedy: q.text("missing.remedy")}
		if refusal.Code != "" {
			status, title, body.Why = http.StatusBadRequest, q.text("refused.title"), q.text("refused.why")
			body.Detail = refusal.Message
		}
	case errors.Is(err, errMisread):
		status, title = http.StatusBadRequest, q.text("refused.title")
		body = refused{Why: q.text("misread.file"), Remedy: q.text("missing.remedy")}
	case errors.As(err, &long):
		status, title = http.StatusBadRequest, q.text("refused.title")
		body = refused{Why: q.text("file.long", "total", long.total, "most", long.most), Remedy: q.text("file.long.remedy")}
	case errors.Is(err, ErrUnavailable):
		w.Header().Set("Retry-After", "1")
		status, title = http.StatusServiceUnavailable, q.text("loading.title")
		body = refused{Why: q.text("loading.why"), Remedy: q.text("loading.remedy")}
	case errors.As(err, &busy):
		w.Header().Set("Retry-After", cmp.Or(busy.After, "1"))
		status, title = http.StatusServiceUnavailable, q.text("busy.title")
		body = refused{Why: q.text("busy.why"), Remedy: q.text("loading.remedy")}
		if busy.Limited {
			status, body.Why = http.StatusTooManyRequests, q.text("busy.limited")
		}
	case refusal.Code == "TIMEOUT", refusal.Code == "COMPLEXITY_LIMIT_EXCEEDED", refusal.Code == "RESPONSE_TOO_LARGE":
		status, title = http.StatusServiceUnavailable, q.text("refused.title")
		body = refused{Why: q.text("refused.why"), Remedy: q.text("refused.remedy"), Detail: refusal.Message}
	default:
		body.RequestID = s.o.RequestID(w, r)
		s.o.Logger.ErrorContext(r.Context(), "page", "id", body.RequestID, "path", r.URL.Path, "error", err)
	}
	page := &page{Title: title, Template: "error", Body: body, NoIndex: true, missing: true}
	html, err := s.render(q, page)
	if err != nil {
		s.o.Logger.ErrorContext(r.Context(), "page of an error", "path", r.URL.Path, "error", err)
		http.Error(w, title, status)
		return
	}
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Language", q.lang.Tag())
	w.WriteHeader(status)
	_, _ = w.Write(html) // a client that disconnected is not an error
}
