package synth

import (
	"context"
	"fmt"
	"io"
	"iter"
	"time"

	"forumgraph/seed"
	"forumgraph/store"
)

// Corpus is an infinite synthetic corpus. It is immutable and safe for concurrent use.
type Corpus struct {
	seed    uint64
	issues  ranks
	lexicon *lexicon // nil unless in prose
}

// New returns the corpus of a seed. Corpora of different seeds use the same IDs: keep them in different stores.
func New(seed uint64) *Corpus { return &Corpus{seed: seed, issues: newRanks(issues)} }

// NewProse returns the corpus of a seed with texts as long as those of real reports: summaries of 20 to 60 words and
// long names, by Zipf's law from a lexicon of 4,000 words. People have up to three affiliations and speak more often
// than their organizations, so that organizations raise most issues through their people. Its IDs are those of [New].
func NewProse(seed uint64) *Corpus {
	c := New(seed)
	c.lexicon = newLexicon()
	return c
}

// Document is one source of a corpus with everything coded from it. It belongs to the caller.
type Document struct {
	// Nodes are the source, its sections, its passages, and the discourse; each after the nodes it names.
	Nodes []store.Node
	// Text is the text that the passages are cut from.
	Text string
	// Time is the made-up time of the document: an hour after the previous one.
	Time time.Time
}

// ChangeSet returns the change that adds the document to a store that has the documents it names.
func (d *Document) ChangeSet() store.ChangeSet {
	return store.ChangeSet{Author: "synth", Time: d.Time, Reason: "add " + d.Nodes[0].Label(store.EN), Put: d.Nodes}
}

// Documents yields the vocabulary and then the given number of reports. It keeps none of them.
func (c *Corpus) Documents(reports int) iter.Seq[*Document] {
	return func(yield func(*Document) bool) {
		if !yield(c.Vocabulary()) {
			return
		}
		for n := 1; n <= reports; n++ {
			if !yield(c.Report(n)) {
				return
			}
		}
	}
}

// ChangeSets yields the changes that bring the vocabulary and the given number of reports into an empty store, one
// version each. They expect no version. The error is always nil; it lets measurements accept a corpus or a file.
func (c *Corpus) ChangeSets(reports int) iter.Seq2[store.ChangeSet, error] {
	return func(yield func(store.ChangeSet, error) bool) {
		for d := range c.Documents(reports) {
			if !yield(d.ChangeSet(), nil) {
				return
			}
		}
	}
}

// WriteJSONL writes the reports numbered from+1 to from+reports as a self-contained dataset, with one document in
// memory at a time.
//
// From 0 it begins with the vocabulary. Otherwise nodes shared with the documents left out are repeated, each once:
// with its name and one citation, of the first edge that leads to it, after the passages of that report. Memory also
// holds their IDs.
//
// Errors: those of w, and the context's.
func (c *Corpus) WriteJSONL(ctx context.Context, w io.Writer, from, reports int) error {
	out := seed.NewJSONLWriter(w)
	write := func(nodes []store.Node) error {
		for _, n := range nodes {
			if err := out.Write(n); err != nil {
				return err
			}
		}
		return ctx.Err()
	}
	if from == 0 {
		if err := write(c.Vocabulary().Nodes); err != nil {
			return fmt.Errorf("write the made-up vocabulary: %w", err)
		}
	}
	repeated := make(map[store.ID]bool)
	for n := from + 1; n <= from+reports; n++ {
		nodes := c.Report(n).Nodes
		if from > 0 {
			nodes = c.alone(nodes, from, repeated)
		}
		if err := write(nodes); err != nil {
			return fmt.Errorf("write made-up report %d: %w", n, err)
		}
	}
	return out.Flush()
}
