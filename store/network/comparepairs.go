package network

import (
	"cmp"
	"fmt"
	"slices"

	"forumgraph/store"
	"forumgraph/store/topology"
)

// voicesPair compares two voices: the issues they raised and the positions they hold.
func (c *comparing) voicesPair() error {
	issues, err := newAxis(c.question, "issues", AxisIssue, nil, false)
	if err != nil {
		return err
	}
	var raised [2]having
	var held [2]map[store.Stance]having
	for side, voice := range c.nodes {
		raised[side] = having{}
		held[side] = map[store.Stance]having{store.For: {}, store.Against: {}, store.Mixed: {}}
		statements, err := c.statementsOf(voice)
		if err != nil {
			return err
		}
		for _, s := range statements {
			raised[side].add(issues.values(s.statement), s)
			if s.through {
				continue // positions are never passed on
			}
			ends := c.positions(s.statement)
			for i := range ends.Len() {
				held[side][ends.Stance(i)].add([]value{{node: ends.Node(i)}}, s)
			}
		}
	}
	c.result.Issues = c.overlap(raised)
	c.result.Recommendations = c.overlap([2]having{held[0][store.For], held[1][store.For]})
	c.result.Mixed = c.union([2]having{held[0][store.Mixed], held[1][store.Mixed]})
	c.result.Oppositions = c.oppositions(held)
	return nil
}

// statementsOf returns the statements that a voice made, by ID, and with Through those of its persons.
func (c *comparing) statementsOf(voice topology.Number) ([]share, error) {
	var list []share
	add := func(maker topology.Number, through bool) error {
		made := c.Along(maker, topology.MadeOut).Nodes()
		for _, s := range made {
			if c.admits(s) && (!through || c.Speaks(maker, s)) {
				list = append(list, share{s, through})
			}
		}
		return c.spend(len(made) + 1)
	}
	if err := add(voice, false); err != nil {
		return nil, err
	}
	if c.through && c.Kind(voice) == store.KindOrganization {
		for _, person := range c.Along(voice, topology.AffiliatedIn).Nodes() {
			if err := add(person, true); err != nil {
				return nil, err
			}
		}
	}
	slices.SortStableFunc(list, func(a, b share) int { return cmp.Compare(a.statement, b.statement) }) // its own stays first
	return slices.CompactFunc(list, func(a, b share) bool { return a.statement == b.statement }), nil
}

// opposition is an opposition in progress.
type opposition struct {
	a, b   item // a holds only the statements of A, b only those of B
	stance [2]store.Stance
}

func (c *comparing) oppositions(held [2]map[store.Stance]having) *Oppositions {
	var all []opposition
	add := func(a topology.Number, stanceA store.Stance, b topology.Number, stanceB store.Stance) {
		listA, listB := held[0][stanceA][a], held[1][stanceB][b]
		if len(listA) > 0 && len(listB) > 0 {
			all = append(all, opposition{item{node: a, a: listA}, item{node: b, b: listB}, [2]store.Stance{stanceA, stanceB}})
		}
	}
	for n := range held[0][store.For] {
		add(n, store.For, n, store.Against)
		for _, way := range []topology.Way{topology.ContradictsOut, topology.ContradictsIn} {
			for _, rival := range c.Along(n, way).Nodes() {
				add(n, store.For, rival, store.For)
			}
		}
	}
	for n := range held[0][store.Against] {
		add(n, store.Against, n, store.For)
	}
	slices.SortFunc(all, func(x, y opposition) int {
		return cmp.Or(cmp.Compare(len(y.a.a)+len(y.b.b), len(x.a.a)+len(x.b.b)),
			cmp.Compare(x.a.node, y.a.node), cmp.Compare(x.b.node, y.b.node), cmp.Compare(y.stance[0], x.stance[0]))
	})
	all = slices.CompactFunc(all, func(x, y opposition) bool { // rivals that name each other
		return x.a.node == y.a.node && x.b.node == y.b.node && x.stance == y.stance
	})
	cut := max(0, len(all)-c.most)
	found := &Oppositions{Items: []Opposition{}, Cut: cut}
	for _, o := range all[:len(all)-cut] {
		found.Items = append(found.Items, Opposition{
			A: Side{c.ID(o.a.node), o.stance[0], c.evidence(o.a.a)},
			B: Side{c.ID(o.b.node), o.stance[1], c.evidence(o.b.b)},
		})
	}
	return found
}

// issuesPair compares two issues: the voices that raised them and the recommendations that address them.
func (c *comparing) issuesPair() error {
	voices, err := newAxis(c.question, "voices", AxisVoice, nil, c.through)
	if err != nil {
		return err
	}
	var raisedBy, addressed [2]having
	for side, issue := range c.nodes {
		raisedBy[side], addressed[side] = having{}, having{}
		for _, n := range c.Along(issue, topology.AddressesIn).Nodes() {
			if c.Kind(n) == store.KindRecommendation {
				addressed[side][n] = nil
			}
		}
		for _, s := range c.Along(issue, topology.AboutIn).Nodes() {
			if err := c.spend(1); err != nil {
				return err
			}
			if !c.admits(s) {
				continue
			}
			raisedBy[side].add(voices.values(s), share{statement: s})
			for _, n := range c.positions(s).Nodes() {
				if list, ok := addressed[side][n]; ok {
					addressed[side][n] = append(list, share{statement: s})
				}
			}
		}
	}
	c.result.Voices = c.overlap(raisedBy)
	c.result.Recommendations = c.overlap(addressed)
	return nil
}

// sessionsPair compares two sessions including their parts: what was raised, what positions were taken on, and who
// spoke.
func (c *comparing) sessionsPair() error {
	var axes [3]*axis
	for i, a := range []Axis{AxisIssue, AxisRecommendation, AxisVoice} {
		var err error
		if axes[i], err = newAxis(c.question, string(a), a, nil, c.through && a == AxisVoice); err != nil {
			return err
		}
	}
	var found [3][2]having
	for side, session := range c.nodes {
		for i := range found {
			found[i][side] = having{}
		}
		parts := []topology.Number{session}
		for i := 0; i < len(parts); i++ {
			if parts[i] == c.nodes[1-side] {
				return fmt.Errorf("%s is part of %s and all of it is in both; compare sessions side by side: %w",
					c.ID(parts[i]), c.ID(session), store.ErrInvalid)
			}
			for _, n := range c.Along(parts[i], topology.PartOfIn).Nodes() {
				if c.Kind(n) == store.KindSession {
					parts = append(parts, n)
				}
			}
		}
		var statements []topology.Number
		for _, part := range parts {
			statements = append(statements, c.Along(part, topology.InSessionIn).Nodes()...)
		}
		slices.Sort(statements)
		for _, s := range statements {
			if err := c.spend(1); err != nil {
				return err
			}
			if !c.admits(s) { // collectives belong to sessions, too
				continue
			}
			for i, a := range axes {
				found[i][side].add(a.values(s), share{statement: s})
			}
		}
	}
	c.result.Issues, c.result.Recommendations, c.result.Voices = c.overlap(found[0]), c.overlap(found[1]), c.overlap(found[2])
	return nil
}
