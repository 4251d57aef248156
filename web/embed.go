// Package web holds what the pages are made of: the built pages, which are the network view and the GraphQL explorer, the
// messages in both languages and the style that all pages share. One binary serves them.
//
// The built pages are built into dist by "make build" and are not committed: they hold other people's code. The package
// compiles without them; the documents of package pages need none of them.
package web

import (
	"embed"
	"io/fs"
)

// The pattern matches the file dist.txt, which is committed, and the folder dist once it is built.
//
//go:embed all:dist* messages styles
var files embed.FS

// View returns the files of the built network view, with Vite's manifest in .vite/manifest.json, or false if it was not
// built. What lies in its folder assets is named by its content.
func View() (fs.FS, bool) { return built("dist/view", ".vite/manifest.json") }

// GraphiQL returns the files of the built GraphQL explorer, index.html at the root, or false if it was not built. What
// lies in its folder assets is named by its content. Its addresses are for a server that has it at /graphiql/.
func GraphiQL() (fs.FS, bool) { return built("dist/graphiql", "index.html") }

// Messages returns the messages: en.json and fr.json, each an object of keys and texts.
func Messages() fs.FS { return sub("messages") }

// Styles returns the style sheets that are not built: tokens.css, which has the colors, spaces and sizes of all pages.
func Styles() fs.FS { return sub("styles") }

// built returns a folder if the file in it is there.
func built(folder, file string) (fs.FS, bool) {
	if _, err := fs.Stat(files, folder+"/"+file); err != nil {
		return nil, false
	}
	return sub(folder), true
}

func sub(folder string) fs.FS {
	s, err := fs.Sub(files, folder)
	if err != nil {
		panic("the path " + folder + " is not valid: " + err.Error())
	}
	return s
}
