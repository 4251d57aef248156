package drawing

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"

	"forumgraph/store"
	"forumgraph/store/topology"
)

// NewClaimsHandler returns a handler that answers GET and HEAD with what voices said in the latest version of the graph;
// see the package comment. It is safe for concurrent use.
func NewClaimsHandler(o Options) http.Handler { return newHandler(o, true) }

// claims is what voices said in one version of the graph.
type claims struct {
	snap store.Snapshot
	t    *topology.Topology
	lang store.Lang
}

// voiceKinds are the kinds of voices, in the order of their codes.
var voiceKinds = []store.Kind{store.KindPerson, store.KindOrganization, store.KindCollective}

var (
	broaderOut   = topology.Out(store.Broader)
	addressesOut = topology.Out(store.Addresses)
)

// write writes the claims as JSON, piece by piece.
//
// Errors: those of w and of reading labels; the context's.
func (c *claims) write(ctx context.Context, w io.Writer) error {
	e := newEncoder(ctx, w)
	e.text(`{"version":`).integer(int(c.t.Version())).text(`,"lang":`).quoted(strings.ToLower(string(c.lang))).text(",\n")
	quantifiers := append([]store.Quantifier{""}, store.Quantifiers()...)
	does, stances := store.StatementKinds(), store.Stances()
	wordList(e, "kinds", voiceKinds)
	wordList(e, "quantifiers", quantifiers)
	wordList(e, "does", does)
	wordList(e, "stances", stances)

	var voices []topology.Number
	for _, kind := range voiceKinds {
		voices = slices.AppendSeq(voices, c.t.Of(kind))
	}
	voiceAt := make(map[topology.Number]int, len(voices))
	for i, v := range voices {
		voiceAt[v] = i
	}
	at := func(kind store.Kind) func(topology.Number) int {
		first, end := c.t.Range(kind)
		return func(n topology.Number) int {
			if n < first || n >= end {
				return -1
			}
			return int(n - first)
		}
	}
	issueAt, recommendationAt, sessionAt := at(store.KindIssue), at(store.KindRecommendation), at(store.KindSession)
	indexOf := func(n topology.Number) int {
		if i, ok := voiceAt[n]; ok {
			return i
		}
		return -1
	}
	of := func(kind store.Kind) []topology.Number { return slices.Collect(c.t.Of(kind)) }
	// indexes writes the nodes at the other ends of some ways as their indexes.
	indexes := func(name string, all []topology.Number, at func(topology.Number) int, ways ...topology.Way) {
		list(e, name, len(all), func(i int) {
			e.text("[")
			n := 0
			for _, way := range ways {
				for _, other := range c.t.Along(all[i], way).Nodes() {
					if index := at(other); index >= 0 {
						e.separator(n).integer(index)
						n++
					}
				}
			}
			e.text("]")
		})
	}
	first := func(name string, all []topology.Number, at func(topology.Number) int, way topology.Way) {
		list(e, name, len(all), func(i int) {
			index := -1
			if ends := c.t.Along(all[i], way); ends.Len() > 0 {
				index = at(ends.Node(0))
			}
			e.integer(index)
		})
	}
	var err error
	named := func(name string, all []topology.Number) []store.Quantifier {
		e.text(`"` + name + `":{`)
		list(e, "id", len(all), func(i int) { e.quoted(string(c.t.ID(all[i]))) })
		spoke := make([]store.Quantifier, len(all))
		e.text(`"label":[`)
		if err == nil {
			err = readAll(ctx, c.snap, c.t, all, func(i int, n store.Node) {
				e.separator(i).quoted(n.Label(c.lang))
				if collective, ok := n.(*store.Collective); ok {
					spoke[i] = collective.Quantifier
				}
			})
		}
		e.text("],\n")
		return spoke
	}
	end := func() { e.drop(len(",\n")).text("},\n") }

	spoke := named("voices", voices)
	list(e, "kind", len(voices), func(i int) { e.integer(slices.Index(voiceKinds, c.t.Kind(voices[i]))) })
	list(e, "quantifier", len(voices), func(i int) { e.integer(slices.Index(quantifiers, spoke[i])) })
	first("session", voices, sessionAt, topology.InSessionOut)
	indexes("organizations", voices, indexOf, topology.AffiliatedOut)
	end()
	issues := of(store.KindIssue)
	named("issues", issues)
	indexes("broader", issues, issueAt, broaderOut)
	end()
	recommendations := of(store.KindRecommendation)
	named("recommendations", recommendations)
	indexes("issues", recommendations, issueAt, addressesOut)
	indexes("rivals", recommendations, recommendationAt, topology.ContradictsOut, topology.ContradictsIn)
	end()
	sessions := of(store.KindSession)
	named("sessions", sessions)
	list(e, "order", len(sessions), func(i int) {
		_, order := c.t.EventOrder(sessions[i])
		e.integer(order)
	})
	first("parent", sessions, sessionAt, topology.PartOfOut)
	end()
	statements := of(store.KindStatement)
	e.text(`"statements":{`)
	list(e, "id", len(statements), func(i int) { e.quoted(string(c.t.ID(statements[i]))) })
	list(e, "does", len(statements), func(i int) { e.integer(slices.Index(does, c.t.StatementKind(statements[i]))) })
	first("session", statements, sessionAt, topology.InSessionOut)
	indexes("voices", statements, indexOf, topology.MadeIn)
	list(e, "through", len(statements), func(i int) {
		var through []int
		voices := c.t.Voices(statements[i])
		for v, voice := range voices.Nodes() {
			if voices.Role(v) != store.Speaker || c.t.Kind(voice) != store.KindPerson {
				continue
			}
			for _, o := range c.t.Along(voice, topology.AffiliatedOut).Nodes() {
				if index := indexOf(o); index >= 0 && !slices.Contains(through, index) && !slices.Contains(voices.Nodes(), o) {
					through = append(through, index)
				}
			}
		}
		e.text("[")
		for n, index := range through {
			e.separator(n).integer(index)
		}
		e.text("]")
	})
	indexes("issues", statements, issueAt, topology.AboutOut)
	list(e, "positions", len(statements), func(i int) {
		e.text("[")
		positions := c.t.Along(statements[i], topology.PositionOut)
		for p := range positions.Len() {
			e.separator(p).integer(recommendationAt(positions.Node(p))).text(",").integer(slices.Index(stances, positions.Stance(p)))
		}
		e.text("]")
	})
	end()
	e.drop(len(",\n")).text("}\n")
	if err == nil {
		err = e.flush()
	}
	if err != nil {
		return fmt.Errorf("write claims: %w", err)
	}
	return nil
}
