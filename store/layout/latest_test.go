package layout_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"forumgraph/store/layout"
	"forumgraph/store/memstore"
	"forumgraph/store/storetest"
	"forumgraph/store/topology"
)

// versions returns the topologies of an empty store and of what the example makes of it.
func versions(t *testing.T) (older, newer *topology.Topology) {
	t.Helper()
	st := memstore.New()
	t.Cleanup(func() { _ = st.Close() })
	latest := topology.NewLatest(st)
	t.Cleanup(latest.Close)
	at := func() *topology.Topology {
		snap, err := st.Snapshot()
		if err != nil {
			t.Fatal(err)
		}
		defer snap.Close()
		top, err := latest.Of(t.Context(), snap)
		if err != nil {
			t.Fatal(err)
		}
		return top
	}
	older = at()
	if _, err := st.Apply(t.Context(), storetest.Example()); err != nil {
		t.Fatal(err)
	}
	return older, at()
}

// All who ask for one version get one layout; an older version gets its own and does not displace it.
func TestLatest_Of(t *testing.T) {
	older, newer := versions(t)
	latest := layout.NewLatest()
	defer latest.Close()
	var wg sync.WaitGroup
	got := make([]*layout.Layout, 8)
	for i := range got {
		wg.Go(func() {
			l, err := latest.Of(t.Context(), newer)
			if err != nil {
				t.Error(err)
			}
			got[i] = l
		})
	}
	wg.Wait()
	for _, l := range got {
		if l != got[0] {
			t.Error("one version was computed twice")
		}
	}
	old, err := latest.Of(t.Context(), older)
	if err != nil || old.Version() != older.Version() || len(old.Nodes()) != 0 {
		t.Errorf("older version: %v, %v", old, err)
	}
	if again, _ := latest.Of(t.Context(), newer); again != got[0] {
		t.Error("the older version displaced the latest")
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := latest.Of(ended, newer); !errors.Is(err, context.Canceled) {
		t.Errorf("a request that had ended: %v", err)
	}
}

// A computation goes on when who asked for it gives up.
func TestLatest_Of_givenUp(t *testing.T) {
	_, newer := versions(t)
	latest := layout.NewLatest()
	defer latest.Close()
	// The context has not ended when it is looked at first, and has when the layout is waited for.
	asked := &given{Context: t.Context(), done: make(chan struct{})}
	close(asked.done)
	l, err := latest.Of(asked, newer)
	if err == nil && l == nil {
		t.Error("neither a layout nor an error")
	}
	if again, err := latest.Of(t.Context(), newer); err != nil || again.Version() != newer.Version() {
		t.Errorf("asked again: %v, %v", again, err)
	}
}

// given is a context that was given up a moment after it was looked at.
type given struct {
	context.Context
	done   chan struct{}
	looked bool
}

func (g *given) Done() <-chan struct{} { return g.done }

func (g *given) Err() error {
	if !g.looked {
		g.looked = true
		return nil
	}
	return context.Canceled
}

// After Close nothing is computed any more, and what was under way has stopped.
func TestLatest_Close(t *testing.T) {
	older, newer := versions(t)
	latest := layout.NewLatest()
	if _, err := latest.Of(t.Context(), older); err != nil {
		t.Fatal(err)
	}
	latest.Close()
	if _, err := latest.Of(t.Context(), newer); !errors.Is(err, context.Canceled) {
		t.Errorf("Of after Close: %v", err)
	}
	latest.Close()
}

// The layout of the file is that of an equal graph of any version; it is passed over for another graph, and when it is damaged.
func TestOpenLatest(t *testing.T) {
	file := filepath.Join(t.TempDir(), "layout")
	log := new(bytes.Buffer)
	ask := func(top *topology.Topology) *layout.Layout {
		t.Helper()
		latest := layout.OpenLatest(layout.LatestOptions{File: file, Logger: slog.New(slog.NewTextHandler(log, nil))})
		defer latest.Close()
		l, err := latest.Of(t.Context(), top)
		if err != nil {
			t.Fatal(err)
		}
		return l
	}
	content := func() []byte {
		t.Helper()
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	older, newer := versions(t)
	ask(newer)
	written := content()
	if got := ask(newer); len(got.Nodes()) == 0 || got.Version() != newer.Version() || !bytes.Equal(content(), written) {
		t.Errorf("%d nodes at version %d; the file was kept: %v", len(got.Nodes()), got.Version(), bytes.Equal(content(), written))
	}
	if got := ask(older); len(got.Nodes()) != 0 || bytes.Equal(content(), written) {
		t.Errorf("another graph has %d nodes; the file was kept: %v", len(got.Nodes()), bytes.Equal(content(), written))
	}
	if log.Len() > 0 {
		t.Errorf("logged %s", log)
	}
	if err := os.WriteFile(file, written[:len(written)/2], 0o600); err != nil {
		t.Fatal(err)
	}
	ask(newer)
	if !strings.Contains(log.String(), "ignored") || !bytes.Equal(content(), written) {
		t.Errorf("a damaged file: logged %q; written as before: %v", log, bytes.Equal(content(), written))
	}
}
