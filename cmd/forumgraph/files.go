package main

import (
	"log/slog"
	"os"
	"syscall"

	"forumgraph/cmd/forumgraph/internal/httpserver"
)

const (
	// spareFiles is how many files are left for those opened while the server runs: tables that Badger merges, the
	// metrics address, and connections in the reserve for probes and refusals.
	spareFiles = 24
	// fewestConnections is the minimum number of connections, however few files the process may open.
	fewestConnections = 4
)

// limitConnections limits a server's connections to the number of files the process may still open. Call it when the
// store is open. If the system does not report its limit, the server's own limit stays.
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
	used := len(entries) - 1 - connections // the folder itself is one of them
	most := connectionsFor(files.Cur, used)
	if server.LimitConnections(most) {
		logger.Warn("few connections are taken, since the process may open few files", "connections", most, "files", files.Cur)
	}
}

// connectionsFor returns how many connections a process may accept if it may open this many files and uses some
// already.
func connectionsFor(files uint64, used int) int {
	const many = 1 << 20 // also means no limit
	return max(int(min(files, many))-used-spareFiles, fewestConnections)
}
