package main

import (
	"context"
	"time"
)

// Case is one attack.
type Case struct {
	// Name describes the attack, as a noun in lower case.
	Name string
	// Before is the result at revision 602769e, where the attacks were first recorded; Limit is the allowed result.
	Before, Limit string
	// Timed means that the limit is a time or a throughput, so the machine must be idle. The other cases also run in go
	// test.
	Timed bool
	// Most is the time limit of the case; 0 means a minute.
	Most time.Duration
	// Run attacks a server that it starts in the arena. An error means that the attack could not run.
	Run func(context.Context, *Arena) (Result, error)
}

// Result is the outcome of an attack.
type Result struct {
	Now string // in the words and units of Case.Before
	Met bool   // the limit is kept
}

// cases returns all attacks in running order.
func cases() []Case {
	return []Case{
		starvedClient(),
		lateAnswers(),
		slowReaders(),
		hoarder(),
		silentHoarder(),
		busyHoarder(),
		lostRefusals(),
		slowUpload(),
		cutOff(),
		brokenLog(),
		smallMemory(),
		fullDisk(),
	}
}

// run runs the case within its time limit, and ends the servers that it leaves behind.
func (c Case) run(ctx context.Context, a *Arena) (Result, error) {
	most := c.Most
	if most == 0 {
		most = time.Minute
	}
	ctx, cancel := context.WithTimeout(ctx, most)
	defer cancel()
	defer a.killAll()
	return c.Run(ctx, a)
}
