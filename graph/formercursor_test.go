package graph_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"forumgraph/store"
)

// Cursors that earlier versions made for lists that they joined from others still lead to the same place, in either direction.
func TestFormerCursors(t *testing.T) {
	type element struct {
		ID      store.ID
		Order   int
		Source  struct{ ID store.ID }
		Section struct {
			ID    store.ID
			Order int
		}
	}
	// The former cursors, as they were made.
	byPlace := func(e element) string { return fmt.Sprintf("%010d %s", e.Order, e.ID) }
	sources := func(e element) store.Cursor { return store.NewCursor("nodes/SOURCE/0", string(e.Source.ID)) }
	nested := func(name string, outer store.Cursor, of store.ID, inner store.Cursor) store.Cursor {
		return store.NewCursor(name, strings.Join([]string{string(outer), string(of), string(inner)}, "|"))
	}
	passageOf := func(e element) store.Cursor {
		outer := store.NewCursor("sections/"+string(e.Source.ID), fmt.Sprintf("%010d %s", e.Section.Order, e.Section.ID))
		return nested("passages/"+string(e.Source.ID), outer, e.Section.ID, store.NewCursor("passages/"+string(e.Section.ID), byPlace(e)))
	}
	coRaised := func(of store.ID, which int, way, hash string) func(element) store.Cursor {
		return func(e element) store.Cursor {
			inner := store.NewCursor("neighbors/"+string(of)+"/"+hash, strings.Join([]string{"CO_RAISED", way, string(e.ID)}, "\x00"))
			return store.NewCursor("in-turn", fmt.Sprintf("%d/%s", which, inner))
		}
	}
	kinds := []store.Kind{store.KindCollective, store.KindOrganization, store.KindPerson}
	for name, tt := range map[string]struct {
		list, fields string // the list has a gap for its arguments
		former       func(element) store.Cursor
	}{
		"voices": {"voices%s", "id", func(e element) store.Cursor {
			which := slices.Index(kinds, e.ID.Kind())
			return store.NewCursor("in-turn", fmt.Sprintf("%d/%s", which, store.NewCursor("nodes/"+string(kinds[which])+"/0", string(e.ID))))
		}},
		"sections": {"sections%s", "id order source { id }", func(e element) store.Cursor {
			return nested("sections", sources(e), e.Source.ID, store.NewCursor("sections/"+string(e.Source.ID), byPlace(e)))
		}},
		"passages": {"passages%s", "id order source { id } section { id order }", func(e element) store.Cursor {
			return nested("passages", sources(e), e.Source.ID, passageOf(e))
		}},
		"passages of a source": {`source(id: "source:first") { passages%s`, "id order source { id } section { id order }", passageOf},
		"issues raised along":  {`issue(id: "issue:0") { coRaised%s`, "id", coRaised("issue:0", 1, "out", "1b1affd")},
		"the other way":        {`issue(id: "issue:3") { coRaised%s`, "id", coRaised("issue:3", 0, "in", "f73a17ce")},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHandler(bigOptions(t))
			ids := func(arguments string) (elements []element) {
				document := "{ " + fmt.Sprintf(tt.list, arguments) + " { nodes { " + tt.fields + " } }" + strings.Repeat(" }", 1+strings.Count(tt.list, "{"))
				var data any
				query(t, h, &data, document, nil)
				for data := data.(map[string]any); ; {
					if nodes, ok := data["nodes"]; ok {
						b, err := json.Marshal(nodes)
						if err == nil {
							err = json.Unmarshal(b, &elements)
						}
						if err != nil {
							t.Fatal(err)
						}
						return elements
					}
					for _, within := range data { // one
						data = within.(map[string]any)
					}
				}
			}
			all := ids("(first: 100)")
			if len(all) == 0 {
				t.Fatal("the list is empty")
			}
			for at := range all {
				cursor := tt.former(all[at])
				if diff := cmp.Diff(all[at+1:], ids(fmt.Sprintf("(first: %d, after: %q)", max(1, len(all)-1-at), cursor)), cmpopts.EquateEmpty()); diff != "" {
					t.Errorf("after element %d (-want +got):\n%s", at, diff)
				}
				if at > 0 {
					if diff := cmp.Diff(all[:at], ids(fmt.Sprintf("(last: %d, before: %q)", at, cursor)), cmpopts.EquateEmpty()); diff != "" {
						t.Errorf("before element %d (-want +got):\n%s", at, diff)
					}
				}
			}
		})
	}
}
