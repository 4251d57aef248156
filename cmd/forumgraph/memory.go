package main

import (
	"context"
	"os"
	"runtime/debug"
	"runtime/metrics"
	"time"
)

// collecting is how a command trades memory for time: each garbage collection scans all memory in use, so fewer
// collections take less time and more memory.
type collecting struct {
	// percent is how much garbage may accumulate before a collection, in percent of what is in use.
	percent int
	// limit returns the collector's memory limit in bytes, given how many bytes were in use at its last run. It must be
	// above these: with too little room the collector runs all the time.
	limit func(inUse uint64) int64
}

// memoryRevised is how often the limit is updated: often enough that a graph is not collected repeatedly while it is
// loaded.
const memoryRevised = 250 * time.Millisecond

// whoKnowsBetter are the environment variables that configure the collector.
var whoKnowsBetter = []string{"GOGC", "GOMEMLIMIT"}

// heed keeps a process within the budget, with Go's default pace of collection.
func (b budget) heed() {
	for _, name := range whoKnowsBetter {
		if _, set := os.LookupEnv(name); set {
			return
		}
	}
	debug.SetMemoryLimit(b.collectorLimit(0))
}

// begin configures the garbage collector until ctx ends. If GOGC or GOMEMLIMIT is set, it does nothing. restore resets
// the configuration.
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

// memoryInUse returns how many bytes were in use at the collector's last run; 0 before the first.
func memoryInUse() uint64 {
	sample := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(sample)
	if sample[0].Value.Kind() != metrics.KindUint64 {
		return 0
	}
	return sample[0].Value.Uint64()
}
