package pages

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
)

//go:embed queries
var queryFiles embed.FS

// documents holds the GraphQL documents of the pages, by file name without .graphql.
type documents map[string]string

var (
	fragmentStart = regexp.MustCompile(`(?m)^fragment (\w+) on `)
	fragmentUse   = regexp.MustCompile(`\.\.\.(\w+)`)
	commentLine   = regexp.MustCompile(`(?m)^#.*\n`)
)

// Documents returns every GraphQL document of the pages, sorted. A server that accepts only trusted documents must
// trust these.
func Documents() ([]string, error) {
	docs, err := readDocuments()
	if err != nil {
		return nil, err
	}
	all := make([]string, 0, len(docs))
	for _, d := range docs {
		all = append(all, d)
	}
	slices.Sort(all)
	return all, nil
}

// readDocuments reads queries/ and adds to each document the fragments that it uses, directly or indirectly; a document
// with unused fragments would be refused.
func readDocuments() (documents, error) {
	shared, err := fs.ReadFile(queryFiles, "queries/fragments.graphql")
	if err != nil {
		return nil, err
	}
	fragments := make(map[string]string)
	text := commentLine.ReplaceAllString(string(shared), "")
	starts := fragmentStart.FindAllStringSubmatchIndex(text, -1)
	for i, at := range starts {
		end := len(text)
		if i+1 < len(starts) {
			end = starts[i+1][0]
		}
		fragments[text[at[2]:at[3]]] = strings.TrimSpace(text[at[0]:end])
	}
	files, err := fs.Glob(queryFiles, "queries/*.graphql")
	if err != nil {
		return nil, err
	}
	docs := make(documents)
	for _, file := range files {
		name := strings.TrimSuffix(path.Base(file), ".graphql")
		if name == "fragments" {
			continue
		}
		b, err := fs.ReadFile(queryFiles, file)
		if err != nil {
			return nil, err
		}
		if docs[name], err = withFragments(strings.TrimSpace(commentLine.ReplaceAllString(string(b), "")), fragments); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
	}
	return docs, nil
}

func withFragments(document string, fragments map[string]string) (string, error) {
	added := make(map[string]bool)
	for rest := document; rest != ""; {
		var next strings.Builder
		for _, use := range fragmentUse.FindAllStringSubmatch(rest, -1) {
			name := use[1]
			if added[name] {
				continue
			}
			fragment, ok := fragments[name]
			if !ok {
				return "", fmt.Errorf("no fragment %s; add it to fragments.graphql", name)
			}
			added[name] = true
			next.WriteString("\n\n" + fragment)
		}
		rest = next.String()
		document += rest
	}
	return document + "\n", nil
}
