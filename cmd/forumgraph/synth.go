package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"forumgraph/seed/synth"
)

// maxReports is how many reports synth makes up at most: their numbers are part of IDs.
const maxReports = 1_000_000

func newSynth() *cobra.Command {
	var o synth.Options
	var out string
	cmd := &cobra.Command{
		Use:   "synth",
		Short: "Make up a dataset of any size, for measurements",
		Long: `Synth writes a dataset of reports that do not exist, as JSONL: people, organizations, issues,
recommendations and statements in the proportions of a real one, each named as made up. The same
number and seed give the same bytes. Organizations and issues recur from report to report.`,
		Example: "  forumgraph synth --reports 1000 | forumgraph import --data big -\n" +
			"  forumgraph synth --reports 1001 --from 1001 --out one-more.jsonl",
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if o.Reports < 1 || o.Reports > maxReports {
				return wrongValue("reports", fmt.Sprint(o.Reports), fmt.Errorf("this is not 1 to %d", maxReports), "write a number such as 100")
			}
			if o.From < 1 || o.From > o.Reports {
				return wrongValue("from", fmt.Sprint(o.From), fmt.Errorf("this is not 1 to %d, the number of reports", o.Reports), "leave it out for all reports")
			}
			write := func(w io.Writer) error { return synth.WriteJSONL(w, o) }
			if out == "-" {
				return writeBuffered(cmd.OutOrStdout(), write)
			}
			return replaceFile(out, write)
		},
	}
	flags := cmd.Flags()
	flags.IntVar(&o.Reports, "reports", 1, "`NUMBER` of reports")
	flags.Uint64Var(&o.Seed, "seed", 1, "`NUMBER` that everything made up follows from")
	flags.IntVar(&o.From, "from", 1, "`NUMBER` of the first report to write; those before it are only reckoned with")
	flags.StringVar(&out, "out", "-", "`FILE` to write, - for standard output")
	return cmd
}
