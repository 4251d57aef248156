package network_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forumgraph/store"
	"forumgraph/store/network"
)

// Agreement counts voices and statements apart, by kind and by the quantifier of that statement, and a voice of several
// stances in each of them.
func TestAgreementOn(t *testing.T) {
	top := newForum(
		"recommendation:ban > recommendation:cap", "recommendation:cap > recommendation:axe",
		"a person:ann organization:guild recommendation:cap+",
		"b person:ann recommendation:cap+",
		"c person:ann recommendation:cap~",
		"d collective:hall=MANY recommendation:cap+",
		"e collective:hall=SOME recommendation:cap+",
		"f collective:hall=SOME collective:table=CONSENSUS recommendation:cap-",
		"g collective:table=ONE recommendation:ban+",
	).topology(t)
	type (
		tally   = network.Tally
		tallies = network.Tallies
	)
	want := &network.Agreement{
		Version: 1, Recommendation: "recommendation:cap",
		Total: tallies{For: tally{3, 4}, Against: tally{2, 1}, Mixed: tally{1, 1}, Several: 2},
		Kinds: []network.KindTallies{
			{Kind: store.KindPerson, Tallies: tallies{For: tally{1, 2}, Mixed: tally{1, 1}, Several: 1}},
			{Kind: store.KindOrganization, Tallies: tallies{For: tally{1, 1}}},
			{Kind: store.KindCollective, Tallies: tallies{For: tally{1, 2}, Against: tally{2, 1}, Several: 1}},
		},
		Quantifiers: []network.QuantifierTallies{
			{Quantifier: store.Consensus, Tallies: tallies{Against: tally{1, 1}}},
			{Quantifier: store.Most},
			{Quantifier: store.Many, Tallies: tallies{For: tally{1, 1}}},
			{Quantifier: store.Some, Tallies: tallies{For: tally{1, 1}, Against: tally{1, 1}, Several: 1}},
			{Quantifier: store.Few},
			{Quantifier: store.One},
			{Quantifier: store.Unspecified},
		},
		Rivals: []store.ID{"recommendation:axe", "recommendation:ban"},
	}
	got, err := network.AgreementOn(t.Context(), top, "recommendation:cap", nil)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	got, err = network.AgreementOn(t.Context(), top, "recommendation:cap", only(t, top, "c", "g"))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(tallies{Mixed: tally{1, 1}}, got.Total); diff != "" {
		t.Errorf("of one statement: %s", diff)
	}
	if got, err = network.AgreementOn(t.Context(), top, "recommendation:axe", nil); err != nil || got.Total != (tallies{}) {
		t.Errorf("of a recommendation that nobody spoke of: %+v, %v", got, err)
	}
	for id, is := range map[store.ID]error{"recommendation:none": store.ErrNotFound, "person:ann": store.ErrInvalid} {
		if got, err := network.AgreementOn(t.Context(), top, id, nil); got != nil || !errors.Is(err, is) {
			t.Errorf("%s: %v, %v; want %v", id, got, err, is)
		}
	}
}
