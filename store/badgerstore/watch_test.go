package badgerstore_test

import (
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forumgraph/store"
	"forumgraph/store/storetest"
)

// told is what a watcher was told since the last Begin, or what a scan reads.
type told struct {
	Version uint64
	Count   int
	Nodes   map[uint64]store.Node
	Ends    []store.EndRun
	Written bool
}

type watcher struct {
	mu   sync.Mutex
	told told
}

func (w *watcher) Begin(version uint64, nodes int) {
	w.told = told{Version: version, Count: nodes, Nodes: make(map[uint64]store.Node)}
}

func (w *watcher) Nodes(first uint64, nodes []store.Node) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for i, n := range nodes {
		w.told.Nodes[first+uint64(i)] = n
	}
}

func (w *watcher) Ends(run store.EndRun) { w.told.Ends = appendRun(w.told.Ends, run) }
func (w *watcher) Written()              { w.told.Written = true }

// appendRun appends a run, which goes on with the last one if that is of the same node, type and direction: a store cuts
// long runs where a load does not.
func appendRun(all []store.EndRun, run store.EndRun) []store.EndRun {
	if last := len(all) - 1; last >= 0 && all[last].Node == run.Node && all[last].Type == run.Type && all[last].Direction == run.Direction {
		all[last].Ends = append(all[last].Ends, run.Ends...)
		return all
	}
	run.Ends = append([]store.End(nil), run.Ends...)
	return append(all, run)
}

// A watcher must be told what a scan of the loaded store reads, and nothing of records that were left out.
func TestStore_Load_watched(t *testing.T) {
	crowd := lines(t, storetest.Crowd(1500, 1).Put)
	for name, lines := range map[string][]string{
		"whole":  crowd,
		"a part": append([]string{string(issueLine(t, "issue:left-out", "issue:missing"))}, crowd...),
	} {
		t.Run(name, func(t *testing.T) {
			s := openStore(t, t.TempDir())
			var w watcher
			l := loadLines(lines)
			l.Watcher, l.Reject = &w, func(store.Rejection) error { return nil }
			done, err := s.Load(t.Context(), l)
			if err != nil {
				t.Fatal(err)
			}
			snap, err := s.Snapshot()
			if err != nil {
				t.Fatal(err)
			}
			defer snap.Close()
			want := told{Version: done.Version, Count: done.Added, Nodes: make(map[uint64]store.Node), Written: true}
			err = snap.ScanNodes(t.Context(), func(number uint64, n store.Node) error {
				want.Nodes[number] = n
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			err = snap.ScanEnds(t.Context(), func(run store.EndRun) error {
				want.Ends = appendRun(want.Ends, run)
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, w.told); diff != "" {
				t.Errorf("(-scanned +told):\n%.2000s", diff)
			}
		})
	}
}
