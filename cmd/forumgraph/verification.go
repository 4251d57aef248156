package main

import (
	"context"
	"errors"

	"forumgraph/seed"
	"forumgraph/store"
)

// verification is the result of verify, and its JSON form.
type verification struct {
	Version uint64         `json:"version"`
	Sources []sourceRecord `json:"sources"`
	// Copy says how far the reader's copy matches; null without a copy.
	Copy      *copyMatch     `json:"copy"`
	Citations citationMatch  `json:"citations"`
	Coverage  coverageCounts `json:"coverage"`
	// Open lists the passages that are neither coded nor set aside, by section, in source order.
	Open []openSection `json:"open"`
	// Findings are the problems of the graph itself, one line each; empty if there are none.
	Findings []string `json:"findings"`
}

// sourceRecord is the bibliographic record of a source.
type sourceRecord struct {
	ID        store.ID   `json:"id"`
	Title     store.Text `json:"title"`
	Publisher string     `json:"publisher"`
	Date      string     `json:"date,omitempty"`
	Archived  bool       `json:"archived"`
	URL       string     `json:"url"`
	Note      store.Text `json:"note,omitzero"`
}

// copyMatch is how many passages a copy holds, and the paths of the missing ones.
type copyMatch struct {
	File    string   `json:"file"`
	Source  store.ID `json:"source"`
	Matched int      `json:"matched"`
	Total   int      `json:"total"`
	Missing []string `json:"missing"`

	whereToGet string
}

// citationMatch is the number of citations and, of those checked against a copy, the ones that differ.
type citationMatch struct {
	Total int `json:"total"`
	// Checked counts the citations whose passage is in the copy, Matched those of them whose words have the recorded
	// hash.
	Checked int `json:"checked"`
	Matched int `json:"matched"`
	// Differing lists the checked citations that do not match.
	Differing []citedSpan `json:"differing"`
}

// citedSpan is a citation and the record that holds it.
type citedSpan struct {
	By      store.ID `json:"by"`
	Passage store.ID `json:"passage"`
	Span    [2]int   `json:"span"`
}

// openSection lists the open passages directly in one section.
type openSection struct {
	Section  string     `json:"section"`
	Name     store.Text `json:"name"`
	Passages []string   `json:"passages"`
}

// inspect checks the whole store, and the copy unless it is nil. data is the dataset that the store was made from, or
// nil without one.
func inspect(
	ctx context.Context, st store.Store, snap store.Snapshot, data *seed.Dataset, a *attached,
) (*verification, error) {
	counts, err := snap.Stats(ctx)
	if err != nil {
		return nil, err
	}
	if data == nil {
		if data, err = wholeGraph(ctx, snap); err != nil {
			return nil, err
		}
	}
	v := &verification{Version: snap.Version(), Coverage: coverageCounts(counts.Coverage)}
	v.Citations.Differing, v.Open, v.Findings = []citedSpan{}, []openSection{}, []string{}
	if a != nil {
		v.Copy = &copyMatch{File: a.path, Source: a.source.ID, Matched: a.Matched(), Total: a.Total(), Missing: paths(a.Missing())}
		v.Copy.whereToGet = whereToGet([]*store.Source{a.source})
	}
	for _, n := range data.Nodes {
		if s, ok := n.(*store.Source); ok {
			v.Sources = append(v.Sources, sourceRecord{s.ID, s.Name, s.Publisher, s.Date, s.Archived, s.URL, s.Note})
		}
		v.citations(n, a)
	}
	v.open(data)
	v.check(data, a)
	return v, v.soundness(ctx, st)
}

// wholeGraph returns the graph of a snapshot as a dataset.
func wholeGraph(ctx context.Context, snap store.Snapshot) (*seed.Dataset, error) {
	var data seed.Dataset
	for _, kind := range store.Kinds() {
		nodes, err := listAll[store.Node](ctx, snap, kind)
		if err != nil {
			return nil, err
		}
		data.Nodes = append(data.Nodes, nodes...)
	}
	return &data, nil
}

// citations compares every citation of a record with the copy.
func (v *verification) citations(n store.Node, a *attached) {
	for _, e := range store.AssertedEdges(n) {
		if e.Type != store.Cites {
			continue
		}
		for _, c := range e.Citations {
			v.Citations.Total++
			if a == nil {
				continue
			}
			if _, held := a.Text(c.Passage); !held {
				continue
			}
			v.Citations.Checked++
			if _, holds := a.Quote(c); holds {
				v.Citations.Matched++
				continue
			}
			v.Citations.Differing = append(v.Citations.Differing, citedSpan{n.Base().ID, c.Passage, [2]int{c.Start, c.End}})
		}
	}
}

// open groups the open passages by section.
func (v *verification) open(data *seed.Dataset) {
	nodes := make(map[store.ID]store.Node, len(data.Nodes))
	for _, n := range data.Nodes {
		nodes[n.Base().ID] = n
	}
	at := make(map[store.ID]int) // index of each section in v.Open
	for _, id := range data.Open() {
		p := nodes[id].(*store.Passage)
		i, ok := at[p.Section]
		if !ok {
			section := openSection{Section: string(p.Section)}
			// A damaged store may have lost the section; Check reports that.
			if s, ok := nodes[p.Section].(*store.Section); ok {
				section.Section, section.Name = s.Path, s.Name
			}
			i = len(v.Open)
			at[p.Section] = i
			v.Open = append(v.Open, section)
		}
		v.Open[i].Passages = append(v.Open[i].Passages, p.Path)
	}
}

// check adds violations of the rules for a published dataset. Open passages are reported separately.
func (v *verification) check(data *seed.Dataset, a *attached) {
	for _, c := range seed.Checks() {
		if c.Name != "open passages" {
			v.found(c.Find(data))
		}
	}
	if a != nil {
		v.found(seed.SharedRuns(data, a.text))
	}
}

func (v *verification) found(all []seed.Finding) {
	for _, f := range all {
		line := f.Message
		if f.Position != (seed.Position{}) {
			line = f.String()
		}
		v.Findings = append(v.Findings, line)
	}
}

// soundness adds the problems that the store finds in itself.
func (v *verification) soundness(ctx context.Context, st store.Store) error {
	err := st.Check(ctx)
	if errors.Is(err, store.ErrCorrupt) {
		v.Findings = append(v.Findings, err.Error())
		return nil
	}
	return err
}

// missing returns the number of passages that are not in the copy.
func (v *verification) missing() int {
	if v.Copy == nil {
		return 0
	}
	return len(v.Copy.Missing)
}

func paths(passages []*store.Passage) []string {
	all := make([]string, len(passages))
	for i, p := range passages {
		all[i] = p.Path
	}
	return all
}
