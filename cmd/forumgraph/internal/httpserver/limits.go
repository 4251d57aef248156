package httpserver

import (
	"runtime"
	"time"
)

// Limits bounds what all clients together, and each of them, can take of the server. A zero field has its default.
//
// An answer is unsent from the first byte that a route writes until the client's end of the connection has taken the
// last. Compressed answers count with their compressed size.
type Limits struct {
	// Slots is how many admitted operations run at once; the default is one per processor that Go uses.
	Slots int
	// CheapCost is the highest cost of a cheap operation, which need not wait for dearer ones; the default is 500.
	CheapCost int
	// Queue is how many operations may wait for a slot; the default is 64.
	Queue int
	// Wait is how long an operation may wait for a slot, from the arrival of its request; the default is a second.
	Wait time.Duration
	// Connections is the maximum number of open connections; the default is 1024, or fewer if the process may open
	// fewer files. ConnectionsPerClient is that of one client other than a trusted proxy; the default is a quarter of
	// Connections, but at least 16.
	Connections, ConnectionsPerClient int
	// UnsentBytes is the memory limit for unsent answers; the default is 64 MiB. UnsentBytesPerClient is that for one
	// client; the default is 16 MiB.
	UnsentBytes, UnsentBytesPerClient int64
	// ReaderPatience is how long an answer waits for a client that does not read; the default is 30 seconds. A client
	// that reads has another second for each ReaderRate bytes it has taken; the default is 16 KiB.
	ReaderPatience time.Duration
	ReaderRate     int64
}

func (l Limits) withDefaults() Limits {
	defaultTo(&l.Slots, runtime.GOMAXPROCS(0))
	defaultTo(&l.CheapCost, 500)
	defaultTo(&l.Queue, 64)
	defaultTo(&l.Wait, time.Second)
	defaultTo(&l.Connections, 1024)
	defaultTo(&l.ConnectionsPerClient, max(l.Connections/4, fewestPerClient))
	defaultTo(&l.UnsentBytes, 64<<20)
	defaultTo(&l.UnsentBytesPerClient, 16<<20)
	defaultTo(&l.ReaderPatience, 30*time.Second)
	defaultTo(&l.ReaderRate, 16<<10)
	return l
}

// fewestPerClient is the minimum of connections per client: a browser has six, and sometimes more.
const fewestPerClient = 16

func defaultTo[T int | int64 | time.Duration](field *T, value T) {
	if *field == 0 {
		*field = value
	}
}

// mostBuffered is the maximum length in bytes of an answer that is completed before it is sent. A longer one, such as
// an exported list or a drawing, is sent while it is made.
const mostBuffered = 8 << 20
