package httpserver_test

import (
	"bufio"
	"fmt"
	"net/http"
	"testing"
	"testing/synctest"

	"forumgraph/cmd/forumgraph/internal/httpserver"
)

// With all connections in use, a probe is answered and anything else refused, each as the last on its connection.
func TestServer_reserve(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorking(t, httpserver.Options{Limits: httpserver.Limits{Connections: 4, ConnectionsPerClient: 4}})
		stay := make(chan struct{})
		w.mux.HandleFunc("/graphql", func(http.ResponseWriter, *http.Request) { <-stay })
		p, _ := w.serve(t)
		for range 4 {
			c := p.dial()
			defer c.Close()
			fmt.Fprint(c, "GET /graphql HTTP/1.1\r\nHost: localhost\r\n\r\n")
			synctest.Wait()
		}
		for path, want := range map[string]int{"/healthz": http.StatusOK, "/graphql": http.StatusServiceUnavailable} {
			c := p.dial()
			fmt.Fprintf(c, "GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n", path)
			resp, err := http.ReadResponse(bufio.NewReader(c), nil)
			if err != nil {
				t.Fatal(err)
			}
			if text := body(t, resp); resp.StatusCode != want || !resp.Close {
				t.Errorf("%s: %s, the last: %v: %s", path, resp.Status, resp.Close, text)
			}
			synctest.Wait()
		}
		close(stay)
	})
}
