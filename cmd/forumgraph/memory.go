package main

import (
	"context"
	"os"
	"runtime/debug"
	"runtime/metrics"
	"time"
)

// How a server trades memory for time. Answering makes garbage in proportion to what is asked, and each collection looks
// through the whole graph: at the default of Go's collector, 100, an eighth of the time went there, and requests that came
// during a collection were the slowest.
const (
	// serveGOGC lets garbage grow to so many percent of what is in use.
	serveGOGC = 400
	// roomyMemory is how much memory that may take, in bytes, unless the graph itself needs more than two thirds of it.
	roomyMemory = 1 << 30
	// memoryRevised is how often it is looked at how much is in use: often enough that a large graph is not collected again
	// and again while it is loaded.
	memoryRevised = time.Second
)

// tuneMemory sets the garbage collector for a server and keeps it set until ctx ends. Whoever sets GOGC or GOMEMLIMIT in the
// environment knows better, and is left alone. The function returned takes the settings back.
func tuneMemory(ctx context.Context) (restore func()) {
	for _, name := range []string{"GOGC", "GOMEMLIMIT"} {
		if _, set := os.LookupEnv(name); set {
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

// memoryLimit returns what the collector is to keep the process below, when so many bytes were in use at its last run: at
// least half as much more, so that it never runs for its own sake. A quarter of a gigabyte of what is in use is room that
// Badger reserves for changes and never touches; with ten thousand reports the process then stays at 1.4 GB under load.
func memoryLimit(inUse uint64) int64 {
	return max(int64(inUse)+int64(inUse)/2, roomyMemory)
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
