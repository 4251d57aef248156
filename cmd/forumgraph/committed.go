package main

import (
	"errors"
	"fmt"
	"io"
	"syscall"

	"forumgraph/store"
)

// warning is a failure after a change was stored, with its consequence.
type warning struct {
	err        error // nil if nothing failed
	what, hint string
}

// reportCommit prints what a stored change did, and warns of later failures. The exit status says whether the change
// was stored, and it was: later failures are not errors, nor is output that cannot be written.
func reportCommit(done store.Commit, stdout, stderr io.Writer, warnings ...warning) {
	if done.Normalized > 0 {
		_, _ = fmt.Fprintf(stderr, "forumgraph: normalized %s: Unicode form NFC, a space for each tab\n", count(done.Normalized, "text", "texts"))
	}
	_, err := fmt.Fprintf(stdout, "%d added, %d changed, %d deleted; version %d\n", done.Added, done.Changed, done.Deleted, done.Version)
	warnings = append(warnings, warning{err, fmt.Sprintf("the graph is stored as version %d, but saying so failed", done.Version),
		"do not run the command again"})
	for _, w := range warnings {
		if w.err != nil {
			_, _ = fmt.Fprintf(stderr, "forumgraph: warning: %s: %v\nforumgraph: hint: %s\n", w.what, w.err, w.hint)
		}
	}
}

// closeWarning warns of a store that did not close cleanly.
func closeWarning(err error) warning {
	return warning{err, "the graph is stored, but closing the store failed", "nothing is lost; the next command that opens it finishes the work"}
}

// isWriteError reports whether the system, not the content of a file, caused an error.
func isWriteError(err error) bool {
	var number syscall.Errno
	return errors.As(err, &number) && number != syscall.ENOENT
}
