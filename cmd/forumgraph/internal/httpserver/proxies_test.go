package httpserver_test

import (
	"net/http/httptest"
	"net/netip"
	"testing"

	"forumgraph/cmd/forumgraph/internal/httpserver"
)

// A network is an address or a prefix; what trusts more than was meant is refused.
func TestParseProxy(t *testing.T) {
	for _, tt := range []struct{ in, want, err string }{
		{in: "10.0.0.7", want: "10.0.0.7/32"},
		{in: "10.0.0.0/8", want: "10.0.0.0/8"},
		{in: "fd00::1", want: "fd00::1/128"},
		{in: "fd00::/8", want: "fd00::/8"},
		{in: "", err: "this is no network"},
		{in: "proxy.example", err: "this is no network"},
		{in: "10.0.0.0/33", err: "this is no network"},
		{in: "fe80::1%eth0", err: "this is no network"},
		{in: "10.0.0.7/8", err: "the network is 10.0.0.0/8, the address alone 10.0.0.7"},
		{in: "0.0.0.0/0", err: "this is everybody, who could then claim any address"},
		{in: "::/0", err: "this is everybody, who could then claim any address"},
		{in: "::ffff:10.0.0.0/104", err: "write an IPv4 network as such"},
		{in: "::ffff:10.0.0.7", err: "this is no network"},
	} {
		p, err := httpserver.ParseProxy(tt.in)
		if tt.err == "" && (err != nil || p.String() != tt.want) {
			t.Errorf("%q: %v, %v; want %s", tt.in, p, err, tt.want)
		}
		if tt.err != "" && (err == nil || err.Error() != tt.err) {
			t.Errorf("%q: error %v, want %s", tt.in, err, tt.err)
		}
	}
}

// The client is the peer, or whoever the nearest trusted proxies name; nothing that an untrusted machine wrote counts.
func TestProxies_Client(t *testing.T) {
	trusted := httpserver.Proxies{netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("fd00::/8")}
	for _, tt := range []struct {
		name      string
		proxies   httpserver.Proxies
		peer      string
		forwarded []string
		want      string
	}{
		{"no proxy is trusted", nil, "192.0.2.1:99", []string{"198.51.100.1"}, "192.0.2.1"},
		{"the peer is not trusted", trusted, "192.0.2.1:99", []string{"198.51.100.1"}, "192.0.2.1"},
		{"the peer is trusted", trusted, "10.0.0.1:99", []string{"198.51.100.1"}, "198.51.100.1"},
		{"the client wrote a header itself", trusted, "10.0.0.1:99", []string{"203.0.113.9, 198.51.100.1"}, "198.51.100.1"},
		{"the client claims to be a proxy", trusted, "10.0.0.1:99", []string{"10.9.9.9, 198.51.100.1"}, "198.51.100.1"},
		{"two proxies", trusted, "10.0.0.1:99", []string{"203.0.113.9, 198.51.100.1, 10.0.0.2"}, "198.51.100.1"},
		{"two lines", trusted, "10.0.0.1:99", []string{"203.0.113.9", "198.51.100.1"}, "198.51.100.1"},
		{"a client inside", trusted, "10.0.0.1:99", []string{"10.0.0.3"}, "10.0.0.3"},
		{"no header", trusted, "10.0.0.1:99", nil, "10.0.0.1"},
		{"an empty header", trusted, "10.0.0.1:99", []string{""}, "10.0.0.1"},
		{"an unreadable hop", trusted, "10.0.0.1:99", []string{"198.51.100.1, unknown, 10.0.0.2"}, "10.0.0.2"},
		{"with ports", trusted, "[fd00::1]:99", []string{"[2001:db8::5]:4711"}, "2001:db8::5"},
		{"IPv4 in IPv6", trusted, "[::ffff:10.0.0.1]:99", []string{"::ffff:198.51.100.1"}, "198.51.100.1"},
		{"a zone", nil, "[fe80::1%eth0]:99", nil, "fe80::1"},
		{"a peer without an address", trusted, "@", []string{"198.51.100.1"}, "invalid IP"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := httptest.NewRequest("GET", "/", nil)
			r.RemoteAddr = tt.peer
			r.Header["X-Forwarded-For"] = tt.forwarded
			if got := tt.proxies.Client(r).String(); got != tt.want {
				t.Errorf("client %s, want %s", got, tt.want)
			}
		})
	}
}
