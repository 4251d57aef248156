//go:build !race

package pages_test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
)

// These tests ask for hundreds of pages one after the other, as those of every page do.

// drawnAt is what a test reads of the picture of an address.
type drawnAt struct {
	Focus, Nothing string
	Silent         bool
	Nodes          []struct {
		ID, Kind, Said string
		Statements     int
		Expand         []struct {
			How  string
			Adds int
		}
	}
	Edges   []struct{ Source, Type, Target string }
	Legend  []string
	Filters []struct {
		Name    string
		Options []struct {
			Value, Label string
			Count        int
		}
	}
}

func pictureAt(t *testing.T, site http.Handler, address string) drawnAt {
	t.Helper()
	w := get(site, address+"&as=json")
	var d drawnAt
	if err := json.Unmarshal(w.Body.Bytes(), &d); err != nil || w.Code != http.StatusOK {
		t.Fatalf("%s: status %d, error %v", address, w.Code, err)
	}
	return d
}

// listed returns the ties that a page lists, each as the addresses of its ends in their order, and the nodes it lists.
func listed(t *testing.T, page []byte, focus string) (ties, nodes []string) {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		if n.Data != "section" || attribute(n, "aria-labelledby") == "begin-title" {
			continue
		}
		for row := range n.Descendants() {
			if row.Data != "tr" && row.Data != "p" {
				continue
			}
			var ends []string
			for a := range row.Descendants() {
				if a.Data == "a" && attribute(a, "class") == "ref" {
					ends = append(ends, strings.Join(strings.SplitN(attribute(a, "href"), "/", 4)[2:], ":"))
				}
			}
			nodes = append(nodes, ends...)
			if row.Data == "p" || len(ends) == 0 {
				continue
			}
			if len(ends) == 1 {
				ends = append(ends, focus)
			}
			slices.Sort(ends)
			ties = append(ties, strings.Join(ends, " "))
		}
	}
	slices.Sort(ties)
	slices.Sort(nodes)
	return ties, slices.Compact(nodes)
}

// For every value of every filter of the forum's network, in both languages, the page lists what the picture draws. A value
// says how many nodes it leaves: none exactly if nothing is drawn, and then the report is not said to be silent if it has
// statements.
func TestSite_networkListsThePicture(t *testing.T) {
	site, _ := forum(t)
	for _, l := range []string{"en", "fr"} {
		for _, base := range []string{"?look=free", "?look=free&focus=organization:salco", "?look=free&session=session:plenary-2&stance=for"} {
			address := "/" + l + "/network" + base
			begin := pictureAt(t, site, address)
			if len(begin.Nodes) == 0 || len(begin.Filters) != 5 {
				t.Fatalf("%s: %d nodes, %d filters", address, len(begin.Nodes), len(begin.Filters))
			}
			for _, filter := range begin.Filters {
				for _, option := range filter.Options {
					u, err := url.Parse(address)
					if err != nil {
						t.Fatal(err)
					}
					query := u.Query()
					query.Set(filter.Name, option.Value)
					chosen := u.Path + "?" + query.Encode()
					d := pictureAt(t, site, chosen)
					page := get(site, chosen).Body.Bytes()
					ties, nodes := listed(t, page, begin.Focus)
					var wantTies, wantNodes []string
					for _, e := range d.Edges {
						ends := []string{e.Source, e.Target}
						slices.Sort(ends)
						wantTies = append(wantTies, strings.Join(ends, " "))
					}
					for _, n := range d.Nodes {
						if n.ID != begin.Focus {
							wantNodes = append(wantNodes, n.ID)
						}
					}
					slices.Sort(wantTies)
					slices.Sort(wantNodes)
					if begin.Focus != "" {
						nodes = slices.DeleteFunc(nodes, func(id string) bool { return id == begin.Focus })
					}
					if diff := cmp.Diff(wantTies, ties); diff != "" {
						t.Fatalf("%s: ties (-picture +page):\n%s", chosen, diff)
					}
					if diff := cmp.Diff(wantNodes, nodes); diff != "" {
						t.Fatalf("%s: nodes (-picture +page):\n%s", chosen, diff)
					}
					if (option.Count == 0) != (len(wantNodes) == 0) || option.Count < len(wantNodes) {
						t.Errorf("%s: %d nodes, the option says %d", chosen, len(wantNodes), option.Count)
					}
					if option.Count > 0 && (bytes.Contains(page, []byte("The report does not say")) || bytes.Contains(page, []byte("Le rapport ne le dit pas"))) {
						t.Errorf("%s: the page says that the report is silent", chosen)
					}
				}
			}
		}
	}
}

