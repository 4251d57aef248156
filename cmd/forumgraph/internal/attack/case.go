package main

import (
	"context"
	"time"
)

// Case is one attack.
type Case struct {
	// Name says what is done to the server, as a noun and in lower case.
	Name string
	// Before is what happened at revision 602769e, where the attacks were first recorded; Limit is what may happen.
	Before, Limit string
	// Timed says that the limit is one of time or of throughput: the machine must be idle. The others also run in go test.
	Timed bool
	// Most is how long the case may take; 0 means a minute.
	Most time.Duration
	// Run attacks a server that it starts in the arena. An error says that the attack could not be carried out.
	Run func(context.Context, *Arena) (Result, error)
}

// Result is what happened.
type Result struct {
	Now string // in the words and units of Case.Before
	Met bool   // the limit is kept
}

// cases returns all attacks in the order in which they run.
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

// run carries out the case in the time that it may take; the servers that it leaves behind are ended.
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
