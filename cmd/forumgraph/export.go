package main

import (
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"forumgraph/seed"
)

type exportOptions struct {
	data, format, out string
}

func newExport() *cobra.Command {
	var o exportOptions
	cmd := &cobra.Command{
		Use:   "export",
		Short: "Write the whole dataset; the same graph gives the same bytes",
		Long: `Export writes every node of the graph as one line of JSON. Importing the result into an empty
folder gives an equal graph, and exporting that gives the same bytes. A file is replaced only
when all of it has been written.`,
		Example: "  forumgraph export --out graph.jsonl\n  forumgraph export | gzip > graph.jsonl.gz",
		Args:    noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return export(cmd, o)
		},
	}
	dataFlag(cmd, &o.data)
	cmd.Flags().StringVar(&o.format, "format", "jsonl", "`FORMAT` to write: jsonl")
	cmd.Flags().StringVar(&o.out, "out", "-", "`FILE` to write, - for standard output")
	mustRegister(cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions([]string{"jsonl"}, cobra.ShellCompDirectiveNoFileComp)))
	return cmd
}

func export(cmd *cobra.Command, o exportOptions) error {
	if o.format != "jsonl" {
		return &usageError{err: fmt.Errorf("unknown format %q", o.format), hint: "the one format is jsonl"}
	}
	ctx := cmd.Context()
	st, err := openToRead(ctx, cmd, o.data)
	if err != nil {
		return err
	}
	write := func(w io.Writer) error {
		snap, err := st.Snapshot()
		if err != nil {
			return err
		}
		defer snap.Close()
		return seed.WriteJSONL(ctx, w, snap)
	}
	if o.out == "-" {
		err = writeBuffered(cmd.OutOrStdout(), write)
	} else {
		err = replaceFile(o.out, write)
	}
	return errors.Join(err, st.Close())
}
