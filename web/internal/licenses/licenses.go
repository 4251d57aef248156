// Package licenses finds the licenses of what forumgraph is made of: the Go modules of which the program, its tests and
// its tools are built, and the npm packages of the pages. It reads the module cache and the lock file, and needs no network.
package licenses

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// Licensed is a module or package with the SPDX expression of its license, "" if none is recognized.
type Licensed struct {
	Name    string `json:"name"`
	License string `json:"license"`
	// Ships reports whether it is a part of the program, rather than of its tests and tools.
	Ships bool `json:"-"`
}

// Modules returns the Go modules of the program, its tests and its tools, by name. root is the folder of go.mod. They have to
// be in the module cache, as they are after a build.
func Modules(ctx context.Context, root string) ([]Licensed, error) {
	ships, err := modulesOf(ctx, root, "./cmd/forumgraph")
	if err != nil {
		return nil, err
	}
	all, err := modulesOf(ctx, root, "-test", "./...", "tool")
	if err != nil {
		return nil, err
	}
	// Go's own library is in every program that it builds.
	found := []Licensed{{"Go", "BSD-3-Clause", true}}
	for path, dir := range all {
		_, shipped := ships[path]
		found = append(found, Licensed{path, licenseIn(dir), shipped})
	}
	return byName(found), nil
}

// modulesOf returns the folders of the modules of the packages that go list finds, by path.
func modulesOf(ctx context.Context, root string, packages ...string) (map[string]string, error) {
	args := append([]string{"list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}}\t{{.Dir}}{{end}}{{end}}"}, packages...)
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir = root
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("go list: %w: %s", err, stderr.String())
	}
	dirs := make(map[string]string)
	for line := range strings.Lines(string(out)) {
		if path, dir, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok {
			dirs[path] = dir
		}
	}
	return dirs, nil
}

// Packages returns the npm packages that a lock file names, by name.
func Packages(lockFile string) ([]Licensed, error) {
	b, err := os.ReadFile(lockFile)
	if err != nil {
		return nil, err
	}
	var lock struct {
		Packages map[string]struct {
			License                    string
			Dev, DevOptional, Optional bool
		}
	}
	if err := json.Unmarshal(b, &lock); err != nil {
		return nil, fmt.Errorf("%s: %w", lockFile, err)
	}
	var all []Licensed
	for path, p := range lock.Packages {
		at := strings.LastIndex(path, "node_modules/")
		if at < 0 {
			continue
		}
		name := path[at+len("node_modules/"):]
		all = append(all, Licensed{name, cmp.Or(read[name], p.License), !p.Dev && !p.DevOptional && !p.Optional})
	}
	return slices.Compact(byName(all)), nil
}

// Shipping returns those that ship.
func Shipping(all []Licensed) []Licensed {
	return slices.DeleteFunc(slices.Clone(all), func(l Licensed) bool { return !l.Ships })
}

func byName(all []Licensed) []Licensed {
	slices.SortFunc(all, func(a, b Licensed) int {
		// What ships stands before what does not under the same name and license, as Compact keeps the first.
		return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.License, b.License), cmp.Compare(rank(a), rank(b)))
	})
	return all
}

func rank(l Licensed) int {
	if l.Ships {
		return 0
	}
	return 1
}

// permissive are the licenses that ask for no more than notices, of the files themselves at most (MPL-2.0): what is under
// them may be part of a program under any license.
var permissive = []string{
	"0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "BlueOak-1.0.0", "CC0-1.0", "ISC", "MIT", "MIT-0", "MPL-2.0", "OFL-1.1", "Python-2.0",
	"Unlicense", "Zlib",
}

// forTools are those that are also fine for what does not ship: data and fonts of tests.
var forTools = []string{"Bitstream-Vera", "CC-BY-4.0"}

// read are the licenses of packages that name none by its identifier, as a person read them.
var read = map[string]string{"dejavu-fonts-ttf": "Bitstream-Vera"}

// Problem returns what stands against l, "" if nothing does.
func (l Licensed) Problem() string {
	switch {
	case l.License == "":
		return "no license is recognized; read it, and let licenses.go know its words"
	case l.accepts(permissive):
		return ""
	case !l.Ships && l.accepts(append(slices.Clone(permissive), forTools...)):
		return ""
	}
	return "not on the list of accepted licenses; read it, and accept it in licenses.go or use something else"
}

// accepts reports whether an expression of license names joined by AND or OR is met by accepted ones.
func (l Licensed) accepts(accepted []string) bool {
	text := strings.Trim(l.License, "()")
	return slices.ContainsFunc(strings.Split(text, " OR "), func(choice string) bool {
		return !slices.ContainsFunc(strings.Split(choice, " AND "), func(id string) bool {
			return !slices.Contains(accepted, strings.Trim(id, "() "))
		})
	})
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
