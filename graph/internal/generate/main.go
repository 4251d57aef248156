// Command generate writes the GraphQL code of package graph: what gqlgen makes of gqlgen.yml and the schema, but without a
// goroutine for each field and each element of a list. See the decisions in package graph.
package main

import (
	"bytes"
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
	if err := api.Generate(cfg, api.AddPlugin(inTurn{})); err != nil {
		return err
	}
	files, err := filepath.Glob(filepath.Join(cfg.Exec.Dir(), "*.generated.go"))
	if err != nil {
		return err
	}
	for _, file := range files {
		if err := rewrite(file); err != nil {
			return err
		}
	}
	return nil
}

// inTurn is a plugin that makes the fields of every object be resolved one after the other.
type inTurn struct{}

// Name returns the plugin's name.
func (inTurn) Name() string { return "in turn" }

// GenerateCode marks the objects before their code is written.
func (inTurn) GenerateCode(data *codegen.Data) error {
	for _, object := range data.Objects {
		object.DisableConcurrency = true
	}
	return nil
}

// replacements are what is written differently in the generated code. Lists are marshaled by the function of package graph.
// Where nothing runs side by side nothing is deferred, and each object can do without the group of its deferred fields.
var replacements = map[string]string{
	"graphql.MarshalSliceConcurrently(": "marshalSlice(",
	"graphql.NewDeferredGroup(ctx)":     "graphql.DeferredGroup{}",
}

// rewrite applies the replacements to a file.
func rewrite(file string) error {
	code, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	written := code
	for from, to := range replacements {
		written = bytes.ReplaceAll(written, []byte(from), []byte(to))
	}
	if bytes.Equal(code, written) {
		return nil
	}
	return os.WriteFile(file, written, 0o644)
}
