package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"forumgraph/graph"
)

func newTrust() *cobra.Command {
	var out string
	cmd := &cobra.Command{
		Use:   "trust FOLDER",
		Short: "Write the manifest of queries that 'serve --trusted-documents' takes",
		Long: `Trust reads the queries in the files *.graphql of a folder, checks each against the schema, and
writes a JSON object of their SHA-256 and texts. A client then asks by the hash, and a server
with --trusted-only answers nothing else.`,
		Example: "  forumgraph trust --out trusted.json queries\n  forumgraph serve --trusted-documents trusted.json --trusted-only",
		Args:    oneArg("the folder of the queries"),
		RunE:    func(cmd *cobra.Command, args []string) error { return trust(cmd.OutOrStdout(), out, args[0]) },
	}
	cmd.Flags().StringVar(&out, "out", "-", "`FILE` to write, - for standard output")
	return cmd
}

func trust(stdout io.Writer, out, folder string) error {
	info, err := os.Stat(folder)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return hinted(fmt.Errorf("no folder %s", folder), "name the folder that holds the queries, one in each file NAME.graphql")
	case err != nil:
		return err
	case !info.IsDir():
		return hinted(fmt.Errorf("%s is not a folder", folder), "name the folder that holds it")
	}
	queries := os.DirFS(folder)
	if files, err := fs.Glob(queries, "*.graphql"); err != nil {
		return err
	} else if len(files) == 0 {
		return hinted(fmt.Errorf("%s holds no queries", folder), "put each query into a file NAME.graphql")
	}
	write := func(w io.Writer) error { return graph.WriteTrusted(w, queries) }
	if out == "-" {
		return write(stdout)
	}
	return replaceFile(out, write)
}
