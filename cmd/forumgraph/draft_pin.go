package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"github.com/spf13/cobra"

	"forumgraph/seed"
	"forumgraph/store"
)

type draftPinOptions struct{ source string }

func newDraftPin() *cobra.Command {
	var o draftPinOptions
	cmd := &cobra.Command{
		Use:   "pin --source FILE FOLDER",
		Short: "Replace the words of the report in citations by spans and hashes",
		Long: `Pin rewrites the files of a dataset folder in place: each citation by its first and last words
("from", "to") becomes one by span and hash, so that no words of the report remain. Everything else
in the files stays as it is. If one citation cannot be pinned, no file is changed.`,
		Example: "  forumgraph draft pin --source report.txt my-report",
		Args:    oneArg("the dataset folder"),
		RunE:    func(cmd *cobra.Command, args []string) error { return draftPin(cmd.OutOrStdout(), o, args[0]) },
	}
	sourceFlag(cmd, &o.source)
	return cmd
}

// pinnedFile is a dataset file with pinned citations.
type pinnedFile struct {
	path      string
	content   []byte
	citations int
}

func draftPin(stdout io.Writer, o draftPinOptions, folder string) error {
	text, err := requiredCopy(o.source)
	if err != nil {
		return err
	}
	pinned, err := pinFolder(os.DirFS(folder), folder, text)
	if err != nil {
		return err
	}
	for _, f := range pinned {
		write := func(w io.Writer) error { _, err := w.Write(f.content); return err }
		if err := replaceFile(f.path, write); err != nil {
			return err
		}
		if _, err := fmt.Fprintf(stdout, "%s: %s pinned\n", f.path, count(f.citations, "citation", "citations")); err != nil {
			return err
		}
	}
	return nil
}

// pinFolder returns the changed files of a dataset folder, pinned. One error reports all citations that cannot be
// pinned.
func pinFolder(folder fs.FS, name, text string) ([]pinnedFile, error) {
	passages, err := readPassages(folder, name)
	if err != nil {
		return nil, err
	}
	attachment := seed.Attach(text, passages)
	byPath := make(map[string]store.ID, len(passages))
	for _, p := range passages {
		byPath[p.Path] = p.ID
	}
	var pinned []pinnedFile
	var problems seed.Errors
	err = eachYAML(folder, name, func(file string) error {
		src, err := fs.ReadFile(folder, file)
		if err != nil {
			return err
		}
		f := pinnedFile{path: filepath.Join(name, filepath.FromSlash(file))}
		f.content, err = seed.PinFile(src, path.Join(name, file), func(at, from, to string) (store.Citation, error) {
			id, ok := byPath[at]
			if !ok {
				return store.Citation{}, fmt.Errorf("unknown passage %q; correct the path: %w", at, store.ErrNotFound)
			}
			if from != "" || to != "" {
				f.citations++
			}
			return attachment.Find(id, from, to)
		})
		if found := (seed.Errors)(nil); errors.As(err, &found) {
			problems = append(problems, found...)
			return nil
		}
		if err == nil && !bytes.Equal(src, f.content) {
			pinned = append(pinned, f)
		}
		return err
	})
	if err == nil && len(problems) > 0 {
		err = hinted(fmt.Errorf("no file of %s is changed:\n%w", name, problems), "correct each place and pin again")
	}
	return pinned, err
}

// readPassages returns the passages listed in a dataset folder, with only the fields that are needed to find them in a
// copy. Other records may be invalid, since their citations still hold words.
func readPassages(folder fs.FS, name string) ([]*store.Passage, error) {
	var passages []*store.Passage
	err := eachYAML(folder, name, func(file string) error {
		list, err := decodeYAML[struct {
			Passages []struct {
				Path   string   `yaml:"path"`
				Ranges [][2]int `yaml:"ranges"`
				Length int      `yaml:"length"`
				SHA256 string   `yaml:"sha256"`
			} `yaml:"passages"`
		}](folder, name, file)
		if err != nil {
			return err
		}
		for _, entry := range list.Passages {
			hash, err := store.ParseHash(entry.SHA256)
			if err != nil {
				return fmt.Errorf("%s: passage %s: %w", path.Join(name, file), entry.Path, err)
			}
			p := &store.Passage{Path: entry.Path, Order: len(passages) + 1, Length: entry.Length, SHA256: hash}
			// A corpus has one source, so the path alone identifies a passage.
			p.ID = store.NewID(store.KindPassage, entry.Path)
			for _, r := range entry.Ranges {
				p.Ranges = append(p.Ranges, store.Range{Start: r[0], End: r[1]})
			}
			passages = append(passages, p)
		}
		return nil
	})
	if err == nil && len(passages) == 0 {
		err = hinted(fmt.Errorf("%s lists no passages", name), "make them with 'forumgraph draft passages'")
	}
	return passages, err
}
