package httpserver_test

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"forumgraph/cmd/forumgraph/internal/httpserver"
)

// working are routes that do what the tests of a guard need, with the guard in a variable that is set later.
type working struct {
	guard *httpserver.Guard
	mux   *http.ServeMux
}

// work lets path answer by f, once an operation of the cost is admitted.
func (w *working) work(path string, cost int, f http.HandlerFunc) {
	w.mux.HandleFunc(path, func(rw http.ResponseWriter, r *http.Request) {
		if err := w.guard.Admit(r.Context(), cost); err != nil {
			refused := new(httpserver.Refused)
			status := http.StatusServiceUnavailable
			if errors.As(err, &refused) && refused.Limited {
				status = http.StatusTooManyRequests
			}
			httpserver.Plain(rw, status, err.Error())
			return
		}
		defer w.guard.Ran(r.Context())
		f(rw, r)
	})
}

// newWorking returns routes guarded as o says, to which work adds.
func newWorking(t *testing.T, o httpserver.Options) *working {
	t.Helper()
	w := &working{mux: http.NewServeMux()}
	w.mux.HandleFunc("/healthz", func(rw http.ResponseWriter, _ *http.Request) { httpserver.Plain(rw, http.StatusOK, "ok") })
	o.API, o.Probes = []string{"/graphql"}, []string{"/healthz"}
	guard, err := httpserver.New(w.mux, o)
	if err != nil {
		t.Fatal(err)
	}
	w.guard = guard
	return w
}

// serve starts a server of the routes, which ends with the test.
func (w *working) serve(t *testing.T) (*pipes, *httpserver.Server) {
	server := w.guard.Server(answering, 8<<10, slog.New(slog.DiscardHandler))
	p := newPipes()
	served := make(chan error, 1)
	go func() { served <- server.Serve(p) }()
	t.Cleanup(func() {
		if err := server.Shutdown(); err != nil {
			t.Error(err)
		}
		<-served
	})
	return p, server
}

func body(t *testing.T, resp *http.Response) string {
	t.Helper()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// A client that asks for more than it may is told when to ask again, and pays nothing for that; others are not concerned.
func TestGuard_Admit_cost(t *testing.T) {
	c := newClock()
	w := newWorking(t, httpserver.Options{CostRate: 100, CostBurst: 1000, Now: c.now})
	w.work("/dear", 600, func(rw http.ResponseWriter, _ *http.Request) { httpserver.Plain(rw, http.StatusOK, "answer") })
	var got []int
	for _, wait := range []time.Duration{0, 0, time.Second, time.Second, 0} {
		c.forward(wait)
		got = append(got, ask(w.guard, "GET", "/dear", "peer", "192.0.2.1:1").StatusCode)
	}
	got = append(got, ask(w.guard, "GET", "/dear", "peer", "192.0.2.2:1").StatusCode)
	want := []int{200, 429, 429, 200, 429, 200}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("statuses (-want +got):\n%s", diff)
	}
}

// An operation that finds no slot within the time from its request's arrival is refused before any work.
func TestGuard_Admit_waits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorking(t, httpserver.Options{Limits: httpserver.Limits{Slots: 2, Wait: time.Second}})
		worked := 0
		w.work("/dear", 1000, func(rw http.ResponseWriter, _ *http.Request) {
			worked++
			time.Sleep(10 * time.Second) // of the bubble's clock
		})
		go ask(w.guard, "GET", "/dear")
		synctest.Wait()
		start := time.Now()
		resp := ask(w.guard, "GET", "/dear")
		if took := time.Since(start); resp.StatusCode != http.StatusServiceUnavailable || took != time.Second || worked != 1 {
			t.Errorf("%s after %v, %d operations ran", resp.Status, took, worked)
		}
		time.Sleep(10 * time.Second)
	})
}

