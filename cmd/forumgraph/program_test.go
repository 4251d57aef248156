package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
)

// building is where the program is built as people use it, once: the test binary is larger and slower, and with the race
// detector takes several times the memory.
var building struct {
	dir  string // of TestMain
	once sync.Once
	err  error
}

// buildProgram returns the path of the built program.
func buildProgram(tb testing.TB) string {
	tb.Helper()
	program := filepath.Join(building.dir, "forumgraph")
	building.once.Do(func() {
		build := exec.Command("go", "build", "-trimpath", "-o", program, ".")
		build.Env = append(os.Environ(), "CGO_ENABLED=0") // as make builds it, so that its packages are in the cache
		if out, err := build.CombinedOutput(); err != nil {
			building.err = fmt.Errorf("go build: %w\n%s", err, out)
		}
	})
	if building.err != nil {
		tb.Fatal(building.err)
	}
	return program
}

// useBuiltProgram lets the command forumgraph mean the built program for the rest of the test. The test is skipped in the short
// form: the race detector, which runs with it, sees nothing of a program that was built without it.
func useBuiltProgram(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("runs the built program")
	}
	t.Setenv("PATH", filepath.Dir(buildProgram(t))+string(os.PathListSeparator)+os.Getenv("PATH"))
}

// patience is how long a question may take in tests that are not about time: a busy machine must not change an answer.
const patience = "1m"

// program is a server in a process of its own, which a signal or the system can end.
type program struct {
	cmd    *exec.Cmd
	base   string
	stdout io.Reader
	stderr bytes.Buffer
}

// startProgram starts a server and waits until it listens. prefix is put before the command: a shell that sets limits, say.
func startProgram(t *testing.T, prefix []string, args ...string) *program {
	t.Helper()
	line := append(append(prefix, "forumgraph", "serve", "--addr", "127.0.0.1:0", "--rate-limit", "0", "--timeout", patience), args...)
	p := &program{cmd: exec.Command(line[0], line[1:]...)}
	p.cmd.Stderr = &p.stderr
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if p.cmd.ProcessState == nil {
			_ = p.cmd.Process.Kill()
			_ = p.cmd.Wait()
		}
	})
	r := bufio.NewReader(out)
	first, err := r.ReadString('\n')
	url, ok := strings.CutPrefix(strings.TrimSpace(first), "forumgraph: listening on ")
	if err != nil || !ok {
		err := p.cmd.Wait()
		t.Fatalf("the server did not start: %v\n%s", err, &p.stderr)
	}
	p.base, p.stdout = url, r
	return p
}

// stop ends the server in order.
func (p *program) stop(t *testing.T) {
	t.Helper()
	if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Error(err)
	}
	_, _ = io.Copy(io.Discard, p.stdout)
	if err := p.cmd.Wait(); err != nil {
		t.Errorf("the server ended with %v\n%s", err, &p.stderr)
	}
}

// ask asks a query and returns its data.
func (p *program) ask(query string) (string, error) {
	body, err := json.Marshal(map[string]string{"query": query})
	if err != nil {
		return "", err
	}
	resp, err := http.Post(p.base+"graphql", "application/json", bytes.NewReader(body))
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	var answer struct{ Data, Errors json.RawMessage }
	if err := json.NewDecoder(resp.Body).Decode(&answer); err != nil {
		return "", err
	}
	return string(answer.Data) + string(answer.Errors), nil
}
