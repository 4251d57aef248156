package topology

import (
	"context"
	"math"
	"runtime"
	"sync"
)

// scratch is the working memory of a query: a few words for each node, reused by later queries, so that none of them
// pays for the size of the graph.
type scratch struct {
	ahead  levels // from the start
	back   levels // from the goal
	banned levels
	weight []uint64 // valid for nodes with a level in this query
	next   []Number // likewise
	found  []endAt  // by a neighborhood

	// The layers of the two searches of a path, in sequence.
	aheadLayers, backLayers []Number
}

// desks are the scratch spaces of one topology: as many as processors, since a query computes from start to end. For a
// graph of two million nodes each takes 50 MB.
type desks struct {
	once sync.Once
	free chan *scratch // nil means not allocated yet
}

// borrow returns scratch space as soon as some is free; giveBack returns it. Errors: the context's.
func (t *Topology) borrow(ctx context.Context) (*scratch, error) {
	t.desks.once.Do(func() {
		t.desks.free = make(chan *scratch, runtime.GOMAXPROCS(0))
		for range cap(t.desks.free) {
			t.desks.free <- nil
		}
	})
	select {
	case s := <-t.desks.free:
		if s == nil {
			n := len(t.ids)
			s = &scratch{
				ahead: newLevels(n), back: newLevels(n), banned: newLevels(n), weight: make([]uint64, n), next: make([]Number, n),
			}
		}
		return s, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (t *Topology) giveBack(s *scratch) { t.desks.free <- s }

// mostLevels is above every level that a search sets.
const mostLevels = 16

// levels holds a small number for some nodes. Clearing takes no time: an entry counts only if it is not below base, and
// clearing raises base above all entries.
type levels struct {
	entries []uint32 // base + level when it was set
	base    uint32
}

func newLevels(n int) levels { return levels{entries: make([]uint32, n), base: mostLevels} }

func (l *levels) clear() {
	if l.base > math.MaxUint32-2*mostLevels {
		clear(l.entries)
		l.base = 0
	}
	l.base += mostLevels
}

func (l *levels) set(n Number, level int) { l.entries[n] = l.base + uint32(level) }

func (l *levels) has(n Number) bool { return l.entries[n] >= l.base }

// at reports whether n has the level.
func (l *levels) at(n Number, level int) bool { return l.entries[n] == l.base+uint32(level) }

// watch checks a context now and then, for loops too tight to do so each time.
type watch struct {
	ctx  context.Context
	left int
}

// patience is how many edge ends are read between two checks of the context, roughly: well below a millisecond.
const patience = 1 << 12

func newWatch(ctx context.Context) *watch { return &watch{ctx: ctx, left: patience} }

// spend counts the n edge ends of a node about to be read. It returns the context's error if a check is due and the
// context has ended.
func (w *watch) spend(n int) error {
	if w.left -= n; w.left > 0 {
		return nil
	}
	w.left = patience
	return w.ctx.Err()
}
