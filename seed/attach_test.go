package seed_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"

	"forumgraph/seed"
	"forumgraph/store"
)

// Every passage must be found in any copy that has the same words, however it is laid out.
func TestAttach_Layout(t *testing.T) {
	text, s := segmentReport(t)
	tests := []struct {
		name string
		lay  func(string) string
	}{
		{"as_printed", func(s string) string { return s }},
		{"wrapped_at_40", wrap(40, false)},
		{"wrapped_at_60", wrap(60, false)},
		{"wrapped_at_72", wrap(72, false)},
		{"wrapped_at_100", wrap(100, false)},
		{"wrapped_at_40_hyphenated", wrap(40, true)},
		{"wrapped_at_60_hyphenated", wrap(60, true)},
		{"wrapped_at_72_hyphenated", wrap(72, true)},
		{"wrapped_at_100_hyphenated", wrap(100, true)},
		{"one_line_for_each_paragraph", func(s string) string { return strings.Join(paragraphs(s), "\n") }},
		{"all_on_one_line", func(s string) string { return strings.Join(strings.Fields(s), " ") }},
		{"one_word_on_each_line", func(s string) string { return strings.Join(strings.Fields(s), "\n") }},
		{"typographic_quotes_and_dashes", typographic},
		{"typewriter_quotes_and_dashes", typewriter},
		{"marks_replaced_by_bullets", marks("•\t")},
		{"marks_replaced_by_numbers", numbers},
		{"marks_replaced_by_letter_o", marks("o ")},
		{"marks_replaced_by_private_glyphs", marks("\uf0b7 ")},
		{"marks_on_lines_of_their_own", marks("•\n")},
		{"marks_removed", marks("")},
		{"page_numbers", pages(40, "%d")},
		{"page_numbers_in_words", pages(40, "Page %d of 20")},
		{"page_numbers_and_form_feeds", pages(40, "- %d -\n\f")},
		{"page_numbers_in_wrapped_text", func(s string) string { return pages(40, "%d")(wrap(60, false)(s)) }},
		{"page_numbers_in_hyphenated_text", func(s string) string { return pages(40, "%d")(wrap(60, true)(s)) }},
		{"running_titles", func(s string) string {
			return pages(40, "Forum on Trafficking | %d\n\nPublic Safety")(wrap(72, false)(s))
		}},
		{"pull_quotes_at_the_end_of_their_section", pullQuotesLater},
		{"pull_quotes_within_another_sentence", pullQuotesElsewhere},
		{"carriage_returns", func(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") }},
		{"no-break_spaces", func(s string) string { return strings.ReplaceAll(s, " ", "\u00a0") }},
		{"soft_hyphens", func(s string) string { return strings.ReplaceAll(s, "ti", "t\u00adi") }},
		{"decomposed_accents", norm.NFD.String},
		{"ligatures", strings.NewReplacer("ffi", "ﬃ", "fi", "ﬁ", "fl", "ﬂ").Replace},
		{"markdown", func(s string) string { return strings.NewReplacer("Canada", "**Canada**", ".", "\\.").Replace(s) }},
		{"sections_reversed", reversed},
		{"words_of_others_around", func(s string) string {
			return "Menu Search Français\n\n" + s + "\n\nDate modified: 2018-01-31\n"
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			copied := test.lay(text)
			if test.name != "as_printed" && copied == text {
				t.Fatal("the layout changes nothing")
			}
			a := seed.Attach(copied, s.Passages)
			if got, want := a.String(), fmt.Sprintf("%d of %[1]d passages matched", len(s.Passages)); got != want {
				t.Errorf("got %s, want %s", got, want)
			}
			for _, p := range a.Missing() {
				text, _ := s.Text(p.ID)
				t.Errorf("missing %s: %s", p.Path, text)
			}
			for _, p := range s.Passages {
				got, ok := a.Text(p.ID)
				if want, _ := s.Text(p.ID); ok && seed.Fold(got) != seed.Fold(want) {
					t.Errorf("%s reads %q, want the words of %q", p.Path, got, want)
				}
			}
		})
	}
}

// A copy in which one word of a passage differs must miss that passage and no other.
func TestAttach_ChangedWord(t *testing.T) {
	_, s := segmentReport(t)
	texts := make([]string, len(s.Passages))
	for i, p := range s.Passages {
		texts[i], _ = s.Text(p.ID)
	}
	for i := 0; i < len(texts); i += 6 {
		words := strings.Fields(texts[i])
		words[len(words)/2] = "Quux"
		changed := slices.Clone(texts)
		changed[i] = strings.Join(words, " ")
		a := seed.Attach(strings.Join(changed, "\n\n"), s.Passages)
		if diff := cmp.Diff([]string{s.Passages[i].Path}, paths(a.Missing())); diff != "" {
			t.Errorf("missing after a change in %s (-want +got):\n%s", s.Passages[i].Path, diff)
		}
	}
}

// A copy without a section, such as the archive notice, must miss the section's passages and no other.
func TestAttach_PartOfTheText(t *testing.T) {
	text, s := segmentReport(t)
	a := seed.Attach(text[strings.Index(text, "Executive Summary"):], s.Passages)
	var want []string
	for _, p := range s.Passages {
		if strings.HasPrefix(p.Path, "archive/") || strings.HasPrefix(p.Path, "cover/") {
			want = append(want, p.Path)
		}
	}
	if diff := cmp.Diff(want, paths(a.Missing())); diff != "" {
		t.Errorf("missing (-want +got):\n%s", diff)
	}
}

// No passage may be found in a text of other words, in an empty text, or for want of passages.
func TestAttach_Foreign(t *testing.T) {
	_, s := segmentReport(t)
	tests := []struct {
		name, text string
		passages   []*store.Passage
		want       string
	}{
		{"other_words", foreign(50_000), s.Passages, fmt.Sprintf("0 of %d passages matched", len(s.Passages))},
		{"empty", "", s.Passages, fmt.Sprintf("0 of %d passages matched", len(s.Passages))},
		{"no_passages", foreign(1000), nil, "0 of 0 passages matched"},
		{"passage_without_text", foreign(1000), []*store.Passage{{}}, "0 of 1 passages matched"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := seed.Attach(test.text, test.passages).String(); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

// A passage must be found only where its words are whole words.
func TestAttach_WholeWords(t *testing.T) {
	s := mustSegment(t, "Report\n\nAll of it.\n", outline("a", "Report"))
	a := seed.Attach("Reporting\n\nOverall of items.\n", s.Passages)
	if got, want := a.String(), "0 of 2 passages matched"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// A short passage that the copy lacks must not be taken out of a longer one that a page number interrupts.
func TestAttach_ShortWithinLong(t *testing.T) {
	source := "Title\n\n- Peer-led work;\n\nMany of those who spoke on the first day think that Peer-led work should be paid.\n"
	s := mustSegment(t, source, outline("a", "Title"))
	copied := strings.Replace(strings.Replace(source, "- Peer-led work;", "", 1), "should", "\n\n12\n\nshould", 1)
	a := seed.Attach(copied, s.Passages)
	if diff := cmp.Diff([]string{"a/1"}, paths(a.Missing())); diff != "" {
		t.Errorf("missing (-want +got):\n%s", diff)
	}
}

// Of several places with a passage's words, the one where the source has it must be taken.
func TestAttach_NearestPlace(t *testing.T) {
	source := "Title\n\nAn opening that everybody heard on the first day of the event.\n\n- Peers lead!\n\nThe end\n"
	s := mustSegment(t, source, outline("a", "Title"))
	opening, rest, _ := strings.Cut(source, "\n\n- ")
	a := seed.Attach("Peers lead, it says. "+foreign(1000)+opening+"\n\nNew.\n\n- "+rest+foreign(1000)+"Peers lead?", s.Passages)
	if got, _ := a.Text("passage:made-up/a/2"); got != "Peers lead!" {
		t.Errorf("got %q, want the words of the list", got)
	}
}

// A passage that ends with a number must be found before another number, although a sign between two digits counts.
func TestAttach_NumbersSideBySide(t *testing.T) {
	source := "Title\n\nServices end at 30.\n\n17 of them closed.\n"
	s := mustSegment(t, source, outline("a", "Title"))
	a := seed.Attach(strings.Replace(source, "closed", "opened", 1), s.Passages)
	if diff := cmp.Diff([]string{"a/2"}, paths(a.Missing())); diff != "" {
		t.Errorf("missing (-want +got):\n%s", diff)
	}
}

// Passages of two sources must be found in one copy that holds both.
func TestAttach_TwoSources(t *testing.T) {
	text := "Title\n\nOne thing.\n"
	one := mustSegment(t, text, outline("a", "Title"))
	two, err := seed.Segment("source:other", strings.Replace(text, "One", "Another", 1), outline("a", "Title"))
	if err != nil {
		t.Fatal(err)
	}
	a := seed.Attach("Title\nAnother thing.\nTitle\nOne thing.", slices.Concat(two.Passages, one.Passages))
	if got, want := a.String(), "4 of 4 passages matched"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got, _ := a.Text("passage:other/a/1"); got != "Another thing." {
		t.Errorf("got %q", got)
	}
}

// Of two passages with the same words, a copy that holds the words once must miss one.
func TestAttach_SameWordsOnce(t *testing.T) {
	once := "Open\n\n- Peers should lead;\n- Training for all.\n"
	s := mustSegment(t, once+"\n"+strings.Replace(once, "Open", "Close", 1), outline("a", "Open", "b", "Close"))
	for _, copied := range []string{once, foreign(1000) + once} {
		a := seed.Attach(copied, s.Passages)
		if diff := cmp.Diff([]string{"b/0", "b/1", "b/2"}, paths(a.Missing())); diff != "" {
			t.Errorf("missing (-want +got):\n%s", diff)
		}
	}
}

// The text of a passage must read well whatever divides its words in the copy.
func TestAttachment_Text(t *testing.T) {
	source := "Title\n\nThe follow-up of anti-trafficking work costs \\$4,000; the *Blue Book* says \"so\" often.\n\nTrafficking hurts.\n"
	tests := []struct{ name, copied, want string }{
		{"as_printed", source, `The follow-up of anti-trafficking work costs $4,000; the Blue Book says "so" often.`},
		{"hyphen_kept_at_line_end", strings.Replace(source, "anti-", "anti-\n", 1), `The follow-up of anti-trafficking work costs $4,000; the Blue Book says "so" often.`},
		{"word_divided_at_line_end", strings.Replace(source, "anti-trafficking", "anti-traf-\nficking", 1) + "I count trafficking.", `The follow-up of anti-trafficking work costs $4,000; the Blue Book says "so" often.`},
		{"soft_hyphen_at_line_end", strings.Replace(source, "often", "of\u00ad\n  ten", 1), `The follow-up of anti-trafficking work costs $4,000; the Blue Book says "so" often.`},
		{"white_space", strings.ReplaceAll(source, " ", " \u00a0\n "), `The follow-up of anti-trafficking work costs $4,000; the Blue Book says "so" often.`},
		{"page_number", strings.Replace(source, "work", "work\n\n12\n\n", 1), `The follow-up of anti-trafficking work costs $4,000; the Blue Book says "so" often.`},
		{"list_item_between", "Title\n" + strings.Replace(strings.TrimPrefix(source, "Title\n\n"), "work", "work\n\n 2. Trafficking hurts.\n\n", 1), `The follow-up of anti-trafficking work costs $4,000; the Blue Book says "so" often.`},
		{"other_passage_between", "Title\n" + strings.Replace(strings.TrimPrefix(source, "Title\n\n"), "work", "work\n\n\"Trafficking hurts.\"\n\n", 1), `The follow-up of anti-trafficking work costs $4,000; the Blue Book says "so" often.`},
	}
	s := mustSegment(t, source, outline("a", "Title"))
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, ok := seed.Attach(test.copied, s.Passages).Text("passage:made-up/a/1")
			if !ok || got != test.want {
				t.Errorf("got %q, %v, want %q", got, ok, test.want)
			}
		})
	}
}

// A citation must give the cited words if its hash is theirs, and nothing in any other case.
func TestAttachment_Quote(t *testing.T) {
	source := "Title\n\nFirst point; \"second\" point, third point.\n\nUnseen.\n"
	s := mustSegment(t, source, outline("a", "Title"))
	a := seed.Attach(strings.Replace(source, "Unseen", "Other", 1), s.Passages)
	cite := func(passage store.ID, start, end int, words string) store.Citation {
		return store.Citation{Passage: passage, Start: start, End: end, SHA256: store.HashOf(words)}
	}
	tests := []struct {
		name string
		cite store.Citation
		want string
		ok   bool
	}{
		{"part", cite("passage:made-up/a/1", 10, 21, "secondpoint"), `"second" point,`, true},
		{"whole", cite("passage:made-up/a/1", 0, 31, "Firstpointsecondpointthirdpoint"), `First point; "second" point, third point.`, true},
		{"other_hash", cite("passage:made-up/a/1", 10, 21, "secondpoinT"), "", false},
		{"shifted_span", cite("passage:made-up/a/1", 9, 20, "secondpoint"), "", false},
		{"empty_span", cite("passage:made-up/a/1", 10, 10, ""), "", false},
		{"negative_span", cite("passage:made-up/a/1", -1, 10, "Firstpoint"), "", false},
		{"span_beyond_the_end", cite("passage:made-up/a/1", 0, 32, "Firstpointsecondpointthirdpoint"), "", false},
		{"passage_not_in_the_copy", cite("passage:made-up/a/2", 0, 6, "Unseen"), "", false},
		{"unknown_passage", cite("passage:made-up/z/1", 0, 6, "Unseen"), "", false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, ok := a.Quote(test.cite)
			if got != test.want || ok != test.ok {
				t.Errorf("got %q, %v, want %q, %v", got, ok, test.want, test.ok)
			}
		})
	}
}

// Whatever the copy, Attach must not panic, and every text it gives must have its passage's hash.
func FuzzAttach(f *testing.F) {
	source := "Start\n\nOne thing is\n\n\"Said.\"\n\nlong, 2010-2012.\n\n- peers lead;\n- peers.\n"
	s := mustSegment(f, source, outline("1", "Start"))
	for _, text := range []string{source, strings.ToUpper(source), strings.Repeat(source, 3), "peers peers lead Start\n1\nOne thing is 2\n2\nlong", "\xffpeers\u0301"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		a := seed.Attach(text, s.Passages)
		if got := a.Matched() + len(a.Missing()); got != a.Total() {
			t.Errorf("%d passages are found or missing, want %d", got, a.Total())
		}
		for _, p := range s.Passages {
			got, ok := a.Text(p.ID)
			if ok && utf8.ValidString(text) && store.HashOf(seed.Fold(got)) != p.SHA256 {
				t.Errorf("%s reads %q, which is another text", p.Path, got)
			}
			if _, quoted := a.Quote(store.Citation{Passage: p.ID, End: p.Length, SHA256: p.SHA256}); quoted != ok {
				t.Errorf("%s is found: %v, but quoted whole: %v", p.Path, ok, quoted)
			}
		}
	})
}

func BenchmarkAttach(b *testing.B) {
	text, s := segmentReport(b)
	copies := []struct{ name, text string }{
		{"as_printed", text},
		{"wrapped", wrap(60, true)(text)},
		{"reversed", reversed(text)},
		{"without_front_matter", text[strings.LastIndex(text, "1. Introduction"):]},
		{"foreign", foreign(50_000)},
	}
	for _, c := range copies {
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(c.text)))
			for b.Loop() {
				seed.Attach(c.text, s.Passages)
			}
		})
	}
}

