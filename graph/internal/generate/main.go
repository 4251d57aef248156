// Command generate writes the GraphQL code of package graph from gqlgen.yml and the schema.
//
// gqlgen reads the schema, binds its types to Go and keeps the signatures of the resolvers people write. The code that
// reads arguments and writes answers comes from the templates here. gqlgen's own code for answers makes a context, a few
// closures and a value that writes itself for each field, and runs fields with a resolver side by side; that suits
// resolvers that wait for other servers. Ours read memory, so the code here calls a resolver and appends its result to the
// answer, field after field, and does once what is the same for all objects of a list. See the decisions in package graph.
package main

import (
	"fmt"
	"io"
	"log"
	"os"

	"github.com/99designs/gqlgen/codegen"
	"github.com/99designs/gqlgen/codegen/config"
	"github.com/99designs/gqlgen/plugin/resolvergen"
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
	if err := cfg.LoadSchema(); err != nil {
		return err
	}
	if err := cfg.Init(); err != nil {
		return err
	}
	unbind(cfg)
	log.SetOutput(io.Discard) // gqlgen tells of each field that it does not bind; most are bound by a convention
	data, err := codegen.BuildData(cfg)
	if err != nil {
		return err
	}
	m, err := newModel(data)
	if err != nil {
		return err
	}
	resolvers := resolvergen.Plugin{}
	if err := resolvers.GenerateCode(data); err != nil {
		return err
	}
	if err := writeArguments(m); err != nil {
		return err
	}
	return writeAnswers(m)
}
