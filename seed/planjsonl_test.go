package seed_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forumgraph/seed"
	"forumgraph/seed/synth"
	"forumgraph/store"
	"forumgraph/store/memstore"
)

// opened returns what opens a text, each time anew.
func opened(text string) func() (io.ReadCloser, error) {
	return func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil }
}

// madeUp returns one made-up report as JSONL, with what reports share.
func madeUp(t testing.TB, from int) string {
	t.Helper()
	var b bytes.Buffer
	if err := synth.New(1).WriteJSONL(t.Context(), &b, from, 1); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// A dataset that is read line by line against the graph gives the change set, or the problems, that it gives as a whole.
func TestPlanJSONL(t *testing.T) {
	s := memstore.New()
	for from := range 3 {
		ds, err := seed.ReadJSONL(strings.NewReader(madeUp(t, from)), "report")
		if err != nil {
			t.Fatal(err)
		}
		importInto(t, s, ds)
	}
	snap, err := s.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	defer snap.Close()
	lines := strings.Split(strings.TrimSpace(madeUp(t, 1)), "\n")
	planned, refused := 0, 0
	rounds := 60
	if testing.Short() {
		rounds = 15
	}
	for round := range rounds {
		r := rand.New(rand.NewPCG(1, uint64(round)))
		some := append([]string(nil), lines...)
		for range r.IntN(4) {
			at := 1 + r.IntN(len(some)-1)
			switch []string{"drop", "drop", "rename", "cut", "repeat", "move"}[r.IntN(6)] {
			case "drop":
				some = append(some[:at:at], some[at+1:]...)
			case "rename":
				some[at] = strings.Replace(some[at], "(made up)", "(made up twice)", 1)
			case "cut":
				some[at] = some[at][:len(some[at])-1]
			case "repeat":
				some = append(some, some[at])
			case "move":
				some = append(append(some[:at:at], some[at+1:]...), some[at])
			}
		}
		text := strings.Join(some, "\n")
		var want store.ChangeSet
		ds, wantErr := seed.ReadJSONL(strings.NewReader(text), "report")
		if wantErr == nil {
			want, wantErr = seed.Plan(t.Context(), snap, ds)
		}
		got, _, err := seed.PlanJSONL(t.Context(), snap, opened(text), "report", 64<<20)
		if fmt.Sprint(wantErr) != fmt.Sprint(err) {
			t.Fatalf("round %d: problems (-as a whole +by lines):\n%s", round, cmp.Diff(fmt.Sprint(wantErr), fmt.Sprint(err)))
		}
		if err != nil {
			refused++
			continue
		}
		planned++
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("round %d: change set (-as a whole +by lines):\n%s", round, diff)
		}
	}
	if planned == 0 || refused == 0 {
		t.Errorf("%d were planned and %d refused, want some of both", planned, refused)
	}
}

// What does not fit into the memory that is allowed is refused with the line and the remedy, and so is a dataset that is
// another one when it is read again.
func TestPlanJSONL_fails(t *testing.T) {
	empty, err := memstore.New().Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	defer empty.Close()
	report := madeUp(t, 0)
	_, _, err = seed.PlanJSONL(t.Context(), empty, opened(report), "report", 100<<10)
	if !errors.Is(err, store.ErrTooLarge) || !strings.HasPrefix(err.Error(), "report:") || !strings.Contains(err.Error(), "allow more") {
		t.Errorf("little memory: %v", err)
	}
	reads := 0
	_, _, err = seed.PlanJSONL(t.Context(), empty, func() (io.ReadCloser, error) {
		reads++
		if reads == 2 {
			return opened(madeUp(t, 1))()
		}
		return opened(report)()
	}, "report", 64<<20)
	if err == nil || !strings.Contains(err.Error(), "the dataset changed while it was read") {
		t.Errorf("another dataset: %v", err)
	}
	broken := errors.New("no disk")
	_, _, err = seed.PlanJSONL(t.Context(), empty, func() (io.ReadCloser, error) { return nil, broken }, "report", 64<<20)
	if !errors.Is(err, broken) {
		t.Errorf("cannot be opened: %v", err)
	}
}
