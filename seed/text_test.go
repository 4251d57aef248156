package seed_test

import (
	"os"
	"testing"

	"forumgraph/seed"
	"forumgraph/store"
)

const forum = store.ID("source:national-forum-2016")

// report returns the text of the first corpus' source, or skips the test.
func report(tb testing.TB) string {
	tb.Helper()
	path := os.Getenv("FORUM_REPORT")
	if path == "" {
		path = "../../shared/report.txt"
	}
	b, err := os.ReadFile(path)
	if os.IsNotExist(err) {
		tb.Skipf("no text of the report at %s; put it there, at ../shared/report.txt beside the repository, or name it in $FORUM_REPORT", path)
	}
	if err != nil {
		tb.Fatal(err)
	}
	return string(b)
}

// forumOutline returns the first corpus' outline.
func forumOutline(tb testing.TB) seed.Outline {
	tb.Helper()
	f, err := os.Open("forum/sections.yaml")
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Close()
	outline, err := seed.ReadOutline(f)
	if err != nil {
		tb.Fatal(err)
	}
	return outline
}

// segmentReport returns the first corpus' text and its segmentation.
func segmentReport(tb testing.TB) (string, *seed.Segmentation) {
	tb.Helper()
	text := report(tb)
	s, err := seed.Segment(forum, text, forumOutline(tb))
	if err != nil {
		tb.Fatal(err)
	}
	return text, s
}
