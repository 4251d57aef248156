package main

import (
	"io"
	"os"
	"sync/atomic"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"forumgraph/store"
)

// progressDelay is how long work runs before its progress appears.
const progressDelay = time.Second

// startProgress shows on w that work is running, once it has run longer than [progressDelay] and if w is a terminal.
// stop removes the display.
func startProgress(w io.Writer, what string) (stop func()) {
	screen, ok := terminal(w)
	if !ok {
		return func() {}
	}
	return spin(delayed(screen), what)
}

// spin draws an activity display on w until it is stopped. The work is one transaction of the store with an unknown
// end, so the display shows the time so far, not a percentage.
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
		// Failing to draw must not fail the work.
		_ = bar.Finish()
	}
}

// isTerminal reports whether w is a terminal.
func isTerminal(w io.Writer) bool {
	_, ok := terminal(w)
	return ok
}

// terminal returns the terminal that w writes to, if any. Drawing moves the cursor, so it bypasses visibleWriter.
func terminal(w io.Writer) (*os.File, bool) {
	if v, ok := w.(*visibleWriter); ok {
		w = v.w
	}
	f, ok := w.(*os.File)
	return f, ok && term.IsTerminal(int(f.Fd()))
}

// delayedWriter drops what is written before a given time.
type delayedWriter struct {
	w    io.Writer
	now  func() time.Time
	from time.Time
}

// delayed returns a writer that drops everything until [progressDelay] has passed.
func delayed(w io.Writer) *delayedWriter {
	return &delayedWriter{w: w, now: time.Now, from: time.Now().Add(progressDelay)}
}

func (d *delayedWriter) Write(p []byte) (int, error) {
	if d.now().Before(d.from) {
		return len(p), nil
	}
	return d.w.Write(p)
}

// loadProgress shows the progress of a load: first by bytes read, then by nodes, each with its rate and the remaining
// time.
type loadProgress struct {
	in    io.Reader
	size  int64 // 0 if unknown
	read  atomic.Int64
	w     io.Writer // nil if w is not a terminal
	stage store.LoadStage
	nodes int
	bar   *progressbar.ProgressBar
}

func startLoadProgress(w io.Writer, in io.Reader, size int64) *loadProgress {
	p := &loadProgress{in: in, size: size}
	if screen, ok := terminal(w); ok {
		p.w = delayed(screen)
	}
	return p
}

// Read implements io.Reader and counts the bytes.
func (p *loadProgress) Read(b []byte) (int, error) {
	n, err := p.in.Read(b)
	p.read.Add(int64(n))
	return n, err
}

// show is the Progress function of a store.Load.
func (p *loadProgress) show(at store.LoadProgress) {
	if p.w == nil {
		return
	}
	// Writing starts again after records were left out.
	if at.Stage != p.stage || at.Done < p.nodes {
		p.stop()
		p.bar = p.newBar(at)
	}
	p.stage, p.nodes = at.Stage, at.Done
	done := int64(at.Done)
	if at.Stage == store.LoadReading {
		done = p.read.Load()
	}
	// Failing to draw must not fail the work.
	_ = p.bar.Set64(done)
}

func (p *loadProgress) newBar(at store.LoadProgress) *progressbar.ProgressBar {
	most := int64(at.Nodes)
	options := []progressbar.Option{
		progressbar.OptionSetWriter(p.w),
		progressbar.OptionSetDescription(string(at.Stage)),
		progressbar.OptionSetPredictTime(true),
		progressbar.OptionSetElapsedTime(true),
		progressbar.OptionClearOnFinish(),
		progressbar.OptionSetWidth(20),
	}
	if at.Stage == store.LoadReading {
		options = append(options, progressbar.OptionShowBytes(true))
		if most = p.size; most == 0 {
			most = -1
		}
	} else {
		options = append(options, progressbar.OptionShowIts(), progressbar.OptionShowCount(), progressbar.OptionSetItsString("nodes"))
	}
	return progressbar.NewOptions64(most, options...)
}

func (p *loadProgress) stop() {
	if p.bar != nil {
		_ = p.bar.Finish()
		p.bar = nil
	}
}
