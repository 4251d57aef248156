package seed_test

import (
	"os"
	"testing"

	"forumgraph/seed"
	"forumgraph/seed/seedtest"
	"forumgraph/store"
)

const forum = store.ID("source:national-forum-2016")

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
	text := seedtest.Report(tb)
	s, err := seed.Segment(forum, text, forumOutline(tb))
	if err != nil {
		tb.Fatal(err)
	}
	return text, s
}
