package pages

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// reference is the content of a citation of a statement, for all formats.
type reference struct {
	// ID is the statement's, Summary its claim in our words. Of a view, ID is a name made from its address, View its title.
	ID, Summary, View string
	// Author published the source; empty if unknown. Title, Date (YYYY, YYYY-MM or YYYY-MM-DD) and URL are the source's.
	Author, Title, Date, URL string
	// Language is the ISO 639 code of the source's language; empty if unknown.
	Language string
	// Locators say where the cited passages are in the source; Short abbreviate them.
	Locators, Short []string
	// Version is the version of the graph, Permalink the address of the statement.
	Version   uint64
	Permalink string
	words     *catalog
}

// cited is a citation in one format.
type cited struct {
	Name, Text string
	// Download is the value of ?cite= that sends it as a file; empty for none. Code means that lines stay as they are.
	Download string
	Code     bool
}

// reference returns the content of a citation of the statement. Its passages are normally in one source; if not, the
// first is cited, and the locators of the others lead to theirs.
func (q *request) reference(s statement) reference {
	r := reference{
		ID: s.ID, Summary: s.Summary, Version: q.version, Permalink: q.site.o.Base + hrefOf(q.lang, s.ID), words: q.catalog,
	}
	for i, c := range s.Full {
		if locator := q.lang.prose(c.Passage.Locator); !slices.Contains(r.Locators, locator) {
			r.Locators, r.Short = append(r.Locators, locator), append(r.Short, q.lang.prose(c.Passage.Short))
		}
		if source := c.Passage.Source; i == 0 && source != nil {
			r.Author, r.Title, r.Date = value(source.Publisher), source.Label, value(source.Date)
			r.URL, r.Language = value(source.URL), lower(value(source.Language))
		}
	}
	return r
}

// all returns the reference in every format.
func (r reference) all() []cited {
	return []cited{
		{Name: "APA", Text: r.apa()},
		{Name: r.words.text("cite.in-text"), Text: r.inText()},
		{Name: "Chicago", Text: r.chicago()},
		{Name: "BibTeX", Text: r.bibtex(), Download: "bibtex"},
		// On a page, lines end as those around them do.
		{Name: "RIS", Text: strings.ReplaceAll(r.ris(), "\r\n", "\n"), Download: "ris"},
	}
}

// download returns the reference as a file.
//
// Errors: errNotFound for an unknown format.
func (r reference) download(format string) (*page, error) {
	switch format {
	case "bibtex":
		return &page{file: []byte(r.bibtex()), fileType: "application/x-bibtex; charset=utf-8", fileName: fileName(r.ID) + ".bib"}, nil
	case "ris":
		return &page{file: []byte(r.ris()), fileType: "application/x-research-info-systems; charset=utf-8", fileName: fileName(r.ID) + ".ris"}, nil
	}
	return nil, errNotFound
}

// version formats the version as a name, without separators.
func (r reference) version() string { return strconv.FormatUint(r.Version, 10) }

func (r reference) year() string {
	year, _, _ := strings.Cut(r.Date, "-")
	return year
}

func (r reference) locator() string { return strings.Join(r.Locators, "; ") }

// coded says in which version of the graph the statement is.
func (r reference) coded() string {
	if r.View != "" {
		return r.words.text("cite.view", "title", r.View, "version", r.version(), "permalink", r.Permalink)
	}
	return r.words.text("cite.coded", "id", r.ID, "version", r.version(), "permalink", r.Permalink)
}

// short is coded without the address.
func (r reference) short() string {
	if r.View != "" {
		return r.words.text("cite.view-short", "title", r.View, "version", r.version())
	}
	return r.words.text("cite.coded-short", "id", r.ID, "version", r.version())
}

// apa returns the entry of the list of references in the style of the APA manual, seventh edition: a report by a group.
// Without an author the title comes first, without a date "n.d.". The part that is cited stands in the text alone; see
// [reference.inText].
func (r reference) apa() string {
	begin := r.Author + ". (" + r.dated() + "). " + r.Title
	if r.Author == "" {
		begin = r.Title + ". (" + r.dated() + ")"
	}
	return sentence(begin) + after(r.URL) + " " + r.coded()
}

