package network_test

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"forumgraph/store"
	"forumgraph/store/network"
	"forumgraph/store/topology"
)

// drawForum draws a small forum in which everything meets everything.
func drawForum(r *rapid.T) *forum {
	pick := func(name string, ids ...string) []string {
		return rapid.SliceOfNDistinct(rapid.SampledFrom(ids), 0, 2, rapid.ID[string]).Draw(r, name)
	}
	lines := []string{"session:x > session:day", "session:y > session:day", "session:day > session:all"}
	for _, p := range []string{"person:a", "person:b"} {
		for _, org := range pick("affiliations", "organization:a", "organization:b") {
			lines = append(lines, p+" > "+org)
		}
	}
	for i := range rapid.IntRange(0, 12).Draw(r, "statements") {
		words := []string{string(rune('a' + i))}
		voices := rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"person:a", "person:b", "organization:a", "organization:b", "collective:a", "collective:b"}),
			1, 3, rapid.ID[string]).Draw(r, "voices")
		for _, v := range voices {
			role := rapid.SampledFrom(store.VoiceRoles()).Draw(r, "role")
			if strings.HasPrefix(v, "collective") {
				v += "=" + string(rapid.SampledFrom(store.Quantifiers()).Draw(r, "quantifier"))
			}
			words = append(words, v+"@"+string(role))
		}
		words = append(words, pick("issues", "issue:a", "issue:b", "issue:c")...)
		for _, rec := range pick("recommendations", "recommendation:a", "recommendation:b", "recommendation:c") {
			words = append(words, rec+rapid.SampledFrom([]string{"+", "-", "~"}).Draw(r, "stance"))
		}
		words = append(words, rapid.SampledFrom([]string{"", "session:x", "session:y", "session:day", "session:all"}).Draw(r, "session"))
		words = append(words, pick("populations", "population:a", "population:b")...)
		words = append(words, pick("places", "place:a", "place:b")...)
		lines = append(lines, strings.Join(words, " "))
	}
	return newForum(lines...)
}

// drawStatements draws which statements count: nil for all.
func drawStatements(r *rapid.T, f *forum, top *topology.Topology) (topology.Set, func(store.ID) bool) {
	if rapid.Bool().Draw(r, "all") {
		return nil, func(store.ID) bool { return true }
	}
	set := top.NewSet()
	chosen := map[store.ID]bool{}
	for _, s := range f.statements() {
		if rapid.Bool().Draw(r, "counts") {
			n, _ := top.Find(s.ID)
			set.Add(n)
			chosen[s.ID] = true
		}
	}
	return set, func(id store.ID) bool { return chosen[id] }
}

