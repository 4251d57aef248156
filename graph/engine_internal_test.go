package graph

import (
	"bytes"
	"context"
	"log/slog"
	"strings"
	"testing"

	"forumgraph/graph/protocol"
)

// A panic before an operation runs is told as little of as one inside.
func TestEngine_operation(t *testing.T) {
	var log bytes.Buffer
	e := newEngine(Options{Logger: slog.New(slog.NewTextHandler(&log, nil)), NewID: func() string { return "R123" }})
	e.documents = nil
	_, errs := e.operation(context.Background(), protocol.Params{Query: "{ __typename }"})
	if len(errs) != 1 || protocol.CodeOf(errs[0]) != protocol.CodeInternal || !strings.Contains(errs[0].Message, "R123") || strings.Contains(errs[0].Message, "nil") {
		t.Errorf("errors: %v", errs)
	}
	if !strings.Contains(log.String(), "R123") || !strings.Contains(log.String(), "nil pointer") {
		t.Errorf("log: %s", log.String())
	}
}
