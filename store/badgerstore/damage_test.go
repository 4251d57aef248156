package badgerstore

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"strings"
	"testing"

	"github.com/dgraph-io/badger/v4"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"forumgraph/store"
	"forumgraph/store/badgerstore/internal/disk"
	"forumgraph/store/storetest"
)

func exampleNodes() []store.Node { return storetest.Example().Put }

func openExample(t *testing.T) *Store {
	t.Helper()
	s, err := Open(t.TempDir(), Options{CacheBytes: 1 << 20, MaxChangeBytes: 4 << 20})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	if _, err := s.Apply(t.Context(), storetest.Example()); err != nil {
		t.Fatal(err)
	}
	return s
}

// records returns every key and value of the store, or those with one of the prefixes.
func records(t *testing.T, s *Store, prefixes ...byte) map[string]string {
	t.Helper()
	all := make(map[string]string)
	err := s.files.db.View(func(txn *badger.Txn) error {
		return view{txn: txn}.scan(context.Background(), nil, nil, func(item *badger.Item, key []byte) (bool, error) {
			if len(prefixes) > 0 && !strings.Contains(string(prefixes), string(key[:1])) {
				return true, nil
			}
			value, err := item.ValueCopy(nil)
			all[string(key)] = string(value)
			return true, err
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func update(t *testing.T, s *Store, f func(txn *badger.Txn) error) {
	t.Helper()
	if err := s.files.db.Update(f); err != nil {
		t.Fatal(err)
	}
}

func (s *Store) mustNumber(t *testing.T, id store.ID) (n disk.Number) {
	t.Helper()
	err := s.files.db.View(func(txn *badger.Txn) (err error) {
		n, err = view{txn: txn}.number(id)
		return err
	})
	if err != nil || n == 0 {
		t.Fatalf("number of %s: %d, %v", id, n, err)
	}
	return n
}

// changeHead rewrites the edges at a node.
func changeHead(t *testing.T, s *Store, txn *badger.Txn, id store.ID, change func(h *disk.Head)) error {
	t.Helper()
	n := s.mustNumber(t, id)
	h, err := view{txn: txn}.head(n)
	if err != nil {
		return err
	}
	change(&h)
	return txn.Set(disk.HeadKey(n), disk.EncodeHead(h))
}

// removeGroup drops the entries of a group, and keeps the counts right.
func removeGroup(h *disk.Head, g disk.Group) {
	var kept []disk.Entry
	for _, e := range h.Entries {
		if e.Group != g {
			kept = append(kept, e)
		}
	}
	h.Entries = kept
	delete(h.Counts, g)
}

func changeState(txn *badger.Txn, change func(st *disk.State)) error {
	st, err := view{txn: txn}.state()
	if err != nil {
		return err
	}
	change(&st)
	b, err := disk.Marshal(st)
	if err != nil {
		return err
	}
	return txn.Set(disk.MetaKey(disk.MetaState), b)
}

// Check must find every kind of damage and say what it is.
func TestStore_Check(t *testing.T) {
	ada, noise := store.ID("person:ada"), store.ID("issue:night-noise")
	for _, test := range []struct {
		name   string
		damage func(t *testing.T, s *Store, txn *badger.Txn) error
		want   string
	}{
		{"edge_missing_on_one_side", func(t *testing.T, s *Store, txn *badger.Txn) error {
			return changeHead(t, s, txn, ada, func(h *disk.Head) { removeGroup(h, disk.GroupOf(store.Made, store.Out)) })
		}, "person:ada: the edge MADE to statement:fares is missing"},
		{"edge_from_nowhere", func(t *testing.T, s *Store, txn *badger.Txn) error {
			return changeHead(t, s, txn, ada, func(h *disk.Head) {
				h.Entries = disk.Merge(h.Entries, []disk.Edit{{Entry: disk.Entry{
					Spot: disk.Spot{Group: disk.GroupOf(store.PresentedAt, store.Out), ID: "session:quay-day"}, Number: 3, Weight: 1,
				}}}, h.Counts)
			})
		}, "person:ada: an edge PRESENTED_AT to session:quay-day that nothing states"},
		{"wrong_number", func(t *testing.T, s *Store, txn *badger.Txn) error {
			return changeHead(t, s, txn, ada, func(h *disk.Head) { h.Entries[0].Number = 99 })
		}, "has another number, stance or weight"},
		{"wrong_weight", func(t *testing.T, s *Store, txn *badger.Txn) error {
			return changeHead(t, s, txn, noise, func(h *disk.Head) { h.Entries[len(h.Entries)-1].Weight = 9 })
		}, "issue:night-noise: the edge CO_RAISED from issue:ferry-fares has another"},
		{"wrong_degree", func(t *testing.T, s *Store, txn *badger.Txn) error {
			return changeHead(t, s, txn, ada, func(h *disk.Head) { h.Counts[disk.GroupOf(store.Made, store.Out)]++ })
		}, "person:ada: the counts of its edges are wrong"},
		{"edges_lost", func(t *testing.T, s *Store, txn *badger.Txn) error {
			return txn.Delete(disk.HeadKey(s.mustNumber(t, ada)))
		}, "person:ada: the counts of its edges are wrong"},
		{"edges_of_nobody", func(t *testing.T, s *Store, txn *badger.Txn) error {
			return txn.Set(disk.HeadKey(999), disk.EncodeHead(disk.Head{}))
		}, "edges of number 999, which is not there"},
		{"block_of_its_own", func(t *testing.T, s *Store, txn *badger.Txn) error {
			return txn.Set(disk.BlockKey(s.mustNumber(t, ada), disk.Spot{Group: disk.GroupOf(store.Made, store.Out), ID: "statement:noise"}), nil)
		}, "a block begins at MADE to statement:noise"},
		{"block_that_is_not_read", func(t *testing.T, s *Store, txn *badger.Txn) error {
			return superfluousBlock(t, s, txn, ada)
		}, "person:ada: its edges are right, but not stored as a change stores them"},
		{"garbled_edges", func(t *testing.T, s *Store, txn *badger.Txn) error {
			return txn.Set(disk.HeadKey(s.mustNumber(t, ada)), []byte("garbled"))
		}, "edge counts"},
		{"garbled_node", func(t *testing.T, s *Store, txn *badger.Txn) error {
			return txn.Set(disk.NodeKey(s.mustNumber(t, ada)), []byte("garbled"))
		}, "node record"},
		{"node_lost", func(t *testing.T, s *Store, txn *badger.Txn) error {
			return txn.Delete(disk.NodeKey(s.mustNumber(t, "place:north-quay")))
		}, "place:north-quay: one end is not stored"},
		{"node_twice", func(t *testing.T, s *Store, txn *badger.Txn) error {
			b, err := disk.EncodeNode(exampleNodes()[0])
			return errors.Join(err, txn.Set(disk.NodeKey(500), b))
		}, "is stored as number"},
		{"node_changed_behind_the_log", func(t *testing.T, s *Store, txn *badger.Txn) error {
			n := exampleNodes()[0].(*store.Source)
			n.Publisher = "Somebody else"
			b, err := disk.EncodeNode(n)
			return errors.Join(err, txn.Set(disk.NodeKey(s.mustNumber(t, n.ID)), b))
		}, "replaying the log leads to other nodes"},
		{"id_lost", func(t *testing.T, s *Store, txn *badger.Txn) error {
			return txn.Delete(disk.IDKey(ada))
		}, "a record of the index of IDs, person:ada, is missing"},
		{"id_left_behind", func(t *testing.T, s *Store, txn *badger.Txn) error {
			return txn.Set(disk.IDKey("issue:old"), disk.EncodeNumber(4))
		}, "a record of the index of IDs, issue:old, follows from no node"},
		{"id_astray", func(t *testing.T, s *Store, txn *badger.Txn) error {
			return txn.Set(disk.IDKey(ada), disk.EncodeNumber(1))
		}, "a record of the index of IDs, person:ada, follows from other nodes than are stored"},
		{"support_lost", func(t *testing.T, s *Store, txn *badger.Txn) error {
			return txn.Delete(disk.DerivedKey(s.mustNumber(t, ada), store.Raised, s.mustNumber(t, noise)))
		}, "a record of derived edges, person:ada RAISED issue:night-noise, is missing"},
		{"support_changed", func(t *testing.T, s *Store, txn *badger.Txn) error {
			return txn.Set(disk.DerivedKey(s.mustNumber(t, ada), store.Raised, s.mustNumber(t, noise)), disk.EncodeSupport([]disk.Share{{Statement: 1}, {Statement: 2}}))
		}, "follows from other nodes than are stored"},
		{"support_of_nobody", func(t *testing.T, s *Store, txn *badger.Txn) error {
			return txn.Set(disk.DerivedKey(999, store.Raised, s.mustNumber(t, noise)), disk.EncodeSupport([]disk.Share{{Statement: 1}}))
		}, "a record of derived edges, number 999 (no node) RAISED issue:night-noise, follows from no node"},
		{"support_of_nothing", func(t *testing.T, s *Store, txn *badger.Txn) error {
			return txn.Set(disk.DerivedKey(s.mustNumber(t, ada), store.Backs, s.mustNumber(t, noise)), disk.EncodeSupport([]disk.Share{{Statement: 1}}))
		}, "follows from no node"},
		{"node_count", func(_ *testing.T, _ *Store, txn *badger.Txn) error {
			return changeState(txn, func(st *disk.State) { disk.Count(st.Nodes, disk.KindCodes.Code[store.KindIssue], 1) })
		}, "nodes are counted as"},
		{"edge_count", func(_ *testing.T, _ *Store, txn *badger.Txn) error {
			return changeState(txn, func(st *disk.State) { disk.Count(st.Edges, disk.TypeCodes.Code[store.Made], 1) })
		}, "edges are counted as"},
		{"coverage", func(_ *testing.T, _ *Store, txn *badger.Txn) error {
			return changeState(txn, func(st *disk.State) { st.Covered.Open++ })
		}, "coverage is counted as"},
		{"numbers_given_twice", func(_ *testing.T, _ *Store, txn *badger.Txn) error {
			return changeState(txn, func(st *disk.State) { st.Next = 3 })
		}, "but only 2 were given"},
		{"log_lost", func(_ *testing.T, _ *Store, txn *badger.Txn) error {
			return txn.Delete(disk.LogKey(1))
		}, "log record 1 is missing"},
		{"log_gap", func(_ *testing.T, _ *Store, txn *badger.Txn) error {
			b, err := disk.EncodeLog(store.ChangeSet{}, nil, nil)
			return errors.Join(err, txn.Set(disk.LogKey(3), b))
		}, "log record 2 is missing"},
		{"foreign_key", func(_ *testing.T, _ *Store, txn *badger.Txn) error {
			return txn.Set([]byte("foreign"), nil)
		}, "key 666f726569676e"},
		{"foreign_meta", func(_ *testing.T, _ *Store, txn *badger.Txn) error {
			return txn.Set(disk.MetaKey("foreign"), nil)
		}, `unknown record "foreign"`},
		{"state_lost", func(_ *testing.T, _ *Store, txn *badger.Txn) error {
			return txn.Delete(disk.MetaKey(disk.MetaState))
		}, "no state record"},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := openExample(t)
			if err := s.Check(t.Context()); err != nil {
				t.Fatal(err)
			}
			update(t, s, func(txn *badger.Txn) error { return test.damage(t, s, txn) })
			err := s.Check(t.Context())
			if !errors.Is(err, store.ErrCorrupt) || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want ErrCorrupt with %q", err, test.want)
			}
			if strings.HasPrefix(test.name, "log_") && strings.Contains(err.Error(), "replaying") {
				t.Errorf("got %v, which compares nodes with a part of the log", err)
			}
		})
	}
}

// superfluousBlock adds a block to a node whose edges are all in the head.
func superfluousBlock(t *testing.T, s *Store, txn *badger.Txn, id store.ID) error {
	t.Helper()
	first := disk.Spot{Group: disk.GroupOf(store.Made, store.Out)}
	for i := 0; first.ID == "" || !disk.StartsBlock(first.ID); i++ {
		first.ID = store.ID(fmt.Sprintf("statement:none-%d", i))
	}
	n := s.mustNumber(t, id)
	if h, err := (view{txn: txn}).head(n); err != nil || !h.Whole() {
		t.Fatalf("the edges of %s are in several blocks; %v", id, err)
	}
	return txn.Set(disk.BlockKey(n, first), disk.AppendBlock(nil, []disk.Entry{{Spot: first, Number: 1, Weight: 1}}))
}

// RebuildDerived must make again the index of IDs too, and readers must see it.
func TestStore_RebuildDerived_IDs(t *testing.T) {
	ada := store.ID("person:ada")
	for name, damage := range map[string]func(txn *badger.Txn) error{
		"id_lost":        func(txn *badger.Txn) error { return txn.Delete(disk.IDKey(ada)) },
		"id_astray":      func(txn *badger.Txn) error { return txn.Set(disk.IDKey(ada), disk.EncodeNumber(1)) },
		"id_left_behind": func(txn *badger.Txn) error { return txn.Set(disk.IDKey("issue:old"), disk.EncodeNumber(4)) },
	} {
		t.Run(name, func(t *testing.T) {
			s := openExample(t)
			logged := records(t, s, disk.PrefixLog)
			update(t, s, damage)
			nodeOf := func() store.ID {
				snap, err := s.Snapshot()
				if err != nil {
					t.Fatal(err)
				}
				defer snap.Close()
				n, err := snap.Node(t.Context(), ada)
				if err != nil {
					return ""
				}
				return n.Base().ID
			}
			nodeOf() // what it finds may stay in the cache
			s.files.cache.current.Wait()
			if err := s.RebuildDerived(t.Context()); err != nil {
				t.Fatal(err)
			}
			if err := s.Check(t.Context()); err != nil {
				t.Error(err)
			}
			if got := nodeOf(); got != ada {
				t.Errorf("got %q, want %s", got, ada)
			}
			if diff := cmp.Diff(logged, records(t, s, disk.PrefixLog)); diff != "" {
				t.Errorf("log (-before +after):\n%s", diff)
			}
		})
	}
}

// Damage that RebuildDerived cannot repair must be an error, change nothing, and leave the store to its readers.
func TestStore_RebuildDerived_refuses(t *testing.T) {
	for name, damage := range map[string]func(txn *badger.Txn) error{
		"foreign_meta": func(txn *badger.Txn) error { return txn.Set(disk.MetaKey("foreign"), nil) },
		"foreign_key":  func(txn *badger.Txn) error { return txn.Set([]byte("foreign"), nil) },
		"counts_swapped": func(txn *badger.Txn) error {
			return changeState(txn, func(st *disk.State) {
				disk.Count(st.Nodes, disk.KindCodes.Code[store.KindIssue], 1)
				disk.Count(st.Nodes, disk.KindCodes.Code[store.KindPerson], -1)
			})
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := openExample(t)
			update(t, s, damage)
			before := records(t, s)
			if err := s.RebuildDerived(t.Context()); !errors.Is(err, store.ErrCorrupt) {
				t.Errorf("got %v, want ErrCorrupt", err)
			}
			if diff := cmp.Diff(before, records(t, s)); diff != "" {
				t.Errorf("records (-before +after):\n%s", diff)
			}
			snap, err := s.Snapshot()
			if err != nil {
				t.Fatal(err)
			}
			snap.Close()
		})
	}
}

// When all derived edges are dropped, RebuildDerived must bring back the same bytes.
func TestStore_RebuildDerived(t *testing.T) {
	for _, test := range []struct {
		name   string
		damage func(t *testing.T, s *Store, txn *badger.Txn) error
	}{
		{"nothing", func(*testing.T, *Store, *badger.Txn) error { return nil }},
		{"all_dropped", func(t *testing.T, s *Store, txn *badger.Txn) error {
			for key := range records(t, s, disk.PrefixDerived) {
				if err := txn.Delete([]byte(key)); err != nil {
					return err
				}
			}
			for _, n := range exampleNodes() {
				err := changeHead(t, s, txn, n.Base().ID, func(h *disk.Head) {
					for g := range maps.Clone(h.Counts) {
						if g.EdgeType().IsDerived() {
							removeGroup(h, g)
						}
					}
				})
				if err != nil {
					return err
				}
			}
			return changeState(txn, func(st *disk.State) {
				for _, typ := range store.DerivedTypes() {
					delete(st.Edges, disk.TypeCodes.Code[typ])
				}
			})
		}},
		{"only_counts_wrong", func(_ *testing.T, _ *Store, txn *badger.Txn) error {
			return changeState(txn, func(st *disk.State) { st.Edges[disk.TypeCodes.Code[store.Raised]] = 77 })
		}},
		{"one_too_many", func(t *testing.T, s *Store, txn *badger.Txn) error {
			return txn.Set(disk.DerivedKey(s.mustNumber(t, "person:ben"), store.Raised, s.mustNumber(t, "issue:night-noise")),
				disk.EncodeSupport([]disk.Share{{Statement: 1}}))
		}},
		{"wrong_weight", func(t *testing.T, s *Store, txn *badger.Txn) error {
			return changeHead(t, s, txn, "issue:night-noise", func(h *disk.Head) { h.Entries[len(h.Entries)-1].Weight = 9 })
		}},
		{"block_that_is_not_read", func(t *testing.T, s *Store, txn *badger.Txn) error {
			return superfluousBlock(t, s, txn, "person:ada")
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := openExample(t)
			before := records(t, s)
			update(t, s, func(txn *badger.Txn) error { return test.damage(t, s, txn) })
			if err := s.RebuildDerived(t.Context()); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(before, records(t, s)); diff != "" {
				t.Errorf("records (-before +after):\n%s", diff)
			}
			if err := s.Check(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
}

// Derived edges that followed random changes must be those that deriving them anew gives, byte for byte.
func TestStore_RebuildDerived_changesNothing(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		s, err := Open(t.TempDir(), Options{CacheBytes: 1 << 20, MaxChangeBytes: 4 << 20})
		if err != nil {
			r.Fatal(err)
		}
		defer func() {
			if err := s.Close(); err != nil {
				r.Error(err)
			}
		}()
		applied := 0
		for _, cs := range storetest.DrawChangeSets(r) {
			if _, err := s.Apply(t.Context(), cs); err == nil {
				applied++
			}
		}
		if applied == 0 {
			r.Fatal("not even the example was applied")
		}
		before := records(t, s)
		if err := s.RebuildDerived(t.Context()); err != nil {
			r.Fatal(err)
		}
		if diff := cmp.Diff(before, records(t, s)); diff != "" {
			r.Fatalf("records (-before +after):\n%s", diff)
		}
	})
}

// Edges must be stored in the same bytes whichever way a graph came to be what it is.
func TestStore_Apply_leaves_no_history(t *testing.T) {
	claim := func(i int, issue store.ID) store.Node {
		return &store.Statement{
			Meta: store.Meta{ID: store.ID(fmt.Sprintf("statement:hub/%d", i)), Citations: storetest.Cite(1)}, Kind: store.Raises, Review: store.Draft,
			Summary: "A claim", Voices: []store.StatementVoice{{Voice: "person:ben", Role: store.Speaker}}, Issues: []store.ID{issue},
		}
	}
	s := openExample(t)
	set := func(issue store.ID, step int) {
		t.Helper()
		var cs store.ChangeSet
		for i := 0; i < 1000; i += step {
			cs.Put = append(cs.Put, claim(i, issue))
		}
		if _, err := s.Apply(t.Context(), cs); err != nil {
			t.Fatal(err)
		}
	}
	set("issue:harbour-life", 1)
	prefixes := []byte{disk.PrefixEdges, disk.PrefixDerived, disk.PrefixNode, disk.PrefixID}
	before := records(t, s, prefixes...)
	blocks := 0
	for k := range before {
		if parsed, err := disk.ParseKey([]byte(k)); err == nil && parsed.Block != nil {
			blocks++
		}
	}
	if blocks < 5 {
		t.Fatalf("%d blocks are too few to show anything", blocks)
	}
	for _, step := range []int{1, 2, 3, 7} {
		set("issue:night-noise", step)
		if cmp.Equal(before, records(t, s, prefixes...)) {
			t.Error("the change did nothing")
		}
		set("issue:harbour-life", step)
		if diff := cmp.Diff(before, records(t, s, prefixes...)); diff != "" {
			t.Errorf("there and back in steps of %d (-before +after):\n%s", step, diff)
		}
	}
	if err := s.Check(t.Context()); err != nil {
		t.Error(err)
	}
}

// A store of another format must be refused with what to do, and so must a database without one.
func TestOpen_format(t *testing.T) {
	for _, test := range []struct {
		name   string
		change func(txn *badger.Txn) error
		want   error
		text   string
	}{
		{"newer", func(txn *badger.Txn) error {
			return txn.Set(disk.MetaKey(disk.MetaFormat), disk.EncodeNumber(disk.FormatVersion+1))
		}, store.ErrFormat, "use a newer forumgraph"},
		{"older", func(txn *badger.Txn) error {
			return txn.Set(disk.MetaKey(disk.MetaFormat), disk.EncodeNumber(disk.OldestFormat-1))
		}, store.ErrFormat, "export it with the forumgraph that wrote it"},
		{"none", func(txn *badger.Txn) error { return txn.Delete(disk.MetaKey(disk.MetaFormat)) }, store.ErrCorrupt, "no format record"},
		{"garbled", func(txn *badger.Txn) error { return txn.Set(disk.MetaKey(disk.MetaFormat), []byte("1")) }, store.ErrCorrupt, "format record: number of 1 bytes"},
		{"no_state", func(txn *badger.Txn) error { return txn.Delete(disk.MetaKey(disk.MetaState)) }, store.ErrCorrupt, "no state record"},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			opts := Options{CacheBytes: 1 << 20, MaxChangeBytes: 1 << 20}
			s, err := Open(dir, opts)
			if err != nil {
				t.Fatal(err)
			}
			update(t, s, test.change)
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			s, err = Open(dir, opts)
			if err == nil {
				t.Fatal(errors.Join(errors.New("opened"), s.Close()))
			}
			if !errors.Is(err, test.want) || !strings.Contains(err.Error(), test.text) {
				t.Errorf("got %v, want %v with %q", err, test.want, test.text)
			}
		})
	}
}
