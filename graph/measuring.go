package graph

import (
	"context"
	"errors"
	"forumgraph/graph/protocol"
	"sync"
	"time"

	"forumgraph/store"
	"forumgraph/store/network"
	"forumgraph/store/topology"
)

// longestMeasure is how long the computation of a measure may take in the background.
const longestMeasure = time.Minute

// errMeasuring is returned while a measure is being computed in the background.
var errMeasuring = errors.New("the measure is being computed for this version of the graph; ask again in a moment")

// measures computes the measures of whole networks once for each version, in the background, one at a time: betweenness
// takes longer than a query may. A query waits for its measure as long as it may, and finds it when it asks again. Only what
// the defaults ask for is kept, so that there are few. The zero value is ready. Safe for concurrent use.
type measures struct {
	mu   sync.Mutex
	of   *topology.Topology
	runs map[measureKey]*measureRun
	turn sync.Mutex // held by the one that computes
}

// keptMeasures is how many measures are kept of one version. It is above the 54 there can be: a query beyond them would compute
// its own, and cost less than it takes.
const keptMeasures = 64

// measureKey names a measure: of a network, where measure is empty for communities, or a coalition.
type measureKey struct {
	network network.Network
	measure network.CentralityMeasure

	mode          network.Mode
	normalization network.Normalization
	duplicates    network.Duplicates
}

type measureRun struct {
	done  chan struct{} // closed when the rest is set
	value any
	err   error
}

// get returns the value of compute for a topology, which it calls unless it did so before. Errors: errMeasuring if ctx ends
// before it is there; those of compute, of which only store.ErrInvalid is kept.
func (m *measures) get(ctx context.Context, t *topology.Topology, key measureKey, compute func(context.Context) (any, error)) (any, error) {
	r := m.run(t, key, compute)
	if r == nil {
		return compute(ctx)
	}
	select {
	case <-r.done:
		return r.value, r.err
	case <-ctx.Done():
		return nil, errMeasuring
	}
}

// run returns the run for key, begun if there is none; nil if there are too many.
func (m *measures) run(t *topology.Topology, key measureKey, compute func(context.Context) (any, error)) *measureRun {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.of != t {
		m.of, m.runs = t, make(map[measureKey]*measureRun)
	}
	if r := m.runs[key]; r != nil || len(m.runs) == keptMeasures {
		return r
	}
	r := &measureRun{done: make(chan struct{})}
	runs := m.runs
	runs[key] = r
	go func() {
		m.turn.Lock()
		defer m.turn.Unlock()
		ctx, cancel := context.WithTimeout(context.Background(), longestMeasure)
		defer cancel()
		defer close(r.done)
		defer func() {
			if cause := recover(); cause != nil {
				r.err = protocol.Recovered(ctx, cause)
			}
			if r.err != nil && !errors.Is(r.err, store.ErrInvalid) { // what is refused once is refused as long as the graph stays
				m.mu.Lock()
				delete(runs, key)
				m.mu.Unlock()
			}
		}()
		r.value, r.err = compute(ctx)
	}()
	return r
}
