package seed_test

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"forumgraph/seed"
	"forumgraph/store"
)

// hash is a hash for passages of made-up sources.
func hash(digit string) string { return strings.Repeat(digit, 64) }

// base is a source with two sections and three passages, in the file source.yaml.
var base = `-- source.yaml --
sources:
  - { id: source:forum, name: A forum, length: 90, sha256: ` + hash("a") + ` }
sections:
  - { path: 3, name: Plenary, heading: "3. Plenary" }
  - { path: 3/sol, name: Sol }
passages:
  - { path: 3/1, kind: TITLE, ranges: [[0, 10]], length: 10, sha256: ` + hash("1") + ` }
  - { path: 3/sol/1, kind: ITEM, ranges: [[10, 30], [40, 50]], length: 30, sha256: ` + hash("2") + ` }
  - { path: 3/sol/2, kind: NARRATIVE, ranges: [[50, 60]], length: 10, sha256: ` + hash("3") + ` }
`

// files returns base and the files of a txtar archive.
func files(t testing.TB, archive string) fs.FS {
	t.Helper()
	fsys, err := txtar.FS(txtar.Parse([]byte(base + archive)))
	if err != nil {
		t.Fatal(err)
	}
	return fsys
}

func load(t testing.TB, archive string) *seed.Dataset {
	t.Helper()
	return loadArchive(t, "forum", base+archive)
}

func loadArchive(t testing.TB, name, archive string) *seed.Dataset {
	t.Helper()
	fsys, err := txtar.FS(txtar.Parse([]byte(archive)))
	if err != nil {
		t.Fatal(err)
	}
	d, err := seed.Load(fsys, name)
	if err != nil {
		t.Fatalf("Load: %v", err)
	}
	return d
}

func node[T store.Node](t testing.TB, d *seed.Dataset, id store.ID) T {
	t.Helper()
	for _, n := range d.Nodes {
		if n.Base().ID == id {
			return n.(T)
		}
	}
	t.Fatalf("no node %s", id)
	panic("unreachable")
}

// problems returns the lines of Load's error.
func problems(t testing.TB, fsys fs.FS) []string {
	t.Helper()
	_, err := seed.Load(fsys, "forum")
	if err == nil {
		return nil
	}
	if !errors.Is(err, store.ErrInvalid) {
		t.Errorf("Load: %v is not an ErrInvalid", err)
	}
	return strings.Split(err.Error(), "\n")
}

const people = `-- people.yaml --
people:
  - id: person:ana-sol
    name: Ana Sol
    aliases: [A. Sol, { text: Anne Sol, lang: FR, note: { en: as printed once } }]
    affiliations:
      - { organization: organization:sol, role: CEO, citations: [3/1] }
      - organization: organization:labour
    citations: [3/sol/1]
organizations:
  - { id: organization:sol, name: { en: Sol, fr: Soleil }, citations: [3/sol/1] }
  - id: organization:labour
    name: Labour
    partOf: [{ id: organization:sol, citations: [3/1] }]
    citations: [{ passage: 3/sol/1, span: [0, 12], sha256: ` + `cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc` + ` }]
collectives:
  - { id: collective:participants, name: Participants, quantifier: SOME, session: session:plenary, citations: [3/sol/2] }
sessions:
  - { id: session:day, name: The day, citations: [3/1] }
  - { id: session:plenary, name: Plenary, parent: session:day, section: 3, presenters: [person:ana-sol], citations: [3/1] }
`

const statements = `-- b/statements.yaml --
issues:
  - { id: issue:work, name: { en: Work, fr: Travail }, definition: { en: Work., fr: Le travail. }, citations: [3/sol/1] }
  - { id: issue:access, name: Access, broader: [issue:work], citations: [3/sol/1] }
recommendations:
  - { id: recommendation:inspect, name: Inspect, proposition: Inspect more., issues: [issue:access], citations: [3/sol/1] }
figures:
  - { id: figure:cases, measures: Cases., min: 3, unit: cases, period: 2012, citations: [3/sol/2] }
statements:
  - id: statement:1
    kind: RECOMMENDS
    summary: >-
      More inspections
      would help.
    voices: [person:ana-sol, { id: collective:participants, role: REPORTED }]
    session: session:plenary
    issues: [issue:work, issue:access]
    positions: [{ recommendation: recommendation:inspect, stance: FOR }]
    figures: [figure:cases]
    citations: [3/sol/1]
setAside:
  - { passages: [3/1], reason: TITLE }
`

