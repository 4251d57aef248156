// Package search finds nodes of the graph by words: names in both languages, aliases, definitions, summaries and, of a copy
// that a reader attached, passages.
//
// An [Index] is derived from a store and follows it: [Index.Sync] brings it to the latest version, [Index.Search] returns a
// page of [Hit] values for a [Query], each with the [Match] that explains it. [Open] keeps the index in a folder, [New] in
// memory. It holds no wording of any kind beside its inverted words; what matched is read from a store.Snapshot. Losing it
// loses nothing: the next Sync makes it anew.
//
// Out of scope: IDs, figures' numbers, roles and dates; searching for what is spelled alike; a syntax for queries.
//
// # Words
//
// A text is divided at everything but letters and digits, and folded: no case, no accents, ligatures written out. English and
// French text is indexed twice, word for word and stemmed; text of no language, and passages, for both stemmers. The same
// code divides what is indexed, what is asked and what is highlighted, so that a hit can always say why.
//
// A query asks for all its words. A word is found by its stem in text of either language, or as it is; the last one also as
// a beginning. See [Query] for phrases and stop words.
//
// # Ranking
//
// Each word counts what its best place counts: BM25 (k1 = 1.2, b = 0.75), times 12 in a name, 6 in an alias, 2 in a
// sentence, 1 in a passage, times 0.9 if found by a stem and 0.6 if found by a beginning. How rare a word is is counted over
// all fields. A name that is the whole query comes first, then an alias that is. Equals are ordered by ID.
//
// # Decisions
//
// Where is the index? Options: beside the store, as bleve keeps it; or in the store, as keys of its own, always of the
// store's version. Decision: beside. bleve brings stemmers, compressed postings and merging, which we do not want to write;
// and no search index should be able to damage the graph. The price is a watermark: the version, with the digest of the log
// record that made it. If a store's log has another record there, it is another graph, even at the same version, and the
// index is made anew. Two graphs whose last record agrees in all of author, time, reason and content, and whose earlier ones
// do not, would be taken for one; records carry the time in nanoseconds.
//
// Whose scores? bleve 2.6 knows BM25, but takes for the average length of a field the number of different words in it, a
// word counted once for each segment that has it. Scores then change whenever segments merge, which happens in the background;
// a cursor that holds one would lose its place, and an index that caught up would rank other than one made anew. bleve also
// adds what several fields count in an order of its own, which floating point shows. Decision: bleve holds the postings, and
// evaluate.go matches and scores over them. Counts are of live documents and lengths are measured by constants, so a score
// follows from the graph and the query alone. It also lets a word count by its best field instead of by all.
//
// How is a list walked? Options: bleve's search-after, or in our code. Decision: in our code, for the scores' sake. All that
// match are found and ranked for each page, at 16 bytes each; IDs are looked up only for the page and what ties with it. The
// cursor holds the score's bits and the ID.
//
// What if the files are damaged? bleve maps them into memory, does not check their sums, and panics in goroutines of its own.
// Decision: [Index.Close] writes a seal with the sum of every file and [Open] breaks it; an index without a fitting seal
// is never opened, but dropped. A process that is killed therefore makes its index anew. Reopening what it left would save
// some seconds, and stake the process on unchecked bytes.
//
// What do two processes do with one folder? The second is told store.ErrLocked at once. Stores are locked as well, so this
// is rare; one that only reads may use [New].
//
// Which parts of bleve? Its index (scorch) and its stemmers, without its query language, mappings and highlighters; queries
// are never parsed but into words. The program grows by 7.7 MB, from 31.3 to 39.0 (5.3 MB stripped), most of it readers for
// the seven versions of bleve's files, which cannot be left out.
//
// # Figures
//
// On 2 cores of an AMD EPYC, 2026-11, Go 1.26, with go test -run '^$' -bench . ./store/search. The forum's corpus has 1,398
// nodes, 478 statements among them, and an index of 0.9 MB; the large graph is made of 100,000 issues with sentences of the
// same words.
//
//	                                                    forum    100,000 issues
//	made anew in a folder                          100–280 ms            8–12 s
//	opened and synced, up to date                     6–13 ms
//	synced, up to date                                  10 µs
//	synced after one change, on disk                     9 ms
//	20 hits for one word                               0.4 ms              1–2 ms    18 and 1,466 found
//	20 hits for the first two letters of a word        0.8 ms             8–11 ms    409 and 43,928 found
//	20 hits for two words                              0.7 ms              6–7 ms    32 and 4,047 found
//	20 hits for a phrase of two words                  0.2 ms                4 ms    28 and 3,350 found
//	all IDs for the first two letters of a word        0.4 ms            28–32 ms
package search