// The slot is free as soon as the answer is complete, however long the client takes to read it.
func TestGuard_slowReaderHoldsNoSlot(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorking(t, httpserver.Options{Limits: httpserver.Limits{Slots: 2}})
		w.work("/dear", 1000, func(rw http.ResponseWriter, _ *http.Request) {
			_, _ = rw.Write(make([]byte, 1<<20))
		})
		p, _ := w.serve(t)
		slow := p.dial()
		defer slow.Close()
		fmt.Fprint(slow, "GET /dear HTTP/1.1\r\nHost: localhost\r\n\r\n")
		synctest.Wait()
		use := w.guard.Use()
		if use.Running != 0 || use.UnsentBytes < 1<<20 {
			t.Errorf("in use beside a slow reader: %+v", use)
		}
		if resp := ask(w.guard, "GET", "/dear", "peer", "192.0.2.9:1"); resp.StatusCode != http.StatusOK {
			t.Errorf("another client is answered %s", resp.Status)
		}
	})
}

// An answer that nobody reads is given up when the reader's patience is over, and what it took is free again. A reader who
// goes on reading has longer.
func TestGuard_ReaderPatience(t *testing.T) {
	const patience = 10 * time.Second
	for name, tt := range map[string]struct {
		piece int // read each second
		whole bool
	}{
		"reads nothing": {0, false},
		"reads slowly":  {20 << 10, true},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := newWorking(t, httpserver.Options{Limits: httpserver.Limits{ReaderPatience: patience, ReaderRate: 16 << 10}})
				w.mux.HandleFunc("/long", func(rw http.ResponseWriter, _ *http.Request) {
					rw.Header().Set("Content-Type", "application/octet-stream")
					_, _ = rw.Write(make([]byte, 1<<20))
				})
				p, _ := w.serve(t)
				c := p.dial()
				defer c.Close()
				fmt.Fprint(c, "GET /long HTTP/1.1\r\nHost: localhost\r\n\r\n")
				total := 0
				for range 80 {
					time.Sleep(time.Second) // of the bubble's clock
					if tt.piece == 0 {
						continue
					}
					n, err := io.ReadFull(c, make([]byte, tt.piece))
					total += n
					if err != nil || total >= 1<<20 {
						break
					}
				}
				use := w.guard.Use()
				if whole := total >= 1<<20; whole != tt.whole || use.Abandoned == 0 == !tt.whole {
					t.Errorf("%d bytes were read; in use: %+v", total, use)
				}
				if !tt.whole && use.UnsentBytes != 0 {
					t.Errorf("%d bytes are kept of an answer that was given up", use.UnsentBytes)
				}
			})
		})
	}
}

// A client whose answers wait to be read gets no more until it has read them, and neither do all when too much waits in
// all; probes are answered. Nothing is kept beyond the limits.
func TestGuard_UnsentBytes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorking(t, httpserver.Options{Limits: httpserver.Limits{UnsentBytes: 3 << 20, UnsentBytesPerClient: 2 << 20}})
		w.mux.HandleFunc("/graphql", func(rw http.ResponseWriter, _ *http.Request) {
			rw.Header().Set("ETag", `"of the answer"`)
			_, _ = rw.Write(make([]byte, 1<<20+1<<19))
		})
		p, _ := w.serve(t)
		var slow []io.Closer
		request := func() *bufio.Reader { // of one and the same client
			c := p.dial()
			slow = append(slow, c)
			fmt.Fprint(c, "GET /graphql HTTP/1.1\r\nHost: localhost\r\n\r\n")
			return bufio.NewReader(c)
		}
		request()
		synctest.Wait()
		resp, err := http.ReadResponse(request(), nil)
		if err != nil {
			t.Fatal(err)
		}
		if text := body(t, resp); resp.StatusCode != http.StatusTooManyRequests || !strings.Contains(text, "waiting to be read") ||
			resp.Header.Get("Retry-After") != "1" || resp.Header.Get("ETag") != "" {
			t.Errorf("its client is answered %s, %v: %s", resp.Status, resp.Header, text)
		}
		// Another client: in all there is no room for its answer.
		if resp := ask(w.guard, "GET", "/graphql", "peer", "192.0.2.1:1"); resp.StatusCode != http.StatusServiceUnavailable {
			t.Errorf("another client is answered %s", resp.Status)
		}
		if resp := ask(w.guard, "GET", "/healthz", "peer", "192.0.2.1:1"); resp.StatusCode != http.StatusOK {
			t.Errorf("the probe is answered %s", resp.Status)
		}
		for _, c := range slow {
			_ = c.Close()
		}
		synctest.Wait()
		if use := w.guard.Use(); use.UnsentBytes != 0 {
			t.Errorf("%d bytes are kept for nobody", use.UnsentBytes)
		}
		if resp := ask(w.guard, "GET", "/graphql", "peer", "192.0.2.1:1"); resp.StatusCode != http.StatusOK {
			t.Errorf("then it is answered %s", resp.Status)
		}
	})
}

