package main

import (
	"context"
	"os"
	"runtime/debug"
	"runtime/metrics"
	"time"
)

// collecting is how a command trades memory for time: what it does makes garbage, and each collection of that looks through
// all that is in use.
type collecting struct {
	// percent is how much garbage gathers before it is collected, in percent of what is in use.
	percent int
	// limit returns what the collector is to keep the process below, in bytes, when so many were in use at its last run. It is
	// to leave room above these: with less than it needs, the collector runs for its own sake.
	limit func(inUse uint64) int64
}

// memoryRevised is how often it is looked at how much is in use: often enough that a graph is not collected again and again
// while it is loaded.
const memoryRevised = 250 * time.Millisecond

// whoKnowsBetter are the variables of the environment that set the collector.
var whoKnowsBetter = []string{"GOGC", "GOMEMLIMIT"}

// heed keeps a process within the budget of its system, at Go's own pace of collecting.
func (b budget) heed() {
	for _, name := range whoKnowsBetter {
		if _, set := os.LookupEnv(name); set {
			return
		}
	}
	debug.SetMemoryLimit(b.collectorLimit(0))
}

// begin sets the garbage collector and keeps it set until ctx ends. Whoever sets GOGC or GOMEMLIMIT in the environment knows
// better, and is left alone. The function returned takes the settings back.
func (c collecting) begin(ctx context.Context) (restore func()) {
	for _, name := range whoKnowsBetter {
		if _, set := os.LookupEnv(name); set {
			return func() {}
		}
	}
	percent := debug.SetGCPercent(c.percent)
	limit := debug.SetMemoryLimit(c.limit(memoryInUse()))
	ctx, stop := context.WithCancel(ctx)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		ticker := time.NewTicker(memoryRevised)
		defer ticker.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-ticker.C:
				debug.SetMemoryLimit(c.limit(memoryInUse()))
			}
		}
	}()
	return func() {
		stop()
		<-ended
		debug.SetGCPercent(percent)
		debug.SetMemoryLimit(limit)
	}
}

// memoryInUse returns how many bytes were in use when the collector ran last; 0 before it ran.
func memoryInUse() uint64 {
	sample := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(sample)
	if sample[0].Value.Kind() != metrics.KindUint64 {
		return 0
	}
	return sample[0].Value.Uint64()
}
