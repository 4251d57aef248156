package seed

import (
	"cmp"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"forumgraph/store"
)

// merge returns the dataset's record together with what the stored one, old, says from other sources. Lists are sorted,
// so that the result does not depend on which dataset came first.
func (p *planner) merge(mine, old store.Node) store.Node {
	theirs := spread(old)
	p.keepOthers(theirs)
	merged := spread(mine)
	m := merging{planner: p, id: merged.Base().ID, old: old}
	m.structs(reflect.ValueOf(merged).Elem(), reflect.ValueOf(theirs).Elem(), "")
	gather(merged)
	return merged
}

// without returns a stored record that also cites other sources, without what the dataset's sources said.
func (p *planner) without(old store.Node) store.Node {
	theirs := spread(old)
	p.keepOthers(theirs)
	gather(theirs)
	return theirs
}

// eachCitations calls f for the citations of each reference and affiliation of n. If f returns none, the reference or
// affiliation is dropped.
func eachCitations(n store.Node, f func([]store.Citation) []store.Citation) {
	v := reflect.ValueOf(n).Elem()
	for i := range v.NumField() {
		switch list := v.Field(i).Addr().Interface().(type) {
		case *[]store.Ref:
			*list = editEach(*list, func(r *store.Ref) *[]store.Citation { return &r.Citations }, f)
		case *[]store.Affiliation:
			*list = editEach(*list, func(a *store.Affiliation) *[]store.Citation { return &a.Citations }, f)
		}
	}
}

func editEach[T any](list []T, citations func(*T) *[]store.Citation, f func([]store.Citation) []store.Citation) []T {
	var kept []T
	for _, item := range list {
		c := citations(&item)
		if *c = f(*c); len(*c) > 0 {
			kept = append(kept, item)
		}
	}
	return kept
}

// spread returns a copy of n in which each reference and affiliation has citations of its own.
func spread(n store.Node) store.Node {
	v := reflect.New(reflect.TypeOf(n).Elem())
	v.Elem().Set(reflect.ValueOf(n).Elem())
	c := v.Interface().(store.Node)
	eachCitations(c, func(own []store.Citation) []store.Citation {
		if len(own) > 0 {
			return own
		}
		return c.Base().Citations
	})
	return c
}

// gather undoes spread where all citations of the record support a reference.
func gather(n store.Node) {
	all := sortCitations(n.Base().Citations)
	v := reflect.ValueOf(n).Elem()
	for i := range v.NumField() {
		switch list := v.Field(i).Addr().Interface().(type) {
		case *[]store.Ref:
			for j := range *list {
				(*list)[j].Citations = unlessAll((*list)[j].Citations, all)
			}
		case *[]store.Affiliation:
			for j := range *list {
				(*list)[j].Citations = unlessAll((*list)[j].Citations, all)
			}
		}
	}
}

func unlessAll(own, all []store.Citation) []store.Citation {
	if slices.Equal(sortCitations(own), all) {
		return nil
	}
	return own
}

// keepOthers removes all citations of the dataset's sources from a spread record that is not shared.
func (p *planner) keepOthers(n store.Node) {
	others := func(all []store.Citation) []store.Citation {
		var kept []store.Citation
		for _, c := range all {
			if !p.ours[c.Passage] {
				kept = append(kept, c)
			}
		}
		return kept
	}
	var refs []store.Citation
	eachCitations(n, func(own []store.Citation) []store.Citation {
		own = others(own)
		refs = append(refs, own...)
		return own
	})
	m := n.Base()
	// A record without citations of its own left is cited where its references are.
	if m.Citations = others(m.Citations); len(m.Citations) == 0 {
		m.Citations = sortCitations(refs)
	}
}

func sortCitations(all []store.Citation) []store.Citation {
	sorted := slices.Clone(all)
	slices.SortFunc(sorted, func(a, b store.Citation) int {
		return cmp.Or(cmp.Compare(a.Passage, b.Passage), cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End),
			slices.Compare(a.SHA256[:], b.SHA256[:]))
	})
	return slices.Compact(sorted)
}

// merging joins one stored record into one of the dataset, field by field.
type merging struct {
	*planner
	id  store.ID
	old store.Node
}

