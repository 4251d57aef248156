package execution

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"

	"forumgraph/store"
	"forumgraph/store/network"
	"forumgraph/store/topology"
)

// A measure is computed once for a version, goes on when the query that asked for it has gone, and is computed anew for the
// next version and after an error.
func TestMeasures_get(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var m measures
		first, second := new(topology.Topology), new(topology.Topology)
		key := measureKey{network: network.Issues, measure: network.Betweenness}
		times := 0
		proceed := make(chan error)
		compute := func(context.Context) (any, error) {
			times++
			return times, <-proceed
		}
		impatient, leave := context.WithCancel(t.Context())
		leave()
		if _, err := m.get(impatient, first, key, compute); !errors.Is(err, ErrMeasuring) {
			t.Errorf("a query that cannot wait gets %v", err)
		}
		proceed <- nil
		for range 2 {
			if got, err := m.get(t.Context(), first, key, compute); got != 1 || err != nil {
				t.Errorf("afterwards: %v, %v; want what was computed once", got, err)
			}
		}
		go func() { proceed <- errors.New("marker") }()
		if _, err := m.get(t.Context(), second, key, compute); err == nil {
			t.Error("an error is not told")
		}
		synctest.Wait()
		go func() { proceed <- nil }()
		if got, err := m.get(t.Context(), second, key, compute); got != 3 || err != nil {
			t.Errorf("after an error: %v, %v; want it computed again", got, err)
		}
		refused := measureKey{network: network.Issues, measure: network.Closeness}
		times = 0
		go func() { proceed <- store.ErrInvalid }()
		for range 3 {
			if _, err := m.get(t.Context(), second, refused, compute); !errors.Is(err, store.ErrInvalid) || times != 1 {
				t.Errorf("refused: %v after computing it %d times; want ErrInvalid after once", err, times)
			}
		}
	})
}

// All measures that are kept by the defaults must find room: see keptMeasures.
func TestMeasures_room(t *testing.T) {
	all := len(network.Networks())*(len(network.CentralityMeasures())+1) +
		len(network.Modes())*len(network.Normalizations())*len(network.DuplicatesValues())
	if all > keptMeasures {
		t.Errorf("there are %d measures, and %d are kept", all, keptMeasures)
	}
}
