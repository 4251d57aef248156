// Package banks lays out the picture of who raised what: named voices on the left bank, collectives on the right, and the
// issues in the water between them, each nearer to the side that raised it, in the lane of its theme.
//
//	named voices          issues, by theme                     collectives
//
//	Port Office  ■──╮   ╭────────────────────────────╮   ╭──⬡ the dock table
//	  Ada Lund   ▲──┤───┤ • Night noise   Quiet hours•├───┤──⬡ World Café
//	Rope Works   □──╯   │    Ferry fares •           │   ╰──⬢ most participants
//	                    ╰────────────────────────────╯
//	                     ◆ Night ferries ─≠─ ◆ Quiet hours
//
// [Read] reads the statements that /claims.json serves; [Claims.Count] counts those that a [Filter] admits; [Layout] places what
// was counted, and [Picture.WriteSVG] draws it with real text. Equal graphs, filters and sizes give equal pictures.
//
// Out of scope: evidence, and words of the page around the picture.
//
// # Decisions
//
// Where does an issue stand? Let s be the share of collectives among its distinct voices, of which persons count
// themselves and an organization counts by its own statements only. A name of width w is wanted at s(W − w) in water of
// width W. Names of a lane are put in rows, which stay sorted by s, with the least squares of their displacement
// (isotonic regression); a new row costs a fixed square, which is raised until all rows fit the height.
//
// What do filters move? Nothing. The layout is that of the unfiltered graph; what a filter leaves out turns grey and its
// lines go, so that a reader finds every name where it was.
//
// How is a person selected, ordered or sized? By name, below the organization, never by a count.
package banks
