package main

import (
	"context"
	"os"
	"runtime/debug"
	"testing"
)

// A small graph has a fixed room for garbage, a large one half as much as it takes itself.
func TestServingMemory(t *testing.T) {
	for inUse, want := range map[uint64]int64{
		0:       1 << 30,
		1 << 29: 1 << 30,
		1 << 30: 3 << 29,
	} {
		if got := servingMemory(inUse); got != want {
			t.Errorf("servingMemory(%d) = %d, want %d", inUse, got, want)
		}
	}
}

// A server sets the collector and takes that back when it ends; what the environment sets stays.
func TestCollecting(t *testing.T) {
	percent := func() int {
		p := debug.SetGCPercent(100)
		debug.SetGCPercent(p)
		return p
	}
	before := percent()
	t.Run("by_default", func(t *testing.T) {
		for _, name := range []string{"GOGC", "GOMEMLIMIT"} {
			t.Setenv(name, "") // which brings it back when the test ends
			if err := os.Unsetenv(name); err != nil {
				t.Fatal(err)
			}
		}
		restore := whileServing.begin(context.Background())
		if got := percent(); got != whileServing.percent {
			t.Errorf("while serving: %d, want %d", got, whileServing.percent)
		}
		if restore(); percent() != before {
			t.Errorf("afterwards: %d, want %d", percent(), before)
		}
	})
	for _, name := range []string{"GOGC", "GOMEMLIMIT"} {
		t.Run(name, func(t *testing.T) {
			t.Setenv(name, "1000")
			restore := whileServing.begin(context.Background())
			defer restore()
			if got := percent(); got != before {
				t.Errorf("%d, want %d", got, before)
			}
		})
	}
}
