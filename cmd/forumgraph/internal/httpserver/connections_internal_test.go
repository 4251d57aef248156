package httpserver

import (
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// queue is a listener that has some connections, each from an address.
type queue []string

func (q *queue) Accept() (net.Conn, error) {
	if len(*q) == 0 {
		return nil, net.ErrClosed
	}
	from := (*q)[0]
	*q = (*q)[1:]
	return &from4{from: from}, nil
}

func (q *queue) Close() error   { return nil }
func (q *queue) Addr() net.Addr { return &net.TCPAddr{} }

// from4 is a connection from an address.
type from4 struct {
	net.Conn
	from   string
	closed bool
}

func (f *from4) RemoteAddr() net.Addr {
	return net.TCPAddrFromAddrPort(netip.AddrPortFrom(netip.MustParseAddr(f.from), 1))
}
func (f *from4) Close() error { f.closed = true; return nil }

// accepted lets a listener accept connections from the addresses until there are no more.
func accepted(t *testing.T, l *connections, addresses ...string) []*connection {
	t.Helper()
	q := queue(addresses)
	l.Listener = &q
	var all []*connection
	for {
		c, err := l.Accept()
		if err != nil {
			return all
		}
		all = append(all, c.(*connection))
	}
}

// busy says that a request is under way on connections, idle that none is.
func busy(l *connections, conns ...*connection) { become(l, http.StateActive, conns) }
func idle(l *connections, conns ...*connection) { become(l, http.StateIdle, conns) }

func become(l *connections, state http.ConnState, conns []*connection) {
	for _, c := range conns {
		l.changed(c, state)
	}
}

// outcome says what became of connections: reader, reserve or closed, and from where.
func outcome(conns []*connection) []string {
	var all []string
	for _, c := range conns {
		what := "reader"
		switch {
		case c.Conn.(*from4).closed:
			what = "closed"
		case c.reserve:
			what = "reserve"
		}
		all = append(all, fmt.Sprintf("%s %s", c.client.Addr(), what))
	}
	return all
}

// A client has so many connections; with all of them in use, the next ones go to the reserve, half of which it may take.
// Others are not concerned. The proxies that are trusted are no clients.
func TestConnections_perClient(t *testing.T) {
	const a, b, proxy = "192.0.2.1", "192.0.2.2", "10.0.0.1"
	l := newConnections(nil, 8, 2, Proxies{netip.MustParsePrefix("10.0.0.0/8")})
	got := accepted(t, l, a, a, a, a, a, b, proxy, proxy, proxy)
	want := []string{
		a + " reader", a + " reader", a + " reserve", a + " reserve", // and the fifth is turned away
		b + " reader", proxy + " reader", proxy + " reader", proxy + " reader",
	}
	if diff := cmp.Diff(want, outcome(got)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if open, turnedAway := l.use(); open != 8 || turnedAway != 1 {
		t.Errorf("%d are open, %d were turned away", open, turnedAway)
	}
	for _, c := range got {
		if err := c.Close(); err != nil {
			t.Error(err)
		}
	}
	if open, _ := l.use(); open != 0 || len(l.byClient) != 0 || l.reserved != 0 {
		t.Errorf("when all are closed, %d are counted, %v, %d", open, l.byClient, l.reserved)
	}
}

// A client at its limit loses the connection on which nothing has happened for longest, one of its own.
func TestConnections_ownIdle(t *testing.T) {
	const a, b = "192.0.2.1", "192.0.2.2"
	now := time.Unix(0, 0)
	l := newConnections(nil, 8, 3, nil)
	l.now = func() time.Time { return now }
	conns := accepted(t, l, b, a, a, a)
	for _, c := range slices.Backward(conns[1:]) {
		now = now.Add(time.Second)
		idle(l, c)
	}
	idle(l, conns[0])
	busy(l, conns[3])
	conns = append(conns, accepted(t, l, a)...)
	want := []string{b + " reader", a + " reader", a + " closed", a + " reader", a + " reader"}
	if diff := cmp.Diff(want, outcome(conns)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// At the server's limit, the client with most connections loses an idle one. One on which nothing was ever asked counts as
// idle after a second.
func TestConnections_idleOfMost(t *testing.T) {
	const a, b, c = "192.0.2.1", "192.0.2.2", "192.0.2.3"
	now := time.Unix(0, 0)
	l := newConnections(nil, 4, 4, nil)
	l.now = func() time.Time { return now }
	conns := accepted(t, l, b, a, a, a)
	idle(l, conns[0])
	conns = append(conns, accepted(t, l, c)...) // a's are new, so b has to give way
	now = now.Add(silence)
	conns = append(conns, accepted(t, l, c)...) // then one of a's
	busy(l, conns...)
	conns = append(conns, accepted(t, l, c)...)
	want := []string{b + " closed", a + " reader", a + " reader", a + " reader", c + " reader", c + " reader", c + " reserve"}
	got := outcome(conns)
	// Of a's three, which are of one age, any may be closed.
	if i := slices.Index(got, a+" closed"); i >= 0 {
		got[i] = a + " reader"
	} else {
		t.Error("none of the silent connections is closed")
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
