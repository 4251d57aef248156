package httpserver

import (
	"errors"
	"maps"
	"net/http"
	"os"
	"strconv"
	"sync"
	"time"
)

// The sizes in bytes of the pieces that hold an answer. The first fits most API answers.
const (
	firstPiece = 4 << 10
	nextPiece  = 64 << 10
)

// pieces are the free ones.
var pieces = sync.Pool{New: func() any { return new([nextPiece]byte) }}

// sender keeps an answer until it is complete, so that what made it does not wait for a slow reader. Then it sends it
// as fast as the client reads, but drops a client that reads too slowly. The guard's ledger counts what it keeps.
type sender struct {
	http.ResponseWriter
	guard *Guard
	r     *http.Request
	x     *exchange
	// before is the header before the routes ran, for a refusal that replaces their answer.
	before http.Header

	status  int // 0 until the routes set it
	pieces  [][]byte
	size    int
	refused bool
	sent    bool // the header and all but the last pieces

	begun time.Time // when the first byte was sent
	taken int64     // bytes that the client has accepted
	err   error     // of writing to the connection
}

// sending answers through a sender. Probes bypass it: they are short, and must be answered however much is unsent.
func (g *Guard) sending(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if g.o.isProbe(r) {
			next.ServeHTTP(w, r)
			return
		}
		x := exchangeOf(r.Context())
		if refused := new(Refused); errors.As(g.roomFor(x), &refused) {
			g.refuse(w, r, refused)
			return
		}
		s := &sender{ResponseWriter: w, guard: g, r: r, x: x, before: maps.Clone(w.Header())}
		defer func() {
			x.rest()
			if !s.sent {
				s.discard() // the routes panicked, and an outer layer answers
			}
			s.release()
		}()
		next.ServeHTTP(s, r)
		s.finish()
	})
}

// WriteHeader implements [http.ResponseWriter].
func (s *sender) WriteHeader(status int) {
	switch {
	case status < http.StatusOK:
		s.ResponseWriter.WriteHeader(status) // a 1xx notice before the answer
	case s.status == 0:
		s.status = status
	}
}

// Write implements [http.ResponseWriter].
func (s *sender) Write(b []byte) (int, error) {
	if s.status == 0 {
		s.status = http.StatusOK
	}
	n := len(b)
	for len(b) > 0 && !s.refused && s.err == nil {
		last := len(s.pieces) - 1
		if last < 0 || len(s.pieces[last]) == cap(s.pieces[last]) {
			s.grow()
			continue
		}
		piece := s.pieces[last]
		more := min(cap(piece)-len(piece), len(b))
		s.pieces[last] = append(piece, b[:more]...)
		s.size += more
		b = b[more:]
	}
	if s.err != nil {
		return n - len(b), s.err
	}
	return n, nil // if the answer was refused, its writer need not know
}

// grow makes room for more of the answer.
func (s *sender) grow() {
	if s.sent || s.size >= mostBuffered {
		s.send()
		if last := len(s.pieces) - 1; last >= 0 {
			s.pieces[last] = s.pieces[last][:0]
		}
		return
	}
	size := nextPiece
	if len(s.pieces) == 0 {
		size = firstPiece
	}
	if !s.guard.unsent.take(s.x.client, int64(size)) {
		s.refuse()
		return
	}
	if size == firstPiece {
		s.pieces = append(s.pieces, make([]byte, 0, size))
		return
	}
	s.pieces = append(s.pieces, pieces.Get().(*[nextPiece]byte)[:0])
}

// refuse replaces the answer with a refusal, since there is no room for it.
func (s *sender) refuse() {
	s.x.rest()
	s.discard()
	s.refused, s.sent = true, true
	refused := &Refused{After: time.Second}
	if own, _ := s.guard.unsent.full(s.x.client); own {
		refused.Limited, refused.Message = true, unreadText
	}
	s.guard.refuse(s.ResponseWriter, s.r, refused)
}

// finish sends the answer.
func (s *sender) finish() {
	if s.refused {
		return
	}
	s.x.rest()
	if s.status == 0 {
		s.status = http.StatusOK
	}
	if h := s.Header(); !s.sent && s.r.Method != http.MethodHead && s.size > 0 && h.Get("Content-Length") == "" {
		h.Set("Content-Length", strconv.Itoa(s.size))
	}
	s.send()
}

// send sends all pieces, and keeps the memory of the last one for reuse.
func (s *sender) send() {
	if !s.sent {
		s.x.stream()
		s.sent, s.begun = true, time.Now()
		s.ResponseWriter.WriteHeader(s.status)
	}
	connection := http.NewResponseController(s.ResponseWriter)
	for len(s.pieces) > 0 && s.err == nil {
		seconds := float64(s.taken) / float64(s.guard.limits.ReaderRate)
		// Without a connection, as in tests, there is no slow client.
		_ = connection.SetWriteDeadline(s.begun.Add(s.guard.limits.ReaderPatience + time.Duration(seconds*float64(time.Second))))
		var n int
		n, s.err = s.ResponseWriter.Write(s.pieces[0])
		s.taken += int64(n)
		if errors.Is(s.err, http.ErrBodyNotAllowed) {
			s.err = nil // for HEAD, or a status without a body
		}
		if errors.Is(s.err, os.ErrDeadlineExceeded) {
			s.guard.abandoned.Add(1)
		}
		if len(s.pieces) == 1 {
			return
		}
		s.give(s.pieces[0])
		s.pieces = s.pieces[1:]
	}
}

// discard drops the answer, of which nothing has been sent.
func (s *sender) discard() {
	s.release()
	clear(s.Header())
	maps.Copy(s.Header(), s.before)
}

// release frees what is kept.
func (s *sender) release() {
	for _, piece := range s.pieces {
		s.give(piece)
	}
	s.pieces = nil
}

func (s *sender) give(piece []byte) {
	s.guard.unsent.give(s.x.client, int64(cap(piece)))
	if cap(piece) == nextPiece {
		pieces.Put((*[nextPiece]byte)(piece[:nextPiece]))
	}
}
