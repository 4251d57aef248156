package query

import (
	"fmt"
	"reflect"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"forumgraph/store"
	"forumgraph/store/network"
	"forumgraph/store/selection"
)

// A unit of cost is about a microsecond of processor time. Each constant is within a factor of 4 of what
// internal/measure/calibration measured, on the forum's report and on 300 and 1,000 synthetic ones. A plain field takes
// a tenth of a unit or less: one unit is the minimum cost of a field.
//
// Each constant says how many steps make one unit, or how many units one thing costs.
const (
	scannedForUnit = 96    // nodes that a filter scans one by one
	tiesForUnit    = 96    // statements counted per node for an order, and nodes that are ordered
	facetForUnit   = 80    // statements that one field of a facet scans, or half as many nodes that are not statements
	nodesForUnit   = 32768 // nodes of the graph, for each set that a filter builds
	valuesForUnit  = 32    // values of an argument
	matrixForUnit  = 16    // statements of the graph, for a matrix
	tiedForUnit    = 14    // for a coalition
	networkForUnit = 6     // for a measure of a network
	comparedFor    = 64    // for a comparison
	walkedTimes    = 8     // how much longer the measures take that walk from every node, if not kept
	namedLines     = 8     // how much faster a matrix with named rows is
	sessionTimes   = 6     // how much slower one with sessions is, which count for their enclosing sessions
	keptCost       = 100   // a measure that is kept per version
	mostAlone      = 8_000 // the maximum for one measure or one facet, so that the size of the graph alone does not refuse it
	textCost       = 20    // one full-text search in a filter
	narrowedCost   = 20    // filtering or ordering a list at the root
	nestedCost     = 2     // the same below another list
	fewTies        = 16    // the assumed minimum for a node below a list
)

// narrowedWeight returns the cost of what a field scans, in addition to its weight and its selection: the filter, the
// order and the facets of a list, and the statements of the graph for a measure. What is scanned once for all objects
// that have the field (in.parents) is divided among them.
func (p *pricing) narrowedWeight(f *ast.Field, in page) int {
	def := f.Definition
	if def.Arguments == nil {
		return 0
	}
	units := p.passagesWeight(f)
	if f.ObjectDefinition.Name == "Query" {
		units = saturated(units, p.measureWeight(f))
	}
	switch {
	case f.Name == "facets" && in.connection && in.around != nil:
		v := p.volume(in.around, in)
		for _, field := range elements(p.argument(f, "by")) {
			steps := v.nodes + 2*v.ties
			switch field {
			case "KIND":
				steps = v.nodes
			case "SESSION", "VOICE", "VOICE_KIND", "QUANTIFIER": // a session counts for its enclosing sessions, and voices are many
				steps *= 2
			}
			units = saturated(units, min(steps/facetForUnit, mostAlone))
		}
	case def.Arguments.ForName("orderBy") != nil && isConnection(def.Type):
		units = saturated(units, p.listWeight(f, in))
	default:
		if filter := def.Arguments.ForName("filter"); filter != nil {
			if value := p.argument(f, "filter"); value != nil {
				once, _ := p.filterWeight(filter.Type.Name(), value, volume{})
				units = saturated(units, once)
			}
		}
	}
	if len(f.Arguments) > 0 {
		units = saturated(units, p.argumentValues(f)/valuesForUnit)
	}
	return units
}

// passagesWeight is the cost of selecting passages: by state among all, or those of a source of average length.
func (p *pricing) passagesWeight(f *ast.Field) int {
	if f.Name != "passages" {
		return 0
	}
	switch f.ObjectDefinition.Name {
	case "Query":
		if p.argument(f, "state") != nil {
			return p.sizes().Count[store.KindPassage] / scannedForUnit
		}
	case "Source":
		return p.sizes().Count[store.KindPassage] / max(1, p.sizes().Count[store.KindSource]) / scannedForUnit
	}
	return 0
}

