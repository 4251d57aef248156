package httpserver

import (
	"context"
	"errors"
	"net/netip"
	"slices"
	"sync"
	"time"
)

// overrun is how long a cheap operation may run before it becomes dear: its cost was only an estimate.
const overrun = 20 * time.Millisecond

// The reasons why a gate refuses an operation.
var (
	errQueueFull = errors.New("too many operations are waiting")
	errWaited    = errors.New("the operation waited longer than it may")
)

// gate limits how many operations run at once to its slots, and keeps a short queue of others.
//
// Operations have two classes by their cost. Dear ones leave at least one slot to the cheap; cheap ones leave one to
// the dear while any of these wait, so neither class waits for the other. Within a class clients take turns, however
// many operations each has waiting. If the queue is full, a new operation replaces the last one of the client with most
// waiting, unless that is its own client.
//
// A cheap operation that runs too long becomes dear, and while it runs so do others of its client. Safe for concurrent
// use.
type gate struct {
	slots [classes]int // the maximum that operations of the class may hold
	all   int
	queue int

	mu      sync.Mutex
	running [classes]int
	turns   [classes][]*visitor // those with waiting operations of the class, the next one first
	waiting int
	present map[netip.Prefix]*visitor // with waiting or running operations
}

type class int

const (
	cheap class = iota
	dear
	classes
)

// visitor is a client at a gate.
type visitor struct {
	client  netip.Prefix
	waiting [classes][]*waiter
	running int
	overrun int // of the running ones
}

func (v *visitor) queued() int { return len(v.waiting[cheap]) + len(v.waiting[dear]) }

// waiter is an operation in the queue.
type waiter struct {
	class class
	// settled receives the operation's slot, or nil if another client's operation replaces it.
	settled chan *slot
}

// newGate returns a gate with these numbers of slots and places in its queue, at least one each. With one slot two
// operations may still run, so that a dear one does not block the cheap: they then share the processor.
func newGate(slots, queue int) *gate {
	all := max(slots, 2)
	return &gate{
		slots: [classes]int{cheap: all, dear: max(slots-1, 1)}, all: all, queue: max(queue, 1),
		present: make(map[netip.Prefix]*visitor),
	}
}

// slot is what a running operation holds.
type slot struct {
	gate    *gate
	visitor *visitor
	class   class
	overran bool
	timer   *time.Timer // makes a cheap operation dear; nil for others
}

// enter waits for a slot for an operation of a client until the given time, and returns it. The caller must leave the
// slot.
//
// Errors: errQueueFull, errWaited, that of ctx.
func (g *gate) enter(ctx context.Context, client netip.Prefix, c class, until time.Time) (*slot, error) {
	g.mu.Lock()
	v := g.present[client]
	if v == nil {
		v = &visitor{client: client}
		g.present[client] = v
	}
	if v.overrun > 0 {
		c = dear
	}
	if g.free(c) && len(g.turns[c]) == 0 {
		s := g.start(v, c)
		g.mu.Unlock()
		return s, nil
	}
	w := &waiter{c, make(chan *slot, 1)}
	if !g.makeRoom(v) {
		g.forget(v)
		g.mu.Unlock()
		return nil, errQueueFull
	}
	g.waiting++
	if len(v.waiting[c]) == 0 {
		g.turns[c] = append(g.turns[c], v)
	}
	v.waiting[c] = append(v.waiting[c], w)
	// Running cheap operations may hold a slot that this class is now entitled to.
	g.dispatch()
	g.mu.Unlock()

	timer := time.NewTimer(time.Until(until))
	defer timer.Stop()
	select {
	case s := <-w.settled:
		if s == nil {
			return nil, errQueueFull
		}
		return s, nil
	case <-ctx.Done():
		return nil, g.giveUp(v, w, ctx.Err())
	case <-timer.C:
		return nil, g.giveUp(v, w, errWaited)
	}
}

