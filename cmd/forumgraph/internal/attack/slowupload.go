package main

import (
	"bufio"
	"context"
	"fmt"
	"net"
	"net/http"
	"syscall"
	"time"
)

// slowUpload shuts a server down while a request is arriving byte by byte.
func slowUpload() Case {
	return Case{
		Name: "SIGTERM with a slow upload", Before: "exit status 1 after 7.3 s, the request is cut off", Limit: "exit status 0, the request is answered",
		Run: func(ctx context.Context, a *Arena) (Result, error) {
			s, err := a.Serve(ctx, ServerOptions{})
			if err != nil {
				return Result{}, err
			}
			c, err := new(net.Dialer).DialContext(ctx, "tcp", s.Addr)
			if err != nil {
				return Result{}, err
			}
			defer c.Close()
			if _, err := fmt.Fprint(c, "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"); err != nil {
				return Result{}, err
			}
			uploading, stop := context.WithCancel(ctx)
			defer stop()
			go func() {
				for uploading.Err() == nil {
					if _, err := c.Write([]byte(" ")); err != nil {
						return
					}
					time.Sleep(50 * time.Millisecond)
				}
			}()
			time.Sleep(200 * time.Millisecond)
			if err := s.Signal(syscall.SIGTERM); err != nil {
				return Result{}, err
			}
			start := time.Now()
			what, refused := "the request is cut off", false
			if resp, err := http.ReadResponse(bufio.NewReader(c), nil); err == nil {
				what = fmt.Sprintf("the request is answered %d", resp.StatusCode)
				refused = resp.StatusCode == http.StatusServiceUnavailable
				_ = resp.Body.Close()
			}
			err = s.Wait(ctx) // an error if it had to cut off connections at its time limit
			took := time.Since(start)
			return Result{fmt.Sprintf("exit status %d after %.1f s, %s", s.cmd.ProcessState.ExitCode(), took.Seconds(), what),
				err == nil && refused}, nil
		},
	}
}
