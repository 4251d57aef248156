package lru

import (
	"fmt"
	"testing"
)

// What is kept is bounded by number and by bytes, whichever is met first; what was used last stays, and adding again does
// not count twice.
func TestLRU(t *testing.T) {
	c := New[string, int](3, 800)
	for i := range 5 {
		c.Add(fmt.Sprint(i), i, 10)
	}
	if _, ok := c.Get("1"); ok || c.bytes != 30 {
		t.Errorf("more than 3 are kept, or counted: %d bytes", c.bytes)
	}
	c = New[string, int](100, 800)
	for i := range 10 {
		c.Add(fmt.Sprint(i), i, 100)
		c.Get("0")
	}
	c.Add("9", 9, 100)
	if c.bytes != 800 || c.entries.Len() != 8 {
		t.Errorf("%d bytes in %d entries; want 800 in 8", c.bytes, c.entries.Len())
	}
	if v, ok := c.Get("0"); !ok || v != 0 {
		t.Error("what was used last is gone")
	}
	if c.Add("large", 0, 101); c.bytes != 800 {
		t.Errorf("too large a value is kept: %d bytes", c.bytes)
	}
}
