// Package pages renders the site: every address is a page of HTML that can be read, searched, printed and cited without
// JavaScript, in English and in French.
//
// [New] makes the handler, which queries the graph through an [Asker]. The addresses, where {l} is en or fr:
//
//	/                      to /en/ or /fr/, whichever the browser asks for
//	/{l}/                  the start
//	/{l}/network  /{l}/matrix  /{l}/connect  /{l}/agreement  /{l}/sessions
//	/{l}/list  /{l}/list/{issues, organizations, people, …}?as={csv, json}
//	/{l}/{kind}/{slug}     the page of a node, such as /en/issue/forced-marriage
//	/{l}/statement/{slug}?cite={bibtex, ris}
//	/{l}/story/{name}      a story; any other page with ?story={name}&stop={n} shows its strip
//	/{l}/search?q=  /{l}/about  /{l}/licenses
//	/{l}/network?look=free&as=json  /{l}/sessions?as=json
//	                       what the views draw at the address without as=json
//	/assets/…  /view/…     style sheets of the pages, and the files of the built view
//
// The free network and the sessions are views. They hold an element #app for the built view to draw in, and below it, in an
// element with data-twin, the same content as text and tables. The view hides the twin once it has drawn; without JavaScript
// the twin is the page. The heading and the strip of a story are outside of both. The view draws what the same address answers
// with as=json: nodes with their places, edges, the sentences of the legend, and the filters with what each would leave. It
// is cached as a page.
//
// The other pages are what is rendered here, with and without JavaScript. On those with settings a script (web/src/swap.ts)
// requests the same addresses as the links and forms, and puts what main holds in the place of what it held.
//
// Out of scope: reading the store, drawing, and the rules of the API.
//
// # Decisions
//
// Where does the content come from, the store or the API? From the API, by the documents in queries/: a page then knows
// no more than any client, and one query sees one version of the graph. A page is one query, unless it first looks up
// what a reader typed. The network is larger than a query: package scene chooses what to draw from /drawing.json, and
// /claims.json says which statements the filters admit.
//
// Who chooses what is drawn, the server or the view? The server, once: the page lists what the picture draws, whatever the
// filters, and no browser downloads a graph to draw forty nodes of it.
//
// Where do the words about one report come from? From its dataset, through Source.presentation and Source.stories, since the
// program knows no report. They are queried once for each version with the sources of the footer. A report without them has
// its title as the headline and the views in place of questions.
//
// What may a browser cache? Every page, under a tag of the graph's version, this handler, the language and the address.
// It revalidates the tag each time, which does not query the graph. Pages that may show words of an attached copy are
// private.
//
// May a file of a list mix versions of the graph? No. It takes many queries, since none may be long. We could hold all
// of it in memory and start over when the graph changes; instead rows are sent as they come, and a response from
// another version breaks the file off in the middle, as any failure does. The reader sees a failed download, never a
// file that looks complete.
//
// Which language is a text in? The API gives each text in the requested language, or in the other if it has only that.
// The documents therefore request the English wording as well. If the two are equal on a French page, the text is
// marked as English, except for the names of persons, places and organizations, which belong to no language. Summaries
// of statements are always English.
//
// How is French set? By the rules of the Office québécois de la langue française for Canada: a no-break space before a
// colon and inside guillemets, none before ; ! and ?. The catalog holds these spaces; texts of the dataset get them on
// a page, so that the dataset can be edited with an ordinary keyboard.
package pages
