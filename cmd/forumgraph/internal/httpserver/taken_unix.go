//go:build unix

package httpserver

import (
	"net"
	"os"
	"syscall"
)

// taken returns, without waiting, the connections that the system has accepted for a listener and that Accept has not
// returned yet.
func taken(l net.Listener) []net.Conn {
	socket, ok := l.(syscall.Conn)
	if !ok {
		return nil
	}
	raw, err := socket.SyscallConn()
	if err != nil {
		return nil
	}
	var conns []net.Conn
	_ = raw.Control(func(fd uintptr) { // an error means that the listener is closed and has none
		for {
			// Go's listeners do not block.
			accepted, _, err := syscall.Accept(int(fd))
			if err != nil {
				return
			}
			syscall.CloseOnExec(accepted)
			file := os.NewFile(uintptr(accepted), "connection")
			conn, err := net.FileConn(file)
			_ = file.Close() // conn has a copy
			if err == nil {
				conns = append(conns, conn)
			}
		}
	})
	return conns
}
