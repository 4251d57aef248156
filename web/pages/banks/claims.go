package banks

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
)

// Claims is what voices said in one version of the graph, statement by statement. It is immutable.
type Claims struct {
	Version         uint64
	Voices          []Voice
	Issues          []Issue
	Recommendations []Recommendation
	Sessions        []Session
	Statements      []Statement
	// These find by ID.
	issues, voices, recommendations, sessions map[string]int
	// These count everything, without and with what was said outside of the event.
	event, whole func() *Counts
}

// Voice is somebody who can speak. Indexes are those of [Claims].
type Voice struct {
	ID, Label string
	// Kind is person, organization or collective.
	Kind string
	// Quantifier is how many of a collective speak, such as most; "unspecified" if the source does not say.
	Quantifier string
	// Session is where a collective spoke, -1 for none.
	Session int
	// Organizations are those a person is affiliated with.
	Organizations []int
}

// Collective reports whether the voice stands on the right bank.
func (v *Voice) Collective() bool { return v.Kind == "collective" }

// mark returns the shape of the voice.
func (v *Voice) mark() string {
	if v.Collective() {
		return v.Quantifier
	}
	return v.Kind
}

// Outside reports whether the voice is a collective of no session of the event: the report's own narrative, or people
// who were consulted elsewhere.
func (v *Voice) Outside() bool { return v.Collective() && v.Session < 0 }

// Issue is an issue. Theme is the broadest issue above it, itself if there is none.
type Issue struct {
	ID, Label string
	Broader   []int
	Theme     int
}

// Recommendation is a proposition that voices are for or against.
type Recommendation struct {
	ID, Label string
	Issues    []int
	Rivals    []int
}

// Session is a part of the event. Top is the session below the event that it belongs to; the event and a session that is
// no part of another are their own.
type Session struct {
	ID, Label   string
	Order       int
	Parent, Top int
}

// Statement is one statement.
type Statement struct {
	ID     string
	Does   string
	Voices []int
	// Through are the organizations that raise the issues through people who spoke.
	Through   []int
	Issues    []int
	Session   int
	Positions []Position
}

// Position is a stance, for, against or mixed, on a recommendation.
type Position struct {
	Recommendation int
	Stance         string
}

