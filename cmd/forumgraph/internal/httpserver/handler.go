package httpserver

import (
	"crypto/rand"
	"fmt"
	"log/slog"
	"net/http"
	"slices"
	"time"

	"github.com/klauspost/compress/gzhttp"
)

// Options says how the routes are guarded. The zero value lets no page of another origin ask, answers for any host, limits no client, trusts no
// proxy and logs nothing.
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
	// Answered is told of each request when it is answered: its route, which is a pattern of the routes, the status, how many
	// bytes the answer's body had, and how long it took. nil is told of none. It is called at once from many goroutines.
	Answered func(route string, status int, bytes int64, took time.Duration)
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
		o.Answered = func(string, int, int64, time.Duration) {}
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

// New returns routes as the internet may reach them. It is safe for concurrent use.
func New(routes *http.ServeMux, o Options) (http.Handler, error) {
	o = o.withDefaults()
	compress, err := gzhttp.NewWrapper(
		gzhttp.MinSize(minCompressed),
		// One encoding, which every client reads, is one form of each answer to test and to cache.
		gzhttp.EnableZstd(false),
		// ETags stay as they are: ours are weak, and those of a plain and of a compressed answer are then the same.
	)
	if err != nil {
		return nil, fmt.Errorf("compression: %w", err)
	}
	var h http.Handler = compress(routes)
	if h, err = limited(h, o); err != nil {
		return nil, fmt.Errorf("rate limit: %w", err)
	}
	if h, err = crossOrigin(h, o); err != nil {
		return nil, err
	}
	return logged(withHeaders(forHosts(h, o), o), routes, o), nil
}

// minCompressed is the size in bytes below which an answer fits into one packet as it is.
const minCompressed = 1 << 10
