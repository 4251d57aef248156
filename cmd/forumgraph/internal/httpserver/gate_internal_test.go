package httpserver

import (
	"context"
	"errors"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
)

// crowd is operations at a gate, for a test in a synctest bubble. Each is named by its client, its class and a number, such as "a cheap 1".
type crowd struct {
	t    *testing.T
	gate *gate
	mu   sync.Mutex
	wg   sync.WaitGroup
	held map[string]*slot
	// log holds what became of them in order: "in a cheap 1", or "full", "waited" or "gone" instead of "in".
	log []string
}

func newCrowd(t *testing.T, slots, queue int) *crowd {
	return &crowd{t: t, gate: newGate(slots, queue), held: make(map[string]*slot)}
}

func clientNamed(name string) netip.Prefix {
	return netip.PrefixFrom(netip.AddrFrom4([4]byte{192, 0, 2, name[0]}), 32)
}

// arrive lets an operation ask for a slot, at most for a second or until ctx ends, and returns when it holds one, waits or
// is turned away.
func (c *crowd) arrive(ctx context.Context, names ...string) {
	for _, name := range names {
		of := cheap
		if strings.Contains(name, "dear") {
			of = dear
		}
		c.wg.Go(func() {
			s, err := c.gate.enter(ctx, clientNamed(name), of, time.Now().Add(time.Second))
			c.mu.Lock()
			defer c.mu.Unlock()
			outcome := "in"
			switch {
			case errors.Is(err, errQueueFull):
				outcome = "full"
			case errors.Is(err, errWaited):
				outcome = "waited"
			case err != nil:
				outcome = "gone"
			default:
				c.held[name] = s
			}
			c.log = append(c.log, outcome+" "+name)
		})
		synctest.Wait()
	}
}

func (c *crowd) leave(names ...string) {
	for _, name := range names {
		c.mu.Lock()
		s := c.held[name]
		delete(c.held, name)
		c.mu.Unlock()
		if s == nil {
			c.t.Fatalf("%s holds no slot", name)
		}
		s.leave()
		synctest.Wait()
	}
}

// happened compares what happened since it was last called.
func (c *crowd) happened(want ...string) {
	c.t.Helper()
	c.mu.Lock()
	defer c.mu.Unlock()
	if diff := cmp.Diff(want, c.log); diff != "" {
		c.t.Errorf("what happened (-want +got):\n%s", diff)
	}
	c.log = nil
}

// end lets all operations end, and looks whether the gate has forgotten them.
func (c *crowd) end() {
	c.t.Helper()
	for {
		c.mu.Lock()
		var names []string
		for name := range c.held {
			names = append(names, name)
		}
		c.mu.Unlock()
		if len(names) == 0 {
			break
		}
		slices.Sort(names)
		c.leave(names...)
	}
	c.wg.Wait()
	if running, waiting := c.gate.use(); running != 0 || waiting != 0 || len(c.gate.present) != 0 {
		c.t.Errorf("%d run and %d wait at an empty gate, which remembers %d clients", running, waiting, len(c.gate.present))
	}
	for _, visitors := range c.gate.turns {
		if len(visitors) != 0 {
			c.t.Error("somebody has a turn at an empty gate")
		}
	}
}

// atGate runs f in a bubble with a clock of its own.
func atGate(t *testing.T, slots, queue int, f func(context.Context, *crowd)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		c := newCrowd(t, slots, queue)
		f(t.Context(), c)
		c.end()
	})
}

// As many operations run as there are slots; the next begins when one ends.
func TestGate_slots(t *testing.T) {
	atGate(t, 3, 10, func(ctx context.Context, c *crowd) {
		c.arrive(ctx, "a cheap 1", "a cheap 2", "a cheap 3", "a cheap 4", "a cheap 5")
		c.happened("in a cheap 1", "in a cheap 2", "in a cheap 3")
		c.leave("a cheap 2")
		c.happened("in a cheap 4")
	})
}

// Clients take turns, whatever number of operations each has waiting; those of one client stay in order.
func TestGate_turns(t *testing.T) {
	atGate(t, 2, 10, func(ctx context.Context, c *crowd) {
		c.arrive(ctx, "a dear 1", "a dear 2", "a dear 3", "a dear 4", "b dear 1", "c dear 1", "b dear 2")
		c.happened("in a dear 1")
		c.leave("a dear 1")
		c.leave("a dear 2")
		c.leave("b dear 1")
		c.leave("c dear 1")
		c.leave("a dear 3")
		c.leave("b dear 2")
		c.happened("in a dear 2", "in b dear 1", "in c dear 1", "in a dear 3", "in b dear 2", "in a dear 4")
	})
}

// However many dear operations there are, a cheap one does not wait for them; with one slot it runs beside them.
func TestGate_cheapPassDear(t *testing.T) {
	for slots, dears := range map[int][]string{
		1: {"in a dear 1"},
		2: {"in a dear 1"},
		4: {"in a dear 1", "in b dear 1", "in c dear 1"},
	} {
		atGate(t, slots, 10, func(ctx context.Context, c *crowd) {
			c.arrive(ctx, "a dear 1", "b dear 1", "c dear 1", "d dear 1", "e dear 1")
			c.arrive(ctx, "x cheap 1")
			c.happened(append(dears, "in x cheap 1")...)
		})
	}
}

