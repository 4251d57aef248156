package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forumgraph/store"
)

// Each error ends with the status of its kind, and with a hint where a remedy is known.
func TestReport(t *testing.T) {
	for _, tt := range []struct {
		name   string
		err    error
		status int
		want   string
	}{
		{name: "none"},
		{
			name: "without a remedy", err: errors.New("odd"), status: 1,
			want: "forumgraph: error: odd\n",
		},
		{
			name: "wrong usage", err: &usageError{err: errors.New("unknown flag: --x"), hint: "look at the flags"}, status: 2,
			want: "forumgraph: error: unknown flag: --x\nforumgraph: hint: look at the flags\n",
		},
		{
			name: "the place of the failure knows best", err: fmt.Errorf("import: %w", hinted(store.ErrCorrupt, "look at line %d", 3)), status: 1,
			want: "forumgraph: error: import: store is damaged\nforumgraph: hint: look at line 3\n",
		},
		{
			name: "newer format", err: fmt.Errorf("open store in data: it has format 2 and this program reads format 1: %w", store.ErrFormat), status: 1,
			want: "forumgraph: error: open store in data: it has format 2 and this program reads format 1: store has another format version\n" +
				"forumgraph: hint: use the version of forumgraph that wrote the store: export there, then import here into a new folder\n",
		},
		{
			name: "interrupted", err: fmt.Errorf("apply: %w", context.Canceled), status: 1,
			want: "forumgraph: error: apply: context canceled\nforumgraph: hint: interrupted; what was not finished has no effect, run the command again\n",
		},
		{
			name: "full disk", err: &fs.PathError{Op: "write", Path: "graph.jsonl", Err: syscall.ENOSPC}, status: 1,
			want: "forumgraph: error: write graph.jsonl: no space left on device\nforumgraph: hint: make room on the disk; nothing was changed\n",
		},
		{
			name: "unwritable", err: &fs.PathError{Op: "mkdir", Path: "data", Err: syscall.EACCES}, status: 1,
			want: "forumgraph: error: mkdir data: permission denied\nforumgraph: hint: choose a place you may write to, or correct the permissions\n",
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var got bytes.Buffer
			if status := report(&got, tt.err); status != tt.status {
				t.Errorf("exit status %d, want %d", status, tt.status)
			}
			if diff := cmp.Diff(tt.want, got.String()); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
