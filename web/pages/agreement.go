package pages

import (
	"slices"
	"strconv"
	"strings"
)

// agreementPage shows where voices agree, in one of three parts: the positions on each recommendation, the recommendations
// that contradict each other, and the voices that hold positions on the same ones.
type agreementPage struct {
	Part  string
	Parts []preset
	// Orders and Kinds are the settings of the positions, Contested whether only recommendations with voices on both sides
	// are listed, Keep what the form keeps of the address.
	Orders, Kinds, Addressees []option
	// Misread means that the address has values that mean nothing.
	Misread   bool
	Contested bool
	Keep      []hidden
	Filters   []chip
	Rows      []agreementRow
	Pager     pager
	// Open is the recommendation whose statements are shown; nil for none.
	Open *openRecommendation
	// Close is the address without it.
	Close string
	// Rivals are pairs of recommendations that contradict each other, each pair once. Pairs is the number of all; More is
	// the address with further ones, empty if there are none.
	Rivals    [][2]agreementRow
	Pairs     int
	More      string
	Coalition *coalition
	Files     []preset
}

type agreementRow struct {
	ref
	// Sides are the voices for, against and of mixed position, in that order.
	Sides [3]side
	// Statements is the number of all statements with a position, More the number of those not shown in Sides; All is the
	// address of their list.
	Statements, More int
	All              string
	Contradicts      int
	// Open is the address that shows the statements.
	Open string
}

// side is the voices of one stance.
type side struct {
	Stance string
	Kinds  []voicesOfKind
	Voices int
}

// Units returns a square for each voice, so that numbers can be compared at a glance.
func (s side) Units() string { return strings.Repeat("■", s.Voices) }

// voicesOfKind are the voices of one kind by name, each once.
type voicesOfKind struct {
	Kind   string
	Voices []positionVoice
}

// positionVoice is a voice with the number of its statements that take the stance.
type positionVoice struct {
	statementVoice
	Times int
}

// Repeats reports whether to say how often: never of a person, whom nothing counts.
func (v positionVoice) Repeats() bool { return v.Times > 1 && v.Voice.Kind() != "person" }

// sidesOf is a recommendation with its positions as the API gives them.
type sidesOf struct {
	ref
	Contradicts struct{ Nodes []ref }
	Positions   struct {
		TotalCount int
		Edges      []struct {
			Stance string
			Node   statement
		}
	}
}

// openRecommendation is a recommendation with its first statements.
type openRecommendation struct {
	ref
	Proposition, EnglishProposition *string
	Addressees, Issues              []ref
	Contradicts                     struct{ Nodes []ref }
	Positions                       statements
	All                             string
}

var (
	stances        = []string{"FOR", "AGAINST", "MIXED"}
	agreementParts = []string{"recommendations", "rivals", "network"}
)

const (
	recommendationsPerPage = 20
	recommendationsInAsk   = 5
	// positionsShown is how many positions on a recommendation a page names, positionsInFile how many a file names: as many
	// as the API allows for the recommendations of one query.
	positionsShown  = 25
	positionsInFile = 100
	openStatements  = 20
	pairsPerPage    = 10
	mostPages       = 50
)

func (q *request) agreement() (*page, error) {
	body := agreementPage{Part: q.choice("part", agreementParts...)}
	if !q.values.Has("part") && slices.ContainsFunc([]string{"mode", "norm", "repeats", "who"}, q.values.Has) {
		body.Part = "network" // the only part that these settings concern
	}
	for _, part := range agreementParts {
		body.Parts = append(body.Parts, preset{
			q.text("agreement.part." + part), q.with("part", part, "open", "", "pages", "", "who", ""), part == body.Part,
		})
	}
	kinds := q.several("voice", voiceKinds)
	for _, kind := range voiceKinds {
		body.Kinds = append(body.Kinds, option{Value: kind, Label: q.text("kinds." + kind), Chosen: slices.Contains(kinds, kind)})
	}
	p := &page{Lead: q.text("agreement.lead"), Template: "agreement", Swaps: true, Body: &body}
	var files sheet
	var err error
	switch body.Part {
	case "recommendations":
		files, err = q.positions(&body, kinds)
	case "rivals":
		files, err = q.rivals(&body)
	case "network":
		files, err = q.coalition(&body, kinds)
	}
	if err != nil {
		return nil, err
	}
	body.Misread = len(q.misreads) > 0
	if as := q.values.Get("as"); as != "" {
		return q.sheetFile(files, as)
	}
	if p.Title = q.text("agreement.title"); body.Part != "recommendations" {
		p.Title = files.title
	}
	p.Title = q.titled(p.Title, body.Filters)
	if len(files.rows) > 0 {
		body.Files = q.sheetFiles(files)
	}
	return p, nil
}

