package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"os/signal"
	"runtime"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"forumgraph/cmd/forumgraph/internal/memlimit"
	"forumgraph/graph"
	"forumgraph/graph/protocol"
	"forumgraph/store"
	"forumgraph/store/badgerstore"
	"forumgraph/store/layout"
)

// maxHeader is the maximum size of a request header in bytes. It includes a query in the URL; the rest is for what
// browsers send.
const maxHeader = protocol.MaxRequest + 16<<10

type serveOptions struct {
	data, addr, metrics, source string
	memory                      string
	api                         apiFlags
	internet                    internetFlags
}

func newServe() *cobra.Command {
	var o serveOptions
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Serve the graph over HTTP; the first start loads the embedded corpus",
		Long: `Serve answers GraphQL at /graphql and shows the graph as pages at /. On the first start the
embedded corpus is loaded into the data folder; later starts reuse what is there. When the
server is ready, one line with its address is printed. /healthz answers while the process
lives, /readyz once the graph can be asked; /schema.graphql is the schema, /drawing.json
the graph with the places of its nodes, and /claims.json what voices said. SIGINT and SIGTERM end it in good order: what is under
way is answered.

On the internet, put a proxy in front that ends TLS, and say so with --behind-tls and
--trusted-proxy; --public-url is the address in permalinks and citations. While it listens on a
loopback address, which is the default, it answers requests for this machine's own names and for
the host of --public-url alone. Pages of other sites may ask only if --cors-origin names their
origin. The log goes to standard error; it holds neither queries nor, without --log-addresses,
who asked. --metrics opens a second address, at which /metrics tells Prometheus how many requests
there were and how long they took, and what the caches hold: keep it from the internet. /healthz
and /readyz answer there too, whatever clients do at the first.

What takes the processor waits its turn, by client, for half of --timeout at most; then it is
refused with 503 and Retry-After before any work. Cheap questions do not wait for dear ones. A
client may have a quarter of the connections, which are 1024 or as many as the process may open
files for, and 16 MiB of answers that it has not read; one that reads nothing for 30 seconds
loses its answer.

Caches, the answers kept and not yet sent, and the collector share --memory. Without it that is three
quarters of what the machine, the cgroup and the resource limits give, at most 1 GiB; a graph that
needs more gets it where there is more. GOGC and GOMEMLIMIT in the environment replace what is
derived for the collector.`,
		Example: `  forumgraph serve
  forumgraph serve --data graph --addr 127.0.0.1:0 --source report.txt
  forumgraph serve --behind-tls --trusted-proxy 10.0.0.0/8 --cors-origin https://example.org`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return serve(cmd.Context(), o, cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
	}
	dataFlag(cmd, &o.data)
	sourceFlag(cmd, &o.source)
	cmd.Flags().StringVar(&o.addr, "addr", "127.0.0.1:8080", "`HOST:PORT` to listen on; port 0 takes a free one")
	cmd.Flags().StringVar(&o.metrics, "metrics", "", "`HOST:PORT` to serve figures for Prometheus at, such as 127.0.0.1:9464 (default none)")
	memoryFlag(cmd, &o.memory, "`SIZE` of the memory to use (default three quarters of what the system gives, at most 1 GiB)")
	o.api.register(cmd)
	o.internet.register(cmd)
	return cmd
}

func serve(ctx context.Context, o serveOptions, stdout, stderr io.Writer) error {
	// If nobody reads the log or the printed address any more, keep serving: writing returns an error instead.
	signal.Ignore(syscall.SIGPIPE)
	defer signal.Reset(syscall.SIGPIPE)
	if !isTerminal(stderr) { // a terminal shows progress, and no reader closes it
		stderr = unfailing{stderr}
	}
	if err := checkAddress("addr", o.addr, "127.0.0.1:8080"); err != nil {
		return err
	}
	if o.metrics != "" {
		if err := checkAddress("metrics", o.metrics, "127.0.0.1:9464"); err != nil {
			return err
		}
	}
	total, err := parseMemory(o.memory)
	if err != nil {
		return err
	}
	given := memlimit.Find()
	if err := enoughSpace(given); err != nil {
		return err
	}
	shares := newBudget(total, given)
	api, err := o.api.parse(shares)
	if err != nil {
		return err
	}
	guard, logger, err := o.internet.parse(stderr)
	if err != nil {
		return err
	}
	public, err := o.internet.public()
	if err != nil {
		return err
	}
	// Listen first: that fails fastest, and probes are answered while the graph loads.
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", o.addr)
	if err != nil {
		return fmt.Errorf("listen on %s: %w", o.addr, socketCause(err))
	}
	base := "http://" + listener.Addr().String()
	guard.Hosts = hosts(listener.Addr(), o.addr, public)
	figures := newMetricsSite()
	if o.metrics != "" {
		guard.Answered = figures.answered
	}
	guard.Limits.Wait = api.Timeout / 2 // so that an operation that has waited has as much time to run
	guard.Limits.Slots = min(runtime.GOMAXPROCS(0), shares.Slots)
	guard.Limits.UnsentBytes, guard.Limits.UnsentBytesPerClient = shares.Unsent, shares.Unsent/4
	defer shares.whileServing().begin(ctx)()
	opened := openInBackground(ctx, o.data, shares.store(), stderr)
	site, err := newSite(cmp.Or(public, base), api.HideSchema, guard)
	if err != nil {
		return errors.Join(err, listener.Close(), opened.close())
	}
	figures.AddVersion(site.version)
	server := site.guarded.Server(api.Timeout, maxHeader, logger)
	figures.AddLoad(site.guarded, server)
	stopMetrics, err := figures.serve(ctx, o.metrics, site, logger)
	if err != nil {
		return errors.Join(err, listener.Close(), opened.close())
	}
	served := make(chan error, 1)
	go func() { served <- server.Serve(listener) }()

	api.Logger, api.Admit = logger, site.admit
	closeGraph, err := openGraph(ctx, opened, site, figures, api, o, stderr)
	if err == nil {
		limitConnections(server, logger)
		announce(stdout, base, logger)
		select {
		case <-ctx.Done():
		case err = <-served:
		}
	}
	site.Close()
	err = errors.Join(err, server.Shutdown(), stopMetrics())
	// Only now are all queries answered.
	return errors.Join(err, closeGraph())
}