// Read reads what /claims.json serves. label returns the words in which a page shows the name of a node.
//
// Errors: JSON that is not such a document, columns of different lengths, a code or an index out of range.
func Read(document []byte, label func(id, name string) string) (*Claims, error) {
	var a struct {
		Version                           uint64
		Kinds, Quantifiers, Does, Stances []string
		Voices                            struct {
			ID, Label                 []string
			Kind, Quantifier, Session []int
			Organizations             [][]int
		}
		Issues struct {
			ID, Label []string
			Broader   [][]int
		}
		Recommendations struct {
			ID, Label      []string
			Issues, Rivals [][]int
		}
		Sessions struct {
			ID, Label     []string
			Order, Parent []int
		}
		Statements struct {
			ID                []string
			Does, Session     []int
			Voices, Through   [][]int
			Issues, Positions [][]int
		}
	}
	if err := json.Unmarshal(document, &a); err != nil {
		return nil, fmt.Errorf("claims: %w", err)
	}
	c := &Claims{
		Version: a.Version, issues: find(a.Issues.ID), voices: find(a.Voices.ID), recommendations: find(a.Recommendations.ID), sessions: find(a.Sessions.ID),
	}
	voices, issues, recommendations, sessions := len(a.Voices.ID), len(a.Issues.ID), len(a.Recommendations.ID), len(a.Sessions.ID)
	r := reader{}
	r.column("voices", voices, len(a.Voices.Label), len(a.Voices.Kind), len(a.Voices.Quantifier), len(a.Voices.Session), len(a.Voices.Organizations))
	r.column("issues", issues, len(a.Issues.Label), len(a.Issues.Broader))
	r.column("recommendations", recommendations, len(a.Recommendations.Label), len(a.Recommendations.Issues), len(a.Recommendations.Rivals))
	r.column("sessions", sessions, len(a.Sessions.Label), len(a.Sessions.Order), len(a.Sessions.Parent))
	statements := &a.Statements
	r.column("statements", len(statements.ID), len(statements.Does), len(statements.Session), len(statements.Voices), len(statements.Through), len(statements.Issues), len(statements.Positions))
	if r.err != nil {
		return nil, r.err
	}
	for i, id := range a.Voices.ID {
		c.Voices = append(c.Voices, Voice{
			ID: id, Label: label(id, a.Voices.Label[i]), Kind: r.word("kind", a.Kinds, a.Voices.Kind[i]),
			Quantifier: r.word("quantifier", a.Quantifiers, a.Voices.Quantifier[i]), Session: r.index(a.Voices.Session[i], sessions, -1),
			Organizations: r.indexes(a.Voices.Organizations[i], voices),
		})
	}
	for i, id := range a.Issues.ID {
		c.Issues = append(c.Issues, Issue{ID: id, Label: label(id, a.Issues.Label[i]), Broader: r.indexes(a.Issues.Broader[i], issues)})
	}
	for i, id := range a.Recommendations.ID {
		c.Recommendations = append(c.Recommendations, Recommendation{
			ID: id, Label: label(id, a.Recommendations.Label[i]), Issues: r.indexes(a.Recommendations.Issues[i], issues),
			Rivals: r.indexes(a.Recommendations.Rivals[i], recommendations),
		})
	}
	for i, id := range a.Sessions.ID {
		c.Sessions = append(c.Sessions, Session{
			ID: id, Label: label(id, a.Sessions.Label[i]), Order: a.Sessions.Order[i], Parent: r.index(a.Sessions.Parent[i], sessions, -1),
		})
	}
	for i, id := range statements.ID {
		s := Statement{
			ID: id, Does: r.word("does", a.Does, statements.Does[i]), Session: r.index(statements.Session[i], sessions, -1),
			Voices: r.indexes(statements.Voices[i], voices), Through: r.indexes(statements.Through[i], voices), Issues: r.indexes(statements.Issues[i], issues),
		}
		for pair := range slices.Chunk(statements.Positions[i], 2) {
			if len(pair) < 2 {
				return nil, fmt.Errorf("claims: statement %d: a position without a stance", i)
			}
			s.Positions = append(s.Positions, Position{r.index(pair[0], recommendations, 0), r.word("stance", a.Stances, pair[1])})
		}
		c.Statements = append(c.Statements, s)
	}
	if r.err != nil {
		return nil, r.err
	}
	c.themes()
	c.tops()
	c.event = sync.OnceValue(func() *Counts { return c.Count(Filter{}) })
	c.whole = sync.OnceValue(func() *Counts { return c.Count(Filter{Outside: true}) })
	return c, nil
}

// find returns the index of each ID.
func find(ids []string) map[string]int {
	at := make(map[string]int, len(ids))
	for i, id := range ids {
		at[id] = i
	}
	return at
}

// reader checks a document and keeps the first error.
type reader struct{ err error }

func (r *reader) fail(format string, args ...any) {
	if r.err == nil {
		r.err = fmt.Errorf("claims: "+format, args...)
	}
}

// column checks that the other columns are as long as the first.
func (r *reader) column(name string, n int, others ...int) {
	for _, other := range others {
		if other != n {
			r.fail("the columns of %s differ in length", name)
		}
	}
}

// word returns the word of a code as addresses spell it.
func (r *reader) word(name string, words []string, code int) string {
	if code < 0 || code >= len(words) {
		r.fail("%s: no word has the code %d", name, code)
		return ""
	}
	return strings.ReplaceAll(strings.ToLower(words[code]), "_", "-")
}

// index checks an index, which is at least least.
func (r *reader) index(i, n, least int) int {
	if i < least || i >= n {
		r.fail("index %d is not below %d", i, n)
		return least
	}
	return i
}

