package pages

import "strings"

// passage is the smallest citable part of a source.
type passage struct {
	ID, Label, Kind string
	// Locator says where the passage is in the source, for who does not have this graph; Short abbreviates it.
	Locator, Short string
	Order, Length  int
	SHA256, State  string
	Text           *string
	SetAside       *struct {
		Reason string
		Note   *string
	}
	Section *section
	Source  *record
	CitedBy struct {
		TotalCount int
		PageInfo   pageInfo
		Nodes      []ref
	}
}

// section is a section of a source with a heading.
type section struct {
	ref
	Path     string
	Order    int
	Source   *record
	Parent   *section
	Children []section
	Sessions []ref
	Passages struct {
		TotalCount int
		PageInfo   pageInfo
		Nodes      []passage
	}
}

// attachment is how many passages of the graph a copy of the source matches.
type attachment struct{ Matched, Total int }

// passagePage is a passage, what cites it, and its words if a copy is attached.
type passagePage struct {
	Passage  passage
	Attached bool
	Pager    pager
	// Groups are the nodes that cite it on this page, by kind.
	Groups []refGroup
}

// refGroup is nodes of one kind, in lower case.
type refGroup struct {
	Kind string
	Refs []ref
}

// groupRefs groups nodes by kind, in the order of each kind's first node.
func groupRefs(all []ref) []refGroup {
	var groups []refGroup
	at := make(map[string]int)
	for _, r := range all {
		i, ok := at[r.Kind()]
		if !ok {
			i = len(groups)
			at[r.Kind()] = i
			groups = append(groups, refGroup{Kind: r.Kind()})
		}
		groups[i].Refs = append(groups[i].Refs, r)
	}
	return groups
}

// Path is the path of the passage in its source, such as 3/konanur/7.
func (p passage) Path() string {
	_, path, _ := strings.Cut(p.ID, "/")
	return path
}

func (q *request) passage(id string) (*page, error) {
	var a struct {
		Overview struct{ SourceAttached *attachment }
		Passage  *passage
	}
	if err := q.ask("passage", q.paged(100, map[string]any{"id": id}), &a); err != nil {
		return nil, err
	}
	if a.Passage == nil {
		return nil, errNotFound
	}
	by := a.Passage.CitedBy
	return &page{
		Kicker: q.text("passage.title", "path", a.Passage.Path()), Title: q.lang.prose(a.Passage.Locator), ID: id, Template: "passage",
		Body: passagePage{*a.Passage, a.Overview.SourceAttached != nil, q.pager(by.PageInfo, by.TotalCount, len(by.Nodes)), groupRefs(by.Nodes)},
	}, nil
}

// sectionPage is a section with its passages.
type sectionPage struct {
	Section section
	Pager   pager
}

func (q *request) section(id string) (*page, error) {
	var a struct{ Section *section }
	if err := q.ask("section", q.paged(100, map[string]any{"id": id}), &a); err != nil {
		return nil, err
	}
	if a.Section == nil {
		return nil, errNotFound
	}
	in := a.Section.Passages
	p := &page{
		Kicker: q.text("kind.section"), Title: a.Section.Label, ID: id, Template: "section",
		Body: sectionPage{*a.Section, q.pager(in.PageInfo, in.TotalCount, len(in.Nodes))},
	}
	p.TitleLang = q.sourceLang(a.Section.Source)
	return p, nil
}

// sourceLang returns the language of a source and of its headings, if that is not the page's.
func (q *request) sourceLang(r *record) string {
	if r == nil || r.Language == nil || lower(*r.Language) == string(q.lang) {
		return ""
	}
	return lower(*r.Language)
}

// sourcePage is a source with its sections.
type sourcePage struct {
	Source struct {
		record
		Length                          int
		SHA256                          *string
		Passages, Cited, SetAside, Open counted
		Sections                        struct {
			TotalCount int
			Nodes      []section
		}
	}
	Coverage coverage
	Attached *attachment
	// Tasks and Stories are the source's questions and stories.
	Tasks, Stories []task
	// HeadingLang is the language of the headings if that is not the page's.
	HeadingLang string
}

// coverage is how much of one source, or of all, is coded, in passages.
type coverage struct{ Passages, Cited, SetAside, Open int }

func (q *request) source(id string) (*page, error) {
	var body sourcePage
	var a struct {
		Overview struct{ SourceAttached *attachment }
		Source   *struct {
			record
			Length                          int
			SHA256                          *string
			Passages, Cited, SetAside, Open counted
			Sections                        struct {
				TotalCount int
				Nodes      []section
			}
		}
	}
	if err := q.ask("source", map[string]any{"id": id}, &a); err != nil {
		return nil, err
	}
	if a.Source == nil {
		return nil, errNotFound
	}
	body.Source, body.Attached = *a.Source, a.Overview.SourceAttached
	of := func(c counted) int { return c.TotalCount }
	body.Coverage = coverage{of(a.Source.Passages), of(a.Source.Cited), of(a.Source.SetAside), of(a.Source.Open)}
	body.HeadingLang = q.sourceLang(&body.Source.record)
	sources, err := q.sources()
	if err != nil {
		return nil, err
	}
	for _, source := range sources.records {
		if source.ID == id {
			body.Tasks, body.Stories = q.questions(source), q.stories(source)
		}
	}
	return &page{Kicker: q.text("kind.source"), Title: q.lang.prose(a.Source.Label), ID: id, Template: "source", Body: body}, nil
}
