package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"regexp"
	"syscall"
	"text/tabwriter"
	"time"
)

// mostTime is the time limit for all cases together.
const mostTime = 5 * time.Minute

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "attack: error:", err)
		os.Exit(1)
	}
}

// run runs the cases that args select. The error names the missed limits.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	flags := flag.NewFlagSet("attack", flag.ContinueOnError)
	flags.SetOutput(stderr)
	only := flags.String("run", "", "run the cases whose names match this `REGEXP`")
	program := flags.String("bin", "", "the forumgraph `PROGRAM` to attack; it is built from this folder if there is none")
	verbose := flags.Bool("v", false, "show the log of each server")
	if err := flags.Parse(args); err != nil {
		return err
	}
	selected, err := selectCases(*only)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, mostTime)
	defer cancel()
	arena, err := NewArena(ctx, *program)
	if err != nil {
		return err
	}
	defer arena.Close()
	if *verbose {
		arena.Log = stderr
	}
	var rows [][]string
	missed := 0
	for _, c := range selected {
		start := time.Now()
		result, err := c.run(ctx, arena)
		if err != nil {
			result = Result{Now: "failed: " + err.Error()}
		}
		fmt.Fprintf(stderr, "%s: %s (%.1f s)\n", c.Name, result.Now, time.Since(start).Seconds())
		verdict := "ok"
		if !result.Met {
			verdict = "MISSED"
			missed++
		}
		rows = append(rows, []string{c.Name, c.Before, result.Now, c.Limit, verdict})
	}
	if err := printTable(stdout, rows); err != nil {
		return err
	}
	if missed > 0 {
		return fmt.Errorf("%d of %d limits are missed", missed, len(selected))
	}
	return nil
}

func selectCases(pattern string) ([]Case, error) {
	matching, err := regexp.Compile(pattern)
	if err != nil {
		return nil, fmt.Errorf("-run: %w", err)
	}
	var selected []Case
	for _, c := range cases() {
		if matching.MatchString(c.Name) {
			selected = append(selected, c)
		}
	}
	if len(selected) == 0 {
		return nil, errors.New("-run: no case has such a name")
	}
	return selected, nil
}

func printTable(w io.Writer, rows [][]string) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "case\tbefore\tnow\tlimit\t")
	for _, row := range rows {
		for _, cell := range row {
			fmt.Fprintf(t, "%s\t", cell)
		}
		fmt.Fprintln(t)
	}
	return t.Flush()
}
