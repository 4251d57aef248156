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

// whileServing is how a server does. At the default of Go's collector, 100 percent, an eighth of the time went there, and
// requests that came during a collection were the slowest.
var whileServing = collecting{400, servingMemory}

// roomyMemory is how much memory a server may take, in bytes, unless the graph itself needs more than two thirds of it.
const roomyMemory = 1 << 30

// servingMemory is the limit of a server: half as much more as is in use. A quarter of a gigabyte of what is in use is room
// that Badger reserves for changes and never touches; with ten thousand reports the process then stays at 1.4 GB under load.
func servingMemory(inUse uint64) int64 {
	return max(int64(inUse)+int64(inUse)/2, roomyMemory)
}

// memoryRevised is how often it is looked at how much is in use: often enough that a graph is not collected again and again
// while it is loaded.
const memoryRevised = 250 * time.Millisecond

// begin sets the garbage collector and keeps it set until ctx ends. Whoever sets GOGC or GOMEMLIMIT in the environment knows
// better, and is left alone. The function returned takes the settings back.
func (c collecting) begin(ctx context.Context) (restore func()) {
	for _, name := range []string{"GOGC", "GOMEMLIMIT"} {
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
