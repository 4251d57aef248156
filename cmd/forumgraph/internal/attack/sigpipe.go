package main

import (
	"context"
	"net/http"
	"os"
)

// brokenLog closes the pipe that receives the log, as head does in "forumgraph serve 2>&1 | head -1", and makes the
// server write to it.
func brokenLog() Case {
	return Case{
		Name: "log into a closed pipe", Before: "the server is killed by SIGPIPE", Limit: "it goes on answering",
		Run: func(ctx context.Context, a *Arena) (Result, error) {
			r, w, err := os.Pipe()
			if err != nil {
				return Result{}, err
			}
			s, err := a.Serve(ctx, ServerOptions{Stderr: w, Args: []string{"--log-requests", "all"}})
			if err != nil {
				return Result{}, err
			}
			if err := w.Close(); err != nil {
				return Result{}, err
			}
			if err := r.Close(); err != nil {
				return Result{}, err
			}
			answered := 0
			for range 3 {
				resp, err := http.Get(s.URL + "/healthz")
				if err != nil {
					continue // the count shows it
				}
				if err := resp.Body.Close(); err == nil && resp.StatusCode == http.StatusOK {
					answered++
				}
			}
			if answered == 3 && s.Alive() {
				return Result{"it goes on answering", true}, nil
			}
			return Result{"the server ends", false}, nil
		},
	}
}
