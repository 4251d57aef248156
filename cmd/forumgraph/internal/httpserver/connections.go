package httpserver

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"os"
	"sync"
	"syscall"
	"time"
)

const (
	// silence is how long a new connection may send nothing before it can be closed for another.
	silence = time.Second
	// reserveTime is how long a connection in the reserve has to send its request.
	reserveTime = 2 * time.Second
	// sendBuffer is the kernel's send buffer for a connection, in bytes; the kernel takes twice that. By default it
	// would buffer megabytes for a client that reads nothing.
	sendBuffer = 128 << 10
)

// connections is a listener that limits the number of open connections, per client and in total. At a limit it first
// closes a connection on which nothing happens. If there is none, the new connection goes into a small reserve, where
// probes are answered and all other requests refused. If the reserve is full, the new connection is closed. Safe for
// concurrent use.
type connections struct {
	net.Listener
	most, mostPerClient int
	reserve             int // the number of connections allowed beyond most
	proxies             Proxies
	now                 func() time.Time

	mu       sync.Mutex
	open     map[*connection]struct{}
	byClient map[netip.Prefix]int // without those in the reserve
	reserved int
	turned   uint64 // closed without an answer

	// Only for Accept: ended means that no new connection may begin; last holds those that had begun by then.
	ended bool
	last  []net.Conn

	finished chan struct{} // closed when Accept has returned the last of them
	closed   chan struct{} // closed by Close
	closing  sync.Once
}

// connection is a connection of one client.
type connection struct {
	net.Conn
	of      *connections
	client  netip.Prefix
	proxy   bool
	reserve bool
	since   time.Time // start of its current state; guarded by of.mu, as is the state
	state   http.ConnState
	close   sync.Once
}

// newConnections returns l with these limits.
func newConnections(l net.Listener, most, mostPerClient int, proxies Proxies) *connections {
	return &connections{
		Listener: l, most: most, mostPerClient: mostPerClient, reserve: reserveOf(most), proxies: proxies, now: time.Now,
		open: make(map[*connection]struct{}), byClient: make(map[netip.Prefix]int),
		finished: make(chan struct{}), closed: make(chan struct{}),
	}
}

// reserveOf returns the size of the reserve for probes and refusals, beyond most.
func reserveOf(most int) int { return min(max(most/8, 4), 16) }

// Accept implements [net.Listener].
func (l *connections) Accept() (net.Conn, error) {
	for {
		raw, err := l.accept()
		if errors.Is(err, syscall.EMFILE) || errors.Is(err, syscall.ENFILE) {
			// The caller retries with growing delays. Closing an idle connection frees a file by then.
			l.mu.Lock()
			idle := l.idlest(nil)
			l.mu.Unlock()
			if idle != nil {
				_ = idle.Close() // the client is not told why either way
			}
		}
		if err != nil {
			return nil, err
		}
		if c := l.admit(raw); c != nil {
			return c, nil
		}
		_ = raw.Close()
	}
}

// accept returns the next connection. After finish it closes the listener and returns the connections that the system
// had already accepted; then it waits for Close.
func (l *connections) accept() (net.Conn, error) {
	if !l.ended {
		raw, err := l.Listener.Accept()
		if !errors.Is(err, os.ErrDeadlineExceeded) {
			return raw, err
		}
		l.ended = true
		l.last = taken(l.Listener)
		_ = l.Listener.Close() // at once, before the system accepts another
	}
	if len(l.last) > 0 {
		raw := l.last[0]
		l.last = l.last[1:]
		return raw, nil
	}
	close(l.finished)
	<-l.closed
	return nil, net.ErrClosed
}

// finish stops new connections, and returns when Accept has returned all that had begun. Closing a listener directly
// would cut these off, perhaps with a request sent. Call it once, while another goroutine calls Accept.
func (l *connections) finish(ctx context.Context) {
	tcp, ok := l.Listener.(*net.TCPListener)
	if !ok {
		return
	}
	if err := tcp.SetDeadline(time.Now()); err != nil {
		return // already closed
	}
	select {
	case <-l.finished:
	case <-ctx.Done():
	}
}

// Close implements [net.Listener].
func (l *connections) Close() error {
	l.closing.Do(func() { close(l.closed) })
	if err := l.Listener.Close(); !errors.Is(err, net.ErrClosed) {
		return err
	}
	return nil // finish has closed the listener
}

// admit returns raw as a connection of its client, or nil if there is no room.
func (l *connections) admit(raw net.Conn) net.Conn {
	peer, _ := parseAddress(raw.RemoteAddr().String())
	c := &connection{Conn: raw, of: l, client: subscriber(peer), proxy: l.proxies.contain(peer), since: l.now()}
	var idle *connection
	l.mu.Lock()
	switch {
	case !c.proxy && l.byClient[c.client] >= l.mostPerClient:
		if idle = l.idlest(c); idle == nil {
			c.reserve = true
		}
	case len(l.open)-l.reserved >= l.most:
		if idle = l.idlest(nil); idle == nil {
			c.reserve = true
		}
	}
	if idle != nil {
		l.drop(idle)
	}
	if c.reserve && (l.reserved >= l.reserve || l.reservedOf(c.client) >= max(l.reserve/2, 1)) {
		l.turned++
		l.mu.Unlock()
		return nil
	}
	l.open[c] = struct{}{}
	if c.reserve {
		l.reserved++
	} else {
		l.byClient[c.client]++
	}
	l.mu.Unlock()
	if idle != nil {
		_ = idle.Close()
	}
	if tcp, ok := raw.(*net.TCPConn); ok {
		_ = tcp.SetWriteBuffer(sendBuffer) // on failure the connection only takes more memory
	}
	return c
}