func paths(passages []*store.Passage) []string {
	var all []string
	for _, p := range passages {
		all = append(all, p.Path)
	}
	return all
}

// foreign returns about n bytes of words that no language has.
func foreign(n int) string {
	var b strings.Builder
	for i := 0; b.Len() < n; i++ {
		fmt.Fprintf(&b, "w%xq%s", i*7919%6007, []string{" ", ", ", ".\n"}[i%3])
	}
	return b.String()
}

var markedLine = regexp.MustCompile(`^ ?(?:(?:[-•]|o|·|\d+\.) )+`)

// paragraphs returns the paragraphs and list items of text, each on one line, marks included.
func paragraphs(text string) []string {
	var all []string
	open := false
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		switch {
		case line == "":
			open = false
		case open && !markedLine.MatchString(line) && !strings.Contains(line, "\t"):
			all[len(all)-1] += " " + strings.TrimSpace(line)
		default:
			all = append(all, line)
			open = true
		}
	}
	return all
}

// wrap fills lines of at most width characters, dividing words at line ends if hyphenate.
func wrap(width int, hyphenate bool) func(string) string {
	return func(text string) string {
		var b strings.Builder
		for _, paragraph := range paragraphs(text) {
			column := 0
			for _, word := range strings.Fields(paragraph) {
				n := utf8.RuneCountInString(word)
				room := width - column - 1
				switch {
				case column == 0:
				case n <= room:
					b.WriteByte(' ')
					column++
				case hyphenate && room > 3 && n > 6 && isASCIIWord(word):
					b.WriteString(" " + word[:room-1] + "-\n")
					word, n, column = word[room-1:], n-room+1, 0
				default:
					b.WriteByte('\n')
					column = 0
				}
				b.WriteString(word)
				column += n
			}
			b.WriteString("\n\n")
		}
		return b.String()
	}
}

