package network

import (
	"cmp"
	"fmt"
	"slices"

	"forumgraph/store"
	"forumgraph/store/topology"
)

// Axis is what the rows or the columns of a matrix stand for.
type Axis string

// The axes. VOICE combines persons, organizations and collectives.
const (
	AxisOrganization   Axis = "ORGANIZATION"
	AxisCollective     Axis = "COLLECTIVE"
	AxisPerson         Axis = "PERSON"
	AxisVoice          Axis = "VOICE"
	AxisIssue          Axis = "ISSUE"
	AxisRecommendation Axis = "RECOMMENDATION"
	AxisSession        Axis = "SESSION"
	AxisPopulation     Axis = "POPULATION"
	AxisPlace          Axis = "PLACE"
)

// Axes returns every axis.
func Axes() []Axis {
	return []Axis{
		AxisOrganization, AxisCollective, AxisPerson, AxisVoice, AxisIssue, AxisRecommendation, AxisSession, AxisPopulation, AxisPlace,
	}
}

// kinds returns the kinds of nodes on the axis.
func (a Axis) kinds() []store.Kind {
	if a == AxisVoice {
		return store.VoiceKinds()
	}
	return []store.Kind{store.Kind(a)}
}

// isVoice reports whether the nodes of the axis are voices.
func (a Axis) isVoice() bool { return a == AxisVoice || store.Kind(a).IsVoice() }

// hasOrganizations reports whether organizations are on the axis.
func (a Axis) hasOrganizations() bool { return a == AxisVoice || a == AxisOrganization }

// value is a node on an axis to which a statement belongs.
type value struct {
	node    topology.Number
	through bool         // only through persons affiliated with the organization
	stance  store.Stance // towards a recommendation; otherwise empty
}

// axis finds the values of statements.
type axis struct {
	*question
	axis    Axis
	ranges  [][2]topology.Number // of its kinds: from, end
	persons [2]topology.Number
	way     topology.Way // from a statement to its values; not for voices and sessions
	through bool
	named   []topology.Number // ascending; if not empty, only these
	found   []value
}

// newAxis returns the axis with the named nodes, or with all nodes if ids is empty.
//
// Errors: store.ErrInvalid for an unknown axis, too many names, or a name that is not on the axis; store.ErrNotFound.
func newAxis(q *question, name string, a Axis, ids []store.ID, through bool) (*axis, error) {
	if !slices.Contains(Axes(), a) {
		return nil, fmt.Errorf("%s is %.40q; use one of %v: %w", name, a, Axes(), store.ErrInvalid)
	}
	if len(ids) > MaxLines {
		return nil, fmt.Errorf("%s names %d nodes; name at most %d: %w", name, len(ids), MaxLines, store.ErrInvalid)
	}
	read := &axis{question: q, axis: a, through: through && a.hasOrganizations()}
	for _, kind := range a.kinds() {
		from, end := q.Range(kind)
		read.ranges = append(read.ranges, [2]topology.Number{from, end})
	}
	read.persons[0], read.persons[1] = q.Range(store.KindPerson)
	switch a {
	case AxisIssue:
		read.way = topology.AboutOut
	case AxisRecommendation:
		read.way = topology.PositionOut
	default:
		read.way = topology.MentionsOut
	}
	for _, id := range ids {
		n, err := q.find(id, a.kinds()...)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		read.named = append(read.named, n)
	}
	slices.Sort(read.named)
	read.named = slices.Compact(read.named)
	return read, nil
}

// values returns the nodes to which statement s belongs, ascending, each once. The next call overwrites them.
func (a *axis) values(s topology.Number) []value {
	a.found = a.found[:0]
	switch {
	case a.axis.isVoice():
		a.voices(s)
	case a.axis == AxisSession:
		a.sessions(s)
	case a.axis == AxisRecommendation:
		ends := a.Along(s, a.way)
		for i := range ends.Len() {
			a.add(value{node: ends.Node(i), stance: ends.Stance(i)})
		}
	default:
		for _, n := range a.Along(s, a.way).Nodes() {
			a.add(value{node: n})
		}
	}
	if len(a.found) < 2 {
		return a.found
	}
	slices.SortFunc(a.found, func(x, y value) int {
		if x.through != y.through && x.node == y.node {
			if x.through { // its own statement first: that one is kept
				return 1
			}
			return -1
		}
		return cmp.Compare(x.node, y.node)
	})
	a.found = slices.CompactFunc(a.found, func(x, y value) bool { return x.node == y.node })
	return a.found
}

func (a *axis) add(v value) {
	if !a.holds(v.node) {
		return
	}
	if a.named != nil {
		if _, ok := slices.BinarySearch(a.named, v.node); !ok {
			return
		}
	}
	a.found = append(a.found, v)
}

// holds reports whether a node is of a kind on the axis.
func (a *axis) holds(n topology.Number) bool {
	for _, r := range a.ranges {
		if n >= r[0] && n < r[1] {
			return true
		}
	}
	return false
}

// voices adds the voices of a statement, and the organizations of persons who spoke it, by the rule raised/1.
func (a *axis) voices(s topology.Number) {
	voices := a.Voices(s)
	for i, v := range voices.Nodes() {
		a.add(value{node: v})
		if !a.through || v < a.persons[0] || v >= a.persons[1] || voices.Role(i) != store.Speaker {
			continue
		}
		for _, org := range a.Along(v, topology.AffiliatedOut).Nodes() {
			a.add(value{node: org, through: true})
		}
	}
}

// sessions adds a statement's session and the sessions that contain it. The event itself contains everything and
// distinguishes nothing, so it is left out unless it is named.
func (a *axis) sessions(s topology.Number) {
	for _, n := range a.Along(s, topology.InSessionOut).Nodes() {
		for up := []topology.Number{n}; len(up) > 0; up = a.Along(up[0], topology.PartOfOut).Nodes() {
			if !a.IsRoot(up[0]) || a.named != nil {
				a.add(value{node: up[0]})
			}
		}
	}
}
