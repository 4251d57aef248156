package pages

import "io"

// page is the content of a page. Exactly one of Body, redirect, file and stream is set.
type page struct {
	// View names the view that draws on the page; empty for a document.
	View string
	// Swaps means that a script may replace the content of main for another query of the same address.
	Swaps bool
	// Kicker is the small line above the heading, such as the kind of a node; may be empty.
	Kicker string
	// Title is the heading, and with the name of the site the title of the page. TitleLang is its language if that is
	// not the page's.
	Title, TitleLang string
	// Lead is the sentence below the heading; may be empty.
	Lead, LeadLang string
	// Beside is another way to see the same; nil for none.
	Beside *link
	// ID is the node that the page is about; may be empty.
	ID string
	// Template names the template of Body.
	Template string
	Body     any
	// Class is the layout of main if it is not one column: wide has the whole window, start two columns.
	Class string
	// NoIndex keeps the page out of search engines: search results and error pages.
	NoIndex bool

	// still means that the page is whole without the built view, although its address belongs to a view.
	still bool
	// tells means that the content itself says which values of the address mean nothing.
	tells bool
	// missing means that the address has no page, or none now; status is its HTTP status, 0 for 200.
	missing bool
	status  int

	redirect           string
	file               []byte
	stream             func(io.Writer) error
	fileType, fileName string
}

// refused is the body of a page without content: the reason, and what to do.
type refused struct {
	Why, Remedy string
	// Detail is the API's own sentence in English; may be empty.
	Detail string
	// RequestID names the request in the log; empty unless the fault is the server's.
	RequestID string
}
