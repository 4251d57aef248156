package seed

import (
	"fmt"
	"io"
	"strings"

	"github.com/goccy/go-yaml"

	"forumgraph/store"
)

// Outline lists the sections of a source in the order of its text. [Segment] needs it.
type Outline []OutlineSection

// OutlineSection is a section of a source with a heading.
//
// Sections with the paths "archive", "cover" and "contents", and those below them, are the edition's, not the authors':
// every passage in them except the heading is of kind FURNITURE.
type OutlineSection struct {
	// Path is readable and unique: the number or a slug of each section from the top, joined by '/'. The part before
	// the last '/' is the path of the enclosing section, which comes earlier in the outline.
	Path string `yaml:"path"`
	// Name is the section's title without its number.
	Name store.Text `yaml:"name"`
	// Heading is the whole line that opens the section, as printed; comparison folds it.
	Heading string `yaml:"heading"`
	// Speaker is the slug of the person whose presentation the section reports. The first paragraph of the section
	// introduces that person. Empty for other sections.
	Speaker string `yaml:"speaker,omitempty"`
}

// Parent returns the path of the section that encloses s, or "".
func (s OutlineSection) Parent() string {
	if i := strings.LastIndexByte(s.Path, '/'); i >= 0 {
		return s.Path[:i]
	}
	return ""
}

func (s OutlineSection) isFurniture() bool {
	top, _, _ := strings.Cut(s.Path, "/")
	return top == "archive" || top == "cover" || top == "contents"
}

// Check returns the first problem of the outline. An outline has at least one section. Each section has a well-formed,
// unique path, comes after its parent, and has words in its heading.
//
// Errors: store.ErrInvalid with the section and the fix.
func (o Outline) Check() error {
	if len(o) == 0 {
		return fmt.Errorf("outline: no sections; list them: %w", store.ErrInvalid)
	}
	seen := make(map[string]bool, len(o))
	for i, s := range o {
		if _, err := store.ParseID(string(store.NewID(store.KindSection, s.Path))); err != nil {
			return fmt.Errorf("outline: section %d: path %q: a path is short and of lower-case letters and digits in groups "+
				"joined by '-', '/' or '.'; correct it: %w", i+1, clipWords(s.Path), store.ErrInvalid)
		}
		if seen[s.Path] {
			return fmt.Errorf("outline: section %s appears twice; give one another path: %w", s.Path, store.ErrInvalid)
		}
		seen[s.Path] = true
		if p := s.Parent(); p != "" && !seen[p] {
			return fmt.Errorf("outline: section %s: no section %s before it; add it: %w", s.Path, p, store.ErrInvalid)
		}
		if Fold(s.Heading[markLen(s.Heading):]) == "" {
			return fmt.Errorf("outline: section %s: no heading; write the line that opens it: %w", s.Path, store.ErrInvalid)
		}
	}
	return nil
}

// ReadOutline reads and checks the list "sections" of a YAML file, ignoring other lists.
//
// Errors: ErrInvalid with the place in the file or the broken rule; errors of r.
func ReadOutline(r io.Reader) (Outline, error) {
	b, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("read outline: %w", err)
	}
	var file struct {
		Sections Outline `yaml:"sections"`
	}
	if err := yaml.Unmarshal(b, &file); err != nil {
		return nil, fmt.Errorf("read outline: %s: %w", yaml.FormatError(err, false, false), store.ErrInvalid)
	}
	if err := file.Sections.Check(); err != nil {
		return nil, err
	}
	return file.Sections, nil
}
