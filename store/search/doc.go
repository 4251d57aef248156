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
// all fields. A name that is the whole query comes first, then an alias that is. Equals are ordered by ID. Of one word in one
// text, 15 occurrences count at most; lengths above 63 words are rounded down to four binary digits.
//
// # Files
//
// The index is a few segments that never change, each with the nodes of some changes; see [segment], [docTable],
// [dictionary], [postings] and [occurrence] for their bytes. What a later change replaces or deletes is marked. Segments are
// merged by size, small ones at once, large ones in the background. Searches answer from a view of segments that nothing
// changes, and wait for nobody.
//
// # Decisions
//
// Where is the index? Options: beside the store, or in the store, as keys of its own, always of the store's version.
// Decision: beside. No search index should be able to damage the graph, and its lists are read as they are from mapped
// files, which keys of a store cannot be. The price is a watermark: the version, with the digest of the log record that made
// it. If a store's log has another record there, it is another graph, even at the same version, and the index is made anew.
// Two graphs whose last record agrees in all of author, time, reason and content, and whose earlier ones do not, would be
// taken for one; records carry the time in nanoseconds. Of a record too large to hold its nodes, only their number counts.
//
// Whose index? Until analysis version 1 it was bleve's (scorch). For the 209,000 nodes of a thousand reports it took 33 s
// and 65 MB, and a frequent word 13 ms. Its time went into values, maps and strings for each word of each field, nine fields
// in three forms, and into lists for each of the 27, all of which a word had to be looked up in. Decision: bleve's stemmers
// and stop words, and lists of our own. As a word counts what it counts in its best field, a list of documents with that
// number holds all fields at once: three lists for a word, one for each form, instead of 27. Numbers are places in a table of
// the few values that come up, so they are exact in about nine bits. The program is 6 MB smaller.
//
// How is it made? Of nodes that the loader already holds, see [Bulk], or else of a scan of the store: read page by page and
// node by node, the store took two thirds of the time. Builders of 16,384 nodes gather lists in memory, in any order, and are
// merged. Profiles then showed stemming, which is done once for a word and kept (a bounded number); the
// scanner, which passes over lower-case ASCII without folding it; and a map from what a count follows from to its place,
// which became a table. What is left is the map from words to terms, and growing lists.
//
// How is a list searched? The exact count, and how rare a word is, want to know all documents that have it in any form and,
// for a beginning, of any word; but to find the best only few of them need be looked at. Until segments of version 3 each list
// was read whole, into a table with a number for each document, at 2.5 ns for each: a word that 1.4 million of two million
// nodes have took 21 ms. Options: leaps from list to list, which the count rules out; tops of blocks, as in Block-Max WAND,
// with a list of documents for the count; or tops of spans, the same for all lists. Decision: the last. A clause is a set of
// documents, a bit for each, which dense lists hold ready; sets are counted, joined and cut at 0.1 ns a document. Documents
// are scored in spans of 1024, the one with the highest bound first, until no bound is as high as the last score on the page:
// four of two thousand spans for one word, since then equal scores of later documents are beyond the page. Bounds are added
// up as scores are, so they hold to the last bit. The price: 9 percent larger files, and where the best documents of two words
// are different ones, as those of "made report" among statements, bounds rule out little and all are scored, which takes
// as long as before.
//
// Are scores always the same? Counts are of live documents and the usual lengths are constants, so a score follows from the
// graph and the query alone, however the segments are. A cursor that holds one keeps its place, and an index that caught up
// ranks as one made anew, to the last bit.
//
// How is a list walked? Documents before the cursor are passed over, so a later page scores what the pages before it did; IDs
// are looked up only for what is on the page. The cursor holds the score's bits and the ID.
//
// What if the process is killed, or files are damaged? A segment is written, and the disk has it, before a seal names it; the
// seal is replaced as one. So a killed process leaves an index of some version, with which the next one catches up; changes
// too small for a file of their own are lost with it, and read from the log again. [Open] compares the sums of the seal and of
// every segment with their bytes. If one differs, all is dropped, and made anew.
//
// What do two processes do with one folder? The second gets store.ErrLocked at once. Stores are locked as well, so this
// is rare; one that only reads may use [New].
package search
