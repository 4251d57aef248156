package httpserver

import (
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"
)

// IsLoopback reports whether host, a name or an address without a port, refers only to this machine: localhost, a name
// below it, or a loopback address.
func IsLoopback(host string) bool {
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	if host == "localhost" || strings.HasSuffix(host, ".localhost") {
		return true
	}
	address, err := netip.ParseAddr(strings.Trim(host, "[]"))
	return err == nil && address.Unmap().IsLoopback()
}

// forHosts refuses requests for a host that is neither of this machine nor in o.Hosts. Probes are answered for every
// host, because they reveal nothing. So is a request without a host, which no browser sends.
func forHosts(next http.Handler, o Options) http.Handler {
	if o.Hosts == nil {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host := hostname(r.Host)
		own := func(name string) bool { return strings.EqualFold(hostname(name), host) }
		if host == "" || IsLoopback(host) || slices.ContainsFunc(o.Hosts, own) || slices.Contains(o.Probes, r.URL.Path) {
			next.ServeHTTP(w, r)
			return
		}
		o.refuse(w, r, http.StatusMisdirectedRequest, CodeWrongHost,
			"this server answers readers on its own machine, and the address in your browser names another; "+
				"open it as http://localhost with its port, or let its operator name this host with --public-url")
	})
}

// hostname returns the host of a Host header without its port and without a trailing dot.
func hostname(host string) string {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	return strings.TrimSuffix(strings.Trim(host, "[]"), ".")
}