// listWeight is the cost of filtering and ordering a list.
func (p *pricing) listWeight(f *ast.Field, in page) int {
	filter, order := p.argument(f, "filter"), p.argument(f, "orderBy")
	if filter == nil && order == nil {
		return 0
	}
	v := p.volume(f, in)
	units := narrowedCost
	if in.parents > 1 {
		units = nestedCost
	}
	if filter != nil {
		once, each := p.filterWeight(f.Definition.Arguments.ForName("filter").Type.Name(), filter, v)
		units = saturated(units, saturated(each, (once+in.parents-1)/max(1, in.parents)))
		v = v.within(filter, p.sizes().Most)
	}
	switch order {
	case nil, "ID":
	case "STATEMENTS":
		units = saturated(units, (v.ties+v.nodes)/tiesForUnit)
	case "VOICES":
		units = saturated(units, 2*(v.ties+v.nodes)/tiesForUnit)
	default:
		units = saturated(units, v.nodes/scannedForUnit)
	}
	return units
}

// measureWeight is the cost of a measure that scans all statements of the graph.
func (p *pricing) measureWeight(f *ast.Field) int {
	forUnit := map[string]int{
		"matrix": matrixForUnit, "coalition": tiedForUnit, "centrality": networkForUnit, "communities": networkForUnit,
		"compare": comparedFor, "agreement": comparedFor,
	}[f.Name]
	if forUnit == 0 {
		return 0
	}
	if p.isKept(f) {
		return keptCost
	}
	units := p.sizes().Count[store.KindStatement] / forUnit
	switch f.Name {
	case "matrix":
		if p.count(f, f.Definition.Arguments.ForName("rowIds")) > 0 {
			units /= namedLines
		}
		if p.argument(f, "rows") == "SESSION" || p.argument(f, "columns") == "SESSION" {
			units = product(units, sessionTimes)
		}
	case "centrality":
		switch p.argument(f, "measure") {
		case "CLOSENESS", "BETWEENNESS":
			units = product(units, walkedTimes)
		}
	}
	return min(units, mostAlone)
}

// isKept reports whether f is a measure that is computed once per version: one of the whole graph with default options.
func (p *pricing) isKept(f *ast.Field) bool {
	if f.Name != "coalition" && f.Name != "centrality" && f.Name != "communities" {
		return false
	}
	for _, name := range []string{"filter", "voiceKinds", "through", "minWeight", "resolution"} {
		def := f.Definition.Arguments.ForName(name)
		if def == nil {
			continue
		}
		given := p.argument(f, name)
		if list, ok := given.([]any); ok && len(list) == 0 {
			given = nil
		}
		usual, err := def.DefaultValue.Value(nil)
		if err != nil || fmt.Sprint(given) != fmt.Sprint(usual) {
			return false
		}
	}
	first, _ := wholeNumber(p.argument(f, "first"))
	return f.Name != "coalition" || first <= network.DefaultEdges
}

// volume is how much a list scans.
type volume struct{ nodes, ties int }

// volume returns the volume of the connection f: at the root, all nodes of its kinds. Below another list, one node has
// at most as much as the largest node, and all of them together at most the total.
func (p *pricing) volume(f *ast.Field, in page) volume {
	sizes := p.sizes()
	var v volume
	for _, kind := range connectedKinds(f.Definition.Type.Name()) {
		v.nodes += sizes.Count[kind]
		v.ties += sizes.Ties[kind]
	}
	if f.ObjectDefinition.Name != "Query" {
		share := func(n int) int { return min(n, max(sizes.Most, fewTies), max(n/max(1, in.parents), fewTies)) }
		v = volume{share(v.nodes), share(v.ties)}
	}
	return v
}

// within bounds the volume after a filter: if the filter names nodes, by most for each of them.
func (v volume) within(filter any, most int) volume {
	fields, ok := filter.(map[string]any)
	if !ok {
		return v
	}
	for _, name := range []string{"voice", "affiliation", "issue", "session", "recommendation", "addressee", "population", "place", "mention", "id", "raised", "raisedBy", "backs", "backedBy"} {
		if n := len(elements(fields[name])); n > 0 {
			v.nodes, v.ties = min(v.nodes, product(n, most)), min(v.ties, product(n, most))
		}
	}
	alternatives := elements(fields["or"])
	sum := volume{}
	for _, f := range alternatives {
		of := v.within(f, most)
		sum.nodes, sum.ties = saturated(sum.nodes, of.nodes), saturated(sum.ties, of.ties)
	}
	if len(alternatives) > 0 {
		v.nodes, v.ties = min(v.nodes, sum.nodes), min(v.ties, sum.ties)
	}
	for _, f := range elements(fields["and"]) {
		v = v.within(f, most)
	}
	return v
}

