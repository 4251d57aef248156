package main

import (
	"bytes"
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"
)

// A command that is interrupted before its change is made says so and changes nothing.
func TestRun_Interrupted(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	corpus := filepath.Join("testdata", "harbour", "corpus")
	var stdout, stderr bytes.Buffer
	ctx, interrupt := context.WithCancel(t.Context())
	interrupt()
	err := run(ctx, []string{"import", "--data", data, corpus}, strings.NewReader(""), &stdout, &stderr)
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want %v", err, context.Canceled)
	}
	if stdout.Len() > 0 {
		t.Errorf("printed %q, want nothing", stdout.String())
	}

	if err := run(t.Context(), []string{"stats", "--data", data, "--json"}, strings.NewReader(""), &stdout, &stderr); err != nil {
		t.Fatal(err)
	}
	if want := `"version": 0,`; !strings.Contains(stdout.String(), want) {
		t.Errorf("stats are %s, want %s", stdout.String(), want)
	}
}