// A request that is still arriving when the server ends is refused, so that the server ends in time.
func TestServer_Shutdown_slowUpload(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorking(t, httpserver.Options{MaxBody: 1000})
		w.mux.HandleFunc("/graphql", func(http.ResponseWriter, *http.Request) { t.Error("half a request is answered") })
		server := w.guard.Server(answering, 8<<10, slog.New(slog.DiscardHandler))
		p := newPipes()
		go func() { _ = server.Serve(p) }()
		c := p.dial()
		fmt.Fprint(c, "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n")
		defer drip(c, strings.Repeat("a", 1000))()
		synctest.Wait()
		ended := make(chan error, 1)
		go func() { ended <- server.Shutdown() }()
		resp, err := http.ReadResponse(bufio.NewReader(c), nil)
		if err != nil {
			t.Fatal(err)
		}
		if text := body(t, resp); resp.StatusCode != http.StatusServiceUnavailable || !resp.Close || resp.Header.Get("Retry-After") == "" ||
			!strings.Contains(text, "shutting down") {
			t.Errorf("answered %s: %s", resp.Status, text)
		}
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
}

// The routes see a request once its body is there; of one that is too long they see as much, and all of it is read.
func TestGuard_MaxBody(t *testing.T) {
	w := newWorking(t, httpserver.Options{MaxBody: 10})
	w.mux.HandleFunc("/graphql", func(rw http.ResponseWriter, r *http.Request) {
		n, err := io.Copy(io.Discard, http.MaxBytesReader(rw, r.Body, 10))
		fmt.Fprintln(rw, n, err)
	})
	for length, want := range map[int]string{
		0: "0 <nil>\n", 10: "10 <nil>\n", 11: "10 http: request body too large\n",
	} {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "/graphql", io.MultiReader(bytes.NewReader(make([]byte, length))))
		if err != nil {
			t.Fatal(err)
		}
		if length > 0 {
			r.ContentLength = -1
		}
		rw := new(recorded)
		w.guard.ServeHTTP(rw, r)
		if got := rw.body.String(); got != want {
			t.Errorf("%d bytes: %q, want %q", length, got, want)
		}
	}
}

// recorded is an answer in memory.
type recorded struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (r *recorded) Header() http.Header {
	if r.header == nil {
		r.header = make(http.Header)
	}
	return r.header
}
func (r *recorded) WriteHeader(status int)      { r.status = status }
func (r *recorded) Write(b []byte) (int, error) { return r.body.Write(b) }

// A serious error is logged by default whatever the status of its answer, and whoever counts is told of its code.
func TestNote(t *testing.T) {
	var log bytes.Buffer
	var codes []string
	w := newWorking(t, httpserver.Options{
		Logger: logTo(&log), Log: httpserver.LogErrors, Answered: func(a httpserver.Answered) { codes = append(codes, a.Code) },
	})
	note := func(ctx context.Context, code string, serious bool) { httpserver.Note(ctx, code, serious) }
	w.mux.HandleFunc("/timeout", func(_ http.ResponseWriter, r *http.Request) { note(r.Context(), "TIMEOUT", true) })
	w.mux.HandleFunc("/argument", func(_ http.ResponseWriter, r *http.Request) { note(r.Context(), "INVALID_ARGUMENT", false) })
	for _, path := range []string{"/timeout", "/argument"} {
		ask(w.guard, "GET", path)
	}
	var got []any
	for _, line := range lines(t, &log) {
		got = append(got, line["code"], line["status"], line["level"])
	}
	if diff := cmp.Diff([]any{"TIMEOUT", 200.0, "WARN"}, got); diff != "" {
		t.Errorf("log (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"TIMEOUT", "INVALID_ARGUMENT"}, codes); diff != "" {
		t.Errorf("codes (-want +got):\n%s", diff)
	}
}
