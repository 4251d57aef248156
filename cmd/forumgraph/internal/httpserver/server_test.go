package httpserver_test

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"forumgraph/cmd/forumgraph/internal/httpserver"
)

// pipes is a listener whose connections are pipes, for which the clock of a synctest bubble counts.
type pipes struct {
	conns  chan net.Conn
	closed chan struct{}
}

func newPipes() *pipes { return &pipes{make(chan net.Conn), make(chan struct{})} }

func (p *pipes) Accept() (net.Conn, error) {
	select {
	case c := <-p.conns:
		return c, nil
	case <-p.closed:
		return nil, net.ErrClosed
	}
}

func (p *pipes) Close() error   { close(p.closed); return nil }
func (p *pipes) Addr() net.Addr { return &net.UnixAddr{Name: "pipe", Net: "pipe"} }

// dial returns the client's end of a new connection.
func (p *pipes) dial() net.Conn {
	client, server := net.Pipe()
	p.conns <- server
	return client
}

const answering = 10 * time.Second

// startServer starts a server of h, which ends with the test.
func startServer(t *testing.T, h http.HandlerFunc) *pipes {
	t.Helper()
	server := httpserver.NewServer(h, answering, 8<<10, slog.New(slog.DiscardHandler))
	p := newPipes()
	served := make(chan error, 1)
	go func() { served <- server.Serve(p) }()
	t.Cleanup(func() {
		if err := server.Shutdown(); err != nil {
			t.Error(err)
		}
		if err := <-served; !errors.Is(err, http.ErrServerClosed) {
			t.Error(err)
		}
	})
	return p
}

// drip writes s to c byte by byte, one each second, until that is done or the other end is gone. The function that it
// returns closes c and waits for that.
func drip(c net.Conn, s string) (stop func()) {
	var wg sync.WaitGroup
	wg.Go(func() {
		for i := range len(s) {
			if _, err := io.WriteString(c, s[i:i+1]); err != nil {
				return
			}
			time.Sleep(time.Second) // of the bubble's clock
		}
	})
	return func() {
		_ = c.Close()
		wg.Wait()
	}
}

// untilRefused returns how long the other end waits before it closes c, with or without a refusal.
func untilRefused(t *testing.T, c net.Conn) time.Duration {
	t.Helper()
	start := time.Now()
	r := bufio.NewReader(c)
	_, err := r.Peek(1)
	after := time.Since(start)
	if err == nil {
		resp, err := http.ReadResponse(r, nil)
		if err != nil {
			t.Fatal(err)
		}
		if resp.StatusCode != http.StatusBadRequest || !resp.Close {
			t.Errorf("answered %s, closed: %v", resp.Status, resp.Close)
		}
	}
	return after
}

// A client that sends its header byte by byte is cut off when its time for a header is up, however alive it is.
func TestNewServer_slowHeader(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := startServer(t, nil)
		c := p.dial()
		defer drip(c, "GET / HTTP/1.1\r\nHost: example.com\r\n")()
		if got := untilRefused(t, c); got != httpserver.HeaderTimeout {
			t.Errorf("cut off after %v, want %v", got, httpserver.HeaderTimeout)
		}
	})
}

// A client that sends nothing at all is cut off as well.
func TestNewServer_silent(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := startServer(t, nil)
		if got := untilRefused(t, p.dial()); got != httpserver.HeaderTimeout {
			t.Errorf("cut off after %v, want %v", got, httpserver.HeaderTimeout)
		}
	})
}

// A body that comes byte by byte ends with an error when the time for a request is up.
func TestNewServer_slowBody(t *testing.T) {
	type outcome struct {
		after time.Duration
		err   error
	}
	synctest.Test(t, func(t *testing.T) {
		outcomes := make(chan outcome, 1)
		p := startServer(t, func(_ http.ResponseWriter, r *http.Request) {
			start := time.Now()
			_, err := io.ReadAll(r.Body)
			outcomes <- outcome{time.Since(start), err}
		})
		c := p.dial()
		fmt.Fprint(c, "POST / HTTP/1.1\r\nHost: example.com\r\nContent-Length: 1000\r\n\r\n")
		defer drip(c, strings.Repeat("a", 1000))()
		got := <-outcomes
		if got.after != httpserver.ReadTimeout || !errors.Is(got.err, os.ErrDeadlineExceeded) {
			t.Errorf("after %v: %v; want %v after %v", got.after, got.err, os.ErrDeadlineExceeded, httpserver.ReadTimeout)
		}
	})
}