// positions lists the recommendations with the voices of some kinds that hold positions on them; no kinds means all.
func (q *request) positions(body *agreementPage, kinds []string) (sheet, error) {
	order := q.choice("order", "voices", "name")
	body.Contested = q.choice("contested", "0", "1") == "1"
	body.Keep = q.kept("part", "population")
	body.Orders = []option{
		{Label: q.text("agreement.order.voices"), Chosen: order == "voices"}, {Value: "name", Label: q.text("agreement.order.name"), Chosen: order == "name"},
	}
	f := q.filterOf(table{name: "recommendations", filters: []string{"addressee", "population"}})
	filter := f.api
	if body.Contested {
		filter["contested"] = true
	}
	var err error
	if body.Filters, err = q.chipsOf(f); err != nil {
		return sheet{}, err
	}
	if body.Addressees, err = q.addressees(); err != nil {
		return sheet{}, err
	}
	if len(kinds) > 0 {
		body.Filters = append(body.Filters, q.kindsChip(kinds))
	}
	said := saidByKinds(kinds)
	if said != nil {
		all := []any{said}
		if about, ok := filter["statements"]; ok {
			all = append(all, about)
		}
		filter["statements"] = map[string]any{"and": all}
	}
	variables := map[string]any{"filter": filter, "said": said, "order": strings.ToUpper(order), "positions": positionsShown}
	files := sheet{name: "positions", title: q.text("agreement.positions"), columns: []string{
		"recommendation_id", "recommendation", "voice_id", "voice", "kind", "for", "against", "mixed",
	}}
	if q.values.Get("as") != "" {
		variables["positions"] = positionsInFile
		return files, q.everyPosition(&files, variables, kinds)
	}
	var a struct{ Recommendations answered[sidesOf] }
	if err := q.ask("agreement", q.paged(recommendationsPerPage, variables), &a); err != nil {
		return files, err
	}
	for _, n := range a.Recommendations.Nodes {
		row := q.agreementRow(n, kinds)
		body.Rows, files.rows = append(body.Rows, row), append(files.rows, positionRows(row)...)
	}
	body.Pager = q.pager(a.Recommendations.PageInfo, a.Recommendations.TotalCount, len(body.Rows))
	return files, q.openRecommendation(body)
}

// everyPosition adds the positions on all recommendations to a sheet.
func (q *request) everyPosition(files *sheet, variables map[string]any, kinds []string) error {
	version := uint64(0)
	variables["first"] = recommendationsInAsk
	for {
		var a struct{ Recommendations answered[sidesOf] }
		if err := q.ask("agreement", variables, &a); err != nil {
			return err
		}
		if version == 0 {
			version = q.version
		}
		if q.version != version {
			return errChanged
		}
		for _, n := range a.Recommendations.Nodes {
			files.rows = append(files.rows, positionRows(q.agreementRow(n, kinds))...)
		}
		if most := q.site.o.FileRows; len(files.rows) > most {
			return &longList{len(files.rows), most}
		}
		if !a.Recommendations.PageInfo.HasNextPage {
			return nil
		}
		variables["after"] = a.Recommendations.PageInfo.EndCursor
	}
}

// positionRows returns a row for each voice of a recommendation, with its statements by stance. If not all positions are
// known, a last row says how many are missing.
func positionRows(r agreementRow) (rows [][]any) {
	at := make(map[string]int)
	for i, s := range r.Sides {
		for _, k := range s.Kinds {
			for _, v := range k.Voices {
				id := v.Voice.ID
				if _, ok := at[id]; !ok {
					at[id] = len(rows)
					rows = append(rows, []any{r.ID, r.Label, id, v.Voice.Label, k.Kind, 0, 0, 0})
				}
				if rows[at[id]][5+i] = v.Times; k.Kind == "person" {
					rows[at[id]][5+i] = 1 // nothing counts people
				}
			}
		}
	}
	if r.More > 0 {
		rows = append(rows, []any{r.ID, r.Label, "", "statements not in this file", "", "", "", r.More})
	}
	return rows
}

// agreementRow groups the positions on a recommendation by stance and by kind of voice, as far as their kinds are asked for.
func (q *request) agreementRow(n sidesOf, kinds []string) agreementRow {
	row := agreementRow{
		ref: n.ref, Statements: n.Positions.TotalCount, More: n.Positions.TotalCount - len(n.Positions.Edges),
		All: q.address("/list/statements", query("recommendation", n.ID)), Contradicts: len(n.Contradicts.Nodes),
		Open: q.with("open", n.ID) + "#open",
	}
	for i, stance := range stances {
		s := &row.Sides[i]
		s.Stance = stance
		for _, kind := range voiceKinds {
			if len(kinds) > 0 && !slices.Contains(kinds, kind) {
				continue
			}
			of := voicesOfKind{Kind: kind}
			for _, e := range n.Positions.Edges {
				for _, v := range e.Node.Voices {
					if e.Stance == stance && v.Voice.Kind() == kind {
						of.add(v)
					}
				}
			}
			if len(of.Voices) > 0 {
				byName := q.byName()
				slices.SortStableFunc(of.Voices, func(a, b positionVoice) int { return byName(a.Voice.ref, b.Voice.ref) })
				s.Kinds, s.Voices = append(s.Kinds, of), s.Voices+len(of.Voices)
			}
		}
	}
	return row
}

