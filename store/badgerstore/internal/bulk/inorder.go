package bulk

import (
	"context"
	"iter"

	"golang.org/x/sync/errgroup"
)

// inOrder does work on each input in the given number of goroutines, and calls done with the results in the order of
// the inputs, from the caller's goroutine. It ends with the first error, of inputs, work or done, once everything it
// started has stopped.
func inOrder[I, O any](ctx context.Context, workers int, inputs iter.Seq2[I, error], work func(I) (O, error), done func(O) error) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	type result struct {
		output O
		err    error
	}
	queue := make(chan chan result, 2*workers) // in the order of the inputs
	go func() {
		defer close(queue)
		var working errgroup.Group
		defer working.Wait() // it never fails: results hold the errors
		working.SetLimit(workers)
		for input, err := range inputs {
			made := make(chan result, 1)
			select {
			case queue <- made:
			case <-ctx.Done():
				return
			}
			if err != nil {
				made <- result{err: err}
				return
			}
			working.Go(func() error {
				output, err := work(input)
				made <- result{output, err}
				return nil
			})
		}
	}()
	for made := range queue {
		r := <-made
		if ctx.Err() != nil {
			continue // until everything has stopped
		}
		if r.err == nil {
			r.err = done(r.output)
		}
		if r.err != nil {
			cancel(r.err)
		}
	}
	return context.Cause(ctx)
}
