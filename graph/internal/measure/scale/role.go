package main

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"

	"forumgraph/graph/internal/measure/sqlite"
)

// loadSQLite is what the program is called to load a dataset into SQLite, in a process of its own.
const loadSQLite = "load-sqlite"

// roles are what the program is when it starts itself: a server that is a limit. Each is given the argument after its name.
var roles = map[string]func(ctx context.Context, argument string) (http.Handler, error){
	"bare":   bareHandler,
	"stock":  stockHandler,
	"sqlite": func(_ context.Context, file string) (http.Handler, error) { return sqlite.Open(file) },
}

// serveRole serves what a role answers until the context ends.
func serveRole(ctx context.Context, args []string, stdout io.Writer) error {
	if len(args) != 2 {
		return fmt.Errorf("%s takes one argument, not %q", args[0], args[1:])
	}
	handler, err := roles[args[0]](ctx, args[1])
	if err != nil {
		return err
	}
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	if _, err := fmt.Fprintf(stdout, "%s: listening on http://%s/\n", args[0], listener.Addr()); err != nil {
		return err
	}
	server := &http.Server{Handler: handler}
	go func() {
		<-ctx.Done()
		_ = server.Close()
	}()
	if err := server.Serve(listener); err != http.ErrServerClosed {
		return err
	}
	return nil
}

// bareHandler returns the least that a handler does: it reads the request and writes the same bytes each time, those of a
// file.
func bareHandler(_ context.Context, file string) (http.Handler, error) {
	answer, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, err := io.Copy(io.Discard, r.Body); err != nil {
			return
		}
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		_, _ = w.Write(answer)
	}), nil
}
