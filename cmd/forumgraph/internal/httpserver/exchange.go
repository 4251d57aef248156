package httpserver

import (
	"context"
	"errors"
	"net/netip"
	"sync"
	"time"
)

// exchange is one request and its answer, as the layers here know it. It travels in the request's context.
type exchange struct {
	id      string
	client  netip.Prefix
	arrived time.Time // when the request was there, with its body
	// ctx ends with the connection.
	ctx context.Context

	mu        sync.Mutex
	held      *slot
	admitted  bool          // once at least
	streaming bool          // part of the answer has been sent, and the client may be slow to read it
	queued    time.Duration // how long it waited for slots
	code      string
	serious   bool
}

type exchangeKey struct{}

func exchangeOf(ctx context.Context) *exchange {
	x, _ := ctx.Value(exchangeKey{}).(*exchange)
	return x
}

// Note records the code of an error in the answer to the request that ctx belongs to, for the log and for
// [Options].Answered; the first counts. A serious one is logged whatever status the answer has.
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

// noted returns what was noted, and how long the exchange waited for slots, if it was ever admitted.
func (x *exchange) noted() (code string, serious bool, queued time.Duration, admitted bool) {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.code, x.serious, x.queued, x.admitted
}

// Refused is the error of a request that [Guard.Admit] turns away before any work.
type Refused struct {
	// Limited says that the client asks for more than one client may; otherwise the server is busy with all of them.
	Limited bool
	// Message is what people read; "" if nothing more is to be said.
	Message string
	// After is when to ask again.
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

// What people read who have to read first.
const unreadText = "answers to your earlier requests are still waiting to be read; read them, then ask again"

// Admit waits until an operation of a cost may run for the request that ctx belongs to. Its slot is left when the answer
// is complete, when the request asks again, or by [Guard.Rest]. Outside of a request everything is admitted.
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
	// The time to wait counts from the arrival of the request, and for a request with several operations from the end of the
	// one before.
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
	// While it waited, its client or others may have left many answers unread.
	if err := g.roomFor(x); err != nil {
		x.rest()
		return err
	}
	return nil
}

// Rest leaves the slot of the request that ctx belongs to, if it holds one: for a wait that takes no processor.
func (g *Guard) Rest(ctx context.Context) {
	if x := exchangeOf(ctx); x != nil {
		x.rest()
	}
}

// Ran says that the operation that [Guard.Admit] admitted has run. The request goes on to hold its slot, in which the answer
// is written and compressed, unless writing it may wait for the client.
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

// stream says that the answer is being sent from now on.
func (x *exchange) stream() {
	x.mu.Lock()
	x.streaming = true
	x.mu.Unlock()
	x.rest()
}

// roomFor refuses a request whose client, or all of them together, have left much unread.
func (g *Guard) roomFor(x *exchange) error {
	switch own, all := g.unsent.full(x.client); {
	case own:
		return &Refused{Limited: true, Message: unreadText, After: time.Second}
	case all:
		return &Refused{After: time.Second}
	}
	return nil
}
