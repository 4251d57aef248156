// Command generate writes the GraphQL code of package graph: the half of what gqlgen makes of gqlgen.yml and the schema
// that takes a request in, and a half of its own that writes the answer.
//
// gqlgen's code for answers makes a context, a few closures and a value that writes itself for each field, runs the fields
// that have a resolver side by side, and writes when all are there. That suits resolvers that wait for other servers; for
// ours, which read memory, it took more time than they do. The code made here calls a resolver and appends its result to
// the answer, field after field; what is the same for all objects of a list is done once. See the decisions in package graph.
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/99designs/gqlgen/api"
	"github.com/99designs/gqlgen/codegen"
	"github.com/99designs/gqlgen/codegen/config"
)

func main() {
	if err := generate(); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

func generate() error {
	cfg, err := config.LoadConfigFromDefaultLocations()
	if err != nil {
		return err
	}
	// What gqlgen writes is not whole before both of the steps below.
	cfg.SkipValidation = true
	model := &keeper{}
	if err := api.Generate(cfg, api.AddPlugin(model)); err != nil {
		return err
	}
	files, err := filepath.Glob(filepath.Join(cfg.Exec.Dir(), "*.generated.go"))
	if err != nil {
		return err
	}
	for _, file := range files {
		if err := reduce(file); err != nil {
			return err
		}
	}
	return writeAnswers(model.data)
}

// keeper is a plugin that keeps the model of the code that gqlgen writes.
type keeper struct{ data *codegen.Data }

// Name returns the plugin's name.
func (*keeper) Name() string { return "keeper" }

// GenerateCode is called when the model is complete.
func (k *keeper) GenerateCode(data *codegen.Data) error {
	k.data = data
	return nil
}
