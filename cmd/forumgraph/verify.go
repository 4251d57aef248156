package main

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"forumgraph/seed"
	"forumgraph/store"
	"forumgraph/store/memstore"
)

type verifyOptions struct {
	data, source    string
	json            bool
	requireComplete bool
}

func newVerify() *cobra.Command {
	var o verifyOptions
	cmd := &cobra.Command{
		Use:   "verify [PATH]",
		Short: "Check the citations against your copy of the report; list what is not coded yet",
		Long: `Verify reads the whole graph, or the dataset at PATH (a folder or a .jsonl file) before you
import it: then findings name their places, and look-alike labels need a decision. With --source it looks for every passage in your copy of the
report and compares the words of every citation with their recorded hash; other wrapping and
typography do not count, words do. It lists the passages that nobody has coded or set aside,
by section, and where to get a copy of the report. It fails if a passage is missing, a citation
differs or the graph breaks a rule; with --require-complete also if a passage is open.`,
		Example: "  forumgraph verify --source report.txt\n  forumgraph verify --json --data graph\n" +
			"  forumgraph verify --source report.txt my-corpus",
		Args: atMostOneArg,
		RunE: func(cmd *cobra.Command, args []string) error { return verify(cmd, o, args) },
	}
	dataFlag(cmd, &o.data)
	sourceFlag(cmd, &o.source)
	cmd.Flags().BoolVar(&o.json, "json", false, "print JSON")
	cmd.Flags().BoolVar(&o.requireComplete, "require-complete", false, "fail if a passage is neither cited nor set aside")
	return cmd
}

func verify(cmd *cobra.Command, o verifyOptions, args []string) error {
	ctx := cmd.Context()
	st, data, err := verified(cmd, o.data, args)
	if err != nil {
		return err
	}
	v, err := func() (*verification, error) {
		stop := startProgress(cmd.ErrOrStderr(), "verifying")
		defer stop()
		snap, err := st.Snapshot()
		if err != nil {
			return nil, err
		}
		defer snap.Close()
		var a *attached
		if o.source != "" {
			if a, err = attachFile(ctx, snap, o.source); err != nil {
				return nil, err
			}
		}
		return inspect(ctx, st, snap, data, a)
	}()
	if err := errors.Join(err, st.Close()); err != nil {
		return err
	}
	if o.json {
		err = writeJSON(cmd.OutOrStdout(), v)
	} else {
		err = v.print(cmd.OutOrStdout())
	}
	if err != nil {
		return err
	}
	return v.verdict(o.requireComplete)
}

// verified returns the store to verify: the one at --data, or one in memory with the dataset named in args. The dataset
// is nil for a store at --data, which keeps neither file positions nor decisions.
func verified(cmd *cobra.Command, dir string, args []string) (store.Store, *seed.Dataset, error) {
	if len(args) == 0 {
		st, err := openToRead(cmd.Context(), cmd, dir)
		return st, nil, err
	}
	if cmd.Flags().Changed("data") {
		return nil, nil, &usageError{
			err:  errors.New("verify: both a dataset and --data are named"),
			hint: "leave one out: verify looks at a dataset or at a store",
		}
	}
	data, err := readDataset(args[0], cmd.InOrStdin())
	if err != nil {
		return nil, nil, err
	}
	st := memstore.New()
	if _, err := applyDataset(cmd.Context(), st, data, change{}, io.Discard); err != nil {
		return nil, nil, errors.Join(err, st.Close())
	}
	return st, data, nil
}

// print writes the verification for people.
func (v *verification) print(w io.Writer) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, s := range v.Sources {
		archived := ""
		if s.Archived {
			archived = ", archived"
		}
		fmt.Fprintf(t, "source\t%s\n\t%s%s\n", s.Title.In(store.EN), s.Publisher, archived)
		fmt.Fprintf(t, "official page\t%s\n", s.URL)
		if note := s.Note.In(store.EN); note != "" {
			fmt.Fprintf(t, "note\t%s\n", note)
		}
	}
	fmt.Fprintf(t, "graph\tversion %d\n", v.Version)
	if v.Copy == nil {
		fmt.Fprintf(t, "copy\tnone given; --source FILE compares yours\n")
		fmt.Fprintf(t, "citations\t%d, not compared\n", v.Citations.Total)
	} else {
		fmt.Fprintf(t, "copy\t%s: %d of %d passages matched\n", v.Copy.File, v.Copy.Matched, v.Copy.Total)
		fmt.Fprintf(t, "citations\t%d of %d match the copy\n", v.Citations.Matched, v.Citations.Total)
	}
	c := v.Coverage
	fmt.Fprintf(t, "coverage\t%d passages: %d cited, %d set aside, %d open\n", c.Passages, c.Cited, c.SetAside, c.Open)
	fmt.Fprintf(t, "findings\t%s\n", countOrNone(len(v.Findings)))
	if err := t.Flush(); err != nil {
		return err
	}
	return v.printLists(w)
}

func (v *verification) printLists(w io.Writer) error {
	var b strings.Builder
	if v.missing() > 0 {
		fmt.Fprintf(&b, "\nnot found in %s:\n", v.Copy.File)
		for _, p := range v.Copy.Missing {
			fmt.Fprintf(&b, "  %s\n", p)
		}
	}
	if len(v.Citations.Differing) > 0 {
		b.WriteString("\ncitations whose words differ:\n")
		for _, c := range v.Citations.Differing {
			fmt.Fprintf(&b, "  %s cites %s [%d, %d]\n", c.By, c.Passage, c.Span[0], c.Span[1])
		}
	}
	if len(v.Findings) > 0 {
		b.WriteString("\nfindings:\n")
		for _, f := range v.Findings {
			fmt.Fprintf(&b, "  %s\n", strings.ReplaceAll(f, "\n", "\n  "))
		}
	}
	if len(v.Open) > 0 {
		b.WriteString("\nopen passages, by section:\n")
		for _, s := range v.Open {
			fmt.Fprintf(&b, "  %s  %s (%d)\n    %s\n", s.Section, s.Name.In(store.EN), len(s.Passages), strings.Join(s.Passages, " "))
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// verdict returns the problem in one sentence, or nil.
func (v *verification) verdict(requireComplete bool) error {
	var wrong []string
	hint := "the lists above name each; coded data is in the folder seed, and 'forumgraph draft pin' mends spans"
	if n := v.missing(); n > 0 {
		wrong = append(wrong, fmt.Sprintf("%d of %d passages are not in %s", n, v.Copy.Total, v.Copy.File))
		hint = "your copy may be cut or of another edition; " + v.Copy.whereToGet
	}
	if n := len(v.Citations.Differing); n > 0 {
		wrong = append(wrong, count(n, "citation differs", "citations differ"))
	}
	if n := len(v.Findings); n > 0 {
		wrong = append(wrong, count(n, "finding", "findings"))
	}
	if n := v.Coverage.Open; n > 0 && requireComplete {
		wrong = append(wrong, count(n, "passage is open", "passages are open"))
	}
	if len(wrong) == 0 {
		return nil
	}
	return hinted(errors.New("verify: "+strings.Join(wrong, ", ")), "%s", hint)
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

func countOrNone(n int) string {
	if n == 0 {
		return "none"
	}
	return fmt.Sprint(n)
}
