package topology

import (
	"context"
	"errors"
	"math"
	"runtime"
	"testing"
)

// Clearing must forget every level, and leave room for all levels, also where the base has come to the end of its numbers
// and begins again.
func TestLevels_clear(t *testing.T) {
	for offset := range uint32(2 * mostLevels) {
		l := newLevels(2)
		l.base = math.MaxUint32 - 4*mostLevels + offset
		for range 5 {
			l.set(0, mostLevels-1)
			if !l.has(0) || !l.at(0, mostLevels-1) || l.at(0, 0) || l.has(1) {
				t.Fatalf("offset %d: levels set to %v above %d", offset, l.entries, l.base)
			}
			l.clear()
			if l.has(0) || l.has(1) {
				t.Fatalf("offset %d: levels survive in %v above %d", offset, l.entries, l.base)
			}
		}
	}
}

// As many questions run at once as there are processors; the next one waits until one of them ends, or it has to give up.
func TestTopology_borrow(t *testing.T) {
	top := &Topology{version: 1}
	var borrowed []*scratch
	for range runtime.GOMAXPROCS(0) {
		s, err := top.borrow(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		borrowed = append(borrowed, s)
	}
	ended, end := context.WithCancel(t.Context())
	end()
	if _, err := top.borrow(ended); !errors.Is(err, context.Canceled) {
		t.Errorf("with nothing free: %v", err)
	}
	got := make(chan *scratch)
	go func() {
		s, _ := top.borrow(t.Context())
		got <- s
	}()
	top.giveBack(borrowed[0])
	if s := <-got; s != borrowed[0] {
		t.Error("the next one has another than was given back")
	}
}
