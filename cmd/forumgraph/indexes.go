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

// indexes are what a store derives and can rebuild: the topology and the layout, both in memory, and the text index, on
// disk for a store on disk and otherwise in memory.
type indexes struct {
	store      store.Store
	topologies *topology.Latest
	layouts    *layout.Latest
	search     *search.Index
	warming    sync.WaitGroup
	stop       context.CancelFunc
}

// openIndexes opens the indexes of st; dir is its folder if it is on disk. drawn configures the layout. The logger
// receives the files that cannot be read or written; such an index stays in memory.
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
			// Serving with a text index in memory is better than not serving.
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

// warm builds the indexes in the background, so that the first query need not wait for them.
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

// place builds the topology and its layout.
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

// use makes an API use the indexes.
func (x *indexes) use(o *graph.Options) { o.Topologies, o.Search = x.topologies, x.search }

// drawingCost is the cost of a drawing: half the maximum cost of an API operation. Large drawings take longer and small
// ones less, but all count as dear.
const drawingCost = 5000

// answers returns the handler for the graph: the API at /graphql, the drawing at /drawing.json and the claims at
// /claims.json. The second result reports the API's caches.
func (x *indexes) answers(api graph.Options) (http.Handler, cacheSource) {
	mux := http.NewServeMux()
	graphql := graph.NewHandler(api)
	mux.Handle("/graphql", graphql)
	drawn := drawing.Options{Store: x.store, Topologies: x.topologies, Layouts: x.layouts, Logger: api.Logger, Timeout: api.Timeout}
	mux.Handle("/drawing.json", admitted(drawing.NewHandler(drawn), api.Admit, drawingCost, x.place, api.Timeout))
	mux.Handle("/claims.json", admitted(drawing.NewClaimsHandler(drawn), api.Admit, drawingCost, x.place, api.Timeout))
	return mux, func() ([]store.CacheUse, error) { return graphql.Caches(), nil }
}

// closeAll closes the indexes and their store.
func closeAll(x *indexes, st store.Store) error { return errors.Join(x.Close(), st.Close()) }
