package seed_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"forumgraph/seed"
	"forumgraph/seed/seedtest"
	"forumgraph/store"
)

// outline returns an outline of alternating paths and headings. A heading that begins with '@' opens a speaker's section.
func outline(pathsAndHeadings ...string) seed.Outline {
	var o seed.Outline
	for i := 0; i < len(pathsAndHeadings); i += 2 {
		heading, isSpeaker := strings.CutPrefix(pathsAndHeadings[i+1], "@")
		s := seed.OutlineSection{Path: pathsAndHeadings[i], Heading: heading, Name: store.Text{EN: heading}}
		if isSpeaker {
			s.Speaker = "someone"
		}
		o = append(o, s)
	}
	return o
}

func mustSegment(tb testing.TB, text string, o seed.Outline) *seed.Segmentation {
	tb.Helper()
	s, err := seed.Segment("source:made-up", text, o)
	if err != nil {
		tb.Fatal(err)
	}
	return s
}

// Each trap that a report's layout sets must give the passages that a careful reader would mark.
func TestSegment(t *testing.T) {
	tests := []struct {
		name    string
		outline seed.Outline
		text    string
		want    []string
	}{
		{
			"paragraphs", outline("1", "1. Start"),
			"1. Start\n\nOne thing. Another thing.\n\nA second paragraph\nthat is wrapped.\n",
			[]string{"1/0 TITLE Start", "1/1 NARRATIVE One thing. Another thing.", "1/2 NARRATIVE A second paragraph that is wrapped."},
		},
		{
			"heading_followed_by_text_without_a_blank_line", outline("1", "1. Start", "2", "2. End"),
			"1. Start\nOne thing.\n2. End\nAnother thing.",
			[]string{"1/0 TITLE Start", "1/1 NARRATIVE One thing.", "2/0 TITLE End", "2/1 NARRATIVE Another thing."},
		},
		{
			"heading_on_two_lines", outline("1", "1. A start that is long"),
			"1. A start\nthat is long\n\nOne thing.",
			[]string{"1/0 TITLE A start that is long", "1/1 NARRATIVE One thing."},
		},
		{
			"contents_with_other_numbers_and_titles",
			outline("cover", "Report", "contents", "Contents", "1", "1. Start", "1/a", "Part A", "2", "2. End"),
			"Report\n\nA FINE SLOGAN\n\nContents\n\n3\tStart\t4\n\tPart A\t4\n4\tThe End\t5\n\n1. Start\n\nPart A\n\nOne thing.\n\n2. End\n",
			[]string{
				"cover/0 TITLE Report", "cover/1 FURNITURE A FINE SLOGAN",
				"contents/0 TITLE Contents", "contents/1 FURNITURE 3 Start 4", "contents/2 FURNITURE Part A 4", "contents/3 FURNITURE 4 The End 5",
				"1/0 TITLE Start", "1/a/0 TITLE Part A", "1/a/1 NARRATIVE One thing.", "2/0 TITLE End",
			},
		},
		{
			"speaker", outline("1", "@Ann Lee, Acme", "2", "Other"),
			"Ann Lee, Acme\n\nAnn Lee is from Acme. She leads it.\n\nMs. Lee spoke.\n\nOther\n\nMs. Lee left.\n",
			[]string{
				"1/0 TITLE Ann Lee, Acme", "1/1 BIOGRAPHY Ann Lee is from Acme. She leads it.", "1/2 NARRATIVE Ms. Lee spoke.",
				"2/0 TITLE Other", "2/1 NARRATIVE Ms. Lee left.",
			},
		},
		{
			"speaker_whose_text_begins_with_a_list", outline("1", "@Ann Lee, Acme"),
			"Ann Lee, Acme\n\n- First point.\n\nMs. Lee closed.\n",
			[]string{"1/0 TITLE Ann Lee, Acme", "1/1 ITEM First point.", "1/2 NARRATIVE Ms. Lee closed."},
		},
		{
			"list_marks", outline("1", "Start"),
			"Start\n\nIt has:\n\n- one;\n- 1. two;\n2) three;\n• four;\n- · five;\n - o Six;\n\uf0b7 seven;\n* eight, *stressed*;\n– nine.\n",
			[]string{
				"1/0 TITLE Start", "1/1 LEAD_IN It has:", "1/2 ITEM one;", "1/3 ITEM two;", "1/4 ITEM three;", "1/5 ITEM four;",
				"1/6 ITEM five;", "1/7 ITEM Six;", "1/8 ITEM seven;", "1/9 ITEM eight, stressed;", "1/10 ITEM nine.",
			},
		},
		{
			"wrapped_items", outline("1", "Start"),
			"Start\n\n- one goes on\n over lines\n and more;\n- two.\n",
			[]string{"1/0 TITLE Start", "1/1 ITEM one goes on over lines and more;", "1/2 ITEM two."},
		},
		{
			"item_that_lost_its_mark_at_the_end", outline("1", "Start"),
			"Start\n\n- One; and\n\nThe last one. It has\ntwo sentences.\n\nA paragraph.\n",
			[]string{"1/0 TITLE Start", "1/1 ITEM One; and", "1/2 ITEM The last one. It has two sentences.", "1/3 NARRATIVE A paragraph."},
		},
		{
			"item_that_lost_its_mark_at_the_beginning", outline("1", "Start", "2", "Ideas:"),
			"Start\n\nThey said:\n\n The first one;\n\n- The second one.\n\nIdeas:\n\n The third one\n\n- The fourth one\n",
			[]string{
				"1/0 TITLE Start", "1/1 LEAD_IN They said:", "1/2 ITEM The first one;", "1/3 ITEM The second one.",
				"2/0 TITLE Ideas:", "2/1 ITEM The third one", "2/2 ITEM The fourth one",
			},
		},
		{
			"indented_blocks", outline("1", "Start"),
			"Start\n\nOne.\n\n An indented paragraph.\n\n- Two.\n\n An indented item.\n\nThree.\n",
			[]string{
				"1/0 TITLE Start", "1/1 NARRATIVE One.", "1/2 LEAD_IN An indented paragraph.", "1/3 ITEM Two.",
				"1/4 ITEM An indented item.", "1/5 NARRATIVE Three.",
			},
		},
		{
			"item_that_lost_its_mark_in_the_middle", outline("1", "Start"),
			"Start\n\n- One;\n\nTwo\n\n- Three;\n\nFour;\n\nNo item.\n\nAlso:\n\n- Five\n",
			[]string{
				"1/0 TITLE Start", "1/1 ITEM One;", "1/2 ITEM Two", "1/3 ITEM Three;", "1/4 ITEM Four;", "1/5 NARRATIVE No item.",
				"1/6 LEAD_IN Also:", "1/7 ITEM Five",
			},
		},
		{
			"sub-list", outline("1", "Start"),
			"Start\n\n- One matters:\n - a part;\n - another part; and\n- Two.\n",
			[]string{"1/0 TITLE Start", "1/1 LEAD_IN One matters:", "1/2 ITEM a part;", "1/3 ITEM another part; and", "1/4 ITEM Two."},
		},
		{
			"lead-ins", outline("1", "Start"),
			"Start\n\nMs. Lee said what she saw.\n\n- One.\n\nBased on this;\n\n- Two.\n\nIt was long. She said:\n\n- Three.\n\nMore:\n\nNo list.\n",
			[]string{
				"1/0 TITLE Start", "1/1 LEAD_IN Ms. Lee said what she saw.", "1/2 ITEM One.", "1/3 LEAD_IN Based on this;",
				"1/4 ITEM Two.", "1/5 NARRATIVE It was long. She said:", "1/6 ITEM Three.", "1/7 LEAD_IN More:", "1/8 NARRATIVE No list.",
			},
		},
		{
			"sentence_cut_by_a_page_break", outline("1", "Start"),
			"Start\n\nThis is a\n\nlong sentence. And some thought-\n\nprovoking idea.\n\nthe end is not\n\nThe end\n",
			[]string{
				"1/0 TITLE Start", "1/1 NARRATIVE This is a long sentence. And some thought-provoking idea.",
				"1/2 NARRATIVE the end is not", "1/3 NARRATIVE The end",
			},
		},
		{
			"item_cut_by_a_page_break", outline("1", "Start"),
			"Start\n\n- An item that is\n\n12\n\nlong;\n- the next\n- another.\n",
			[]string{"1/0 TITLE Start", "1/1 ITEM An item that is long;", "1/2 FURNITURE 12", "1/3 ITEM the next", "1/4 ITEM another."},
		},
		{
			"years_cut_by_a_page_break", outline("1", "Start"),
			"Start\n\nFrom 2010-\n\n2012 on.\n\nthen more\n",
			[]string{"1/0 TITLE Start", "1/1 NARRATIVE From 2010-2012 on.", "1/2 NARRATIVE then more"},
		},
		{
			"sentence_cut_by_a_pull_quote", outline("1", "Start"),
			"Start\n\nOne. The format\n\n\"Walk with others.\"\n\n-**Ann Lee**, CEO, Acme\n\nshows the view.\n\nTwo.\n",
			[]string{
				"1/0 TITLE Start", "1/1 NARRATIVE One. The format shows the view.",
				`1/2 QUOTATION "Walk with others." -Ann Lee, CEO, Acme`, "1/3 NARRATIVE Two.",
			},
		},
		{
			"quotations", outline("1", "Start"),
			"Start\n\n“Walk far.” – Report, 2010\n\n\"So\" is a word.\n\n«Bon»\n— Ann Lee\n\n\"Go.\"\n\n- Ann Lee, Acme\n\nShe said:\n\n- \"Quoted item.\"\n\n\"Stop.\"\n\n- One\n- Two\n",
			[]string{
				"1/0 TITLE Start", "1/1 QUOTATION “Walk far.” – Report, 2010", `1/2 NARRATIVE "So" is a word.`,
				"1/3 QUOTATION «Bon» — Ann Lee", `1/4 QUOTATION "Go." - Ann Lee, Acme`, "1/5 LEAD_IN She said:", `1/6 ITEM "Quoted item."`,
				`1/7 QUOTATION "Stop."`, "1/8 ITEM One", "1/9 ITEM Two",
			},
		},
		{
			"signs_without_words", outline("1", "Start"),
			"Start\n\n* * *\n\nOne.\n\n-----\n",
			[]string{"1/0 TITLE Start", "1/1 NARRATIVE One."},
		},
		{
			"carriage_returns", outline("1", "Start"),
			"Start\r\n\r\n- one;\r\n- two.\r\n",
			[]string{"1/0 TITLE Start", "1/1 ITEM one;", "1/2 ITEM two."},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := mustSegment(t, test.text, test.outline)
			var got []string
			for _, p := range s.Passages {
				text, _ := s.Text(p.ID)
				got = append(got, fmt.Sprintf("%s %s %s", p.Path, p.Kind, text))
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("passages (-want +got):\n%s", diff)
			}
			checkCover(t, s)
		})
	}
}

