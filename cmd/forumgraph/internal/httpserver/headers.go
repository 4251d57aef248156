package httpserver

import "net/http"

// withHeaders adds what keeps browsers careful, beside the Content-Security-Policy, which belongs to the pages.
func withHeaders(next http.Handler, behindTLS bool) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		// Concerns what other pages embed; what they fetch is for CORS to allow.
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", deniedFeatures)
		if behindTLS {
			h.Set("Strict-Transport-Security", "max-age=31536000") // a year, in seconds
		}
		next.ServeHTTP(w, r)
	})
}

// deniedFeatures turns off the sensors and devices that a page can ask a browser for; the view uses none of them. Features
// that browsers do not know yet, or not any more, are left out: each would be a warning on every reader's console.
const deniedFeatures = "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), hid=(), " +
	"magnetometer=(), microphone=(), midi=(), payment=(), serial=(), usb=(), xr-spatial-tracking=()"
