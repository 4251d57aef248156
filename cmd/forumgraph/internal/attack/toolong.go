package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"net"
	"net/http"
	"time"
)

// lostRefusals posts bodies over the limit on connections that will be closed, and reads the answer only after sending
// everything.
func lostRefusals() Case {
	const tries = 50
	return Case{
		Name: "POST over the limit with Connection: close", Before: "28 of 50 lose their 413", Limit: "none does",
		Run: func(ctx context.Context, a *Arena) (Result, error) {
			s, err := a.Serve(ctx, ServerOptions{Args: unlimited})
			if err != nil {
				return Result{}, err
			}
			lost := 0
			for i := range tries {
				// From just above the limit to far beyond the kernel's buffers for a connection.
				size := []int{101 << 10, 200 << 10, 300 << 10, 1 << 20, 6 << 20}[i%5]
				if status, err := postWhole(ctx, s.Addr, size, i%2 == 1); err != nil || status != http.StatusRequestEntityTooLarge {
					lost++
				}
			}
			return Result{fmt.Sprintf("%d of %d lose their 413", lost, tries), lost == 0}, nil
		},
	}
}

// postWhole sends a whole body of this size, with its length or in chunks, before it reads the answer, as simple
// clients do.
func postWhole(ctx context.Context, addr string, size int, chunked bool) (status int, err error) {
	c, err := new(net.Dialer).DialContext(ctx, "tcp", addr)
	if err != nil {
		return 0, err
	}
	defer c.Close()
	if err := c.SetDeadline(time.Now().Add(10 * time.Second)); err != nil {
		return 0, err
	}
	const head = "POST /graphql HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\n"
	body := bytes.Repeat([]byte(" "), size)
	if chunked {
		_, err = fmt.Fprintf(c, "%sTransfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n", head, size, body)
	} else {
		_, err = fmt.Fprintf(c, "%sContent-Length: %d\r\n\r\n%s", head, size, body)
	}
	if err != nil {
		return 0, err
	}
	resp, err := http.ReadResponse(bufio.NewReader(c), nil)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return resp.StatusCode, nil
}
