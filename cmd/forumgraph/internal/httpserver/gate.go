package httpserver

import (
	"context"
	"errors"
	"net/netip"
	"slices"
	"sync"
	"time"
)

// overrun is how long a cheap operation may run before it counts as a dear one: its cost was an estimate.
const overrun = 20 * time.Millisecond

// Why a gate turns an operation away.
var (
	errQueueFull = errors.New("too many operations are waiting")
	errWaited    = errors.New("the operation waited longer than it may")
)

// gate lets as many operations run at once as there are slots, and keeps a short queue of others.
//
// Operations are of two classes by their cost. Dear ones leave one slot at least to the cheap, and cheap ones one to the
// dear while any of these wait, so that neither class waits for the other. Within a class clients take turns, whatever
// number of operations each has waiting. If the queue is full, a new operation takes the place of the last one of the
// client that has most waiting, unless that is its own.
//
// A cheap operation that runs for long becomes a dear one, and while it runs so do others of its client. Safe for
// concurrent use.
type gate struct {
	slots [classes]int // that operations of the class may hold at most
	all   int
	queue int

	mu      sync.Mutex
	running [classes]int
	turns   [classes][]*visitor // those with operations of the class waiting, the next one first
	waiting int
	present map[netip.Prefix]*visitor // with operations that wait or run
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
	overrun int // of those running
}

func (v *visitor) queued() int { return len(v.waiting[cheap]) + len(v.waiting[dear]) }

// waiter is an operation in the queue.
type waiter struct {
	class class
	// settled gets the slot that the operation is given, or nil if it is turned away in favor of another client's.
	settled chan *slot
}

// newGate returns a gate with so many slots and places in its queue, one at least of each. With one slot two operations run
// all the same, so that a dear one does not keep out the cheap: then they share the processor.
func newGate(slots, queue int) *gate {
	all := max(slots, 2)
	return &gate{
		slots: [classes]int{cheap: all, dear: max(slots-1, 1)}, all: all, queue: max(queue, 1),
		present: make(map[netip.Prefix]*visitor),
	}
}

// slot is what an operation holds while it runs.
type slot struct {
	gate    *gate
	visitor *visitor
	class   class
	overran bool
	timer   *time.Timer // makes a cheap operation a dear one; nil for others
}

// enter waits for a slot for an operation of a client, at most until the time given, and returns it. Its holder leaves it.
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
	// Cheap operations that run may hold a slot that is due to this class from now on.
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

// giveUp takes an operation out of the queue, or gives back the slot that it was given meanwhile. It returns err.
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

// remove takes the operation at place i of a visitor out of the queue.
func (g *gate) remove(v *visitor, c class, i int) {
	v.waiting[c] = slices.Delete(v.waiting[c], i, i+1)
	g.waiting--
	if len(v.waiting[c]) == 0 {
		g.turns[c] = slices.DeleteFunc(g.turns[c], func(other *visitor) bool { return other == v })
	}
}

// makeRoom reports whether the queue has room for one more operation of v, for which another may be turned away.
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
	// The dear first: the other is the sooner done.
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

// free reports whether an operation of the class may begin.
func (g *gate) free(c class) bool {
	if g.running[c] >= g.slots[c] {
		return false
	}
	if c == dear {
		return g.running[cheap]+g.running[dear] < g.all
	}
	// What has overrun does not count beyond what the dear may hold: a cheap operation does not wait for it.
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

// dispatch gives free slots to operations that wait.
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

// forget drops a visitor that has nothing here any more.
func (g *gate) forget(v *visitor) {
	if v.running == 0 && v.queued() == 0 {
		delete(g.present, v.client)
	}
}

// overrun makes a cheap operation a dear one.
func (s *slot) overrun() {
	g := s.gate
	g.mu.Lock()
	defer g.mu.Unlock()
	if s.class != cheap {
		return // it has been left meanwhile
	}
	g.running[cheap]--
	g.running[dear]++
	s.class, s.overran = dear, true
	s.visitor.overrun++
	g.dispatch()
}

// leave gives the slot to the next operation. Leave a slot once.
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

// use returns how many operations run and wait.
func (g *gate) use() (running, waiting int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.running[cheap] + g.running[dear], g.waiting
}
