// Package search finds nodes of the graph by words: names in both languages, aliases, definitions, summaries and, where
// a reader attached a copy of the source, passages.
//
// An [Index] is derived from a store and follows it. [Index.Sync] brings it to the latest version; [Index.Search]
// returns a page of [Hit] values for a [Query], each with the [Match] that explains it. [Open] keeps the index in a
// folder, [New] in memory. The index holds words but no texts; what matched is read from a store.Snapshot. Losing the
// index loses nothing: the next Sync rebuilds it.
//
// [Index.Suggest] returns searches that find something for words that find nothing: similar spellings, words joined or
// divided, codes of passages.
//
// Out of scope: the numbers of figures, roles and dates; a query syntax.
//
// # Words
//
// A text is split at everything except letters and digits, and folded: no case, no accents, ligatures written out.
// English and French text is indexed twice, word for word and stemmed. Text without a language, and passages, are
// stemmed in both languages. The same code splits indexed text, queries and highlighted text, so that a hit can always
// say why.
//
// A query requires all its words. A word is found by its stem or as it is written; the last word also as the beginning
// of another. See [Query] for phrases and stop words.
//
// # Ranking
//
// Each word counts what it counts in its best field: BM25 (k1 = 1.2, b = 0.75), times 12 in a name, 6 in an alias, 2 in
// a sentence, 1 in a passage, times 0.9 if found by a stem and 0.6 if found by a beginning. The rarity of a word is
// counted over all fields. A name equal to the whole query comes first, then such an alias. Ties are ordered by ID. At
// most 15 occurrences of a word in a text count; lengths above 63 words are rounded down to four binary digits.
//
// # Files
//
// The index is a few immutable segments, each with the nodes of some changes; see [segment], [docTable], [dictionary],
// [postings] and [occurrence] for their bytes. Documents that a later change replaces or deletes are marked. Segments
// are merged by size, small ones at once, large ones in the background. Searches answer from an immutable view of
// segments and never wait.
//
// # Decisions
//
// Where is the index stored: next to the store or in it, under keys of its own? Next to it. A search index must not be
// able to damage the graph, and lists are read in place from mapped files. The price is a watermark: the version, with
// the digest of its log record. If the store's log has another record there, it is another graph and the index is
// rebuilt. Two graphs that agree in author, time (in nanoseconds), reason and content of that record but differ earlier
// would be confused. For a record too large to hold its nodes, only their number is compared.
//
// Whose index? bleve's stemmers and stop words, with our own lists. bleve's index (scorch) keeps a list for each of
// nine fields in three forms. A word counts what it counts in its best field, so one list of documents with that number
// covers all fields. The numbers are positions in a table of the few values that occur, so they are exact in about nine
// bits.
//
// What is the index built from? From nodes that the loader already holds, see [Bulk], or from a scan of the store,
// where reading takes most of the time. Builders of 16,384 nodes collect lists in memory, in any order, and are merged.
//
// How is a list searched? The exact count and the rarity of a word need every document that has the word in any form;
// ranking needs only a few of them. The count rules out skips from list to list, and maxima of blocks, as in Block-Max
// WAND, need a list of documents for it. We keep maxima of spans of 1024 documents, the same for all lists. A clause is
// a bit set of documents, which dense lists store. The span with the highest bound is scored first, until no bound
// reaches the last score on the page. Bounds are added up in the order of scores, so they hold to the last bit. The
// price is larger files; and if the best documents of two words differ, all documents are scored.
//
// How are similar spellings found? Options: an automaton, as in Lucene and vellum; an index of deletions, as in SymSpell;
// comparing the word with each term. Decision: comparing. Terms are stored in order without their common beginnings, so
// a table of distances is continued where two terms part, and a beginning that is too far off is skipped with all its
// terms. The index needs nothing more, and it takes less than a millisecond for the words of a thousand reports.
//
// Are scores always the same? Yes. Counts are of live documents and the usual lengths are constants, so a score depends
// on the graph and the query alone, not on the segments. An index that caught up ranks exactly as a rebuilt one.
//
// How is a list paged? A cursor holds the score's bits, the ID and the version. A later page scores what the earlier pages
// did, and looks up IDs only for its own documents. After a change of the graph the cursor is refused: one more statement
// shifts every score, so that a walk would leave nodes out or repeat them.
//
// What if the process is killed, or files are damaged? A segment is on disk before a seal names it, and the seal is
// replaced atomically, so a killed process leaves an index of some version. The next process catches up from the log.
// [Open] verifies the checksums of the seal and of every segment; if one differs, it drops the index, and the next Sync
// rebuilds it.
//
// What if two processes open one folder? The second gets store.ErrLocked at once; a process that only reads may use
// [New].
package search
