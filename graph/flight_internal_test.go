package graph

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"forumgraph/graph/protocol"
)

// A run goes on while somebody waits for it, has the leader's deadline, and is canceled when all have gone; who asks then
// begins anew.
func TestFlights_join(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var g flights
		key := answerKey{version: 1}
		running := make(chan context.Context, 1)
		finish := make(chan *answer)
		run := func(ctx context.Context) *answer {
			running <- ctx
			select {
			case a := <-finish:
				return a
			case <-ctx.Done():
				return &answer{code: protocol.CodeTimeout}
			}
		}
		type outcome struct {
			a   *answer
			led bool
		}
		join := func(ctx context.Context) <-chan outcome {
			done := make(chan outcome, 1)
			go func() {
				a, led := g.join(ctx, key, run)
				done <- outcome{a, led}
			}()
			synctest.Wait()
			return done
		}
		until := time.Now().Add(time.Minute)
		leading, cancel := context.WithDeadline(t.Context(), until)
		defer cancel()
		leaderCtx, leaderLeaves := context.WithCancel(leading)
		followerCtx, followerLeaves := context.WithCancel(t.Context())

		leader := join(leaderCtx)
		ctx := <-running
		if deadline, ok := ctx.Deadline(); !ok || !deadline.Equal(until) {
			t.Errorf("the run's deadline is %v, %v; want the leader's", deadline, ok)
		}
		follower := join(followerCtx)
		leaderLeaves()
		synctest.Wait()
		if ctx.Err() != nil {
			t.Error("the run is canceled while a follower waits")
		}
		want := new(answer)
		finish <- want
		if got := <-follower; got.a != want || got.led {
			t.Errorf("the follower got %v", got)
		}
		if got := <-leader; got.a != want || !got.led {
			t.Errorf("the leader got %v", got)
		}

		leaderCtx, leaderLeaves = context.WithCancel(t.Context())
		leader = join(leaderCtx)
		ctx = <-running
		follower = join(followerCtx)
		followerLeaves()
		if got := <-follower; got.a != nil || got.led {
			t.Errorf("the follower that left got %v", got)
		}
		if ctx.Err() != nil {
			t.Error("the run is canceled while its leader waits")
		}
		leaderLeaves()
		if got := <-leader; got.a == nil || got.a.code != protocol.CodeTimeout {
			t.Errorf("nobody is left, and the run ends with %v", got)
		}
		next := join(t.Context())
		<-running
		finish <- want
		if got := <-next; got.a != want || !got.led {
			t.Errorf("who asks afterwards got %v", got)
		}
		if len(g.underWay) > 0 {
			t.Errorf("%d flights remain", len(g.underWay))
		}
	})
}
