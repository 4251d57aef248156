package seed

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"

	"github.com/go-json-experiment/json"

	"forumgraph/store"
)

// The header of a JSONL dataset.
const (
	jsonlFormat  = "forumgraph-dataset"
	jsonlVersion = 1
)

// maxLine is the longest line of a JSONL dataset, in bytes.
const maxLine = 4 << 20

// header is the first line of a JSONL dataset.
type header struct {
	Format  string `json:"format"`
	Version int    `json:"version"`
}

// ReadJSONL reads a dataset of any number of sources, as [WriteJSONL] writes it, with nodes in any order. Messages
// begin with name and the number of the line. The dataset is checked as a graph of its own.
//
// Errors: [Errors] with every problem; those of r. If a line cannot be read, references between records are not
// checked: their target may be in that line.
func ReadJSONL(r io.Reader, name string) (*Dataset, error) {
	ds := &Dataset{origins: make(map[store.ID]origin)}
	var problems Errors
	for r, err := range JSONLRecords(r, name) {
		var unreadable Errors
		if errors.As(err, &unreadable) {
			problems = append(problems, unreadable...)
			break
		}
		if err != nil {
			return nil, err
		}
		n, problem := ds.take(name, r)
		if problem != nil {
			problems = append(problems, *problem)
			continue
		}
		ds.Nodes = append(ds.Nodes, n)
	}
	ds.sort()
	if len(problems) == 0 {
		var err error
		if problems, err = ds.validate(context.Background(), nil); err != nil {
			return nil, fmt.Errorf("check dataset %s: %w", name, err)
		}
	}
	if err := problems.err(); err != nil {
		return nil, err
	}
	return ds, nil
}

// JSONLRecords yields the lines of a JSONL dataset that hold nodes, unchanged, one at a time, each valid until the
// next. It skips a byte order mark before the first. Messages begin with name and the number of the line.
//
// Errors, each of which ends the sequence: [Errors] if the header is wrong or a line is too long, since the rest would
// be misread; those of r.
func JSONLRecords(r io.Reader, name string) iter.Seq2[store.Record, error] {
	return func(yield func(store.Record, error) bool) {
		in := bufio.NewReaderSize(r, 256<<10)
		var buffer []byte
		for n := 1; ; n++ {
			line, err := readLine(in, &buffer)
			if err != nil && err != io.EOF {
				if errors.Is(err, errTooLong) {
					err = Errors{{Position{File: name, Line: n},
						fmt.Sprintf("longer than %d MiB; no record is, so the file is not a dataset or is damaged", maxLine>>20)}}
				}
				yield(store.Record{}, fmt.Errorf("read dataset %s: %w", name, err))
				return
			}
			// Spaces before a record stay, because columns count them.
			line = bytes.TrimRight(line, " \t\r\n")
			if n == 1 {
				line = bytes.TrimPrefix(line, []byte("\ufeff"))
				if problem := checkHeader(line); problem != "" {
					yield(store.Record{}, fmt.Errorf("read dataset %s: %w", name, Errors{{Position{File: name, Line: 1}, problem}}))
					return
				}
			} else if len(bytes.TrimLeft(line, " \t")) > 0 && !yield(store.Record{Line: n, JSON: line}, nil) {
				return
			}
			if err == io.EOF {
				return
			}
		}
	}
}

// readLine returns the next line, from r's own buffer or, if the line is longer, from buffer. It is valid until r is
// read again. At the end of the file it returns the rest and io.EOF.
func readLine(r *bufio.Reader, buffer *[]byte) ([]byte, error) {
	line, err := r.ReadSlice('\n')
	if err != bufio.ErrBufferFull {
		return line, err
	}
	*buffer = append((*buffer)[:0], line...)
	for err == bufio.ErrBufferFull {
		line, err = r.ReadSlice('\n')
		if *buffer = append(*buffer, line...); len(*buffer) > maxLine {
			return nil, errTooLong
		}
	}
	return *buffer, err
}

// checkHeader returns the problem of the first line, or "".
func checkHeader(line []byte) string {
	var h header
	switch err := json.Unmarshal(line, &h, json.RejectUnknownMembers(true)); {
	case err != nil || h.Format != jsonlFormat:
		return "no header; a dataset begins with the line " + headerLine()
	case h.Version != jsonlVersion:
		return fmt.Sprintf("version %d of the format; this program reads version %d: export the dataset again with it", h.Version, jsonlVersion)
	}
	return ""
}

func headerLine() string {
	return fmt.Sprintf(`{"format":%q,"version":%d}`, jsonlFormat, jsonlVersion)
}

// take reads the node of a line, normalizes its texts and records its place. A node that the dataset already has is a
// problem.
func (d *Dataset) take(file string, r store.Record) (store.Node, *Problem) {
	n, err := store.DecodeJSON(r.JSON)
	if err != nil {
		return nil, lineProblem(file, r.Line, err)
	}
	d.Normalized += store.NormalizeTexts(n)
	id := n.Base().ID
	at := Position{File: file, Line: r.Line}
	if first, ok := d.origins[id]; ok {
		return nil, &Problem{at, fmt.Sprintf("%s appears twice, first at %s; keep one", id, first.at)}
	}
	d.origins[id] = origin{at: at}
	return n, nil
}

// lineProblem returns an error of store.DecodeJSON as a problem of a line.
func lineProblem(file string, line int, err error) *Problem {
	at := Position{File: file, Line: line}
	var wrong *store.LineError
	if !errors.As(err, &wrong) {
		return &Problem{at, store.Reason(err, store.ErrInvalid)}
	}
	at.Column = wrong.Column
	return &Problem{at, wrong.Problem.String()}
}

// WriteJSONL writes the whole graph of a snapshot: the header, then the nodes ordered by kind as in [store.Kinds] and
// by ID, one line each. Equal graphs give equal bytes.
//
// Errors: those of the snapshot and of w.
func WriteJSONL(ctx context.Context, w io.Writer, snap store.Snapshot) error {
	out := NewJSONLWriter(w)
	for _, kind := range store.Kinds() {
		for n, err := range snap.AllOf(ctx, kind) {
			if err == nil {
				err = out.Write(n)
			}
			if err != nil {
				return fmt.Errorf("write dataset: %w", err)
			}
		}
	}
	return out.Flush()
}