// Nodes come out whole, with what the format leaves to be understood filled in.
func TestLoad(t *testing.T) {
	d := load(t, people+statements)

	var ids []store.ID
	for _, n := range d.Nodes {
		ids = append(ids, n.Base().ID)
	}
	want := []store.ID{
		"person:ana-sol", "organization:labour", "organization:sol", "collective:participants", "session:day",
		"session:plenary", "issue:access", "issue:work", "recommendation:inspect", "figure:cases", "statement:1", "source:forum",
		"section:forum/3", "section:forum/3/sol", "passage:forum/3/1", "passage:forum/3/sol/1", "passage:forum/3/sol/2",
	}
	if diff := cmp.Diff(want, ids); diff != "" {
		t.Errorf("IDs (-want +got):\n%s", diff)
	}

	h := func(digit string) store.Hash {
		h, err := store.ParseHash(hash(digit))
		if err != nil {
			t.Fatal(err)
		}
		return h
	}
	title := store.Citation{Passage: "passage:forum/3/1", End: 10, SHA256: h("1")}
	item := store.Citation{Passage: "passage:forum/3/sol/1", End: 30, SHA256: h("2")}
	three := 3.0
	for _, want := range []store.Node{
		&store.Person{
			Meta: store.Meta{
				ID: "person:ana-sol", Name: store.Text{EN: "Ana Sol"},
				Aliases: []store.Alias{
					{Text: "A. Sol"},
					{Text: "Anne Sol", Lang: store.FR, Note: store.Text{EN: "as printed once"}},
				},
				Citations: []store.Citation{item},
			},
			Affiliations: []store.Affiliation{
				{Organization: "organization:sol", Role: "CEO", Citations: []store.Citation{title}},
				{Organization: "organization:labour"},
			},
		},
		&store.Organization{
			Meta: store.Meta{
				ID: "organization:labour", Name: store.Text{EN: "Labour"},
				Citations: []store.Citation{{Passage: "passage:forum/3/sol/1", End: 12, SHA256: h("c")}},
			},
			PartOf: []store.Ref{{ID: "organization:sol", Citations: []store.Citation{title}}},
		},
		&store.Session{
			Meta:   store.Meta{ID: "session:plenary", Name: store.Text{EN: "Plenary"}, Citations: []store.Citation{title}},
			Parent: "session:day", Order: 2, Section: "section:forum/3", Presenters: []store.Ref{{ID: "person:ana-sol"}},
		},
		&store.Figure{
			Meta: store.Meta{
				ID:        "figure:cases",
				Citations: []store.Citation{{Passage: "passage:forum/3/sol/2", End: 10, SHA256: h("3")}},
			},
			Min: &three, Unit: "cases", Period: "2012", Measures: store.Text{EN: "Cases."},
		},
		&store.Statement{
			Meta: store.Meta{ID: "statement:1", Citations: []store.Citation{item}},
			Kind: store.Recommends, Summary: "More inspections would help.",
			Voices: []store.StatementVoice{
				{Voice: "person:ana-sol", Role: store.Speaker},
				{Voice: "collective:participants", Role: store.Reported, Quantifier: store.Some},
			},
			Session: "session:plenary", Issues: []store.ID{"issue:work", "issue:access"},
			Positions: []store.Position{{Recommendation: "recommendation:inspect", Stance: store.For}},
			Figures:   []store.ID{"figure:cases"}, Review: store.Draft,
		},
		&store.Section{
			Meta:   store.Meta{ID: "section:forum/3/sol", Name: store.Text{EN: "Sol"}},
			Source: "source:forum", Parent: "section:forum/3", Path: "3/sol", Order: 2,
		},
		&store.Passage{
			Meta: store.Meta{ID: "passage:forum/3/1"}, Source: "source:forum", Section: "section:forum/3", Path: "3/1",
			Kind: store.PassageTitle, Order: 1, Ranges: []store.Range{{Start: 0, End: 10}}, Length: 10, SHA256: h("1"),
			SetAside: &store.SetAside{Reason: store.AsideTitle},
		},
	} {
		if diff := cmp.Diff(want, node[store.Node](t, d, want.Base().ID)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", want.Base().ID, diff)
		}
	}
	if diff := cmp.Diff([]store.ID{"source:forum"}, d.Sources()); diff != "" {
		t.Errorf("Sources (-want +got):\n%s", diff)
	}
}

