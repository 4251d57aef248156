package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"forumgraph/seed/seedtest"
)

func TestMain(m *testing.M) {
	testscript.Main(withBuilding{m}, map[string]func(){"forumgraph": main})
}

// withBuilding runs the tests with a folder for the program that some of them build.
type withBuilding struct{ *testing.M }

func (m withBuilding) Run() int {
	dir, err := os.MkdirTemp("", "forumgraph-test-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	building.dir = dir
	return m.M.Run()
}

// Each script in testdata uses the program as a person does, in an empty folder, and looks at what it prints, how it ends
// and what it leaves behind.
//
// Beside testscript's own commands there are:
//
//	exits STATUS PROGRAM ARG...   run a program, which must end with the status
//	serve ARG...                  start a server on a free port; sets URL and ADDR
//	stop [SIGNAL]                 end it by TERM or INT; its output can be looked at then
//	get PATH [HEADER: VALUE]...   print status, headers and body of the answer
//	post FILE                     ask the GraphQL query in the file; print the answer, indented
//
// The folder harbour holds a small made-up corpus, harbour/corpus, and its text, harbour/report.txt.
//
// The short form, with which the race detector runs, has the scripts with a server. What other commands do side by side is
// tested where it is done: an import, say, in store/badgerstore.
//
// The condition [report] holds where a copy of the forum's report is found, whose path is in REPORT.
func TestScripts(t *testing.T) {
	report, hasReport := seedtest.FindReport()
	scripts, err := filepath.Glob(filepath.Join("testdata", "*.txt"))
	if testing.Short() {
		scripts, err = filepath.Glob(filepath.Join("testdata", "serve*.txt"))
	}
	if err != nil || len(scripts) == 0 {
		t.Fatalf("no scripts in testdata: %v", err)
	}
	testscript.Run(t, testscript.Params{
		Files:               scripts,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("REPORT", report)
			env.Values[serverKey{}] = new(server)
			return os.CopyFS(filepath.Join(env.WorkDir, "harbour"), os.DirFS(filepath.Join("testdata", "harbour")))
		},
		Condition: func(cond string) (bool, error) {
			if cond == "report" {
				return hasReport, nil
			}
			return false, fmt.Errorf("unknown condition %q", cond)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": cmdExits, "serve": cmdServe, "stop": cmdStop, "get": cmdGet, "post": cmdPost,
		},
	})
}

func cmdExits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits STATUS PROGRAM ARG...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		exit := new(exec.ExitError)
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit status %d, want %d", got, want)
	}
}

type serverKey struct{}

// server is the one server of a script.
type server struct {
	cmd            *exec.Cmd
	stdout, stderr bytes.Buffer
	line           chan string
}

func cmdServe(ts *testscript.TestScript, neg bool, args []string) {
	s := ts.Value(serverKey{}).(*server)
	if neg || s.cmd != nil {
		ts.Fatalf("usage: serve ARG..., one server at a time")
	}
	*s = server{line: make(chan string, 1)}
	s.cmd = exec.Command("forumgraph", append([]string{"serve", "--addr", "127.0.0.1:0", "--timeout", patience}, args...)...)
	s.cmd.Dir = ts.MkAbs(".")
	s.cmd.Stderr = &s.stderr
	out, err := s.cmd.StdoutPipe()
	ts.Check(err)
	ts.Check(s.cmd.Start())
	ts.Defer(func() {
		if s.cmd != nil {
			_ = s.cmd.Process.Kill()
			_ = s.cmd.Wait()
		}
	})
	r := bufio.NewReader(io.TeeReader(out, &s.stdout))
	line, err := r.ReadString('\n')
	if err != nil {
		err = errors.Join(err, s.cmd.Wait())
		s.cmd = nil
		ts.Fatalf("the server did not start: %v\n%s", err, s.stderr.String())
	}
	go func() { _, _ = io.Copy(io.Discard, r); close(s.line) }()
	url, ok := strings.CutPrefix(strings.TrimSpace(line), "forumgraph: listening on ")
	if !ok {
		ts.Fatalf("the first line is %q, want the address", line)
	}
	ts.Setenv("URL", strings.TrimSuffix(url, "/"))
	ts.Setenv("ADDR", strings.Trim(strings.TrimPrefix(url, "http:"), "/"))
}

func cmdStop(ts *testscript.TestScript, neg bool, args []string) {
	s := ts.Value(serverKey{}).(*server)
	if neg || s.cmd == nil || len(args) > 1 {
		ts.Fatalf("usage: stop [TERM | INT], after serve")
	}
	signal := syscall.SIGTERM
	if len(args) == 1 && args[0] == "INT" {
		signal = syscall.SIGINT
	}
	ts.Check(s.cmd.Process.Signal(signal))
	<-s.line // all of standard output has been read
	err := s.cmd.Wait()
	s.cmd = nil
	_, _ = s.stdout.WriteTo(ts.Stdout())
	_, _ = s.stderr.WriteTo(ts.Stderr())
	if err != nil {
		ts.Fatalf("the server ended with %v", err)
	}
}

func cmdGet(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: get PATH [HEADER: VALUE]...")
	}
	r, err := http.NewRequest(http.MethodGet, ts.Getenv("URL")+args[0], nil)
	ts.Check(err)
	for _, header := range args[1:] {
		name, value, _ := strings.Cut(header, ": ")
		r.Header.Set(name, value)
	}
	resp, err := http.DefaultClient.Do(r)
	ts.Check(err)
	defer resp.Body.Close()
	ts.Check(resp.Write(ts.Stdout()))
}

func cmdPost(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: post FILE")
	}
	body, err := json.Marshal(map[string]string{"query": ts.ReadFile(args[0])})
	ts.Check(err)
	resp, err := http.Post(ts.Getenv("URL")+"/graphql", "application/json", bytes.NewReader(body))
	ts.Check(err)
	defer resp.Body.Close()
	answer, err := io.ReadAll(resp.Body)
	ts.Check(err)
	var indented bytes.Buffer
	if err := json.Indent(&indented, answer, "", "  "); err != nil {
		ts.Fatalf("the answer is not valid JSON: %v\n%s", err, answer)
	}
	fmt.Fprintln(ts.Stdout(), indented.String())
}
