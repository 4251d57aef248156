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

// The limits of one exchange. What it takes to answer comes on top, where it is known.
const (
	// HeaderTimeout is for a request's header: a client that has begun to ask has it ready.
	HeaderTimeout = 5 * time.Second
	// ReadTimeout is for the whole request: the largest body, 100 KiB, at some 40 kbit/s.
	ReadTimeout = 20 * time.Second
	// SendTimeout is for sending the answer, after reading and answering took as long as they may. [Limits].ReaderPatience
	// counts instead for what [New] returns.
	SendTimeout = 30 * time.Second
	// IdleTimeout is for a connection between two requests.
	IdleTimeout = 2 * time.Minute
	// ShutdownTimeout is how long a server that ends waits for answers beyond the time they may take anyway.
	ShutdownTimeout = 5 * time.Second
)

// Server is a server whose clients may be slow, but not forever: each exchange ends by a timeout, whatever the client does.
// It speaks HTTP/1.1; a proxy in front speaks the newer ones.
type Server struct {
	http      http.Server
	guard     *Guard // nil if there is none
	answering time.Duration
	limits    Limits
	proxies   Proxies

	mu          sync.Mutex
	connections *connections // nil before Serve
}

// operatorConnections is how many connections a server without a guard may have, which is for operators.
const operatorConnections = 4

// NewServer returns a server of h for a few clients who are trusted. answering is how long a request may take between its
// last byte and the first of its answer; maxHeader the longest header in bytes, beyond which the answer is 431.
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

// Server returns a server of what the guard guards, for everybody; the parameters are those of [NewServer].
func (g *Guard) Server(answering time.Duration, maxHeader int, logger *slog.Logger) *Server {
	s := NewServer(g, answering, maxHeader, logger)
	s.guard, s.limits, s.proxies = g, g.limits, g.o.Proxies
	return s
}

// Serve answers on the connections that l accepts until [Server.Shutdown], and returns [http.ErrServerClosed] then.
func (s *Server) Serve(l net.Listener) error {
	s.mu.Lock()
	s.connections = newConnections(l, s.limits.Connections, s.limits.ConnectionsPerClient, s.proxies)
	s.http.ConnState = s.connections.changed
	s.mu.Unlock()
	return s.http.Serve(s.connections)
}

// LimitConnections lowers the most connections that there may be at once, beside a few for probes and refusals, and reports
// whether it was higher. Those that are open are not closed.
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

// Connections returns how many connections are open, and how many were closed at once since there were too many.
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

// Shutdown ends the server when the exchanges under way have ended, or without them when they took longer than they may.
//
// Clients that ask again and again on one connection are first told, each in an answer, that it ends: a connection that is
// closed while a request is on its way loses that request.
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