// The place of a field is found by the name that store.Problem gives it; an absent one is where it would stand.
func TestDataset_Position(t *testing.T) {
	d := load(t, people+statements)
	for _, tt := range []struct {
		id          store.ID
		field, want string
	}{
		{"person:ana-sol", "", "forum/people.yaml:2:5"},
		{"person:ana-sol", "affiliations[0].organization", "forum/people.yaml:6:25"},
		{"person:ana-sol", "affiliations[1].role", "forum/people.yaml:7:9"},
		{"person:ana-sol", "citations[0]", "forum/people.yaml:8:17"},
		{"organization:labour", "partOf[0].citations[0]", "forum/people.yaml:13:50"},
		{"statement:1", "voices[0].id", "forum/b/statements.yaml:14:14"},
		{"statement:1", "voices[1].id", "forum/b/statements.yaml:14:36"},
		{"statement:1", "positions[0].stance", "forum/b/statements.yaml:17:67"},
		{"passage:forum/3/1", "setAside.reason", "forum/b/statements.yaml:21:32"},
		{"passage:forum/3/1", "length", "forum/source.yaml:7:58"},
		{"person:nobody", "", ""},
	} {
		if got := d.Position(tt.id, tt.field).String(); got != tt.want {
			t.Errorf("Position(%s, %q) = %s, want %s", tt.id, tt.field, got, tt.want)
		}
	}
}

// Files without data, line ends of Windows, a byte order mark and a second extension do no harm.
func TestLoad_FileForms(t *testing.T) {
	want := load(t, people+statements).Nodes
	archive := "-- empty.yaml --\n-- comments.yaml --\n# nothing yet\n-- lists.yml --\npeople:\nissues: []\n-- notes.txt --\n{\n"
	for name, from := range map[string]string{
		"empty files":     people + statements + archive,
		"windows":         strings.ReplaceAll(people+statements, "\n", "\r\n"),
		"byte order mark": strings.ReplaceAll(people+statements, " --\n", " --\n\ufeff"),
		"document header": strings.ReplaceAll(people+statements, " --\n", " --\n---\n"),
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(want, load(t, from).Nodes); diff != "" {
				t.Errorf("nodes (-want +got):\n%s", diff)
			}
		})
	}
}

// A section set aside takes the passages directly in it and no others.
func TestLoad_SetAsideSection(t *testing.T) {
	d := load(t, "-- aside.yaml --\nsetAside: [{ section: 3, reason: NO_CLAIM, note: Only a title. }]\n")
	for path, want := range map[string]*store.SetAside{
		"3/1":     {Reason: store.AsideNoClaim, Note: "Only a title."},
		"3/sol/1": nil,
		"3/sol/2": nil,
	} {
		got := node[*store.Passage](t, d, store.ID("passage:forum/"+path)).SetAside
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", path, diff)
		}
	}
}

// A file above the limit is refused by size, before it is parsed.
func TestLoad_LongFile(t *testing.T) {
	fsys := files(t, "")
	long := longFile{FS: fsys}
	got := problems(t, long)
	want := []string{"forum/source.yaml: longer than 32 MiB; split the file"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}

// longFile makes every file endless.
type longFile struct{ fs.FS }

func (l longFile) Open(name string) (fs.File, error) {
	f, err := l.FS.Open(name)
	if info, statErr := f.Stat(); err != nil || statErr != nil || info.IsDir() {
		return f, err
	}
	return endless{f}, nil
}

type endless struct{ fs.File }

func (endless) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = '#'
	}
	return len(b), nil
}

// A folder that cannot be read gives the cause, not a list of problems.
func TestLoad_Unreadable(t *testing.T) {
	_, err := seed.Load(unreadable{}, "forum")
	if !errors.Is(err, fs.ErrPermission) || errors.Is(err, store.ErrInvalid) {
		t.Errorf("Load = %v, want ErrPermission", err)
	}
}

type unreadable struct{}

func (unreadable) Open(name string) (fs.File, error) {
	return nil, fmt.Errorf("open %s: %w", name, fs.ErrPermission)
}

// Records of every kind can be read: each type that a field can have is known.
func TestLoad_everyKind(t *testing.T) {
	for _, kind := range store.Kinds() {
		if kind.IsDocument() {
			continue
		}
		record := fmt.Sprintf("-- x.yaml --\n%s: [{ id: %s:a, x: 1 }]\n", kind.Info().Plural, kind.Prefix())
		got := problems(t, files(t, record))
		if !slices.ContainsFunc(got, func(p string) bool { return strings.Contains(p, `unknown key "x" in a`) }) {
			t.Errorf("%s: got problems %q, want one with the key x", kind, got)
		}
	}
}
