package query

import (
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/parser"

	"forumgraph/graph/protocol"
)

// Whatever is sent as a document is answered or refused with codes; what passes the limits is as small as they say when
// its fragments are expanded, and its cost is a number from 0 up.
func FuzzDocumentLimits(f *testing.F) {
	for _, seed := range []string{
		`{ issue(id: "issue:0") { name } }`,
		`query q($n: Int = 3, $ids: [ID!]!, $no: Boolean) { issues(first: $n) { edges { node { ...f } } } nodes(ids: $ids) { id @skip(if: $no) } }
			fragment f on Issue { id ... on Node { label(lang: FR) ...g } } fragment g on Issue { broader { name } }`,
		`{ ...f } fragment f on Query { ...f __schema { types { fields { type { ofType { name } } } } } }`,
		`{ a: __typename b: __typename } mutation { x } subscription { y }`,
		`{ issues(first: -2147483648) { totalCount } issues(last: 99999999999) { totalCount } }`,
		`{ node(id: {a: [1, "b", $c]}) { id } }`,
		`{` + strings.Repeat(" wrong", 30) + `}`,
		`# nothing`,
	} {
		f.Add(seed)
	}
	schema := Schema
	f.Fuzz(func(t *testing.T, text string) {
		d := NewDocuments(schema, false, DefaultPlanBytes)
		doc, errs := d.Prepare(text)
		for _, g := range errs {
			if protocol.CodeOf(g) == "" || g.Message == "" {
				t.Errorf("an error without a code or a message: %v", g)
			}
		}
		if parsed, err := parser.ParseQueryWithTokenLimit(&ast.Source{Input: text}, maxTokens); err == nil && len(parsed.Operations) > 0 {
			if s := inspect(parsed); s.broken == nil && !s.cyclic {
				for _, op := range parsed.Operations {
					if n := expanded(parsed, op.SelectionSet, maxDepth+1); n > maxFields {
						t.Errorf("%d fields pass", n)
					}
				}
			}
		}
		if errs != nil {
			return
		}
		for _, op := range doc.Operations {
			values, refused := Coerce(schema, op, map[string]any{})
			if refused != nil {
				continue
			}
			cost, refused := (&pricing{variables: values}).priced(op)
			if cost < 0 || (refused != nil) != (cost > MaxCost) {
				t.Errorf("cost = %d, %v", cost, refused)
			}
			if refused != nil && refused.Extensions["field"] == "" {
				t.Errorf("no field is named: %v", gqlerror.List{refused})
			}
		}
	})
}

// expanded counts the fields of a selection set that has at most depth levels, the plain way.
func expanded(doc *ast.QueryDocument, set ast.SelectionSet, depth int) int {
	n := 0
	for _, selection := range set {
		switch it := selection.(type) {
		case *ast.Field:
			if depth == 0 {
				return maxFields + 1
			}
			n += 1 + expanded(doc, it.SelectionSet, depth-1)
		case *ast.InlineFragment:
			n += expanded(doc, it.SelectionSet, depth)
		case *ast.FragmentSpread:
			if f := doc.Fragments.ForName(it.Name); f != nil {
				n += expanded(doc, f.SelectionSet, depth)
			}
		}
	}
	return n
}
