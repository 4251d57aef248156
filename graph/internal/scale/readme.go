package main

import (
	"fmt"
	"os"
	"strings"
)

// The lines between which a file holds what was measured.
const (
	readmeBegin = "<!-- Measured by make bench-readme; nobody edits it. -->\n"
	readmeEnd   = "<!-- end of what was measured -->\n"
)

// publish writes what was measured into a file, between its two lines: the corpus at which the goals hold, or else the last
// one, and the comparison if there are several.
//
// Errors: those of the file; one that does not have both lines.
func publish(file, machine string, all []*corpus) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	before, rest, found := strings.Cut(string(text), readmeBegin)
	_, after, ended := strings.Cut(rest, readmeEnd)
	if !found || !ended {
		return fmt.Errorf("%s does not have the lines %q and %q", file, strings.TrimSpace(readmeBegin), strings.TrimSpace(readmeEnd))
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
	return os.WriteFile(file, []byte(before+readmeBegin+"\n"+measured+readmeEnd+after), 0o644)
}
