package pages

import "slices"

// agreementPage shows who is for and against each recommendation, and who holds a mixed position.
type agreementPage struct {
	// Rivals are pairs of recommendations that contradict each other, each pair once.
	Rivals [][2]rival
	Rows   []agreementRow
	Pager  pager
	// Contested means that only recommendations with voices on both sides are listed.
	Contested bool
	Toggle    string
	Coalition *coalition
}

// rival is one side of a contradiction, with the number of statements by stance.
type rival struct {
	ref
	For, Against, Mixed counted
}

type agreementRow struct {
	ref
	// Sides are the voices for, against and of mixed position, in that order.
	Sides [3]side
	// Statements is the number of all statements with a position, More the number of those not shown in Sides.
	Statements, More int
	Contradicts      int
}

// side is the voices of one stance.
type side struct {
	Stance string
	Kinds  []voicesOfKind
	Voices int
}

// voicesOfKind are the voices of one kind in the order of their statements, each once.
type voicesOfKind struct {
	Kind   string
	Voices []statementVoice
}

var stances = []string{"FOR", "AGAINST", "MIXED"}

const recommendationsPerPage = 20

func (q *request) agreement() (*page, error) {
	body := agreementPage{Contested: q.values.Get("contested") == "1"}
	filter := map[string]any{}
	body.Toggle = q.with("contested", "1")
	if body.Contested {
		filter["contested"] = true
		body.Toggle = q.with("contested", "")
	}
	var a struct {
		Recommendations struct {
			TotalCount int
			PageInfo   pageInfo
			Nodes      []struct {
				ref
				Contradicts struct{ Nodes []struct{ ID string } }
				Positions   struct {
					TotalCount int
					Edges      []struct {
						Stance string
						Node   statement
					}
				}
			}
		}
	}
	if err := q.ask("agreement", q.paged(recommendationsPerPage, map[string]any{"filter": filter, "order": "VOICES"}), &a); err != nil {
		return nil, err
	}
	for _, n := range a.Recommendations.Nodes {
		row := agreementRow{ref: n.ref, Statements: n.Positions.TotalCount, Contradicts: len(n.Contradicts.Nodes)}
		row.More = row.Statements - len(n.Positions.Edges)
		for i, stance := range stances {
			row.Sides[i].Stance = stance
			for _, e := range n.Positions.Edges {
				if e.Stance == stance {
					for _, v := range e.Node.Voices {
						row.Sides[i].add(v)
					}
				}
			}
		}
		body.Rows = append(body.Rows, row)
	}
	body.Pager = q.pager(a.Recommendations.PageInfo, a.Recommendations.TotalCount, len(body.Rows))
	var err error
	if body.Rivals, err = q.rivals(); err != nil {
		return nil, err
	}
	if body.Coalition, err = q.coalition(); err != nil {
		return nil, err
	}
	return &page{Title: q.text("agreement.title"), Lead: q.text("agreement.lead"), Template: "agreement", Body: body}, nil
}

// add adds a voice to its kind, unless it is already there.
func (s *side) add(v statementVoice) {
	kind := v.Voice.Kind()
	at := slices.IndexFunc(s.Kinds, func(k voicesOfKind) bool { return k.Kind == kind })
	if at < 0 {
		at = len(s.Kinds)
		s.Kinds = append(s.Kinds, voicesOfKind{Kind: kind})
	}
	k := &s.Kinds[at]
	if !slices.ContainsFunc(k.Voices, func(o statementVoice) bool { return o.Voice.ID == v.Voice.ID }) {
		k.Voices = append(k.Voices, v)
		s.Voices++
	}
}

// rivals returns all pairs of recommendations that contradict each other, ordered by the smaller ID.
func (q *request) rivals() ([][2]rival, error) {
	var pairs [][2]rival
	for after := any(nil); ; {
		var a struct {
			Recommendations struct {
				PageInfo pageInfo
				Nodes    []struct {
					rival
					Contradicts struct{ Nodes []rival }
				}
			}
		}
		if err := q.ask("rivals", map[string]any{"after": after}, &a); err != nil {
			return nil, err
		}
		for _, n := range a.Recommendations.Nodes {
			for _, other := range n.Contradicts.Nodes {
				if n.ID < other.ID {
					pairs = append(pairs, [2]rival{n.rival, other})
				}
			}
		}
		if !a.Recommendations.PageInfo.HasNextPage {
			return pairs, nil
		}
		after = a.Recommendations.PageInfo.EndCursor
	}
}
