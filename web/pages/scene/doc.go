// Package scene selects what the network draws at an address: without a focus a readable overview, with one its
// neighborhood, and what was expanded or selected. Filters select first, then the limits: what a filter leaves is cut only
// where there is too much of it. People are selected by name, never by how much they said.
//
// [Read] reads /drawing.json, [Drawing.With] adds a part of the graph that has no place there, and [Drawing.Scene]
// selects from it by a [State]. Both the table of the page and the picture of the view are made from the same [Scene].
//
// Out of scope: words, the places of the view's forces, and which statements a filter admits, see [Filter].
package scene
