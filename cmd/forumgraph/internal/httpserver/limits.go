package httpserver

import (
	"runtime"
	"time"
)

// Limits bounds what all clients together, and each of them, can take of the server. A zero field has its default.
//
// An answer counts as unsent from the first byte that a route writes until the client's end of the connection has taken
// the last; compressed answers count as such.
type Limits struct {
	// Slots is how many operations that were admitted run at once; the default is one for each processor that Go uses.
	Slots int
	// CheapCost is the highest cost of an operation that need not wait for dearer ones; the default is 500.
	CheapCost int
	// Queue is how many operations wait for a slot; the default is 64.
	Queue int
	// Wait is how long an operation waits for a slot, counted from the arrival of its request; the default is a second.
	Wait time.Duration
	// Connections is how many are open at once, ConnectionsPerClient how many of one client that is no trusted proxy. The
	// defaults are 1024, or fewer where the process may not have as many files open, and a quarter of Connections, but 16 at least.
	Connections, ConnectionsPerClient int
	// UnsentBytes is how much memory answers take that are not yet sent, UnsentBytesPerClient how much those of one client
	// take. The defaults are 64 MiB and 16 MiB.
	UnsentBytes, UnsentBytesPerClient int64
	// ReaderPatience is how long an answer waits for a client that does not read it; the default is 30 seconds. A client that
	// reads has a second more for each ReaderRate bytes that it has taken; the default is 16 KiB.
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

// fewestPerClient is how many connections each client may have however few there are: a browser has six, and opens more.
const fewestPerClient = 16

func defaultTo[T int | int64 | time.Duration](field *T, value T) {
	if *field == 0 {
		*field = value
	}
}

// mostBuffered is how long an answer may be, in bytes, that is complete before it is sent. A longer one, which is a file of
// a list or a drawing, is sent while it is made.
const mostBuffered = 8 << 20
