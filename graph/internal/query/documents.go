package query

import (
	"regexp"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/parser"
	"github.com/vektah/gqlparser/v2/validator"
	"github.com/vektah/gqlparser/v2/validator/core"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"forumgraph/graph/internal/lru"
	"forumgraph/graph/protocol"
	"forumgraph/store"
)

// The maximum number of kept documents, and their total size in bytes.
const (
	keptDocuments    = 1000
	DefaultPlanBytes = 16 << 20
	// nodeBytes is the memory of one node of a parsed document, with its position, its links to the schema and its
	// planned fields. documentBytes is that of a document in addition. Measured: 180 to 280 for each node, and 240 for
	// each planned field.
	nodeBytes     = 320 + plannedForNode*240
	documentBytes = 512 + plannedFields*240
	// plannedFields and plannedForNode limit the fields that the plan of an operation keeps: plannedFields, plus
	// plannedForNode for each node of the document.
	plannedFields  = 40
	plannedForNode = 2
	// shownErrors is the maximum number of reported errors of a document. Once they are fixed, the others appear.
	shownErrors = 20
)

// Documents parses and validates documents, and keeps the valid ones. Safe for concurrent use.
type Documents struct {
	schema *ast.Schema
	rules  *rules.Rules
	// cycles validates a document with fragment cycles, on which other rules might run too long.
	cycles *rules.Rules
	hidden bool
	kept   *lru.Cache[string, *document]
}

// NewDocuments returns the documents of a schema, which keep at most bytes of memory; hidden refuses introspection and
// keeps the names of the schema out of errors.
func NewDocuments(schema *ast.Schema, hidden bool, bytes int) *Documents {
	return &Documents{
		schema: schema,
		rules:  validationRules(hidden),
		cycles: rules.NewRules(rules.NoFragmentCyclesRule),
		hidden: hidden,
		kept:   lru.New[string, *document](keptDocuments, bytes),
	}
}

// Prepare returns the parsed and validated document. Other requests share it: do not change it.
//
// The errors are ready for the answer, each with a code. With errors, the document is nil if it does not parse or
// breaks a limit; if it is merely invalid, it still gives the type of operation.
func (d *Documents) Prepare(text string) (*document, gqlerror.List) {
	if doc, ok := d.kept.Get(text); ok {
		return doc, nil
	}
	if len(text) > protocol.MaxRequest {
		return nil, gqlerror.List{tooMuch("bytes", len(text), protocol.MaxRequest, "bytes", "ask in several requests")}
	}
	parsed, err := parser.ParseQueryWithTokenLimit(&ast.Source{Input: text}, maxTokens)
	if err != nil {
		return nil, gqlerror.List{parseError(err)}
	}
	if len(parsed.Operations) == 0 {
		return nil, gqlerror.List{protocol.Coded(protocol.CodeValidationFailed, "the document holds no operation")}
	}
	s := inspect(parsed)
	if s.broken != nil {
		return nil, gqlerror.List{s.broken.presented()}
	}
	set := d.rules
	if s.cyclic {
		set = d.cycles
	}
	if errs := validator.ValidateWithRules(d.schema, parsed, set); len(errs) > 0 {
		return &document{QueryDocument: parsed}, d.presented(errs, text)
	}
	doc := newDocument(parsed, s.nodes)
	d.kept.Add(text, doc, documentBytes+len(text)+s.nodes*nodeBytes)
	return doc, nil
}

// tooMuch returns the error for a document that breaks a limit before it is parsed.
func tooMuch(name string, requested, limit int, what, remedy string) *gqlerror.Error {
	return (&limitError{name: name, requested: requested, limit: limit, what: what, remedy: remedy}).presented()
}

// parseError returns the error that clients see for a parser's error.
func parseError(err error) *gqlerror.Error {
	g, ok := err.(*gqlerror.Error)
	if !ok {
		return protocol.Coded(protocol.CodeParseFailed, "the document is not GraphQL")
	}
	// Only these words identify the parser's errors for its two limits.
	switch {
	case strings.HasPrefix(g.Message, "exceeded token limit"):
		return tooMuch("tokens", maxTokens+1, maxTokens, "tokens", "ask in several requests")
	case strings.HasPrefix(g.Message, "exceeded maximum nesting depth"):
		return tooMuch("nesting", parser.MaxNestingDepth+1, parser.MaxNestingDepth, "nested braces and brackets", "nest less")
	}
	protocol.SetCode(g, protocol.CodeParseFailed)
	return g
}

// presented adds the codes to validation errors and limits their number.
func (d *Documents) presented(errs gqlerror.List, text string) gqlerror.List {
	more := len(errs) > shownErrors
	if more {
		errs = errs[:shownErrors]
	}
	for _, g := range errs {
		if g.Rule == hiddenSchema {
			protocol.SetCode(g, protocol.CodeIntrospectionDisabled)
			continue
		}
		protocol.SetCode(g, protocol.CodeValidationFailed)
		if d.hidden {
			g.Message = concealed(g.Message, text)
		}
	}
	if more {
		errs = append(errs, protocol.Coded(protocol.CodeValidationFailed, "there are more errors; these come first"))
	}
	return errs
}

// hiddenSchema is the name of the rule that refuses introspection.
const hiddenSchema = "HiddenSchema"

// validationRules returns the specification's rules in their variants without suggestions: a suggestion would reveal
// the schema when introspection is off, and is computed over every name of the schema.
func validationRules(hidden bool) *rules.Rules {
	r := rules.NewDefaultRules()
	for suggesting, silent := range map[string]core.Rule{
		rules.FieldsOnCorrectTypeRule.Name: rules.FieldsOnCorrectTypeRuleWithoutSuggestions,
		rules.KnownArgumentNamesRule.Name:  rules.KnownArgumentNamesRuleWithoutSuggestions,
		rules.KnownTypeNamesRule.Name:      rules.KnownTypeNamesRuleWithoutSuggestions,
		rules.ScalarLeafsRule.Name:         rules.ScalarLeafsRuleWithoutSuggestions,
		rules.ValuesOfCorrectTypeRule.Name: rules.ValuesOfCorrectTypeRuleWithoutSuggestions,
	} {
		r.RemoveRule(suggesting)
		r.AddRule(silent.Name, silent.RuleFunc)
	}
	r.AddRule(oneOfVariables.Name, oneOfVariables.RuleFunc)
	if hidden {
		r.AddRule(hiddenSchema, func(observers *core.Events, refuse core.AddErrFunc) {
			observers.OnField(func(_ *core.Walker, f *ast.Field) {
				if f.Name == "__schema" || f.Name == "__type" {
					refuse(core.At(f.Position),
						core.Message("this server does not show its schema; it is published with its source, in the folder schema"))
				}
			})
		})
	}
	return r
}

// quoted matches a quoted string in a message.
var quoted = regexp.MustCompile(`"(?:[^"\\]|\\.)*"`)

// concealed returns message without the quoted names that do not occur in the document.
func concealed(message, document string) string {
	return quoted.ReplaceAllStringFunc(message, func(name string) string {
		if strings.Contains(document, strings.Trim(name, `"`)) {
			return name
		}
		return `"…"`
	})
}

// Use returns the usage of the kept documents.
func (d *Documents) Use() store.CacheUse { return d.kept.Use("documents") }
