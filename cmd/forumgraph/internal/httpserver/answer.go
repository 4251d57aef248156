package httpserver

import (
	"net/http"
	"strings"
)

// answer passes an answer on, and keeps what the log tells of it.
type answer struct {
	http.ResponseWriter
	// vary holds the request headers that the answer depends on because of the layers here. They are added when the header
	// is sent, since a route may set a Vary of its own over what these layers wrote.
	vary   []string
	bodily bool // false for HEAD, whose body is not sent
	status int  // 0 until the header is sent
	bytes  int64
}

// WriteHeader implements [http.ResponseWriter].
func (a *answer) WriteHeader(status int) {
	if a.status == 0 && status >= http.StatusOK { // what comes before is a notice, not the answer
		a.status = status
		addVary(a.Header(), a.vary)
	}
	a.ResponseWriter.WriteHeader(status)
}

// Write implements [http.ResponseWriter].
func (a *answer) Write(b []byte) (int, error) {
	if a.status == 0 {
		a.WriteHeader(http.StatusOK)
	}
	n, err := a.ResponseWriter.Write(b)
	if a.bodily {
		a.bytes += int64(n)
	}
	return n, err
}

// Unwrap lets [http.ResponseController] reach what is below.
func (a *answer) Unwrap() http.ResponseWriter { return a.ResponseWriter }

// addVary adds those of names to Vary that it does not have.
func addVary(h http.Header, names []string) {
	has := strings.Join(h.Values("Vary"), ",")
	for _, name := range names {
		if !listed(has, name) {
			h.Add("Vary", name)
		}
	}
}

// listed reports whether name is among the names in list, which are parted by commas.
func listed(list, name string) bool {
	for other := range strings.SplitSeq(list, ",") {
		if strings.EqualFold(strings.TrimSpace(other), name) {
			return true
		}
	}
	return false
}
