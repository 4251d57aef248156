package place_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forumgraph/store"
	"forumgraph/store/internal/place"
)

func issue(id store.ID, en, fr string) store.Node {
	return &store.Issue{Meta: store.Meta{ID: id, Name: store.Text{EN: en, FR: fr}}}
}

// Keys must compare as the list is ordered, and name the node they belong to.
func TestList_Key(t *testing.T) {
	nodes := []store.Node{
		issue("issue:c", "Alpha", "Zêta"), issue("issue:a", "alpha", ""), issue("issue:b", "Alpha beta", "Été"), issue("issue:d", "", "delta"),
	}
	for _, test := range []struct {
		order store.ListOrder
		lang  store.Lang
		want  []store.ID
	}{
		{store.ByID, "", []store.ID{"issue:a", "issue:b", "issue:c", "issue:d"}},
		{store.ByNameEN, store.EN, []store.ID{"issue:a", "issue:c", "issue:b", "issue:d"}},
		{store.ByNameFR, store.FR, []store.ID{"issue:a", "issue:d", "issue:b", "issue:c"}},
	} {
		l, err := place.NewList(store.KindIssue, test.order)
		if err != nil || l.Lang() != test.lang {
			t.Fatalf("order %d: %v, language %q", test.order, err, l.Lang())
		}
		slices.SortFunc(nodes, func(a, b store.Node) int { return strings.Compare(l.Key(a), l.Key(b)) })
		var got []store.ID
		for _, n := range nodes {
			got = append(got, n.Base().ID)
			if key, err := l.After(l.Cursor(l.Key(n))); err != nil || key != l.Key(n) {
				t.Errorf("order %d: cursor of %s gives %q, %v", test.order, n.Base().ID, key, err)
			}
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("order %d (-want +got):\n%s", test.order, diff)
		}
	}
}

// A cursor whose key is no place in the list must be refused, even if it says it is of this list.
func TestList_After_refuses(t *testing.T) {
	byID := place.List{Kind: store.KindIssue, Order: store.ByID}
	byName := place.List{Kind: store.KindIssue, Order: store.ByNameEN}
	for _, test := range []struct {
		list place.List
		key  string
	}{
		{byID, "no id"}, {byID, "person:a"}, {byID, "issue:"}, {byName, "issue:a"}, {byName, "name\x00person:a"}, {byName, "name\x00issue:a\x00"},
	} {
		if got, err := test.list.After(test.list.Cursor(test.key)); !errors.Is(err, store.ErrInvalidCursor) || got != "" {
			t.Errorf("key %q: got %q, %v; want ErrInvalidCursor", test.key, got, err)
		}
	}
}

// SplitName must take apart what JoinName joined, and nothing else.
func TestSplitName(t *testing.T) {
	for _, sortKey := range []string{"", "a", "forced marriage"} {
		if s, id, ok := place.SplitName(place.JoinName(sortKey, "issue:a")); s != sortKey || id != "issue:a" || !ok {
			t.Errorf("got %q, %q, %v", s, id, ok)
		}
	}
	for _, key := range []string{"", "a", "a\x00b\x00c"} {
		if _, _, ok := place.SplitName(key); ok {
			t.Errorf("SplitName(%q) takes it apart", key)
		}
	}
}

// A walk must go over the admitted groups in the contract's order, each once.
func TestNewWalk(t *testing.T) {
	w := place.NewWalk("person:a", store.EdgeFilter{Types: []store.EdgeType{store.Raised, store.Made, store.Made, "GHOST"}})
	want := []place.Group{{Type: store.Made, Direction: store.Out}, {Type: store.Made, Direction: store.In}, {Type: store.Raised, Direction: store.Out}, {Type: store.Raised, Direction: store.In}}
	if diff := cmp.Diff(want, w.Groups); diff != "" {
		t.Errorf("groups (-want +got):\n%s", diff)
	}
	if w.ByKind() || !w.Admits("issue:a") {
		t.Error("without kinds some neighbors are left out")
	}
	w = place.NewWalk("person:a", store.EdgeFilter{Kinds: []store.Kind{store.KindIssue}, Direction: store.In})
	if !w.ByKind() || !w.Admits("issue:a") || w.Admits("person:b") || len(w.Groups) != len(store.EdgeTypes()) {
		t.Errorf("by kind: %+v", w)
	}
}

// A walk's cursor must lead back to its neighbor, and must be refused where that neighbor cannot be.
func TestWalk_After(t *testing.T) {
	all := place.NewWalk("person:a", store.EdgeFilter{})
	n := store.Neighbor{ID: "issue:i", Type: store.Raised, Direction: store.In}
	spot, ok, err := all.After(all.Cursor(n))
	if err != nil || !ok || spot.ID != n.ID || all.Groups[spot.Group] != (place.Group{Type: store.Raised, Direction: store.In}) {
		t.Errorf("got %+v, %v, %v", spot, ok, err)
	}
	if _, ok, err := all.After(""); ok || err != nil {
		t.Errorf("empty cursor: got %v, %v", ok, err)
	}
	for _, bad := range []store.Neighbor{{ID: "no id", Type: store.Raised, Direction: store.In}, {ID: "issue:i", Type: "GHOST", Direction: store.In}} {
		if _, ok, err := all.After(all.Cursor(bad)); ok || !errors.Is(err, store.ErrInvalidCursor) {
			t.Errorf("%+v: got %v, want ErrInvalidCursor", bad, err)
		}
	}
	out := place.NewWalk("person:a", store.EdgeFilter{Direction: store.Out})
	if _, _, err := out.After(all.Cursor(n)); !errors.Is(err, store.ErrInvalidCursor) {
		t.Errorf("another filter: got %v, want ErrInvalidCursor", err)
	}
	if (place.Spot{Group: 1, ID: "a"}).Compare(place.Spot{Group: 1, ID: "b"}) >= 0 || (place.Spot{Group: 2, ID: "a"}).Compare(place.Spot{Group: 1, ID: "b"}) <= 0 {
		t.Error("spots are not ordered by group and ID")
	}
}
