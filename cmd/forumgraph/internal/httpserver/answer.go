package httpserver

import (
	"net/http"
	"strings"
)

// answer passes an answer on, and records what the log needs.
type answer struct {
	http.ResponseWriter
	// vary holds the request headers on which these layers make the answer depend. They are added when the header is
	// sent, since a route may overwrite Vary.
	vary   []string
	bodily bool // false for HEAD
	status int  // 0 until the header is sent
	bytes  int64
}

// WriteHeader implements [http.ResponseWriter].
func (a *answer) WriteHeader(status int) {
	if a.status == 0 && status >= http.StatusOK { // a 1xx status is a notice, not the answer
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

// Unwrap returns the underlying writer for [http.ResponseController].
func (a *answer) Unwrap() http.ResponseWriter { return a.ResponseWriter }

// addVary adds the names that Vary does not have yet.
func addVary(h http.Header, names []string) {
	has := strings.Join(h.Values("Vary"), ",")
	for _, name := range names {
		if !listed(has, name) {
			h.Add("Vary", name)
		}
	}
}

// listed reports whether name is in list, whose names are separated by commas.
func listed(list, name string) bool {
	for other := range strings.SplitSeq(list, ",") {
		if strings.EqualFold(strings.TrimSpace(other), name) {
			return true
		}
	}
	return false
}
