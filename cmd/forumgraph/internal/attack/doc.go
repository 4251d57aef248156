// Attack runs what has taken the server away from its readers before, against a real server on this machine, and prints a
// table: the case, what happened before it was mended, what happens now, and the limit. It exits with 1 if a limit is missed.
//
//	go run ./cmd/forumgraph/internal/attack [-run REGEXP] [-bin PROGRAM] [-v]
//
// Each case is a file with one function that returns a [Case]; [cases] lists them in the order in which they run. A case
// starts its own server on a free port of the loopback interface and with a data folder of its own, and is bounded in
// requests and in time. All servers end with their case, and with this program, however it ends.
package main
