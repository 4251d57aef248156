package httpserver

import (
	"math"
	"net/http"
	"net/netip"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
	"golang.org/x/time/rate"
)

// maxClients is how many clients are remembered: about 4 MB.
const maxClients = 1 << 14

// limited refuses requests of clients that exceed their rate, except probes.
func limited(next http.Handler, o Options) (http.Handler, error) {
	if o.Rate == 0 {
		return next, nil
	}
	l, err := newRateLimit(o.Rate, 2*o.Rate)
	if err != nil {
		return nil, err
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if o.isProbe(r) {
			next.ServeHTTP(w, r)
			return
		}
		if wait := l.take(subscriber(o.Proxies.Client(r)), 1, o.Now()); wait > 0 {
			Note(r.Context(), CodeRateLimited, false)
			w.Header().Set("Retry-After", seconds(wait))
			o.refuse(w, r, http.StatusTooManyRequests, CodeRateLimited, "too many requests; try again in "+seconds(wait)+" s")
			return
		}
		next.ServeHTTP(w, r)
	}), nil
}

// rateLimit has a bucket of tokens for each client. Safe for concurrent use.
type rateLimit struct {
	perSecond rate.Limit
	burst     int
	buckets   *lru.Cache[netip.Prefix, *rate.Limiter]
}

// newRateLimit returns buckets that hold burst tokens, at least one, and refill at perSecond.
func newRateLimit(perSecond, burst float64) (*rateLimit, error) {
	buckets, err := lru.New[netip.Prefix, *rate.Limiter](maxClients)
	burst = min(max(1, math.Ceil(burst)), math.MaxInt32) // more would be no limit at all
	return &rateLimit{rate.Limit(perSecond), int(burst), buckets}, err
}

// take takes n tokens of the client and returns 0, or takes none and returns how long the client has to wait. If n is
// more than a bucket holds, it takes them from a full one.
func (l *rateLimit) take(client netip.Prefix, n int, now time.Time) time.Duration {
	bucket, ok := l.buckets.Get(client)
	if !ok {
		bucket = rate.NewLimiter(l.perSecond, l.burst)
		// If two first requests race, both use the bucket that was added first.
		if first, ok, _ := l.buckets.PeekOrAdd(client, bucket); ok {
			bucket = first
		}
	}
	tokens := bucket.ReserveN(now, min(n, l.burst))
	wait := tokens.DelayFrom(now)
	if wait > 0 {
		tokens.CancelAt(now)
	}
	return wait
}

// subscriber returns the network that counts as one client; see the package comment.
func subscriber(client netip.Addr) netip.Prefix {
	bits := client.BitLen()
	if client.Is6() {
		bits = 64
	}
	network, _ := client.Prefix(bits) // the zero Addr gives the zero Prefix: all clients without an address are one
	return network
}
