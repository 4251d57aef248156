package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"sync"
	"sync/atomic"
	"text/tabwriter"

	"github.com/dustin/go-humanize"
	"github.com/schollz/progressbar/v3"
	"github.com/spf13/cobra"

	"forumgraph/store"
	"forumgraph/store/badgerstore"
	"forumgraph/store/layout"
)

type checkOptions struct {
	data string
	deep bool
}

func newCheck() *cobra.Command {
	var o checkOptions
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Read the whole store and list what is damaged",
		Long: `Check reads every file of the store and compares it with what was written, then reads every
record and compares how many there are with the counts. --deep also compares each edge, each index
entry and each derived edge with the nodes they follow from, and the nodes with the log of changes;
it holds the graph in memory. No other process may have the store open.

What is damaged is listed by file. What is derived from the graph, such as the indexes for search
and for drawing, is made again by itself or by 'forumgraph repair'; for the rest, 'forumgraph repair
--out NEW' saves what is whole. Check changes no graph; a store whose process was killed is recovered,
as by every command that opens it. It fails if anything is damaged.`,
		Example: "  forumgraph check\n  forumgraph check --deep --data graph",
		Args:    noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return check(cmd.Context(), o, cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
	}
	dataFlag(cmd, &o.data)
	cmd.Flags().BoolVar(&o.deep, "deep", false, "also compare each edge and index entry with the nodes, and these with the log")
	return cmd
}

func check(ctx context.Context, o checkOptions, stdout, stderr io.Writer) error {
	files, err := checkFiles(ctx, o.data, stderr)
	if err != nil {
		return err
	}
	t := tabwriter.NewWriter(stdout, 0, 0, 2, ' ', 0)
	say := func(what, format string, args ...any) { fmt.Fprintf(t, "%s\t%s\n", what, fmt.Sprintf(format, args...)) }
	if files.Folder != "" {
		say("files", "%d in %s, %s: %s", files.Files, files.Folder, humanize.IBytes(uint64(files.Bytes)), wholeOrDamaged(len(files.Damage)))
	}
	for _, d := range files.Damage {
		say("damaged", "%s%s", d, derivedNote(d))
	}
	if len(files.Damage) > 0 {
		return errors.Join(t.Flush(), damageFound(o.data, files.Damage))
	}
	graph, indexes, err := checkGraph(ctx, o, stderr)
	if err != nil {
		say("graph", "damaged")
		return errors.Join(t.Flush(), err)
	}
	say("graph", "%s", graph)
	say("indexes", "%s", indexes)
	return t.Flush()
}

// checkFiles verifies the files of the store in dir.
func checkFiles(ctx context.Context, dir string, stderr io.Writer) (badgerstore.Report, error) {
	if err := mustHoldStore(dir); err != nil {
		return badgerstore.Report{}, err
	}
	var read atomic.Int64
	bar := startBar(stderr, "reading files", -1)
	defer bar.stop()
	return badgerstore.Examine(ctx, dir, func(bytes int64) { bar.show(read.Add(bytes)) })
}

