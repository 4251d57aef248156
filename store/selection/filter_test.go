package selection_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forumgraph/store"
	"forumgraph/store/selection"
)

// What is wrong with a filter is said with the place and what the field takes.
func TestFilter_Validate(t *testing.T) {
	deep := &selection.StatementFilter{}
	for range selection.MaxFilterDepth {
		deep = &selection.StatementFilter{Not: deep}
	}
	wide := &selection.StatementFilter{}
	for range selection.MaxFilterParts {
		wide.And = append(wide.And, &selection.StatementFilter{})
	}
	for name, c := range map[string]struct {
		filter interface{ Validate(string) error }
		want   string
	}{
		"nil":       {(*selection.StatementFilter)(nil), ""},
		"empty":     {&selection.NodeFilter{}, ""},
		"unknown":   {&selection.StatementFilter{Issue: []store.ID{"issue:nobody-knows"}}, ""},
		"malformed": {&selection.StatementFilter{Issue: []store.ID{"Issue 7"}}, "filter.issue: id \"Issue 7\""},
		"other kind": {
			&selection.NodeFilter{Or: []*selection.NodeFilter{{}, {RaisedBy: []store.ID{"issue:x"}}}},
			"filter.or[1].raisedBy: issue:x is of kind issue; the field takes person, organization or collective",
		},
		"nested": {
			&selection.NodeFilter{Not: &selection.NodeFilter{Statements: &selection.StatementFilter{And: []*selection.StatementFilter{{Session: []store.ID{"place:x"}}}}}},
			"filter.not.statements.and[0].session: place:x is of kind place; the field takes session",
		},
		"no voice": {&selection.StatementFilter{VoiceKind: []store.Kind{store.KindPlace}}, "filter.voiceKind: PLACE is not a kind of voice; use PERSON, ORGANIZATION or COLLECTIVE"},
		"too deep": {deep, "filters nest at most 8 deep"},
		"too wide": {wide, "a filter consists of at most 64 filters"},
		"too many": {&selection.NodeFilter{ID: make([]store.ID, 101)}, "filter.id: 101 values are too many; name at most 100"},
	} {
		t.Run(name, func(t *testing.T) {
			err := c.filter.Validate("filter")
			if c.want == "" {
				if err != nil {
					t.Errorf("refused: %v", err)
				}
				return
			}
			if !errors.Is(err, store.ErrInvalid) || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want an ErrInvalid with %q", err, c.want)
			}
		})
	}
}

// The words of a text are found by the matcher, for the kinds that the filter is about; without one, text is refused.
func TestSelector_Text(t *testing.T) {
	c := forum()
	statement, issue := c.byKind[store.KindStatement][3], c.byKind[store.KindIssue][5]
	var asked [][]store.Kind
	s := selection.New(c.topology, func(_ context.Context, text string, kinds []store.Kind) ([]store.ID, error) {
		if text != "two words" {
			t.Errorf("asked for %q", text)
		}
		asked = append(asked, kinds)
		return []store.ID{issue, statement, "statement:gone"}, nil
	})
	statements, err := s.Statements(t.Context(), &selection.StatementFilter{Text: "two words"})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]store.ID{statement}, c.ids(slices.Collect(statements.All()))); diff != "" {
		t.Error(diff)
	}
	issues, err := s.Nodes(t.Context(), c.topology.SetOf(store.KindIssue).Nodes(), &selection.NodeFilter{Text: "two words"})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]store.ID{issue}, c.ids(slices.Collect(issues.All()))); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([][]store.Kind{{store.KindStatement}, nil}, asked); diff != "" {
		t.Error(diff)
	}
	_, err = selection.New(c.topology, nil).Statements(t.Context(), &selection.StatementFilter{Not: &selection.StatementFilter{Text: "two words"}})
	if !errors.Is(err, store.ErrInvalid) || !strings.Contains(err.Error(), "filter.not.text: this server has no text index") {
		t.Errorf("without a matcher: %v", err)
	}
}

// Who presented in a part of a session presented in it; what lies in a part of a place lies in it.
func TestSelector_Parts(t *testing.T) {
	c := forum()
	s := selection.New(c.topology, nil)
	count := func(kind store.Kind, f *selection.NodeFilter) int {
		set, err := s.Nodes(t.Context(), c.topology.SetOf(kind).Nodes(), f)
		if err != nil {
			t.Fatal(err)
		}
		return set.Len()
	}
	root := c.byKind[store.KindSession][slices.IndexFunc(c.byKind[store.KindSession], func(id store.ID) bool {
		return c.nodes[id].(*store.Session).Parent == ""
	})]
	presenters := map[store.ID]bool{}
	for _, id := range c.byKind[store.KindSession] {
		for _, r := range c.nodes[id].(*store.Session).Presenters {
			presenters[r.ID] = true
		}
	}
	if got := count(store.KindPerson, &selection.NodeFilter{PresentedAt: []store.ID{root}}); got != len(presenters) || got == 0 {
		t.Errorf("%d persons presented at the event, want %d", got, len(presenters))
	}
	whole, parts := "place:canada", 0
	for _, id := range c.byKind[store.KindOrganization] {
		for _, r := range c.nodes[id].(*store.Organization).LocatedIn {
			if string(r.ID) != whole && within(r.ID, []store.ID{store.ID(whole)}, c.above) {
				parts++
				break
			}
		}
	}
	if got := count(store.KindOrganization, &selection.NodeFilter{Place: []store.ID{store.ID(whole)}}); got < parts || parts == 0 {
		t.Errorf("%d organizations are in %s, of which %d in its parts", got, whole, parts)
	}
}

// A question that has ended is not answered.
func TestSelector_Canceled(t *testing.T) {
	c := forum()
	s := selection.New(c.topology, nil)
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Statements(ended, &selection.StatementFilter{Kind: []store.StatementKind{store.Raises}}); !errors.Is(err, context.Canceled) {
		t.Errorf("Statements: %v", err)
	}
	if _, err := s.Nodes(ended, c.topology.SetOf(store.KindIssue).Nodes(), &selection.NodeFilter{Narrower: true}); !errors.Is(err, context.Canceled) {
		t.Errorf("Nodes: %v", err)
	}
	if _, err := s.List(ended, selection.Cursors{Name: "test"}, c.topology.SetOf(store.KindIssue).Nodes(), selection.Ordering{Order: selection.ByVoices}); !errors.Is(err, context.Canceled) {
		t.Errorf("List: %v", err)
	}
	if _, err := s.Facet(ended, c.topology.SetOf(store.KindStatement).Nodes(), nil, selection.FacetVoice, 10); !errors.Is(err, context.Canceled) {
		t.Errorf("Facet: %v", err)
	}
}
