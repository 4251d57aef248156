package httpserver

import (
	"net/netip"
	"sync"
)

// ledger counts the unsent bytes of answers. Safe for concurrent use.
type ledger struct {
	most, mostPerClient int64

	mu       sync.Mutex
	all      int64
	byClient map[netip.Prefix]int64
}

func newLedger(most, mostPerClient int64) *ledger {
	return &ledger{most: most, mostPerClient: mostPerClient, byClient: make(map[netip.Prefix]int64)}
}

// take adds n bytes, unless that exceeds a limit.
func (l *ledger) take(client netip.Prefix, n int64) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.all+n > l.most || l.byClient[client]+n > l.mostPerClient {
		return false
	}
	l.all += n
	l.byClient[client] += n
	return true
}

// give subtracts n bytes.
func (l *ledger) give(client netip.Prefix, n int64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.all -= n
	if l.byClient[client] -= n; l.byClient[client] == 0 {
		delete(l.byClient, client)
	}
}

// full reports whether a client, or all clients together, have so much unsent that no long answer should be started.
func (l *ledger) full(client netip.Prefix) (own, all bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.byClient[client] > l.mostPerClient*3/4, l.all > l.most*7/8
}

func (l *ledger) bytes() int64 {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.all
}
