package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"math"
	"os"
	"runtime/debug"
	"strings"
	"time"

	"github.com/dustin/go-humanize"
	"github.com/spf13/cobra"

	"forumgraph/seed"
	"forumgraph/store"
	"forumgraph/store/layout"
)

// loadOptions are the flags of import about JSONL for a new store.
type loadOptions struct {
	keepGoing       bool
	rejects, memory string
	memoryBytes     int64
}

func (o *loadOptions) register(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.BoolVar(&o.keepGoing, "keep-going", false, "leave out records that break a rule, and those that need them, instead of refusing all")
	flags.StringVar(&o.rejects, "rejects", "rejects.jsonl", "`FILE` for the records that --keep-going leaves out, with what is wrong with them")
	flags.StringVar(&o.memory, "memory", "512MiB", "`SIZE` of the memory to use; about 150 bytes are needed for each node, the rest sorts")
}

func (o *loadOptions) parse() error {
	size, err := humanize.ParseBytes(o.memory)
	if err != nil || size > math.MaxInt64 || size < 1<<20 {
		return wrongValue("memory", o.memory, errors.New("this is no size of at least 1MiB"), "write a size such as 512MiB or 2GB")
	}
	o.memoryBytes = int64(size)
	return nil
}

// isJSONL reports whether what is at path is read as JSONL: all but a folder.
func isJSONL(path string) bool {
	if path == "-" {
		return true
	}
	info, err := os.Stat(path)
	return err == nil && !info.IsDir()
}

// loadDataset fills a new store with JSONL of any size. If that fails there is no store.
func loadDataset(ctx context.Context, o importOptions, path string, stdin io.Reader, stdout, stderr io.Writer) (err error) {
	name, in, size := "standard input", stdin, int64(0)
	if path != "-" {
		f, err := os.Open(path)
		if err != nil {
			return err
		}
		defer f.Close()
		info, err := f.Stat()
		if err != nil {
			return err
		}
		name, in, size = path, f, info.Size()
	}
	_, err = os.Stat(o.data)
	isNew := errors.Is(err, fs.ErrNotExist)
	st, err := openOrCreate(o.data)
	if err != nil {
		return err
	}
	loader, ok := st.(store.Loader)
	if !ok {
		return errors.Join(fmt.Errorf("load: the store in %s cannot be loaded", o.data), st.Close())
	}
	// What is not needed any more is given up early, so that the process stays near what it may use.
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(o.load.memoryBytes))
	progress := startLoadProgress(stderr, in, size)
	rejects := &rejectFile{path: o.load.rejects}
	l := store.Load{
		Author: o.author, Reason: o.reason, Time: time.Now().UTC(), MemoryBytes: o.load.memoryBytes,
		Records: seed.JSONLRecords(progress, name), Progress: progress.show,
	}
	if o.load.keepGoing {
		l.Reject = rejects.add
	}
	done, err := loader.Load(ctx, l)
	progress.stop()
	if err == nil {
		err = buildIndexes(ctx, o.data, st, stderr)
	}
	if err := errors.Join(err, rejects.close(), st.Close()); err != nil {
		if isNew {
			err = errors.Join(err, os.RemoveAll(o.data))
		}
		return refusal(path, atLines(name, err))
	}
	if rejects.records > 0 {
		if _, err := fmt.Fprintf(stderr, "forumgraph: left out %d records; what is wrong with them is in %s\n", rejects.records, rejects.path); err != nil {
			return err
		}
	}
	_, err = fmt.Fprintf(stdout, "%d added, %d changed, %d deleted; version %d\n", done.Added, done.Changed, done.Deleted, done.Version)
	return err
}

// buildIndexes makes what the first start would have to make before it can answer: the text index, the compact graph and the
// layout.
func buildIndexes(ctx context.Context, dir string, st store.Store, stderr io.Writer) error {
	stop := startProgress(stderr, "indexing")
	defer stop()
	x, err := openIndexes(dir, st, nil, layout.Options{}, slog.New(slog.DiscardHandler))
	if err != nil {
		return err
	}
	return errors.Join(x.build(ctx), x.Close())
}

// atLines turns what is wrong with the lines of a file into problems at places.
func atLines(name string, err error) error {
	var refused *store.LoadError
	if !errors.As(err, &refused) {
		return err
	}
	all := make(seed.Errors, len(refused.Problems))
	for i, p := range refused.Problems {
		message := p.Problem.String()
		if p.ID == "" {
			message = p.Message
		}
		all[i] = seed.Problem{Position: seed.Position{File: name, Line: p.Line}, Message: message}
	}
	if refused.More > 0 {
		return fmt.Errorf("%w\nand %d more", all, refused.More)
	}
	return all
}

// rejectFile takes the records that a load leaves out, one JSON object a line. It is made with the first of them.
type rejectFile struct {
	path    string
	file    *os.File
	out     *bufio.Writer
	records int
}

// reject is a line of a reject file.
type reject struct {
	// Line is where the record stood.
	Line     int      `json:"line"`
	Problems []string `json:"problems"`
	// Record is the record, as JSON if it is JSON, else as text.
	Record any `json:"record"`
}

func (r *rejectFile) add(rejection store.Rejection) error {
	if r.file == nil {
		f, err := os.Create(r.path)
		if err != nil {
			return err
		}
		r.file, r.out = f, bufio.NewWriter(f)
	}
	line := reject{Line: rejection.Line, Record: string(rejection.JSON)}
	if json.Valid(rejection.JSON) {
		line.Record = json.RawMessage(rejection.JSON)
	}
	for _, p := range rejection.Problems {
		line.Problems = append(line.Problems, strings.TrimPrefix(p.String(), ": "))
	}
	r.records++
	enc := json.NewEncoder(r.out)
	enc.SetEscapeHTML(false)
	return enc.Encode(line)
}

func (r *rejectFile) close() error {
	if r.file == nil {
		return nil
	}
	return errors.Join(r.out.Flush(), r.file.Close())
}