// idlest returns the longest idle connection: of the client of c or, if c is nil, of the client with most connections
// among those that have an idle one; nil if there is none.
func (l *connections) idlest(c *connection) *connection {
	now := l.now()
	var best *connection
	for other := range l.open {
		idle := other.state == http.StateIdle || other.state == http.StateNew && now.Sub(other.since) >= silence
		if other.reserve || !idle || c != nil && other.client != c.client {
			continue
		}
		if best == nil || l.byClient[other.client] > l.byClient[best.client] ||
			l.byClient[other.client] == l.byClient[best.client] && other.since.Before(best.since) {
			best = other
		}
	}
	return best
}

// drop removes a connection from the count.
func (l *connections) drop(c *connection) {
	if _, ok := l.open[c]; !ok {
		return
	}
	delete(l.open, c)
	if c.reserve {
		l.reserved--
		return
	}
	if l.byClient[c.client]--; l.byClient[c.client] == 0 {
		delete(l.byClient, c.client)
	}
}

func (l *connections) reservedOf(client netip.Prefix) int {
	n := 0
	for c := range l.open {
		if c.reserve && c.client == client {
			n++
		}
	}
	return n
}

// changed is called with each new state of a connection; see [http.Server].ConnState.
func (l *connections) changed(conn net.Conn, state http.ConnState) {
	c, ok := conn.(*connection)
	if !ok {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	c.state, c.since = state, l.now()
}

// limit sets the maximum number of open connections.
func (l *connections) limit(most, mostPerClient int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.most, l.mostPerClient, l.reserve = most, mostPerClient, reserveOf(most)
}

// quietTime is how long all connections must be idle before a server that shuts down closes them, quietMost how long it
// waits for that at most, and looksEvery how often it checks.
const (
	quietTime  = 100 * time.Millisecond
	quietMost  = time.Second
	looksEvery = 10 * time.Millisecond
)

// quiet waits until no client uses its connection, at most for quietMost.
func (l *connections) quiet(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, quietMost)
	defer cancel()
	ticker := time.NewTicker(looksEvery)
	defer ticker.Stop()
	for l.used() {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}

// used reports whether a connection was active within quietTime: its client may be about to send another request.
func (l *connections) used() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.now()
	for c := range l.open {
		if now.Sub(c.since) < quietTime {
			return true
		}
	}
	return false
}

// closeSilent closes connections that have sent nothing since they were opened, now and until stop is called: no client
// waits for an answer there.
func (l *connections) closeSilent() (stop func()) {
	done := make(chan struct{})
	var ended sync.WaitGroup
	ended.Go(func() {
		ticker := time.NewTicker(looksEvery)
		defer ticker.Stop()
		for {
			l.mu.Lock()
			var silent []*connection
			for c := range l.open {
				if c.state == http.StateNew && l.now().Sub(c.since) >= silence {
					silent = append(silent, c)
				}
			}
			l.mu.Unlock()
			for _, c := range silent {
				_ = c.Close() // as in Accept
			}
			select {
			case <-done:
				return
			case <-ticker.C:
			}
		}
	})
	return func() {
		close(done)
		ended.Wait()
	}
}

// use returns how many connections are open, and how many were closed without an answer.
func (l *connections) use() (open int, turned uint64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.open), l.turned
}

// Close implements [net.Conn].
func (c *connection) Close() error {
	var err error
	c.close.Do(func() {
		err = c.Conn.Close()
		c.of.mu.Lock()
		c.of.drop(c)
		c.of.mu.Unlock()
	})
	return err
}

// CloseWrite closes the writing side. net/http calls it before it waits for the client to read the rest.
func (c *connection) CloseWrite() error {
	if half, ok := c.Conn.(interface{ CloseWrite() error }); ok {
		return half.CloseWrite()
	}
	return nil
}

// SetReadDeadline implements [net.Conn]. It limits the time in the reserve.
func (c *connection) SetReadDeadline(t time.Time) error {
	if c.reserve {
		if latest := c.since.Add(reserveTime); t.IsZero() || t.After(latest) {
			t = latest
		}
	}
	return c.Conn.SetReadDeadline(t)
}

type connectionKey struct{}

// inReserve reports whether a request arrived on a connection in the reserve.
func inReserve(ctx context.Context) bool {
	c, ok := ctx.Value(connectionKey{}).(*connection)
	return ok && c.reserve
}
