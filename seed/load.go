package seed

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"

	"forumgraph/store"
)

// Load reads the corpus in fsys: all files below its root that end in .yaml or .yml, in lexical order. Messages put
// name before the names of the files.
//
// The dataset holds exactly one source. It is checked as a graph of its own; [Plan] checks whether it fits into a
// store's graph.
//
// Errors: [Errors] with every problem; those of reading fsys. If a file is invalid YAML, references between records are
// not checked: their target may be in that file.
func Load(fsys fs.FS, name string) (*Dataset, error) {
	files, err := readFiles(fsys, name)
	if err != nil {
		return nil, fmt.Errorf("read dataset %s: %w", name, err)
	}
	d := &decoder{
		problems: files.problems,
		partial:  files.broken,
		told:     make(map[fieldKey]bool),
		origins:  make(map[store.ID]origin),
		sections: make(map[string]*store.Section),
		passages: make(map[string]*store.Passage),
	}
	d.decode(files.values)
	ds := &Dataset{Nodes: d.nodes, Decisions: d.decisions, origins: d.origins}
	for _, n := range ds.Nodes {
		ds.Normalized += store.NormalizeTexts(n)
	}
	ds.sort()
	if d.sources == 0 && !files.broken {
		d.problem(Position{File: name}, "no source; add a list \"sources\" with one entry")
	}
	if d.source != "" && !files.broken {
		invalid, err := ds.validate(context.Background(), d.told)
		if err != nil {
			return nil, fmt.Errorf("check dataset %s: %w", name, err)
		}
		d.problems = append(d.problems, invalid...)
	}
	if err := d.problems.err(); err != nil {
		return nil, err
	}
	return ds, nil
}

// corpusFiles are the files of one corpus as YAML.
type corpusFiles struct {
	// values are those of the files that are not empty, in lexical order.
	values   []*yamlValue
	problems Errors
	// broken reports whether the values of a file are missing.
	broken bool
}

func readFiles(fsys fs.FS, name string) (corpusFiles, error) {
	var files corpusFiles
	err := fs.WalkDir(fsys, ".", func(file string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if ext := path.Ext(file); entry.IsDir() || ext != ".yaml" && ext != ".yml" {
			return nil
		}
		src, err := readLimited(fsys, file)
		if err != nil && !errors.Is(err, errTooLong) {
			return err
		}
		files.add(src, path.Join(name, file), err != nil)
		return nil
	})
	return files, err
}

func (f *corpusFiles) add(src []byte, file string, tooLong bool) {
	if tooLong {
		f.problems = append(f.problems, Problem{Position{File: file}, fmt.Sprintf("longer than %d MiB; split the file", maxYAMLFile>>20)})
		f.broken = true
		return
	}
	v, problems := parseYAML(src, file)
	f.problems = append(f.problems, problems...)
	f.broken = f.broken || v == nil && len(problems) > 0
	if v != nil {
		f.values = append(f.values, v)
	}
}

var errTooLong = errors.New("file too long")

func readLimited(fsys fs.FS, file string) ([]byte, error) {
	f, err := fsys.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	src, err := io.ReadAll(io.LimitReader(f, maxYAMLFile+1))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	if len(src) > maxYAMLFile {
		return nil, errTooLong
	}
	return src, nil
}

// decode reads the lists of all files. The document side comes first, because citations need it.
func (d *decoder) decode(files []*yamlValue) {
	var roots []*mapping
	for _, f := range files {
		if f.kind != yamlMap {
			d.problem(f.pos, "want lists by name, got %s; begin the file with a key such as \"people:\"", f.kind)
			continue
		}
		roots = append(roots, &mapping{d: d, v: f, what: "a dataset"})
	}
	each := func(key string, read func(v *yamlValue)) {
		for _, m := range roots {
			list(m, key, func(v *yamlValue, _ string) struct{} { read(v); return struct{}{} })
		}
	}
	var stories []*yamlValue
	each("stories", func(v *yamlValue) { stories = append(stories, v) })
	each("sources", func(v *yamlValue) { d.readSource(v, stories) })
	each("sections", d.readSection)
	d.parents()
	each("passages", d.readPassage)
	each("setAside", d.readSetAside)
	for _, kind := range store.Kinds() {
		if !kind.IsDocument() {
			each(kind.Info().Plural, func(v *yamlValue) { d.readRecord(kind, v) })
		}
	}
	each("decisions", d.readDecision)
	for _, m := range roots {
		m.done()
	}
	d.fillQuantifiers()
}

// fillQuantifiers gives each collective in a statement its own quantifier if the statement does not give one. Collectives
// are read before statements.
func (d *decoder) fillQuantifiers() {
	quantifiers := make(map[store.ID]store.Quantifier)
	for _, n := range d.nodes {
		switch n := n.(type) {
		case *store.Collective:
			quantifiers[n.ID] = n.Quantifier
		case *store.Statement:
			for i, v := range n.Voices {
				if v.Quantifier != "" || v.Voice.Kind() != store.KindCollective {
					continue
				}
				own := quantifiers[v.Voice]
				n.Voices[i].Quantifier = own
				if own == "" {
					// Either the collective is unknown or it has no quantifier: reported there.
					d.told[fieldKey{n.ID, fmt.Sprintf("voices[%d].quantifier", i)}] = true
				}
			}
		}
	}
}
