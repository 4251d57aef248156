package httpserver

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"time"
)

// The limits of one exchange. What it takes to answer comes on top, where it is known.
const (
	// HeaderTimeout is for a request's header: a client that has begun to ask has it ready.
	HeaderTimeout = 5 * time.Second
	// ReadTimeout is for the whole request: the largest body, 100 KiB, at some 40 kbit/s.
	ReadTimeout = 20 * time.Second
	// SendTimeout is for sending the answer, after reading and answering took as long as they may.
	SendTimeout = 30 * time.Second
	// IdleTimeout is for a connection between two requests.
	IdleTimeout = 2 * time.Minute
	// ShutdownTimeout is how long a server that ends waits for answers beyond the time they may take anyway.
	ShutdownTimeout = 5 * time.Second
)

// NewServer returns a server whose clients may be slow, but not forever: each exchange ends by a timeout, whatever the
// client does. It speaks HTTP/1.1; a proxy in front speaks the newer ones. answering is how long a request may take between its last byte and the first of its answer; maxHeader the
// longest header in bytes, beyond which the answer is 431.
func NewServer(h http.Handler, answering time.Duration, maxHeader int, logger *slog.Logger) *http.Server {
	return &http.Server{
		Handler:           h,
		ReadHeaderTimeout: HeaderTimeout,
		ReadTimeout:       ReadTimeout,
		WriteTimeout:      ReadTimeout + answering + SendTimeout, // net/http counts it from the end of the header
		IdleTimeout:       IdleTimeout,
		MaxHeaderBytes:    maxHeader,
		ErrorLog:          slog.NewLogLogger(logger.Handler(), slog.LevelWarn),
	}
}

// Shutdown ends the server when the exchanges under way have ended, or without them when they took longer than they may.
func Shutdown(server *http.Server, answering time.Duration) error {
	ctx, cancel := context.WithTimeout(context.Background(), answering+ShutdownTimeout)
	defer cancel()
	if err := server.Shutdown(ctx); err != nil {
		return fmt.Errorf("stop serving: %w", errors.Join(err, server.Close()))
	}
	return nil
}
