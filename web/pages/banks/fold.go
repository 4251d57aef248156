package banks

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// mostRows is how many rows of a bank are drawn one by one; a bank with more is folded into so many blocks at most.
const (
	mostRows   = 90
	mostBlocks = 40
)

// rowsOf returns how many rows groups take.
func rowsOf(groups []*group) (n int) {
	for _, g := range groups {
		for _, m := range g.moorings {
			n += len(m.Lines)
		}
	}
	return n
}

// foldLeft folds a bank of named voices into blocks of their names' alphabet.
func (c *Claims) foldLeft(groups []*group) []*group {
	if rowsOf(groups) <= mostRows {
		return groups
	}
	var voices []int
	for _, g := range groups {
		for _, m := range g.moorings {
			voices = append(voices, m.Voices...)
		}
	}
	key := func(v int) string { return strings.ToLower(c.Voices[v].Label) }
	slices.SortFunc(voices, func(a, b int) int { return cmp.Or(cmp.Compare(key(a), key(b)), a-b) })
	var folded []*group
	for block := range slices.Chunk(voices, (len(voices)+mostBlocks-1)/mostBlocks) {
		folded = append(folded, &group{moorings: []*Mooring{{
			Voices: block, Mark: "organization",
			Lines: []string{fmt.Sprintf("%s – %s (%d)", beginning(c.Voices[block[0]].Label), beginning(c.Voices[block[len(block)-1]].Label), len(block))},
		}}})
	}
	return folded
}

// beginning returns the first letters of a name.
func beginning(name string) string {
	runes := []rune(name)
	return strings.TrimSpace(string(runes[:min(len(runes), 10)]))
}

// foldRight folds a bank of collectives into their sessions, and sessions that are too many into blocks in event order.
func (c *Claims) foldRight(groups []*group) []*group {
	if rowsOf(groups) <= mostRows {
		return groups
	}
	var folded []*group
	for part := range slices.Chunk(groups, (len(groups)+mostBlocks-1)/mostBlocks) {
		m := &Mooring{Mark: "unspecified"}
		first, last := "", ""
		for _, g := range part {
			name := g.moorings[0].Lines[0]
			if g.moorings[0].Lead != "" {
				name = g.moorings[0].Lead
			}
			if first == "" {
				first = name
			}
			last = name
			for _, x := range g.moorings {
				m.Voices = append(m.Voices, x.Voices...)
			}
		}
		text := beginning(first) + " – " + beginning(last)
		if first == last {
			text = first
		}
		m.Lines = []string{fmt.Sprintf("%s (%d)", text, len(m.Voices))}
		folded = append(folded, &group{moorings: []*Mooring{m}})
	}
	return folded
}
