package pages

import (
	"cmp"
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
)

//go:embed licenses.json
var licensesFile []byte

// licenses are the modules and packages that ship with the program, each with the SPDX identifier of its license. "go
// test ./web/pages -run Licenses -update" makes the file, which holds no license texts.
type licenses struct {
	Go  []licensed `json:"go"`
	NPM []licensed `json:"npm"`
}

type licensed struct {
	Name    string `json:"name"`
	License string `json:"license"`
}

// shipped is the third-party code in one part of the program; Key names the part.
type shipped struct {
	Key      string
	Licenses []license
}

func (q *request) licenses() (*page, error) {
	all, err := readLicenses()
	if err != nil {
		return nil, err
	}
	return &page{
		Title: q.text("licenses.title"), Lead: q.text("licenses.lead"), Template: "licenses",
		Body: []shipped{{"licenses.npm", byLicense(all.NPM)}, {"licenses.go", byLicense(all.Go)}},
	}, nil
}

// license is a license and what is under it, ordered by name.
type license struct {
	ID    string
	Names []string
}

func readLicenses() (licenses, error) {
	var all licenses
	if err := json.Unmarshal(licensesFile, &all); err != nil {
		return all, fmt.Errorf("licenses.json: %w; make it anew", err)
	}
	return all, nil
}

// byLicense groups by license, the largest group first.
func byLicense(all []licensed) []license {
	at := make(map[string]int)
	var groups []license
	for _, l := range all {
		i, ok := at[l.License]
		if !ok {
			i = len(groups)
			at[l.License] = i
			groups = append(groups, license{ID: l.License})
		}
		groups[i].Names = append(groups[i].Names, l.Name)
	}
	slices.SortStableFunc(groups, func(a, b license) int {
		return cmp.Or(len(b.Names)-len(a.Names), cmp.Compare(a.ID, b.ID))
	})
	return groups
}
