package banks_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"forumgraph/web/pages/banks"
)

// quarrel is a made-up graph: a chain of recommendations each of which contradicts the next, with so many voices for and
// against each.
func quarrel(t *testing.T, recommendations, voices int) *banks.Claims {
	t.Helper()
	type column map[string]any
	var voice, kind, ids, names, rivals, of, statement, does, session, speaker, none, issues, positions []any
	for v := range voices {
		voice, kind = append(voice, fmt.Sprintf("collective:table-%d", v)), append(kind, 2)
		none = append(none, []int{})
	}
	for r := range recommendations {
		ids, names = append(ids, fmt.Sprintf("recommendation:r%d", r)), append(names, fmt.Sprintf("A recommendation of some length, the number %d", r))
		near := []int{}
		if r > 0 {
			near = append(near, r-1)
		}
		if r < recommendations-1 {
			near = append(near, r+1)
		}
		rivals, of = append(rivals, near), append(of, []int{0})
		for v := range voices {
			statement, does = append(statement, fmt.Sprintf("statement:s%d-%d", r, v)), append(does, 0)
			session, speaker = append(session, 0), append(speaker, []int{v})
			issues, positions = append(issues, []int{0}), append(positions, []int{r, (v + r) % 3})
		}
	}
	through := slices.Repeat([]any{[]int{}}, len(statement))
	quantifier, at := slices.Repeat([]any{0}, voices), slices.Repeat([]any{0}, voices)
	document, err := json.Marshal(column{
		"version": 1, "kinds": []string{"PERSON", "ORGANIZATION", "COLLECTIVE"}, "quantifiers": []string{"SOME"}, "does": []string{"RECOMMENDS"},
		"stances":         []string{"FOR", "AGAINST", "MIXED"},
		"voices":          column{"id": voice, "label": voice, "kind": kind, "quantifier": quantifier, "session": at, "organizations": none},
		"issues":          column{"id": []string{"issue:one"}, "label": []string{"One"}, "broader": [][]int{{}}},
		"recommendations": column{"id": ids, "label": names, "issues": of, "rivals": rivals},
		"sessions":        column{"id": []string{"session:day"}, "label": []string{"Day"}, "order": []int{0}, "parent": []int{-1}},
		"statements": column{
			"id": statement, "does": does, "session": session, "voices": speaker, "through": through, "issues": issues, "positions": positions,
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	c, err := banks.Read(document, func(_, name string) string { return name })
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// Nothing in the picture of contradictions lies over something else, whatever its width and however long the quarrel; what
// is for a recommendation stands at its side, what is against it at the other.
func TestContradictions(t *testing.T) {
	said := func(s int) banks.Said {
		return banks.Said{Text: fmt.Sprintf("What the statement %d says takes up more than one line in a picture of any width, narrow or wide.", s), Place: "Plenary 1, paragraph 3"}
	}
	for name, c := range map[string]*banks.Claims{
		"forum": forum(t, "fr"), "a pair": quarrel(t, 2, 2), "a chain of many": quarrel(t, 5, 9), "one voice": quarrel(t, 3, 1),
	} {
		positions := make(map[int]int)
		for _, s := range c.PositionsOf(c.Whole(true)) {
			positions[s.Other]++
		}
		for _, width := range []float64{390, 1280, 1920} {
			t.Run(fmt.Sprintf("%s-%v", name, width), func(t *testing.T) {
				picture := banks.FindContradictions(c)
				picture.Lay(width, func(*banks.View) string { return "a note" }, said)
				if picture.Pairs() == 0 {
					t.Fatal("nothing contradicts")
				}
				floor := 0.0
				for _, contest := range picture.Contests {
					drawn := make(map[int]int)
					for side, views := range contest.Views {
						end := contest.Y
						for _, v := range views {
							drawn[v.Other]++
							if v.Y < end {
								t.Errorf("%s begins at %.0f, before the end of the one above it at %.0f", c.Voices[v.Voice].ID, v.Y, end)
							}
							end = v.Y + float64(len(v.Name)+len(v.Note)-1)*15
							for _, q := range v.Quotes {
								end += float64(len(q.Lines)) * 18
							}
							at := slices.Index(contest.Parties, v.Party) % 2
							if v.Stance.Stance == "against" {
								at = 1 - at
							}
							if at != side {
								t.Errorf("%s stands at side %d", c.Voices[v.Voice].ID, side)
							}
						}
						if width > 600 {
							last := contest.Y
							for i, p := range contest.Parties {
								if i%2 != side {
									continue
								}
								half := float64(len(p.Lines)) * 10
								if p.Y-half < last {
									t.Errorf("the recommendation %d begins at %.0f, before %.0f", p.Recommendation, p.Y-half, last)
								}
								last = p.Y + half
								for _, v := range views {
									if v.Party != p && v.Stance.Stance == "against" && v.Y > p.Y-half && v.Y < p.Y+half {
										t.Errorf("the line of %s crosses the recommendation %d", c.Voices[v.Voice].ID, p.Recommendation)
									}
								}
							}
						}
					}
					for _, p := range contest.Parties {
						if got := drawn[p.Recommendation] + p.More; got != positions[p.Recommendation] {
							t.Errorf("the recommendation %d has %d positions, want %d", p.Recommendation, got, positions[p.Recommendation])
						}
						floor = max(floor, p.Y)
					}
				}
				if picture.Height < floor {
					t.Errorf("the picture ends at %.0f, above %.0f", picture.Height, floor)
				}
			})
		}
	}
}
