package graph

import (
	"errors"
	"fmt"
	"time"

	"github.com/vektah/gqlparser/v2/gqlerror"

	"forumgraph/graph/protocol"
)

// AdmissionError is the error with which [Options].Admit refuses an operation. Over HTTP the response has the status of
// its code, in both media types, and a Retry-After header. The zero value means that the server is busy and that the
// client may retry after a second.
type AdmissionError struct {
	// Code is CodeUnavailable (status 503) or CodeRateLimited (status 429); "" means CodeUnavailable.
	Code string
	// Message is the text for people; "" means a sentence that fits the code.
	Message string
	// RetryAfter is how long the client should wait, rounded up to whole seconds; at least one.
	RetryAfter time.Duration
}

// Error implements error.
func (e *AdmissionError) Error() string {
	if e.Message != "" {
		return e.Message
	}
	wait := "a second"
	if n := e.seconds(); n > 1 {
		wait = fmt.Sprintf("%d seconds", n)
	}
	if e.Code == protocol.CodeRateLimited {
		return "your queries cost more than this server allows one client; wait " + wait + " and retry, or request less at a time"
	}
	return "the server is busy and did not run the query; wait " + wait + " and retry"
}

func (e *AdmissionError) seconds() int {
	return max(1, int((e.RetryAfter+time.Second-1)/time.Second))
}

// asAdmissionError returns the AdmissionError in err, or the zero value.
func asAdmissionError(err error) *AdmissionError {
	if e := new(AdmissionError); errors.As(err, &e) {
		return e
	}
	return new(AdmissionError)
}

// presented returns the error as it appears in an answer.
func (e *AdmissionError) presented() *gqlerror.Error {
	code := e.Code
	if code == "" {
		code = protocol.CodeUnavailable
	}
	return protocol.Coded(code, e.Error())
}
