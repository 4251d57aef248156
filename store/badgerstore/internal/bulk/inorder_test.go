package bulk

import (
	"context"
	"errors"
	"runtime"
	"testing"
)

// Results must come in the order of the inputs, however long each takes; the first error ends it and is returned.
func TestInOrder(t *testing.T) {
	broken := errors.New("broken")
	inputs := func(last error) func(func(int, error) bool) {
		return func(yield func(int, error) bool) {
			for i := range 100 {
				if !yield(i, nil) {
					return
				}
			}
			if last != nil {
				yield(0, last)
			}
		}
	}
	canceled, cancel := context.WithCancel(t.Context())
	cancel()
	for _, test := range []struct {
		name    string
		ctx     context.Context
		inputs  error
		workAt  int // fails
		doneAt  int // fails
		results int
		want    error
	}{
		{"all", t.Context(), nil, -1, -1, 100, nil},
		{"inputs fail", t.Context(), broken, -1, -1, 100, broken},
		{"work fails", t.Context(), nil, 40, -1, 40, broken},
		{"done fails", t.Context(), nil, -1, 30, 30, broken},
		{"canceled", canceled, nil, -1, -1, 0, context.Canceled},
	} {
		t.Run(test.name, func(t *testing.T) {
			var got []int
			err := inOrder(test.ctx, 4, inputs(test.inputs), func(i int) (int, error) {
				if i == test.workAt {
					return 0, broken
				}
				for range i % 7 {
					runtime.Gosched()
				}
				return 2 * i, nil
			}, func(n int) error {
				if n == 2*test.doneAt {
					return broken
				}
				got = append(got, n)
				return nil
			})
			if !errors.Is(err, test.want) {
				t.Errorf("got %v, want %v", err, test.want)
			}
			if len(got) != test.results {
				t.Errorf("%d results, want %d", len(got), test.results)
			}
			for i, n := range got {
				if n != 2*i {
					t.Fatalf("result %d is %d", i, n)
				}
			}
		})
	}
}
