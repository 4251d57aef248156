package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

// cutOff shuts a server down while clients send requests as fast as they can on persistent connections. Every request
// that was sent must have an answer, at least a refusal.
func cutOff() Case {
	const clients = 50
	return Case{
		Name: "SIGTERM under load", Before: "49 cut, 4755 answered, 0 refused", Limit: "0 cut", Timed: true,
		Run: func(ctx context.Context, a *Arena) (Result, error) {
			s, err := a.Serve(ctx, ServerOptions{Args: unlimited})
			if err != nil {
				return Result{}, err
			}
			var answers, refusals, cut atomic.Int64
			var wg sync.WaitGroup
			for i := range clients {
				wg.Go(func() {
					for n := 0; ; n++ {
						c, err := dialFrom(ctx, fmt.Sprintf("127.0.5.%d", i%5+1), s.Addr)
						if err != nil {
							return // the server has stopped listening
						}
						ended := askOn(c, fmt.Sprintf("c%d_%d", i, n), &answers, &refusals)
						_ = c.Close()
						if ended != nil {
							cut.Add(1)
						}
					}
				})
			}
			time.Sleep(2 * time.Second)
			if err := s.Signal(syscall.SIGTERM); err != nil {
				return Result{}, err
			}
			err = s.Wait(ctx)
			wg.Wait()
			return Result{fmt.Sprintf("%d cut, %d answered, %d refused", cut.Load(), answers.Load(), refusals.Load()), err == nil && cut.Load() == 0}, nil
		},
	}
}

// askOn sends requests on a connection until an answer ends it. An error means that a request got no answer.
func askOn(c net.Conn, name string, answers, refusals *atomic.Int64) error {
	r := bufio.NewReader(c)
	for n := 0; ; n++ {
		body := fmt.Sprintf(`{"query": "%s"}`, fmt.Sprintf(cheapQuery, fmt.Sprintf("%s_%d", name, n)))
		if err := c.SetDeadline(time.Now().Add(10 * time.Second)); err != nil {
			return err
		}
		if _, err := fmt.Fprintf(c, "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s", len(body), body); err != nil {
			return err
		}
		resp, err := http.ReadResponse(r, nil)
		if err != nil {
			return err
		}
		text, err := io.ReadAll(resp.Body)
		switch {
		case err != nil:
			return err
		case resp.StatusCode == http.StatusOK && strings.HasPrefix(string(text), `{"data":`):
			answers.Add(1)
		case resp.StatusCode == http.StatusServiceUnavailable:
			refusals.Add(1)
		default:
			return errors.New(resp.Status)
		}
		if resp.Close {
			return nil
		}
	}
}