// add adds a voice, or counts it once more.
func (k *voicesOfKind) add(v statementVoice) {
	at := slices.IndexFunc(k.Voices, func(o positionVoice) bool { return o.Voice.ID == v.Voice.ID })
	if at < 0 {
		at, k.Voices = len(k.Voices), append(k.Voices, positionVoice{statementVoice: v})
	}
	k.Voices[at].Times++
}

// saidByKinds returns a filter of statements by voices of some kinds; nil for all kinds.
func saidByKinds(kinds []string) any {
	if len(kinds) == 0 {
		return nil
	}
	return map[string]any{"voiceKind": apiWords(kinds)}
}

func (q *request) kindsChip(kinds []string) chip {
	words := make([]string, len(kinds))
	for i, kind := range kinds {
		words[i] = q.text("kinds." + kind)
	}
	return chip{Key: "voices", Word: strings.Join(words, q.text("list-separator")), Remove: q.with("voice", "")}
}

// openRecommendation queries the recommendation that the address opens.
func (q *request) openRecommendation(body *agreementPage) error {
	id := q.id("open", "recommendation")
	if id == "" {
		return nil
	}
	var a struct{ Recommendation *openRecommendation }
	if err := q.ask("agreement-open", map[string]any{"id": id, "first": openStatements}, &a); err != nil {
		return err
	}
	body.Open, body.Close = a.Recommendation, q.with("open", "")
	if body.Open == nil {
		q.unknown("open", id, "recommendation")
	} else {
		body.Open.All = q.address("/list/statements", query("recommendation", id))
	}
	return nil
}

// rivals lists pairs of recommendations that contradict each other, ordered by the smaller ID, with the voices on each.
func (q *request) rivals(body *agreementPage) (sheet, error) {
	files := sheet{name: "rivals", title: q.text("agreement.part.rivals"), columns: []string{
		"a_id", "a", "a_for", "a_against", "a_mixed", "b_id", "b", "b_for", "b_against", "b_mixed",
	}}
	pairs, err := q.pairs()
	if err != nil {
		return files, err
	}
	pages := q.whole("pages", 1, mostPages, 1)
	shown, atOnce, positions := pairs[:min(len(pairs), pages*pairsPerPage)], pairsPerPage, positionsShown
	if q.values.Get("as") != "" {
		shown, atOnce, positions = pairs, recommendationsInAsk/2, positionsInFile
	}
	if len(shown) < len(pairs) {
		body.More = q.with("pages", strconv.Itoa(pages+1))
	}
	body.Pairs = len(pairs)
	for chunk := range slices.Chunk(shown, atOnce) {
		var ids []string
		for _, pair := range chunk {
			ids = append(ids, pair[:]...)
		}
		slices.Sort(ids)
		ids = slices.Compact(ids)
		var a struct{ Recommendations answered[sidesOf] }
		if err := q.ask("rival-sides", map[string]any{"ids": ids, "first": len(ids), "said": nil, "positions": positions}, &a); err != nil {
			return files, err
		}
		rows := make(map[string]agreementRow)
		for _, n := range a.Recommendations.Nodes {
			rows[n.ID] = q.agreementRow(n, nil)
		}
		for _, pair := range chunk {
			one, other := rows[pair[0]], rows[pair[1]]
			body.Rivals = append(body.Rivals, [2]agreementRow{one, other})
			files.rows = append(files.rows, slices.Concat(one.counts(), other.counts()))
		}
	}
	return files, q.openRecommendation(body)
}

// counts returns the recommendation with its voices by stance.
func (r agreementRow) counts() []any {
	return []any{r.ID, r.Label, r.Sides[0].Voices, r.Sides[1].Voices, r.Sides[2].Voices}
}

// pairs returns the IDs of all pairs that contradict each other, each once, ordered by the smaller one.
func (q *request) pairs() ([][2]string, error) {
	var pairs [][2]string
	for after := any(nil); ; {
		var a struct {
			Recommendations struct {
				PageInfo pageInfo
				Nodes    []struct {
					ID          string
					Contradicts struct{ Nodes []struct{ ID string } }
				}
			}
		}
		if err := q.ask("rivals", map[string]any{"after": after}, &a); err != nil {
			return nil, err
		}
		for _, n := range a.Recommendations.Nodes {
			for _, other := range n.Contradicts.Nodes {
				if n.ID < other.ID {
					pairs = append(pairs, [2]string{n.ID, other.ID})
				}
			}
		}
		if !a.Recommendations.PageInfo.HasNextPage {
			return pairs, nil
		}
		after = a.Recommendations.PageInfo.EndCursor
	}
}
