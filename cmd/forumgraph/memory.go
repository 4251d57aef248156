package main

import (
	"context"
	"os"
	"runtime/debug"
	"runtime/metrics"
	"time"
)

// How a server trades memory for time. Answering makes garbage in proportion to what is asked, and each collection looks
// through the whole graph: with the runtime's usual 100 percent an eighth of the time went there for a small graph, and the
// requests that came during a collection were the slowest. A large graph cannot have as much: a quarter of a gigabyte of
// what is in use is room that Badger reserves for changes and never touches, to which garbage in proportion would be added.
const (
	// serveGOGC lets garbage grow to so many percent of what is in use, within the limit of memory.
	serveGOGC = 400
	// roomyMemory is that limit, in bytes, unless the graph needs more than two thirds of it: then it is half as much again
	// as what is in use. At ten thousand reports that keeps a server under heavy load below 1.5 GB.
	roomyMemory = 1 << 30
	// memoryRevised is how often it is looked at how much is in use.
	memoryRevised = 10 * time.Second
)

// tuneMemory sets the garbage collector for a server and keeps it set until ctx ends. Whoever sets GOGC or GOMEMLIMIT in the
// environment knows better, and is left alone. The function returned takes the settings back.
func tuneMemory(ctx context.Context) (restore func()) {
	for _, name := range []string{"GOGC", "GOMEMLIMIT"} {
		if os.Getenv(name) != "" {
			return func() {}
		}
	}
	percent := debug.SetGCPercent(serveGOGC)
	limit := debug.SetMemoryLimit(memoryLimit(memoryInUse()))
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
				debug.SetMemoryLimit(memoryLimit(memoryInUse()))
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

// memoryLimit returns what the collector is to keep the process below, when so many bytes were in use at its last run: more
// than that in any case, so that it never runs for its own sake.
func memoryLimit(inUse uint64) int64 {
	return max(int64(inUse)/2*3, roomyMemory)
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