// A client that does not take its answer holds nothing up for longer than reading, answering and sending may take.
func TestNewServer_slowReader(t *testing.T) {
	const want = httpserver.ReadTimeout + answering + httpserver.SendTimeout
	synctest.Test(t, func(t *testing.T) {
		outcomes := make(chan time.Duration, 1)
		p := startServer(t, func(w http.ResponseWriter, _ *http.Request) {
			start := time.Now()
			for {
				if _, err := w.Write(make([]byte, 64<<10)); err != nil {
					outcomes <- time.Since(start)
					return
				}
			}
		})
		c := p.dial()
		defer c.Close()
		fmt.Fprint(c, "GET / HTTP/1.1\r\nHost: example.com\r\n\r\n")
		if got := <-outcomes; got != want {
			t.Errorf("the answer was given up after %v, want %v", got, want)
		}
	})
}

// A connection that is kept open for another question is closed when none comes.
func TestNewServer_idle(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := startServer(t, func(w http.ResponseWriter, _ *http.Request) { httpserver.Plain(w, http.StatusOK, "answer") })
		c := p.dial()
		fmt.Fprint(c, "GET / HTTP/1.1\r\nHost: example.com\r\n\r\n")
		resp, err := http.ReadResponse(bufio.NewReader(c), nil)
		if err != nil {
			t.Fatal(err)
		}
		if body, err := io.ReadAll(resp.Body); string(body) != "answer\n" {
			t.Fatalf("%q, %v", body, err)
		}
		if got := untilRefused(t, c); got != httpserver.IdleTimeout {
			t.Errorf("closed after %v, want %v", got, httpserver.IdleTimeout)
		}
	})
}

// A header longer than the limit, and the little that net/http adds to it, is refused.
func TestNewServer_longHeader(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := startServer(t, nil)
		c := p.dial()
		go fmt.Fprintf(c, "GET / HTTP/1.1\r\nHost: example.com\r\nX: %s\r\n\r\n", strings.Repeat("a", 16<<10))
		resp, err := http.ReadResponse(bufio.NewReader(c), nil)
		if err != nil {
			t.Fatal(err)
		}
		if resp.StatusCode != http.StatusRequestHeaderFieldsTooLarge {
			t.Errorf("status %s, want 431", resp.Status)
		}
		if err := c.Close(); err != nil {
			t.Error(err)
		}
	})
}

// A server that ends waits for the answer under way, for as long as answers may take and no longer.
func TestShutdown(t *testing.T) {
	for _, tt := range []struct {
		name  string
		takes time.Duration
		whole bool
	}{
		{"in time", answering + httpserver.ShutdownTimeout - time.Second, true},
		{"too late", answering + httpserver.ShutdownTimeout + time.Second, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				begun, left := make(chan struct{}), make(chan struct{})
				h := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
					close(begun)
					defer close(left)
					time.Sleep(tt.takes) // of the bubble's clock
					httpserver.Plain(w, http.StatusOK, "answer")
				})
				server := httpserver.NewServer(h, answering, 8<<10, slog.New(slog.DiscardHandler))
				p := newPipes()
				go func() { _ = server.Serve(p) }()
				c := p.dial()
				fmt.Fprint(c, "GET / HTTP/1.1\r\nHost: example.com\r\n\r\n")
				<-begun
				ended := make(chan error, 1)
				go func() { ended <- server.Shutdown() }()
				answer, _ := io.ReadAll(c)
				if whole := strings.HasSuffix(string(answer), "answer\n"); whole != tt.whole {
					t.Errorf("answer %q, want a whole one: %v", answer, tt.whole)
				}
				if err := <-ended; (err == nil) != tt.whole {
					t.Errorf("error %v", err)
				}
				<-left
			})
		})
	}
}
