// Package web holds the built pages, the network view and the GraphQL explorer, so that one binary serves them.
//
// They are built into dist by "make build" and are not committed: they hold other people's code. The package compiles
// without them, and then offers the page that stands in for the network view.
package web

import (
	"embed"
	"io/fs"
)

// The pattern matches the files dist-missing.*, which are committed, and the folder dist once it is built.
//
//go:embed all:dist*
var files embed.FS

// View returns the files of the built network view, index.html at the root, or false if it was not built.
func View() (fs.FS, bool) { return page("dist/view") }

// GraphiQL returns the files of the built GraphQL explorer, index.html at the root, or false if it was not built. What
// lies in its folder assets is named by its content. Its addresses are for a server that has it at /graphiql/.
func GraphiQL() (fs.FS, bool) { return page("dist/graphiql") }

// Missing returns the page, a html/template over the address of the server as {{.}}, that stands in for the view. It
// takes its style sheet from /dist-missing.css.
func Missing() string { return string(read("dist-missing.html")) }

// MissingStyle returns the style sheet of the page Missing.
func MissingStyle() []byte { return read("dist-missing.css") }

func page(folder string) (fs.FS, bool) {
	if _, err := fs.Stat(files, folder+"/index.html"); err != nil {
		return nil, false
	}
	sub, err := fs.Sub(files, folder)
	return sub, err == nil
}

func read(name string) []byte {
	b, err := files.ReadFile(name)
	if err != nil {
		panic("the pattern above embeds " + name + ": " + err.Error())
	}
	return b
}
