package pages_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forumgraph/graph"
	"forumgraph/store"
	"forumgraph/web/pages"
)

var update = flag.Bool("update", false, "rewrite the pages in testdata")

// attached is a reader's copy of the example's source.
type attached struct{}

func (attached) Text(store.ID) (string, bool)        { return "quay quay", true }
func (attached) Quote(store.Citation) (string, bool) { return "quay", true }
func (attached) Attached() (matched, total int)      { return 6, 6 }

// Each page of the small graph is the HTML in its file, in both languages. A person reads the diff after -update.
func TestGolden(t *testing.T) {
	bare := example(t)
	withCopy := example(t, func(g *graph.Options, _ *pages.Options) { g.Texts = attached{} })
	for name, address := range map[string]string{
		"start": "/", "issue": "/issue/night-noise", "recommendation": "/recommendation/quiet-hours", "statement": "/statement/ferries",
		"statement-attached": "/statement/noise", "passage": "/passage/quay-report/1/3", "matrix": "/matrix",
		"stances": "/matrix?rows=voice&columns=recommendation", "network": "/network?focus=person:ada", "banks": "/network?outside=1&select=person:ada",
		"connect": "/connect?from=person:ada&to=collective:dock-table", "agreement": "/agreement", "sessions": "/sessions",
		"figures": "/list/figures", "search": "/search?q=night", "missing": "/issue/nowhere",
	} {
		for _, l := range []string{"en", "fr"} {
			t.Run(name+"."+l, func(t *testing.T) {
				site := bare
				if name == "statement-attached" {
					site = withCopy
				}
				got := mainOf(t, get(site, "/"+l+address).Body.Bytes())
				file := filepath.Join("testdata", name+"."+l+".html")
				if *update {
					if err := os.WriteFile(file, got, 0o644); err != nil {
						t.Fatal(err)
					}
				}
				want, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(string(want), string(got)); diff != "" {
					t.Errorf("page (-want +got):\n%s", diff)
				}
			})
		}
	}
}

// mainOf returns what a page has between <main> and </main>, these included: the rest is the same on all pages, and the
// address of its style changes with each change of the style.
func mainOf(t *testing.T, page []byte) []byte {
	t.Helper()
	begin, end := bytes.Index(page, []byte("<main")), bytes.Index(page, []byte("</main>"))
	if begin < 0 || end < begin {
		t.Fatalf("no main in\n%s", page)
	}
	return append(page[begin:end:end], "</main>\n"...)
}
