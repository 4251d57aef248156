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
// with unused fragments would be refused. A fragment may be in any file, after its document. KindPage is the fragment of
// all those named …Page.
func readDocuments() (documents, error) {
	files, err := fs.Glob(queryFiles, "queries/*.graphql")
	if err != nil {
		return nil, err
	}
	docs, fragments := make(documents), make(map[string]string)
	kindPage := "fragment KindPage on Node {"
	for _, file := range files {
		b, err := fs.ReadFile(queryFiles, file)
		if err != nil {
			return nil, err
		}
		parts := splitBefore(commentLine.ReplaceAllString(string(b), ""), fragmentStart)
		if parts[0] != "" {
			docs[strings.TrimSuffix(path.Base(file), ".graphql")] = parts[0]
		}
		for _, fragment := range parts[1:] {
			name := fragmentStart.FindStringSubmatch(fragment)[1]
			fragments[name] = fragment
			if strings.HasSuffix(name, "Page") {
				kindPage += "\n  ..." + name
			}
		}
	}
	fragments["KindPage"] = kindPage + "\n}"
	for name, document := range docs {
		if docs[name], err = withFragments(document, fragments); err != nil {
			return nil, fmt.Errorf("queries/%s.graphql: %w", name, err)
		}
	}
	return docs, nil
}

// splitBefore returns what is before the first match of a pattern in s, then each match with what follows it, without
// spaces around.
func splitBefore(s string, start *regexp.Regexp) []string {
	var parts []string
	from := 0
	for _, at := range start.FindAllStringIndex(s, -1) {
		parts = append(parts, strings.TrimSpace(s[from:at[0]]))
		from = at[0]
	}
	return append(parts, strings.TrimSpace(s[from:]))
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
				return "", fmt.Errorf("no fragment %s; add it to a file in queries/", name)
			}
			added[name] = true
			next.WriteString("\n\n" + fragment)
		}
		rest = next.String()
		document += rest
	}
	return document + "\n", nil
}
