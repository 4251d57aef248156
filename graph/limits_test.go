package graph_test

import (
	"fmt"
	"strings"
	"testing"

	"forumgraph/graph"
	"forumgraph/graph/protocol"
)

// attack is a document that costs more to validate than to write. All of them name fields that do not exist, so that an
// error of validation tells that validation was reached.
type attack struct{ name, document, limit string }

// chained returns fragments that each spread the next one twice, so that n of them stand for two to the n fields.
func chained(n int) string {
	var b strings.Builder
	b.WriteString("{ wrong { ...f0 } }\n")
	for i := range n {
		fmt.Fprintf(&b, "fragment f%d on Issue { wrong { ...f%d ...f%d } }\n", i, i+1, i+1)
	}
	fmt.Fprintf(&b, "fragment f%d on Issue { wrong }\n", n)
	return b.String()
}

func nested(n int) string { return strings.Repeat("{ wrong ", n) + strings.Repeat("}", n) }

// each returns format once for each of the numbers below n.
func each(n int, format string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

func attacks() []attack {
	return []attack{
		{"120 KB of one field", "{" + strings.Repeat(" wrong", 20_000) + "}", "bytes"},
		{"80 KB of one field", "{" + strings.Repeat(" abc", 20_000) + "}", "tokens"},
		{"the field as often as tokens allow", "{" + strings.Repeat(" wrong", 1_990) + "}", "repeated"},
		{"repeated through inline fragments", "{ wrong {" + strings.Repeat(" ... { wrong }", 30) + "} }", "repeated"},
		{"repeated through fragments", "{ wrong { " + each(40, "...f%[1]d ") + "} }" + each(40, "fragment f%d on Issue { wrong wrong }"), "merged"},
		{"repeated level by level", "{ a { " + strings.Repeat("b { "+strings.Repeat("c { d } ", 8)+"} ", 8) + "} }", "merged"},
		{"2000 aliases", "{ wrong {" + each(2_000, " a%d: wrong") + "} }", "tokens"},
		{"600 aliases", "{ wrong {" + each(600, " a%d: wrong") + "} }", "aliases"},
		{"10000 braces", nested(10_000), "nesting"},
		{"600 braces", nested(600), "depth"},
		{"1500 brackets", "{ wrong(x: " + strings.Repeat("[", 1_500) + strings.Repeat("]", 1_500) + ") }", "nesting"},
		{"two to the 12 fields", chained(12), "fields"},
		{"two to the 49 fields", chained(49), "depth"},
		{"two to the 49 spreads of one field", strings.ReplaceAll(chained(49), "wrong { ...f", "... { ...f"), "rootFields"},
		{"60 fragments", "{ wrong }" + each(60, "fragment f%d on Issue { wrong }"), "fragments"},
		{"20 operations", each(20, "query q%d { wrong }"), "operations"},
		{"21 fields at the root", "{" + each(21, " wrong%d") + "}", "rootFields"},
		{"9 directives", "{ wrong" + strings.Repeat(" @skip(if: false)", 9) + " }", "directives"},
	}
}

// A document over a limit is refused by that limit, before validation has seen it.
func TestExecute_limits(t *testing.T) {
	o := graph.Options{Store: example(t)}
	for _, a := range attacks() {
		t.Run(a.name, func(t *testing.T) {
			errs := execute(t.Context(), o, a.document, nil).Errors
			if len(errs) != 1 {
				t.Fatalf("%d errors, want 1: %v", len(errs), errs)
			}
			if code := errs[0].Extensions["code"]; code != protocol.CodeDocumentLimit {
				t.Errorf("code = %v: %v", code, errs)
			}
			if limit := errs[0].Extensions["name"]; limit != a.limit {
				t.Errorf("limit = %v, want %s: %v", limit, a.limit, errs)
			}
		})
	}
}

// Fragments that spread themselves are validation's to refuse, in bounded time whatever else the document holds.
func TestExecute_cycles(t *testing.T) {
	o := graph.Options{Store: example(t)}
	for _, document := range []string{
		`{ issue(id: "issue:0") { ...f } } fragment f on Issue { broader { ...f ...f } }`,
		`{ issue(id: "issue:0") { ...f0 } }` + each(39, "fragment f%[1]d on Issue { id name ...f%[1]d0 ...f0 } ") + each(9, "fragment f%[1]d0 on Issue { id ...f%[1]d } "),
	} {
		errs := execute(t.Context(), o, document, nil).Errors
		if len(errs) == 0 || errs[0].Extensions["code"] != protocol.CodeValidationFailed || !strings.Contains(errs[0].Message, "within itself") {
			t.Errorf("%.60s…: %v", document, errs)
		}
	}
}

// Of a document with very many errors, the first are told.
func TestExecute_errors(t *testing.T) {
	errs := execute(t.Context(), graph.Options{Store: example(t)}, `{ issue(id: "issue:0") {`+each(500, " wrong%d")+"} }", nil).Errors
	if len(errs) != 21 || !strings.Contains(errs[0].Message, "wrong0") || !strings.Contains(errs[20].Message, "more errors") {
		t.Errorf("%d errors: %v", len(errs), errs)
	}
}

// worst is the document found to take validation longest within the limits: many fragments with the same fields meet in
// one selection set, where each is compared with each.
func worst() string {
	fields := "id label name aliases definition __typename aliasDetails { note } citations { start } broader { id } "
	for _, connection := range []string{"narrower", "related", "statements", "raisedBy", "coRaised", "recommendations", "initiatives", "figures"} {
		fields += connection + " { totalCount } "
	}
	return `{ issue(id: "issue:0") { ` + each(30, "...f%d ") + "} }" + each(30, "fragment f%d on Issue { "+fields+"}\n")
}

// BenchmarkExecute_refused is what it costs to refuse a document by its limits, and by validation the worst that passes
// them.
func BenchmarkExecute_refused(b *testing.B) {
	o := graph.Options{Store: example(b)}
	all := append(attacks(), attack{name: "worst for validation", document: worst() + "fragment unused on Issue { id }"})
	for _, a := range all {
		b.Run(a.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if len(execute(b.Context(), o, a.document, nil).Errors) == 0 {
					b.Fatal("the document is answered")
				}
			}
		})
	}
}