// Nobody is counted: people have no number and stand in the order of their names where there is no room for all.
func TestSite_networkCountsNobody(t *testing.T) {
	site, _ := forum(t)
	for _, address := range []string{"/en/network?look=free&kinds=person", "/en/network?look=free&voice=person", "/fr/network?look=free&focus=session:plenary-1"} {
		people := 0
		for _, n := range pictureAt(t, site, address).Nodes {
			if n.Kind == "person" {
				people++
				if n.Statements != 0 || n.Said != "" {
					t.Errorf("%s: %s has %d statements, %q", address, n.ID, n.Statements, n.Said)
				}
			}
		}
		if people == 0 {
			t.Errorf("%s draws nobody", address)
		}
	}
	said := ""
	for _, n := range pictureAt(t, site, "/en/network?look=free&focus=organization:salco").Nodes {
		if n.ID == "organization:salco" {
			said = n.Said
		}
	}
	if !strings.Contains(said, "of its own") || !strings.Contains(said, "by its people") {
		t.Errorf("an organization said %q", said)
	}
}

// An expansion says how many nodes it adds, and adds as many.
func TestSite_networkExpansions(t *testing.T) {
	site, _ := forum(t)
	const address = "/en/network?look=free&focus=organization:salco"
	begin := pictureAt(t, site, address)
	none, some := 0, 0
	for _, n := range begin.Nodes {
		for _, e := range n.Expand {
			got := len(pictureAt(t, site, address+"&expand="+n.ID+"~"+e.How).Nodes) - len(begin.Nodes)
			if got != e.Adds {
				t.Errorf("%s %s adds %d nodes, %d were said", n.ID, e.How, got, e.Adds)
			}
			if none++; got > 0 {
				none--
				some++
			}
		}
	}
	if none == 0 || some == 0 {
		t.Errorf("%d expansions add something, %d nothing", some, none)
	}
}

// What the sessions filled the network with is what the network has: no edge more, and no more statements behind one.
func TestSite_sessionsFilling(t *testing.T) {
	site, _ := forum(t)
	var filling struct {
		Sessions []string
		Nodes    []struct{ ID string }
		Edges    []struct {
			Source, Type, Target string
			Said                 []int
		}
	}
	w := get(site, "/en/sessions?as=json")
	if err := json.Unmarshal(w.Body.Bytes(), &filling); err != nil || len(filling.Edges) < 100 || len(filling.Sessions) < 10 {
		t.Fatalf("%d edges in %d sessions, error %v", len(filling.Edges), len(filling.Sessions), err)
	}
	var whole struct {
		Kinds, Types []string
		Nodes        struct{ ID []string }
		Edges        struct{ Source, Target, Type, Weight []int }
	}
	_, st := forum(t)
	document, err := asking(t, st).Drawing(t.Context(), "en")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(document, &whole); err != nil {
		t.Fatal(err)
	}
	weights := make(map[[3]string]int)
	for i, typ := range whole.Edges.Type {
		weights[[3]string{whole.Nodes.ID[whole.Edges.Source[i]], strings.ToLower(whole.Types[typ]), whole.Nodes.ID[whole.Edges.Target[i]]}] = whole.Edges.Weight[i]
	}
	for _, e := range filling.Edges {
		if most := weights[[3]string{e.Source, e.Type, e.Target}]; len(e.Said) == 0 || len(e.Said) > most {
			t.Errorf("%s %s %s: %d statements in sessions of %d", e.Source, e.Type, e.Target, len(e.Said), most)
		}
	}
}