// checkCover requires that every character of the folded text belongs to exactly one passage, and that lengths, hashes,
// orders and IDs follow from the text and the paths.
func checkCover(t *testing.T, s *seed.Segmentation) {
	t.Helper()
	text := []rune(s.Folded)
	owner := make([]string, len(text))
	for i, p := range s.Passages {
		var b strings.Builder
		for _, r := range p.Ranges {
			if r.Start >= r.End {
				t.Errorf("%s has the empty range %v", p.Path, r)
			}
			b.WriteString(string(text[r.Start:r.End]))
			for c := r.Start; c < r.End; c++ {
				if owner[c] != "" {
					t.Fatalf("character %d belongs to %s and %s", c, owner[c], p.Path)
				}
				owner[c] = p.Path
			}
		}
		slug := s.Source.Slug() + "/" + p.Path
		want := &store.Passage{
			Meta: store.Meta{ID: store.NewID(store.KindPassage, slug)}, Source: s.Source,
			Section: store.NewID(store.KindSection, slug[:strings.LastIndexByte(slug, '/')]),
			Path:    p.Path, Kind: p.Kind, Order: i + 1, Ranges: p.Ranges,
			Length: utf8.RuneCountInString(b.String()), SHA256: store.HashOf(b.String()),
		}
		if diff := cmp.Diff(want, p); diff != "" {
			t.Errorf("passage (-want +got):\n%s", diff)
		}
		if _, err := store.ParseID(string(p.ID)); err != nil {
			t.Error(err)
		}
	}
	for c, path := range owner {
		if path == "" {
			t.Fatalf("character %d, %q, belongs to no passage", c, text[c])
		}
	}
}

