package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"forumgraph/graph"
	"forumgraph/seed"
	"forumgraph/store"
)

func sourceFlag(cmd *cobra.Command, path *string) {
	cmd.Flags().StringVar(path, "source", "", "text `FILE` with your copy of the report; shows passages and quotes in place")
}

// attached is a reader's copy of one source.
type attached struct {
	*seed.Attachment
	path   string
	text   string
	source *store.Source
}

// Attached implements [graph.Texts].
func (a *attached) Attached() (matched, total int) { return a.Matched(), a.Total() }

// texts returns a for the API: an untyped nil if there is no copy.
func (a *attached) texts() graph.Texts {
	if a == nil {
		return nil
	}
	return a
}

// attachFile reads the reader's copy at path and attaches it to the source of the snapshot that it matches best.
//
// It returns an error if the copy matches no passage; whether some are enough is for the caller to decide.
func attachFile(ctx context.Context, snap store.Snapshot, path string) (*attached, error) {
	sources, err := listAll[*store.Source](ctx, snap, store.KindSource)
	if err != nil {
		return nil, err
	}
	text, err := readCopy(path, sources)
	if err != nil {
		return nil, err
	}
	passages, err := listAll[*store.Passage](ctx, snap, store.KindPassage)
	if err != nil {
		return nil, err
	}
	best := attached{path: path, text: text}
	for _, s := range sources {
		var own []*store.Passage
		for _, p := range passages {
			if p.Source == s.ID {
				own = append(own, p)
			}
		}
		a := seed.Attach(text, own)
		if best.Attachment == nil || a.Matched() > best.Matched() {
			best.Attachment, best.source = a, s
		}
	}
	switch {
	case best.Attachment == nil:
		return nil, errors.New("the store holds no source to attach a copy to")
	case best.Matched() == 0:
		return nil, hinted(fmt.Errorf("%s: %s: this is another text than %q", path, best, best.source.Label(store.EN)),
			"%s", whereToGet(sources))
	}
	return &best, nil
}

// readCopy reads the reader's copy at path.
func readCopy(path string, sources []*store.Source) (string, error) {
	f, err := os.Open(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "", hinted(fmt.Errorf("no source file %s; 0 passages matched", path), "correct --source; %s", whereToGet(sources))
	case err != nil:
		return "", err
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && info.IsDir() {
		return "", hinted(fmt.Errorf("%s is a folder, not the text of a source; 0 passages matched", path), "name the text file itself")
	}
	text, err := seed.ReadCopy(f)
	if errors.Is(err, store.ErrInvalid) {
		return "", hinted(fmt.Errorf("%s: %w", path, err), "%s", whereToGet(sources))
	}
	if err != nil {
		return "", fmt.Errorf("%s: %w", path, err)
	}
	return text, nil
}

// whereToGet says where to get a copy of a source.
func whereToGet(sources []*store.Source) string {
	for _, s := range sources {
		if s.URL != "" {
			return "get the text of the report from its official page, " + s.URL
		}
	}
	return "ask whoever gave you the dataset for the text of its source"
}

// attach attaches the copy at path to the store's sources and reports on stderr how much of it matches. Without a path
// it returns nil.
func attach(ctx context.Context, st store.Store, path string, stderr io.Writer) (*attached, error) {
	if path == "" {
		return nil, nil
	}
	snap, err := st.Snapshot()
	if err != nil {
		return nil, err
	}
	defer snap.Close()
	a, err := attachFile(ctx, snap, path)
	if err != nil {
		return nil, err
	}
	_, err = fmt.Fprintf(stderr, "forumgraph: %s: %s\n", path, a)
	if err == nil && a.Matched() < a.Total() {
		_, err = fmt.Fprintf(stderr, "forumgraph: hint: 'forumgraph verify --source %s' names the passages that are missing\n", path)
	}
	return a, err
}

// listAll returns every node of a kind, ordered by ID.
func listAll[N store.Node](ctx context.Context, snap store.Snapshot, kind store.Kind) ([]N, error) {
	var all []N
	for n, err := range snap.AllOf(ctx, kind) {
		if err != nil {
			return nil, err
		}
		typed, ok := n.(N)
		if !ok {
			return nil, fmt.Errorf("list %s: %s is a %T: %w", kind, n.Base().ID, n, store.ErrCorrupt)
		}
		all = append(all, typed)
	}
	return all, nil
}
