package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"time"

	"github.com/dustin/go-humanize"
	"github.com/spf13/cobra"

	"forumgraph/seed"
	"forumgraph/store"
	"forumgraph/store/badgerstore"
)

// engineBytes is somewhat more than Badger's unfinished tables take. With a lower limit the collector would run all the
// time.
const engineBytes = 160 << 20

// loadOptions are the flags of import for JSONL into a new store.
type loadOptions struct {
	keepGoing       bool
	rejects, memory string
	memoryBytes     int64
	system          budget
}

func (o *loadOptions) register(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.BoolVar(&o.keepGoing, "keep-going", false, "leave out records that break a rule, and those that need them, instead of refusing all")
	flags.StringVar(&o.rejects, "rejects", "rejects.jsonl", "`FILE` for the records that --keep-going leaves out, with what is wrong with them")
	flags.StringVar(&o.memory, "memory", "", "`SIZE` of the memory to use for JSONL; 300 bytes are needed for each node, and 1 KB makes it quick (default half of what the system gives, at most 512 MiB)")
}

func (o *loadOptions) parse() error {
	o.system = processBudget()
	if o.memory == "" {
		o.memoryBytes = min(o.system.Most/2, 512<<20)
		return nil
	}
	size, err := humanize.ParseBytes(o.memory)
	if err != nil || size > math.MaxInt64 || size < 1<<20 {
		return wrongValue("memory", o.memory, errors.New("must be at least 1MiB"), "write a size such as 512MiB or 2GB")
	}
	o.memoryBytes = int64(size)
	return nil
}

// storeOptions returns the options of a store that is loaded and closed. It has only small transactions and reads each
// node once, so the load gets the memory that a server uses for these.
func (o *loadOptions) storeOptions() badgerstore.Options {
	return badgerstore.Options{MaxChangeBytes: 512 << 10, CacheBytes: 1 << 20}
}

// collecting is the garbage collection of a load: as rare as its memory allows, since most allocations become garbage
// at once. A quarter is left for memory that the limit does not count, mainly the finished tables. The indexes of a
// graph with millions of nodes take more than that; they get it if the system has it.
func (o *loadOptions) collecting() collecting {
	return collecting{400, func(inUse uint64) int64 {
		return min(max(o.memoryBytes/4*3, engineBytes, int64(inUse)+int64(inUse)/4), o.system.Most/8*7)
	}}
}

// isJSONL reports whether path is read as JSONL: everything except a folder.
func isJSONL(path string) bool {
	if path == "-" {
		return true
	}
	info, err := os.Stat(path)
	return err == nil && !info.IsDir()
}

// loadDataset fills a new store with JSONL of any size. If it fails, it leaves no store.
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
	defer o.load.collecting().begin(ctx)()
	st, err := badgerstore.Open(o.data, o.load.storeOptions())
	if err != nil {
		return err
	}
	progress := startLoadProgress(stderr, in, size)
	rejects := &rejectFile{path: o.load.rejects}
	indexing := newLoadIndexer(ctx, o.data, st, o.load.memoryBytes)
	l := store.Load{
		Author: o.author, Reason: o.reason, Time: time.Now().UTC(), MemoryBytes: o.load.memoryBytes,
		Records: seed.JSONLRecords(progress, name), Progress: progress.show, Watcher: indexing,
	}
	if o.load.keepGoing {
		l.Reject = rejects.add
	}
	done, err := st.Load(ctx, l)
	progress.stop()
	if err != nil {
		err = errors.Join(err, rejects.close(), indexing.discard(), st.Close())
		if isNew {
			err = errors.Join(err, os.RemoveAll(o.data))
		}
		return refusal(path, atLines(name, err))
	}
	stop := startProgress(stderr, "indexing")
	unindexed := indexing.finish(ctx)
	stop()
	closed, rejected := st.Close(), rejects.close()
	if rejects.records > 0 {
		_, _ = fmt.Fprintf(stderr, "forumgraph: left out %d records; what is wrong with them is in %s\n", rejects.records, rejects.path)
	}
	reportCommit(done, stdout, stderr, closeWarning(closed),
		warning{rejected, "the graph is stored, but the file of what was left out is not whole", "export what is stored and compare"},
		warning{unindexed, "the graph is stored, but not all of its indexes are", "the next 'forumgraph serve' builds them"})
	return nil
}

// atLines converts errors about the lines of a file into problems with positions.
func atLines(name string, err error) error {
	var refused *store.LoadError
	if !errors.As(err, &refused) {
		return err
	}
	all := make(seed.Errors, len(refused.Problems))
	for i, p := range refused.Problems {
		all[i] = seed.Problem{Position: seed.Position{File: name, Line: p.Line, Column: p.Column}, Message: p.Problem.String()}
	}
	if refused.More > 0 {
		return fmt.Errorf("%w\nand %d more", all, refused.More)
	}
	return all
}

// rejectFile receives the records that a load leaves out, one JSON object per line. The first one creates the file.
type rejectFile struct {
	path    string
	file    *os.File
	out     *bufio.Writer
	records int
}

// reject is a line of a reject file.
type reject struct {
	// Line is the record's line in the input.
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
		message := p.String()
		if p.Column > 0 {
			message = fmt.Sprintf("column %d: %s", p.Column, message)
		}
		line.Problems = append(line.Problems, message)
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
