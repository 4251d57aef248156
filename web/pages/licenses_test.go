package pages

import (
	"bytes"
	"cmp"
	"encoding/json"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
)

// Every Go module that the program is built of and every npm package that the views may hold is on /about with its license,
// and nothing else. With -update the list is made anew; a license that is not recognized fails either way.
func TestLicenses(t *testing.T) {
	want := licenses{Go: modules(t), NPM: packages(t)}
	if flag.Lookup("update").Value.String() == "true" {
		b, err := json.MarshalIndent(want, "", "  ")
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile("licenses.json", append(b, '\n'), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	got, err := readLicenses()
	if err != nil {
		t.Fatal(err)
	}
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Errorf("what ships differs from licenses.json; run this test with -update (-ships +listed):\n%s", diff)
	}
}

// modules returns the modules of the packages that the program imports, by name.
func modules(t *testing.T) []licensed {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), "go", "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}}\t{{.Dir}}{{end}}{{end}}", "forumgraph/cmd/forumgraph").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	// Go's own library is in every program that it builds.
	all := []licensed{{"Go", "BSD-3-Clause"}}
	for line := range strings.Lines(string(out)) {
		path, dir, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok || slices.ContainsFunc(all, func(l licensed) bool { return l.Name == path }) {
			continue
		}
		id := licenseIn(dir)
		if id == "" {
			t.Errorf("%s: no license is recognized in %s", path, dir)
		}
		all = append(all, licensed{path, id})
	}
	return sortedByName(all)
}

// packages returns the packages of web/package-lock.json that are not for development alone, by name.
func packages(t *testing.T) []licensed {
	t.Helper()
	b, err := os.ReadFile("../package-lock.json")
	if err != nil {
		t.Fatal(err)
	}
	var lock struct {
		Packages map[string]struct {
			License                    string
			Dev, DevOptional, Optional bool
		}
	}
	if err := json.Unmarshal(b, &lock); err != nil {
		t.Fatal(err)
	}
	var all []licensed
	for path, p := range lock.Packages {
		at := strings.LastIndex(path, "node_modules/")
		if at < 0 || p.Dev || p.DevOptional || p.Optional {
			continue
		}
		one := licensed{path[at+len("node_modules/"):], p.License}
		if one.License == "" {
			t.Errorf("%s: package-lock.json tells no license", path)
		}
		if !slices.Contains(all, one) {
			all = append(all, one)
		}
	}
	return sortedByName(all)
}

func sortedByName(all []licensed) []licensed {
	slices.SortFunc(all, func(a, b licensed) int { return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.License, b.License)) })
	return all
}

// marks are words of one license, in the order in which they are looked for.
var marks = []struct{ words, id string }{
	{"mozilla public license version 2.0", "MPL-2.0"},
	{"mozilla public license, version 2.0", "MPL-2.0"},
	{"apache license version 2.0", "Apache-2.0"},
	{"neither the name of", "BSD-3-Clause"},
	{"names of its contributors may be used to endorse", "BSD-3-Clause"},
	{"redistributions in binary form", "BSD-2-Clause"},
	{"permission is hereby granted, free of charge", "MIT"},
	{"permission to use, copy, modify, and/or distribute", "ISC"},
	{"permission to use, copy, modify, and distribute", "ISC"},
	{"free and unencumbered software", "Unlicense"},
}

// licenseIn returns the SPDX identifier of the license in a module's folder, of several joined by AND; empty if none is recognized.
func licenseIn(dir string) string {
	for _, pattern := range []string{"LICENSE*", "LICENCE*", "COPYING*", "License*", "license*"} {
		files, _ := filepath.Glob(filepath.Join(dir, pattern)) // the pattern is well formed
		for _, file := range files {
			b, err := os.ReadFile(file)
			if err != nil {
				continue
			}
			text := strings.ToLower(string(bytes.Join(bytes.Fields(b), []byte(" "))))
			var ids []string
			for _, m := range marks {
				// The words of the two-clause license are in the other as well.
				if !strings.Contains(text, m.words) || slices.Contains(ids, m.id) || m.id == "BSD-2-Clause" && slices.Contains(ids, "BSD-3-Clause") {
					continue
				}
				ids = append(ids, m.id)
			}
			if len(ids) > 0 {
				return strings.Join(ids, " AND ")
			}
		}
	}
	return ""
}
