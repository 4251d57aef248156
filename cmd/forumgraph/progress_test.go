package main

import (
	"bytes"
	"testing"
	"time"
)

// What is drawn within the first second is not seen; what is drawn later is.
func TestDelayedWriter(t *testing.T) {
	start := time.Date(2016, 5, 10, 9, 0, 0, 0, time.UTC)
	now := start
	var got bytes.Buffer
	w := &delayedWriter{w: &got, now: func() time.Time { return now }, from: start.Add(progressDelay)}
	for _, step := range []struct {
		after time.Duration
		text  string
	}{{0, "early "}, {progressDelay - 1, "nearly "}, {progressDelay, "now "}, {time.Minute, "later"}} {
		now = start.Add(step.after)
		if n, err := w.Write([]byte(step.text)); n != len(step.text) || err != nil {
			t.Errorf("Write at %s: %d, %v; want %d and no error", step.after, n, err, len(step.text))
		}
	}
	if want := "now later"; got.String() != want {
		t.Errorf("written %q, want %q", got.String(), want)
	}
}

// The display names the work while it goes on and is gone when it ends.
func TestSpin(t *testing.T) {
	var got bytes.Buffer
	stop := spin(&got, "loading")
	stop()
	shown, rest, ok := bytes.Cut(got.Bytes(), []byte("loading"))
	if !ok {
		t.Fatalf("drawn %q, want it to name the work", got.String())
	}
	if !bytes.HasSuffix(rest, []byte("\r")) {
		t.Errorf("after %q, ends with %q, want the line blanked out and the cursor at its start", shown, rest)
	}
}

// Nothing is drawn where nobody looks.
func TestStartProgress_NoTerminal(t *testing.T) {
	var got bytes.Buffer
	startProgress(&got, "loading")()
	if got.Len() > 0 {
		t.Errorf("drawn %q, want nothing", got.String())
	}
}
