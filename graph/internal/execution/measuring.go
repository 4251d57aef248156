package execution

import (
	"context"
	"errors"
	"sync"
	"time"

	"forumgraph/graph/protocol"
	"forumgraph/store"
	"forumgraph/store/network"
	"forumgraph/store/topology"
)

// longestMeasure is the time limit for computing a measure in the background.
const longestMeasure = time.Minute

// ErrMeasuring is returned while a measure is being computed in the background.
var ErrMeasuring = errors.New("the measure is being computed for this version of the graph; ask again in a moment")

// measures computes the measures of whole networks once per version, in the background, one at a time, because
// betweenness can take longer than a query may. A query waits for its measure until its own deadline; a retry finds the
// result. Only results for default options are kept, which bounds their number. The zero value is ready to use. Safe
// for concurrent use.
type measures struct {
	mu   sync.Mutex
	of   *topology.Topology
	runs map[measureKey]*measureRun
	turn sync.Mutex // held by the run that computes
}

// keptMeasures is the maximum number of measures kept per version. It exceeds the number of possible keys (54); a query
// beyond it would compute its own measure, which costs more than it is charged.
const keptMeasures = 64

// measureKey identifies a measure of a network (measure is empty for communities) or a coalition.
type measureKey struct {
	network network.Network
	measure network.CentralityMeasure

	mode          network.Mode
	normalization network.Normalization
	duplicates    network.Duplicates
}

type measureRun struct {
	done  chan struct{} // closed when the other fields are set
	value any
	err   error
}

// get returns the value of compute for a topology, from an earlier or current run for key if there is one. Errors:
// ErrMeasuring if ctx ends first; those of compute, of which only store.ErrInvalid is kept.
func (m *measures) get(ctx context.Context, t *topology.Topology, key measureKey, compute func(context.Context) (any, error)) (any, error) {
	r := m.run(t, key, compute)
	if r == nil {
		return compute(ctx)
	}
	select {
	case <-r.done:
		return r.value, r.err
	case <-ctx.Done():
		return nil, ErrMeasuring
	}
}

// run returns the run for key and starts it if necessary; nil if there are too many.
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
			if r.err != nil && !errors.Is(r.err, store.ErrInvalid) { // invalid input stays invalid for this version
				m.mu.Lock()
				delete(runs, key)
				m.mu.Unlock()
			}
		}()
		r.value, r.err = compute(ctx)
	}()
	return r
}
