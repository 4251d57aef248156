package banks_test

import (
	"testing"

	"forumgraph/web/pages/banks"
)

func TestZZ(t *testing.T) {
	c := forum(t, "en")
	for _, out := range []bool{false, true} {
		n := c.Count(banks.Filter{Outside: out})
		a, b, d := n.BySide()
		t.Log(n.Statements, a, b, d, len(c.Voices), len(c.Issues), len(c.Statements))
	}
}
