package main

import (
	"fmt"
	"os"
	"strings"
)

// The lines between which a file holds the measured tables.
const (
	tablesBegin = "<!-- Measured by make bench-tables; nobody edits it. -->\n"
	tablesEnd   = "<!-- end of the measured tables -->\n"
)

// publish writes the tables into a file, between its two lines: those of the corpus at which the goals hold, or else of the last
// corpus, and the comparison if there are several.
//
// Errors: those of the file; one that does not have both lines.
func publish(file, machine string, all []*corpus) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	before, rest, found := strings.Cut(string(text), tablesBegin)
	_, after, ended := strings.Cut(rest, tablesEnd)
	if !found || !ended {
		return fmt.Errorf("%s does not have the lines %q and %q", file, strings.TrimSpace(tablesBegin), strings.TrimSpace(tablesEnd))
	}
	shown := all[len(all)-1]
	for _, c := range all {
		if c.Reports == goalsAt {
			shown = c
		}
	}
	measured := shown.tables(machine)
	if len(all) > 1 {
		measured += scaling(all) + "\n"
	}
	return os.WriteFile(file, []byte(before+tablesBegin+"\n"+measured+tablesEnd+after), 0o644)
}
