// Package pages renders the site: every address is a page of HTML that can be read, searched, printed and cited without
// JavaScript, in English and in French.
//
// [New] makes the handler, [Asker] is how it asks the graph. The addresses, where {l} is en or fr:
//
//	/                      to /en/ or /fr/, whichever the browser asks for
//	/{l}/                  the start
//	/{l}/network  /{l}/matrix  /{l}/connect  /{l}/agreement  /{l}/sessions
//	/{l}/list  /{l}/list/{issues, organizations, people, …}?as={csv, json}
//	/{l}/{kind}/{slug}     the page of a node, such as /en/issue/forced-marriage
//	/{l}/statement/{slug}?cite={bibtex, ris}
//	/{l}/search?q=  /{l}/about
//	/assets/…  /view/…     style sheets of the pages, and the files of the built view
//
// The start and the five pages below it are views: they hold an element #app for the built view to draw in, and below it,
// in an element with data-twin, the same answer as text and tables. The view hides the twin once it has drawn; without
// JavaScript it is the page. The heading and the content note stand outside of both.
//
// Out of scope: reading the store, drawing, and the rules of the API.
//
// # Decisions
//
// Where do the answers come from? Options: the store; the API. Decision: the API, by the documents in queries/, so that a
// page never knows more than anybody who asks, and one request sees one version of the graph. A page is one request,
// but for those that first look up what a reader typed. What the network's picture shows is chosen by package scene from
// /drawing.json, as the view chooses it.
//
// What may a browser keep? Each page under a tag of the graph's version, this handler, the language and the address; it
// asks each time whether the tag still holds, which is answered without asking the graph. Pages that may show words of
// an attached copy are for the reader's own cache alone.
//
// May a file of a list mix versions of the graph? It is asked for in many requests, for none may be long. Options: hold all
// of it in memory and begin anew when the graph changes; send rows as they come. Decision: rows are sent as they come, each
// answer must be from the version of the first, and one that is not breaks the file off in the middle, as a failure does.
// Whoever downloads sees a failed download, never a file that looks whole.
//
// Whose language is a text in? The API gives each text in the language asked for, or in the one that there is. The
// documents therefore ask for the English wording beside each: where the two are equal on a French page the text is
// marked as English, but for the names of persons, places and organizations, which belong to no language. Summaries of
// statements are always English.
//
// How is French set? As the Office québécois de la langue française has it for Canada: a no-break space before a colon and
// inside guillemets, none before ; ! and ?. The catalog holds these spaces; texts of the dataset get them when they are
// written to a page, so that the dataset can be edited with an ordinary keyboard.
package pages
