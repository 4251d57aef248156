package httpserver

import (
	"maps"
	"net/http"
)

// withHeaders adds what keeps browsers careful.
func withHeaders(next http.Handler, o Options) http.Handler {
	// The values are shared by all answers; whoever sets or adds one makes a list of its own.
	data := http.Header{
		"X-Content-Type-Options": {"nosniff"},
		"X-Frame-Options":        {"DENY"},
		// Concerns what other pages embed; what they fetch is for CORS to allow.
		"Cross-Origin-Resource-Policy": {"same-origin"},
	}
	if o.BehindTLS {
		data["Strict-Transport-Security"] = []string{"max-age=31536000"} // a year, in seconds
	}
	pages := maps.Clone(data)
	pages["Referrer-Policy"] = []string{"no-referrer"}
	pages["Cross-Origin-Opener-Policy"] = []string{"same-origin"}
	pages["Permissions-Policy"] = []string{deniedFeatures}
	if o.DataPolicy != "" {
		data["Content-Security-Policy"] = []string{o.DataPolicy}
	}
	if o.PagePolicy != "" {
		pages["Content-Security-Policy"] = []string{o.PagePolicy}
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		// What is for documents alone would be a third of a short answer of the API.
		if o.isAPI(r) {
			maps.Copy(w.Header(), data)
		} else {
			maps.Copy(w.Header(), pages)
		}
		next.ServeHTTP(w, r)
	})
}

// deniedFeatures turns off the sensors and devices that a page can ask a browser for; the view uses none of them. Features
// that browsers do not know yet, or not any more, are left out: each would be a warning on every reader's console.
const deniedFeatures = "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), hid=(), " +
	"magnetometer=(), microphone=(), midi=(), payment=(), serial=(), usb=(), xr-spatial-tracking=()"