// giveUp removes an operation from the queue, or returns the slot that it has been given since. It returns err.
func (g *gate) giveUp(v *visitor, w *waiter, err error) error {
	g.mu.Lock()
	i := slices.Index(v.waiting[w.class], w)
	if i >= 0 {
		g.remove(v, w.class, i)
		g.forget(v)
		g.dispatch()
	}
	g.mu.Unlock()
	if i < 0 {
		if s := <-w.settled; s != nil {
			s.leave()
		}
	}
	return err
}

// remove removes the operation at index i of a visitor from the queue.
func (g *gate) remove(v *visitor, c class, i int) {
	v.waiting[c] = slices.Delete(v.waiting[c], i, i+1)
	g.waiting--
	if len(v.waiting[c]) == 0 {
		g.turns[c] = slices.DeleteFunc(g.turns[c], func(other *visitor) bool { return other == v })
	}
}

// makeRoom reports whether the queue has room for another operation of v; it may remove another one to make room.
func (g *gate) makeRoom(v *visitor) bool {
	if g.waiting < g.queue {
		return true
	}
	longest := v
	for _, visitors := range g.turns {
		for _, other := range visitors {
			if other.queued() > longest.queued() {
				longest = other
			}
		}
	}
	if longest.queued() <= v.queued()+1 {
		return false
	}
	// Dear ones first: cheap ones finish sooner.
	c := dear
	if len(longest.waiting[dear]) == 0 {
		c = cheap
	}
	last := len(longest.waiting[c]) - 1
	turnedAway := longest.waiting[c][last]
	g.remove(longest, c, last)
	turnedAway.settled <- nil
	g.forget(longest)
	return true
}

// free reports whether an operation of the class may start.
func (g *gate) free(c class) bool {
	if g.running[c] >= g.slots[c] {
		return false
	}
	if c == dear {
		return g.running[cheap]+g.running[dear] < g.all
	}
	// Operations that have overrun do not count beyond the slots of dear ones: cheap operations do not wait for them.
	taken := min(g.running[dear], g.slots[dear])
	if taken == 0 && len(g.turns[dear]) > 0 {
		taken = 1
	}
	return g.running[cheap]+taken < g.all
}

func (g *gate) start(v *visitor, c class) *slot {
	s := &slot{gate: g, visitor: v, class: c}
	v.running++
	g.running[c]++
	if c == cheap {
		s.timer = time.AfterFunc(overrun, s.overrun)
	}
	return s
}

// dispatch gives free slots to waiting operations.
func (g *gate) dispatch() {
	for c := range classes {
		for len(g.turns[c]) > 0 && g.free(c) {
			v := g.turns[c][0]
			w := v.waiting[c][0]
			v.waiting[c] = v.waiting[c][1:]
			g.waiting--
			g.turns[c] = g.turns[c][1:]
			if len(v.waiting[c]) > 0 {
				g.turns[c] = append(g.turns[c], v)
			}
			w.settled <- g.start(v, c)
		}
	}
}

// forget drops a visitor without operations.
func (g *gate) forget(v *visitor) {
	if v.running == 0 && v.queued() == 0 {
		delete(g.present, v.client)
	}
}

// overrun makes a cheap operation dear.
func (s *slot) overrun() {
	g := s.gate
	g.mu.Lock()
	defer g.mu.Unlock()
	if s.class != cheap {
		return // it was left in the meantime
	}
	g.running[cheap]--
	g.running[dear]++
	s.class, s.overran = dear, true
	s.visitor.overrun++
	g.dispatch()
}

// leave gives the slot to the next operation. Call it once per slot.
func (s *slot) leave() {
	if s.timer != nil {
		s.timer.Stop()
	}
	g := s.gate
	g.mu.Lock()
	defer g.mu.Unlock()
	g.running[s.class]--
	s.visitor.running--
	if s.overran {
		s.visitor.overrun--
	}
	s.class = classes
	g.forget(s.visitor)
	g.dispatch()
}

// use returns the numbers of running and waiting operations.
func (g *gate) use() (running, waiting int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.running[cheap] + g.running[dear], g.waiting
}
