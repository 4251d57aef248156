package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"forumgraph/store/badgerstore"
)

func newVersion() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the versions of the program, of Go and of the store's format",
		Args:  noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			info, _ := debug.ReadBuildInfo() // nil only in a program built without modules
			version, revision := versions(info)
			t := tabwriter.NewWriter(cmd.OutOrStdout(), 0, 0, 2, ' ', 0)
			fmt.Fprintf(t, "forumgraph\t%s\nrevision\t%s\ngo\t%s\nstore format\t%d\n",
				version, revision, runtime.Version(), badgerstore.FormatVersion)
			return t.Flush()
		},
	}
}

// versions returns the version of the module and the revision it was built from, each "unknown" if the build does not
// tell. A revision with changes that were not committed is marked.
func versions(info *debug.BuildInfo) (version, revision string) {
	version, revision = "unknown", "unknown"
	if info == nil {
		return version, revision
	}
	if info.Main.Version != "" {
		version = info.Main.Version
	}
	modified := ""
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			revision = s.Value
		case s.Key == "vcs.modified" && s.Value == "true":
			modified = ", with changes"
		}
	}
	return version, revision + modified
}
