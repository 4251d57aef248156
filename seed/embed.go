package seed

import (
	"embed"
	"io/fs"
)

//go:embed forum/*.yaml forum/statements
var corpora embed.FS

// Forum returns the first corpus: the summary report of the 2016 National Forum on Human Trafficking, for [Load] to
// read.
func Forum() fs.FS {
	sub, err := fs.Sub(corpora, "forum")
	if err != nil {
		panic("embedded corpus: " + err.Error()) // "forum" is a valid path, so Sub cannot fail
	}
	return sub
}
