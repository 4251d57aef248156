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

// Options says how the routes are guarded. The zero value lets no page of another origin ask, answers for any host, limits no
// client, trusts no proxy and logs nothing.
type Options struct {
	// API holds the paths that pages of Origins may ask, and whose refusals have the shape of a GraphQL answer.
	API []string
	// PagePolicy is the Content-Security-Policy of pages, DataPolicy that of what API holds; "" sends none.
	PagePolicy, DataPolicy string
	// Probes holds the paths that may be asked at any rate: whoever watches the server must not be turned away.
	Probes []string
	// Origins holds what [ParseOrigin] returned: origins whose pages may ask the API, or "*" alone for all pages.
	Origins []string
	// Hosts are the hosts that requests may name in their Host header beside those of this machine, with or without a port;
	// nil lets them name any.
	Hosts []string
	// Rate is how many requests a second one client may make in the long run, twice as many at once; 0 means any number.
	Rate float64
	// CostRate is how much the operations of one client may cost a second in the long run, four times as much at once, and
	// CostBurst at least; 0 means any cost. The costs are those given to [Guard.Admit].
	CostRate, CostBurst float64
	// Limits bounds what clients can take of the server.
	Limits Limits
	// MaxBody is the longest body that the API takes, in bytes. It is read before the routes see the request; of a longer one
	// they see that it is too long.
	MaxBody int64
	// Proxies are believed when they say who asks.
	Proxies Proxies
	// BehindTLS says that browsers reach the server through TLS alone.
	BehindTLS bool
	// Logger gets a line for each request that Log selects, and what went wrong; nil discards both.
	Logger *slog.Logger
	// Log selects the requests that are logged; LogAddresses adds the client's address to their lines.
	Log          RequestLog
	LogAddresses bool
	// Version returns the version of the graph that the API answers from, or false if it is not open; nil if that is never
	// known. A line in the log names the version at its own time: that of the answer, unless the graph has changed since.
	Version func() (uint64, bool)
	// Answered gets each request when it is answered; nil gets none. It is called at once from many goroutines.
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

// Answered is a request that was answered.
type Answered struct {
	Route  string // a pattern of the routes
	Status int
	Code   string // of the first error that the answer tells of, see [Note]; "" if there is none
	Bytes  int64  // of the answer's body
	Took   time.Duration
	// Queued is how long it waited to be admitted, if Admitted.
	Queued   time.Duration
	Admitted bool
}

// Guard is the routes as the internet may reach them. It is safe for concurrent use.
type Guard struct {
	o         Options
	limits    Limits
	handler   http.Handler
	gate      *gate
	unsent    *ledger
	costs     *rateLimit // nil if costs are not limited
	arrivals  arrivals
	abandoned atomic.Uint64
}

// Use is what a guard's clients take at a moment, beside [Server.Connections].
type Use struct {
	Running, Waiting int    // operations
	UnsentBytes      int64  // of answers
	Abandoned        uint64 // answers, so far, since their clients did not read them
}

// Use returns what is in use.
func (g *Guard) Use() Use {
	u := Use{UnsentBytes: g.unsent.bytes(), Abandoned: g.abandoned.Load()}
	u.Running, u.Waiting = g.gate.use()
	return u
}

// New returns routes, guarded as o says.
func New(routes *http.ServeMux, o Options) (*Guard, error) {
	o = o.withDefaults()
	g := &Guard{o: o, limits: o.Limits.withDefaults()}
	g.gate = newGate(g.limits.Slots, g.limits.Queue)
	g.unsent = newLedger(g.limits.UnsentBytes, g.limits.UnsentBytesPerClient)
	g.arrivals.reading = make(map[*http.ResponseController]struct{})
	compress, err := gzhttp.NewWrapper(
		gzhttp.MinSize(minCompressed),
		// One encoding, which every client reads, is one form of each answer to test and to cache.
		gzhttp.EnableZstd(false),
		// ETags stay as they are: ours are weak, and those of a plain and of a compressed answer are then the same.
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

// close lets each answer from now on be the last on its connection.
func (g *Guard) close() { g.arrivals.close() }

// reserved refuses what is asked on a connection in the reserve, but for probes, and ends connections that are to end.
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

// seconds returns a time as Retry-After has it.
func seconds(d time.Duration) string {
	return strconv.Itoa(max(1, int(math.Ceil(d.Seconds()))))
}

// minCompressed is the size in bytes below which an answer fits into one packet as it is.
const minCompressed = 1 << 10
