package graph

import (
	"context"
	"sync"
)

// flights lets identical requests at the same time share one run. (golang.org/x/sync/singleflight does not stop a run
// that nobody waits for.) The zero value is ready to use. Safe for concurrent use.
type flights struct {
	mu       sync.Mutex
	underWay map[answerKey]*flight
}

// flight is one run under way.
type flight struct {
	waiting int           // requests that wait for the answer; guarded by flights.mu
	cancel  func()        // ends the run
	done    chan struct{} // closed when answer is set
	answer  *answer       // nil if the run panicked
}

// join returns the answer of the run for key, and whether this request led it: the leader calls run, the others wait.
// run has the values and the deadline of the leader's context and is canceled once the leader and all followers have
// left. A follower that leaves gets nil; the leader returns when run does.
func (g *flights) join(ctx context.Context, key answerKey, run func(context.Context) *answer) (a *answer, led bool) {
	g.mu.Lock()
	f := g.underWay[key]
	if led = f == nil; led {
		f = &flight{done: make(chan struct{})}
		if g.underWay == nil {
			g.underWay = make(map[answerKey]*flight)
		}
		g.underWay[key] = f
		running, cancel := detached(ctx)
		f.cancel = cancel
		f.waiting++
		g.mu.Unlock()
		stop := context.AfterFunc(ctx, func() { g.leave(key, f) })
		defer func() {
			g.end(key, f)
			stop()
			cancel()
		}()
		f.answer = run(running)
		return f.answer, true
	}
	f.waiting++
	g.mu.Unlock()
	select {
	case <-f.done:
		return f.answer, false
	case <-ctx.Done():
		g.leave(key, f)
		return nil, false
	}
}

// leave removes one request from a flight and ends a flight without requests. A later request for the same key starts a
// new run.
func (g *flights) leave(key answerKey, f *flight) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if f.waiting--; f.waiting == 0 {
		f.cancel()
		g.remove(key, f)
	}
}

// end gives the answer to the waiting requests.
func (g *flights) end(key answerKey, f *flight) {
	g.mu.Lock()
	g.remove(key, f)
	g.mu.Unlock()
	close(f.done)
}

func (g *flights) remove(key answerKey, f *flight) {
	if g.underWay[key] == f {
		delete(g.underWay, key)
	}
}

// detached returns a context with the values and the deadline of ctx that is not canceled with it.
func detached(ctx context.Context) (context.Context, context.CancelFunc) {
	apart := context.WithoutCancel(ctx)
	if deadline, ok := ctx.Deadline(); ok {
		return context.WithDeadline(apart, deadline)
	}
	return context.WithCancel(apart)
}
