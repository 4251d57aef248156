package pages

import (
	"bytes"
	"encoding/json"
	"slices"
)

// mostListed is how many sources a page lists one by one; if there are more, it gives their number and a link to the
// list.
const mostListed = 3

// presented is a source with what its dataset says about itself.
type presented struct {
	record
	Presentation presentation
	Stories      []*story
}

// presentation is the words of a dataset about its source; all may be absent.
type presentation struct {
	Headline, Care, Coding, Codebook, Contact own
	Questions                                 []question
}

// question is a question that a view answers, and a line of what it holds. Address is without the language.
type question struct {
	Title, Note own
	Address     string
}

// own is a text in a dataset's own words. Lang is its language if that is not the page's.
type own struct{ Text, Lang string }

// UnmarshalJSON implements [json.Unmarshaler]; null is an empty text.
func (o *own) UnmarshalJSON(b []byte) error { return json.Unmarshal(bytes.TrimSpace(b), &o.Text) }

// owned returns every text, in an order that depends on the numbers of questions, stories and stops alone.
func (p *presented) owned() []*own {
	about := &p.Presentation
	all := []*own{&about.Headline, &about.Care, &about.Coding, &about.Codebook, &about.Contact}
	for i := range about.Questions {
		all = append(all, &about.Questions[i].Title, &about.Questions[i].Note)
	}
	for _, s := range p.Stories {
		all = append(all, &s.Title, &s.Lead)
		for i := range s.Stops {
			all = append(all, &s.Stops[i].Title, &s.Stops[i].Text)
		}
	}
	return all
}

// sourcesOf is the sources of one version of the graph in one language.
type sourcesOf struct {
	version uint64
	records []presented
}

// sources returns the sources of the graph in the language of the request, by ID; an empty list with an error.
func (q *request) sources() (*sourcesOf, error) {
	of, err := q.sourcesIn(q.lang)
	if err != nil {
		return new(sourcesOf), err
	}
	return of, nil
}

// sourcesIn returns the sources of the graph in a language. They are queried once for each version.
func (q *request) sourcesIn(l Lang) (*sourcesOf, error) {
	kept := &q.site.editions[l].sources
	version, ok := q.site.o.Ask.Version()
	if !ok {
		return nil, ErrUnavailable
	}
	if k := kept.Load(); k != nil && k.version == version {
		return k, nil
	}
	var a struct{ Overview struct{ Sources []presented } }
	own := *q // the version of the sources does not change the page's version
	own.lang = l
	if err := own.ask("sources", nil, &a); err != nil {
		return nil, err
	}
	of := &sourcesOf{own.version, a.Overview.Sources}
	if l != English {
		english, err := q.sourcesIn(English)
		if err != nil {
			return nil, err
		}
		if english.version != of.version {
			return nil, ErrUnavailable // the graph changed between the two
		}
		for i := range of.records {
			theirs := english.records[i].owned()
			for j, text := range of.records[i].owned() {
				// Where there is no other wording, the API answers with the English one.
				if text.Text == theirs[j].Text {
					text.Lang = string(English)
				} else {
					text.Text = l.prose(text.Text)
				}
			}
		}
	}
	of.name()
	kept.Store(of)
	return of, nil
}

// name gives each story its name in addresses: its slug, or with that of its source if another source has one of the
// same slug.
func (of *sourcesOf) name() {
	times := make(map[string]int)
	for _, s := range of.stories() {
		times[s.Slug]++
	}
	for i := range of.records {
		source := &of.records[i]
		for _, s := range source.Stories {
			if s.Name = s.Slug; times[s.Slug] > 1 {
				s.Name = pathOf(source.ID)[len("/source/"):] + "/" + s.Slug
			}
		}
	}
}

// stories returns the stories of all sources.
func (of *sourcesOf) stories() []*story {
	var all []*story
	for _, source := range of.records {
		all = append(all, source.Stories...)
	}
	return all
}

// story returns the story with a name in addresses, or nil.
func (of *sourcesOf) story(name string) *story {
	for _, s := range of.stories() {
		if s.Name == name {
			return s
		}
	}
	return nil
}

// care returns the content notes of the sources, each once.
func (of *sourcesOf) care() []own {
	var all []own
	for _, source := range of.records {
		if c := source.Presentation.Care; c.Text != "" && !slices.Contains(all, c) {
			all = append(all, c)
		}
	}
	return all
}
