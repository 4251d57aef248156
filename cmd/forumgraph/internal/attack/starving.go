package main

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

const (
	// attackReports is the size of a corpus in which dear operations take long.
	attackReports = 300
	attackTime    = 6 * time.Second
	dearRate      = 50 // requests a second per attacker
)

// unlimited turns off the rate limits, to attack the protection behind them.
var unlimited = []string{"--rate-limit", "0", "--rate-limit-cost", "0"}

// starvedClient lets one client send the dearest operation 50 times a second, while another sends a cheap one.
func starvedClient() Case {
	const most = 50 * time.Millisecond
	return Case{
		Name: "one client at 50/s of the dearest query, another's cheap query", Before: "p50 256 ms", Limit: "p99 below 50 ms", Timed: true,
		Run: func(ctx context.Context, a *Arena) (Result, error) {
			s, query, err := serveDear(ctx, a)
			if err != nil {
				return Result{}, err
			}
			alone, err := cheapTimes(ctx, s, "alone", time.Second)
			if err != nil {
				return Result{}, err
			}
			stop := attackWith(ctx, s, query, 1)
			time.Sleep(time.Second) // until the queue is full
			beside, err := cheapTimes(ctx, s, "beside", attackTime)
			stop()
			if err != nil {
				return Result{}, err
			}
			return Result{fmt.Sprintf("p50 %s, p99 %s (alone %s) beside %s", ms(at(beside, 50)), ms(at(beside, 99)), ms(at(alone, 99)), named(query)), at(beside, 99) < most}, nil
		},
	}
}

// lateAnswers lets eight clients send the dearest operation, and measures the slowest answer to any of them, even a
// refusal.
func lateAnswers() Case {
	const timeout, margin = 2 * time.Second, 500 * time.Millisecond
	return Case{
		Name: "eight clients at 50/s of the dearest query", Before: "slowest answer 22.8 s", Limit: "slowest answer 2.5 s", Timed: true,
		Run: func(ctx context.Context, a *Arena) (Result, error) {
			s, query, err := serveDear(ctx, a)
			if err != nil {
				return Result{}, err
			}
			stop := attackWith(ctx, s, query, 8)
			time.Sleep(attackTime)
			replies := stop()
			kinds := make(map[string]int)
			var slowest time.Duration
			met := true
			for _, r := range replies {
				kind := strconv.Itoa(r.status)
				if r.code != "" {
					kind += " " + r.code
				}
				if r.err != nil {
					kind, met = "no answer", false
				}
				kinds[kind]++
				slowest = max(slowest, r.took)
			}
			return Result{fmt.Sprintf("slowest answer %.2f s of %v to %s", slowest.Seconds(), kinds, named(query)), met && slowest < timeout+margin}, nil
		},
	}
}

// serveDear serves a corpus with slow queries, and returns the slowest.
func serveDear(ctx context.Context, a *Arena) (*Server, string, error) {
	data, err := a.Corpus(ctx, attackReports)
	if err != nil {
		return nil, "", err
	}
	s, err := a.Serve(ctx, ServerOptions{Data: data, Args: unlimited})
	if err != nil {
		return nil, "", err
	}
	query, _, err := dearest(ctx, s)
	return s, query, err
}

// named returns the name of a query in results: its field.
func named(query string) string {
	_, field, _ := strings.Cut(query, ": ")
	field, _, _ = strings.Cut(field, " {")
	return field
}

// attackWith lets this many clients send the query until stop is called, which returns all replies.
func attackWith(ctx context.Context, s *Server, query string, clients int) (stop func() []reply) {
	ctx, cancel := context.WithCancel(ctx)
	asking, done := context.WithCancel(ctx)
	var mu sync.Mutex
	var replies []reply
	var wg sync.WaitGroup
	for i := range clients {
		wg.Go(func() {
			c := newClient(fmt.Sprintf("127.0.2.%d", i+1))
			defer c.close()
			var pending sync.WaitGroup
			defer pending.Wait()
			ticker := time.NewTicker(time.Second / dearRate)
			defer ticker.Stop()
			for n := 0; ; n++ {
				select {
				case <-asking.Done():
					return
				case <-ticker.C:
				}
				pending.Go(func() {
					got := c.ask(ctx, s, fmt.Sprintf(query, fmt.Sprintf("c%d_%d", i, n)))
					mu.Lock()
					defer mu.Unlock()
					replies = append(replies, got)
				})
			}
		})
	}
	return func() []reply {
		done()
		wg.Wait()
		cancel()
		return replies
	}
}

// cheapTimes sends the cheap query repeatedly for a while, and returns the sorted response times.
func cheapTimes(ctx context.Context, s *Server, name string, during time.Duration) ([]time.Duration, error) {
	c := newClient(lookingOn)
	defer c.close()
	var times []time.Duration
	for start, n := time.Now(), 0; time.Since(start) < during; n++ {
		got := c.ask(ctx, s, fmt.Sprintf(cheapQuery, fmt.Sprintf("%s%d", name, n)))
		if got.err != nil {
			return nil, got.err
		}
		if got.code != "" {
			return nil, fmt.Errorf("the cheap query is answered %d %s", got.status, got.code)
		}
		times = append(times, got.took)
		time.Sleep(5 * time.Millisecond)
	}
	slices.Sort(times)
	return times, nil
}

// at returns a percentile of sorted times.
func at(times []time.Duration, percent int) time.Duration {
	return times[min(len(times)*percent/100, len(times)-1)]
}

func ms(d time.Duration) string { return fmt.Sprintf("%.1f ms", float64(d.Microseconds())/1000) }
