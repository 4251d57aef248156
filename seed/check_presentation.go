package seed

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"forumgraph/store"
)

// views are the addresses of the pages that are not about one node. Lists are below /list/.
var views = []string{"/", "/network", "/matrix", "/agreement", "/connect", "/sessions", "/list", "/search"}

// presentedText is a text of a source's presentation or of one of its stories. field is that of the whole, without the
// language.
type presentedText struct {
	field string
	text  store.Text
}

// presentedTexts returns the texts of a source's presentation and stories.
func presentedTexts(s *store.Source) []presentedText {
	var all []presentedText
	add := func(field string, t store.Text) {
		if !t.IsZero() {
			all = append(all, presentedText{field, t})
		}
	}
	if p := s.Presentation; p != nil {
		add("presentation.headline", p.Headline)
		add("presentation.care", p.Care)
		add("presentation.coding", p.Coding)
		add("presentation.codebook", p.Codebook)
		add("presentation.contact", p.Contact)
		for i, q := range p.Questions {
			field := at("presentation.questions", i)
			add(field+".title", q.Title)
			add(field+".note", q.Note)
		}
	}
	for i, story := range s.Stories {
		field := at("stories", i)
		add(field+".title", story.Title)
		add(field+".lead", story.Lead)
		for j, stop := range story.Stops {
			add(field+"."+at("stops", j)+".title", stop.Title)
			add(field+"."+at("stops", j)+".text", stop.Text)
		}
	}
	return all
}

// presentedInFrench finds the texts of presentations and stories that have no French wording.
func presentedInFrench(d *Dataset) []Finding {
	var found []Finding
	for _, n := range d.Nodes {
		s, ok := n.(*store.Source)
		if !ok {
			continue
		}
		for _, t := range presentedTexts(s) {
			if t.text.FR == "" {
				found = append(found, d.finding(s.ID, t.field, "%s has no French wording; add one", t.field))
			}
		}
	}
	return found
}

// viewAddresses finds the addresses of questions and stops that no page of this dataset has, and the nodes that they name
// and that the dataset does not have.
func viewAddresses(d *Dataset) []Finding {
	nodes := make(map[store.ID]bool, len(d.Nodes))
	for _, n := range d.Nodes {
		nodes[n.Base().ID] = true
	}
	var found []Finding
	for _, n := range d.Nodes {
		s, ok := n.(*store.Source)
		if !ok {
			continue
		}
		look := func(field, address string) {
			if wrong := addressProblem(address, nodes); wrong != "" {
				found = append(found, d.finding(s.ID, field, "%s: %s", field, wrong))
			}
		}
		if s.Presentation != nil {
			for i, q := range s.Presentation.Questions {
				look(at("presentation.questions", i)+".address", q.Address)
			}
		}
		for i, story := range s.Stories {
			for j, stop := range story.Stops {
				look(at("stories", i)+"."+at("stops", j)+".address", stop.Address)
			}
		}
	}
	return found
}

// addressProblem returns what is wrong with the address of a page and, after a semicolon, the fix; "" if nothing is.
func addressProblem(address string, nodes map[store.ID]bool) string {
	u, err := url.Parse(address)
	if err != nil {
		return "not an address; write it as a browser shows it"
	}
	if !slices.Contains(views, u.Path) {
		first, rest, _ := strings.Cut(u.Path[1:], "/")
		isList := first == "list" && slices.ContainsFunc(store.Kinds(), func(k store.Kind) bool { return k.Info().Plural == rest })
		if !isList && !nodes[store.ID(first+":"+rest)] {
			return "no page has the address " + clip(u.Path) + "; write " + strings.Join(views[1:], ", ") + ", or the page of a node"
		}
	}
	for name, values := range u.Query() {
		for _, value := range strings.Split(strings.Join(values, ","), ",") {
			if id, err := store.ParseID(value); err == nil && !nodes[id] {
				return name + " names the unknown " + clip(value) + "; correct the ID"
			}
		}
	}
	return ""
}

func at(field string, i int) string { return field + "[" + strconv.Itoa(i) + "]" }
