package main

import (
	_ "embed"
	"fmt"
	"regexp"
	"runtime"
	"runtime/debug"
	"strings"
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
			info, _ := debug.ReadBuildInfo() // nil only without module support
			version, revision := versions(info, archived)
			t := tabwriter.NewWriter(cmd.OutOrStdout(), 0, 0, 2, ' ', 0)
			fmt.Fprintf(t, "forumgraph\t%s\nrevision\t%s\ngo\t%s\nstore format\t%d\n",
				version, revision, runtime.Version(), badgerstore.FormatVersion)
			return t.Flush()
		},
	}
}

// archived is the revision if the source was unpacked from "git archive", which writes it into the file; in a checkout
// it is the placeholder.
//
//go:embed revision.txt
var archived string

var revisionPattern = regexp.MustCompile(`^[0-9a-f]{40,64}$`)

// versions returns the version of the module and the revision it was built from, each "unknown" if the build does not
// record it. A revision with uncommitted changes is marked. A source archive has a revision but no history to compare
// it with; a repository around it is a different one.
func versions(info *debug.BuildInfo, archived string) (version, revision string) {
	version, revision = "unknown", "unknown"
	if info != nil && info.Main.Version != "" {
		version = info.Main.Version
	}
	if archived = strings.TrimSpace(archived); revisionPattern.MatchString(archived) {
		return version, archived + ", from a source archive, changes unknown"
	}
	if info == nil {
		return version, revision
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
