package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"time"

	"github.com/spf13/cobra"

	"forumgraph/graph"
	"forumgraph/store"
)

// The limits of one HTTP exchange, and of waiting for exchanges under way when the server stops.
const (
	headerTimeout   = 5 * time.Second
	readTimeout     = 30 * time.Second
	writeTimeout    = 60 * time.Second
	idleTimeout     = 2 * time.Minute
	shutdownTimeout = 10 * time.Second
	maxHeader       = 64 << 10
)

type serveOptions struct {
	data, addr, source string
}

func newServe() *cobra.Command {
	var o serveOptions
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Serve the graph over HTTP; the first start loads the embedded corpus",
		Long: `Serve answers GraphQL at /graphql and shows the network view at /. On the first start the
embedded corpus is loaded into the data folder; later starts reuse what is there. When the
server is ready, one line with its address is printed. /healthz answers while the process
lives, /readyz once the graph can be asked. SIGINT and SIGTERM end it in good order.`,
		Example: "  forumgraph serve\n  forumgraph serve --data graph --addr 127.0.0.1:0 --source report.txt",
		Args:    noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return serve(cmd.Context(), o, cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
	}
	dataFlag(cmd, &o.data)
	sourceFlag(cmd, &o.source)
	cmd.Flags().StringVar(&o.addr, "addr", "127.0.0.1:8080", "`HOST:PORT` to listen on; port 0 takes a free one")
	return cmd
}

func serve(ctx context.Context, o serveOptions, stdout, stderr io.Writer) error {
	if _, _, err := net.SplitHostPort(o.addr); err != nil {
		return &usageError{err: fmt.Errorf("--addr %q: %w", o.addr, err), hint: "write HOST:PORT, such as 127.0.0.1:8080"}
	}
	// The port comes first: it is the quickest to fail, and probes are answered while the graph loads.
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", o.addr)
	if err != nil {
		return fmt.Errorf("listen on %s: %w", o.addr, socketCause(err))
	}
	base := "http://" + listener.Addr().String()
	site, err := newSite(base)
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	logger := slog.New(slog.NewTextHandler(stderr, nil))
	server := &http.Server{
		Handler:           site,
		ReadHeaderTimeout: headerTimeout,
		ReadTimeout:       readTimeout,
		WriteTimeout:      writeTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    maxHeader,
		ErrorLog:          slog.NewLogLogger(logger.Handler(), slog.LevelWarn),
	}
	served := make(chan error, 1)
	go func() { served <- server.Serve(listener) }()

	st, err := openGraph(ctx, site, o, logger, stderr)
	if err == nil {
		_, err = fmt.Fprintf(stdout, "forumgraph: listening on %s/\n", base)
	}
	if err == nil {
		select {
		case <-ctx.Done():
		case err = <-served:
		}
	}
	site.Close()
	err = errors.Join(err, shutdown(server))
	if st != nil {
		// Only now has the last question been answered.
		err = errors.Join(err, st.Close())
	}
	return err
}

// openGraph opens the store, loads the corpus into it if it is empty, and lets the site answer from it. The store is nil
// if there is an error.
func openGraph(ctx context.Context, site *site, o serveOptions, logger *slog.Logger, stderr io.Writer) (store.Store, error) {
	st, err := openOrLoad(ctx, o.data, stderr)
	if err != nil {
		return nil, err
	}
	a, err := attach(ctx, st, o.source, stderr)
	if err != nil {
		return nil, errors.Join(err, st.Close())
	}
	site.Open(graph.NewHandler(graph.Options{Store: st, Texts: a.texts(), Logger: logger}))
	return st, nil
}

// shutdown ends the server when the exchanges under way have ended, or after a while without them. It does not heed the
// command's context: that has usually ended by now.
func shutdown(server *http.Server) error {
	ctx, cancel := context.WithTimeout(context.Background(), shutdownTimeout)
	defer cancel()
	if err := server.Shutdown(ctx); err != nil {
		return fmt.Errorf("stop serving: %w", errors.Join(err, server.Close()))
	}
	return nil
}

// socketCause drops the address from a network error, which is told already, and keeps the cause.
func socketCause(err error) error {
	if op := new(net.OpError); errors.As(err, &op) {
		err = op.Err
	}
	if call := new(os.SyscallError); errors.As(err, &call) {
		err = call.Err
	}
	return err
}
