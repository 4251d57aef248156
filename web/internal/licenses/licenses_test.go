package licenses

import (
	"os"
	"path/filepath"
	"testing"
)

// A license is accepted if every part of one of its choices is; what ships has the shorter list.
func TestLicensed_Problem(t *testing.T) {
	for _, test := range []struct {
		license           string
		ships, isAccepted bool
	}{
		{"MIT", true, true},
		{"Apache-2.0 AND BSD-3-Clause", true, true},
		{"(MIT AND Zlib)", true, true},
		{"(MIT OR GPL-3.0-only)", true, true},
		{"GPL-3.0-only", true, false},
		{"GPL-3.0-only", false, false},
		{"MIT AND AGPL-3.0-only", true, false},
		{"CC-BY-4.0", false, true},
		{"CC-BY-4.0", true, false},
		{"SEE LICENSE IN README.md", false, false},
		{"", false, false},
	} {
		l := Licensed{"a", test.license, test.ships}
		if got := l.Problem(); (got == "") != test.isAccepted {
			t.Errorf("%q, ships: %t: got %q", test.license, test.ships, got)
		}
	}
}

// A license is recognized by its words, and one with other words is unknown.
func TestLicenseIn(t *testing.T) {
	for text, want := range map[string]string{
		"Permission is hereby granted,\n free of charge, to any person": "MIT",
		"Redistributions in binary form must ... Neither the name of X": "BSD-3-Clause",
		"Redistributions in binary form must reproduce":                 "BSD-2-Clause",
		"Apache License\n   Version 2.0":                                "Apache-2.0",
		"All rights reserved.":                                          "",
	} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "LICENSE.md"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if got := licenseIn(dir); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
	if got := licenseIn(t.TempDir()); got != "" {
		t.Errorf("no license: got %q", got)
	}
}
