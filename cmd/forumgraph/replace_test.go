package main

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A file holds all of what was written or all of what it held, and nothing is left beside it.
func TestReplaceFile(t *testing.T) {
	boom := errors.New("boom")
	for _, tt := range []struct {
		name   string
		before map[string]string
		fail   error
		want   map[string]string
	}{
		{name: "new", want: map[string]string{"graph.jsonl": "whole"}},
		{name: "replaced", before: map[string]string{"graph.jsonl": "old"}, want: map[string]string{"graph.jsonl": "whole"}},
		{name: "new, failed", fail: boom, want: map[string]string{}},
		{name: "replaced, failed", before: map[string]string{"graph.jsonl": "old"}, fail: boom, want: map[string]string{"graph.jsonl": "old"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			for name, content := range tt.before {
				if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			err := replaceFile(filepath.Join(dir, "graph.jsonl"), func(w io.Writer) error {
				_, err := io.WriteString(w, "whole")
				return errors.Join(err, tt.fail)
			})
			if !errors.Is(err, tt.fail) || tt.fail == nil && err != nil {
				t.Errorf("error %v, want %v", err, tt.fail)
			}
			if diff := cmp.Diff(tt.want, contents(t, dir)); diff != "" {
				t.Errorf("folder (-want +got):\n%s", diff)
			}
		})
	}
}

// A file that is replaced keeps its permissions; a new one can be read by others.
func TestReplaceFile_Mode(t *testing.T) {
	path := filepath.Join(t.TempDir(), "graph.jsonl")
	write := func(w io.Writer) error { _, err := io.WriteString(w, "x"); return err }
	for _, want := range []fs.FileMode{0o644, 0o600} {
		if err := replaceFile(path, write); err != nil {
			t.Fatal(err)
		}
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		if got := info.Mode().Perm(); got != want {
			t.Errorf("mode %v, want %v", got, want)
		}
		if err := os.Chmod(path, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// contents returns the files of a folder.
func contents(t *testing.T, dir string) map[string]string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	files := make(map[string]string)
	for _, e := range entries {
		b, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		files[e.Name()] = string(b)
	}
	return files
}