func (r *reader) indexes(all []int, n int) []int {
	for _, i := range all {
		r.index(i, n, 0)
	}
	return all
}

// themes sets the theme of each issue: of several broadest issues above it, the one with most statements under it, ties
// by order. A cycle, which the store refuses, would end at the issue where it began.
func (c *Claims) themes() {
	roots := make([][]int, len(c.Issues))
	var climb func(i int, seen []int) []int
	climb = func(i int, seen []int) []int {
		if roots[i] != nil || slices.Contains(seen, i) {
			return roots[i]
		}
		if len(c.Issues[i].Broader) == 0 {
			roots[i] = []int{i}
			return roots[i]
		}
		var all []int
		for _, b := range c.Issues[i].Broader {
			for _, root := range climb(b, append(seen, i)) {
				if !slices.Contains(all, root) {
					all = append(all, root)
				}
			}
		}
		roots[i] = all
		return all
	}
	under := make([]int, len(c.Issues))
	for i := range c.Issues {
		climb(i, nil)
	}
	for _, s := range c.Statements {
		var themes []int
		for _, i := range s.Issues {
			for _, root := range roots[i] {
				if !slices.Contains(themes, root) {
					themes = append(themes, root)
					under[root]++
				}
			}
		}
	}
	for i := range c.Issues {
		c.Issues[i].Theme = i
		for at, root := range roots[i] {
			if at == 0 || under[root] > under[c.Issues[i].Theme] {
				c.Issues[i].Theme = root
			}
		}
	}
}

// tops sets the session below the event that each session belongs to.
func (c *Claims) tops() {
	for i := range c.Sessions {
		top := i
		for range c.Sessions { // no longer than there are sessions, whatever the graph says
			parent := c.Sessions[top].Parent
			if parent < 0 || c.Sessions[parent].Parent < 0 {
				break
			}
			top = parent
		}
		c.Sessions[i].Top = top
	}
}

// FindIssue, FindVoice and FindSession return the index of an ID, or false.
func (c *Claims) FindIssue(id string) (int, bool) {
	i, ok := c.issues[id]
	return i, ok
}

// FindVoice is [Claims.FindIssue] for a voice.
func (c *Claims) FindVoice(id string) (int, bool) {
	i, ok := c.voices[id]
	return i, ok
}

// FindRecommendation is [Claims.FindIssue] for a recommendation.
func (c *Claims) FindRecommendation(id string) (int, bool) {
	i, ok := c.recommendations[id]
	return i, ok
}

// FindSession is [Claims.FindIssue] for a session.
func (c *Claims) FindSession(id string) (int, bool) {
	i, ok := c.sessions[id]
	return i, ok
}

// Outside reports whether all that was said was said outside of the event, as in a report without sessions.
func (c *Claims) Outside() bool {
	return !slices.ContainsFunc(c.Statements, func(s Statement) bool {
		return slices.ContainsFunc(s.Voices, func(v int) bool { return !c.Voices[v].Outside() })
	})
}

// Carried is what people said that an organization raises through them alone.
type Carried struct {
	Statements int
	People     []int
}

// Carried returns, by organization, the statements about an issue that it raises through people who spoke and did not make
// itself.
func (c *Claims) Carried(issue int) map[int]Carried {
	carried := make(map[int]Carried)
	for i := range c.Statements {
		s := &c.Statements[i]
		if !slices.Contains(s.Issues, issue) {
			continue
		}
		for _, o := range s.Through {
			if slices.Contains(s.Voices, o) {
				continue
			}
			x := carried[o]
			x.Statements++
			for _, v := range s.Voices {
				if slices.Contains(c.Voices[v].Organizations, o) && !slices.Contains(x.People, v) {
					x.People = append(x.People, v)
				}
			}
			carried[o] = x
		}
	}
	return carried
}

// In reports whether a session is another or a part of it.
func (c *Claims) In(session, around int) bool {
	for range c.Sessions {
		if session == around || session < 0 {
			break
		}
		session = c.Sessions[session].Parent
	}
	return session == around && session >= 0
}