// belongs returns the nodes on an axis that a statement belongs to, and which of them only through a person.
func (f *forum) belongs(s *store.Statement, axis network.Axis, through bool) (ids []store.ID, indirect map[store.ID]bool) {
	indirect = map[store.ID]bool{}
	on := func(id store.ID) bool {
		return store.Kind(axis) == id.Kind() || axis == network.AxisVoice && id.Kind().IsVoice()
	}
	for _, v := range s.Voices {
		if on(v.Voice) {
			ids = append(ids, v.Voice)
		}
	}
	own := slices.Clone(ids)
	for _, v := range s.Voices {
		for _, org := range f.affiliations(v.Voice) {
			if on(org) && through && v.Role == store.Speaker {
				ids = append(ids, org)
				indirect[org] = !slices.Contains(own, org)
			}
		}
	}
	var rest []store.ID
	rest = append(rest, s.Issues...)
	for _, p := range s.Positions {
		rest = append(rest, p.Recommendation)
	}
	for up := s.Session; up != ""; up = f.nodes[up].(*store.Session).Parent {
		if f.nodes[up].(*store.Session).Parent != "" {
			rest = append(rest, up)
		}
	}
	rest = append(append(rest, s.Populations...), s.Places...)
	for _, id := range rest {
		if on(id) {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids), indirect
}

// matrix counts a matrix cell by cell, from the records.
func (f *forum) matrix(opts network.MatrixOptions, counts func(store.ID) bool) *network.Matrix {
	type key struct{ row, column store.ID }
	total := func(in []*store.Statement) int {
		voices := map[store.ID]bool{}
		for _, s := range in {
			for _, v := range s.Voices {
				voices[v.Voice] = true
			}
		}
		if opts.Measure == network.MeasureVoices {
			return len(voices)
		}
		return len(in)
	}
	var whole []*store.Statement
	cells, direct := map[key][]*store.Statement{}, map[key][]*store.Statement{}
	for _, s := range f.statements() {
		rows, throughRow := f.belongs(s, opts.Rows, opts.Through)
		columns, throughColumn := f.belongs(s, opts.Columns, opts.Through)
		if !counts(s.ID) || len(rows) == 0 || len(columns) == 0 {
			continue
		}
		whole = append(whole, s)
		for _, row := range rows {
			for _, column := range columns {
				for _, k := range []key{{row, column}, {row, ""}, {"", column}} {
					if !slices.Contains(cells[k], s) {
						cells[k] = append(cells[k], s)
					}
					if !throughRow[row] && !throughColumn[column] && !slices.Contains(direct[k], s) {
						direct[k] = append(direct[k], s)
					}
				}
			}
		}
	}
	lines := func(isLine func(key) bool, id func(key) store.ID, axis network.Axis, most int) ([]network.Line, int) {
		found := []network.Line{}
		for k := range maps.Keys(cells) {
			if isLine(k) {
				found = append(found, network.Line{ID: id(k), Count: total(cells[k]), Direct: total(direct[k])})
			}
		}
		slices.SortFunc(found, func(a, b network.Line) int { return cmp.Or(b.Count-a.Count, cmp.Compare(a.ID, b.ID)) })
		shown := found[:min(most, len(found))]
		if opts.Order == network.ByID || axis == network.AxisPerson { // nothing ranks people
			slices.SortFunc(shown, func(a, b network.Line) int { return cmp.Compare(a.ID, b.ID) })
		}
		return shown, len(found) - len(shown)
	}
	m := &network.Matrix{Version: 1, Cells: []network.Cell{}, Count: total(whole)}
	m.Rows, m.RowsCut = lines(func(k key) bool { return k.column == "" }, func(k key) store.ID { return k.row }, opts.Rows, opts.MaxRows)
	m.Columns, m.ColumnsCut = lines(func(k key) bool { return k.row == "" }, func(k key) store.ID { return k.column }, opts.Columns, opts.MaxColumns)
	for i, row := range m.Rows {
		for j, column := range m.Columns {
			in := cells[key{row.ID, column.ID}]
			if len(in) == 0 {
				continue
			}
			c := network.Cell{Row: i, Column: j, Count: total(in), Direct: total(direct[key{row.ID, column.ID}])}
			by := map[store.Stance][]*store.Statement{}
			for _, s := range in {
				c.Statements = append(c.Statements, s.ID)
				for _, p := range s.Positions {
					if p.Recommendation == row.ID || p.Recommendation == column.ID {
						by[p.Stance] = append(by[p.Stance], s)
					}
				}
			}
			c.Stances = network.Stances{For: total(by[store.For]), Against: total(by[store.Against]), Mixed: total(by[store.Mixed])}
			m.Cells = append(m.Cells, c)
		}
	}
	return m
}

// drawAxes draws two axes that may meet, often such that statements come through persons.
func drawAxes(r *rapid.T) (rows, columns network.Axis, through bool) {
	voices := []network.Axis{network.AxisOrganization, network.AxisVoice, network.AxisCollective, network.AxisPerson}
	topics := []network.Axis{network.AxisIssue, network.AxisSession, network.AxisPopulation, network.AxisPlace, network.AxisRecommendation}
	if rapid.IntRange(0, 3).Draw(r, "topics alone") == 0 {
		two := rapid.Permutation(topics).Draw(r, "topics")
		return two[0], two[1], false
	}
	rows, columns = rapid.SampledFrom(voices).Draw(r, "voices"), rapid.SampledFrom(topics).Draw(r, "topic")
	through = (rows == network.AxisOrganization || rows == network.AxisVoice) && columns != network.AxisRecommendation &&
		rapid.IntRange(0, 3).Draw(r, "through") > 0
	if rapid.Bool().Draw(r, "turned") {
		rows, columns = columns, rows
	}
	return rows, columns, through
}

// Matrices of random forums must be those counted from the records, whatever is asked for.
func TestMatrixOf_model(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		f := drawForum(r)
		top := f.topology(r)
		statements, counts := drawStatements(r, f, top)
		rows, columns, through := drawAxes(r)
		opts := network.MatrixOptions{
			Rows: rows, Columns: columns,
			MaxRows: rapid.IntRange(1, 6).Draw(r, "most rows"), MaxColumns: rapid.IntRange(1, 6).Draw(r, "most columns"),
			Measure: rapid.SampledFrom(network.Measures()).Draw(r, "measure"), Order: rapid.SampledFrom(network.LineOrders()).Draw(r, "order"),
			Through: through, Statements: statements,
		}
		got, err := network.MatrixOf(t.Context(), top, opts)
		if err != nil {
			r.Fatal(err)
		}
		if diff := gocmp.Diff(f.matrix(opts, counts), got); diff != "" {
			r.Fatalf("%+v (-want +got):\n%s", opts, diff)
		}
	})
}

