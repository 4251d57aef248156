package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
)

// smallMemory lets 40 clients query a server limited to 96 MiB, which is what it uses in a cgroup of 128 MiB.
func smallMemory() Case {
	const limit = 128 << 20
	return Case{
		Name: "40 clients in 128 MiB", Before: "320 MiB resident; killed in a cgroup", Limit: "below 128 MiB resident", Timed: true,
		Run: func(ctx context.Context, a *Arena) (Result, error) {
			s, err := a.Serve(ctx, ServerOptions{Args: []string{"--memory", "96MiB", "--rate-limit", "0"}})
			if err != nil {
				return Result{}, err
			}
			var clients sync.WaitGroup
			for c := range 40 {
				clients.Go(func() {
					for round := range 10 {
						query := fmt.Sprintf(`{ statements(first: %d) { nodes { summary voices { voice { name } } issues { name } } } }`, 20+(c*7+round*13)%60)
						resp, err := http.Post(s.URL+"/graphql", "application/json", strings.NewReader(fmt.Sprintf(`{"query":%q}`, query)))
						if err != nil {
							return // if the server has ended, the check below shows it
						}
						_, _ = io.Copy(io.Discard, resp.Body)
						resp.Body.Close()
					}
				})
			}
			clients.Wait()
			if !s.Alive() {
				return Result{"the server ends", false}, nil
			}
			_, most, err := s.Memory()
			return Result{fmt.Sprintf("%d MiB resident", most>>20), err == nil && most < limit}, err
		},
	}
}