// structs joins the fields of theirs into those of mine. Fields other than the lists named here are single values: one
// side leaves them empty or both agree.
func (m merging) structs(mine, theirs reflect.Value, path string) {
	for i := range mine.NumField() {
		f := mine.Type().Field(i)
		a, b := mine.Field(i), theirs.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		at := strings.TrimPrefix(path+"."+name, ".")
		switch x := a.Addr().Interface().(type) {
		case *store.Meta:
			m.structs(a, b, path)
		case *store.Text:
			m.structs(a, b, at)
		case *[]store.Citation:
			*x = sortCitations(slices.Concat(*x, b.Interface().([]store.Citation)))
		case *[]store.Alias:
			*x = joinAliases(*x, b.Interface().([]store.Alias))
		case *[]store.Ref:
			*x = joinRefs(*x, b.Interface().([]store.Ref))
		case *[]store.Affiliation:
			*x = m.joinAffiliations(*x, b.Interface().([]store.Affiliation))
		default:
			m.single(a, b, at)
		}
	}
}

func (m merging) single(mine, theirs reflect.Value, field string) {
	switch {
	case theirs.IsZero():
	case mine.IsZero():
		mine.Set(theirs)
	case !reflect.DeepEqual(mine.Interface(), theirs.Interface()):
		m.clash(field, mine.Interface(), theirs.Interface())
	}
}

// clash reports a field in which the dataset and another source's dataset differ.
func (m merging) clash(field string, mine, theirs any) {
	m.problems = append(m.problems, Problem{m.data.Position(m.id, field), fmt.Sprintf(
		"%s %s: %s here, but %s in the graph, where the record also cites %s; use the same in both, or another ID here",
		m.id, field, shown(mine), shown(theirs), m.other())})
}

// other returns a passage of another source that the stored record cites.
func (m merging) other() store.ID {
	for _, e := range store.AssertedEdges(m.old) {
		if e.Type == store.Cites && !m.ours[e.Target] {
			return e.Target
		}
	}
	return ""
}

// shown formats a value for a message.
func shown(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		return fmt.Sprint(v)
	}
	return clip(string(b))
}

func joinAliases(mine, theirs []store.Alias) []store.Alias {
	all := slices.Concat(mine, theirs)
	slices.SortFunc(all, func(a, b store.Alias) int {
		return cmp.Or(cmp.Compare(a.Text, b.Text), cmp.Compare(a.Lang, b.Lang), cmp.Compare(a.Note.EN, b.Note.EN), cmp.Compare(a.Note.FR, b.Note.FR))
	})
	return slices.Compact(all)
}

func joinRefs(mine, theirs []store.Ref) []store.Ref {
	all := slices.Concat(mine, theirs)
	slices.SortStableFunc(all, func(a, b store.Ref) int { return cmp.Compare(a.ID, b.ID) })
	var joined []store.Ref
	for _, r := range all {
		if n := len(joined); n > 0 && joined[n-1].ID == r.ID {
			joined[n-1].Citations = slices.Concat(joined[n-1].Citations, r.Citations)
			continue
		}
		joined = append(joined, r)
	}
	for i := range joined {
		joined[i].Citations = sortCitations(joined[i].Citations)
	}
	return joined
}

func (m merging) joinAffiliations(mine, theirs []store.Affiliation) []store.Affiliation {
	all := slices.Concat(mine, theirs)
	slices.SortStableFunc(all, func(a, b store.Affiliation) int {
		return cmp.Compare(a.Organization, b.Organization)
	})
	var joined []store.Affiliation
	for _, a := range all {
		n := len(joined)
		if n == 0 || joined[n-1].Organization != a.Organization {
			joined = append(joined, a)
			continue
		}
		last := &joined[n-1]
		if last.Role != "" && a.Role != "" && last.Role != a.Role {
			m.clash("affiliations", last.Role, a.Role)
		}
		last.Role = cmp.Or(last.Role, a.Role)
		last.Citations = slices.Concat(last.Citations, a.Citations)
	}
	for i := range joined {
		joined[i].Citations = sortCitations(joined[i].Citations)
	}
	return joined
}
