package search

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"

	"forumgraph/store"
)

// Texts provides the texts of passages, from a copy of the source that a reader attached. Implementations are safe for
// concurrent use and always return the same answers.
type Texts interface {
	// Text returns the text of a passage, and false if it has none.
	Text(passage store.ID) (string, bool)
}

// Options configure an index. The zero value is ready to use.
type Options struct {
	// Texts are the attached texts; nil means none, and passages are then not searched.
	Texts Texts
	// Logger receives a warning when an index is unusable and rebuilt, or cannot be written; nil discards it.
	Logger *slog.Logger
}

// Index finds the nodes of one graph by words. All methods are safe for concurrent use.
//
// An index follows a store: call [Index.Sync] before every search. It costs next to nothing if nothing changed.
type Index struct {
	texts    Texts
	logger   *slog.Logger
	analyzer *analyzer
	slots    []slot
	folder   *folder // nil in memory
	// writeFailed is set once the folder could not be written; see detach.
	writeFailed atomic.Bool

	// view is what searches answer from; never nil.
	view   atomic.Pointer[view]
	closed atomic.Bool

	// turn holds a value while the view is changed; unlike with a mutex, waiting for it can be canceled.
	turn chan struct{}
	// sealed is the content of the folder's seal; guarded by turn.
	sealed sealed
	// merging means that segments are merged in the background; guarded by turn. Close ends that through stop.
	merging bool
	merges  sync.WaitGroup
	stop    chan struct{}
}

// New returns an index in memory.
func New(o Options) *Index {
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	ix := &Index{
		texts: o.Texts, logger: o.Logger, analyzer: newAnalyzer(), slots: newSlots(),
		turn: make(chan struct{}, 1), stop: make(chan struct{}),
	}
	ix.view.Store(new(view))
	return ix
}

// Open returns the index in a folder, which it creates if it does not exist. An index that is damaged, or written by
// another version of the program, is dropped, and the next Sync rebuilds it. One that was not closed may lack the last
// changes; the next Sync catches up. Other files in the folder are left alone.
//
// Errors: store.ErrLocked if another process has it open; use [New] then. Those of the file system.
func Open(dir string, o Options) (*Index, error) {
	ix := New(o)
	f, err := lockFolder(dir)
	if err != nil {
		return nil, fmt.Errorf("search index %s: %w", dir, err)
	}
	ix.folder = f
	err = ix.open()
	if err != nil {
		return nil, fmt.Errorf("search index %s: %w", dir, errors.Join(err, f.unlock()))
	}
	return ix, nil
}

// open reads the index in the folder; if it is unusable, the first Sync fills it.
func (ix *Index) open() error {
	was, parts, err := ix.folder.unseal()
	if err == nil {
		ix.sealed = was
		ix.view.Store(&view{at: was.Watermark, parts: parts})
		return ix.folder.tidy(was)
	}
	if !errors.Is(err, errNew) {
		ix.logger.Warn("search index dropped; it is made anew from the store", "folder", ix.folder.dir, "reason", err)
	}
	return ix.folder.drop()
}

// Close waits for a running Sync and leaves the folder so that opening it needs no catching up. Closing twice is not an
// error.
func (ix *Index) Close() error {
	ix.turn <- struct{}{}
	defer func() { <-ix.turn }()
	if ix.closed.Swap(true) {
		return nil
	}
	close(ix.stop)
	ix.merges.Wait()
	if ix.folder == nil {
		return nil
	}
	_, err := ix.persist(ix.view.Load(), true)
	if err = errors.Join(err, ix.folder.unlock()); err != nil {
		return fmt.Errorf("close search index: %w", err)
	}
	return nil
}

// Result is a page of hits, best first, ties by ID.
type Result struct {
	// Hits are the nodes found, without those that the snapshot does not hold.
	Hits []Hit
	// Cursors[i] is the cursor of Hits[i].
	Cursors []store.Cursor
	// More reports whether the list goes on in the direction of the walk.
	More bool
	// Count is how many nodes the query finds on all pages.
	Count int
	// Searched are the words that were searched for if the text had more than [MaxQueryWords]; empty if all were.
	Searched string
	// Version is the version of the graph that the index shows. If it is not the snapshot's, the list is that of
	// Version, and a hit whose wording changed in between may have no matches.
	Version uint64
}

