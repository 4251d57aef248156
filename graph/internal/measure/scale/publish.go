package main

import (
	"fmt"
	"os"
	"strings"
)

// place is the two lines between which a file holds measured tables.
type place struct{ begin, end string }

// The tables of all questions, and those beside SQLite.
var (
	tablesPlace = place{"<!-- Measured by make bench-tables; nobody edits it. -->\n", "<!-- end of the measured tables -->\n"}
	sqlitePlace = place{"<!-- Measured by make bench-sqlite; nobody edits it. -->\n", "<!-- end of the tables beside SQLite -->\n"}
)

// publish writes tables into a file, between the two lines of their place.
//
// Errors: those of the file; one that does not have both lines.
func publish(file string, at place, tables string) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	before, rest, found := strings.Cut(string(text), at.begin)
	_, after, ended := strings.Cut(rest, at.end)
	if !found || !ended {
		return fmt.Errorf("%s does not have the lines %q and %q", file, strings.TrimSpace(at.begin), strings.TrimSpace(at.end))
	}
	return os.WriteFile(file, []byte(before+at.begin+"\n"+tables+at.end+after), 0o644)
}

// published returns the tables of the corpus at which the goals hold, or else of the last one, and the comparison if there
// are several.
func published(machine string, all []*corpus) string {
	shown := all[len(all)-1]
	for _, c := range all {
		if c.Reports == goalsAt {
			shown = c
		}
	}
	tables := shown.tables(machine)
	if len(all) > 1 {
		tables += scaling(all) + "\n"
	}
	return tables
}
