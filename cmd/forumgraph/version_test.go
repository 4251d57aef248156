package main

import (
	"runtime/debug"
	"testing"
)

// A build tells what it was made from; one that does not know says so.
func TestVersions(t *testing.T) {
	setting := func(key, value string) debug.BuildSetting { return debug.BuildSetting{Key: key, Value: value} }
	for _, tt := range []struct {
		name              string
		info              *debug.BuildInfo
		version, revision string
		archived          string
	}{
		{"without modules", nil, "unknown", "unknown", ""},
		{"without version control", &debug.BuildInfo{Main: debug.Module{Version: "(devel)"}}, "(devel)", "unknown", "$Format:%H$\n"},
		{
			"a revision",
			&debug.BuildInfo{Main: debug.Module{Version: "v1.2.0"}, Settings: []debug.BuildSetting{setting("vcs.revision", "a13b")}},
			"v1.2.0", "a13b", "$Format:%H$\n",
		},
		{
			"a revision and more",
			&debug.BuildInfo{Settings: []debug.BuildSetting{setting("vcs.modified", "true"), setting("vcs.revision", "a13b")}},
			"unknown", "a13b, with changes", "$Format:%H$\n",
		},
		{
			"an archive within another history",
			&debug.BuildInfo{Main: debug.Module{Version: "v1.2.0"}, Settings: []debug.BuildSetting{setting("vcs.revision", "a13b")}},
			"v1.2.0", "0123456789abcdef0123456789abcdef01234567, from a source archive, changes unknown",
			"0123456789abcdef0123456789abcdef01234567\n",
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			version, revision := versions(tt.info, tt.archived)
			if version != tt.version || revision != tt.revision {
				t.Errorf("got %q, %q; want %q, %q", version, revision, tt.version, tt.revision)
			}
		})
	}
}
