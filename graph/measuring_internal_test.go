package graph

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"

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
		if _, err := m.get(impatient, first, key, compute); !errors.Is(err, errMeasuring) {
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
	})
}
