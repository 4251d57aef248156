package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
)

// Arena is the environment of the attacks: the program, and a folder for server data that Close removes.
type Arena struct {
	// Program is the path of the program under attack.
	Program string
	// Log receives the standard error of the servers; nil discards it.
	Log io.Writer

	folder  string
	corpora map[int]string // folders of synthetic corpora, by number of reports

	mu      sync.Mutex
	running []*Server
}

// NewArena returns an arena for the program; if it is "", the program is built from the module in the working
// directory. Close the arena after use.
func NewArena(ctx context.Context, program string) (*Arena, error) {
	folder, err := os.MkdirTemp("", "forumgraph-attack-")
	if err != nil {
		return nil, err
	}
	a := &Arena{Program: program, folder: folder, corpora: make(map[int]string)}
	if program == "" {
		a.Program = filepath.Join(folder, "forumgraph")
		if out, err := exec.CommandContext(ctx, "go", "build", "-o", a.Program, "forumgraph/cmd/forumgraph").CombinedOutput(); err != nil {
			return nil, errors.Join(fmt.Errorf("go build: %w\n%s", err, out), os.RemoveAll(folder))
		}
	}
	return a, nil
}

// Close ends all servers and removes their data.
func (a *Arena) Close() {
	a.killAll()
	_ = os.RemoveAll(a.folder) // in the temporary folder, which the system cleans
}

// Folder returns a new empty folder, which is removed with the arena.
func (a *Arena) Folder() (string, error) { return os.MkdirTemp(a.folder, "data-") }

// Command runs the program to its end and returns its standard output and standard error. The error is that of
// [exec.Cmd.Run].
func (a *Arena) Command(ctx context.Context, args ...string) (stdout, stderr string, err error) {
	var out, log bytes.Buffer
	cmd := exec.CommandContext(ctx, a.Program, args...)
	cmd.Stdout, cmd.Stderr = &out, &log
	err = cmd.Run()
	return out.String(), log.String(), err
}

// Corpus returns the folder of a synthetic corpus with this many reports, with its indexes. It is created on first use
// and then shared: serve it, but do not damage it.
func (a *Arena) Corpus(ctx context.Context, reports int) (string, error) {
	if folder, ok := a.corpora[reports]; ok {
		return folder, nil
	}
	folder, err := a.Folder()
	if err != nil {
		return "", err
	}
	dataset := filepath.Join(folder, "corpus.jsonl")
	data := filepath.Join(folder, "data")
	for _, args := range [][]string{
		{"synth", "--reports", fmt.Sprint(reports), "--out", dataset},
		{"import", "--data", data, dataset},
	} {
		if _, log, err := a.Command(ctx, args...); err != nil {
			return "", fmt.Errorf("%s: %w\n%s", strings.Join(args, " "), err, log)
		}
	}
	a.corpora[reports] = data
	return data, os.Remove(dataset)
}

func (a *Arena) killAll() {
	a.mu.Lock()
	running := a.running
	a.running = nil
	a.mu.Unlock()
	for _, s := range running {
		s.Kill()
	}
}
