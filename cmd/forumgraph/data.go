package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"

	"forumgraph/seed"
	"forumgraph/store"
	"forumgraph/store/badgerstore"
	"forumgraph/store/memstore"
)

// defaultData is the default data folder.
const defaultData = "data"

func dataFlag(cmd *cobra.Command, data *string) {
	cmd.Flags().StringVar(data, "data", defaultData, "`FOLDER` of the store")
}

// openOrCreate opens the store in dir, and creates it if necessary.
func openOrCreate(dir string, o badgerstore.Options) (store.Store, error) {
	st, err := badgerstore.Open(dir, o)
	if err != nil {
		return nil, err // a nil *badgerstore.Store must not become a store.Store
	}
	return st, nil
}

// openExisting opens the store in dir, and does not create one.
func openExisting(dir string) (store.Store, error) {
	if err := mustHoldStore(dir); err != nil {
		return nil, err
	}
	return openOrCreate(dir, processBudget().store())
}

// mustHoldStore returns an error for a folder without a store.
func mustHoldStore(dir string) error {
	found, err := badgerstore.HoldsStore(dir)
	if err == nil && !found {
		err = hinted(fmt.Errorf("no store in %s", dir),
			"correct --data, or make a store there with 'forumgraph serve' or 'forumgraph import'")
	}
	return err
}

// isUnused reports whether dir does not exist or holds a store without a graph.
func isUnused(dir string) (bool, error) {
	if found, err := badgerstore.HoldsStore(dir); err != nil || !found {
		return err == nil, err
	}
	// This reads only one number, so changes and caches need little memory.
	st, err := badgerstore.Open(dir, badgerstore.Options{MaxChangeBytes: 512 << 10, CacheBytes: 1 << 20})
	if err != nil {
		return false, err
	}
	snap, err := st.Snapshot()
	if err != nil {
		return false, errors.Join(err, st.Close())
	}
	version := snap.Version()
	snap.Close()
	return version == 0, st.Close()
}

// openOrLoad opens the store in dir and loads the embedded corpus into it if it has no version yet.
func openOrLoad(ctx context.Context, dir string, o badgerstore.Options, stderr io.Writer) (store.Store, error) {
	st, err := openOrCreate(dir, o)
	if err != nil {
		return nil, err
	}
	if err := loadIfEmpty(ctx, st, stderr); err != nil {
		return nil, errors.Join(err, st.Close())
	}
	return st, nil
}

// openToRead opens the store for a reading command: the one at --data, or the embedded corpus in memory if --data is
// not set and the default folder holds no store.
func openToRead(ctx context.Context, cmd *cobra.Command, dir string) (store.Store, error) {
	if found, err := badgerstore.HoldsStore(dir); err != nil || found || cmd.Flags().Changed("data") {
		return openExisting(dir)
	}
	st := memstore.New()
	if err := loadIfEmpty(ctx, st, io.Discard); err != nil {
		return nil, errors.Join(err, st.Close())
	}
	return st, nil
}

// loadIfEmpty loads the embedded corpus as one change set into a store that has no version yet.
func loadIfEmpty(ctx context.Context, st store.Store, stderr io.Writer) error {
	snap, err := st.Snapshot()
	if err != nil {
		return err
	}
	version := snap.Version()
	snap.Close()
	if version > 0 {
		return nil
	}
	corpus, err := seed.Load(seed.Forum(), "forum")
	if err != nil {
		return fmt.Errorf("embedded corpus: %w", err)
	}
	commit, err := applyDataset(ctx, st, corpus, change{author: "forumgraph", reason: "embedded corpus"}, stderr)
	if err != nil {
		return fmt.Errorf("load the embedded corpus: %w", err)
	}
	_, _ = fmt.Fprintf(stderr, "forumgraph: loaded the embedded corpus, %d nodes\n", commit.Added)
	return nil
}

// change is the author and the reason of a change.
type change struct{ author, reason string }

// planFunc plans the changes that bring a dataset into the graph of a snapshot.
type planFunc func(ctx context.Context, snap store.Snapshot) (store.ChangeSet, error)

// planOf returns a planFunc for a dataset in memory.
func planOf(ds *seed.Dataset) planFunc {
	return func(ctx context.Context, snap store.Snapshot) (store.ChangeSet, error) {
		return seed.Plan(ctx, snap, ds)
	}
}

// applyDataset brings a dataset into a store as one change set.
func applyDataset(ctx context.Context, st store.Store, ds *seed.Dataset, c change, stderr io.Writer) (store.Commit, error) {
	return applyPlan(ctx, st, planOf(ds), c, stderr)
}

// applyPlan plans a change set and applies it.
func applyPlan(ctx context.Context, st store.Store, plan planFunc, c change, stderr io.Writer) (store.Commit, error) {
	stop := startProgress(stderr, "loading")
	defer stop()
	snap, err := st.Snapshot()
	if err != nil {
		return store.Commit{}, err
	}
	defer snap.Close()
	cs, err := plan(ctx, snap)
	if err != nil {
		return store.Commit{}, err
	}
	version := snap.Version()
	cs.Author, cs.Reason, cs.Time, cs.Expect = c.author, c.reason, time.Now().UTC(), &version
	return st.Apply(ctx, cs)
}
