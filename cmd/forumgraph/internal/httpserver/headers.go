package httpserver

import (
	"maps"
	"net/http"
)

// withHeaders adds what keeps browsers careful, beside the Content-Security-Policy, which belongs to the pages.
func withHeaders(next http.Handler, behindTLS bool) http.Handler {
	// The values are shared by all answers; whoever sets or adds one makes a list of its own.
	fixed := http.Header{
		"X-Content-Type-Options":     {"nosniff"},
		"X-Frame-Options":            {"DENY"},
		"Referrer-Policy":            {"no-referrer"},
		"Cross-Origin-Opener-Policy": {"same-origin"},
		// Concerns what other pages embed; what they fetch is for CORS to allow.
		"Cross-Origin-Resource-Policy": {"same-origin"},
		"Permissions-Policy":           {deniedFeatures},
	}
	if behindTLS {
		fixed["Strict-Transport-Security"] = []string{"max-age=31536000"} // a year, in seconds
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		maps.Copy(w.Header(), fixed)
		next.ServeHTTP(w, r)
	})
}

// deniedFeatures turns off the sensors and devices that a page can ask a browser for; the view uses none of them. Features
// that browsers do not know yet, or not any more, are left out: each would be a warning on every reader's console.
const deniedFeatures = "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), hid=(), " +
	"magnetometer=(), microphone=(), midi=(), payment=(), serial=(), usb=(), xr-spatial-tracking=()"
