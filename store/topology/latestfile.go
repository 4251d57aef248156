package topology

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"forumgraph/store/internal/wholefile"
)

// load keeps the topology of the file, if it is one of this store's versions.
func (l *Latest) load(ctx context.Context) {
	if l.o.File == "" {
		return
	}
	b, err := os.ReadFile(l.o.File)
	if errors.Is(err, fs.ErrNotExist) {
		return
	}
	var t *Topology
	if err == nil {
		t, err = l.decode(ctx, b)
	}
	if err != nil {
		if ctx.Err() == nil {
			l.o.Logger.Warn("the topology file is ignored", "file", l.o.File, "error", err)
		}
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.kept = t
}

// decode returns the topology of a file.
func (l *Latest) decode(ctx context.Context, b []byte) (*Topology, error) {
	t, at, err := read(b)
	if err != nil {
		return nil, err
	}
	is, ok, err := markOf(ctx, l.store, at.version)
	if err != nil {
		return nil, err
	}
	if !ok || is != at {
		return nil, fmt.Errorf("it is of another graph, at version %d", at.version)
	}
	return t, nil
}

// save replaces the file atomically. A save that has begun is finished even if l is closed.
func (l *Latest) save(t *Topology) {
	l.saving.Lock()
	defer l.saving.Unlock()
	if err := l.write(context.WithoutCancel(l.ctx), t); err != nil {
		l.o.Logger.Warn("the topology file cannot be written; the next start builds it anew", "file", l.o.File, "error", err)
	}
}

func (l *Latest) write(ctx context.Context, t *Topology) error {
	at, ok, err := markOf(ctx, l.store, t.version)
	if err != nil {
		return err
	}
	if !ok {
		return fmt.Errorf("the log has no version %d", t.version)
	}
	return wholefile.Replace(l.o.File, func(f *os.File) error { return t.write(f, at) })
}
