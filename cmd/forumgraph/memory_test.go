package main

import (
	"context"
	"math"
	"os"
	"runtime/debug"
	"testing"

	"forumgraph/cmd/forumgraph/internal/memlimit"
)

// A server sets the collector and takes that back when it ends; what the environment sets stays.
func TestCollecting(t *testing.T) {
	percent := func() int {
		p := debug.SetGCPercent(100)
		debug.SetGCPercent(p)
		return p
	}
	before := percent()
	whileServing := newBudget(0, memlimit.Given{Memory: 1 << 30, AddressSpace: math.MaxInt64}).whileServing()
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