// Cheap operations, however many come, leave a slot to the dear that wait.
func TestGate_dearPassCheap(t *testing.T) {
	atGate(t, 2, 10, func(ctx context.Context, c *crowd) {
		c.arrive(ctx, "a cheap 1", "a cheap 2", "a cheap 3", "b dear 1", "a cheap 4")
		c.happened("in a cheap 1", "in a cheap 2")
		c.leave("a cheap 1")
		c.happened("in b dear 1")
		c.leave("a cheap 2")
		c.happened("in a cheap 3")
	})
}

// Nobody waits longer than they may; who has waited too long is not given a slot that becomes free afterwards.
func TestGate_waited(t *testing.T) {
	atGate(t, 2, 10, func(ctx context.Context, c *crowd) {
		c.arrive(ctx, "a dear 1", "a dear 2")
		time.Sleep(999 * time.Millisecond)
		synctest.Wait()
		c.happened("in a dear 1")
		time.Sleep(time.Millisecond)
		synctest.Wait()
		c.happened("waited a dear 2")
		c.arrive(ctx, "b dear 1")
		c.leave("a dear 1")
		c.happened("in b dear 1")
	})
}

// A client that goes away leaves the queue.
func TestGate_gone(t *testing.T) {
	atGate(t, 2, 10, func(ctx context.Context, c *crowd) {
		c.arrive(ctx, "a dear 1")
		leaving, leave := context.WithCancel(ctx)
		c.arrive(leaving, "b dear 1", "b dear 2")
		c.arrive(ctx, "c dear 1")
		c.happened("in a dear 1")
		leave()
		synctest.Wait()
		slices.Sort(c.log)
		c.happened("gone b dear 1", "gone b dear 2")
		c.leave("a dear 1")
		c.happened("in c dear 1")
	})
}

// A full queue turns away what comes next, unless that is of a client with less in it than another has: then the last one
// of the other has to go.
func TestGate_full(t *testing.T) {
	atGate(t, 2, 4, func(ctx context.Context, c *crowd) {
		c.arrive(ctx, "a dear 1")
		c.arrive(ctx, "a dear 2", "a dear 3", "a dear 4", "a dear 5", "a dear 6")
		c.happened("in a dear 1", "full a dear 6")
		c.arrive(ctx, "b dear 1", "b dear 2", "b dear 3", "c dear 1", "a dear 7")
		c.happened("full a dear 5", "full a dear 4", "full b dear 3", "full a dear 3", "full a dear 7")
		c.leave("a dear 1")
		c.leave("a dear 2")
		c.leave("b dear 1")
		c.leave("c dear 1")
		c.happened("in a dear 2", "in b dear 1", "in c dear 1", "in b dear 2")
	})
}

// A cheap operation that runs for long counts as dear, so that others do not wait for it, and so do all others of its
// client until it ends.
func TestGate_overrun(t *testing.T) {
	atGate(t, 2, 10, func(ctx context.Context, c *crowd) {
		c.arrive(ctx, "a cheap 1", "a cheap 2", "b cheap 1")
		c.happened("in a cheap 1", "in a cheap 2")
		time.Sleep(overrun)
		synctest.Wait()
		c.happened("in b cheap 1")
		c.arrive(ctx, "a cheap 3", "c cheap 1")
		c.leave("b cheap 1")
		c.happened("in c cheap 1")
		c.leave("a cheap 1")
		c.happened()
		c.leave("a cheap 2")
		c.happened("in a cheap 3")
		c.leave("a cheap 3")
		c.arrive(ctx, "a cheap 4")
		c.happened("in a cheap 4")
	})
}

// Any order of arrivals, ends and departures leaves the gate empty, with no more running than it lets run.
func TestGate_random(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := newGate(3, 8)
		var wg sync.WaitGroup
		for i := range 400 {
			wg.Go(func() {
				time.Sleep(time.Duration(i%37) * time.Millisecond)
				ctx, cancel := context.WithTimeout(t.Context(), time.Duration(1+i*7%53)*time.Millisecond)
				defer cancel()
				s, err := g.enter(ctx, clientNamed(string(rune('a'+i%5))), class(i%2), time.Now().Add(time.Duration(i%29)*time.Millisecond))
				if err != nil {
					return
				}
				g.mu.Lock()
				if g.running[cheap] > g.slots[cheap] || g.waiting > g.queue {
					t.Errorf("%d run, %d wait", g.running, g.waiting)
				}
				g.mu.Unlock()
				time.Sleep(time.Duration(i%23) * time.Millisecond)
				s.leave()
			})
		}
		wg.Wait()
		if running, waiting := g.use(); running != 0 || waiting != 0 || len(g.present) != 0 {
			t.Errorf("%d run and %d wait in the end, %d clients are remembered", running, waiting, len(g.present))
		}
	})
}
