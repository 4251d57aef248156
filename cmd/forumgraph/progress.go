package main

import (
	"io"
	"os"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// progressDelay is how long work lasts before it shows itself.
const progressDelay = time.Second

// startProgress shows on w that a piece of work goes on, once it has lasted longer than [progressDelay] and if w is a
// terminal. The returned function ends the display and leaves nothing of it behind.
func startProgress(w io.Writer, what string) (stop func()) {
	if !isTerminal(w) {
		return func() {}
	}
	return spin(&delayedWriter{w: w, now: time.Now, from: time.Now().Add(progressDelay)}, what)
}

// spin draws an activity display on w until it is stopped. The work is one transaction of the store, whose end nobody
// can foretell, so the display tells that it goes on and for how long, not a share of it.
func spin(w io.Writer, what string) (stop func()) {
	bar := progressbar.NewOptions64(-1,
		progressbar.OptionSetWriter(w),
		progressbar.OptionSetDescription(what),
		progressbar.OptionSetElapsedTime(true),
		progressbar.OptionSpinnerType(14),
		progressbar.OptionClearOnFinish(),
		progressbar.OptionSetRenderBlankState(true),
	)
	return func() {
		// The display goes to a terminal; that it cannot be drawn is no failure of the work.
		_ = bar.Finish()
	}
}

// isTerminal reports whether w or r is a terminal.
func isTerminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// delayedWriter drops what is written before a moment.
type delayedWriter struct {
	w    io.Writer
	now  func() time.Time
	from time.Time
}

func (d *delayedWriter) Write(p []byte) (int, error) {
	if d.now().Before(d.from) {
		return len(p), nil
	}
	return d.w.Write(p)
}
