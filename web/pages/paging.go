package pages

import "maps"

// pageInfo is the position of a page in its list.
type pageInfo struct {
	HasNextPage, HasPreviousPage bool
	StartCursor, EndCursor       string
}

// pager holds the links from one page of a list to the others.
type pager struct {
	// Total is the length of the list, Shown the length of this page.
	Total, Shown int
	// First, Previous and Next are addresses; empty if the page does not exist.
	First, Previous, Next string
}

// paged returns variables with those that select the page in the address, size elements of it: ?page=CURSOR for what
// follows a cursor, ?before=CURSOR for what precedes one.
func (q *request) paged(size int, variables map[string]any) map[string]any {
	v := maps.Clone(variables)
	if v == nil {
		v = make(map[string]any)
	}
	switch before, after := q.values.Get("before"), q.values.Get("page"); {
	case before != "":
		v["last"], v["before"] = size, before
	case after != "":
		v["first"], v["after"] = size, after
	default:
		v["first"] = size
	}
	return v
}

// pager returns the links from the page that paged selected.
func (q *request) pager(info pageInfo, total, shown int) pager {
	p := pager{Total: total, Shown: shown}
	if info.HasPreviousPage {
		p.First, p.Previous = q.with(), q.with("before", info.StartCursor)
	}
	if info.HasNextPage {
		p.Next = q.with("page", info.EndCursor)
	}
	return p
}
