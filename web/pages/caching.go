package pages

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"strings"
)

// tag returns the entity tag of the page at the address of r, made from all that the page depends on. It returns false
// while no graph is loaded. Tags are weak, because a compressed page has other bytes.
func (s *site) tag(r *http.Request, l Lang) (string, bool) {
	version, ok := s.o.Ask.Version()
	if !ok {
		return "", false
	}
	h := sha256.New()
	fmt.Fprintf(h, "%s\n%s\n%d\n%s\n%s", s.epoch, s.o.Version, version, l, r.URL.RequestURI())
	return `W/"` + hex.EncodeToString(h.Sum(nil)[:12]) + `"`, true
}

// matches reports whether If-None-Match names the tag, by the weak comparison of RFC 9110 for GET.
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

// cacheable allows the page to be cached but requires revalidation, since any change of the graph may change it. Pages
// that may hold words of an attached copy are private.
func cacheable(w http.ResponseWriter, q *request, tag string) {
	control := "no-cache"
	if q.mayQuote() {
		control = "private, no-cache"
	}
	w.Header().Set("Cache-Control", control)
	w.Header().Set("ETag", tag)
}
