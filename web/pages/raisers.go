package pages

import (
	"cmp"
	"slices"
	"strings"

	"forumgraph/web/pages/banks"
)

// raisers are the voices of one side that raised an issue or take a position on a recommendation.
type raisers struct {
	Title string
	Rows  []raiser
}

// raiser is a voice with what it said, in words; a person has none, since nothing counts people. Href leads to its statements.
type raiser struct {
	Node   ref
	Stance string
	Said   string
	Href   string
	// People are those through whom alone an organization said it.
	People []ref
}

// ownWords says how much a voice said: its own statements and, of an organization, those of its people apart.
func (q *request) ownWords(own, through int) string {
	if through > 0 {
		return q.text("said.through", "own", q.count("statements", own), "through", q.count("statements", through))
	}
	return q.count("statements", own)
}

// raisersOf returns who raised an issue, or who takes which position on a recommendation: named voices, collectives, and those
// outside of the event apart; nil for other nodes.
func (q *request) raisersOf(k *keptClaims, id string) []raisers {
	var rows []raiser
	all := k.Whole(true)
	if i, ok := k.FindIssue(id); ok {
		carried := k.Carried(i)
		for v := range k.Voices {
			own, through := all.Raised[banks.Pair{Voice: v, Other: i}], carried[v]
			if own+through.Statements == 0 {
				continue
			}
			row := raiser{Node: k.ref(k.Voices[v].ID), Href: q.address("/list/statements", query("voice", k.Voices[v].ID, "issue", id))}
			if through.Statements > 0 {
				row.Href = q.address("/list/statements", query("voice", k.Voices[v].ID, "issue", id, "through", "1"))
			}
			if k.Voices[v].Kind != "person" {
				row.Said = q.ownWords(own, through.Statements)
			}
			if own == 0 {
				for _, person := range through.People {
					row.People = append(row.People, k.ref(k.Voices[person].ID))
				}
			}
			rows = append(rows, row)
		}
	}
	if r, ok := k.FindRecommendation(id); ok {
		for _, s := range k.PositionsOf(all) {
			if s.Other != r {
				continue
			}
			voice := &k.Voices[s.Voice]
			row := raiser{
				Node: k.ref(voice.ID), Stance: strings.ToUpper(s.Stance),
				Href: q.address("/list/statements", query("voice", voice.ID, "recommendation", id, "stance", s.Stance)),
			}
			if voice.Kind != "person" {
				row.Said = q.ownWords(all.Positions[s], 0)
			}
			rows = append(rows, row)
		}
	}
	names := q.byName()
	slices.SortStableFunc(rows, func(a, b raiser) int {
		return cmp.Or(slices.Index(stances[:], a.Stance)-slices.Index(stances[:], b.Stance), names(a.Node, b.Node))
	})
	sides := []raisers{{Title: q.text("banks.named")}, {Title: q.text("kinds.collective")}, {Title: q.text("filter.outside")}}
	for _, row := range rows {
		v, _ := k.FindVoice(row.Node.ID)
		side := 0
		if voice := &k.Voices[v]; voice.Outside() {
			side = 2
		} else if voice.Collective() {
			side = 1
		}
		sides[side].Rows = append(sides[side].Rows, row)
	}
	return slices.DeleteFunc(sides, func(s raisers) bool { return len(s.Rows) == 0 })
}

// peopleSaid is what a person who is affiliated with an organization said without it.
type peopleSaid struct {
	Person     ref
	Statements []statement
}

// mostPeopleSaid is how many statements of its people the page of an organization shows.
const mostPeopleSaid = 60

// peopleOf returns what the people of an organization said without it, under their names, and how many statements that is.
func (q *request) peopleOf(k *keptClaims, id string) (people []peopleSaid, total int, err error) {
	v, ok := k.FindVoice(id)
	if !ok {
		return nil, 0, nil
	}
	var ids []string
	by := make(map[int][]string)
	for i := range k.Statements {
		s := &k.Statements[i]
		if slices.Contains(s.Voices, v) {
			continue
		}
		said := false
		for _, person := range s.Voices {
			if slices.Contains(k.Voices[person].Organizations, v) {
				said = true
				if total < mostPeopleSaid {
					by[person] = append(by[person], s.ID)
				}
			}
		}
		if said {
			if total < mostPeopleSaid {
				ids = append(ids, s.ID)
			}
			total++
		}
	}
	given, err := q.statementsByID(ids)
	if err != nil {
		return nil, 0, err
	}
	for person, said := range by {
		p := peopleSaid{Person: k.ref(k.Voices[person].ID)}
		for _, id := range said {
			p.Statements = append(p.Statements, given[id])
		}
		people = append(people, p)
	}
	names := q.byName()
	slices.SortFunc(people, func(a, b peopleSaid) int { return names(a.Person, b.Person) })
	return people, total, nil
}
