package pages

import (
	"maps"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// connectPage says in sentences how two nodes are connected, and draws the paths as a list.
type connectPage struct {
	connectState
	// From and To are what the reader typed, or the nodes that were found.
	From, To end
	// Swap is the address with the ends exchanged; empty while both are.
	Swap string
	// Steps, Most and Ties are the settings of the paths: how long, how many, over which edge types.
	Steps, Most, Ties []option
	LeftOut           []chip
	// EndsKeep and SettingsKeep are what the two forms keep of the address.
	EndsKeep, SettingsKeep []hidden
	Paths                  []way
	// Asked means that both ends are known and differ, so that no paths means that none fit the settings; Same that they
	// do not differ.
	Asked, Same bool
	// More means that there may be more paths than the address asks for.
	More bool
	// Wider are the addresses with fewer limits, if there are no paths.
	Wider []preset
	Files []preset
	// Examples are pairs to start with.
	Examples []link
}

// connectState is what the address says besides the ends.
type connectState struct {
	Max, First    int
	Types, Except []string
	// step is the hop whose statements are shown, as from~to.
	step string
}

// option is a value that a form offers.
type option struct {
	Value, Label string
	Chosen       bool
	// Count is how many statements it would leave; empty if that is not known. Disabled means none.
	Count    string
	Disabled bool
}

// end is one end of the connection.
type end struct {
	Typed string
	Node  *ref
	// Choices are nodes that the words may mean, if they name several.
	Choices []choice
	// Unknown means that the words typed so far name nothing.
	Unknown bool
}

type choice struct {
	ref
	Href string
}

// Value returns the content of the box: the name of the node, or what was typed.
func (e end) Value() string {
	if e.Node != nil {
		return e.Node.Label
	}
	return e.Typed
}

type way struct {
	Length int
	Nodes  []ref
	Hops   []hop
	// Stops are the nodes in order, each with the hop to the next.
	Stops []stop
}

type stop struct {
	ref
	// Without is the address of the paths that leave the node out; empty for the ends.
	Without string
	Hop     *hop
}

type hop struct {
	From, To      struct{ ID string }
	Sentence      string
	Relationships []hopEdge
	Statements    statements
	// Open is the address that shows the statements in full, or no longer if Shown; empty if all of them stand in the
	// path. All is the address of their list, if the site has one.
	Open, All string
	Shown     bool
	// ID names the hop in the page, where it stands first.
	ID string
}

type hopEdge struct {
	Type      string
	Derived   bool
	Source    struct{ ID string }
	Citations []citation
}

// Derived reports whether the hop follows from statements alone.
func (h hop) Derived() bool {
	return !slices.ContainsFunc(h.Relationships, func(e hopEdge) bool { return !e.Derived })
}

// step returns the hop in the words of the address.
func (h hop) step() string { return h.From.ID + "~" + h.To.ID }

const (
	defaultSteps   = 4
	mostSteps      = 6
	defaultPaths   = 5
	mostPaths      = 20
	mostLeftOut    = 20
	stepStatements = 20
)

// pathTypes are the edge types in the words of addresses, derived ones first.
var pathTypes = addressed(slices.Compact(slices.Concat(derivedTypes, slices.DeleteFunc(slices.Clone(edgeTypes), func(t string) bool {
	return slices.Contains(derivedTypes, t)
}))))

func (q *request) connectState() connectState {
	s := connectState{
		Max: q.whole("max", 1, mostSteps, defaultSteps), First: q.whole("first", 1, mostPaths, defaultPaths),
		Types: q.several("types", pathTypes), Except: q.ids("except", mostLeftOut),
	}
	s.step = q.pattern("step", cellPattern)
	return s
}

func (q *request) connect() (*page, error) {
	p := &page{Title: q.text("connect.title"), Lead: q.text("connect.lead"), Template: "connect", Swaps: true}
	body := connectPage{connectState: q.connectState()}
	p.Body = &body
	body.EndsKeep, body.SettingsKeep = q.kept("max", "first", "types"), q.kept("from", "to", "except")
	// A script asks with suggest=from or suggest=to what the words typed so far may mean.
	suggest := q.values.Get("suggest")
	q.values.Del("suggest")
	for name, e := range map[string]*end{"from": &body.From, "to": &body.To} {
		var err error
		if *e, err = q.end(name, suggest); err != nil {
			return nil, err
		}
	}
	if suggest != "" {
		p.NoIndex = true
		return p, nil
	}
	if body.From.Node == nil || body.To.Node == nil {
		known, err := q.nameEnds(&body)
		if err != nil {
			return nil, err
		}
		if !known {
			p.status, p.missing, p.NoIndex = http.StatusNotFound, true, true
		}
		body.Examples, err = q.connections()
		return p, err
	}
	// The address names both ends by ID, so that it still works when a name comes to mean two nodes.
	from, to := body.From.Node.ID, body.To.Node.ID
	if q.values.Get("from") != from || q.values.Get("to") != to {
		p.redirect = q.with("from", from, "to", to)
		return p, nil
	}
	if known, err := q.nameEnds(&body); err != nil || !known {
		p.status, p.missing, p.NoIndex = http.StatusNotFound, true, true
		return p, err
	}
	p.Title = q.text("connect.of", "a", *body.From.Node, "b", *body.To.Node)
	body.Swap = q.with("from", to, "to", from, "step", "")
	if body.Same = from == to; body.Same {
		return p, nil
	}
	if err := q.paths(&body); err != nil {
		return nil, err
	}
	files := q.pathSheet(p.Title, body)
	if as := q.values.Get("as"); as != "" {
		return q.sheetFile(files, as)
	}
	body.Files = q.sheetFiles(files)
	return p, nil
}

// nameEnds replaces the IDs of the ends that the address has, and of what is left out, by nodes. It returns false if an end
// does not exist.
func (q *request) nameEnds(body *connectPage) (bool, error) {
	ends := map[string]*end{"from": &body.From, "to": &body.To}
	maps.DeleteFunc(ends, func(_ string, e *end) bool { return e.Node == nil })
	ids := slices.Clone(body.Except)
	for _, e := range ends {
		ids = append(ids, e.Node.ID)
	}
	if len(ids) == 0 {
		return true, nil
	}
	var a struct{ Nodes []*ref }
	err := q.ask("names", map[string]any{"ids": ids}, &a)
	if isReadersDoing(err) {
		err = nil // not IDs: nothing has them
	}
	if err != nil {
		return false, err
	}
	found := make(map[string]ref)
	for _, n := range a.Nodes {
		if n != nil {
			found[n.ID] = *n
		}
	}
	known := true
	for _, name := range slices.Sorted(maps.Keys(ends)) {
		e := ends[name]
		if n, ok := found[e.Node.ID]; ok {
			e.Node = &n
			continue
		}
		known, e.Node = false, nil
		q.unknown(name, e.Typed)
	}
	for _, id := range body.Except {
		node, ok := found[id]
		if !ok {
			node = ref{ID: id, Label: id, English: id}
			q.unknown("except", id)
		}
		rest := slices.DeleteFunc(slices.Clone(body.Except), func(other string) bool { return other == id })
		body.LeftOut = append(body.LeftOut, chip{Key: "except", Node: &node, Remove: q.with("except", strings.Join(rest, ","))})
	}
	return known, nil
}

// paths queries the paths and prepares what the page says about them.
func (q *request) paths(body *connectPage) error {
	s := body.connectState
	variables := map[string]any{
		"from": body.From.Node.ID, "to": body.To.Node.ID, "max": s.Max, "first": s.First, "types": apiWords(s.Types), "except": s.Except,
	}
	var a struct{ Paths []way }
	if err := q.ask("connect", variables, &a); err != nil {
		return err
	}
	body.Paths, body.Asked, body.More = a.Paths, true, len(a.Paths) == s.First && s.First < mostPaths
	seen := make(map[string]bool)
	for i := range body.Paths {
		w := &body.Paths[i]
		for j, node := range w.Nodes {
			at := stop{ref: node}
			if j > 0 && j < len(w.Hops) {
				at.Without = q.with("except", strings.Join(append(slices.Clone(s.Except), node.ID), ","), "step", "")
			}
			if j < len(w.Hops) {
				at.Hop = &w.Hops[j]
				if step := at.Hop.step(); !seen[step] {
					at.Hop.ID, seen[step] = step, true
				}
				if err := q.completeHop(at.Hop, s); err != nil {
					return err
				}
			}
			w.Stops = append(w.Stops, at)
		}
	}
	body.Steps = q.numbers([]int{1, 2, 3, 4, 5, 6}, s.Max, defaultSteps)
	body.Most = q.numbers([]int{1, 3, 5, 10, 20}, s.First, defaultPaths)
	for _, t := range pathTypes {
		body.Ties = append(body.Ties, option{
			Value: t, Label: q.text("edge." + lower(apiWords([]string{t})[0])), Chosen: slices.Contains(s.Types, t),
		})
	}
	if len(body.Paths) == 0 {
		for _, w := range []struct {
			narrow bool
			key    string
			href   string
		}{
			{s.Max < mostSteps, "further", q.with("max", strconv.Itoa(mostSteps))},
			{len(s.Except) > 0, "let-all-in", q.with("except", "")},
			{len(s.Types) > 0, "all-types", q.with("types", "")},
		} {
			if w.narrow {
				body.Wider = append(body.Wider, preset{Label: q.text("connect." + w.key), Href: w.href})
			}
		}
		return nil
	}
	return nil
}

// completeHop sets the addresses of a hop and, if the state shows its statements, these with all that a list says.
func (q *request) completeHop(h *hop, s connectState) error {
	if h.Statements.TotalCount > len(h.Statements.Nodes) {
		h.Open = q.with("step", h.step()) + "#" + h.step()
	}
	if len(h.Relationships) == 1 {
		e := h.Relationships[0]
		target := h.To.ID
		if e.Source.ID == target {
			target = h.From.ID
		}
		h.All = supportHref(q.lang, e.Source.ID, target, e.Type)
	}
	if h.step() != s.step {
		return nil
	}
	var a struct{ Paths []way }
	if err := q.ask("connect-step", map[string]any{
		"from": h.From.ID, "to": h.To.ID, "types": apiWords(s.Types), "first": stepStatements,
	}, &a); err != nil {
		return err
	}
	if len(a.Paths) > 0 && len(a.Paths[0].Hops) > 0 {
		h.Statements, h.Shown, h.Open = a.Paths[0].Hops[0].Statements, true, q.with("step", "")
	}
	return nil
}

// keepable are the values that an address of this site can have: words, numbers and IDs.
var keepable = regexp.MustCompile(`^[a-z0-9:~._/,-]+$`)

// kept returns what a form keeps of the address.
func (q *request) kept(names ...string) []hidden {
	var all []hidden
	for _, name := range names {
		if value := q.values.Get(name); keepable.MatchString(value) {
			all = append(all, hidden{name, value})
		}
	}
	return all
}

// numbers returns options for numbers, that of the address among them; the default has an empty value.
func (q *request) numbers(values []int, chosen, initial int) []option {
	if !slices.Contains(values, chosen) {
		values = slices.Sorted(slices.Values(append(values, chosen)))
	}
	options := make([]option, len(values))
	for i, v := range values {
		options[i] = option{Value: strconv.Itoa(v), Label: q.lang.number(float64(v)), Chosen: v == chosen}
		if v == initial {
			options[i].Value = ""
		}
	}
	return options
}

// end finds the node that the query's name means: by its ID, or by words, if a search for them finds only one node or
// one with exactly that name. If suggest is the name, it lists what the words may mean instead.
func (q *request) end(name, suggest string) (end, error) {
	e := end{Typed: strings.TrimSpace(q.values.Get(name))}
	if e.Typed == "" || suggest != "" && suggest != name {
		return e, nil
	}
	if kind, _, ok := strings.Cut(e.Typed, ":"); ok && idPattern.MatchString(e.Typed) && (kind == "statement" || slices.Contains(nodeKinds, kind)) {
		e.Node = &ref{ID: e.Typed, Label: e.Typed}
		return e, nil
	}
	found, near, err := q.meant(e.Typed, endKinds)
	if err != nil {
		return e, err
	}
	exact := slices.DeleteFunc(slices.Clone(found), func(n ref) bool {
		return !strings.EqualFold(n.Label, e.Typed) && !strings.EqualFold(n.English, e.Typed)
	})
	switch {
	case suggest != "":
		found = append(found, near...)
		e.Unknown = len(found) == 0
	case len(exact) == 1:
		e.Node = &exact[0]
		return e, nil
	case len(found) == 1:
		e.Node = &found[0]
		return e, nil
	case len(found) == 0:
		q.unknown(name, e.Typed, endKinds...)
	}
	for _, n := range found {
		e.Choices = append(e.Choices, choice{n, q.with(name, n.ID)})
	}
	return e, nil
}

// endKinds are the kinds whose names lead to an end; figures are hardly names.
var endKinds = slices.DeleteFunc(slices.Clone(nodeKinds), func(kind string) bool { return kind == "figure" })

// connections returns pairs of organizations that made statements.
func (q *request) connections() ([]link, error) {
	var a struct{ Organizations struct{ Nodes []ref } }
	if err := q.ask("connect-begin", nil, &a); err != nil {
		return nil, err
	}
	var links []link
	o := a.Organizations.Nodes
	for i := 0; i+1 < len(o); i++ {
		links = append(links, link{
			Label: q.text("connect.example", "a", o[i], "b", o[i+1]), Href: q.address("/connect", query("from", o[i].ID, "to", o[i+1].ID)),
		})
	}
	return links, nil
}
