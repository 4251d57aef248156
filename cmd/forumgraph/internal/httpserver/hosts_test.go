package httpserver_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"forumgraph/cmd/forumgraph/internal/httpserver"
)

// A server of this machine answers for its own names and those it was told, whatever the port; a name that somebody else
// has let point here is refused, in the shape of the path, before anything is asked. Probes are always answered.
func TestNew_hosts(t *testing.T) {
	told := []string{"forum.example.org", "myhost:8080"}
	for _, tt := range []struct {
		name  string
		hosts []string
		host  string
		path  string
		want  int
	}{
		{"any host without a list", nil, "evil.example", "/small", http.StatusOK},
		{"localhost", told, "localhost:8080", "/small", http.StatusOK},
		{"localhost as a full name", told, "LOCALHOST.:8080", "/small", http.StatusOK},
		{"a name below localhost", told, "forum.localhost", "/small", http.StatusOK},
		{"IPv4 loopback", told, "127.0.0.1:8080", "/small", http.StatusOK},
		{"another IPv4 loopback", told, "127.8.9.1", "/small", http.StatusOK},
		{"IPv6 loopback", told, "[::1]:8080", "/small", http.StatusOK},
		{"IPv6 loopback without a port", told, "[::1]", "/small", http.StatusOK},
		{"the public host", told, "Forum.Example.org", "/graphql", http.StatusOK},
		{"the host that it listens on", told, "myhost:9090", "/small", http.StatusOK},
		{"no host", told, "", "/small", http.StatusOK},
		{"no list of others", []string{}, "forum.example.org", "/small", http.StatusMisdirectedRequest},
		{"a stranger's name", told, "evil.example:8080", "/small", http.StatusMisdirectedRequest},
		{"a stranger's name for the API", told, "evil.example:8080", "/graphql", http.StatusMisdirectedRequest},
		{"a stranger's name that begins like ours", told, "localhost.evil.example", "/small", http.StatusMisdirectedRequest},
		{"a stranger's name that ends like ours", told, "evilforum.example.org", "/small", http.StatusMisdirectedRequest},
		{"an address of the network", told, "192.168.1.5:8080", "/small", http.StatusMisdirectedRequest},
		{"a probe", told, "evil.example", "/healthz", http.StatusOK},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := httptest.NewRequest(http.MethodGet, tt.path, nil)
			r.Host = tt.host
			w := httptest.NewRecorder()
			guarded(t, httpserver.Options{Hosts: tt.hosts}).ServeHTTP(w, r)
			if w.Code != tt.want {
				t.Errorf("status %d, want %d: %s", w.Code, tt.want, w.Body)
			}
		})
	}
}

// The refusal for a host says what to do, as text to a reader and with a code to a client of the API.
func TestNew_hostRefusal(t *testing.T) {
	const sentence = "this server answers readers on its own machine, and the address in your browser names another; " +
		"open it as http://localhost with its port, or let its operator name this host with --public-url"
	for path, want := range map[string]string{
		"/small":   sentence + "\n",
		"/graphql": `{"errors":[{"message":"` + sentence + `","extensions":{"code":"WRONG_HOST"}}]}` + "\n",
	} {
		r := httptest.NewRequest(http.MethodGet, path, nil)
		r.Host = "evil.example"
		w := httptest.NewRecorder()
		guarded(t, httpserver.Options{Hosts: []string{}}).ServeHTTP(w, r)
		if got := w.Body.String(); got != want {
			t.Errorf("%s: %q, want %q", path, got, want)
		}
	}
}