// checkGraph reads the records of the store, checks that its indexes match its graph, and returns both results as text.
func checkGraph(ctx context.Context, o checkOptions, stderr io.Writer) (graph, indexes string, err error) {
	st, err := badgerstore.Open(o.data, badgerstore.Options{CacheBytes: 1 << 20, MaxChangeBytes: 512 << 10})
	if err != nil {
		return "", "", err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	bar := startBar(stderr, "reading records", -1)
	err = st.Sweep(ctx, func(done, about int) { bar.showOf(int64(done), int64(about)) })
	bar.stop()
	if err != nil {
		return "", "", err
	}
	snap, err := st.Snapshot()
	if err != nil {
		return "", "", err
	}
	defer snap.Close()
	stats, err := snap.Stats(ctx)
	if err != nil {
		return "", "", err
	}
	graph = fmt.Sprintf("version %d, %s, %s: complete", snap.Version(), count(total(stats.Nodes), "node", "nodes"), count(total(stats.Edges), "edge", "edges"))
	if o.deep {
		stop := startProgress(stderr, "comparing every edge and index entry")
		err := st.Check(ctx)
		stop()
		if err != nil {
			return "", "", err
		}
		graph += ", and each edge and index entry is right"
	}
	indexes, err = checkIndexes(ctx, o.data, st)
	return graph, indexes, err
}

// checkIndexes opens the indexes of the graph, which verify their own checksums, and returns which were damaged or
// missing. That is not a failure, since any command that needs an index rebuilds it.
func checkIndexes(ctx context.Context, dir string, st store.Store) (string, error) {
	var damaged warnings
	x := openIndexes(dir, st, nil, layout.Options{}, slog.New(&damaged))
	err := errors.Join(x.place(ctx), x.search.Sync(ctx, st), x.Close())
	if err != nil {
		return "", fmt.Errorf("indexes: %w", err)
	}
	if len(damaged.all) > 0 {
		return "made again: " + strings.Join(damaged.all, "; "), nil
	}
	return "whole", nil
}

// warnings is a slog.Handler that collects messages with their reasons.
type warnings struct {
	mu  sync.Mutex
	all []string
}

// Enabled implements slog.Handler.
func (*warnings) Enabled(_ context.Context, level slog.Level) bool { return level >= slog.LevelWarn }

// Handle implements slog.Handler.
func (w *warnings) Handle(_ context.Context, r slog.Record) error {
	message := r.Message
	r.Attrs(func(a slog.Attr) bool {
		message += fmt.Sprintf(", %s: %v", a.Key, a.Value)
		return true
	})
	w.mu.Lock()
	defer w.mu.Unlock()
	w.all = append(w.all, message)
	return nil
}

// WithAttrs implements slog.Handler; it drops the attributes.
func (w *warnings) WithAttrs([]slog.Attr) slog.Handler { return w }

// WithGroup implements slog.Handler; it drops the group.
func (w *warnings) WithGroup(string) slog.Handler { return w }

func total[K comparable](counts map[K]int) (n int) {
	for _, c := range counts {
		n += c
	}
	return n
}

func wholeOrDamaged(n int) string {
	if n == 0 {
		return "whole"
	}
	return count(n, "damaged", "damaged")
}

func derivedNote(d badgerstore.Damage) string {
	if d.Derived {
		return " (derived: it can be made again from what is whole)"
	}
	return ""
}

// damageFound returns the error for a store with damaged files.
func damageFound(dir string, all []badgerstore.Damage) error {
	return hinted(fmt.Errorf("%s: %w", count(len(all), "file is damaged", "files are damaged"), store.ErrCorrupt),
		"'forumgraph repair --data %s --out NEW' saves what is whole into a new folder and lists what is lost; or restore %s from a backup", dir, dir)
}

// bar shows the progress of long work on a terminal.
type bar struct{ shown *progressbar.ProgressBar }

func startBar(w io.Writer, what string, most int64) *bar {
	screen, ok := terminal(w)
	if !ok {
		return &bar{}
	}
	return &bar{progressbar.NewOptions64(most, progressbar.OptionSetWriter(delayed(screen)), progressbar.OptionSetDescription(what),
		progressbar.OptionSetElapsedTime(true), progressbar.OptionClearOnFinish(), progressbar.OptionSetWidth(20))}
}

func (b *bar) show(done int64) {
	if b.shown != nil {
		_ = b.shown.Set64(done) // failing to draw must not fail the work
	}
}

func (b *bar) showOf(done, about int64) {
	if b.shown != nil {
		b.shown.ChangeMax64(max(done, about))
	}
	b.show(done)
}

func (b *bar) stop() {
	if b.shown != nil {
		_ = b.shown.Finish()
	}
}
