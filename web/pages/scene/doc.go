// Package scene selects what the network page lists, as the view selects what it draws: without a focus a readable
// overview, with one its neighborhood, and what was expanded. Equal drawings and addresses give equal scenes in both.
//
// [Read] reads /drawing.json, [Drawing.With] adds a part of the graph that has no place there, [Drawing.Scene] selects
// from it by a [State], and [Drawing.Hide] removes what a filter of statements leaves without support.
//
// It follows web/src/graph rule by rule and limit by limit: scene.ts, part.ts, expand.ts and claims.ts. Change both
// together: both are tested with the states and scenes in testdata.
//
// Out of scope: places, words, and what counts as support, which the API decides.
package scene