// announce writes that the server is ready. The server continues if nobody reads that, as with a closed pipe.
func announce(stdout io.Writer, base string, logger *slog.Logger) {
	if _, err := fmt.Fprintf(stdout, "forumgraph: listening on %s/\n", base); err != nil {
		logger.Warn("the address could not be written to standard output", "error", err)
	}
}

// unfailing is a writer of notices that ignores errors, because losing a notice must not fail the work.
type unfailing struct{ io.Writer }

// Write implements [io.Writer].
func (u unfailing) Write(b []byte) (int, error) {
	_, _ = u.Writer.Write(b) // see unfailing
	return len(b), nil
}

// checkAddress returns a usage error if the value of a flag is not an address.
func checkAddress(flag, value, example string) error {
	if _, _, err := net.SplitHostPort(value); err != nil {
		return &usageError{err: fmt.Errorf("--%s %q: %w", flag, value, err), hint: "write HOST:PORT, such as " + example}
	}
	return nil
}

// opening is a store that is being opened.
type opening struct {
	done  chan struct{}
	store store.Store
	err   error
}

// openInBackground opens the store in dir like openOrLoad while the pages are prepared, because each takes some 10 ms.
func openInBackground(ctx context.Context, dir string, options badgerstore.Options, stderr io.Writer) *opening {
	o := &opening{done: make(chan struct{})}
	go func() {
		defer close(o.done)
		o.store, o.err = openOrLoad(ctx, dir, options, stderr)
	}()
	return o
}

// wait returns the store once it is open. Errors: those of openOrLoad.
func (o *opening) wait() (store.Store, error) {
	<-o.done
	return o.store, o.err
}

// close closes a store that will not be used.
func (o *opening) close() error {
	st, err := o.wait()
	if err != nil {
		return nil // other failures are already logged
	}
	return st.Close()
}

// openGraph waits until the store is open, makes the site answer from it through an API with the given options, and
// adds the caches to the metrics. The returned function closes everything that was opened; it is never nil.
func openGraph(ctx context.Context, opened *opening, site *site, figures *metricsSite, api graph.Options, o serveOptions, stderr io.Writer) (func() error, error) {
	nothing := func() error { return nil }
	st, err := opened.wait()
	if err != nil {
		return nothing, err
	}
	if onDisk, ok := st.(*badgerstore.Store); ok {
		figures.Add(onDisk.Caches)
	}
	a, err := attach(ctx, st, o.source, stderr)
	if err != nil {
		return st.Close, err
	}
	if api.TrustedOnly {
		if api.Trusted, err = withOwn(api.Trusted); err != nil {
			return st.Close, err
		}
	}
	api.Store, api.Texts, api.Compress = st, a.texts(), true
	x := openIndexes(o.data, st, api.Texts, layout.Options{Nodes: o.api.drawingNodes}, api.Logger)
	x.use(&api)
	answers, caches := x.answers(api)
	figures.Add(caches)
	inPlace, err := dataFolder(o.data)
	if err != nil {
		return func() error { return closeAll(x, st) }, err
	}
	site.Open(answers, func() (uint64, bool) { return versionOf(st) }, allOf(inPlace, func() error { return readable(st) }))
	x.warm(api.Logger)
	stopScrubbing := scrub(st, api.Logger)
	return func() error {
		stopScrubbing()
		return closeAll(x, st)
	}, nil
}

// versionOf returns the version of the graph in st, or false if st is closed.
func versionOf(st store.Store) (uint64, bool) {
	snap, err := st.Snapshot()
	if err != nil {
		return 0, false
	}
	defer snap.Close()
	return snap.Version(), true
}

// hosts returns the hosts that a server at the address answers for, in addition to those of this machine: the one in
// addr and that of its public origin, which may be empty. It returns nil, for any host, unless the address is loopback.
func hosts(at net.Addr, addr, public string) []string {
	tcp, ok := at.(*net.TCPAddr)
	if !ok || !tcp.IP.IsLoopback() {
		return nil
	}
	_, publicHost, _ := strings.Cut(public, "://")
	return []string{addr, publicHost}
}

// socketCause removes the address from a network error, since the message already has it, and keeps the cause.
func socketCause(err error) error {
	if op := new(net.OpError); errors.As(err, &op) {
		err = op.Err
	}
	if call := new(os.SyscallError); errors.As(err, &call) {
		err = call.Err
	}
	return err
}