// The sections must be nodes in the order of the text, each below the section that its path names.
func TestSegment_Sections(t *testing.T) {
	s := mustSegment(t, "Start\n\nPart A\n\nOne.\n", outline("1", "Start", "1/a", "Part A"))
	want := []*store.Section{
		{Meta: store.Meta{ID: "section:made-up/1", Name: store.Text{EN: "Start"}}, Source: "source:made-up", Path: "1", Order: 1},
		{
			Meta: store.Meta{ID: "section:made-up/1/a", Name: store.Text{EN: "Part A"}}, Source: "source:made-up",
			Parent: "section:made-up/1", Path: "1/a", Order: 2,
		},
	}
	if diff := cmp.Diff(want, s.Sections); diff != "" {
		t.Errorf("sections (-want +got):\n%s", diff)
	}
}

// A sentence that a pull quote interrupts must have two ranges, and the quote the range between them.
func TestSegment_Ranges(t *testing.T) {
	s := mustSegment(t, "Start\n\nOne two\n\n\"Three.\"\n\nfour\n\nfive.\n", outline("1", "Start"))
	var got [][]store.Range
	for _, p := range s.Passages {
		got = append(got, p.Ranges)
	}
	want := [][]store.Range{{{Start: 0, End: 5}}, {{Start: 5, End: 11}, {Start: 16, End: 24}}, {{Start: 11, End: 16}}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("ranges (-want +got):\n%s", diff)
	}
}

