package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// damageCases is how many pieces of damage the test tries: FORUMGRAPH_DAMAGE_CASES, or few.
func damageCases(t *testing.T, few int) int {
	t.Helper()
	s := os.Getenv("FORUMGRAPH_DAMAGE_CASES")
	if s == "" {
		return few
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 {
		t.Fatalf("FORUMGRAPH_DAMAGE_CASES is %q, want a number above 0", s)
	}
	return n
}

// damageQuery asks for what each of the files holds: nodes and edges, the text index, the compact graph.
const damageQuery = `{
  statements(first: 40, orderBy: ID) { totalCount nodes { id summary citations { passage { path } } } }
  organizations(first: 40) { totalCount nodes { id raised { totalCount } } }
  search(text: "service", first: 50) { totalCount nodes { id } }
  centrality(network: ISSUES, first: 20) { scores { value } }
}`

// A damaged data folder must be refused, or answer as it did before it was damaged: never otherwise, and never by ending in a
// panic. Each case flips, cuts, clears, swaps, or takes from another store, some bytes of one file of a folder that was closed or
// whose process was killed.
func TestDamage(t *testing.T) {
	useBuiltProgram(t)
	cases := damageCases(t, 40)
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	type folder struct {
		dir, other    string
		export, query []byte
		files         []string
	}
	var folders []folder
	other := servedFolder(t, 9, false)
	for _, killed := range []bool{false, true} {
		f := folder{dir: servedFolder(t, 4, killed), other: other}
		f.files = filesIn(t, f.dir)
		var err error
		if f.export, f.query, err = answersFrom(t, copyStore(t, f.dir)); err != nil {
			t.Fatal(err)
		}
		folders = append(folders, f)
	}
	counts := make(map[string]int)
	for i := range cases {
		f := folders[i%len(folders)]
		name := f.files[random.IntN(len(f.files))]
		dir := copyStore(t, f.dir)
		how := damageFile(t, random, filepath.Join(dir, name), filepath.Join(f.other, name))
		export, query, err := answersFrom(t, dir)
		outcome := "answers as before"
		switch {
		case err != nil && strings.Contains(err.Error(), "panic"):
			t.Errorf("%s, %s: %v", name, how, err)
		case err != nil:
			outcome = "refused"
		case !bytes.Equal(export, f.export):
			t.Errorf("%s, %s: another graph was exported", name, how)
		case !bytes.Equal(query, f.query):
			t.Errorf("%s, %s: the query was answered otherwise:\n%.500s", name, how, query)
		}
		counts[outcome]++
		if err := os.RemoveAll(dir); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%v", counts)
	if counts["refused"] == 0 || counts["answers as before"] == 0 {
		t.Errorf("of %d cases, %v: the damage is too little or too much", cases, counts)
	}
}

// servedFolder returns a data folder with a small graph and all its indexes; killed is whether its server was killed.
func servedFolder(t *testing.T, seed int, killed bool) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "data")
	corpus := filepath.Join(t.TempDir(), "corpus.jsonl")
	forumgraph(t, "synth", "--reports", "2", "--seed", fmt.Sprint(seed), "--out", corpus)
	forumgraph(t, "import", "--data", dir, corpus)
	if !killed {
		return dir
	}
	cmd := exec.CommandContext(t.Context(), "forumgraph", "serve", "--data", dir, "--addr", "127.0.0.1:0")
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := out.Read(make([]byte, 1)); err != nil { // it prints its address when it is ready
		t.Fatal(err)
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait() // it was killed
	trimLogs(t, dir)
	return dir
}

// trimLogs takes the room that was never used off the logs in a data folder, which makes copies quicker.
func trimLogs(t *testing.T, dir string) {
	t.Helper()
	for _, pattern := range []string{"*.mem", "*.vlog"} {
		logs, err := filepath.Glob(filepath.Join(dir, "graph*", pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range logs {
			b, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.Truncate(path, int64(len(bytes.TrimRight(b, "\x00"))+64)); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// filesIn returns the paths of the files in a data folder, without locks.
func filesIn(t *testing.T, dir string) (paths []string) {
	t.Helper()
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && !slices.Contains([]string{"LOCK", "lock"}, d.Name()) {
			paths = append(paths, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return paths
}

// answersFrom returns what the program exports from a data folder and answers to damageQuery.
func answersFrom(t *testing.T, dir string) (export, query []byte, err error) {
	t.Helper()
	ask := func(args ...string) ([]byte, error) {
		var out, stderr bytes.Buffer
		cmd := exec.CommandContext(t.Context(), "forumgraph", args...)
		cmd.Stdout, cmd.Stderr = &out, &stderr
		if err := cmd.Run(); err != nil {
			return nil, errors.Join(err, errors.New(stderr.String()))
		}
		return out.Bytes(), nil
	}
	if export, err = ask("export", "--data", dir); err != nil {
		return nil, nil, err
	}
	query, err = ask("query", "--data", dir, damageQuery)
	return export, query, err
}

// damageFile damages the file at path, and says how.
func damageFile(t *testing.T, random *rand.Rand, path, other string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	// Logs are mostly zeros, where damage would seldom matter.
	used := len(bytes.TrimRight(b, "\x00"))
	if used == 0 || random.IntN(10) == 0 {
		used = len(b)
	}
	if used == 0 {
		return "left alone, it is empty"
	}
	at := random.IntN(used)
	length := 1 + random.IntN(min(used-at, 1<<random.IntN(16)))
	how := ""
	switch random.IntN(7) {
	case 0:
		b[at] ^= 1 << random.IntN(8)
		how = fmt.Sprintf("a bit of byte %d flipped", at)
	case 1:
		b = b[:at]
		how = fmt.Sprintf("cut to %d bytes", at)
	case 2:
		clear(b[at : at+length])
		how = fmt.Sprintf("%d bytes from %d on cleared", length, at)
	case 3:
		to := random.IntN(used - length + 1)
		for i := range length {
			b[at+i], b[to+i] = b[to+i], b[at+i]
		}
		how = fmt.Sprintf("%d bytes from %d on swapped with those from %d on", length, at, to)
	case 4:
		b = slices.Delete(b, at, at+length)
		how = fmt.Sprintf("%d bytes from %d on taken out", length, at)
	case 5:
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
		return "removed"
	case 6:
		theirs, err := os.ReadFile(other)
		if err != nil {
			theirs = []byte("of another store")
		}
		b, how = theirs, "taken from another store"
	}
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	return how
}
