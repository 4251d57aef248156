package main

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"path/filepath"
	"sync"

	"forumgraph/graph"
	"forumgraph/graph/drawing"
	"forumgraph/store"
	"forumgraph/store/badgerstore"
	"forumgraph/store/layout"
	"forumgraph/store/search"
	"forumgraph/store/topology"
)

// indexes are what is derived from a store and can be made anew: the compact copy of the graph and the places where its
// nodes are drawn, in memory, and the text index, beside a store on disk and in memory for one in memory.
type indexes struct {
	store      store.Store
	topologies *topology.Latest
	layouts    *layout.Latest
	search     *search.Index
	warming    sync.WaitGroup
	stop       context.CancelFunc
}

// openIndexes opens the indexes of st, which is in dir if it is on disk. drawn says how nodes are placed for drawing. The
// logger receives the files that cannot be read or written; such an index is kept in memory.
func openIndexes(dir string, st store.Store, texts graph.Texts, drawn layout.Options, logger *slog.Logger) *indexes {
	o := search.Options{Logger: logger}
	if texts != nil {
		o.Texts = texts
	}
	x := &indexes{store: st, stop: func() {}}
	ofTopology, ofLayout := topology.LatestOptions{Logger: logger}, layout.LatestOptions{Layout: drawn, Logger: logger}
	if _, onDisk := st.(*badgerstore.Store); onDisk {
		ofTopology.File, ofLayout.File = filepath.Join(dir, badgerstore.TopologyFile), filepath.Join(dir, badgerstore.LayoutFile)
		index, err := search.Open(filepath.Join(dir, badgerstore.SearchFolder), o)
		if err != nil {
			// A graph that is searched from memory is worth more than one that is not served.
			logger.Warn("the text index cannot be opened and stays in memory", "error", err)
			index = search.New(o)
		}
		x.search = index
	} else {
		x.search = search.New(o)
	}
	x.topologies, x.layouts = topology.OpenLatest(st, ofTopology), layout.OpenLatest(ofLayout)
	return x
}

// warm builds the indexes in the background, so that the first question need not wait for them.
func (x *indexes) warm(logger *slog.Logger) {
	ctx, stop := context.WithCancel(context.Background())
	x.stop = stop
	build := func(what string, f func() error) {
		x.warming.Go(func() {
			if err := f(); err != nil && ctx.Err() == nil {
				logger.Warn("building the "+what+" failed; it is tried again when it is needed", "error", err)
			}
		})
	}
	build("compact graph and its layout", func() error { return x.place(ctx) })
	build("text index", func() error { return x.search.Sync(ctx, x.store) })
}

// place builds the compact graph and its layout.
func (x *indexes) place(ctx context.Context) error {
	snap, err := x.store.Snapshot()
	if err != nil {
		return err
	}
	defer snap.Close()
	t, err := x.topologies.Of(ctx, snap)
	if err != nil {
		return err
	}
	_, err = x.layouts.Of(ctx, t)
	return err
}

// Close releases the indexes; close them before the store.
func (x *indexes) Close() error {
	x.stop()
	x.warming.Wait()
	x.layouts.Close()
	x.topologies.Close()
	return x.search.Close()
}

// use lets an API answer with the indexes.
func (x *indexes) use(o *graph.Options) { o.Topologies, o.Search = x.topologies, x.search }

// drawingCost is what a drawing costs: half of the dearest operation of the API. One of 50,000 nodes takes longer, and one of
// the forum's graph less; both are dear.
const drawingCost = 5000

// answers returns what answers from the graph: the API at /graphql and the drawing at /drawing.json. The second result is
// of the API's caches.
func (x *indexes) answers(api graph.Options) (http.Handler, cacheSource) {
	mux := http.NewServeMux()
	graphql := graph.NewHandler(api)
	mux.Handle("/graphql", graphql)
	drawn := drawing.NewHandler(drawing.Options{
		Store: x.store, Topologies: x.topologies, Layouts: x.layouts, Logger: api.Logger, Timeout: api.Timeout,
	})
	mux.Handle("/drawing.json", admitted(drawn, api.Admit, drawingCost, x.place, api.Timeout))
	return mux, func() ([]store.CacheUse, error) { return graphql.Caches(), nil }
}

// closeAll closes the indexes and their store.
func closeAll(x *indexes, st store.Store) error { return errors.Join(x.Close(), st.Close()) }
