package search

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"slices"
	"sync"

	index "github.com/blevesearch/bleve_index_api"

	"forumgraph/store"
)

// Texts gives the texts of passages, from a copy of the source that a reader attached. Implementations are safe for
// concurrent use and always give the same answers.
type Texts interface {
	// Text returns the text of a passage, and false if there is none.
	Text(passage store.ID) (string, bool)
}

// Options configure an index. The zero value is ready to use.
type Options struct {
	// Texts are the attached texts; nil if there are none, and then passages are not searched.
	Texts Texts
	// Logger is told when an index cannot be used and is made anew; nil discards.
	Logger *slog.Logger
}

// Index finds the nodes of one graph by words. All methods are safe for concurrent use.
//
// An index follows a store: call [Index.Sync] before searching, every time. It costs next to nothing if nothing changed.
type Index struct {
	texts    Texts
	logger   *slog.Logger
	analyzer *analyzer
	slots    []slot
	folder   *folder   // nil in memory
	scratch  sync.Pool // of *[]state

	// turn holds a value while a Sync works; unlike a mutex, one can stop waiting for it.
	turn chan struct{}

	batches int // how often the engine was written to since it was made; guarded by turn

	// mu guards what follows; it is written to with turn held, too. Searches hold it for reading, so that no engine is
	// closed under them.
	mu     sync.RWMutex
	engine *engine // nil until there is one
	at     watermark
	of     store.Store // whose graph the index was seen to show; nil before the first Sync
	closed bool
}

// New returns an index in memory.
func New(o Options) *Index {
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	return &Index{texts: o.Texts, logger: o.Logger, analyzer: newAnalyzer(), slots: newSlots(), turn: make(chan struct{}, 1)}
}

// Open returns the index in a folder, which is made if it does not exist. An index that is damaged, that another version of
// the program wrote, or that was not closed, is dropped, and the next Sync makes it anew. Other files in it are left alone.
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

// open takes over what the folder holds; if that is nothing of use, it is left to the first Sync to make an engine.
func (ix *Index) open() error {
	was, err := ix.folder.unseal()
	if err == nil && was.Data != "" {
		ix.at = was.Watermark
		ix.engine, err = newEngine(filepath.Join(ix.folder.dir, filepath.Base(was.Data)))
	}
	if err == nil {
		return nil
	}
	if !errors.Is(err, errNew) {
		ix.logger.Warn("search index dropped; it is made anew from the store", "folder", ix.folder.dir, "reason", err)
	}
	ix.at = watermark{}
	return ix.folder.drop()
}

// Close waits for searches and a Sync that are under way, and leaves the folder so that it can be opened. Closing twice is
// no error.
func (ix *Index) Close() error {
	ix.turn <- struct{}{}
	defer func() { <-ix.turn }()
	ix.mu.Lock()
	defer ix.mu.Unlock()
	if ix.closed {
		return nil
	}
	ix.closed = true
	var err error
	data := ""
	if ix.engine != nil {
		err, data = ix.engine.close(), ix.engine.dir
	}
	if ix.folder != nil {
		if err == nil {
			err = ix.folder.seal(ix.at, data)
		}
		err = errors.Join(err, ix.folder.unlock())
	}
	if err != nil {
		return fmt.Errorf("close search index: %w", err)
	}
	return nil
}

// Result is a page of what was found, best first, ties by ID.
type Result struct {
	// Hits are what was found, without those that the snapshot does not hold.
	Hits []Hit
	// Cursors[i] is the place of Hits[i].
	Cursors []store.Cursor
	// More reports whether the list goes on in the direction of the walk.
	More bool
	// Version is the version of the graph that the index shows. If it is not the snapshot's, the list is that of Version,
	// and a hit whose wording changed in between may have no matches.
	Version uint64
}

// Search returns a page of the nodes that have all of a query's words, the best first, with what matched in them. What
// matched is read from snap. Equal graphs give equal lists, whether an index was made anew or caught up.
//
// Cursors stay valid across restarts and belong to one text and choice of kinds. After a change of the graph, scores are
// others; the walk then goes on at the cursor's score.
//
// Errors: ErrEmptyQuery and store.ErrInvalid for the text or an unknown kind; store.ErrInvalidCursor; ErrUnsynced;
// store.ErrClosed; those of reading snap; the context's error.
func (ix *Index) Search(ctx context.Context, snap store.Snapshot, q Query) (Result, error) {
	for {
		r, last, err := ix.page(ctx, snap, q)
		if err != nil {
			return Result{}, err
		}
		if len(r.Hits) > 0 || !r.More {
			return r, nil
		}
		q.Page.After = last // the snapshot holds nothing of a whole page
	}
}

