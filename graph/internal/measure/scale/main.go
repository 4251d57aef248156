package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"forumgraph/graph/internal/measure/sqlite"
)

// options are the flags.
type options struct {
	reports []int
	stores  string
	each    time.Duration
	limits  bool
	sqlite  bool
	write   string
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "scale:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, stdout, stderr io.Writer) (err error) {
	if len(args) > 0 && roles[args[0]] != nil {
		return serveRole(ctx, args, stdout)
	}
	if len(args) == 3 && args[0] == loadSQLite {
		return sqlite.LoadFile(ctx, args[1], args[2])
	}
	o, err := parse(args, stderr)
	if err != nil {
		return err
	}
	scratch, err := os.MkdirTemp("", "scale")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(scratch)) }()
	if o.stores == "" {
		o.stores = scratch
	}
	program := filepath.Join(scratch, "forumgraph")
	if err := buildProgram(ctx, program, stderr); err != nil {
		return fmt.Errorf("build the program: %w", err)
	}
	b := &bench{options: o, program: program, scratch: scratch, log: stderr}
	if o.sqlite {
		return b.compare(ctx, machine(time.Now(), args), stdout)
	}
	var all []*corpus
	for _, reports := range o.reports {
		c, err := b.measure(ctx, reports)
		if err != nil {
			return fmt.Errorf("%d reports: %w", reports, err)
		}
		all = append(all, c)
		// At once: the next corpus may take long.
		if _, err := io.WriteString(stdout, c.tables(machine(time.Now(), args))); err != nil {
			return err
		}
	}
	if o.write != "" {
		return publish(o.write, tablesPlace, published(machine(time.Now(), args), all))
	}
	if len(all) < 2 {
		return nil
	}
	_, err = io.WriteString(stdout, scaling(all))
	return err
}

// buildProgram builds forumgraph as its own module does, with the versions that its go.mod names.
func buildProgram(ctx context.Context, program string, stderr io.Writer) error {
	root, err := exec.CommandContext(ctx, "go", "list", "-m", "-f", "{{.Dir}}", "forumgraph").Output()
	if err != nil {
		return err
	}
	build := exec.CommandContext(ctx, "go", "-C", strings.TrimSpace(string(root)), "build", "-o", program, "./cmd/forumgraph")
	build.Stderr = stderr
	return build.Run()
}

func parse(args []string, stderr io.Writer) (o options, err error) {
	flags := flag.NewFlagSet("scale", flag.ContinueOnError)
	flags.SetOutput(stderr)
	reports := flags.String("reports", "1000", "the `NUMBERS` of reports, with commas between them")
	flags.StringVar(&o.stores, "stores", os.Getenv("FORUMGRAPH_BENCH_STORE"), "keep stores in `FOLDER`, and use those that are there; default: $FORUMGRAPH_BENCH_STORE, or none")
	flags.DurationVar(&o.each, "each", time.Second, "ask each question for `TIME`, once for each way of asking")
	flags.BoolVar(&o.limits, "limits", true, "measure the limits as well")
	flags.BoolVar(&o.sqlite, "sqlite", false, "measure only loads and the ordered first page, in prose, beside SQLite")
	flags.StringVar(&o.write, "write", "", "write the tables into `FILE` as well, between the two lines that mark their place")
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	for text := range strings.SplitSeq(*reports, ",") {
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 {
			return o, fmt.Errorf("-reports %q: write numbers above 0, such as 10,1000", *reports)
		}
		o.reports = append(o.reports, n)
	}
	return o, nil
}
