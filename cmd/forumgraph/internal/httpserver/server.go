package httpserver

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"time"
)

// The time limits of one exchange. The time to produce the answer is added to them.
const (
	// HeaderTimeout is for a request's header, which a client has ready when it connects.
	HeaderTimeout = 5 * time.Second
	// ReadTimeout is for the whole request: the largest body, 100 KiB, at some 40 kbit/s.
	ReadTimeout = 20 * time.Second
	// SendTimeout is for sending the answer, added to the time for reading and answering. For the handler that [New]
	// returns, [Limits].ReaderPatience applies instead.
	SendTimeout = 30 * time.Second
	// IdleTimeout is for a connection between two requests.
	IdleTimeout = 2 * time.Minute
	// ShutdownTimeout is how much longer than their usual limits a server waits for answers when it shuts down.
	ShutdownTimeout = 5 * time.Second
)

// Server is a server for slow clients, but not forever: each exchange ends by a timeout, whatever the client does. It
// speaks HTTP/1.1; a proxy in front can speak newer versions.
type Server struct {
	http      http.Server
	guard     *Guard // may be nil
	answering time.Duration
	limits    Limits
	proxies   Proxies

	mu          sync.Mutex
	connections *connections // nil before Serve
}

// operatorConnections is the maximum number of connections of a server without a guard, which is for operators.
const operatorConnections = 4

// NewServer returns a server of h for a few trusted clients. answering is the maximum time between the last byte of a
// request and the first of its answer. maxHeader is the maximum length of a header in bytes; a longer one is answered
// with 431.
func NewServer(h http.Handler, answering time.Duration, maxHeader int, logger *slog.Logger) *Server {
	s := &Server{answering: answering, limits: Limits{Connections: operatorConnections, ConnectionsPerClient: operatorConnections}}
	s.http = http.Server{
		Handler:           h,
		ReadHeaderTimeout: HeaderTimeout,
		ReadTimeout:       ReadTimeout,
		WriteTimeout:      ReadTimeout + answering + SendTimeout, // net/http counts it from the end of the header
		IdleTimeout:       IdleTimeout,
		MaxHeaderBytes:    maxHeader,
		ErrorLog:          slog.NewLogLogger(logger.Handler(), slog.LevelWarn),
		ConnContext: func(ctx context.Context, c net.Conn) context.Context {
			return context.WithValue(ctx, connectionKey{}, c)
		},
	}
	return s
}

// Server returns a server of the guarded routes for everyone; the parameters are those of [NewServer].
func (g *Guard) Server(answering time.Duration, maxHeader int, logger *slog.Logger) *Server {
	s := NewServer(g, answering, maxHeader, logger)
	s.guard, s.limits, s.proxies = g, g.limits, g.o.Proxies
	return s
}

// Serve answers on the connections that l accepts until [Server.Shutdown], and then returns [http.ErrServerClosed].
func (s *Server) Serve(l net.Listener) error {
	s.mu.Lock()
	s.connections = newConnections(l, s.limits.Connections, s.limits.ConnectionsPerClient, s.proxies)
	s.http.ConnState = s.connections.changed
	s.mu.Unlock()
	return s.http.Serve(s.connections)
}

// LimitConnections lowers the maximum number of connections, to which the reserve is added, and reports whether it was
// higher. It does not close open connections.
func (s *Server) LimitConnections(most int) (lowered bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if most >= s.limits.Connections {
		return false
	}
	s.limits.Connections, s.limits.ConnectionsPerClient = most, min(s.limits.ConnectionsPerClient, max(most/4, fewestPerClient))
	if s.connections != nil {
		s.connections.limit(s.limits.Connections, s.limits.ConnectionsPerClient)
	}
	return true
}

// Connections returns how many connections are open, and how many were closed at once because there were too many.
func (s *Server) Connections() (open int, turnedAway uint64) {
	if c := s.listening(); c != nil {
		return c.use()
	}
	return 0, 0
}

func (s *Server) listening() *connections {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.connections
}

// Shutdown ends the server when the exchanges under way have ended, or when their time is over.
//
// First it ends the connections of busy clients with an answer that says so: closing a connection while a request is on
// its way would lose that request.
func (s *Server) Shutdown() error {
	ctx, cancel := context.WithTimeout(context.Background(), s.answering+ShutdownTimeout)
	defer cancel()
	if s.guard != nil {
		s.guard.close()
	}
	if c := s.listening(); c != nil {
		c.quiet(ctx)
		c.finish(ctx)
		c.quiet(ctx)
		stop := c.closeSilent()
		defer stop()
	}
	if err := s.http.Shutdown(ctx); err != nil {
		return fmt.Errorf("stop serving: %w", errors.Join(err, s.http.Close()))
	}
	return nil
}
