// Package seedtest provides the embedded corpus and the text of its source to tests.
package seedtest

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"forumgraph/seed"
	"forumgraph/store"
	"forumgraph/store/memstore"
)

// forum loads and plans the corpus once for all tests of a package.
var forum = sync.OnceValues(func() (store.ChangeSet, error) {
	data, err := seed.Load(seed.Forum(), "seed/forum")
	if err != nil {
		return store.ChangeSet{}, err
	}
	empty, err := memstore.New().Snapshot()
	if err != nil {
		return store.ChangeSet{}, err
	}
	defer empty.Close()
	cs, err := seed.Plan(context.Background(), empty, data)
	cs.Author, cs.Reason, cs.Time = "tester", "the corpus", time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	return cs, err
})

// Forum returns the change that puts the embedded corpus into an empty store. The list of nodes is the caller's; the
// nodes themselves are shared and must not be changed.
func Forum() (store.ChangeSet, error) {
	cs, err := forum()
	cs.Put = slices.Clone(cs.Put)
	return cs, err
}

// Fill puts the embedded corpus into an empty store.
func Fill(tb testing.TB, st store.Store) {
	tb.Helper()
	cs, err := Forum()
	if err != nil {
		tb.Fatal(err)
	}
	if _, err := st.Apply(context.Background(), cs); err != nil {
		tb.Fatal(err)
	}
}

// FindReport returns the path of the text of the corpus' source, which is not part of the repository: $FORUM_REPORT, or
// shared/report.txt next to the repository. found reports whether the file exists.
func FindReport() (path string, found bool) {
	path = os.Getenv("FORUM_REPORT")
	if path == "" {
		// Tests run in the folder of their package.
		top := "."
		for range 8 {
			if _, err := os.Stat(filepath.Join(top, "go.mod")); err == nil {
				break
			}
			top = filepath.Join(top, "..")
		}
		path = filepath.Join(top, "..", "shared", "report.txt")
	}
	if absolute, err := filepath.Abs(path); err == nil {
		path = absolute
	}
	_, err := os.Stat(path)
	return path, err == nil
}

// Report returns the text of the corpus' source, or skips the test and says where the text should be.
func Report(tb testing.TB) string {
	tb.Helper()
	path, found := FindReport()
	if !found {
		tb.Skipf("no text of the report at %s; put it there, at ../shared/report.txt beside the repository, or name it in $FORUM_REPORT", path)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		tb.Fatal(err)
	}
	return string(b)
}
