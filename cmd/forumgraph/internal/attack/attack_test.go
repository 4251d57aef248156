package main

import (
	"testing"
)

// Every case whose limit is not one of time keeps it, on any machine.
func TestCases(t *testing.T) {
	var untimed []Case
	for _, c := range cases() {
		if !c.Timed {
			untimed = append(untimed, c)
		}
	}
	arena, err := NewArena(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(arena.Close)
	for _, c := range untimed {
		t.Run(c.Name, func(t *testing.T) {
			result, err := c.run(t.Context(), arena)
			if err != nil {
				t.Fatal(err)
			}
			if !result.Met {
				t.Errorf("%s; the limit is: %s", result.Now, c.Limit)
			}
		})
	}
}

// Each case has a name of its own, and says what was and what may be.
func TestCases_described(t *testing.T) {
	seen := make(map[string]bool)
	for _, c := range cases() {
		if c.Name == "" || c.Before == "" || c.Limit == "" || c.Run == nil {
			t.Errorf("%q lacks a part", c.Name)
		}
		if seen[c.Name] {
			t.Errorf("two cases are named %q", c.Name)
		}
		seen[c.Name] = true
	}
}
