package pages_test

import (
	"bytes"
	"fmt"
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"forumgraph/store"
)

// document is what a test looks at in a page.
type document struct {
	lang           string
	headings       []string // names of the elements h1 to h6, in order
	ids, links     []string
	outside        []string // addresses of other sites
	alternates     int
	unlabelled     []string // controls without a label
	tables, scopes int      // tables without a caption, header cells without a scope
	scripts        int      // elements with a script or a style in them
}

func read(t *testing.T, page []byte) document {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var d document
	labels := make(map[string]bool)
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && n.Data == "label" {
			labels[attribute(n, "for")] = true
		}
	}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if id := attribute(n, "id"); id != "" {
			d.ids = append(d.ids, id)
		}
		if n.Data == "style" || attribute(n, "style") != "" || n.Data == "script" && n.FirstChild != nil || attribute(n, "onclick") != "" {
			d.scripts++
		}
		switch n.Data {
		case "html":
			d.lang = attribute(n, "lang")
		case "h1", "h2", "h3", "h4":
			d.headings = append(d.headings, n.Data)
		case "a", "link", "form":
			d.link(n)
		case "input", "select":
			if !labels[attribute(n, "id")] && !within(n, "label") {
				d.unlabelled = append(d.unlabelled, attribute(n, "name"))
			}
		case "table":
			if n.FirstChild == nil || !slices.ContainsFunc(slices.Collect(n.ChildNodes()), func(c *html.Node) bool { return c.Data == "caption" }) {
				d.tables++
			}
		case "th":
			if attribute(n, "scope") == "" {
				d.scopes++
			}
		}
	}
	return d
}

func (d *document) link(n *html.Node) {
	href := attribute(n, "href")
	if n.Data == "form" {
		href = attribute(n, "action")
	}
	switch rel := attribute(n, "rel"); {
	case rel == "alternate":
		d.alternates++
	case rel == "canonical", rel == "icon", strings.HasPrefix(href, "https://forum.example/"):
	case strings.Contains(href, "://"):
		d.outside = append(d.outside, href)
	default:
		d.links = append(d.links, href)
	}
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func within(n *html.Node, name string) bool {
	for p := range n.Ancestors() {
		if p.Data == name {
			return true
		}
	}
	return false
}

// faults returns what is wrong with a page, whatever it is about.
func (d document) faults(l string) []string {
	var faults []string
	add := func(bad bool, format string, args ...any) {
		if bad {
			faults = append(faults, fmt.Sprintf(format, args...))
		}
	}
	add(d.lang != l+"-CA", "lang is %q", d.lang)
	first := 0
	for i, h := range d.headings {
		if h == "h1" {
			first++
		}
		add(i == 0 && h != "h1", "the first heading is %s", h)
		if i > 0 {
			add(h[1] > d.headings[i-1][1]+1, "%s after %s", h, d.headings[i-1])
		}
	}
	add(first != 1, "%d elements h1", first)
	slices.Sort(d.ids)
	add(len(slices.Compact(slices.Clone(d.ids))) != len(d.ids), "an id stands twice: %v", d.ids)
	add(d.alternates != 2, "%d alternates", d.alternates)
	add(len(d.unlabelled) > 0, "controls without label: %v", d.unlabelled)
	add(d.tables > 0, "%d tables without caption", d.tables)
	add(d.scopes > 0, "%d header cells without scope", d.scopes)
	add(d.scripts > 0, "%d scripts or styles in the page", d.scripts)
	return faults
}

// strayWords are keys without a text, arguments without a value, and values printed as Go prints what it cannot.
var strayWords = regexp.MustCompile(`\bpage\.[a-z][a-z.-]*|\{(n|shown|total|words|path|start|end|a|b|label|issue|rows|columns|version|id|value|param|list|kind)\}|%!|0xc0[0-9a-f]{6}|&lt;nil&gt;`)

// elsewhere are the addresses below the root that other parts of the program answer.
var elsewhere = []string{"/graphiql", "/assets/"}

// enough is how many addresses of one path with the same names in their query are crawled: filtered lists, focused
// networks and citations are thousands that differ in a value.
const enough = 12

// family returns what the addresses have in common that differ in the values of their query alone; empty for an address
// without a query. The citations of all statements are one family.
func family(t *testing.T, address string) string {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	if u.RawQuery == "" {
		return ""
	}
	if u.Query().Has("cite") {
		u.Path = "statement"
	}
	return u.Path + "?" + strings.Join(slices.Sorted(maps.Keys(u.Query())), "&")
}

func resolved(t *testing.T, from, link string) string {
	t.Helper()
	base, err := url.Parse(from)
	if err != nil {
		t.Fatal(err)
	}
	to, err := base.Parse(link)
	if err != nil {
		t.Errorf("%s: link %q: %v", from, link, err)
		return from
	}
	to.Fragment = ""
	return to.String()
}

func allNodes(t *testing.T, st store.Store) []store.ID {
	t.Helper()
	snap, err := st.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	defer snap.Close()
	var ids []store.ID
	for _, kind := range store.Kinds() {
		for n, err := range snap.AllOf(t.Context(), kind) {
			if err != nil {
				t.Fatal(err)
			}
			ids = append(ids, n.Base().ID)
		}
	}
	return ids
}
