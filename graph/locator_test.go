package graph_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forumgraph/graph"
	"forumgraph/store"
)

// A locator names the headings above a passage by what tells them apart, in the language asked for.
func TestLocator(t *testing.T) {
	const source = store.ID("source:quay-report")
	section := func(path, parent string, order int, name store.Text) *store.Section {
		s := &store.Section{Meta: store.Meta{ID: store.NewID(store.KindSection, "quay-report/"+path), Name: name}, Source: source, Path: path, Order: order}
		if parent != "" {
			s.Parent = store.NewID(store.KindSection, "quay-report/"+parent)
		}
		return s
	}
	passage := func(in, number string, order int, kind store.PassageKind) *store.Passage {
		text := in + number
		return &store.Passage{
			Meta:   store.Meta{ID: store.NewID(store.KindPassage, "quay-report/"+in+"/"+number)},
			Source: source, Section: store.NewID(store.KindSection, "quay-report/"+in), Path: in + "/" + number, Kind: kind,
			Order: order, Ranges: []store.Range{{Start: 9000 + 10*order, End: 9000 + 10*order + len(text)}}, Length: len(text), SHA256: store.HashOf(text),
		}
	}
	sections := []*store.Section{
		section("2", "", 2, store.Text{EN: "Panel 2: what the cranes cost", FR: "Table ronde 2 : le coût des grues"}),
		section("2/lund", "2", 3, store.Text{EN: "ada Lund, Harbour Watch"}),
		section("3", "", 4, store.Text{EN: "Housing, health and work", FR: "Logement, santé et travail"}),
		section("4", "", 5, store.Text{EN: "Visions: what next?"}),
	}
	change := store.ChangeSet{Author: "test", Reason: "sections with headings"}
	want := map[string][]string{} // by path: in English, abbreviated; in French, abbreviated
	order := 100
	add := func(in, number string, kind store.PassageKind, locators ...string) {
		order++
		change.Put = append(change.Put, passage(in, number, order, kind))
		want[in+"/"+number] = locators
	}
	for _, s := range sections {
		change.Put = append(change.Put, s)
	}
	add("2", "0", store.PassageTitle, "Panel 2, heading", "Panel 2, heading", "Table ronde 2, titre", "Table ronde 2, titre")
	add("2/lund", "7", store.PassageItem, "Panel 2, ada Lund, paragraph 7", "Panel 2, ada Lund, para. 7", "Table ronde 2, ada Lund, paragraphe 7", "Table ronde 2, ada Lund, paragr. 7")
	add("3", "1", store.PassageNarrative, "Housing, health and work, paragraph 1", "Housing, health and work, para. 1", "Logement, santé et travail, paragraphe 1", "Logement, santé et travail, paragr. 1")
	add("4", "12", store.PassageItem, "Visions: what next?, paragraph 12", "Visions: what next?, para. 12", "Visions: what next?, paragraphe 12", "Visions: what next?, paragr. 12")
	st := example(t)
	if _, err := st.Apply(t.Context(), change); err != nil {
		t.Fatal(err)
	}
	got := map[string][]string{}
	for path := range want {
		answer := graph.Execute(t.Context(), graph.Options{Store: st}, `query($id: ID!) {
			passage(id: $id) { locator(lang: EN) short: locator(lang: EN, short: true) french: locator(lang: FR) shortFrench: locator(lang: FR, short: true) }
		}`, map[string]any{"id": "passage:quay-report/" + path})
		var data struct {
			Passage struct{ Locator, Short, French, ShortFrench string }
		}
		if err := json.Unmarshal(answer.Data, &data); err != nil || len(answer.Errors) > 0 {
			t.Fatal(path, err, answer.Errors)
		}
		got[path] = []string{data.Passage.Locator, data.Passage.Short, data.Passage.French, data.Passage.ShortFrench}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
