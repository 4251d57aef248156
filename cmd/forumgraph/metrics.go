package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strconv"
	"sync"
	"time"

	"github.com/VictoriaMetrics/metrics"

	"forumgraph/cmd/forumgraph/internal/httpserver"
	"forumgraph/store"
)

// metricsSite serves process metrics at /metrics, in the text format of Prometheus. It has its own address, because
// metrics are for the operator. Safe for concurrent use.
type metricsSite struct {
	set *metrics.Set

	mu      sync.Mutex
	sources []cacheSource
}

// cacheSource returns the use of some caches. An error means that they are closed.
type cacheSource func() ([]store.CacheUse, error)

func newMetricsSite() *metricsSite {
	m := &metricsSite{set: metrics.NewSet()}
	m.set.RegisterMetricsWriter(m.writeCaches)
	return m
}

// AddVersion adds the version of the graph, which version returns; the metric is 0 if version returns false because the
// graph is not open.
func (m *metricsSite) AddVersion(version func() (uint64, bool)) {
	m.set.NewGauge("forumgraph_graph_version", func() float64 {
		v, _ := version()
		return float64(v)
	})
}

// Add adds caches to the metrics.
func (m *metricsSite) Add(source cacheSource) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.sources = append(m.sources, source)
}

// answered counts a request; see [httpserver.Options].Answered.
func (m *metricsSite) answered(a httpserver.Answered) {
	label := fmt.Sprintf("{route=%q}", a.Route)
	m.set.GetOrCreateCounter(fmt.Sprintf("forumgraph_requests_total{route=%q,status=%q}", a.Route, strconv.Itoa(a.Status))).Inc()
	m.set.GetOrCreateCounter("forumgraph_response_bytes_total" + label).AddInt64(a.Bytes)
	m.set.GetOrCreatePrometheusHistogram("forumgraph_request_seconds" + label).Update(a.Took.Seconds())
	if a.Code != "" {
		m.set.GetOrCreateCounter(fmt.Sprintf("forumgraph_errors_total{code=%q}", a.Code)).Inc()
	}
	if a.Admitted {
		m.set.GetOrCreatePrometheusHistogram("forumgraph_queue_seconds").Update(a.Queued.Seconds())
	}
}

// AddLoad adds the clients' current use of the server.
func (m *metricsSite) AddLoad(guard *httpserver.Guard, server *httpserver.Server) {
	m.set.RegisterMetricsWriter(func(w io.Writer) {
		use := guard.Use()
		open, turnedAway := server.Connections()
		metrics.WriteGaugeUint64(w, "forumgraph_operations_running", uint64(use.Running))
		metrics.WriteGaugeUint64(w, "forumgraph_operations_waiting", uint64(use.Waiting))
		metrics.WriteGaugeUint64(w, "forumgraph_unsent_bytes", uint64(use.UnsentBytes))
		metrics.WriteCounterUint64(w, "forumgraph_answers_abandoned_total", use.Abandoned)
		metrics.WriteGaugeUint64(w, "forumgraph_connections", uint64(open))
		metrics.WriteCounterUint64(w, "forumgraph_connections_turned_away_total", turnedAway)
	})
}

// writeCaches writes the current use of the caches.
func (m *metricsSite) writeCaches(w io.Writer) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, source := range m.sources {
		uses, err := source()
		if err != nil {
			continue // the graph is closed
		}
		for _, u := range uses {
			for _, figure := range []struct {
				name  string
				value uint64
			}{
				{"bytes", uint64(u.Bytes)}, {"limit_bytes", uint64(u.Limit)}, {"entries", uint64(u.Entries)},
			} {
				metrics.WriteGaugeUint64(w, fmt.Sprintf("forumgraph_cache_%s{cache=%q}", figure.name, u.Name), figure.value)
			}
			metrics.WriteCounterUint64(w, fmt.Sprintf("forumgraph_cache_hits_total{cache=%q}", u.Name), u.Hits)
			metrics.WriteCounterUint64(w, fmt.Sprintf("forumgraph_cache_misses_total{cache=%q}", u.Name), u.Misses)
		}
	}
}

// ServeHTTP implements [http.Handler].
func (m *metricsSite) ServeHTTP(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
	m.set.WritePrometheus(w)
	metrics.WriteProcessMetrics(w)
}

// serve answers at addr until stop is called. It also answers probes there, where readers cannot crowd them out. With
// an empty addr it does nothing, and neither does stop.
func (m *metricsSite) serve(ctx context.Context, addr string, probes http.Handler, logger *slog.Logger) (stop func() error, err error) {
	nothing := func() error { return nil }
	if addr == "" {
		return nothing, nil
	}
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", addr)
	if err != nil {
		return nothing, fmt.Errorf("listen on %s for --metrics: %w", addr, socketCause(err))
	}
	mux := http.NewServeMux()
	mux.Handle("/metrics", httpserver.Methods(m, http.MethodGet, http.MethodHead))
	mux.Handle("/healthz", probes)
	mux.Handle("/readyz", probes)
	const answering = 10 * time.Second
	server := httpserver.NewServer(mux, answering, maxHeader, logger)
	served := make(chan error, 1)
	go func() { served <- server.Serve(listener) }()
	logger.Info("serving metrics", "address", "http://"+listener.Addr().String()+"/metrics")
	return func() error {
		err := server.Shutdown()
		if end := <-served; !errors.Is(end, http.ErrServerClosed) {
			err = errors.Join(err, end)
		}
		return err
	}, nil
}
