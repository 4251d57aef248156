package main

import (
	"bufio"
	"encoding/json"
	"net/http"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// BenchmarkServeFirstStart measures from the start of the process, with no store, to its first answer: the corpus is
// loaded in between.
func BenchmarkServeFirstStart(b *testing.B) {
	program := buildProgram(b)
	for b.Loop() {
		b.StopTimer()
		data := filepath.Join(b.TempDir(), "data")
		b.StartTimer()
		serveOneAnswer(b, program, data)
	}
}

// BenchmarkServeExistingStore measures from the start of the process, with the corpus in its store, to its first answer.
func BenchmarkServeExistingStore(b *testing.B) {
	program := buildProgram(b)
	data := filepath.Join(b.TempDir(), "data")
	serveOneAnswer(b, program, data)
	for b.Loop() {
		serveOneAnswer(b, program, data)
	}
}

// serveOneAnswer starts the program, asks it one question and ends it. The clock stands still while it ends.
func serveOneAnswer(b *testing.B, program, data string) {
	b.Helper()
	cmd := exec.Command(program, "serve", "--data", data, "--addr", "127.0.0.1:0")
	out, err := cmd.StdoutPipe()
	if err != nil {
		b.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		b.Fatal(err)
	}
	ask(b, strings.TrimSpace(strings.TrimPrefix(line, "forumgraph: listening on ")))

	b.StopTimer()
	defer b.StartTimer()
	if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
		b.Fatal(err)
	}
	if err := cmd.Wait(); err != nil {
		b.Fatal(err)
	}
}

// ask puts a question whose answer is known not to be empty.
func ask(b *testing.B, base string) {
	b.Helper()
	const question = `{"query":"{ issue(id: \"issue:forced-marriage\") { raisedBy(first: 20) { totalCount edges { weight node { id name } } } } }"}`
	resp, err := http.Post(base+"graphql", "application/json", strings.NewReader(question))
	if err != nil {
		b.Fatal(err)
	}
	defer resp.Body.Close()
	var answer struct {
		Data struct {
			Issue struct {
				RaisedBy struct{ TotalCount int }
			}
		}
	}
	if err := json.NewDecoder(resp.Body).Decode(&answer); err != nil {
		b.Fatal(err)
	}
	if answer.Data.Issue.RaisedBy.TotalCount == 0 {
		b.Fatal("the answer is empty")
	}
}
