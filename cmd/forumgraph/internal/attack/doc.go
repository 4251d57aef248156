// Attack runs the attacks that once made the server unavailable, against a real server on this machine, and prints a
// table: the case, the result before the fix, the result now, and the limit. It exits with 1 if a limit is missed.
//
//	go run ./cmd/forumgraph/internal/attack [-run REGEXP] [-bin PROGRAM] [-v]
//
// Each case is a file with one function that returns a [Case]; [cases] lists them in running order. A case starts its
// own server on a free port of the loopback interface, with its own data folder, and is bounded in requests and in
// time. All servers end with their case, and with this program, however it ends.
package main
