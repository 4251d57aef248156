// Package synth generates a corpus of any size, for measurements and for trying out a store with many reports.
//
// A [Corpus] is a [Document] for its vocabulary, the issues, populations and places that all reports share, and one for
// each report. Every document has a text, which is folded, cut and hashed as a real one would be, so that citations can
// be checked. Its people do not exist and nothing in it was said: each name, summary and sentence says that it is made
// up, in both languages where the model has both, and so does the note of each source.
//
// # Shape
//
// A report has about 25 people, 20 organizations, 15 sessions, 80 statements and 35 recommendations; reports differ in
// length by half. A thousand make 207,000 nodes and 728,000 edges, including derived ones.
//
// Many of the people, organizations and recommendations recur. Each place at a report goes either to somebody new or to
// the holder of a place drawn uniformly from all earlier reports. Those who came often are therefore drawn often:
// preferential attachment without counting (H. A. Simon, On a class of skew distribution functions, Biometrika 42,
// 1955). Issues come from the vocabulary by Zipf's law, half of them on the theme of their session. One position in
// eight is against or mixed.
//
// In prose (see [NewProse]) summaries have 20 to 60 words and names up to 14 more, by Zipf's law from a lexicon of
// 4,000. Four fifths of what organizations raise, they raise through their people.
//
// # Reproducible
//
// A document depends only on the seed and its number: any document can be made without those before it, and the first k
// reports of a corpus are the same however many follow. All draws are integers from PCG streams, without floating
// point, so that every machine makes the same bytes.
//
// # Order
//
// A corpus is written document by document, the vocabulary first. A document is written as source, sections, passages,
// then the discourse. Each node comes after all nodes that its fields name, in its own document or an earlier one, so a
// reader can check and store the documents one by one.
//
// # One more report
//
// A self-contained report (see [Corpus.WriteJSONL]) repeats the shared nodes it names, cited to its own passages,
// before the first node that names them. On import into a store that has the reports before it, they are merged as
// those of any second source: their records then cite both.
package synth