func isASCIIWord(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r < 'A' || r > 'z' })
}

func typographic(text string) string {
	text = regexp.MustCompile(`"([^"\n]*)"`).ReplaceAllString(text, "“$1”")
	return strings.NewReplacer("'", "’", "-", "\u2010", " \u2010 ", " — ", "...", "…").Replace(text)
}

func typewriter(text string) string {
	return strings.NewReplacer("“", `"`, "”", `"`, "’", "'", "–", "-", "—", " -- ", "…", "...").Replace(text)
}

// marks replaces each run of list marks.
func marks(mark string) func(string) string {
	return func(text string) string {
		return eachLine(text, func(_ int, line string) string { return markedLine.ReplaceAllString(line, mark) })
	}
}

// numbers replaces each run of list marks by a running number.
func numbers(text string) string {
	return eachLine(text, func(n int, line string) string { return markedLine.ReplaceAllString(line, fmt.Sprintf("%d. ", n%30+1)) })
}

func eachLine(text string, change func(n int, line string) string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = change(i, line)
	}
	return strings.Join(lines, "\n")
}

// pages adds a line with the number of the page after each so many lines.
func pages(length int, format string) func(string) string {
	return func(text string) string {
		return eachLine(text, func(n int, line string) string {
			if n%length != length-1 {
				return line
			}
			return line + "\n\n" + fmt.Sprintf(format, n/length+1) + "\n"
		})
	}
}

