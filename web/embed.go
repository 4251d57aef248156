// Package web holds the built network view, so that one binary serves it.
//
// The view is built into dist by "make build" and is not committed: it holds other people's code. The package compiles
// without it, and then offers the page that says how to make the view.
package web

import (
	"embed"
	"io/fs"
)

// The pattern matches the page dist-missing.html, which is committed, and the folder dist once it is built.
//
//go:embed all:dist*
var files embed.FS

// View returns the files of the built network view, index.html at the root, or false if it was not built.
func View() (fs.FS, bool) {
	if _, err := fs.Stat(files, "dist/index.html"); err != nil {
		return nil, false
	}
	view, err := fs.Sub(files, "dist")
	return view, err == nil
}

// Missing returns the page, a html/template over the address of the server as {{.}}, that stands in for the view.
func Missing() string {
	page, err := files.ReadFile("dist-missing.html")
	if err != nil {
		panic("the pattern above embeds dist-missing.html: " + err.Error())
	}
	return string(page)
}
