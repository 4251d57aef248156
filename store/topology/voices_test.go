package topology_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forumgraph/store"
	"forumgraph/store/memstore"
	"forumgraph/store/storetest"
	"forumgraph/store/topology"
)

// The voices of a statement are those of its record, by ID, each with its role and quantifier, in whatever order the record
// lists them and next to statements with more or fewer.
func TestTopology_Voices(t *testing.T) {
	st := memstore.New()
	defer func() { _ = st.Close() }()
	change := storetest.Example()
	for _, n := range change.Put {
		if s, ok := n.(*store.Statement); ok && s.ID == "statement:fares" {
			s.Voices = []store.StatementVoice{
				{Voice: "person:ben", Role: store.Reported},
				{Voice: "organization:port-office", Role: store.Quoted},
				{Voice: "collective:dock-table", Role: store.Speaker, Quantifier: store.Unspecified},
				{Voice: "person:ada", Role: store.Speaker},
			}
		}
	}
	if _, err := st.Apply(t.Context(), change); err != nil {
		t.Fatal(err)
	}
	snap, err := st.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	defer snap.Close()
	top := build(t, snap)
	for _, node := range everyNode(t, snap, store.KindStatement) {
		s := node.(*store.Statement)
		want := slices.SortedFunc(slices.Values(s.Voices), func(a, b store.StatementVoice) int { return strings.Compare(string(a.Voice), string(b.Voice)) })
		voices := top.Voices(mustFind(t, top, s.ID))
		var got []store.StatementVoice
		for i := range voices.Len() {
			got = append(got, store.StatementVoice{Voice: top.ID(voices.Node(i)), Role: voices.Role(i), Quantifier: voices.Quantifier(i)})
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", s.ID, diff)
		}
	}
}

// Every role and every quantifier comes back as it went in, and none where there is none.
func TestVoices(t *testing.T) {
	for _, role := range store.VoiceRoles() {
		for _, quantifier := range append(store.Quantifiers(), "") {
			s := &store.Statement{Meta: store.Meta{ID: "statement:s"}}
			s.Voices = []store.StatementVoice{{Voice: "collective:c", Role: role, Quantifier: quantifier}}
			g := newGraph([]topology.Edge{edge("collective:c", store.Made, "statement:s")})
			g.nodes[1] = s
			top := build(t, g)
			voices := top.Voices(1)
			if voices.Len() != 1 || voices.Role(0) != role || voices.Quantifier(0) != quantifier {
				t.Errorf("%d voices, %s %q; want %s %q", voices.Len(), voices.Role(0), voices.Quantifier(0), role, quantifier)
			}
		}
	}
}
