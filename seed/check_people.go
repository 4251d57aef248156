package seed

import "forumgraph/store"

// silentPeople finds people who neither presented nor said anything: being named is not enough to be a node.
func silentPeople(d *Dataset) []Finding {
	part := make(map[store.ID]bool)
	for _, n := range d.Nodes {
		switch n := n.(type) {
		case *store.Session:
			for _, p := range n.Presenters {
				part[p.ID] = true
			}
		case *store.Statement:
			for _, v := range n.Voices {
				part[v.Voice] = true
			}
		}
	}
	var found []Finding
	for _, n := range d.Nodes {
		if p, ok := n.(*store.Person); ok && !part[p.ID] {
			found = append(found, d.finding(p.ID, "",
				"neither presents nor is a voice; add the session that lists this person among its presenters, or remove the record"))
		}
	}
	return found
}

// missingPresenters finds sessions whose section introduces a person with an affiliation who is not a presenter. People
// who are only quoted did not present.
func missingPresenters(d *Dataset) []Finding {
	introduced := d.introduced()
	quoted := d.quoted()
	var found []Finding
	for _, n := range d.Nodes {
		s, ok := n.(*store.Session)
		if !ok {
			continue
		}
		told := make(map[store.ID]bool)
		for _, r := range s.Presenters {
			told[r.ID] = true
		}
		for _, in := range introduced[s.ID] {
			if told[in.person] || quoted[in.person] {
				continue
			}
			told[in.person] = true
			found = append(found, d.finding(s.ID, "presenters", "without %s, whom %s introduces; add the presenter or correct the citation",
				in.person, in.passage))
		}
	}
	return found
}

// introduction is a passage that gives a person's affiliation.
type introduction struct{ person, passage store.ID }

// introduced returns the introductions of people in the section of each session, by person.
func (d *Dataset) introduced() map[store.ID][]introduction {
	reports := d.sessionsByPassage()
	introduced := make(map[store.ID][]introduction)
	for _, n := range d.Nodes {
		p, ok := n.(*store.Person)
		if !ok {
			continue
		}
		for _, e := range store.AssertedEdges(p) {
			if e.Type != store.AffiliatedWith {
				continue
			}
			for _, c := range e.Citations {
				if session := reports[c.Passage]; session != "" {
					introduced[session] = append(introduced[session], introduction{p.ID, c.Passage})
				}
			}
		}
	}
	return introduced
}

// quoted returns the people whose words the source only repeats.
func (d *Dataset) quoted() map[store.ID]bool {
	quoted := make(map[store.ID]bool)
	for _, n := range d.Nodes {
		if s, ok := n.(*store.Statement); ok {
			for _, v := range s.Voices {
				if v.Role == store.Quoted {
					quoted[v.Voice] = true
				}
			}
		}
	}
	return quoted
}

// sessionsByPassage returns the session that each passage reports: that of its section, or of the nearest enclosing
// section that has one.
func (d *Dataset) sessionsByPassage() map[store.ID]store.ID {
	bySection := make(map[store.ID]store.ID)
	parents := make(map[store.ID]store.ID)
	for _, n := range d.Nodes {
		switch n := n.(type) {
		case *store.Session:
			bySection[n.Section] = n.ID
		case *store.Section:
			parents[n.ID] = n.Parent
		}
	}
	delete(bySection, "") // sessions without a section of their own
	byPassage := make(map[store.ID]store.ID)
	for _, n := range d.Nodes {
		p, ok := n.(*store.Passage)
		if !ok {
			continue
		}
		for section := p.Section; section != ""; section = parents[section] {
			if session := bySection[section]; session != "" {
				byPassage[p.ID] = session
				break
			}
		}
	}
	return byPassage
}
