package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"forumgraph/graph"
	"forumgraph/store/memstore"
)

var update = flag.Bool("update", false, "rewrite the answers in seed/forum/QUESTIONS.md and README.md")

// wantQuestions is how many questions QUESTIONS.md answers.
const wantQuestions = 18

// The embedded corpus gives each question of QUESTIONS.md the answer that stands there, whole, and each answer names a
// passage. With -update the answers are rewritten.
func TestQuestions(t *testing.T) {
	file := filepath.Join("..", "..", "seed", "forum", "QUESTIONS.md")
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	questions, err := parseQuestions(string(text))
	if err != nil {
		t.Fatal(err)
	}
	st := memstore.New()
	if err := loadIfEmpty(t.Context(), st, io.Discard); err != nil {
		t.Fatal(err)
	}
	api := graph.NewHandler(graph.Options{Store: st, Timeout: time.Minute})
	answers := make([]string, len(questions))
	for i, q := range questions {
		t.Run(q.title, func(t *testing.T) {
			resp := api.Execute(t.Context(), q.query, nil)
			if len(resp.Errors) > 0 {
				t.Fatalf("QUESTIONS.md:%d: the query fails: %v", q.line, resp.Errors)
			}
			got := fmt.Sprintf(`{"data": %s}`, resp.Data)
			if !strings.Contains(got, `"path":`) {
				t.Errorf("QUESTIONS.md:%d: the answer names no passage; ask for citations { passage { path } }", q.line)
			}
			answers[i] = layoutJSON(t, got)
			if *update {
				return
			}
			if diff := cmp.Diff(decodeJSON(t, q.answer), decodeJSON(t, got)); diff != "" {
				t.Errorf("QUESTIONS.md:%d: the answer differs; if the graph is right, run the test with -update (-QUESTIONS.md +graph):\n%s",
					q.line, diff)
			}
		})
	}
	if *update && !t.Failed() {
		if err := os.WriteFile(file, []byte(replaceAnswers(string(text), questions, answers)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := st.Close(); err != nil {
		t.Error(err)
	}
}

// The embedded corpus gives the question of the README the answer that stands there. With -update the answer is rewritten.
func TestReadme(t *testing.T) {
	file, err := filepath.Abs(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	query := regexp.MustCompile(`(?m)^\$ bin/forumgraph query '([^']*)'$`).FindSubmatch(text)
	block := regexp.MustCompile("(?ms)^```json\n(.*?)\n```$").FindSubmatchIndex(text)
	if query == nil || block == nil {
		t.Fatalf("README.md has no command %q or no block of JSON with its answer", "bin/forumgraph query")
	}
	t.Chdir(t.TempDir()) // where there is no data folder
	var out bytes.Buffer
	if err := run(t.Context(), []string{"query", string(query[1])}, nil, &out, io.Discard); err != nil {
		t.Fatal(err)
	}
	var answer struct{ Data json.RawMessage }
	if err := json.Unmarshal(out.Bytes(), &answer); err != nil {
		t.Fatal(err)
	}
	got := fmt.Sprintf(`{"data": %s}`, answer.Data)
	from, to := block[2], block[3]
	if *update {
		laid := slices.Concat(text[:from], []byte(layoutJSON(t, got)), text[to:])
		if err := os.WriteFile(file, laid, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(decodeJSON(t, string(text[from:to])), decodeJSON(t, got)); diff != "" {
		t.Errorf("the answer differs; if the graph is right, run the test with -update (-README.md +graph):\n%s", diff)
	}
}

func decodeJSON(t *testing.T, text string) any {
	t.Helper()
	var v any
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		t.Fatalf("%v; if the answer was damaged, run the test with -update:\n%s", err, text)
	}
	return v
}

// question is one question of QUESTIONS.md.
type question struct {
	title         string // "1. Who ...?"
	line          int    // of its title, from 1
	words         string // the answer for a reader
	query, answer string // the text of its two blocks
	from, to      int    // the lines of the JSON, from 0; to is the line after its last
}

// parseQuestions reads questions from Markdown: each is a title "## 1. Who ...?", the answer in words, a block of GraphQL and a
// block of JSON. What stands before the first title is skipped. The error names every fault.
func parseQuestions(text string) ([]question, error) {
	var (
		questions []question
		blocks    [][]string // the languages of each question's blocks, in their order
		faults    []error
		fence     string // the opening fence of the current block, such as "```json"; "" outside of blocks
		start     int    // the first line of that block
	)
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		n := len(questions) - 1
		switch {
		case fence != "":
			if line != "```" {
				break
			}
			if n >= 0 {
				q, block := &questions[n], strings.Join(lines[start:i], "\n")
				switch fence {
				case "```graphql":
					q.query = block
				case "```json":
					q.answer, q.from, q.to = block, start, i
				}
				blocks[n] = append(blocks[n], strings.TrimPrefix(fence, "```"))
			}
			fence = ""
		case strings.HasPrefix(line, "```"):
			fence, start = line, i+1
		case strings.HasPrefix(line, "## "):
			q := question{title: strings.TrimPrefix(line, "## "), line: i + 1}
			if want := fmt.Sprintf("%d. ", n+2); !strings.HasPrefix(q.title, want) {
				faults = append(faults, fmt.Errorf("QUESTIONS.md:%d: the title is %q, want it to begin with %q", q.line, q.title, want))
			}
			questions, blocks = append(questions, q), append(blocks, nil)
		case n >= 0 && len(blocks[n]) == 0:
			questions[n].words = strings.TrimSpace(questions[n].words + " " + line)
		}
	}
	for i, q := range questions {
		if want := []string{"graphql", "json"}; !cmp.Equal(blocks[i], want) {
			faults = append(faults, fmt.Errorf("QUESTIONS.md:%d: question %d has the blocks %q, want %q; an empty {} is filled in with -update",
				q.line, i+1, blocks[i], want))
		}
		if q.words == "" {
			faults = append(faults, fmt.Errorf("QUESTIONS.md:%d: question %d has no answer in words before its query", q.line, i+1))
		}
	}
	if len(questions) != wantQuestions {
		faults = append(faults, fmt.Errorf("QUESTIONS.md: %d questions, want %d", len(questions), wantQuestions))
	}
	return questions, errors.Join(faults...)
}

// replaceAnswers returns the text with answers in place of the JSON of its questions.
func replaceAnswers(text string, questions []question, answers []string) string {
	lines := strings.Split(text, "\n")
	var out []string
	next := 0
	for i, q := range questions {
		out = append(append(out, lines[next:q.from]...), answers[i])
		next = q.to
	}
	return strings.Join(append(out, lines[next:]...), "\n")
}

// Questions that lack something are refused, with the place.
func TestParseQuestions(t *testing.T) {
	const fence = "```"
	one := func(n int) string {
		return fmt.Sprintf("## %d. Who?\n\nShe.\n\n%sgraphql\n{ q }\n%s\n\n%sjson\n{}\n%s\n", n, fence, fence, fence, fence)
	}
	var all strings.Builder
	all.WriteString("# a\n\nWords.\n\n" + fence + "console\n## 1. none\n" + fence + "\n\n")
	for n := range wantQuestions {
		all.WriteString(one(n + 1))
	}
	sound := all.String()
	if _, err := parseQuestions(sound); err != nil {
		t.Errorf("sound: %v", err)
	}
	third := one(3)
	for _, tt := range []struct{ name, text, want string }{
		{"empty", "", "QUESTIONS.md: 0 questions, want 18"},
		{"one too few", strings.Replace(sound, one(wantQuestions), "", 1), "QUESTIONS.md: 17 questions, want 18"},
		{"one too many", sound + one(19), "QUESTIONS.md: 19 questions, want 18"},
		{
			"without JSON", strings.Replace(sound, third, strings.Replace(third, fence+"json\n{}\n"+fence, "", 1), 1),
			`QUESTIONS.md:31: question 3 has the blocks ["graphql"], want ["graphql" "json"]; an empty {} is filled in with -update`,
		},
		{
			"without GraphQL", strings.Replace(sound, third, strings.Replace(third, "graphql", "text", 1), 1),
			`QUESTIONS.md:31: question 3 has the blocks ["text" "json"], want ["graphql" "json"]; an empty {} is filled in with -update`,
		},
		{
			"without words", strings.Replace(sound, third, strings.Replace(third, "She.", "", 1), 1),
			"QUESTIONS.md:31: question 3 has no answer in words before its query",
		},
		{
			"wrong number", strings.Replace(sound, "## 3.", "## 4.", 1),
			`QUESTIONS.md:31: the title is "4. Who?", want it to begin with "3. "`,
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := parseQuestions(tt.text)
			if got := fmt.Sprint(err); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}
