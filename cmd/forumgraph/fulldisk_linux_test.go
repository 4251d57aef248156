package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"forumgraph/store/badgerstore"
)

// smallDisk returns a folder on a file system of its own with so many bytes. The test is skipped where none can be mounted.
func smallDisk(t *testing.T, bytes int) string {
	t.Helper()
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, fmt.Sprintf("size=%d", bytes)); err != nil {
		t.Skipf("this machine does not let the test mount a small disk: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, syscall.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	return dir
}

// fillDisk writes to the disk of a folder until it is full.
func fillDisk(t *testing.T, dir string) {
	t.Helper()
	f, err := os.CreateTemp(dir, "filler")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for size := 1 << 20; size > 0; {
		if _, err := f.Write(make([]byte, size)); errors.Is(err, syscall.ENOSPC) {
			size /= 2
		} else if err != nil {
			t.Fatal(err)
		}
	}
}

// A server on a full disk answers all that it can answer from the graph, also when no index can be written, and ends in
// order; an import is refused with what to do.
func TestFullDisk_serve(t *testing.T) {
	useBuiltProgram(t)
	disk := smallDisk(t, 16<<20)
	data := filepath.Join(disk, "data")
	forumgraph(t, "import", "--data", data, filepath.Join("testdata", "harbour", "corpus"))
	for _, index := range []string{badgerstore.SearchFolder, badgerstore.TopologyFile, badgerstore.LayoutFile} {
		if err := os.RemoveAll(filepath.Join(data, index)); err != nil {
			t.Fatal(err)
		}
	}
	fillDisk(t, disk)
	p := startProgram(t, nil, "--data", data)
	for query, want := range map[string]string{
		`{ overview { version } }`:                         `"version":1`,
		`{ search(text: "harbour") { totalCount } }`:       `"totalCount":`,
		`{ issues(first: 1) { nodes { name } } }`:          `"name":`,
		`{ statements(first: 1) { nodes { summary } } }`:   `"summary":`,
		`{ sessions(first: 1) { nodes { name } } }`:        `"name":`,
		`{ recommendations(first: 1) { nodes { name } } }`: `"name":`,
	} {
		if got, err := p.ask(query); err != nil || !strings.Contains(got, want) || strings.Contains(got, "code") {
			t.Errorf("%s: got %s, %v, want %s", query, got, err, want)
		}
	}
	p.stop(t)
	orderly(t, p.stderr.String())

	out, err := exec.Command("forumgraph", "import", "--data", data, filepath.Join("testdata", "harbour", "corpus")).CombinedOutput()
	if status := exitStatus(err); status != exitFailed || !strings.Contains(string(out), "make room there") {
		t.Errorf("import: status %d\n%s", status, out)
	}
	orderly(t, string(out))
}

// An import onto a disk of any size says by its status whether the graph is there: 0 if all of it is, 1 if the store is as it
// was. It never ends by a signal.
func TestFullDisk_import(t *testing.T) {
	useBuiltProgram(t)
	dir := t.TempDir()
	corpus := filepath.Join(dir, "corpus.jsonl")
	if out, err := exec.Command("forumgraph", "import", "--data", filepath.Join(dir, "data"), filepath.Join("..", "..", "seed", "forum")).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	forumgraph(t, "export", "--data", filepath.Join(dir, "data"), "--out", corpus)
	want, err := os.ReadFile(corpus)
	if err != nil {
		t.Fatal(err)
	}
	stored, refused := 0, 0
	for _, size := range []int{500, 1200, 2000, 3000, 4300, 4600, 4900, 5200, 6000, 12000} {
		data := filepath.Join(smallDisk(t, size<<10), "data")
		out, err := exec.Command("forumgraph", "import", "--data", data, corpus).CombinedOutput()
		orderly(t, string(out))
		switch status := exitStatus(err); status {
		case exitDone:
			stored++
			if !bytes.Equal(exported(t, data), want) {
				t.Errorf("%d KiB: the graph is not the one that was imported", size)
			}
		case exitFailed:
			refused++
			if !strings.Contains(string(out), "make room there") {
				t.Errorf("%d KiB: no remedy in %s", size, out)
			}
			if _, err := os.Stat(data); !errors.Is(err, os.ErrNotExist) {
				t.Errorf("%d KiB: something is left: %v", size, err)
			}
		default:
			t.Errorf("%d KiB: status %d\n%s", size, status, out)
		}
	}
	if stored == 0 || refused == 0 {
		t.Errorf("%d stored, %d refused; want some of both", stored, refused)
	}
}

// An import whose graph is stored counts, also when there is no room for its indexes or for the line that says so.
func TestFullDisk_import_stored(t *testing.T) {
	useBuiltProgram(t)
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skipf("this machine has no /dev/full: %v", err)
	}
	defer full.Close()
	data := filepath.Join(t.TempDir(), "data")
	cmd := exec.Command("forumgraph", "import", "--data", data, filepath.Join("testdata", "harbour", "corpus"))
	var stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = full, &stderr
	if err := cmd.Run(); err != nil {
		t.Errorf("%v\n%s", err, &stderr)
	}
	if want := "forumgraph: warning: the graph is stored as version 1, but saying so failed: "; !strings.Contains(stderr.String(), want) {
		t.Errorf("got %s, want %s", &stderr, want)
	}
	exported(t, data)
}

// orderly fails the test if the output of a program shows that a signal ended it.
func orderly(t *testing.T, output string) {
	t.Helper()
	for _, trace := range []string{"SIGBUS", "fatal error", "goroutine "} {
		if strings.Contains(output, trace) {
			t.Errorf("%s:\n%s", trace, output)
			return
		}
	}
}

// exitStatus returns the status that a program ended with; -1 for a signal.
func exitStatus(err error) int {
	if exit := new(exec.ExitError); errors.As(err, &exit) {
		return exit.ExitCode()
	}
	return exitDone
}
