// Command list prints the Go modules and npm packages that forumgraph is made of, each with its license and whether it
// ships, and fails if a license is unknown or not accepted. It runs in the folder of go.mod and needs no network.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"text/tabwriter"

	"forumgraph/web/internal/licenses"
)

func main() {
	if err := list(context.Background(), os.Stdout); err != nil {
		fmt.Fprintf(os.Stderr, "licenses: error: %v\n", err)
		os.Exit(1)
	}
}

func list(ctx context.Context, w io.Writer) error {
	modules, err := licenses.Modules(ctx, ".")
	if err != nil {
		return err
	}
	packages, err := licenses.Packages("web/package-lock.json")
	if err != nil {
		return err
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	wrong := 0
	for _, part := range []struct {
		kind string
		all  []licenses.Licensed
	}{{"go", modules}, {"npm", packages}} {
		for _, l := range part.all {
			use, problem := "build", l.Problem()
			if l.Ships {
				use = "ships"
			}
			if problem != "" {
				wrong++
				problem = "\t" + problem
			}
			fmt.Fprintf(t, "%s\t%s\t%s\t%s%s\n", part.kind, use, l.Name, l.License, problem)
		}
	}
	if err := t.Flush(); err != nil {
		return err
	}
	if wrong > 0 {
		return fmt.Errorf("%d of %d licenses are not accepted; each is named above", wrong, len(modules)+len(packages))
	}
	_, err = fmt.Fprintf(w, "%d Go modules and %d npm packages, all under accepted licenses\n", len(modules), len(packages))
	return err
}
