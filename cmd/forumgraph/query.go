package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"time"

	"github.com/spf13/cobra"

	"forumgraph/graph"
	"forumgraph/graph/protocol"
	"forumgraph/store/layout"
)

// queryTimeout is the time limit of one query. It is long because no other client waits, and an index may have to be
// built first.
const queryTimeout = time.Minute

type queryOptions struct {
	data, source, variables string
}

func newQuery() *cobra.Command {
	var o queryOptions
	cmd := &cobra.Command{
		Use:   "query 'GRAPHQL' | -",
		Short: "Answer a GraphQL query from the store, without a server",
		Long: `Query answers one GraphQL query, given as an argument or on standard input ("-"), and prints the
JSON that the server would send: indented on a terminal, on one line otherwise. An answer with
errors is printed too, and fails. While there is no data folder and none is named, the embedded
corpus answers.`,
		Example: `  forumgraph query '{ overview { version counts { kind count } } }'
  forumgraph query --variables '{"id": "issue:forced-marriage"}' 'query($id: ID!) { issue(id: $id) { name } }'
  forumgraph query - < question.graphql`,
		Args: oneArg("a GraphQL query, or - to read it from standard input"),
		RunE: func(cmd *cobra.Command, args []string) error { return query(cmd, o, args[0]) },
	}
	dataFlag(cmd, &o.data)
	sourceFlag(cmd, &o.source)
	cmd.Flags().StringVar(&o.variables, "variables", "", "`JSON` object with the query's variables")
	return cmd
}

func query(cmd *cobra.Command, o queryOptions, text string) error {
	text, err := readQuery(text, cmd.InOrStdin())
	if err != nil {
		return err
	}
	variables, err := readVariables(o.variables)
	if err != nil {
		return err
	}
	ctx := cmd.Context()
	st, err := openToRead(ctx, cmd, o.data)
	if err != nil {
		return err
	}
	a, err := attach(ctx, st, o.source, cmd.ErrOrStderr())
	if err != nil {
		return errors.Join(err, st.Close())
	}
	api := graph.Options{Store: st, Texts: a.texts(), Timeout: queryTimeout}
	x := openIndexes(o.data, st, api.Texts, layout.Options{}, slog.New(slog.DiscardHandler))
	x.use(&api)
	answer := graph.Execute(ctx, api, text, variables)
	if err := errors.Join(printAnswer(cmd.OutOrStdout(), answer), closeAll(x, st)); err != nil {
		return err
	}
	if n := len(answer.Errors); n > 0 {
		return fmt.Errorf("query: %s; the first: %s", count(n, "error", "errors"), answer.Errors[0].Message)
	}
	return nil
}

// readQuery returns text, or standard input for "-".
func readQuery(text string, stdin io.Reader) (string, error) {
	if text != "-" {
		return text, nil
	}
	// One byte more than the API accepts, so that the API reports that it is too long.
	b, err := io.ReadAll(io.LimitReader(stdin, protocol.MaxRequest+1))
	if err != nil {
		return "", fmt.Errorf("read query from standard input: %w", err)
	}
	return string(b), nil
}

func readVariables(text string) (map[string]any, error) {
	if text == "" {
		return nil, nil
	}
	var variables map[string]any
	dec := json.NewDecoder(bytes.NewReader([]byte(text)))
	dec.UseNumber()
	if err := dec.Decode(&variables); err != nil {
		return nil, &usageError{err: fmt.Errorf("--variables: %w", err), hint: `write a JSON object, such as '{"id": "issue:forced-marriage"}'`}
	}
	return variables, nil
}

// printAnswer writes an answer as JSON, indented for a reader and on one line for a program.
func printAnswer(w io.Writer, answer any) error {
	if isTerminal(w) {
		return writeJSON(w, answer)
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc.Encode(answer)
}