// connectedKinds returns the kinds of the nodes that a connection leads to.
func connectedKinds(connection string) []store.Kind {
	field := Schema.Types[connection].Fields.ForName("nodes")
	if field == nil {
		if field = Schema.Types[connection].Fields.ForName("edges"); field != nil {
			field = Schema.Types[field.Type.Name()].Fields.ForName("node")
		}
	}
	if field == nil {
		return nil
	}
	var kinds []store.Kind
	for _, possible := range Schema.GetPossibleTypes(Schema.Types[field.Type.Name()]) {
		for _, kind := range store.Kinds() {
			if strings.EqualFold(string(kind), possible.Name) {
				kinds = append(kinds, kind)
			}
		}
	}
	return kinds
}

// filterWeight returns the cost of a filter of an input type: once per request, since its statements are the same for
// all lists, and for each list of the volume.
func (p *pricing) filterWeight(input string, value any, v volume) (once, each int) {
	w := filterWeight{sizes: p.sizes()}
	if input == "StatementFilter" {
		w.statements(value)
	} else {
		w.nodes(value, v)
	}
	return w.once, w.each
}

type filterWeight struct {
	sizes      selection.Volumes
	once, each int
}

func (w *filterWeight) set() int { return 1 + w.sizes.Nodes/nodesForUnit }

// statements adds the cost of a StatementFilter.
func (w *filterWeight) statements(value any) {
	for _, value := range elements(value) {
		fields, ok := value.(map[string]any)
		if !ok {
			continue
		}
		units := w.set()
		scan := w.sizes.Count[store.KindStatement] / scannedForUnit
		if given(fields, "kind", "review", "quantifier", "voiceKind") {
			units = saturated(units, scan)
		}
		if given(fields, "stance") && !given(fields, "recommendation") {
			units = saturated(units, scan)
		}
		if given(fields, "text") {
			units = saturated(units, textCost)
		}
		w.once = saturated(w.once, units)
		for _, name := range []string{"and", "or", "not"} {
			w.statements(fields[name])
		}
	}
}

// nodes adds the cost of a filter of nodes.
func (w *filterWeight) nodes(value any, v volume) {
	for _, value := range elements(value) {
		fields, ok := value.(map[string]any)
		if !ok {
			continue
		}
		units := w.set()
		if given(fields, "contested", "contradicted") {
			units = saturated(units, v.nodes/scannedForUnit)
		}
		if given(fields, "text") {
			units = saturated(units, textCost)
		}
		if of := fields["statements"]; of != nil {
			units = saturated(units, (v.nodes+v.ties)/scannedForUnit)
			w.statements(of)
		}
		w.each = saturated(w.each, units)
		for _, name := range []string{"and", "or", "not"} {
			w.nodes(fields[name], v)
		}
	}
}

// given reports whether one of the fields is set.
func given(fields map[string]any, names ...string) bool {
	for _, name := range names {
		if v := fields[name]; v != nil && v != "" && (reflect.TypeOf(v).Kind() != reflect.Slice || reflect.ValueOf(v).Len() > 0) {
			return true
		}
	}
	return false
}

// elements returns the elements of a list; any other value is a list of one.
func elements(value any) []any {
	switch value := value.(type) {
	case nil:
		return nil
	case []any:
		return value
	}
	return []any{value}
}

// argumentValues counts the values in a field's arguments, including variables: each is converted for the field.
func (p *pricing) argumentValues(f *ast.Field) int {
	n := 0
	for _, a := range f.Arguments {
		if a.Value.Kind == ast.Variable || len(a.Value.Children) > 0 {
			n = saturated(n, valuesIn(p.argument(f, a.Name)))
		}
	}
	return n
}

func valuesIn(v any) int {
	n := 1
	switch v := v.(type) {
	case map[string]any:
		for _, v := range v {
			n += valuesIn(v)
		}
	case []any:
		for _, v := range v {
			n += valuesIn(v)
		}
	}
	return n
}
