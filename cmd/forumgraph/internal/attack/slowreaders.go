package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"slices"
	"strings"
	"time"
)

// hugeQuery returns an operation whose answer is about 4.5 MB long, most of it the alias of a field. n makes the
// operation unique.
func hugeQuery(n int) string {
	const roots, fields, length = 19, 5, 430
	var b strings.Builder
	b.WriteString("{ ")
	for root := range roots {
		fmt.Fprintf(&b, "r%d: statements(first: 100) { nodes { ...f } } ", root)
	}
	b.WriteString("} fragment f on Statement { ")
	for field := range fields {
		fmt.Fprintf(&b, "%s_%d_%d: id ", strings.Repeat("a", length), n, field)
	}
	b.WriteString("}")
	return b.String()
}

// slowReaders requests long answers on 300 connections of three clients, and reads nothing. The server keeps the limit that it was
// given.
func slowReaders() Case {
	const connections, most = 300, 512 << 20
	return Case{
		Name: "300 connections that ask for 4.5 MB and read nothing", Before: "1.8 GB in 5 s", Limit: "512 MB, others are answered",
		Run: func(ctx context.Context, a *Arena) (Result, error) {
			// With the default of 1 GiB, how much of it is garbage at the peak depends on how fast the machine is.
			s, err := a.Serve(ctx, ServerOptions{Args: slices.Concat(unlimited, []string{"--memory", "512MiB"})})
			if err != nil {
				return Result{}, err
			}
			looking := newClient(lookingOn)
			defer looking.close()
			sample := looking.ask(ctx, s, hugeQuery(0))
			if sample.err != nil || sample.code != "" || sample.size < 4_000_000 {
				return Result{}, fmt.Errorf("the long answer is %d bytes, %d %s, %v", sample.size, sample.status, sample.code, sample.err)
			}
			var open []net.Conn
			defer func() {
				for _, c := range open {
					_ = c.Close() // its answer was never read
				}
			}()
			for i := range connections {
				c, err := dialFrom(ctx, fmt.Sprintf("127.0.3.%d", i%3+1), s.Addr)
				if err != nil {
					continue // it may be refused
				}
				if tcp, ok := c.(*net.TCPConn); ok {
					_ = tcp.SetReadBuffer(4 << 10) // so that the kernel does not read for the client
				}
				open = append(open, c)
				body, err := json.Marshal(map[string]string{"query": hugeQuery(i + 1)})
				if err != nil {
					return Result{}, err
				}
				_, _ = fmt.Fprintf(c, "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s", len(body), body)
			}
			answered, asked := 0, 0
			for end := time.Now().Add(5 * time.Second); time.Now().Before(end); time.Sleep(250 * time.Millisecond) {
				asked++
				query := fmt.Sprintf(cheapQuery, fmt.Sprintf("q%d", asked))
				if got := looking.ask(ctx, s, query); got.err == nil && got.status == http.StatusOK && got.code == "" {
					answered++
				}
			}
			_, peak, err := s.Memory()
			if err != nil {
				return Result{}, err
			}
			return Result{
				fmt.Sprintf("%d MB, %d of %d cheap queries of another client answered", peak>>20, answered, asked),
				peak < most && answered == asked,
			}, nil
		},
	}
}

// dialFrom connects from a given address of this machine.
func dialFrom(ctx context.Context, from, to string) (net.Conn, error) {
	dialer := net.Dialer{LocalAddr: &net.TCPAddr{IP: net.ParseIP(from)}, Timeout: 5 * time.Second}
	return dialer.DialContext(ctx, "tcp", to)
}
