package pages

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"strings"
)

// tag returns the entity tag of the page at the address of r: of all that the page depends on. It is false while there is
// no graph. Tags are weak, for a compressed page is another sequence of bytes.
func (s *site) tag(r *http.Request, l Lang) (string, bool) {
	version, ok := s.o.Ask.Version()
	if !ok {
		return "", false
	}
	h := sha256.New()
	fmt.Fprintf(h, "%s\n%s\n%d\n%s\n%s", s.epoch, s.o.Version, version, l, r.URL.RequestURI())
	return `W/"` + hex.EncodeToString(h.Sum(nil)[:12]) + `"`, true
}

// matches reports whether If-None-Match names the tag; as RFC 9110 has it for GET, weakness aside.
func matches(header []string, tag string) bool {
	opaque := strings.TrimPrefix(tag, "W/")
	for _, part := range strings.Split(strings.Join(header, ","), ",") {
		part = strings.TrimSpace(part)
		if part == "*" || strings.TrimPrefix(part, "W/") == opaque {
			return true
		}
	}
	return false
}

// cacheable says that the page may be kept and must be asked for again each time, since any change of the graph may
// change it. What may hold words of an attached copy is the reader's own.
func cacheable(w http.ResponseWriter, q *request, tag string) {
	control := "no-cache"
	if q.mayQuote() {
		control = "private, no-cache"
	}
	w.Header().Set("Cache-Control", control)
	w.Header().Set("ETag", tag)
}
