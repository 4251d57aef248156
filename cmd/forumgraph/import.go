package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/user"
	"runtime/debug"

	"github.com/spf13/cobra"

	"forumgraph/seed"
	"forumgraph/store"
)

type importOptions struct {
	data string
	change
	load loadOptions
}

func newImport() *cobra.Command {
	var o importOptions
	cmd := &cobra.Command{
		Use:   "import FOLDER | FILE.jsonl | -",
		Short: "Bring a dataset into the store, all of it or nothing",
		Long: `Import brings a dataset into the store as one change: a folder of YAML files, a JSONL file as
export writes it, or JSONL on standard input ("-"). What the store holds of the same source and
the dataset no longer has is deleted. A dataset with any problem is refused whole, with all its
problems, and the store stays as it was; so it does when the import is interrupted.

JSONL may be of any size. For an empty store it is read once, sorted on disk where it does not fit
into --memory, and may leave out what is wrong (--keep-going). For a store that holds a graph it is
read twice, and only what differs from the graph has to fit into --memory. A folder is read whole.`,
		Example: "  forumgraph import my-report/\n  forumgraph export --data old | forumgraph import --data new -",
		Args:    oneArg("a dataset folder, a .jsonl file, or - for standard input"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return importDataset(cmd.Context(), o, args[0], cmd.InOrStdin(), cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
	}
	dataFlag(cmd, &o.data)
	cmd.Flags().StringVar(&o.author, "author", userName(), "`NAME` to record as the author of the change")
	cmd.Flags().StringVar(&o.reason, "reason", "", "`TEXT` to record as the reason; default: the name of the dataset")
	o.load.register(cmd)
	return cmd
}

func importDataset(ctx context.Context, o importOptions, path string, stdin io.Reader, stdout, stderr io.Writer) error {
	if err := o.load.parse(); err != nil {
		return err
	}
	if o.reason == "" {
		o.reason = "import " + visible(path)
	}
	if isJSONL(path) {
		// A store without a graph comes from a load that was killed, or from a server that never got a dataset.
		if unused, err := isUnused(o.data); err != nil {
			return err
		} else if unused {
			return loadDataset(ctx, o, path, stdin, stdout, stderr)
		}
	}
	if o.load.keepGoing {
		return hinted(errors.New("--keep-going: only JSONL for a new store can be brought in without what is wrong"),
			"name a new folder with --data, or correct the dataset and import it whole")
	}
	var plan planFunc
	normalized := 0
	if isJSONL(path) {
		lines, err := openLines(path, stdin)
		if err != nil {
			return err
		}
		defer lines.remove()
		// Collect garbage early, so that the process stays near its memory limit.
		defer debug.SetMemoryLimit(debug.SetMemoryLimit(o.load.memoryBytes + o.load.system.arena()))
		plan = func(ctx context.Context, snap store.Snapshot) (cs store.ChangeSet, err error) {
			cs, normalized, err = seed.PlanJSONL(ctx, snap, lines.open, lines.name, o.load.memoryBytes)
			return cs, err
		}
	} else {
		// Read and check the dataset before touching the store.
		ds, err := readDataset(path, stdin)
		if err != nil {
			return refusal(path, err)
		}
		plan, normalized = planOf(ds), ds.Normalized
	}
	st, err := openOrCreate(o.data, processBudget().store())
	if err != nil {
		return err
	}
	commit, err := applyPlan(ctx, st, plan, o.change, stderr)
	if err != nil {
		return refusal(path, errors.Join(err, st.Close()))
	}
	commit.Normalized = normalized
	reportCommit(commit, stdout, stderr, closeWarning(st.Close()))
	return nil
}

// readDataset reads the dataset at path: JSONL if it is a file or "-", YAML if it is a folder.
func readDataset(path string, stdin io.Reader) (*seed.Dataset, error) {
	if path == "-" {
		return seed.ReadJSONL(stdin, "standard input")
	}
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, hinted(fmt.Errorf("no dataset at %s", path), "name a dataset folder or a .jsonl file; 'forumgraph export' writes one")
	case err != nil:
		return nil, err
	case info.IsDir():
		return seed.Load(os.DirFS(path), path)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return seed.ReadJSONL(f, path)
}

// lines is JSONL that can be read repeatedly.
type lines struct {
	name, path string
	temporary  bool
}

// openLines returns the lines of the file at path, or of standard input, which is copied to a temporary file.
func openLines(path string, stdin io.Reader) (*lines, error) {
	if info, err := os.Stat(path); path != "-" && err == nil && info.Mode().IsRegular() {
		return &lines{name: path, path: path}, nil
	}
	from, name := stdin, "standard input"
	if path != "-" { // such as a pipe
		f, err := os.Open(path)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		from, name = f, path
	}
	f, err := os.CreateTemp("", "forumgraph-import-*.jsonl")
	if err != nil {
		return nil, err
	}
	_, err = io.Copy(f, from)
	l := &lines{name: name, path: f.Name(), temporary: true}
	if err := errors.Join(err, f.Close()); err != nil {
		l.remove()
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	return l, nil
}

func (l *lines) open() (io.ReadCloser, error) { return os.Open(l.path) }

// remove removes the temporary file. If that fails, the import still succeeds.
func (l *lines) remove() {
	if l.temporary {
		_ = os.Remove(l.path)
	}
}

// refusal returns the error for a dataset with problems, which says that nothing was changed.
func refusal(path string, err error) error {
	if !errors.Is(err, store.ErrInvalid) {
		return err
	}
	return hinted(fmt.Errorf("the dataset %s is refused; the store is as it was:\n%w", path, err),
		"correct each place and import again; the format is described by 'go doc forumgraph/seed'")
}

// userName returns the name of the user who runs the program, or "unknown".
func userName() string {
	u, err := user.Current()
	if err != nil {
		return "unknown"
	}
	return u.Username
}