// tally counts voices and statements that take a stance on a recommendation, from the records.
func (f *forum) tallies(id store.ID, counts func(store.ID) bool, only func(store.StatementVoice) bool) network.Tallies {
	voices, statements := map[store.Stance]map[store.ID]bool{}, map[store.Stance]map[store.ID]bool{}
	stances := map[store.ID]map[store.Stance]bool{}
	for _, stance := range store.Stances() {
		voices[stance], statements[stance] = map[store.ID]bool{}, map[store.ID]bool{}
	}
	for _, s := range f.statements() {
		for _, p := range s.Positions {
			for _, v := range s.Voices {
				if p.Recommendation != id || !counts(s.ID) || !only(v) {
					continue
				}
				voices[p.Stance][v.Voice] = true
				statements[p.Stance][s.ID] = true
				if stances[v.Voice] == nil {
					stances[v.Voice] = map[store.Stance]bool{}
				}
				stances[v.Voice][p.Stance] = true
			}
		}
	}
	several := 0
	for _, taken := range stances {
		if len(taken) > 1 {
			several++
		}
	}
	tally := func(s store.Stance) network.Tally {
		return network.Tally{Voices: len(voices[s]), Statements: len(statements[s])}
	}
	return network.Tallies{For: tally(store.For), Against: tally(store.Against), Mixed: tally(store.Mixed), Several: several}
}

// Agreement in random forums must be that counted from the records.
func TestAgreementOn_model(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		f := drawForum(r)
		for _, id := range []store.ID{"recommendation:a", "recommendation:b"} {
			f.node(id)
		}
		top := f.topology(r)
		statements, counts := drawStatements(r, f, top)
		id := rapid.SampledFrom([]store.ID{"recommendation:a", "recommendation:b"}).Draw(r, "recommendation")
		got, err := network.AgreementOn(t.Context(), top, id, statements)
		if err != nil {
			r.Fatal(err)
		}
		want := &network.Agreement{Version: 1, Recommendation: id, Rivals: []store.ID{}}
		want.Total = f.tallies(id, counts, func(store.StatementVoice) bool { return true })
		for _, kind := range []store.Kind{store.KindPerson, store.KindOrganization, store.KindCollective} {
			want.Kinds = append(want.Kinds, network.KindTallies{Kind: kind, Tallies: f.tallies(id, counts, func(v store.StatementVoice) bool {
				return v.Voice.Kind() == kind
			})})
		}
		for _, q := range store.Quantifiers() {
			want.Quantifiers = append(want.Quantifiers, network.QuantifierTallies{Quantifier: q, Tallies: f.tallies(id, counts, func(v store.StatementVoice) bool {
				return v.Quantifier == q
			})})
		}
		if diff := gocmp.Diff(want, got); diff != "" {
			r.Fatalf("%s (-want +got):\n%s", id, diff)
		}
	})
}
