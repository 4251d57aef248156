package httpserver

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/rs/cors"
)

// AnyOrigin, alone in [Options].Origins, means every origin.
const AnyOrigin = "*"

// ParseOrigin parses the origin of pages that may use the API, scheme://host with a port unless it is the scheme's
// default, or [AnyOrigin], and returns it as browsers send it. The error says what is wrong.
func ParseOrigin(s string) (string, error) {
	if s == AnyOrigin {
		return s, nil
	}
	u, err := url.Parse(s)
	switch {
	case err != nil:
		return "", errors.New("this is no origin")
	case u.Scheme != "http" && u.Scheme != "https":
		return "", errors.New("an origin begins with http:// or https://")
	case u.Hostname() == "" || u.User != nil || strings.HasSuffix(u.Host, ":"):
		return "", errors.New("this names no host")
	case strings.Contains(u.Host, "*"):
		return "", errors.New("origins are exact; there are no patterns")
	case strings.IndexFunc(u.Host, func(r rune) bool { return r > '~' }) >= 0:
		return "", errors.New("browsers send the host in ASCII, as punycode, xn-- and so on")
	case u.Port() == "80" && u.Scheme == "http" || u.Port() == "443" && u.Scheme == "https":
		return "", fmt.Errorf("browsers leave out port %s of %s", u.Port(), u.Scheme)
	}
	origin := strings.ToLower(u.Scheme + "://" + u.Host)
	if !strings.EqualFold(origin, s) {
		return "", fmt.Errorf("an origin ends with its host; this is a page of %s", origin)
	}
	return origin, nil
}

// crossOrigin lets pages of o.Origins use the API. Other pages of a different origin cannot send anything to any path.
//
// A page that only reads with GET is answered as usual: without CORS its browser withholds the answer from it.
func crossOrigin(next http.Handler, o Options) (http.Handler, error) {
	protection := http.NewCrossOriginProtection()
	protection.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		o.refuse(w, r, http.StatusForbidden, CodeCrossOrigin, "pages of other sites may not ask here, unless the server's operator allows theirs")
	}))
	for _, origin := range o.Origins {
		if origin == AnyOrigin {
			for _, path := range o.API {
				protection.AddInsecureBypassPattern(path)
			}
		} else if err := protection.AddTrustedOrigin(origin); err != nil {
			return nil, err
		}
	}
	protected := protection.Handler(next)
	if len(o.Origins) == 0 {
		return protected, nil
	}
	shared := cors.New(cors.Options{
		AllowedOrigins: o.Origins,
		AllowedMethods: []string{http.MethodGet, http.MethodHead, http.MethodPost},
		AllowedHeaders: []string{"Accept", "Accept-Language", "Content-Type", "If-None-Match"},
		ExposedHeaders: []string{"ETag", "Retry-After", requestIDHeader},
		MaxAge:         600, // seconds; a removed origin loses access within that time
	}).Handler(protected)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if o.isAPI(r) {
			shared.ServeHTTP(w, r)
			return
		}
		protected.ServeHTTP(w, r)
	}), nil
}
