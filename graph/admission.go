package graph

import (
	"errors"
	"fmt"
	"forumgraph/graph/protocol"
	"time"

	"github.com/vektah/gqlparser/v2/gqlerror"
)

// AdmissionError is how [Options].Admit refuses an operation. Over HTTP it is answered with the status of its code, in both
// media types, and with Retry-After. The zero value says that the server is busy and may be asked again after a second.
type AdmissionError struct {
	// Code is CodeUnavailable, status 503, or CodeRateLimited, status 429; "" means the first.
	Code string
	// Message is what people read; "" means a sentence that fits the code.
	Message string
	// RetryAfter is when to ask again, rounded up to whole seconds; at least one.
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
		return "your queries cost more than this server gives one client; wait " + wait + " and ask again, or ask for less at a time"
	}
	return "the server is busy and did not run the query; wait " + wait + " and ask again"
}

func (e *AdmissionError) seconds() int {
	return max(1, int((e.RetryAfter+time.Second-1)/time.Second))
}

// asAdmissionError returns the AdmissionError in err, or the zero one.
func asAdmissionError(err error) *AdmissionError {
	if e := new(AdmissionError); errors.As(err, &e) {
		return e
	}
	return new(AdmissionError)
}

// presented returns the error as it stands in an answer.
func (e *AdmissionError) presented() *gqlerror.Error {
	code := e.Code
	if code == "" {
		code = protocol.CodeUnavailable
	}
	return protocol.Coded(code, e.Error())
}
