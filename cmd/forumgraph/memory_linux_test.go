package main

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// memoryGroup returns what to put before a command so that it runs in a cgroup of its own with so many bytes of memory, and
// what looks afterwards whether the system ended a process for want of memory. The test is skipped where none can be made.
func memoryGroup(t *testing.T, bytes int64) (prefix []string, killed func() int) {
	t.Helper()
	for _, version := range []struct{ parent, limit, events string }{
		{"/sys/fs/cgroup", "memory.max", "memory.events"},
		{"/sys/fs/cgroup/memory", "memory.limit_in_bytes", "memory.oom_control"},
	} {
		group, err := os.MkdirTemp(version.parent, "forumgraph-test-")
		if err != nil {
			continue
		}
		t.Cleanup(func() { _ = os.Remove(group) })
		limit, err := os.OpenFile(filepath.Join(group, version.limit), os.O_WRONLY, 0)
		if err != nil {
			continue // no cgroup, or without the memory controller
		}
		_, err = limit.WriteString(strconv.FormatInt(bytes, 10))
		if errors.Join(err, limit.Close()) != nil {
			continue
		}
		enter := fmt.Sprintf(`echo $$ > %s/cgroup.procs && exec "$@"`, group)
		return []string{"sh", "-c", enter, "sh"}, func() int {
			events, err := os.ReadFile(filepath.Join(group, version.events))
			if err != nil {
				t.Error(err)
			}
			for line := range strings.Lines(string(events)) {
				if count, ok := strings.CutPrefix(strings.TrimSpace(line), "oom_kill "); ok {
					n, _ := strconv.Atoi(count)
					return n
				}
			}
			t.Error("the cgroup does not count what it kills")
			return 0
		}
	}
	t.Skip("this machine does not let the test make a cgroup with a limit on memory")
	return nil, nil
}

// A server must answer 40 clients inside 128 MiB, the first load of the embedded corpus included, without any flag.
func TestMemory_corpus_in_128_MiB(t *testing.T) {
	useBuiltProgram(t)
	prefix, killed := memoryGroup(t, 128<<20)
	p := startProgram(t, prefix, "--data", filepath.Join(t.TempDir(), "data"))
	failed := crowdOf(p, 40, 10)
	if n := killed(); n > 0 {
		t.Fatalf("the system ended the server %d times", n)
	}
	if failed != nil {
		t.Errorf("%v\n%s", failed, &p.stderr)
	}
	p.stop(t)
}

// The import of many reports, and the server after it, must keep to their memory: 20 reports to 128 MiB, and to 512 MiB the
// thousand that FORUMGRAPH_MEMORY_REPORTS=1000 makes it, which takes a minute or two.
func TestMemory_reports(t *testing.T) {
	useBuiltProgram(t)
	reports, memory := os.Getenv("FORUMGRAPH_MEMORY_REPORTS"), int64(512<<20)
	if reports == "" {
		reports, memory = "20", 128<<20
	}
	dir := t.TempDir()
	corpus, data := filepath.Join(dir, "corpus.jsonl"), filepath.Join(dir, "data")
	forumgraph(t, "synth", "--reports", reports, "--seed", "1", "--out", corpus)
	prefix, killed := memoryGroup(t, memory)
	line := append(prefix, "forumgraph", "import", "--data", data, corpus)
	out, err := exec.Command(line[0], line[1:]...).CombinedOutput()
	if n := killed(); n > 0 || err != nil {
		t.Fatalf("import: killed %d times, %v\n%s", n, err, out)
	}
	p := startProgram(t, prefix, "--data", data)
	failed := crowdOf(p, 40, 10)
	if n := killed(); n > 0 {
		t.Fatalf("the system ended the server %d times", n)
	}
	if failed != nil {
		t.Errorf("%v\n%s", failed, &p.stderr)
	}
	p.stop(t)
}

// crowdOf lets clients ask a server at once, each so many rounds of dear and varied questions, and returns what failed. A
// refusal for want of room or time is an answer.
func crowdOf(p *program, clients, rounds int) error {
	client := &http.Client{Timeout: time.Minute, Transport: &http.Transport{MaxConnsPerHost: clients}}
	defer client.CloseIdleConnections()
	var mu sync.Mutex
	var failed error
	var group sync.WaitGroup
	for c := range clients {
		group.Go(func() {
			for round := range rounds {
				if err := askOnce(client, p.base, c, round); err != nil {
					mu.Lock()
					failed = errors.Join(failed, err)
					mu.Unlock()
					return
				}
			}
		})
	}
	group.Wait()
	return failed
}

// askOnce sends one of many questions.
func askOnce(client *http.Client, base string, c, round int) error {
	first := 20 + (c*7+round*13)%60 // so that few answers are kept ones
	questions := []string{
		fmt.Sprintf(`{ statements(first: %d) { totalCount nodes { summary voices { voice { name } } issues { name } citations { passage { path } } } } }`, first),
		fmt.Sprintf(`{ issues(first: %d, orderBy: STATEMENTS) { nodes { name statements(first: 5) { nodes { summary } } } } }`, first/2),
		fmt.Sprintf(`{ search(text: "labour rights", first: %d) { totalCount } }`, first),
		`{ coalition(mode: CONFLICT, first: 50) { ties { weight a { name } b { name } } } }`,
	}
	pages := []string{"en/", "fr/", "en/network", "en/matrix", "en/agreement", "drawing.json"}
	if round%3 == 2 {
		return answered(client.Get(base + pages[(c+round)%len(pages)]))
	}
	body := fmt.Sprintf(`{"query":%q}`, questions[(c+round)%len(questions)])
	return answered(client.Post(base+"graphql", "application/json", strings.NewReader(body)))
}

// answered returns what is wrong with an answer.
func answered(resp *http.Response, err error) error {
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return err
	}
	if strings.HasPrefix(string(body), `{"errors"`) && !strings.Contains(string(body), `"TIMEOUT"`) && resp.StatusCode == http.StatusOK {
		return fmt.Errorf("%s: %.300s", resp.Request.URL, body)
	}
	switch resp.StatusCode {
	case http.StatusOK, http.StatusServiceUnavailable, http.StatusTooManyRequests, http.StatusGatewayTimeout:
		return nil
	}
	return fmt.Errorf("%s: %s: %.300s", resp.Request.URL, resp.Status, body)
}
