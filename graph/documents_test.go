package graph_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/vektah/gqlparser/v2/ast"

	"forumgraph/graph"
)

// A document gets the same answer, errors included, when it is new, when its plan is kept, and when its fields depend on a
// variable, so that they are collected anew each time.
func TestDocuments(t *testing.T) {
	whole, lost := recordedHandlers(t)
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	d := &drawer{schema: graph.Schema(), random: rand.New(rand.NewPCG(seed, 0))}
	const variable = "query($yes: Boolean = true) { ... @include(if: $yes) "
	constant := "query" + strings.Repeat(" ", strings.Index(variable, "{")-len("query")) + "{ ..."
	constant += strings.Repeat(" ", len(variable)-len(constant)) // errors tell the column
	answered := map[bool]int{}
	for range 400 {
		document := d.document("query($yes: Boolean = true, $no: Boolean = false) ", "")
		again := document
		if d.plain {
			document = d.document(constant, " }")
			again = strings.Replace(document, constant, variable, 1)
		}
		_, want := post(t, whole, document)
		if strings.Contains(want, `"data":`) { // if not, it was refused, and a directive more may be another reason
			answered[d.plain]++
			_, wantLost := post(t, lost, document)
			for _, document := range []string{document, again} {
				if _, got := post(t, whole, document); got != want {
					t.Errorf("%s\n%s", document, cmp.Diff(want, got))
				}
				if _, got := post(t, lost, document); got != wantLost {
					t.Errorf("with nodes lost: %s\n%s", document, cmp.Diff(wantLost, got))
				}
			}
		}
		d.plain = !d.plain
	}
	if answered[true] < 40 || answered[false] < 20 {
		t.Errorf("%v of 200 documents each are answered; draw others", answered)
	}
}

// drawer draws documents at random from the schema: selections of any depth, aliases, fragments of both sorts on concrete
// and on abstract types, fields asked for twice, and @skip and @include by the variables $yes and $no, which are true and
// false. Most are valid; some cost more than is allowed.
type drawer struct {
	schema *ast.Schema
	random *rand.Rand
	// plain draws neither @skip nor @include.
	plain bool

	aliases   int
	fragments []string
}

// document returns a document of one operation, whose selection set stands between head and tail.
func (d *drawer) document(head, tail string) string {
	d.aliases, d.fragments = 0, nil
	operation := head + d.set(d.schema.Query, 4) + tail
	return strings.Join(append([]string{operation}, d.fragments...), "\n")
}

func (d *drawer) chance(percent int) bool { return d.random.IntN(100) < percent }

// set returns a selection set of a type.
func (d *drawer) set(def *ast.Definition, depth int) string {
	var parts []string
	for range 1 + d.random.IntN(4) {
		if part := d.selection(def, depth); part != "" {
			parts = append(parts, part)
		}
	}
	if len(parts) == 0 {
		parts = []string{"__typename"}
	}
	if d.chance(15) {
		parts = append(parts, parts[d.random.IntN(len(parts))])
	}
	return "{ " + strings.Join(parts, " ") + " }"
}

// selection returns a field, or fields in a fragment; "" if the one drawn cannot be asked for.
func (d *drawer) selection(def *ast.Definition, depth int) string {
	on := def
	if possible := d.schema.GetPossibleTypes(def); def.IsAbstractType() && d.chance(60) {
		on = possible[d.random.IntN(len(possible))]
	}
	if on == def && !d.chance(15) {
		return d.field(def, depth)
	}
	set := d.set(on, depth)
	if d.chance(50) {
		return fmt.Sprintf("... on %s%s %s", on.Name, d.directive(), set)
	}
	name := fmt.Sprintf("F%d", len(d.fragments))
	d.fragments = append(d.fragments, fmt.Sprintf("fragment %s on %s %s", name, on.Name, set))
	return "..." + name + d.directive()
}

func (d *drawer) field(def *ast.Definition, depth int) string {
	f := def.Fields[d.random.IntN(len(def.Fields))]
	if f.Name == "__schema" || f.Name == "__type" || d.chance(5) {
		return "__typename"
	}
	of := d.schema.Types[f.Type.Name()]
	if of.IsCompositeType() && depth == 0 {
		return ""
	}
	arguments, ok := d.arguments(f)
	if !ok {
		return ""
	}
	text := f.Name + arguments + d.directive()
	if arguments != "" || d.chance(25) { // the same field with other arguments needs another name
		d.aliases++
		text = fmt.Sprintf("a%d: %s", d.aliases, text)
	}
	if of.IsCompositeType() {
		text += " " + d.set(of, depth-1)
	}
	return text
}

func (d *drawer) directive() string {
	if d.plain {
		return ""
	}
	switch d.random.IntN(24) {
	case 0:
		return " @include(if: $yes)"
	case 1:
		return " @skip(if: $no)"
	case 2:
		return " @include(if: $no)"
	case 3:
		return " @skip(if: $yes) @include(if: $yes)"
	}
	return ""
}

// arguments returns the arguments of a field in parentheses, or false if it needs one that is not known here.
func (d *drawer) arguments(f *ast.FieldDefinition) (string, bool) {
	var given []string
	for _, a := range f.Arguments {
		switch {
		case a.Name == "id" || a.Name == "from" || a.Name == "to" || a.Name == "a" || a.Name == "b":
			given = append(given, fmt.Sprintf("%s: %q", a.Name, d.id(f.Name)))
		case a.Name == "ids":
			given = append(given, fmt.Sprintf("ids: [%q, %q]", d.id(""), d.id("")))
		case a.Name == "first" && d.chance(40):
			given = append(given, fmt.Sprintf("first: %d", d.random.IntN(4)))
		case a.Name == "lang" && d.chance(50):
			given = append(given, "lang: "+[]string{"EN", "FR"}[d.random.IntN(2)])
		case a.Name == "text":
			given = append(given, `text: "claim"`)
		case a.Name == "by":
			given = append(given, "by: [ISSUE]")
		case a.Name == "rows":
			given = append(given, "rows: VOICE")
		case a.Name == "columns":
			given = append(given, "columns: ISSUE")
		case a.Type.NonNull && a.DefaultValue == nil:
			return "", false
		}
	}
	if given == nil {
		return "", true
	}
	return "(" + strings.Join(given, ", ") + ")", true
}

// id returns the ID of a node of the big graph, or of none, of the kind that a field of Query looks up.
func (d *drawer) id(field string) string {
	kinds := []string{"person", "organization", "collective", "session", "issue", "recommendation", "initiative",
		"publication", "population", "place", "figure", "statement"}
	kind := field
	if !slices.Contains(kinds, kind) {
		kind = kinds[d.random.IntN(len(kinds))]
	}
	return fmt.Sprintf("%s:%d", kind, d.random.IntN(14))
}
