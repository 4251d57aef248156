package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"forumgraph/seed/synth"
)

type synthOptions struct {
	reports, from int
	seed          uint64
	prose         bool
	out           string
}

// mostReports is far beyond what a store holds, and within what the generator's numbers can distinguish.
const mostReports = 1_000_000

func newSynth() *cobra.Command {
	var o synthOptions
	cmd := &cobra.Command{
		Use:   "synth --reports N",
		Short: "Make up a dataset of any size, to measure and to try things out",
		Long: `Synth writes a made-up corpus as one dataset in JSONL, one report after another, in bounded memory:
issues, populations and places that all reports share, then the reports, about 207 nodes each.
Organizations, people and recommendations come up again from report to report. Nothing in it is
real, and every name says so. The same seed gives the same bytes on every machine, and the first
reports are the same however many follow.

With --prose the texts are as long as those of real reports: summaries of 20 to 60 words, most of
them made up, and long names; and organizations raise most of their issues through their people.

With --from K it writes the reports after the first K, to be imported where those are: what is
shared with them is repeated, and merged by the import. Keep corpora of different seeds,
with prose and without, and made-up and real ones in different folders.`,
		Example: "  forumgraph synth --reports 3 | forumgraph import --data made-up -\n" +
			"  forumgraph synth --from 3 | forumgraph import --data made-up -",
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return synthesize(cmd, o) },
	}
	cmd.Flags().IntVar(&o.reports, "reports", 1, "write `N` reports")
	cmd.Flags().Uint64Var(&o.seed, "seed", 1, "`NUMBER` that the corpus follows from")
	cmd.Flags().BoolVar(&o.prose, "prose", false, "write long summaries and names, as real reports have them")
	cmd.Flags().IntVar(&o.from, "from", 0, "leave out the first `K` reports and the vocabulary")
	cmd.Flags().StringVar(&o.out, "out", "-", "`FILE` to write, - for standard output")
	return cmd
}

func synthesize(cmd *cobra.Command, o synthOptions) error {
	if o.reports < 1 || o.from < 0 || o.from > mostReports-o.reports || o.reports > mostReports {
		return &usageError{
			err:  fmt.Errorf("synth: --reports %d and --from %d", o.reports, o.from),
			hint: fmt.Sprintf("write at least one report and leave out none or more; together they are at most %d", mostReports),
		}
	}
	corpus := synth.New(o.seed)
	if o.prose {
		corpus = synth.NewProse(o.seed)
	}
	write := func(w io.Writer) error { return corpus.WriteJSONL(cmd.Context(), w, o.from, o.reports) }
	if o.out == "-" {
		return writeBuffered(cmd.OutOrStdout(), write)
	}
	return replaceFile(o.out, write)
}
