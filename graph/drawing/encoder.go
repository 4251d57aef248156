package drawing

import (
	"context"
	"encoding/json"
	"io"
	"math"
	"strconv"
)

// pieceSize is the approximate size of one write, in bytes.
const pieceSize = 32 << 10

// encoder writes JSON in pieces. After the first error, which may be the context's, it writes nothing more.
type encoder struct {
	ctx   context.Context
	w     io.Writer
	piece []byte
	err   error
}

func newEncoder(ctx context.Context, w io.Writer) *encoder {
	return &encoder{ctx: ctx, w: w, piece: make([]byte, 0, pieceSize+1<<10)}
}

func (e *encoder) text(s string) *encoder {
	e.piece = append(e.piece, s...)
	return e
}

// separator puts a comma before all but the first element. It also writes out a full piece; doing so here keeps the end
// of the last element in the buffer for drop.
func (e *encoder) separator(i int) *encoder {
	if len(e.piece) >= pieceSize {
		e.send()
	}
	if i > 0 {
		e.piece = append(e.piece, ',')
	}
	return e
}

func (e *encoder) integer(n int) *encoder {
	e.piece = strconv.AppendInt(e.piece, int64(n), 10)
	return e
}

// decimal writes v with at most one decimal.
func (e *encoder) decimal(v float64) *encoder {
	v = math.Round(v*10) / 10
	if v == 0 {
		v = 0 // not -0
	}
	e.piece = strconv.AppendFloat(e.piece, v, 'f', -1, 64)
	return e
}

// quoted writes s as a string. It escapes characters with a meaning in HTML, as encoding/json does.
func (e *encoder) quoted(s string) *encoder {
	quoted, err := json.Marshal(s)
	if err != nil {
		panic("a string has no JSON: " + err.Error())
	}
	e.piece = append(e.piece, quoted...)
	return e
}

// drop removes the last n bytes, which must have been written since the last separator.
func (e *encoder) drop(n int) *encoder {
	e.piece = e.piece[:len(e.piece)-n]
	return e
}

func (e *encoder) send() {
	if e.err == nil {
		e.err = e.ctx.Err()
	}
	if e.err == nil {
		_, e.err = e.w.Write(e.piece)
	}
	e.piece = e.piece[:0]
}

// flush writes the rest.
func (e *encoder) flush() error {
	e.send()
	return e.err
}
