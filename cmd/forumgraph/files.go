package main

import (
	"log/slog"
	"os"
	"syscall"

	"forumgraph/cmd/forumgraph/internal/httpserver"
)

const (
	// spareFiles is how many files are left for what is opened while the server runs: tables that Badger merges, the address of
	// the metrics, probes and refusals beyond the most connections.
	spareFiles = 24
	// fewestConnections is what clients may have however few files there are.
	fewestConnections = 4
)

// limitConnections keeps a server from more connections than the process can have files open beside those that it has.
// Call it when the store is open. A system that does not tell leaves the server's own limit.
func limitConnections(server *httpserver.Server, logger *slog.Logger) {
	var files syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &files); err != nil {
		return
	}
	entries, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		return
	}
	connections, _ := server.Connections()
	used := len(entries) - 1 - connections // one of them is the folder itself
	most := connectionsFor(files.Cur, used)
	if server.LimitConnections(most) {
		logger.Warn("few connections are taken, since the process may open few files", "connections", most, "files", files.Cur)
	}
}

// connectionsFor returns how many connections a process may take that may have so many files open and uses some already.
func connectionsFor(files uint64, used int) int {
	const many = 1 << 20 // and no limit at all
	return max(int(min(files, many))-used-spareFiles, fewestConnections)
}
