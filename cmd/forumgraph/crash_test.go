package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"forumgraph/seed"
	"forumgraph/store/badgerstore"
)

// An import that is killed at any moment leaves the graph as it was, or as it should be, and a store that can be opened
// and is sound. FORUMGRAPH_CRASH_ROUNDS sets the number of moments.
func TestImport_Killed(t *testing.T) {
	useBuiltProgram(t)
	rounds := crashRounds(t, 6)
	dir := t.TempDir()
	before, corpus := filepath.Join(dir, "before"), filepath.Join(dir, "corpus.jsonl")
	forumgraph(t, "import", "--data", before, filepath.Join("testdata", "harbour", "corpus"))
	forumgraph(t, "export", "--out", corpus)
	was := exported(t, before)

	after := copyStore(t, before)
	start := time.Now()
	forumgraph(t, "import", "--data", after, corpus)
	whole := time.Since(start)
	is := exported(t, after)
	if bytes.Equal(was, is) {
		t.Fatal("the import changed nothing; killing it would show nothing")
	}

	t.Run("while reading", func(t *testing.T) {
		data := copyStore(t, before)
		lines, err := os.ReadFile(corpus)
		if err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command("forumgraph", "import", "--data", data, "-")
		stdin, err := cmd.StdinPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		// More than a pipe holds, so that the program has begun to read.
		if _, err := stdin.Write(lines[:len(lines)/2]); err != nil {
			t.Fatal(err)
		}
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		if err := cmd.Wait(); err == nil {
			t.Fatal("the import ended by itself")
		}
		if !bytes.Equal(exported(t, data), was) {
			t.Error("the graph differs from the one before the import")
		}
	})
	t.Run("at some moment", func(t *testing.T) {
		killed, kept := 0, 0
		for i := range rounds {
			data := copyStore(t, before)
			moment := whole * time.Duration(i+1) / time.Duration(rounds+1)
			if importUntil(t, moment, data, corpus) {
				killed++
			}
			switch got := exported(t, data); {
			case bytes.Equal(got, was):
				kept++
			case !bytes.Equal(got, is):
				t.Errorf("killed after %s: the graph is neither the old nor the new one", moment)
			}
		}
		t.Logf("an import of %s was killed at %d of %d moments; %d times the graph was the old one", whole, killed, rounds, kept)
		if killed == 0 {
			t.Error("no import was killed: this shows nothing")
		}
	})
}

// importUntil imports a corpus and kills the program at a moment; it reports whether it came to that.
func importUntil(t *testing.T, moment time.Duration, data, corpus string) (killed bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), moment)
	defer cancel()
	err := exec.CommandContext(ctx, "forumgraph", "import", "--data", data, corpus).Run()
	if err != nil && ctx.Err() == nil {
		t.Fatalf("the import ended by itself: %v", err)
	}
	return err != nil
}

// crashRounds returns at how many moments a test kills the program, few unless it is told otherwise.
func crashRounds(t *testing.T, few int) int {
	t.Helper()
	s := os.Getenv("FORUMGRAPH_CRASH_ROUNDS")
	if s == "" {
		return few
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 {
		t.Fatalf("FORUMGRAPH_CRASH_ROUNDS is %q, want a number above 0", s)
	}
	return n
}

// forumgraph runs the program, which must succeed.
func forumgraph(tb testing.TB, args ...string) {
	tb.Helper()
	if out, err := exec.Command("forumgraph", args...).CombinedOutput(); err != nil {
		tb.Fatalf("forumgraph %q: %v\n%s", args, err, out)
	}
}

// copyStore returns a copy of a store that nobody has open.
func copyStore(tb testing.TB, data string) string {
	tb.Helper()
	to := filepath.Join(tb.TempDir(), "data")
	if err := os.CopyFS(to, os.DirFS(data)); err != nil {
		tb.Fatal(err)
	}
	return to
}

// exported returns the graph in a store, which must be sound.
func exported(tb testing.TB, data string) []byte {
	tb.Helper()
	st, err := badgerstore.Open(data, badgerstore.Options{})
	if err != nil {
		tb.Fatal(err)
	}
	defer closeOrFail(tb, st)
	if err := st.Check(tb.Context()); err != nil {
		tb.Fatal(err)
	}
	snap, err := st.Snapshot()
	if err != nil {
		tb.Fatal(err)
	}
	defer snap.Close()
	var b bytes.Buffer
	if err := seed.WriteJSONL(tb.Context(), &b, snap); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

func closeOrFail(tb testing.TB, c io.Closer) {
	tb.Helper()
	if err := c.Close(); err != nil {
		tb.Error(err)
	}
}