// Search returns a page of the nodes that have all of a query's words, the best first, with what matched in them. What
// matched is read from snap. Equal graphs give equal lists, whether the index was rebuilt or caught up.
//
// Cursors stay valid across restarts and belong to one text, choice of kinds and version of the graph, as every change
// shifts the scores.
//
// Errors: ErrEmptyQuery and store.ErrInvalid for the text or an unknown kind; store.ErrInvalidCursor and
// store.ErrStaleCursor; ErrUnsynced; store.ErrClosed; those of reading snap; the context's error.
func (ix *Index) Search(ctx context.Context, snap store.Snapshot, q Query) (Result, error) {
	for {
		r, last, err := ix.page(ctx, snap, q)
		if err != nil {
			return Result{}, err
		}
		if len(r.Hits) > 0 || !r.More {
			return r, nil
		}
		q.Page.After = last // the snapshot holds none of a whole page
	}
}

// page returns a page, which may lack nodes that snap does not hold, and the cursor of its last entry.
func (ix *Index) page(ctx context.Context, snap store.Snapshot, q Query) (r Result, last store.Cursor, err error) {
	found, err := ix.find(ctx, q, true)
	if err != nil {
		return r, "", err
	}
	defer found.release()
	version := found.view.at.Version
	after, err := placeOf(q, version)
	if err != nil {
		return r, "", err
	}
	entries, more := found.ranking().page(after, q.Page.Size(), q.Page.Reverse)
	r.More, r.Count, r.Searched, r.Version = more, found.count(), found.question.searched, version
	ids := make([]store.ID, len(entries))
	for i, e := range entries {
		ids[i] = e.id
	}
	nodes, err := snap.Nodes(ctx, ids)
	if err != nil {
		return r, "", fmt.Errorf("search: %w", err)
	}
	list := listName(q)
	for i, n := range nodes {
		last = store.NewCursor(list, store.AtVersion(entries[i].key(), version))
		if n == nil {
			continue
		}
		var matches []Match
		if !q.Bare {
			if matches, err = ix.matches(ctx, snap, n, found.question); err != nil {
				return r, "", fmt.Errorf("search: matches of %s: %w", ids[i], err)
			}
		}
		r.Hits = append(r.Hits, Hit{ids[i], matches})
		r.Cursors = append(r.Cursors, last)
	}
	return r, last, nil
}

// Count returns how many nodes a query finds. Errors as in Search.
func (ix *Index) Count(ctx context.Context, q Query) (int, error) {
	found, err := ix.find(ctx, q, false)
	if err != nil {
		return 0, err
	}
	defer found.release()
	return found.count(), nil
}

// Facets returns how many nodes of each kind a query finds; kinds without any are left out. Errors as in Search.
func (ix *Index) Facets(ctx context.Context, q Query) (map[store.Kind]int, error) {
	found, err := ix.find(ctx, q, false)
	if err != nil {
		return nil, err
	}
	defer found.release()
	return found.kinds(), nil
}

// Match returns the IDs of all nodes that have all words of a text, of some kinds (none means all), ordered by ID: to
// filter other lists. Errors as in Search, and store.ErrInvalid for more than [MaxQueryWords] words: a filter that looked for some
// of them would admit too much without a word about it.
func (ix *Index) Match(ctx context.Context, text string, kinds []store.Kind) ([]store.ID, error) {
	if n := len(tokens(text)); n > MaxQueryWords {
		return nil, fmt.Errorf("search text of %d words: more than %d; leave some out: %w", n, MaxQueryWords, store.ErrInvalid)
	}
	found, err := ix.find(ctx, Query{Text: text, Kinds: kinds}, false)
	if err != nil {
		return nil, err
	}
	defer found.release()
	return found.ids(), nil
}

// find evaluates a query; with ranked, so that the result can be ranked.
func (ix *Index) find(ctx context.Context, q Query, ranked bool) (*evaluation, error) {
	asked, err := ix.analyzer.ask(q.Text)
	if err != nil {
		return nil, err
	}
	for _, kind := range q.Kinds {
		if !kind.IsValid() {
			return nil, fmt.Errorf("search: kind %.40q; use one of %v: %w", kind, store.Kinds(), store.ErrInvalid)
		}
	}
	v := ix.view.Load()
	switch {
	case ix.closed.Load():
		return nil, fmt.Errorf("search: %w", store.ErrClosed)
	case v.of == nil:
		return nil, fmt.Errorf("search: %w", ErrUnsynced)
	}
	if asked.long != nil {
		part, err := ix.telling(ctx, v, q.Text, asked.long, q.Kinds)
		if err != nil {
			return nil, fmt.Errorf("search: %w", err)
		}
		if part != nil {
			asked = part
		}
	}
	e, err := evaluate(ctx, v, asked, q.Kinds, ranked)
	if err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	return e, nil
}

// passage returns the attached text of a passage.
func (ix *Index) passage(id store.ID) (string, bool) {
	if ix.texts == nil {
		return "", false
	}
	return ix.texts.Text(id)
}