// inText returns what the APA manual puts in the text beside the entry: who, when and where.
func (r reference) inText() string {
	return "(" + cmp.Or(r.Author, r.Title) + ", " + r.dated() + ", " + strings.Join(r.Short, "; ") + ")"
}

// dated returns the year, or the words for none.
func (r reference) dated() string { return cmp.Or(r.year(), r.words.text("cite.no-date")) }

// chicago returns the reference as a note in the Chicago manual's notes and bibliography style, which has the locator.
func (r reference) chicago() string {
	title := r.Title
	if year := r.year(); year != "" {
		title += " (" + year + ")"
	}
	var parts []string
	for _, p := range []string{r.Author, title, r.locator(), r.URL} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	return sentence(strings.Join(parts, ", ")) + " " + r.coded()
}

// after returns an address to append to a sentence; "" for none.
func after(address string) string {
	if address == "" {
		return ""
	}
	return " " + address + "."
}

func sentence(s string) string {
	if strings.HasSuffix(s, ".") {
		return s
	}
	return s + "."
}

func upperFirst(s string) string {
	first := []rune(s)[:1]
	return strings.ToUpper(string(first)) + s[len(string(first)):]
}

var (
	notInKey = regexp.MustCompile(`[^A-Za-z0-9]+`)
	texChars = strings.NewReplacer(
		`\`, `\textbackslash{}`, `{`, `\{`, `}`, `\}`, `#`, `\#`, `$`, `\$`, `%`, `\%`, `&`, `\&`, `_`, `\_`, `~`, `\textasciitilde{}`,
		`^`, `\textasciicircum{}`,
	)
)

// key returns the name of the reference, made of letters, digits and hyphens.
func (r reference) key() string { return strings.Trim(notInKey.ReplaceAllString(r.ID, "-"), "-") }

// bibtex returns the reference as an entry for BibTeX and biber, in UTF-8.
func (r reference) bibtex() string {
	var b strings.Builder
	fmt.Fprintf(&b, "@misc{%s,\n", r.key())
	field := func(name, text string) {
		if text != "" {
			fmt.Fprintf(&b, "  %-12s = {%s},\n", name, text)
		}
	}
	if r.Author != "" {
		field("author", "{"+texChars.Replace(r.Author)+"}")
	}
	field("title", "{"+texChars.Replace(r.Title)+"}")
	field("year", r.year())
	if r.URL != "" {
		field("howpublished", `\url{`+strings.NewReplacer("{", "%7B", "}", "%7D", `\`, "%5C").Replace(r.URL)+"}")
	}
	field("language", r.Language)
	note := r.short()
	if len(r.Locators) > 0 {
		note = upperFirst(sentence(r.locator())) + " " + note
	}
	field("note", texChars.Replace(note))
	field("annote", texChars.Replace(r.Summary))
	field("url", strings.NewReplacer("{", "%7B", "}", "%7D", `\`, "%5C").Replace(r.Permalink))
	b.WriteString("}\n")
	return b.String()
}

// ris returns the reference in RIS: a report, with lines ended by CR and LF.
func (r reference) ris() string {
	var b strings.Builder
	line := func(tag, text string) {
		if text != "" {
			b.WriteString(tag + "  - " + strings.Join(strings.Fields(text), " ") + "\r\n")
		}
	}
	line("TY", "RPRT")
	line("ID", r.key())
	line("AU", r.Author)
	line("TI", r.Title)
	line("PY", r.year())
	if r.Date != "" && r.Date != r.year() {
		line("DA", strings.ReplaceAll(r.Date, "-", "/"))
	}
	line("LA", r.Language)
	line("UR", r.Permalink)
	line("L2", r.URL)
	line("DB", "forumgraph")
	line("ET", r.words.text("cite.version", "version", r.version()))
	line("SE", r.locator())
	line("N1", r.short())
	line("AB", r.Summary)
	b.WriteString("ER  - \r\n")
	return b.String()
}
