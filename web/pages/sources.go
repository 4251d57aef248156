package pages

// mostListed is how many sources a page lists one by one; if there are more, it gives their number and a link to the
// list.
const mostListed = 3

// sourcesOf is the sources of one version of the graph in one language, for the footer.
type sourcesOf struct {
	version uint64
	records []record
}

// sources returns the sources of the graph in the language of the request. They are queried once for each version.
func (s *site) sources(q *request) ([]record, error) {
	kept := &s.editions[q.lang].sources
	version, ok := s.o.Ask.Version()
	if !ok {
		return nil, ErrUnavailable
	}
	if k := kept.Load(); k != nil && k.version == version {
		return k.records, nil
	}
	var a struct{ Overview struct{ Sources []record } }
	own := *q // the footer's version does not change the page's version
	if err := own.ask("footer", nil, &a); err != nil {
		return nil, err
	}
	kept.Store(&sourcesOf{own.version, a.Overview.Sources})
	return a.Overview.Sources, nil
}
