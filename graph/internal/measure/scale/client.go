package main

import (
	"bufio"
	"bytes"
	"cmp"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// clients is how many ask at the same time, each as soon as it has its answer.
const clients = 8

// client posts requests over one connection, one after the other. http.Client takes as long as a quick answer does: it has
// two goroutines for each connection. This one writes and reads on the goroutine that calls it.
type client struct {
	conn   net.Conn
	reader *bufio.Reader
	answer bytes.Buffer
}

// dial connects to a server.
func dial(addr string) (*client, error) {
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, err
	}
	return &client{conn: conn, reader: bufio.NewReaderSize(conn, 64<<10)}, nil
}

func (c *client) close() { _ = c.conn.Close() }

// ask sends a request, as [requestOf] wrote it, and returns the answer's body, which the next call overwrites.
//
// Errors: those of the network; an answer that has errors.
func (c *client) ask(request []byte) ([]byte, error) {
	if _, err := c.conn.Write(request); err != nil {
		return nil, err
	}
	response, err := http.ReadResponse(c.reader, nil)
	if err != nil {
		return nil, err
	}
	c.answer.Reset()
	if _, err := io.Copy(&c.answer, response.Body); err != nil {
		return nil, err
	}
	answer := c.answer.Bytes()
	if response.StatusCode != http.StatusOK || bytes.Contains(answer, []byte(`"errors"`)) {
		return nil, fmt.Errorf("status %d: %.500s", response.StatusCode, answer)
	}
	return answer, nil
}

// requestOf returns a POST of a body to a path, as it goes over the network.
func requestOf(addr, path string, body []byte) []byte {
	return fmt.Appendf(nil, "POST %s HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nAccept: application/json\r\nContent-Length: %d\r\n\r\n%s",
		path, addr, len(body), body)
}

// pace is how quickly a question was answered.
type pace struct {
	// Rate is answers a second.
	Rate     float64
	P50, P99 time.Duration
	// Processor is the time of a processor that the server spent on one answer, the system's included. Unlike the others it
	// hardly depends on what else the machine does.
	Processor time.Duration
}

// load asks the server the requests by turns, by so many clients, for a time, and tells how quickly they were answered.
//
// Errors: the first of a client.
func (p *process) load(requests [][]byte, clients int, during time.Duration) (pace, error) {
	var next, failed atomic.Int64
	var first error
	latencies := make([][]time.Duration, clients)
	var wg sync.WaitGroup
	before, err := p.processor()
	if err != nil {
		return pace{}, err
	}
	start := time.Now()
	for i := range clients {
		wg.Go(func() {
			took, err := loadOne(p.addr, requests, &next, start.Add(during))
			if err != nil && failed.Add(1) == 1 {
				first = err
			}
			latencies[i] = took
		})
	}
	wg.Wait()
	took := time.Since(start)
	after, err := p.processor()
	if err := cmp.Or(first, err); err != nil {
		return pace{}, err
	}
	all := slices.Concat(latencies...)
	slices.Sort(all)
	return pace{
		Rate: float64(len(all)) / took.Seconds(), P50: all[len(all)/2], P99: all[len(all)*99/100],
		Processor: (after - before) / time.Duration(len(all)),
	}, nil
}

// loadOne asks with one client until a time has come, at least once.
func loadOne(addr string, requests [][]byte, next *atomic.Int64, until time.Time) (took []time.Duration, err error) {
	c, err := dial(addr)
	if err != nil {
		return nil, err
	}
	defer c.close()
	for {
		request := requests[(next.Add(1)-1)%int64(len(requests))]
		sent := time.Now()
		if _, err := c.ask(request); err != nil {
			return nil, err
		}
		now := time.Now()
		took = append(took, now.Sub(sent))
		if now.After(until) {
			return took, nil
		}
	}
}
