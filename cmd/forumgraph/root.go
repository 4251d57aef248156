package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/agnivade/levenshtein"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// run executes the command that args name and returns its error; a *usageError means that args are wrong.
//
// Output to stderr, and to stdout if it is a terminal, is escaped by visibleWriter; data for programs is not changed.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) error {
	messages := &visibleWriter{w: stderr}
	shown := []*visibleWriter{messages}
	if isTerminal(stdout) {
		screen := &visibleWriter{w: stdout}
		stdout, shown = screen, append(shown, screen)
	}
	started := false
	root := newRoot()
	root.PersistentPreRun = func(*cobra.Command, []string) { started = true }
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(messages)
	err := root.ExecuteContext(ctx)
	for _, v := range shown {
		err = errors.Join(err, v.flush())
	}
	// An error before a command's own code runs is a usage error.
	if usage := new(usageError); err != nil && !started && !errors.As(err, &usage) {
		return &usageError{err: plainUsage(err), hint: "run 'forumgraph help' for the commands"}
	}
	return err
}

func newRoot() *cobra.Command {
	root := &cobra.Command{
		Use:   "forumgraph",
		Short: "Query who raised what at a forum, with the passage that says so",
		Long: `Forumgraph holds a forum's report as a graph of people, organizations, issues and
recommendations, in which every statement cites its passage of the report.

  forumgraph serve                     load the embedded corpus, serve the graph
  forumgraph query '{ overview { version } }'
  forumgraph verify --source FILE      compare the citations with your copy of the report`,
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	root.SetFlagErrorFunc(flagError)
	root.AddCommand(
		newServe(), newQuery(), newVerify(), newStats(), newImport(), newExport(), newCheck(), newRepair(), newSynth(), newDraft(), newTrust(), newVersion(),
	)
	return root
}

// plainUsage keeps the first line of cobra's message; its suggestions follow on separate lines.
func plainUsage(err error) error {
	line, rest, more := strings.Cut(err.Error(), "\n")
	if names := strings.Fields(strings.TrimPrefix(strings.TrimSpace(rest), "Did you mean this?")); more && len(names) > 0 {
		return fmt.Errorf("%s; did you mean %s?", line, names[0])
	}
	return errors.New(line)
}

// flagError adds the nearest flag to the error about an unknown one.
func flagError(cmd *cobra.Command, err error) error {
	usage := &usageError{err: err, hint: fmt.Sprintf("run '%s --help' for its flags", cmd.CommandPath())}
	unknown := new(pflag.NotExistError)
	if !errors.As(err, &unknown) {
		return usage
	}
	const far = 3 // edits; beyond that, a suggestion is a guess
	nearest, best := "", far+1
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if d := levenshtein.ComputeDistance(unknown.GetSpecifiedName(), f.Name); d < best && d < len(f.Name) {
			nearest, best = f.Name, d
		}
	})
	if nearest != "" {
		usage.err = fmt.Errorf("%w; did you mean --%s?", err, nearest)
	}
	return usage
}

// oneArg accepts exactly one argument; missing describes it, with an example.
func oneArg(missing string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		hint := fmt.Sprintf("run '%s --help' for an example", cmd.CommandPath())
		switch {
		case len(args) == 0:
			return &usageError{err: fmt.Errorf("%s: missing argument: %s", cmd.Name(), missing), hint: hint}
		case len(args) > 1:
			return &usageError{err: fmt.Errorf("%s: one argument is wanted, %d are given; the second is %q", cmd.Name(), len(args), args[1]), hint: hint}
		}
		return nil
	}
}

// noArgs accepts no arguments.
func noArgs(cmd *cobra.Command, args []string) error { return atMost(0, cmd, args) }

// atMostOneArg accepts one argument or none.
func atMostOneArg(cmd *cobra.Command, args []string) error { return atMost(1, cmd, args) }

func atMost(n int, cmd *cobra.Command, args []string) error {
	if len(args) <= n {
		return nil
	}
	return &usageError{
		err:  fmt.Errorf("%s: unexpected argument %q", cmd.Name(), args[n]),
		hint: fmt.Sprintf("run '%s --help' for its flags", cmd.CommandPath()),
	}
}

// mustRegister panics if a completion is registered for a flag that the command does not have.
func mustRegister(err error) {
	if err != nil {
		panic("completion: " + err.Error())
	}
}
