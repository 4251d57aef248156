package seed

import (
	"bufio"
	"fmt"
	"io"

	"forumgraph/store"
)

// JSONLWriter writes a JSONL dataset one node at a time, in the order they come, and keeps none of them. It is not safe
// for concurrent use.
type JSONLWriter struct {
	out   *bufio.Writer
	began bool
}

// NewJSONLWriter returns a writer to w, which it buffers: call [JSONLWriter.Flush] at the end.
func NewJSONLWriter(w io.Writer) *JSONLWriter { return &JSONLWriter{out: bufio.NewWriter(w)} }

// Write writes a node as one line, after the header if it is the first.
func (w *JSONLWriter) Write(n store.Node) error {
	line, err := store.EncodeJSON(n)
	if err != nil {
		return fmt.Errorf("write dataset: %w", err)
	}
	if err := w.begin(); err != nil {
		return err
	}
	if _, err := w.out.Write(append(line, '\n')); err != nil {
		return fmt.Errorf("write dataset: %w", err)
	}
	return nil
}

// Flush writes what is buffered. A dataset without nodes consists of the header.
func (w *JSONLWriter) Flush() error {
	if err := w.begin(); err != nil {
		return err
	}
	if err := w.out.Flush(); err != nil {
		return fmt.Errorf("write dataset: %w", err)
	}
	return nil
}

func (w *JSONLWriter) begin() error {
	if w.began {
		return nil
	}
	w.began = true
	if _, err := fmt.Fprintln(w.out, headerLine()); err != nil {
		return fmt.Errorf("write dataset: %w", err)
	}
	return nil
}
