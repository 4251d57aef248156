package graph_test

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"forumgraph/graph"
	"forumgraph/graph/protocol"
	"forumgraph/store"
)

// A walk along any list, in any order, while the graph changes between its pages: it has each element that stays where it is,
// once, or the cursor is refused by name.
func TestConnection_whileTheGraphChanges(t *testing.T) {
	o := bigOptions(t)
	h := newHandler(o)
	c := changer{random: rand.New(rand.NewPCG(1, 2))}
	refused := 0
	for _, l := range everyConnection(t) {
		orders := []string{""}
		if order := l.field.Arguments.ForName("orderBy"); order != nil {
			for _, value := range schemaEnum(order.Type.Name()) {
				orders = append(orders, "orderBy: "+value+", ")
			}
		}
		for _, order := range orders {
			ordered := l
			ordered.query = strings.Replace(l.query, "%s", order+"%s", 1)
			before := elements(ordered.walk(t, h, 100, -1, false))
			seen, stale := ordered.walkWhile(t, h, 3+c.random.IntN(5), func() {
				if _, err := o.Store.Apply(t.Context(), c.change(t, o.Store)); err != nil {
					t.Fatal(err)
				}
			})
			if stale {
				refused++
				if ranked := order == "" || strings.Contains(order, "STATEMENTS") || strings.Contains(order, "VOICES"); !ranked {
					t.Errorf("%s (%s) refuses a cursor of an order that no other node shifts", l.name, order)
				}
				continue
			}
			seen = elements(seen)
			if twice := len(seen) - len(slices.Compact(slices.Sorted(slices.Values(seen)))); twice > 0 {
				t.Errorf("%s (%s): %d elements twice", l.name, order, twice)
			}
			after := elements(ordered.walk(t, h, 100, -1, false))
			for _, e := range before {
				if slices.Contains(after, e) && !slices.Contains(seen, e) {
					t.Errorf("%s (%s): the walk left out %q", l.name, order, e)
				}
			}
		}
	}
	if refused == 0 {
		t.Error("no cursor was refused: the changes shifted nothing")
	}
}

// ranked is the count or the score that a cursor's key begins with.
var ranked = regexp.MustCompile(`^([0-9]{10}\x00|[0-9a-f]+ )`)

// elements returns what cursors name, whatever its count or score and the version are.
func elements(cursors []string) []string {
	all := make([]string, len(cursors))
	for i, c := range cursors {
		b, _ := base64.RawURLEncoding.DecodeString(c)
		_, key, _ := strings.Cut(string(b), "\x00")
		key, _, _ = strings.Cut(key, "@")
		all[i] = ranked.ReplaceAllString(key, "")
	}
	return all
}

// walkWhile walks the list forward and calls change between its pages. stale reports that a cursor was refused as one of an
// earlier version.
func (l list) walkWhile(t *testing.T, h http.Handler, size int, change func()) (cursors []string, stale bool) {
	t.Helper()
	const changes = 3 // a list that grows at every page may have no end
	arguments := map[string]any{"first": size}
	for at := 0; ; at++ {
		body, err := json.Marshal(map[string]any{"query": l.reading(pageFields), "variables": arguments})
		if err != nil {
			t.Fatal(err)
		}
		_, answer := send(t, h, http.MethodPost, "/graphql", string(body))
		if all := codes(t, answer); len(all) > 0 {
			if slices.Equal(slices.Compact(all), []string{protocol.CodeStaleCursor}) {
				return cursors, true
			}
			t.Fatalf("%s %v: %s", l.query, arguments, answer)
		}
		p := l.read(t, h, arguments)
		cursors = append(cursors, p.cursors()...)
		if !p.PageInfo.HasNextPage {
			return cursors, false
		}
		arguments["after"] = *p.PageInfo.EndCursor
		if at < changes {
			change()
		}
	}
}

func schemaEnum(name string) []string {
	var values []string
	for _, v := range graph.Schema().Types[name].EnumValues {
		values = append(values, v.Name)
	}
	return values
}

// changer makes changes that bring nodes, take them away and tie others.
type changer struct {
	random *rand.Rand
	made   []store.ID
}

func (c *changer) change(t *testing.T, s store.Store) store.ChangeSet {
	t.Helper()
	set := store.ChangeSet{Author: "tester", Time: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC), Reason: "another change"}
	if len(c.made) > 3 && c.random.IntN(3) == 0 {
		i := c.random.IntN(len(c.made))
		set.Delete = append(set.Delete, c.made[i])
		c.made = slices.Delete(c.made, i, i+1)
		return set
	}
	snap, err := s.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	defer snap.Close()
	hub, err := snap.Node(t.Context(), "statement:0")
	if err != nil {
		t.Fatal(err)
	}
	statement := *hub.(*store.Statement)
	statement.ID = store.NewID(store.KindStatement, fmt.Sprintf("%c-%d", 'a'+rune(c.random.IntN(26)), c.random.Uint32()))
	statement.Issues = []store.ID{store.NewID(store.KindIssue, fmt.Sprint(c.random.IntN(5)))}
	c.made = append(c.made, statement.ID)
	set.Put = append(set.Put, &statement)
	return set
}