// page returns a page, which may lack what snap does not hold, and the place of its last entry.
func (ix *Index) page(ctx context.Context, snap store.Snapshot, q Query) (r Result, last store.Cursor, err error) {
	var asked *question
	var entries []entry
	err = ix.find(ctx, q, func(ranked *ranking, of *question) error {
		asked = of
		r.Version = ix.at.Version
		after, err := placeOf(q)
		if err != nil {
			return err
		}
		entries, r.More, err = ranked.page(after, q.Page.Size(), q.Page.Reverse)
		return err
	})
	if err != nil {
		return r, "", err
	}
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
		last = store.NewCursor(list, entries[i].key())
		if n == nil {
			continue
		}
		matches, err := ix.matches(ctx, snap, n, asked)
		if err != nil {
			return r, "", fmt.Errorf("search: matches of %s: %w", ids[i], err)
		}
		r.Hits = append(r.Hits, Hit{ids[i], matches})
		r.Cursors = append(r.Cursors, last)
	}
	return r, last, nil
}

// placeOf returns the place that the query's cursor holds; nil if it has none.
func placeOf(q Query) (*entry, error) {
	key, err := q.Page.After.Key(listName(q))
	if err != nil || key == "" {
		return nil, err
	}
	after, err := entryOf(key)
	if err != nil {
		return nil, err
	}
	return &after, nil
}

// Count returns how many nodes a query finds. Errors as in Search.
func (ix *Index) Count(ctx context.Context, q Query) (int, error) {
	count := 0
	err := ix.find(ctx, q, func(r *ranking, _ *question) error {
		count = len(r.candidates)
		return nil
	})
	return count, err
}

// Facets returns how many nodes of each kind a query finds; a kind without any is left out. Errors as in Search.
func (ix *Index) Facets(ctx context.Context, q Query) (map[store.Kind]int, error) {
	counts := make(map[store.Kind]int)
	err := ix.find(ctx, q, func(r *ranking, _ *question) error {
		byNumber(r.candidates)
		for _, kind := range store.Kinds() {
			some, err := ofKind(ctx, r.reader, r.candidates, kind)
			if err != nil {
				return err
			}
			if len(some) > 0 {
				counts[kind] = len(some)
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return counts, nil
}

// Match returns the IDs of all nodes that have all words of a text, of some kinds (none given means all), ordered by ID: to
// narrow down other lists. Errors as in Search.
func (ix *Index) Match(ctx context.Context, text string, kinds []store.Kind) ([]store.ID, error) {
	var ids []store.ID
	err := ix.find(ctx, Query{Text: text, Kinds: kinds}, func(r *ranking, _ *question) error {
		entries, err := r.entries(r.candidates)
		for _, e := range entries {
			ids = append(ids, e.id)
		}
		slices.Sort(ids)
		return err
	})
	if err != nil {
		return nil, err
	}
	return ids, nil
}

// find calls use with what a query finds, ranked. The ranking's reader is closed after it.
func (ix *Index) find(ctx context.Context, q Query, use func(*ranking, *question) error) (err error) {
	asked, err := ix.analyzer.ask(q.Text)
	if err != nil {
		return err
	}
	for _, kind := range q.Kinds {
		if !kind.IsValid() {
			return fmt.Errorf("search: kind %.40q; use one of %v: %w", kind, store.Kinds(), store.ErrInvalid)
		}
	}
	ix.mu.RLock()
	defer ix.mu.RUnlock()
	switch {
	case ix.closed:
		return fmt.Errorf("search: %w", store.ErrClosed)
	case ix.of == nil:
		return fmt.Errorf("search: %w", ErrUnsynced)
	}
	reader, err := ix.engine.Reader()
	if err != nil {
		return fmt.Errorf("search: %w", err)
	}
	defer func() { err = joinClose(err, reader) }()
	r, err := ix.rank(ctx, reader, asked, q.Kinds)
	if err != nil {
		return fmt.Errorf("search: %w", err)
	}
	return use(r, asked)
}

func (ix *Index) rank(ctx context.Context, reader index.IndexReader, q *question, kinds []store.Kind) (*ranking, error) {
	found, err := ix.evaluate(ctx, reader, q)
	if err != nil {
		return nil, err
	}
	if found, err = ofKinds(ctx, reader, found, kinds); err != nil {
		return nil, err
	}
	byScore(found)
	return &ranking{reader, found}, nil
}
