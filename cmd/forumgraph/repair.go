package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"forumgraph/store"
	"forumgraph/store/badgerstore"
)

type repairOptions struct {
	data, out string
}

func newRepair() *cobra.Command {
	var o repairOptions
	cmd := &cobra.Command{
		Use:   "repair",
		Short: "Make again what is derived; of a damaged graph, save what is whole into a new folder",
		Long: `Repair of a sound graph makes again what is derived from it: the derived edges, and the indexes for
search, paths and drawing. The graph's version stays.

Of a damaged graph it saves what is whole, into the new folder that --out names; the damaged one stays
as it is, for whoever can do better. A node stands in the store twice, as its record and in the log of
changes, and either will do. What is lost is printed, one ID a line; so is what had to be left out
because it refers to something that is lost. The new store begins with version 1: the log of the old
one is not taken over. Repair fails if anything was lost, and the new folder is there all the same.`,
		Example: "  forumgraph repair\n  forumgraph repair --data damaged --out saved > lost.txt",
		Args:    noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return repair(cmd.Context(), o, cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
	}
	dataFlag(cmd, &o.data)
	cmd.Flags().StringVar(&o.out, "out", "", "new `FOLDER` for what can be saved of a damaged graph")
	return cmd
}

func repair(ctx context.Context, o repairOptions, stdout, stderr io.Writer) error {
	files, err := checkFiles(ctx, o.data, stderr)
	if err != nil {
		return err
	}
	if len(files.Damage) == 0 {
		err := rebuild(ctx, o.data, stderr)
		if !errors.Is(err, store.ErrCorrupt) {
			return err
		}
		if o.out == "" {
			return hinted(err, "name a new folder with --out, and what is whole is saved there")
		}
	}
	if o.out == "" {
		return damageFound(o.data, files.Damage)
	}
	return saveInto(ctx, o, stdout, stderr)
}

// rebuild rebuilds everything that is derived from the graph in dir.
func rebuild(ctx context.Context, dir string, stderr io.Writer) (err error) {
	stop := startProgress(stderr, "making again what is derived")
	defer stop()
	st, err := openExisting(dir)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	if err := st.RebuildDerived(ctx); err != nil {
		return err
	}
	for _, name := range []string{badgerstore.SearchFolder, badgerstore.TopologyFile, badgerstore.LayoutFile} {
		if err := os.RemoveAll(filepath.Join(dir, name)); err != nil {
			return err
		}
	}
	if _, err := checkIndexes(ctx, dir, st); err != nil {
		return err
	}
	_, err = fmt.Fprintln(stderr, "forumgraph: the graph is whole; its derived edges and its indexes were made again")
	return err
}

// saveInto writes the readable part of a damaged graph to a new store, and prints what is lost.
func saveInto(ctx context.Context, o repairOptions, stdout, stderr io.Writer) error {
	if empty, err := isEmpty(o.out); err != nil {
		return err
	} else if !empty {
		return &usageError{err: fmt.Errorf("--out %s: the folder is not empty", o.out), hint: "name a new folder"}
	}
	if in, err := filepath.Rel(o.data, o.out); err == nil && filepath.IsLocal(in) {
		return &usageError{err: fmt.Errorf("--out %s: the folder is in %s, where it would be in the way", o.out, o.data), hint: "name a folder elsewhere"}
	}
	stop := startProgress(stderr, "saving what is whole")
	defer stop()
	saved, err := badgerstore.Salvage(ctx, o.data)
	if err != nil {
		return err
	}
	if len(saved.Nodes) == 0 {
		return hinted(fmt.Errorf("nothing in %s can be read: %w", o.data, store.ErrCorrupt), "restore the folder from a backup, or import your latest export into a new one")
	}
	st, err := badgerstore.Open(o.out, badgerstore.Options{CacheBytes: 1 << 20, MaxChangeBytes: 512 << 10})
	if err != nil {
		return err
	}
	var leftOut []store.Rejection
	done, err := st.Load(ctx, store.Load{
		Author: userName(), Reason: "repair " + o.data, Time: time.Now().UTC(), Records: recordsOf(saved.Nodes),
		Reject: func(r store.Rejection) error {
			leftOut = append(leftOut, r)
			return nil
		},
	})
	if err := errors.Join(err, st.Close()); err != nil {
		return errors.Join(err, os.RemoveAll(o.out))
	}
	stop()
	var list strings.Builder
	for _, id := range saved.Lost {
		fmt.Fprintf(&list, "%s\tcannot be read\n", id)
	}
	for _, r := range leftOut {
		fmt.Fprintf(&list, "%s\tleft out: %s\n", saved.Nodes[r.Line-1].Base().ID, r.Problems[0].Message)
	}
	if saved.Unknown > 0 {
		fmt.Fprintf(&list, "%s\tcannot be read, not even the ID\n", count(saved.Unknown, "node", "nodes"))
	}
	for _, version := range saved.Gaps {
		fmt.Fprintf(&list, "version %d\tis not in the log: what it changed may have been saved as it was before\n", version)
	}
	if _, err := io.WriteString(stdout, list.String()); err != nil {
		return fmt.Errorf("the list of what is lost: %w", err)
	}
	fmt.Fprintf(stderr, "forumgraph: saved %s into %s\n", count(done.Added, "node", "nodes"), o.out)
	if lost := len(saved.Lost) + len(leftOut) + max(saved.Unknown, 0) + len(saved.Gaps); lost > 0 {
		return hinted(fmt.Errorf("not all could be saved: %d entries are listed on standard output", lost),
			"compare the list with a backup or an export, and import what is missing")
	}
	return nil
}

// recordsOf yields nodes as records for a load, numbered from 1.
func recordsOf(nodes []store.Node) iter.Seq2[store.Record, error] {
	return func(yield func(store.Record, error) bool) {
		for i, n := range nodes {
			b, err := store.EncodeJSON(n)
			if !yield(store.Record{Line: i + 1, JSON: b}, err) {
				return
			}
		}
	}
}

// isEmpty reports whether dir does not exist or is an empty folder.
func isEmpty(dir string) (bool, error) {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, os.ErrNotExist) {
		return true, nil
	}
	return len(entries) == 0, err
}
