// Command bigview serves a large made-up graph, to measure how the network view bears one.
//
//	go run ./web/test/bigview --nodes 10000 --site http://127.0.0.1:8080
//
// It answers /drawing.json, /graphql and the JSON of pages from the made-up graph, with the handlers that "forumgraph serve"
// has, and leaves everything else to the forumgraph at --site, so that the pages and their security policy are the real ones.
// When the graph has its layout, one line with the address is printed. Nothing in the graph exists, and every name says so.
//
// Of all of web/ this program alone imports the graph: it stands in for a server, and takes no part in the view.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"os"
	"os/signal"
	"time"

	"github.com/klauspost/compress/gzhttp"

	"forumgraph/graph"
	"forumgraph/graph/drawing"
	"forumgraph/store/layout"
	"forumgraph/store/memstore"
	"forumgraph/store/storetest"
	"forumgraph/store/topology"
	"forumgraph/web"
	"forumgraph/web/pages"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "bigview: error:", err)
		os.Exit(1)
	}
}

// leastNodes is the size below which storetest.Crowd has not its proportions.
const leastNodes = 1000

func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	flags := flag.NewFlagSet("bigview", flag.ContinueOnError)
	flags.SetOutput(stderr)
	addr := flags.String("addr", "127.0.0.1:0", "`HOST:PORT` to listen on; port 0 takes a free one")
	nodes := flags.Int("nodes", 10_000, "`NUMBER` of nodes, 1000 at least; there are about 5 edges for each")
	address := flags.String("site", "", "`URL` of a running forumgraph that has the pages; without, there are none")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *nodes < leastNodes {
		return fmt.Errorf("--nodes %d: use %d or more", *nodes, leastNodes)
	}
	site := http.NotFoundHandler()
	if *address != "" {
		target, err := url.Parse(*address)
		if err != nil {
			return fmt.Errorf("--site: %w", err)
		}
		site = httputil.NewSingleHostReverseProxy(target)
	}
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", *addr)
	if err != nil {
		return err
	}
	answers, closeGraph, err := madeUp(ctx, *nodes)
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	defer closeGraph()
	mux := http.NewServeMux()
	mux.Handle("/drawing.json", answers)
	mux.Handle("/graphql", answers)
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Query().Get("as") == "json" {
			answers.ServeHTTP(w, r)
			return
		}
		site.ServeHTTP(w, r)
	})
	server := &http.Server{Handler: mux, ReadHeaderTimeout: 5 * time.Second}
	served := make(chan error, 1)
	go func() { served <- server.Serve(listener) }()
	if _, err := fmt.Fprintf(stdout, "bigview: %d made-up nodes at http://%s/\n", *nodes, listener.Addr()); err != nil {
		return errors.Join(err, server.Close())
	}
	select {
	case <-ctx.Done():
		return server.Close()
	case err := <-served:
		return err
	}
}

// madeUp returns what answers from a made-up graph of n nodes, whose layout is ready.
func madeUp(ctx context.Context, n int) (answers http.Handler, closeGraph func(), err error) {
	st := memstore.New()
	if _, err := st.Apply(ctx, storetest.Crowd(n, 1)); err != nil {
		return nil, nil, err
	}
	snap, err := st.Snapshot()
	if err != nil {
		return nil, nil, err
	}
	defer snap.Close()
	topologies, layouts := topology.NewLatest(st), layout.NewLatest()
	closeGraph = func() {
		layouts.Close()
		topologies.Close()
		_ = st.Close() // memory has nothing to lose
	}
	t, err := topologies.Of(ctx, snap)
	if err == nil {
		_, err = layouts.Of(ctx, t)
	}
	if err != nil {
		closeGraph()
		return nil, nil, err
	}
	mux := http.NewServeMux()
	mux.Handle("/graphql", graph.NewHandler(graph.Options{Store: st, Topologies: topologies}))
	drawn := drawing.Options{Store: st, Topologies: topologies, Layouts: layouts}
	mux.Handle("/drawing.json", drawing.NewHandler(drawn))
	mux.Handle("/claims.json", drawing.NewClaimsHandler(drawn))
	site, err := pages.New(pages.Options{
		Ask:      pages.Over(func() http.Handler { return mux }, func() (uint64, bool) { return t.Version(), true }),
		Messages: web.Messages(), Styles: web.Styles(),
	})
	if err != nil {
		closeGraph()
		return nil, nil, err
	}
	mux.Handle("/", site)
	return gzhttp.GzipHandler(mux), closeGraph, nil
}
