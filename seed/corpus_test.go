package seed_test

import (
	"testing"

	"forumgraph/seed"
	"forumgraph/store/memstore"
)

// The embedded corpus is one sound dataset about one source.
func TestForum(t *testing.T) {
	d, err := seed.Load(seed.Forum(), "seed/forum")
	if err != nil {
		t.Fatalf("Load:\n%v", err)
	}
	if got := d.Sources(); len(got) != 1 {
		t.Errorf("sources = %v, want one", got)
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := seed.Load(seed.Forum(), "seed/forum"); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkPlan(b *testing.B) {
	d, err := seed.Load(seed.Forum(), "seed/forum")
	if err != nil {
		b.Fatal(err)
	}
	b.Run("empty store", func(b *testing.B) {
		s := memstore.New()
		for b.Loop() {
			if _, err := planFor(b, s, d); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("same again", func(b *testing.B) {
		s := memstore.New()
		importInto(b, s, d)
		for b.Loop() {
			if _, err := planFor(b, s, d); err != nil {
				b.Fatal(err)
			}
		}
	})
}
