package httpserver

import (
	"crypto/rand"
	"fmt"
	"log/slog"
	"math"
	"net/http"
	"slices"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/klauspost/compress/gzhttp"
)

// Options configures a guard. With the zero value no page of another origin may send requests, any host is answered
// for, clients have no rate limits, no proxy is trusted and nothing is logged.
type Options struct {
	// API holds the paths that pages of Origins may use, and whose refusals have the shape of a GraphQL answer.
	API []string
	// PagePolicy is the Content-Security-Policy of pages, DataPolicy that of the paths in API; "" sends none.
	PagePolicy, DataPolicy string
	// Probes holds the paths without a rate limit, so that monitoring is never refused.
	Probes []string
	// Origins holds results of [ParseOrigin]: origins whose pages may use the API, or only "*" for all pages.
	Origins []string
	// Embedders holds results of [ParseOrigin]: origins whose pages may show a page with ?embed=1 in a frame, or only "*" for
	// all pages. No other page can be framed.
	Embedders []string
	// Hosts are the hosts that a request's Host header may name, with or without a port, in addition to those of this
	// machine; nil allows any.
	Hosts []string
	// Rate is how many requests a second one client may make on average, with bursts of twice that; 0 means no limit.
	Rate float64
	// CostRate is how much the operations of one client may cost a second on average, with bursts of four times that
	// and at least CostBurst; 0 means no limit. The costs are those passed to [Guard.Admit].
	CostRate, CostBurst float64
	// Limits bounds what clients can take of the server.
	Limits Limits
	// MaxBody is the maximum length of an API request's body, in bytes. The body is read before the routes see the
	// request; they notice if it is longer.
	MaxBody int64
	// Proxies are the networks whose X-Forwarded-For is trusted.
	Proxies Proxies
	// BehindTLS means that browsers reach the server only through TLS.
	BehindTLS bool
	// Logger receives a line for each request that Log selects, and errors; nil discards both.
	Logger *slog.Logger
	// Log selects the requests that are logged; LogAddresses adds the client's address to their lines.
	Log          RequestLog
	LogAddresses bool
	// Version returns the version of the API's graph, or false if it is not open; nil if it is never known. A log line
	// has the version at the time of writing: that of the answer, unless the graph has changed since.
	Version func() (uint64, bool)
	// Answered receives each request after its answer; may be nil. Many goroutines call it concurrently.
	Answered func(Answered)
	// Now is the clock; nil means [time.Now].
	Now func() time.Time
	// NewID returns an ID for a request; nil draws one at random.
	NewID func() string
}

func (o Options) withDefaults() Options {
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	if o.Version == nil {
		o.Version = func() (uint64, bool) { return 0, false }
	}
	if o.Answered == nil {
		o.Answered = func(Answered) {}
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.NewID == nil {
		o.NewID = rand.Text
	}
	return o
}

func (o Options) isAPI(r *http.Request) bool { return slices.Contains(o.API, r.URL.Path) }

func (o Options) isProbe(r *http.Request) bool { return slices.Contains(o.Probes, r.URL.Path) }

// Answered describes an answered request.
type Answered struct {
	Route  string // a pattern of the routes
	Status int
	Code   string // of the first error in the answer, see [Note]; "" if there is none
	Bytes  int64  // of the answer's body
	Took   time.Duration
	// Queued is how long the request waited to be admitted, if Admitted.
	Queued   time.Duration
	Admitted bool
}

// Guard is the handler for the guarded routes. It is safe for concurrent use.
type Guard struct {
	o         Options
	limits    Limits
	handler   http.Handler
	gate      *gate
	unsent    *ledger
	costs     *rateLimit // nil if there is no cost limit
	arrivals  arrivals
	abandoned atomic.Uint64
}

// Use is what a guard's clients currently take, in addition to [Server.Connections].
type Use struct {
	Running, Waiting int    // operations
	UnsentBytes      int64  // of answers
	Abandoned        uint64 // number of answers dropped so far because their clients did not read them
}

// Use returns the current use.
func (g *Guard) Use() Use {
	u := Use{UnsentBytes: g.unsent.bytes(), Abandoned: g.abandoned.Load()}
	u.Running, u.Waiting = g.gate.use()
	return u
}

// New returns the routes, guarded according to o.
func New(routes *http.ServeMux, o Options) (*Guard, error) {
	o = o.withDefaults()
	g := &Guard{o: o, limits: o.Limits.withDefaults()}
	g.gate = newGate(g.limits.Slots, g.limits.Queue)
	g.unsent = newLedger(g.limits.UnsentBytes, g.limits.UnsentBytesPerClient)
	g.arrivals.reading = make(map[*http.ResponseController]struct{})
	compress, err := gzhttp.NewWrapper(
		gzhttp.MinSize(minCompressed),
		// One encoding, which every client supports, leaves one form of each answer to test and to cache.
		gzhttp.EnableZstd(false),
		// ETags are not changed: ours are weak, so plain and compressed answers share them.
	)
	if err != nil {
		return nil, fmt.Errorf("compression: %w", err)
	}
	if o.CostRate > 0 {
		if g.costs, err = newRateLimit(o.CostRate, max(4*o.CostRate, o.CostBurst)); err != nil {
			return nil, fmt.Errorf("rate limit by cost: %w", err)
		}
	}
	h := g.receiving(g.sending(compress(routes)))
	if h, err = limited(h, o); err != nil {
		return nil, fmt.Errorf("rate limit: %w", err)
	}
	if h, err = crossOrigin(h, o); err != nil {
		return nil, err
	}
	g.handler = g.drained(g.logged(g.reserved(withHeaders(forHosts(h, o), o)), routes))
	return g, nil
}

// ServeHTTP implements [http.Handler].
func (g *Guard) ServeHTTP(w http.ResponseWriter, r *http.Request) { g.handler.ServeHTTP(w, r) }

// close makes each further answer the last on its connection.
func (g *Guard) close() { g.arrivals.close() }

// reserved refuses requests on a connection in the reserve, except probes, and closes connections during shutdown.
func (g *Guard) reserved(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		reserve := inReserve(r.Context())
		if reserve || g.arrivals.closed() {
			w.Header().Set("Connection", "close")
		}
		if reserve && !g.o.isProbe(r) {
			g.refuse(w, r, &Refused{Message: "too many connections are open; try again in a moment", After: time.Second})
			return
		}
		next.ServeHTTP(w, r)
	})
}

// refuse answers with a refusal.
func (g *Guard) refuse(w http.ResponseWriter, r *http.Request, refused *Refused) {
	status, code := http.StatusServiceUnavailable, CodeUnavailable
	if refused.Limited {
		status, code = http.StatusTooManyRequests, CodeRateLimited
	}
	message := refused.Message
	if message == "" {
		message = "the server is busy; try again in a moment"
	}
	Note(r.Context(), code, false)
	w.Header().Set("Retry-After", seconds(refused.After))
	g.o.refuse(w, r, status, code, message)
}

// seconds returns a time in the format of Retry-After.
func seconds(d time.Duration) string {
	return strconv.Itoa(max(1, int(math.Ceil(d.Seconds()))))
}

// minCompressed is the size in bytes below which an uncompressed answer fits into one packet.
const minCompressed = 1 << 10
