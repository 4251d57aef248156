package badgerstore

import (
	"context"
	"iter"
	"sync"
)

// inOrder does work on each input in so many goroutines, and calls done with the results in the order of the inputs, from
// the caller's goroutine. It ends with the first error, of inputs, work or done, when everything it started has stopped.
func inOrder[I, O any](ctx context.Context, workers int, inputs iter.Seq2[I, error], work func(I) (O, error), done func(O) error) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	type task struct {
		input  I
		output O
		err    error
		ready  chan struct{}
	}
	tasks := make(chan *task, workers)
	queue := make(chan *task, 2*workers) // in order
	var running sync.WaitGroup
	running.Go(func() {
		defer close(queue)
		defer close(tasks)
		for input, err := range inputs {
			t := &task{input: input, err: err, ready: make(chan struct{})}
			select {
			case queue <- t:
			case <-ctx.Done():
				return
			}
			if err != nil {
				close(t.ready)
				return
			}
			select {
			case tasks <- t:
			case <-ctx.Done():
				return
			}
		}
	})
	for range workers {
		running.Go(func() {
			for t := range tasks {
				t.output, t.err = work(t.input)
				close(t.ready)
			}
		})
	}
	var first error
	for t := range queue {
		if first != nil {
			continue
		}
		select {
		case <-t.ready:
			if first = t.err; first == nil {
				first = done(t.output)
			}
		case <-ctx.Done():
			first = context.Cause(ctx)
		}
		if first != nil {
			cancel(first)
		}
	}
	running.Wait()
	if first == nil {
		first = ctx.Err()
	}
	return first
}
