// Package synth makes up a corpus of any size, for measurements and for trying out a store with many reports.
//
// A [Corpus] is a [Document] for its vocabulary, the issues, populations and places that all reports share, and one for
// each report. Every document has a text, which is folded, cut and hashed as a real one would be, so that citations can
// be checked. Nobody in it exists and nothing in it was said: each name, summary and sentence says that it is made up,
// in both languages where the model has both, and so does the note of each source.
//
// # Shape
//
// A report has about 25 people, 20 organizations, 15 sessions, 80 statements and 35 recommendations; reports differ in
// length by half. A thousand make 207,000 nodes and 728,000 edges, derived ones included.
//
// Many of the people, organizations and recommendations have been at earlier reports. Each place at a report is taken
// either by somebody new or by whoever took a place drawn from all earlier reports, any alike likely. Who came often is
// therefore drawn often, which is preferential attachment without counting (H. A. Simon, On a class of skew distribution
// functions, Biometrika 42, 1955). Issues come from the vocabulary by Zipf's law, half of them turned to the theme of
// their session. One position in eight is against or mixed.
//
// In prose (see [NewProse]) summaries have 20 to 60 words and names up to 14 more, by Zipf's law from a lexicon of 4,000.
// A thousand reports are 101 MB of JSONL instead of 84 MB, and four fifths of what organizations raise they raise through
// their people.
//
// # The same everywhere
//
// A document follows from the seed and its number alone: no document waits for another, any of them can be had without
// making those before it, and the first k reports of a corpus are the same however many follow. All draws are whole
// numbers from PCG streams, without floating point, so that every machine makes the same bytes.
//
// # Order
//
// A corpus is written document by document, the vocabulary first. In a document come its source, its sections, its
// passages, then the discourse. Each node stands after all nodes that its fields name, in its own document or an earlier
// one. So a reader may check and store one document after another, and need not hold more than one.
//
// # One report more
//
// A report that stands alone (see [Corpus.WriteJSONL]) repeats the shared nodes it names, cited to its own
// passages, before the first node that names them. Imported into a store that has the reports before it, they are merged
// as any second source's are: their records then cite both.
package synth
