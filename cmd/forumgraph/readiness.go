package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"sync"
	"time"

	"forumgraph/store"
	"forumgraph/store/badgerstore"
)

// dataFolder returns a check that the store's folder is still the one that was opened, and is readable. A server whose
// folder is gone still answers from open files, but cannot restart.
func dataFolder(dir string) (check func() error, err error) {
	opened, err := os.Stat(dir)
	if err != nil {
		return nil, err
	}
	return func() error {
		folder, err := os.Open(dir)
		if err != nil {
			return fmt.Errorf("the data folder cannot be read: %w", err)
		}
		defer folder.Close()
		now, err := folder.Stat()
		if err != nil {
			return fmt.Errorf("the data folder cannot be read: %w", err)
		}
		if !os.SameFile(opened, now) {
			return errors.New("the data folder is another than the one that was opened")
		}
		// A folder that was removed since, or whose disk is gone, has no entries.
		if _, err := folder.Readdirnames(1); err != nil {
			return fmt.Errorf("the data folder cannot be read: %w", err)
		}
		return nil
	}, nil
}

// allOf returns a check that runs the checks in order and returns the first error; it skips nil ones.
func allOf(checks ...func() error) func() error {
	return func() error {
		for _, check := range checks {
			if check == nil {
				continue
			}
			if err := check(); err != nil {
				return err
			}
		}
		return nil
	}
}

// readable returns an error if the graph in st is no longer readable, because damage was found.
func readable(st store.Store) error {
	snap, err := st.Snapshot()
	if err != nil {
		return fmt.Errorf("the graph cannot be read: %w", err)
	}
	snap.Close()
	return nil
}

// scrubEvery is how often a server compares the tables of its store with what was written. Disks fail rarely, and
// reading a gigabyte takes about a second.
const scrubEvery = time.Hour

// scrub periodically compares the tables of a store on disk with what was written, until stop is called. Once it finds
// damage, the store answers nothing any more: see badgerstore.
func scrub(st store.Store, logger *slog.Logger) (stop func()) {
	onDisk, ok := st.(*badgerstore.Store)
	if !ok {
		return func() {}
	}
	ctx, cancel := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() {
		ticker := time.NewTicker(scrubEvery)
		defer ticker.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-ticker.C:
			}
			if err := onDisk.Scrub(ctx); err != nil && ctx.Err() == nil {
				logger.Error("comparing the store with what was written failed; if it is damaged, nothing is answered any more", "error", err)
			}
		}
	})
	return func() {
		cancel()
		running.Wait()
	}
}
