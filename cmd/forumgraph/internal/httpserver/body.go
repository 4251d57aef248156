package httpserver

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"
)

const (
	// mostDrained and drainTime limit how much of a request body is read, and for how long, after the request was
	// answered early: closing a connection with unread data loses the answer. After that net/http waits half a second
	// more.
	mostDrained = 16 << 20
	drainTime   = 2 * time.Second
	// closingPatience is how much time a request that is still arriving has when the server shuts down.
	closingPatience = time.Second
)

// arrivals are the requests whose bodies are being read. Safe for concurrent use.
type arrivals struct {
	mu      sync.Mutex
	closing bool
	reading map[*http.ResponseController]struct{}
}

// begin adds a request. Call end when its body has been read.
func (a *arrivals) begin(c *http.ResponseController) (end func()) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.closing {
		_ = c.SetReadDeadline(time.Now().Add(closingPatience)) // if it cannot be set, the server's own deadline applies
	}
	a.reading[c] = struct{}{}
	return func() {
		a.mu.Lock()
		defer a.mu.Unlock()
		delete(a.reading, c)
	}
}

// close limits the time of all arriving requests to closingPatience.
func (a *arrivals) close() {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.closing = true
	for c := range a.reading {
		_ = c.SetReadDeadline(time.Now().Add(closingPatience))
	}
}

func (a *arrivals) closed() bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.closing
}

// receiving reads the body of an API request, up to MaxBody, before the routes run, so that the routes never wait for
// the client.
func (g *Guard) receiving(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		x := exchangeOf(r.Context())
		if r.ContentLength != 0 && r.ContentLength <= g.o.MaxBody && g.o.isAPI(r) {
			end := g.arrivals.begin(http.NewResponseController(w))
			body, err := io.ReadAll(io.LimitReader(r.Body, g.o.MaxBody+1))
			end()
			if err != nil && g.arrivals.closed() {
				w.Header().Set("Connection", "close")
				g.refuse(w, r, &Refused{Message: "the server is shutting down; send the request again in a moment", After: time.Second})
				return
			}
			rest := io.Reader(r.Body)
			if err != nil {
				rest = failing{err}
			}
			r.Body = struct {
				io.Reader
				io.Closer
			}{io.MultiReader(bytes.NewReader(body), rest), r.Body}
		}
		x.arrived = time.Now()
		next.ServeHTTP(w, r)
	})
}

// failing is a reader that returns an error.
type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

// drained reads the unread rest of a request after its answer.
func (g *Guard) drained(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.ContentLength == 0 {
			next.ServeHTTP(w, r)
			return
		}
		body := &tracked{ReadCloser: r.Body}
		r.Body = body
		next.ServeHTTP(w, r)
		expected := slices.ContainsFunc(r.Header.Values("Expect"), func(s string) bool { return strings.EqualFold(s, "100-continue") })
		if body.ended || expected && !body.begun {
			return // a client that waits for 100 Continue sends nothing
		}
		connection := http.NewResponseController(w)
		if err := connection.Flush(); err != nil {
			return
		}
		if err := connection.SetReadDeadline(time.Now().Add(drainTime)); err == nil {
			_, _ = io.CopyN(io.Discard, body, mostDrained) // it does not matter if less arrives
		}
	})
}

// tracked is a body that records how far it was read.
type tracked struct {
	io.ReadCloser
	begun, ended bool
}

func (t *tracked) Read(b []byte) (int, error) {
	t.begun = true
	n, err := t.ReadCloser.Read(b)
	t.ended = t.ended || errors.Is(err, io.EOF)
	return n, err
}
