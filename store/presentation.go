package store

import (
	"fmt"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
)

// Presentation is what the pages say about one source, in the words of those who coded it. Every field may be absent.
type Presentation struct {
	// Headline is the question that the source asks.
	Headline Text `json:"headline,omitzero"`
	// Care is the content note: what a reader should expect before they read on.
	Care Text `json:"care,omitzero"`
	// Coding says who coded the source, and how the coding was checked.
	Coding Text `json:"coding,omitzero"`
	// Codebook says where the rules of the coding are.
	Codebook Text `json:"codebook,omitzero"`
	// Contact says whom to write to about the coding.
	Contact Text `json:"contact,omitzero"`
	// Questions are those that a reader can begin with, in order.
	Questions []Question `json:"questions,omitempty"`
}

// Question is a question that a view answers.
type Question struct {
	Title Text `json:"title"`
	// Address is the address of the view; see [CheckAddress].
	Address string `json:"address"`
	// Note says in a line what the view holds.
	Note Text `json:"note,omitzero"`
}

// Story is an ordered walk through views of the graph.
type Story struct {
	// Slug names the story in addresses: lower-case letters, digits and hyphens. It is unique in its source.
	Slug  string `json:"slug"`
	Title Text   `json:"title"`
	// Lead says in a sentence what the story is about.
	Lead  Text        `json:"lead,omitzero"`
	Stops []StoryStop `json:"stops"`
}

// StoryStop is one view of a story, with what to see in it.
type StoryStop struct {
	Title Text `json:"title"`
	Text  Text `json:"text"`
	// Address is the address of the view; see [CheckAddress].
	Address string `json:"address"`
	// Statements support the text, at least one. They state no edges: a statement may be deleted although a story names it.
	Statements []ID `json:"statements"`
}

// The most that a source may have.
const (
	maxQuestions = 12
	maxStories   = 20
	maxStops     = 20
)

var slugPattern = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// CheckAddress returns an [ErrInvalid] unless s is the address of a page of the site without its language:
// "/matrix?rows=session". The parameters that name a story are not part of one.
func CheckAddress(s string) error {
	u, err := url.Parse(s)
	var wrong string
	switch {
	case err != nil || strings.ContainsFunc(s, isOutsideURL):
		wrong = "not an address; write it as a browser shows it"
	case !strings.HasPrefix(s, "/") || strings.HasPrefix(s, "//"):
		wrong = "not an address of this site; begin with / and leave out the host"
	case strings.HasPrefix(s, "/en/") || strings.HasPrefix(s, "/fr/"):
		wrong = "an address in one language; leave the language out"
	case path.Clean(u.Path) != u.Path:
		wrong = "not in its shortest form; write it as a browser shows it"
	case u.Fragment != "":
		wrong = "with a part after #; remove it"
	case u.Query().Has("story") || u.Query().Has("stop"):
		wrong = "a stop of a story itself; remove story and stop"
	default:
		return nil
	}
	return fmt.Errorf("%q is %s: %w", clip(s), wrong, ErrInvalid)
}

func (p *Presentation) eachText(t textVisitor) {
	own := func(path string, class *TextClass, text *Text) {
		t.both(NodeText{class: class, path: "presentation." + path}, text)
	}
	own("headline", &nameText, &p.Headline)
	own("care", &proseText, &p.Care)
	own("coding", &proseText, &p.Coding)
	own("codebook", &proseText, &p.Codebook)
	own("contact", &proseText, &p.Contact)
	for i := range p.Questions {
		q := &p.Questions[i]
		t.both(NodeText{class: &nameText, path: "presentation.questions[#].title", index: i}, &q.Title)
		t.show(NodeText{class: &addressText, path: "presentation.questions[#].address", index: i, text: &q.Address})
		t.both(NodeText{class: &proseText, path: "presentation.questions[#].note", index: i}, &q.Note)
	}
}

func (s *Story) eachText(t textVisitor, i int) {
	t.show(NodeText{class: &pathText, path: "stories[#].slug", index: i, text: &s.Slug})
	t.both(NodeText{class: &nameText, path: "stories[#].title", index: i}, &s.Title)
	t.both(NodeText{class: &proseText, path: "stories[#].lead", index: i}, &s.Lead)
	for j := range s.Stops {
		stop := &s.Stops[j]
		t.both(NodeText{class: &nameText, path: "stories[#].stops[#].title", index: i, inner: j}, &stop.Title)
		t.both(NodeText{class: &proseText, path: "stories[#].stops[#].text", index: i, inner: j}, &stop.Text)
		t.show(NodeText{class: &addressText, path: "stories[#].stops[#].address", index: i, inner: j, text: &stop.Address})
	}
}

// eachNamed shows the statements that the stops name.
func (s *Story) eachNamed(i int, visit func(reference)) {
	for j := range s.Stops {
		visit(reference{
			field: index("stories", i) + "." + index("stops", j) + ".statements", kinds: aStatement, ids: s.Stops[j].Statements,
		})
	}
}

func (p *Presentation) check(r *rules, id ID) {
	r.atMost(id, "presentation.questions", len(p.Questions), maxQuestions)
	for i, q := range p.Questions {
		field := index("presentation.questions", i)
		r.wording(id, field+".title", q.Title)
		r.address(id, field+".address", q.Address)
	}
}

func (r *rules) stories(id ID, all []Story) {
	r.atMost(id, "stories", len(all), maxStories)
	for i, s := range all {
		field := index("stories", i)
		if !slugPattern.MatchString(s.Slug) {
			r.problem(id, field+".slug", "%q is not a name for addresses; write lower-case letters, digits and hyphens", clip(s.Slug))
		}
		if slices.ContainsFunc(all[:i], func(other Story) bool { return other.Slug == s.Slug }) {
			r.problem(id, field+".slug", "%q names two stories; give one another name", clip(s.Slug))
		}
		r.wording(id, field+".title", s.Title)
		if len(s.Stops) == 0 {
			r.problem(id, field+".stops", "missing; add at least one stop")
		}
		r.atMost(id, field+".stops", len(s.Stops), maxStops)
		for j, stop := range s.Stops {
			field := field + "." + index("stops", j)
			r.wording(id, field+".title", stop.Title)
			r.wording(id, field+".text", stop.Text)
			r.address(id, field+".address", stop.Address)
			if len(stop.Statements) == 0 {
				r.problem(id, field+".statements", "missing; name the statements that support the text")
			}
		}
	}
}

func (r *rules) atMost(id ID, field string, n, most int) {
	if n > most {
		r.problem(id, field, "%d are too many; keep at most %d", n, most)
	}
}

// wording refuses a text without an English wording.
func (r *rules) wording(id ID, field string, t Text) {
	if t.EN == "" {
		r.problem(id, field, "no English wording; add one")
	}
}

func (r *rules) address(id ID, field, address string) {
	if err := CheckAddress(address); err != nil {
		r.problem(id, field, "%s", Reason(err, ErrInvalid))
	}
}
