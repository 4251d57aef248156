package httpserver

import (
	"maps"
	"net/http"
	"strings"
)

// withHeaders adds the security headers for browsers.
func withHeaders(next http.Handler, o Options) http.Handler {
	// All answers share the values; setting or adding one makes a new list.
	data := http.Header{
		"X-Content-Type-Options": {"nosniff"},
		"X-Frame-Options":        {"DENY"},
		// This limits embedding by other pages; CORS decides what they may fetch.
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
	framed := maps.Clone(pages)
	if delete(framed, "X-Frame-Options"); o.PagePolicy != "" {
		framed["Content-Security-Policy"] = []string{
			strings.Replace(o.PagePolicy, "frame-ancestors 'none'", "frame-ancestors "+strings.Join(o.Embedders, " "), 1),
		}
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		// Headers that matter only for documents would make up a third of a short API answer.
		if o.isAPI(r) {
			maps.Copy(w.Header(), data)
		} else if len(o.Embedders) > 0 && strings.Contains(r.URL.RawQuery, "embed=1") && r.URL.Query().Get("embed") == "1" {
			maps.Copy(w.Header(), framed)
		} else {
			maps.Copy(w.Header(), pages)
		}
		next.ServeHTTP(w, r)
	})
}

// deniedFeatures disables the sensors and devices that a page can request from a browser; the view uses none of them.
// It omits features that browsers do not know yet, or no longer: each would log a warning on every reader's console.
const deniedFeatures = "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), hid=(), " +
	"magnetometer=(), microphone=(), midi=(), payment=(), serial=(), usb=(), xr-spatial-tracking=()"
