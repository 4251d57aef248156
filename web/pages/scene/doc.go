// Package scene chooses what the network page lists, as the view chooses what it draws: without a focus a readable selection,
// with one what is around it, and what was expanded. The same drawing and the same address give the same scene in both.
//
// [Read] reads /drawing.json, [Drawing.With] adds a part of the graph that has no place there, [Drawing.Scene] chooses from it
// by a [State], and [Drawing.Hide] takes away what a filter of
// statements leaves without support.
//
// It follows web/src/graph: scene.ts, part.ts, expand.ts and claims.ts, rule by rule and limit by limit. Whoever changes one changes the
// other: both are tested with the states and scenes in testdata.
//
// Out of scope: places, words, and what counts as support, which the API says.
package scene
