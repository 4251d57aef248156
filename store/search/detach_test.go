package search_test

import (
	"bytes"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forumgraph/store/search"
)

// An index whose folder cannot be written any more must answer all the same, say so once, and be whole after the next start.
func TestIndex_folder_cannot_be_written(t *testing.T) {
	st := example(t)
	want := answers(t, synced(t, st, search.Options{}), st)
	dir := filepath.Join(t.TempDir(), "search")
	var log bytes.Buffer
	ix := open(t, dir, search.Options{Logger: slog.New(slog.NewTextHandler(&log, nil))})
	// A folder that is gone cannot be written, whoever runs the test.
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	syncIndex(t, ix, st)
	if diff := cmp.Diff(want, answers(t, ix, st)); diff != "" {
		t.Error(diff)
	}
	closeIndex(t, ix)
	if said := strings.Count(log.String(), "cannot be written and stays in memory"); said != 1 {
		t.Errorf("logged %d times, want once:\n%s", said, &log)
	}
	got, _ := reopened(t, dir, st, nil)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("after the next start: %s", diff)
	}
}
