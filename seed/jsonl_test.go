package seed_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"forumgraph/seed"
	"forumgraph/store"
	"forumgraph/store/memstore"
)

// importInto plans and applies a dataset and returns the planned change set.
func importInto(t testing.TB, s store.Store, d *seed.Dataset) store.ChangeSet {
	t.Helper()
	cs, err := planFor(t, s, d)
	if err != nil {
		t.Fatalf("Plan: %v", err)
	}
	cs.Author, cs.Reason, cs.Time = "test", "import", time.Unix(0, 0)
	if _, err := s.Apply(context.Background(), cs); err != nil {
		t.Fatalf("Apply: %v", err)
	}
	if err := s.Check(context.Background()); err != nil {
		t.Fatalf("Check: %v", err)
	}
	return cs
}

func planFor(t testing.TB, s store.Store, d *seed.Dataset) (store.ChangeSet, error) {
	t.Helper()
	snap, err := s.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	defer snap.Close()
	return seed.Plan(context.Background(), snap, d)
}

func export(t testing.TB, s store.Store) string {
	t.Helper()
	snap, err := s.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	defer snap.Close()
	var b bytes.Buffer
	if err := seed.WriteJSONL(context.Background(), &b, snap); err != nil {
		t.Fatalf("WriteJSONL: %v", err)
	}
	return b.String()
}

// An export, imported into an empty store and exported again, is the same to the byte, and reads as the same nodes.
func TestWriteJSONL_RoundTrip(t *testing.T) {
	d := load(t, people+statements)
	first := memstore.New()
	importInto(t, first, d)
	want := export(t, first)

	again, err := seed.ReadJSONL(strings.NewReader(want), "export.jsonl")
	if err != nil {
		t.Fatalf("ReadJSONL: %v", err)
	}
	if diff := cmp.Diff(d.Nodes, again.Nodes); diff != "" {
		t.Errorf("nodes (-loaded +read):\n%s", diff)
	}
	second := memstore.New()
	importInto(t, second, again)
	if diff := cmp.Diff(want, export(t, second)); diff != "" {
		t.Errorf("second export (-want +got):\n%s", diff)
	}
}

// An export goes beyond one page of a list.
func TestWriteJSONL_Pages(t *testing.T) {
	var b strings.Builder
	b.WriteString("-- places.yaml --\nplaces:\n")
	n := 2*store.MaxPage + 1
	for i := range n {
		fmt.Fprintf(&b, "  - { id: place:p%05d, name: P, citations: [3/1] }\n", i)
	}
	s := memstore.New()
	importInto(t, s, load(t, b.String()))
	if got := strings.Count(export(t, s), `{"id":"place:`); got != n {
		t.Errorf("export holds %d places, want %d", got, n)
	}
}

// The first line is the header, the lines are ordered by kind and then by ID, and an empty graph is a header alone.
func TestWriteJSONL(t *testing.T) {
	const head = `{"format":"forumgraph-dataset","version":1}` + "\n"
	s := memstore.New()
	if got := export(t, s); got != head {
		t.Errorf("empty graph = %q, want %q", got, head)
	}
	importInto(t, s, load(t, ""))
	var got []string
	for line := range strings.Lines(export(t, s)) {
		before, _, _ := strings.Cut(line, ",")
		got = append(got, before)
	}
	want := []string{
		`{"format":"forumgraph-dataset"`, `{"id":"source:forum"`, `{"id":"section:forum/3"`, `{"id":"section:forum/3/sol"`,
		`{"id":"passage:forum/3/1"`, `{"id":"passage:forum/3/sol/1"`, `{"id":"passage:forum/3/sol/2"`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("lines (-want +got):\n%s", diff)
	}
}