// A text that is not the outline's must be refused with the first heading that is missing and where the search stood.
func TestSegment_Errors(t *testing.T) {
	tests := []struct {
		name    string
		source  store.ID
		text    string
		outline seed.Outline
		want    string
		is      error
	}{
		{
			"foreign_text", "source:made-up", "Another text.", outline("1", "Start"),
			`segment source:made-up: heading "Start" of section 1 is not in the text: another text, or another edition: not found`, store.ErrNotFound,
		},
		{
			"heading_missing", "source:made-up", "Start\n\nOne.\n\nMiddle\n", outline("1", "Start", "2", "End"),
			`segment source:made-up: heading "End" of section 2 is not in the text after that of section 1 (block 1 of 3): another edition, or a heading that differs: not found`, store.ErrNotFound,
		},
		{
			"headings_in_another_order", "source:made-up", "End\n\nStart\n", outline("1", "Start", "2", "End"),
			`segment source:made-up: 1 blocks of text before the first heading, "Start"; add a section for them: not found`, store.ErrNotFound,
		},
		{
			"heading_within_a_line", "source:made-up", "Start here.\n", outline("1", "Start"),
			`segment source:made-up: heading "Start" of section 1 is not in the text: another text, or another edition: not found`, store.ErrNotFound,
		},
		{
			"no_source", "section:made-up", "Start", outline("1", "Start"),
			`segment: section:made-up is not the ID of a source: invalid`, store.ErrInvalid,
		},
		{
			"no_parent", "source:made-up", "Start", outline("1/a", "Start"),
			`outline: section 1/a: no section 1 before it; add it: invalid`, store.ErrInvalid,
		},
		{
			"path_twice", "source:made-up", "Start", outline("1", "Start", "1", "End"),
			`outline: section 1 appears twice; give one another path: invalid`, store.ErrInvalid,
		},
		{
			"no_heading", "source:made-up", "Start", outline("1", "--"),
			`outline: section 1: no heading; write the line that opens it: invalid`, store.ErrInvalid,
		},
		{
			"malformed_path", "source:made-up", "Start", outline("Part A", "Start"),
			`outline: section 1: path "Part A": a path is short and of lower-case letters and digits in groups joined by '-', '/' or '.'; correct it: invalid`, store.ErrInvalid,
		},
		{"no_outline", "source:made-up", "Start", nil, `outline: no sections; list them: invalid`, store.ErrInvalid},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := seed.Segment(test.source, test.text, test.outline)
			if got := fmt.Sprint(err); got != test.want || !errors.Is(err, test.is) {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

// The committed passages of the first corpus must be exactly what the segmenter makes of the report.
func TestSegment_Report(t *testing.T) {
	_, s := segmentReport(t)
	checkCover(t, s)
	var got bytes.Buffer
	if err := seed.WritePassages(&got, s); err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile("forum/passages.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got.String(), "\n")); diff != "" {
		t.Errorf("forum/passages.yaml (-committed +segmented):\n%s", diff)
	}
}

// WritePassages must pass on the error of its writer.
func TestWritePassages_Error(t *testing.T) {
	s := mustSegment(t, "Start\n", outline("1", "Start"))
	if err := seed.WritePassages(fullDisk{}, s); !errors.Is(err, errFullDisk) {
		t.Errorf("got %v, want %v", err, errFullDisk)
	}
}

var errFullDisk = errors.New("disk full")

type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, errFullDisk }

// Whatever the text, Segment must not panic, and must cover what it accepts.
func FuzzSegment(f *testing.F) {
	for _, text := range []string{
		"Start\n\nOne.\n", "Start\n- a\n o B\n\n\"q\"\n-**N**\n\nrest", "Start\n\nfrom 2010-\n\n\"q\"\n\n2012", "Start\n\xff\n1.\n\u0301",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s, err := seed.Segment("source:made-up", text, outline("1", "@Start"))
		if err != nil {
			return
		}
		checkCover(t, s)
		again := mustSegment(t, text, outline("1", "@Start"))
		if diff := cmp.Diff(s.Passages, again.Passages); diff != "" {
			t.Errorf("a second time (-first +second):\n%s", diff)
		}
	})
}

func BenchmarkSegment(b *testing.B) {
	text, outline := seedtest.Report(b), forumOutline(b)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if _, err := seed.Segment(forum, text, outline); err != nil {
			b.Fatal(err)
		}
	}
}
