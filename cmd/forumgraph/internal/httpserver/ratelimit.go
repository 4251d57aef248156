package httpserver

import (
	"math"
	"net/http"
	"net/netip"
	"slices"
	"strconv"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
	"golang.org/x/time/rate"
)

// maxClients is how many clients are remembered: some 4 MB.
const maxClients = 1 << 14

// limited turns away clients that ask more often than they may, except for the probes.
func limited(next http.Handler, o Options) (http.Handler, error) {
	if o.Rate == 0 {
		return next, nil
	}
	l, err := newRateLimit(o.Rate)
	if err != nil {
		return nil, err
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if slices.Contains(o.Probes, r.URL.Path) {
			next.ServeHTTP(w, r)
			return
		}
		if wait := l.take(o.Proxies.Client(r), o.Now()); wait > 0 {
			seconds := strconv.Itoa(int(math.Ceil(wait.Seconds())))
			w.Header().Set("Retry-After", seconds)
			o.refuse(w, r, http.StatusTooManyRequests, CodeRateLimited, "too many requests; try again in "+seconds+" s")
			return
		}
		next.ServeHTTP(w, r)
	}), nil
}

// rateLimit has a bucket of tokens for each client; a request takes one. Safe for concurrent use.
type rateLimit struct {
	perSecond rate.Limit
	burst     int
	buckets   *lru.Cache[netip.Prefix, *rate.Limiter]
}

func newRateLimit(perSecond float64) (*rateLimit, error) {
	buckets, err := lru.New[netip.Prefix, *rate.Limiter](maxClients)
	burst := min(max(1, math.Ceil(2*perSecond)), math.MaxInt32) // beyond that it is no limit
	return &rateLimit{rate.Limit(perSecond), int(burst), buckets}, err
}

// take takes a token of the client and returns 0, or else takes none and returns how long the client has to wait for one.
func (l *rateLimit) take(client netip.Addr, now time.Time) time.Duration {
	key := subscriber(client)
	bucket, ok := l.buckets.Get(key)
	if !ok {
		bucket = rate.NewLimiter(l.perSecond, l.burst)
		// Of two first requests at once, both use the bucket that came first.
		if first, ok, _ := l.buckets.PeekOrAdd(key, bucket); ok {
			bucket = first
		}
	}
	token := bucket.ReserveN(now, 1)
	wait := token.DelayFrom(now)
	if wait > 0 {
		token.CancelAt(now)
	}
	return wait
}

// subscriber returns the network that counts as one client; see the package comment.
func subscriber(client netip.Addr) netip.Prefix {
	bits := client.BitLen()
	if client.Is6() {
		bits = 64
	}
	network, _ := client.Prefix(bits) // the zero Addr gives the zero Prefix: all without an address are one client
	return network
}
