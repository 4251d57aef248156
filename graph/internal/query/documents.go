package query

import (
	"forumgraph/graph/internal/lru"
	"forumgraph/graph/protocol"
	"regexp"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/parser"
	"github.com/vektah/gqlparser/v2/validator"
	"github.com/vektah/gqlparser/v2/validator/core"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"forumgraph/store"
)

// How many documents are kept parsed and validated, and of what size together, in bytes.
const (
	keptDocuments    = 1000
	DefaultPlanBytes = 16 << 20
	// nodeBytes is what one node of a parsed document takes, with its position and its links to the schema, and with the
	// fields planned for it; documentBytes what a document takes besides. Measured: 180 to 280 for each node, and 240 for
	// each planned field.
	nodeBytes     = 320 + plannedForNode*240
	documentBytes = 512 + plannedFields*240
	// plannedFields and plannedForNode bound how many fields the plan of an operation keeps: so many, and so many more for
	// each node of the document.
	plannedFields  = 40
	plannedForNode = 2
	// shownErrors is how many errors of a document are reported. Fixing them brings up the others.
	shownErrors = 20
)

// Documents parses and validates, and keeps what passes. Safe for concurrent use.
type Documents struct {
	schema *ast.Schema
	rules  *rules.Rules
	// cycles is what a document is validated by whose fragments spread themselves, on which other rules may not end soon.
	cycles *rules.Rules
	hidden bool
	kept   *lru.Cache[string, *document]
}

// NewDocuments returns documents of a schema, which keep bytes of them; hidden refuses introspection and keeps the names of the
// schema out of errors.
func NewDocuments(schema *ast.Schema, hidden bool, bytes int) *Documents {
	return &Documents{
		schema: schema,
		rules:  validationRules(hidden),
		cycles: rules.NewRules(rules.NoFragmentCyclesRule),
		hidden: hidden,
		kept:   lru.New[string, *document](keptDocuments, bytes),
	}
}

// Prepare returns the parsed and validated document, which others use at the same time: do not change it.
//
// Errors stand as they are shown, each with a code. With them the document is nil if it could not be parsed or breaks a
// limit; one that is merely invalid tells what kind of operation was meant.
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

// tooMuch is the refusal of a document that breaks a limit before it is parsed.
func tooMuch(name string, requested, limit int, what, remedy string) *gqlerror.Error {
	return (&limitError{name: name, requested: requested, limit: limit, what: what, remedy: remedy}).presented()
}

// parseError returns what is shown of a parser's error.
func parseError(err error) *gqlerror.Error {
	g, ok := err.(*gqlerror.Error)
	if !ok {
		return protocol.Coded(protocol.CodeParseFailed, "the document is no GraphQL")
	}
	// The parser has no other sign for its two limits than these words.
	switch {
	case strings.HasPrefix(g.Message, "exceeded token limit"):
		return tooMuch("tokens", maxTokens+1, maxTokens, "tokens", "ask in several requests")
	case strings.HasPrefix(g.Message, "exceeded maximum nesting depth"):
		return tooMuch("nesting", parser.MaxNestingDepth+1, parser.MaxNestingDepth, "nested braces and brackets", "nest less")
	}
	protocol.SetCode(g, protocol.CodeParseFailed)
	return g
}

// presented gives validation's errors their code and bounds their number.
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

// validationRules returns the specification's rules in the form that suggests nothing: a suggestion reads the schema out
// to those for whom introspection is off, and is computed over every name of the schema.
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

// quoted matches a string as messages quote it.
var quoted = regexp.MustCompile(`"(?:[^"\\]|\\.)*"`)

// concealed returns message without the quoted names that the document does not hold itself.
func concealed(message, document string) string {
	return quoted.ReplaceAllStringFunc(message, func(name string) string {
		if strings.Contains(document, strings.Trim(name, `"`)) {
			return name
		}
		return `"…"`
	})
}

// Use returns what keeping documents does.
func (d *Documents) Use() store.CacheUse { return d.kept.Use("documents") }
