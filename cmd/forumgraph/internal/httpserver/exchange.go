package httpserver

import (
	"context"
	"errors"
	"net/netip"
	"sync"
	"time"
)

// exchange is one request and its answer in these layers. The request's context holds it.
type exchange struct {
	id      string
	client  netip.Prefix
	arrived time.Time // when the request, with its body, had arrived
	// ctx ends with the connection.
	ctx context.Context

	mu        sync.Mutex
	held      *slot
	admitted  bool          // at least once
	streaming bool          // part of the answer is sent, and the client may read it slowly
	queued    time.Duration // total time waiting for slots
	code      string
	serious   bool
}

type exchangeKey struct{}

func exchangeOf(ctx context.Context) *exchange {
	x, _ := ctx.Value(exchangeKey{}).(*exchange)
	return x
}

// Note records an error code in the answer to the request of ctx, for the log and for [Options].Answered; the first one
// counts. A serious one is logged whatever the status.
func Note(ctx context.Context, code string, serious bool) {
	x := exchangeOf(ctx)
	if x == nil {
		return
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.code == "" {
		x.code, x.serious = code, serious
	}
}

// noted returns the recorded code, how long the exchange waited for slots, and whether it was ever admitted.
func (x *exchange) noted() (code string, serious bool, queued time.Duration, admitted bool) {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.code, x.serious, x.queued, x.admitted
}

// Refused is the error of a request that [Guard.Admit] refuses before any work.
type Refused struct {
	// Limited means that the client exceeds its own limits; otherwise the server is busy with all clients.
	Limited bool
	// Message is the text for people; may be empty.
	Message string
	// After is how long the client should wait.
	After time.Duration
}

// Error implements error.
func (e *Refused) Error() string {
	switch {
	case e.Message != "":
		return e.Message
	case e.Limited:
		return "the client asks for more than one client may"
	}
	return "the server is busy"
}

// The message for clients that must read their earlier answers first.
const unreadText = "answers to your earlier requests are still waiting to be read; read them, then ask again"

// Admit waits until an operation of this cost may run for the request of ctx. Its slot is released when the answer is
// complete, when the request calls Admit again, or by [Guard.Rest]. Outside of a request everything is admitted.
//
// Errors: *Refused, that of ctx.
func (g *Guard) Admit(ctx context.Context, cost int) error {
	x := exchangeOf(ctx)
	if x == nil {
		return nil
	}
	x.rest()
	if err := g.roomFor(x); err != nil {
		return err
	}
	if g.costs != nil {
		if wait := g.costs.take(x.client, cost, g.o.Now()); wait > 0 {
			return &Refused{Limited: true, After: wait}
		}
	}
	class, start := cheap, time.Now()
	if cost > g.limits.CheapCost {
		class = dear
	}
	// The waiting time starts when the request arrives; for its later operations, when Admit is called.
	until := start.Add(g.limits.Wait)
	if !x.admitted {
		until = x.arrived.Add(g.limits.Wait)
	}
	waiting, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(x.ctx, cancel)() // ctx may outlive the client, see package graph
	s, err := g.gate.enter(waiting, x.client, class, until)
	switch {
	case errors.Is(err, errQueueFull), errors.Is(err, errWaited):
		return &Refused{After: g.limits.Wait}
	case err != nil:
		return err
	}
	x.mu.Lock()
	x.held, x.admitted = s, true
	x.queued += time.Since(start)
	x.mu.Unlock()
	// During the wait, this client or others may have left many answers unread.
	if err := g.roomFor(x); err != nil {
		x.rest()
		return err
	}
	return nil
}

// Rest releases the slot of the request of ctx, if it holds one: for a wait that takes no processor.
func (g *Guard) Rest(ctx context.Context) {
	if x := exchangeOf(ctx); x != nil {
		x.rest()
	}
}

// Ran reports that the operation that [Guard.Admit] admitted has run. The request keeps its slot to write and compress
// the answer, unless writing may wait for the client.
func (g *Guard) Ran(ctx context.Context) {
	x := exchangeOf(ctx)
	if x == nil {
		return
	}
	x.mu.Lock()
	streaming := x.streaming
	x.mu.Unlock()
	if streaming {
		x.rest()
	}
}

func (x *exchange) rest() {
	x.mu.Lock()
	s := x.held
	x.held = nil
	x.mu.Unlock()
	if s != nil {
		s.leave()
	}
}

// stream reports that sending the answer begins.
func (x *exchange) stream() {
	x.mu.Lock()
	x.streaming = true
	x.mu.Unlock()
	x.rest()
}

// roomFor refuses a request if its client, or all clients together, have left too much unread.
func (g *Guard) roomFor(x *exchange) error {
	switch own, all := g.unsent.full(x.client); {
	case own:
		return &Refused{Limited: true, Message: unreadText, After: time.Second}
	case all:
		return &Refused{After: time.Second}
	}
	return nil
}
