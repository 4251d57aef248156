package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"forumgraph/store"
)

type statsOptions struct {
	data string
	json bool
}

func newStats() *cobra.Command {
	var o statsOptions
	cmd := &cobra.Command{
		Use:   "stats",
		Short: "Count the nodes, the edges and the passages that are coded",
		Args:  noArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return stats(cmd, o) },
	}
	dataFlag(cmd, &o.data)
	cmd.Flags().BoolVar(&o.json, "json", false, "print JSON")
	return cmd
}

// graphStats is the JSON output of stats.
type graphStats struct {
	Version  uint64         `json:"version"`
	Nodes    []nodeCount    `json:"nodes"`
	Edges    []edgeCount    `json:"edges"`
	Coverage coverageCounts `json:"coverage"`
}

type nodeCount struct {
	Kind  store.Kind `json:"kind"`
	Count int        `json:"count"`
}

type edgeCount struct {
	Type    store.EdgeType `json:"type"`
	Derived bool           `json:"derived"`
	Count   int            `json:"count"`
}

// coverageCounts is store.Coverage with the API's names.
type coverageCounts struct {
	Passages int `json:"passages"`
	Cited    int `json:"cited"`
	SetAside int `json:"setAside"`
	Open     int `json:"open"`
}

func stats(cmd *cobra.Command, o statsOptions) error {
	st, err := openToRead(cmd.Context(), cmd, o.data)
	if err != nil {
		return err
	}
	snap, err := st.Snapshot()
	if err != nil {
		return errors.Join(err, st.Close())
	}
	counts, err := snap.Stats(cmd.Context())
	version := snap.Version()
	snap.Close()
	if err := errors.Join(err, st.Close()); err != nil {
		return err
	}
	s := graphStats{Version: version, Coverage: coverageCounts(counts.Coverage)}
	for _, k := range store.Kinds() {
		s.Nodes = append(s.Nodes, nodeCount{k, counts.Nodes[k]})
	}
	for _, t := range store.EdgeTypes() {
		s.Edges = append(s.Edges, edgeCount{t, t.IsDerived(), counts.Edges[t]})
	}
	if o.json {
		return writeJSON(cmd.OutOrStdout(), s)
	}
	return s.table(cmd.OutOrStdout())
}

// table prints the counts for people, without kinds and types that do not occur.
func (s graphStats) table(w io.Writer) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintf(t, "version\t%d\n\nnode kind\tcount\n", s.Version)
	for _, n := range s.Nodes {
		if n.Count > 0 {
			fmt.Fprintf(t, "%s\t%d\n", n.Kind, n.Count)
		}
	}
	fmt.Fprint(t, "\nedge type\tcount\n")
	for _, e := range s.Edges {
		switch {
		case e.Count > 0 && e.Derived:
			fmt.Fprintf(t, "%s\t%d\tderived\n", e.Type, e.Count)
		case e.Count > 0:
			fmt.Fprintf(t, "%s\t%d\n", e.Type, e.Count)
		}
	}
	c := s.Coverage
	fmt.Fprintf(t, "\npassages\t%d\ncited\t%d\nset aside\t%d\nopen\t%d\n", c.Passages, c.Cited, c.SetAside, c.Open)
	return t.Flush()
}

// writeJSON prints v, indented, as one document.
func writeJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}
