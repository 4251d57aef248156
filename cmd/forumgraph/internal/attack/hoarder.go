package main

import (
	"bufio"
	"context"
	"fmt"
	"net"
	"net/http"
	"time"
)

// hoarder opens as many connections as it can to a server that may have 64 open files, leaves each idle after one
// request, and checks that others are still served.
func hoarder() Case {
	const connections, files = 100, 64
	return Case{
		Name: "hoarder of idle connections at ulimit -n 64", Before: "0 of 15 probes and queries answered", Limit: "probes and readers are answered",
		Run: func(ctx context.Context, a *Arena) (Result, error) {
			s, err := a.Serve(ctx, ServerOptions{Files: files, Args: unlimited})
			if err != nil {
				return Result{}, err
			}
			return s.crowded(ctx, connections, "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n", true)
		},
	}
}

// silentHoarder does the same with connections that send nothing.
func silentHoarder() Case {
	const connections, files = 100, 64
	return Case{
		Name: "hoarder of silent connections at ulimit -n 64", Before: "10 of 15 probes and queries answered", Limit: "probes and readers are answered",
		Run: func(ctx context.Context, a *Arena) (Result, error) {
			s, err := a.Serve(ctx, ServerOptions{Files: files, Args: unlimited})
			if err != nil {
				return Result{}, err
			}
			return s.crowded(ctx, connections, "", false)
		},
	}
}

// busyHoarder does the same with connections that all wait for an answer which they do not read.
func busyHoarder() Case {
	const connections, files = 100, 64
	return Case{
		Name: "hoarder of unread answers at ulimit -n 64", Before: "0 of 15 probes and queries answered", Limit: "probes and readers are answered",
		Run: func(ctx context.Context, a *Arena) (Result, error) {
			s, err := a.Serve(ctx, ServerOptions{Files: files, Args: unlimited})
			if err != nil {
				return Result{}, err
			}
			// Half a request, so that the connection is in use.
			return s.crowded(ctx, connections, "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{", false)
		},
	}
}

// crowded opens connections from one address and sends a request on each. From another address it then requests
// /healthz, /readyz and a query.
func (s *Server) crowded(ctx context.Context, connections int, request string, answered bool) (Result, error) {
	var open []net.Conn
	defer func() {
		for _, c := range open {
			_ = c.Close() // any error is irrelevant here
		}
	}()
	for range connections {
		c, err := dialFrom(ctx, "127.0.4.1", s.Addr)
		if err != nil {
			continue
		}
		open = append(open, c)
		_, _ = fmt.Fprint(c, request)
		if answered {
			_ = c.SetReadDeadline(time.Now().Add(200 * time.Millisecond)) // some connections are refused
			if resp, err := http.ReadResponse(bufio.NewReader(c), nil); err == nil {
				_ = resp.Body.Close()
			}
		}
	}
	good, all := 0, 0
	for range 5 {
		looking := newClient(lookingOn)
		looking.http.Timeout = 2 * time.Second
		for _, path := range []string{"/healthz", "/readyz", "/graphql?query={__typename}"} {
			all++
			resp, err := looking.http.Get(s.URL + path)
			if err != nil {
				continue
			}
			if err := resp.Body.Close(); err == nil && resp.StatusCode == http.StatusOK {
				good++
			}
		}
		looking.close()
	}
	return Result{fmt.Sprintf("%d of %d probes and queries answered", good, all), good == all}, nil
}
