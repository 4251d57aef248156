package badgerstore_test

import (
	"os"
	"path/filepath"
	"testing"

	"forumgraph/store/badgerstore"
	"forumgraph/store/storetest"
)

// A store that an older program wrote must open with the graph it was given, and go on from there.
func TestOpen_old_formats(t *testing.T) {
	for _, test := range []struct{ name, digest string }{
		// The digest of storetest.Example when the store was written; it must never be computed anew.
		{"v1", "e78da291853cfb22180ff90feb675647517e79e8852eb8a143f13611c0ff84a8"},
		{"v2", "e78da291853cfb22180ff90feb675647517e79e8852eb8a143f13611c0ff84a8"},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			if err := os.CopyFS(dir, os.DirFS(filepath.Join("testdata", test.name))); err != nil {
				t.Fatal(err)
			}
			s, err := badgerstore.Open(dir, badgerstore.Options{})
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() {
				if err := s.Close(); err != nil {
					t.Error(err)
				}
			})
			storetest.Check(t, s)
			if got := digest(t, s).String(); got != test.digest {
				t.Errorf("digest: got %s, want %s", got, test.digest)
			}
			if log, err := s.Log(t.Context(), 0, 0); err != nil || len(log) != 1 || log[0].Author != "tester" {
				t.Errorf("log: got %d records, %v", len(log), err)
			}
			if done, err := s.Apply(t.Context(), storetest.Example()); err != nil || done.Version != 1 {
				t.Errorf("apply the same again: got %+v, %v", done, err)
			}
			cs := storetest.Example()
			cs.Put[len(cs.Put)-1].Base().Citations = storetest.Cite(1)
			done, err := s.Apply(t.Context(), cs)
			if err != nil || done.Version != 2 || done.Changed != 1 {
				t.Errorf("apply a change: got %+v, %v", done, err)
			}
			storetest.Check(t, s)
		})
	}
}
