//go:build !unix

package httpserver

import "net"

// taken returns nothing, because this system does not report such connections; they are cut off when the listener
// closes.
func taken(net.Listener) []net.Conn { return nil }