// A writer's error comes back.
func TestWriteJSONL_WriterFails(t *testing.T) {
	snap, err := memstore.New().Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	defer snap.Close()
	if err := seed.WriteJSONL(context.Background(), full{}, snap); !errors.Is(err, io.ErrShortWrite) {
		t.Errorf("WriteJSONL = %v, want %v", err, io.ErrShortWrite)
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, io.ErrShortWrite }

// Each bad file is refused with the line, what is wrong, and the fix.
func TestReadJSONL_Problems(t *testing.T) {
	const head = `{"format":"forumgraph-dataset","version":1}` + "\n"
	const place = `{"id":"place:a","name":{"en":"A"}}` + "\n"
	for _, tt := range []struct {
		name, in, want string
	}{
		{"empty", "", `d.jsonl:1: no header; a dataset begins with the line {"format":"forumgraph-dataset","version":1}`},
		{"no header", place, `d.jsonl:1: no header; a dataset begins with the line {"format":"forumgraph-dataset","version":1}`},
		{
			"newer version", `{"format":"forumgraph-dataset","version":2}` + "\n{\"id\":\"robot:a\"}",
			`d.jsonl:1: version 2 of the format; this program reads version 1: export the dataset again with it`,
		},
		{"broken line", head + "{\"id\":\n", `d.jsonl:2:7: broken JSON: the line ends within a value; complete it`},
		{
			"wrong type", head + `{"id":"place:a","name":"A"}`,
			`d.jsonl:2:24: place:a name: want an object, got a text; correct it`,
		},
		{"unknown field", head + `{"id":"place:a","nom":"A"}`, `d.jsonl:2:17: place:a nom: an unknown field; remove it or correct its name`},
		{"no ID", head + `{}`, `d.jsonl:2:1: no id; add one, such as "id": "issue:forced-marriage"`},
		{"invalid UTF-8", head + "{\"id\":\"place:a\",\"name\":{\"en\":\"é\xff\"}}", `d.jsonl:2:32: place:a: a byte that is not UTF-8 (0xFF); save the file as UTF-8`},
		{"a key twice", head + ` {"id":"place:a","name":{"en":"é","en":"b"}}`, `d.jsonl:2:35: place:a name.en: appears twice in one object; keep one`},
		{"a header twice", `{"format":"forumgraph-dataset","version":2,"version":1}`, `d.jsonl:1: no header; a dataset begins with the line {"format":"forumgraph-dataset","version":1}`},
		{"an ID with a letter", head + `{"id":"place:forêt"}`, `d.jsonl:2:7: id "place:forêt": 'ê' cannot stand in an ID; use a to z and 0 to 9, with '-', '/' or '.' between them`},
		{
			"hidden characters", head + `{"id":"source:a","name":{"en":"A"},"url":"https://a@example.org","publisher":"a\u001b[31m","length":1}`,
			`d.jsonl:2: source:a publisher: a control character (U+001B) at character 2; remove it` + "\n" +
				`d.jsonl:2: source:a url: "https://a@example.org" is with a user name or password; remove it`,
		},
		{"twice", head + place + "\n" + place, `d.jsonl:4: place:a appears twice, first at d.jsonl:2; keep one`},
		{"no citation", head + place, `d.jsonl:2: place:a citations: no citation; cite the passage that says so`},
		{
			"too long", head + strings.Repeat(" ", 4<<20) + place,
			`d.jsonl:2: longer than 4 MiB; no record is, so the file is not a dataset or is damaged`,
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := seed.ReadJSONL(strings.NewReader(tt.in), "d.jsonl")
			if !errors.Is(err, store.ErrInvalid) {
				t.Fatalf("ReadJSONL = %v, want an ErrInvalid", err)
			}
			if got := err.Error(); got != tt.want {
				t.Errorf("ReadJSONL:\n got %s\nwant %s", got, tt.want)
			}
		})
	}
}

// An unreadable file gives its cause.
func TestReadJSONL_Unreadable(t *testing.T) {
	cause := errors.New("disk on fire")
	r := io.MultiReader(strings.NewReader(`{"format":"forumgraph-dataset","version":1}`), broken{cause})
	if _, err := seed.ReadJSONL(r, "d.jsonl"); !errors.Is(err, cause) || errors.Is(err, store.ErrInvalid) {
		t.Errorf("ReadJSONL = %v, want %v", err, cause)
	}
}

type broken struct{ err error }

func (b broken) Read([]byte) (int, error) { return 0, b.err }
