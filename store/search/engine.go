package search

import (
	"context"
	"fmt"
	"runtime"

	"github.com/blevesearch/bleve/v2/index/scorch"
	index "github.com/blevesearch/bleve_index_api"

	"forumgraph/store"
)

// engine is bleve's inverted index, with what it needs to run.
type engine struct {
	index.Index
	dir   string // "" in memory
	queue *index.AnalysisQueue
}

// newEngine opens the index in a folder, or makes one; "" is one in memory.
func newEngine(dir string) (*engine, error) {
	e := &engine{dir: dir, queue: index.NewAnalysisQueue(min(4, runtime.GOMAXPROCS(0)))}
	// The folder is locked by us; were it not, bolt would wait for its own lock for ever.
	config := map[string]any{"path": dir, "bolt_timeout": "1s"}
	inner, err := scorch.NewScorch(scorch.Name, config, e.queue)
	if err == nil {
		err = inner.Open()
	}
	if err != nil {
		e.queue.Close()
		return nil, fmt.Errorf("open bleve's index: %w", err)
	}
	e.Index = inner
	return e, nil
}

func (e *engine) close() error {
	err := e.Index.Close()
	e.queue.Close()
	return err
}

// batchSize is how many nodes are indexed at once: enough that bleve writes few segments, few enough that they take a few
// megabytes.
const batchSize = 2000

// writer gathers changes and writes them in batches.
type writer struct {
	ix    *Index
	to    *engine
	batch *index.Batch
}

func (ix *Index) newWriter(to *engine) *writer { return &writer{ix, to, index.NewBatch()} }

func (w *writer) put(ctx context.Context, n store.Node) error {
	w.batch.Update(w.ix.documentOf(n))
	return w.full(ctx)
}

func (w *writer) delete(ctx context.Context, id store.ID) error {
	w.batch.Delete(string(id))
	return w.full(ctx)
}

func (w *writer) full(ctx context.Context) error {
	if len(w.batch.IndexOps) < batchSize {
		return nil
	}
	return w.flush(ctx)
}

// flush writes what was gathered. It returns when a folder's index has it on disk.
func (w *writer) flush(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if len(w.batch.IndexOps) == 0 {
		return nil
	}
	err := w.to.Batch(w.batch)
	w.batch = index.NewBatch()
	return err
}
