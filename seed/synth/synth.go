// Package synth makes up corpora of any size, for measurements and for trying things out: reports of forums that never took
// place, by people who do not exist.
//
// [Nodes] yields a corpus as nodes, [WriteJSONL] writes it as a dataset. The same [Options] give the same bytes on every
// machine. Every name says that it is made up, and the words of statements are strings of syllables that mean nothing.
//
// # The shape of a corpus
//
// A report has about 25 people, 20 organizations, 15 sessions, 40 recommendations and 120 statements, in one section of 8
// passages. Reports hang together by what they share: organizations recur by preferential attachment (the more often one
// took part, the likelier it takes part again), issues come from one pool by Zipf's law, so that a few are raised
// everywhere and most hardly ever. 1,000 reports are some 215,000 nodes and 900,000 edges.
//
// The first reports of a corpus are those of a smaller one with the same seed. What they share with later reports cites
// those too, as it would after importing one report after the other.
package synth

import (
	"bufio"
	"fmt"
	"io"
	"iter"
	"math/rand/v2"

	"forumgraph/seed"
	"forumgraph/store"
)

// Options say which corpus is made up.
type Options struct {
	// Reports is the number of reports, at least 1.
	Reports int
	Seed    uint64
	// From leaves out reports before this one, from 1: with From and Reports the same, one report alone, as a dataset of its
	// own that can be imported into a corpus of those before it. 0 means 1.
	From int
}

// The proportions of a report.
const (
	people          = 25
	organizations   = 20
	sessions        = 15
	recommendations = 40
	statements      = 120
	passages        = 8
	passageLength   = 4000 // folded characters

	// newOrganizations in a hundred take part for the first time, once there are enough.
	newOrganizations = 20
	// poolIssues is how many issues there are in all.
	poolIssues = 2000
)

// Nodes yields the nodes of a corpus: first organizations and issues, then report by report what belongs to it, each node
// after those that it refers to.
func Nodes(o Options) iter.Seq[store.Node] {
	return func(yield func(store.Node) bool) {
		o.From = max(o.From, 1)
		plan := newPlan(o)
		for _, n := range plan.shared() {
			if !yield(n) {
				return
			}
		}
		for i := o.From; i <= o.Reports; i++ {
			for _, n := range plan.report(i).nodes() {
				if !yield(n) {
					return
				}
			}
		}
	}
}

// WriteJSONL writes a corpus as a dataset, see [seed.ReadJSONL]. It holds one report in memory, and of all reports which
// organizations and issues are theirs.
//
// Errors: those of w.
func WriteJSONL(w io.Writer, o Options) error {
	out := bufio.NewWriterSize(w, 1<<18)
	if _, err := fmt.Fprintln(out, seed.JSONLHeader()); err != nil {
		return err
	}
	for n := range Nodes(o) {
		line, err := store.EncodeJSON(n)
		if err != nil {
			return err
		}
		if _, err := out.Write(append(line, '\n')); err != nil {
			return err
		}
	}
	return out.Flush()
}

// plan is which organizations and issues come up in which report.
type plan struct {
	Options
	words         *words
	organizations [][]int // by report, from 0: numbers of organizations
	issues        [][]int
}

func newPlan(o Options) *plan {
	p := &plan{Options: o, words: newWords(o.Seed)}
	var seats []int // an organization for each time it took part
	known := 0
	for i := 1; i <= o.Reports; i++ {
		rnd := p.random(i, 0)
		pool := rand.NewZipf(rnd, 1.1, 4, poolIssues-1)
		var orgs, issues []int
		for len(orgs) < organizations {
			org := known
			if known >= organizations && rnd.IntN(100) >= newOrganizations {
				org = seats[rnd.IntN(len(seats))]
			}
			if contains(orgs, org) {
				continue
			}
			known = max(known, org+1)
			orgs = append(orgs, org)
		}
		for len(issues) < 30 {
			if issue := int(pool.Uint64()); !contains(issues, issue) {
				issues = append(issues, issue)
			}
		}
		seats = append(seats, orgs...)
		p.organizations, p.issues = append(p.organizations, orgs), append(p.issues, issues)
	}
	return p
}

func contains(all []int, n int) bool {
	for _, m := range all {
		if m == n {
			return true
		}
	}
	return false
}

// random returns the source of chance for one part of one report, so that no part depends on how another is made.
func (p *plan) random(report, part int) *rand.Rand {
	return rand.New(rand.NewPCG(p.Seed, uint64(report)<<8|uint64(part)))
}

// shared returns the organizations and issues of the reports, each citing every report that it comes up in.
func (p *plan) shared() []store.Node {
	var nodes []store.Node
	mentions := func(all [][]int) (order []int, cited map[int][]store.Citation) {
		cited = make(map[int][]store.Citation)
		for i := p.From; i <= p.Reports; i++ {
			for _, n := range all[i-1] {
				if cited[n] == nil {
					order = append(order, n)
				}
				cited[n] = append(cited[n], cite(i, n%passages))
			}
		}
		return order, cited
	}
	order, cited := mentions(p.organizations)
	for _, n := range order {
		nodes = append(nodes, &store.Organization{Meta: store.Meta{
			ID: organizationID(n), Citations: cited[n],
			Name: store.Text{EN: fmt.Sprintf("%s Society %d (made up)", p.words.name(n), n), FR: fmt.Sprintf("Société %s %d (inventée)", p.words.name(n), n)},
		}})
	}
	order, cited = mentions(p.issues)
	for _, n := range order {
		nodes = append(nodes, &store.Issue{Meta: store.Meta{
			ID: issueID(n), Citations: cited[n],
			Name: store.Text{EN: fmt.Sprintf("%s question %d (made up)", p.words.name(n+1), n), FR: fmt.Sprintf("Question %s %d (inventée)", p.words.name(n+1), n)},
		}})
	}
	return nodes
}

func organizationID(n int) store.ID {
	return store.ID(fmt.Sprintf("organization:made-up/%d", n))
}

func issueID(n int) store.ID { return store.ID(fmt.Sprintf("issue:made-up/%d", n)) }
