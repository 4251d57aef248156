package main

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"

	"github.com/goccy/go-yaml"
	"github.com/spf13/cobra"

	"forumgraph/seed"
	"forumgraph/store"
)

func newDraft() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "draft",
		Short: "Help to write a dataset: cut a report into passages, pin citations",
		Args:  noArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newDraftPassages(), newDraftPin())
	return cmd
}

type draftPassagesOptions struct {
	source, out string
}

func newDraftPassages() *cobra.Command {
	var o draftPassagesOptions
	cmd := &cobra.Command{
		Use:   "passages --source FILE FOLDER",
		Short: "Cut a report into passages along the sections listed in a dataset folder",
		Long: `Passages reads the lists "sources" and "sections" in the folder, cuts the text of the report
along the sections' headings, and writes the list "passages": paths, kinds, offsets, lengths and
hashes, no words. The same text and sections give the same bytes.`,
		Example: "  forumgraph draft passages --source report.txt --out my-report/passages.yaml my-report",
		Args:    oneArg("the dataset folder"),
		RunE:    func(cmd *cobra.Command, args []string) error { return draftPassages(cmd.OutOrStdout(), o, args[0]) },
	}
	sourceFlag(cmd, &o.source)
	cmd.Flags().StringVar(&o.out, "out", "-", "`FILE` to write, - for standard output")
	return cmd
}

func draftPassages(stdout io.Writer, o draftPassagesOptions, folder string) error {
	text, err := requiredCopy(o.source)
	if err != nil {
		return err
	}
	source, outline, err := readOutline(os.DirFS(folder), folder)
	if err != nil {
		return err
	}
	segmentation, err := seed.Segment(source, text, outline)
	if err != nil {
		return hinted(err, "compare the headings in %s with the lines of %s that open the sections", folder, o.source)
	}
	write := func(w io.Writer) error { return seed.WritePassages(w, segmentation) }
	if o.out == "-" {
		return writeBuffered(stdout, write)
	}
	return replaceFile(o.out, write)
}

// requiredCopy reads the copy at path; a draft needs one.
func requiredCopy(path string) (string, error) {
	if path == "" {
		return "", &usageError{err: fmt.Errorf("draft: missing flag --source"), hint: "name the text of the report: --source report.txt"}
	}
	return readCopy(path, nil)
}

// readOutline returns the ID of the one source in a dataset folder, and its sections in file order.
func readOutline(folder fs.FS, name string) (store.ID, seed.Outline, error) {
	var sources []store.ID
	var outline seed.Outline
	err := eachYAML(folder, name, func(file string) error {
		head, err := decodeYAML[struct {
			Sources []struct {
				ID string `yaml:"id"`
			} `yaml:"sources"`
			Sections []struct {
				Path    string `yaml:"path"`
				Heading string `yaml:"heading"`
				Speaker string `yaml:"speaker"`
			} `yaml:"sections"`
		}](folder, name, file)
		if err != nil {
			return err
		}
		for _, s := range head.Sources {
			id, err := store.ParseID(s.ID)
			if err != nil {
				return fmt.Errorf("%s: %w", path.Join(name, file), err)
			}
			sources = append(sources, id)
		}
		for _, s := range head.Sections {
			outline = append(outline, seed.OutlineSection{Path: s.Path, Heading: s.Heading, Speaker: s.Speaker})
		}
		return nil
	})
	switch {
	case err != nil:
		return "", nil, err
	case len(sources) != 1:
		return "", nil, hinted(fmt.Errorf("%s lists %s", name, count(len(sources), "source", "sources")),
			"a dataset folder has exactly one entry in \"sources\", with the id of the report")
	case len(outline) == 0:
		return "", nil, hinted(fmt.Errorf("%s lists no sections", name), "list the report's headings under \"sections\", in their order")
	}
	return sources[0], outline, nil
}

// eachYAML calls f with the path of each YAML file in a dataset folder, in lexical order.
func eachYAML(folder fs.FS, name string, f func(file string) error) error {
	return fs.WalkDir(folder, ".", func(file string, entry fs.DirEntry, err error) error {
		if err != nil {
			return fmt.Errorf("dataset %s: %w", name, err)
		}
		if ext := path.Ext(file); entry.IsDir() || ext != ".yaml" && ext != ".yml" {
			return nil
		}
		return f(file)
	})
}

// decodeYAML returns the parts of a dataset file that T names. The rest of the file may be invalid or missing, because
// it is still being written.
func decodeYAML[T any](folder fs.FS, name, file string) (T, error) {
	var v T
	b, err := fs.ReadFile(folder, file)
	if err != nil {
		return v, err
	}
	if err := yaml.Unmarshal(b, &v); err != nil {
		return v, fmt.Errorf("%s: %s", path.Join(name, file), yaml.FormatError(err, false, false))
	}
	return v, nil
}
