package seed_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forumgraph/seed"
	"forumgraph/store"
)

const pinned = "Title\n\nThere is a need for more training; there is also a need for \"long-\nterm\" funding of $4,000. A need remains.\n"

// The first and last words of a part must give its span and hash, and the citation its words back.
func TestAttachment_Find(t *testing.T) {
	tests := []struct {
		name, from, to string
		want           store.Citation
		quote          string
	}{
		{"whole", "", "", span(0, "Thereisaneedformoretrainingthereisalsoaneedforlongtermfundingof$4,000Aneedremains"), `There is a need for more training; there is also a need for "long-term" funding of $4,000. A need remains.`},
		{"first_part", "", "training", span(0, "Thereisaneedformoretraining"), "There is a need for more training;"},
		{"last_part", "there is also", "", span(27, "thereisalsoaneedforlongtermfundingof$4,000Aneedremains"), `there is also a need for "long-term" funding of $4,000. A need remains.`},
		{"across_line_end", "long-term", "$4,000", span(46, "longtermfundingof$4,000"), `"long-term" funding of $4,000.`},
		{"same_words", "more", "more", span(15, "more"), "more"},
		{"end_repeated_before_the_beginning", "also", "need for “long", span(34, "alsoaneedforlong"), "also a need for \"long"},
	}
	s := mustSegment(t, pinned, outline("a", "Title"))
	a := seed.Attach(pinned, s.Passages)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := a.Find("passage:made-up/a/1", test.from, test.to)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("citation (-want +got):\n%s", diff)
			}
			if quote, ok := a.Quote(got); !ok || quote != test.quote {
				t.Errorf("quote %q, %v, want %q", quote, ok, test.quote)
			}
		})
	}
}

// span returns the citation of folded words in ASCII.
func span(start int, words string) store.Citation {
	return store.Citation{Passage: "passage:made-up/a/1", Start: start, End: start + len(words), SHA256: store.HashOf(words)}
}

// Words that are not there, or not at one place only, must be refused with what to do.
func TestAttachment_Find_Errors(t *testing.T) {
	const p = "passage:made-up/a/1"
	tests := []struct {
		name     string
		passage  store.ID
		from, to string
		want     string
		is       error
	}{
		{"unknown_passage", "passage:made-up/a/9", "a", "b", "find words in passage:made-up/a/9: the copy of the source does not hold this passage: not found", store.ErrNotFound},
		{"no_such_beginning", p, "There was", "", `find words in passage:made-up/a/1: from "There was": no such words; copy them from the passage: not found`, store.ErrNotFound},
		{"no_such_end", p, "", "funds", `find words in passage:made-up/a/1: to "funds": no such words; copy them from the passage: not found`, store.ErrNotFound},
		{"other_case", p, "there is a need", "", `find words in passage:made-up/a/1: from "there is a need": no such words; copy them from the passage: not found`, store.ErrNotFound},
		{"part_of_a_word", p, "here is", "", `find words in passage:made-up/a/1: from "here is": no such words; copy them from the passage: not found`, store.ErrNotFound},
		{"end_before_beginning", p, "also", "training", `find words in passage:made-up/a/1: to "training": no such words; copy them from the passage: not found`, store.ErrNotFound},
		{"beginning_in_two_places", p, "a need for", "", `find words in passage:made-up/a/1: from "a need for": 2 places hold these words; give more of them: invalid`, store.ErrInvalid},
		{"end_in_three_places", p, "There", "need", `find words in passage:made-up/a/1: to "need": 3 places hold these words; give more of them: invalid`, store.ErrInvalid},
		{"signs_alone", p, "--", "", `find words in passage:made-up/a/1: from "--": no such words; copy them from the passage: not found`, store.ErrNotFound},
		{"many_words", p, "one two three four five six seven eight nine", "", `find words in passage:made-up/a/1: from "one two three four five six seven…": no such words; copy them from the passage: not found`, store.ErrNotFound},
	}
	s := mustSegment(t, pinned, outline("a", "Title"))
	a := seed.Attach(pinned, s.Passages)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := a.Find(test.passage, test.from, test.to)
			if got := fmt.Sprint(err); got != test.want || !errors.Is(err, test.is) {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}
