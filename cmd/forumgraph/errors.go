package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"syscall"

	"forumgraph/store"
)

// Exit statuses.
const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2
)

// usageError is an error in the command line.
type usageError struct {
	err  error
	hint string
}

func (e *usageError) Error() string { return e.err.Error() }
func (e *usageError) Unwrap() error { return e.err }

// hintedError is an error with a more specific remedy than [remedy] knows.
type hintedError struct {
	err  error
	hint string
}

func (e *hintedError) Error() string { return e.err.Error() }
func (e *hintedError) Unwrap() error { return e.err }

// hinted adds a remedy to err.
func hinted(err error, format string, args ...any) error {
	return &hintedError{err: err, hint: fmt.Sprintf(format, args...)}
}

// report writes err and its remedy to w and returns the exit status.
func report(w io.Writer, err error) int {
	if err == nil {
		return exitDone
	}
	fmt.Fprintf(w, "forumgraph: error: %s\n", visible(strings.TrimRight(err.Error(), "\n")))
	if hint := remedy(err); hint != "" {
		fmt.Fprintf(w, "forumgraph: hint: %s\n", visible(hint))
	}
	if usage := new(usageError); errors.As(err, &usage) {
		return exitUsage
	}
	return exitFailed
}

// remedy returns the most likely remedy for err, or "".
func remedy(err error) string {
	usage, hint := new(usageError), new(hintedError)
	switch {
	case errors.As(err, &usage):
		return usage.hint
	case errors.As(err, &hint):
		return hint.hint
	case errors.Is(err, context.Canceled):
		return "interrupted; what was not finished has no effect, run the command again"
	case errors.Is(err, store.ErrLocked):
		return "stop the other forumgraph, ask it over HTTP, or name another folder with --data"
	case errors.Is(err, store.ErrFormat):
		return "use the version of forumgraph that wrote the store: export there, then import here into a new folder"
	case errors.Is(err, store.ErrCorrupt):
		return "'forumgraph check' lists what is damaged, 'forumgraph repair --out NEW' saves what is whole into a new folder; nothing was changed"
	case errors.Is(err, store.ErrNoMemory):
		return "the store is whole; raise 'ulimit -v', or give --memory a smaller size"
	case errors.Is(err, store.ErrNoSpace):
		return "nothing was changed; free some of that disk, or name a folder on another one with --data"
	case errors.Is(err, store.ErrTooLarge):
		return "allow more memory with --memory, such as --memory 2GB"
	case errors.Is(err, syscall.EADDRINUSE):
		return "another program listens there; choose another port with --addr, port 0 takes any free one"
	case errors.Is(err, syscall.EADDRNOTAVAIL):
		return "the address is none of this machine; use 127.0.0.1 or 0.0.0.0"
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return "choose a place you may write to, or correct the permissions"
	case errors.Is(err, syscall.ENOSPC):
		return "make room on the disk; nothing was changed"
	case errors.Is(err, syscall.ENOTDIR):
		return "part of the path is a file, not a folder; correct the path"
	}
	return ""
}
