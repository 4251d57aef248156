package seed

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"

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

// ReadJSONL reads a dataset of any number of sources, as [WriteJSONL] writes it; the order of the nodes does not matter.
// name stands before the numbers of lines in messages. The dataset is checked as a graph of its own.
//
// Errors: [Errors] with every problem; those of r. While a line cannot be read, references between records are not
// checked: what they lead to may stand in that line.
func ReadJSONL(r io.Reader, name string) (*Dataset, error) {
	in := jsonlReader{name: name, data: Dataset{origins: make(map[store.ID]origin)}}
	if err := in.lines(bufio.NewReaderSize(r, 64<<10)); err != nil {
		return nil, fmt.Errorf("read dataset %s: %w", name, err)
	}
	ds := &in.data
	ds.sort()
	if len(in.problems) == 0 {
		invalid, err := ds.validate(context.Background(), nil)
		if err != nil {
			return nil, fmt.Errorf("check dataset %s: %w", name, err)
		}
		in.problems = invalid
	}
	if err := in.problems.err(); err != nil {
		return nil, err
	}
	return ds, nil
}

type jsonlReader struct {
	name     string
	data     Dataset
	problems Errors
}

func (in *jsonlReader) problem(line int, format string, args ...any) {
	in.problems = append(in.problems, Problem{Position{File: in.name, Line: line}, fmt.Sprintf(format, args...)})
}

// lines reads until the end, until a line is too long, or until the header is another one: what follows it would be
// misread.
func (in *jsonlReader) lines(r *bufio.Reader) error {
	for n := 1; ; n++ {
		line, err := readLine(r)
		if errors.Is(err, errTooLong) {
			in.problem(n, "longer than %d MiB; no record is, so the file is not a dataset or is damaged", maxLine>>20)
			return nil
		}
		if err != nil && err != io.EOF {
			return err
		}
		if n == 1 {
			if !in.header(line) {
				return nil
			}
		} else if len(line) > 0 {
			in.node(n, line)
		}
		if err == io.EOF {
			return nil
		}
	}
}

// readLine returns the next line without its end. At the end of the file it returns what is left, and io.EOF.
func readLine(r *bufio.Reader) ([]byte, error) {
	var line []byte
	for {
		part, err := r.ReadSlice('\n')
		line = append(line, part...)
		if len(line) > maxLine {
			return nil, errTooLong
		}
		if err != bufio.ErrBufferFull {
			return bytes.TrimSpace(line), err
		}
	}
}

func (in *jsonlReader) header(line []byte) bool {
	var h header
	dec := json.NewDecoder(bytes.NewReader(line))
	dec.DisallowUnknownFields()
	switch err := dec.Decode(&h); {
	case err != nil || h.Format != jsonlFormat:
		in.problem(1, "no header; a dataset begins with the line %s", headerLine())
	case h.Version != jsonlVersion:
		in.problem(1, "version %d of the format; this program reads version %d: export the dataset again with it", h.Version, jsonlVersion)
	default:
		return true
	}
	return false
}

func headerLine() string { return fmt.Sprintf(`{"format":%q,"version":%d}`, jsonlFormat, jsonlVersion) }

func (in *jsonlReader) node(line int, b []byte) {
	n, err := store.DecodeJSON(b)
	if err != nil {
		in.problem(line, "%s", withFix(reason(err)))
		return
	}
	id := n.Base().ID
	if first, ok := in.data.origins[id]; ok {
		in.problem(line, "%s appears twice, first at %s; keep one", id, first.at)
		return
	}
	in.data.origins[id] = origin{at: Position{File: in.name, Line: line}}
	in.data.Nodes = append(in.data.Nodes, n)
}

// WriteJSONL writes the whole graph of a snapshot: the header, then the nodes ordered by kind as in [store.Kinds] and by
// ID, one line each. The same graph gives the same bytes. It holds one page of nodes in memory.
//
// Errors: those of the snapshot and of w.
func WriteJSONL(ctx context.Context, w io.Writer, snap store.Snapshot) error {
	out := NewJSONLWriter(w)
	for _, kind := range store.Kinds() {
		if err := writeKind(ctx, out, snap, kind); err != nil {
			return err
		}
	}
	return out.Flush()
}

func writeKind(ctx context.Context, out *JSONLWriter, snap store.Snapshot, kind store.Kind) error {
	page := store.Page{First: store.MaxPage}
	for {
		nodes, err := snap.List(ctx, kind, store.ByID, page)
		if err != nil {
			return fmt.Errorf("write dataset: %w", err)
		}
		for _, n := range nodes.Nodes {
			if err := out.Write(n); err != nil {
				return err
			}
		}
		if !nodes.More {
			return nil
		}
		page.After = nodes.Cursors[len(nodes.Cursors)-1]
	}
}
