package main

import (
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"time"

	"github.com/dustin/go-humanize"
	"github.com/spf13/cobra"

	"forumgraph/graph"
	"forumgraph/store/layout"
)

// The default and the maximum of --timeout. No client waits longer than maxTimeout, nor does a server that shuts down.
const (
	defaultTimeout = 2 * time.Second
	maxTimeout     = time.Hour
)

// maxDrawingNodes is the maximum of --drawing-nodes: the layout of that many nodes takes a minute.
const maxDrawingNodes = 1_000_000

// apiFlags are the unparsed flags of serve that configure the API.
type apiFlags struct {
	noIntrospection, trustedOnly bool
	trustedDocuments             string
	timeout                      time.Duration
	cacheSize                    string
	drawingNodes                 int
}

func (f *apiFlags) register(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.BoolVar(&f.noIntrospection, "no-introspection", false, "tell nobody the schema: no introspection, no /schema.graphql")
	flags.StringVar(&f.trustedDocuments, "trusted-documents", "", "`FILE` with queries that may be asked by their SHA-256: a JSON object of hashes and queries")
	flags.BoolVar(&f.trustedOnly, "trusted-only", false, "answer no other queries than those of --trusted-documents and of the pages")
	flags.DurationVar(&f.timeout, "timeout", defaultTimeout, "longest `TIME` to answer one query")
	flags.StringVar(&f.cacheSize, "cache-size", "", "`SIZE` of the answers that are kept to be given again; 0 keeps none (default a thirty-second of --memory, at most 32 MiB)")
	flags.IntVar(&f.drawingNodes, "drawing-nodes", layout.MostNodes, "most nodes that /drawing.json has, a `NUMBER`; those with the fewest statements are left out")
}

// parse returns the API's options that the flags and the budget determine. Errors about the flags alone are usage
// errors.
func (f *apiFlags) parse(shares budget) (graph.Options, error) {
	o := graph.Options{HideSchema: f.noIntrospection, TrustedOnly: f.trustedOnly, Timeout: f.timeout}
	if f.timeout <= 0 || f.timeout > maxTimeout {
		return o, &usageError{err: fmt.Errorf("--timeout %s: this is not above 0 and at most %s", f.timeout, maxTimeout), hint: "write a time such as 500ms, 10s or 1m"}
	}
	o.CacheBytes, o.PlanBytes = int(shares.Answers), int(shares.Plans)
	if f.cacheSize != "" {
		size, err := humanize.ParseBytes(f.cacheSize)
		if err != nil || size > math.MaxInt {
			return o, wrongValue("cache-size", f.cacheSize, errors.New("this is not a size"), "write a size such as 64MiB or 1GB; 0 keeps no answers")
		}
		o.CacheBytes = int(size)
	}
	if f.drawingNodes < 1 || f.drawingNodes > maxDrawingNodes {
		return o, &usageError{
			err:  fmt.Errorf("--drawing-nodes %d: this is not from 1 to %d", f.drawingNodes, maxDrawingNodes),
			hint: fmt.Sprintf("leave it out for %d; a browser bears a few hundred thousand at most", layout.MostNodes),
		}
	}
	if f.trustedDocuments == "" {
		return o, nil
	}
	var err error
	o.Trusted, err = readTrusted(f.trustedDocuments)
	return o, err
}

// readTrusted reads a manifest of trusted documents.
func readTrusted(path string) (map[string]string, error) {
	file, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, hinted(fmt.Errorf("no file %s", path), "correct --trusted-documents")
	}
	if err != nil {
		return nil, err
	}
	defer file.Close()
	trusted, err := graph.ParseTrusted(file)
	if err != nil {
		return nil, hinted(fmt.Errorf("%s: %w", path, err), `write a JSON object such as {"<SHA-256 of the query>": "{ overview { version } }"}`)
	}
	return trusted, nil
}
