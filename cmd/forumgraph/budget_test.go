package main

import (
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forumgraph/cmd/forumgraph/internal/memlimit"
)

const (
	mib = 1 << 20
	gib = 1 << 30
)

// The shares must be those of the table, follow --memory and the system, and never be nothing.
func TestNewBudget(t *testing.T) {
	roomy := memlimit.Given{Memory: 16 * gib, AddressSpace: math.MaxInt64}
	for _, test := range []struct {
		name  string
		total int64
		given memlimit.Given
		want  budget
	}{
		{"large_machine", 0, roomy, budget{
			Total: gib, Most: 14 * gib, Change: 32 * mib, Nodes: 64 * mib, Answers: 32 * mib, Plans: 16 * mib, Unsent: 128 * mib, Slots: 32,
		}},
		{"small_group", 0, memlimit.Given{Memory: 128 * mib, AddressSpace: math.MaxInt64}, budget{
			Total: 96 * mib, Most: 112 * mib, Change: 3 * mib, Nodes: 6 * mib, Answers: 3 * mib, Plans: mib * 3 / 2, Unsent: 12 * mib, Slots: 3,
		}},
		{"flag", 256 * mib, roomy, budget{
			Total: 256 * mib, Most: 256 * mib, Change: 8 * mib, Nodes: 16 * mib, Answers: 8 * mib, Plans: 4 * mib, Unsent: 32 * mib, Slots: 8,
		}},
		{"next_to_nothing", 0, memlimit.Given{Memory: mib, AddressSpace: math.MaxInt64}, budget{
			Total: 48 * mib, Most: 48 * mib, Change: mib * 3 / 2, Nodes: 3 * mib, Answers: mib * 3 / 2, Plans: mib, Unsent: 6 * mib, Slots: 2,
		}},
		{"small_address_space", 0, memlimit.Given{Memory: 16 * gib, AddressSpace: 2*gib + 256*mib}, budget{
			Total: 256 * mib, Most: 256 * mib, Change: 256 * mib / mappedChange, Nodes: 16 * mib, Answers: 8 * mib, Plans: 4 * mib, Unsent: 32 * mib, Slots: 8,
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, newBudget(test.total, test.given)); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// A limit on address space that would end the process later must be refused at once, with what to do instead.
func TestEnoughSpace(t *testing.T) {
	if err := enoughSpace(memlimit.Given{AddressSpace: leastSpace}); err != nil {
		t.Error(err)
	}
	err := enoughSpace(memlimit.Given{AddressSpace: gib})
	if err == nil || !strings.HasPrefix(err.Error(), "the limit on address space is 1.0 GiB; a server reserves up to 2.0 GiB") ||
		!strings.Contains(remedy(err), "ulimit -v") {
		t.Errorf("got %v, hint %q", err, remedy(err))
	}
}

// A small graph has a fixed room for garbage, a large one half as much as it takes itself, as far as the system has it. What
// Badger reserves and does not touch does not count.
func TestBudget_collectorLimit(t *testing.T) {
	b := newBudget(0, memlimit.Given{Memory: 8 * gib, AddressSpace: math.MaxInt64})
	arena := b.arena()
	for inUse, want := range map[int64]int64{
		0:       gib / 8 * 7,
		2 * gib: 3 * gib,
		7 * gib: 7 * gib / 8 * 7,
	} {
		if got := b.collectorLimit(uint64(inUse + arena)); got != want+arena {
			t.Errorf("%d in use: got %d, want %d", inUse, got-arena, want)
		}
	}
	exact := newBudget(256*mib, memlimit.Given{Memory: 8 * gib, AddressSpace: math.MaxInt64})
	if got, want := exact.collectorLimit(1<<30), int64(256*mib/8*7)+exact.arena(); got != want {
		t.Errorf("with --memory: got %d, want %d", got, want)
	}
}