var pullQuote = regexp.MustCompile(`(?m)^"[^"]*".*\n(?:\n-\*\*.*\n)?\n`)

// pullQuotesLater moves each quotation set apart before the next numbered heading.
func pullQuotesLater(text string) string {
	heading := regexp.MustCompile(`(?m)^\d+\. [A-Z]`)
	for _, quote := range pullQuote.FindAllString(text, -1) {
		before, after, _ := strings.Cut(text, quote)
		at := heading.FindStringIndex(after)[0]
		text = before + after[:at] + quote + after[at:]
	}
	return text
}

// pullQuotesElsewhere moves each quotation set apart into the middle of a sentence of the first section.
func pullQuotesElsewhere(text string) string {
	for i, quote := range pullQuote.FindAllString(text, -1) {
		within := []string{"relevant", "consolidate"}[i]
		text = strings.Replace(text, quote, "", 1)
		text = strings.Replace(text, " "+within+" ", "\n\n"+quote+within+" ", 1)
	}
	return text
}

// reversed puts the numbered sections in the opposite order.
func reversed(text string) string {
	starts := regexp.MustCompile(`(?m)^\d+\. [A-Z]`).FindAllStringIndex(text, -1)
	var out strings.Builder
	out.WriteString(text[:starts[0][0]])
	end := len(text)
	for _, at := range slices.Backward(starts) {
		out.WriteString(text[at[0]:end] + "\n")
		end = at[0]
	}
	return out.String()
}
