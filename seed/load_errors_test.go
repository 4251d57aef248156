package seed_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Each bad input is refused with the place, what is wrong, and the fix; all problems of an input are told.
func TestLoad_Problems(t *testing.T) {
	for _, tt := range problemCases() {
		t.Run(tt.name, func(t *testing.T) {
			got := problems(t, files(t, people+"-- x.yaml --\n"+tt.yaml))
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
		})
	}
}

type problemCase struct {
	name, yaml string
	want       []string
}

func problemCases() []problemCase {
	return []problemCase{
		{
			name: "characters of no text",
			yaml: "# a comment\u202e\nissues:\n  - id: issue:a\n    name: Un été\x1b[31m, \u200b\ufffd\n",
			want: []string{
				"forum/x.yaml:1:12: a character that changes the direction of text (U+202E); remove it",
				"forum/x.yaml:4:17: a control character (U+001B); remove it",
				"forum/x.yaml:4:24: an invisible character (U+200B); remove it",
				"forum/x.yaml:4:25: a character that was lost in a conversion (U+FFFD); remove it",
			},
		},
		{
			name: "characters of no text as escapes",
			yaml: `issues:
  - id: issue:a
    name: { en: "a\u202eb", fr: "\0" }
    definition: "\uFEFF"
    citations: [3/1]
decisions: [{ nodes: [issue:a, person:ann], decision: DISTINCT, reason: "so\x9b" }]
`,
			want: []string{
				"forum/x.yaml:3:17: a character that changes the direction of text (U+202E) at character 2; remove its escape",
				"forum/x.yaml:3:33: a control character (U+0000) at character 1; remove its escape",
				"forum/x.yaml:4:17: an invisible character (U+FEFF) at character 1; remove its escape",
				"forum/x.yaml:6:32: unknown person:ann; correct the ID, or remove a decision that is settled",
				"forum/x.yaml:6:73: a control character (U+009B) at character 3; remove its escape",
			},
		},
		{
			name: "texts that are too long, or broken",
			yaml: "issues:\n  - id: issue:a\n    name: { en: " + strings.Repeat("é", 301) + ", fr: \"a\\nb\" }\n    aliases: [" + strings.Repeat("b", 301) +
				"]\n    definition: " + strings.Repeat("c", 2001) + "\n    citations: [3/1]\n",
			want: []string{
				"forum/x.yaml:3:17: name.en: 301 characters, but a name has at most 300; shorten it",
				"forum/x.yaml:3:324: name.fr: a line break, but a name is one line; write it as one",
				"forum/x.yaml:4:15: aliases[0].text: 301 characters, but a name has at most 300; shorten it",
				"forum/x.yaml:5:17: definition.en: 2001 characters, but prose has at most 2000; shorten it",
			},
		},
		{
			name: "broken YAML",
			yaml: `people:
  - [a, b
issues:
`,
			want: []string{
				`forum/x.yaml:3:1: broken YAML: ',' or ']' must be specified; correct it here or just above`,
			},
		},
		{
			name: "broken indentation",
			yaml: `people:
  - id: person:b
   name: b
`,
			want: []string{
				`forum/x.yaml:3:4: broken YAML: value is not allowed in this context; correct it here or just above`,
			},
		},
		{
			name: "unclosed quote",
			yaml: `people:
  - id: person:b
    name: "b
`,
			want: []string{
				`forum/x.yaml:3:11: broken YAML: could not find end character of double-quoted text; correct it here or just above`,
			},
		},
		{
			name: "tab",
			yaml: `people:
	- id: person:b
`,
			want: []string{
				`forum/x.yaml:2:1: broken YAML: a tab where only spaces may stand; indent with spaces`,
			},
		},
		{
			name: "carriage return",
			yaml: "people: []\nissues:\r  []\n",
			want: []string{
				`forum/x.yaml:2: a carriage return without a line feed; end lines with LF or CR LF`,
			},
		},
		{
			name: "not UTF-8",
			yaml: "people: []\nissues: \xff\n",
			want: []string{
				`forum/x.yaml:2:9: a byte that is not UTF-8 (0xFF); save the file as UTF-8`,
			},
		},
		{
			name: "colon in text",
			yaml: `people:
  - id: person:b
    name: b: c
`,
			want: []string{
				`forum/x.yaml:3:11: broken YAML: mapping value is not allowed in this context; quote a text that holds ": "`,
			},
		},
		{
			name: "anchors",
			yaml: `issues: &x []
`,
			want: []string{
				`forum/x.yaml:1:9: anchors and aliases (& and *) are not read; write the value out, or quote it if it is text`,
			},
		},
		{
			name: "alias",
			yaml: `issues: *x
`,
			want: []string{
				`forum/x.yaml:1:9: anchors and aliases (& and *) are not read; write the value out, or quote it if it is text`,
			},
		},
		{
			name: "merge key",
			yaml: `issues: [{ <<: 1 }]
`,
			want: []string{
				`forum/x.yaml:1:12: merge keys (<<) are not read; write the keys out`,
			},
		},
		{
			name: "tag",
			yaml: `issues: !!seq []
`,
			want: []string{
				`forum/x.yaml:1:9: tags (!!seq) are not read; remove it, or quote the value if it is text`,
			},
		},
		{
			name: "complex key",
			yaml: `? a
: b
`,
			want: []string{
				`forum/x.yaml:1:1: keys after "?" are not read; write key: value`,
			},
		},
		{
			name: "second document",
			yaml: `issues: []
---
people: []
`,
			want: []string{
				`forum/x.yaml:3:7: a second YAML document; put it into a file of its own`,
			},
		},
		{
			name: "top-level list",
			yaml: `- a
`,
			want: []string{
				`forum/x.yaml:1:1: want lists by name, got a list; begin the file with a key such as "people:"`,
			},
		},
		{
			name: "top-level text",
			yaml: `hello
`,
			want: []string{
				`forum/x.yaml:1:1: want lists by name, got a text; begin the file with a key such as "people:"`,
			},
		},
		{
			name: "unknown list",
			yaml: `peeple: []
persons: []
`,
			want: []string{
				`forum/x.yaml:1:1: unknown key "peeple" in a dataset; did you mean "people"?`,
				`forum/x.yaml:2:1: unknown key "persons" in a dataset; use one of stories, sources, sections, passages, setAside, people, organizations, collectives, sessions, issues, recommendations, initiatives, publications, populations, places, figures, statements, decisions`,
			},
		},
		{
			name: "stories",
			yaml: `stories:
  - slug: A walk
    stops: []
  - slug: walk
    title: A walk
    stops:
      - { title: A, text: A., address: "https://example.org/", statements: [statement:b] }
      - { title: A, text: A., address: /en/matrix }
`,
			want: []string{
				`forum/x.yaml:2:5: source:forum stories[0].title: no English wording; add one`,
				`forum/x.yaml:2:11: stories[0].slug: "A walk" is not a name for addresses; write lower-case letters, digits and hyphens`,
				`forum/x.yaml:3:12: stories[0].stops: missing; add at least one stop`,
				`forum/x.yaml:7:40: stories[1].stops[0].address: "https://example.org/" is not an address of this site; begin with / and leave out the host`,
				`forum/x.yaml:7:77: stories[1].stops[0].statements[0]: unknown statement:b; add it or correct the ID`,
				`forum/x.yaml:8:9: source:forum stories[1].stops[1].statements: missing; name the statements that support the text`,
				`forum/x.yaml:8:40: stories[1].stops[1].address: "/en/matrix" is an address in one language; leave the language out`,
			},
		},
		{
			name: "list wanted",
			yaml: `issues: issue:a
statements: { id: statement:a }
`,
			want: []string{
				`forum/x.yaml:1:9: issues: want a list, got a text; write [...], or each entry on a line of its own after "- "`,
				`forum/x.yaml:2:13: statements: want a list, got a mapping; write [...], or each entry on a line of its own after "- "`,
			},
		},
		{
			name: "record wanted",
			yaml: `issues: [issue:a]
`,
			want: []string{
				`forum/x.yaml:1:10: want an issue as key: value, got a text; write its keys`,
			},
		},
		{
			name: "missing id",
			yaml: `issues: [{ name: A, citations: [3/1] }]
`,
			want: []string{
				`forum/x.yaml:1:10: an issue without id; add one, such as issue:a-readable-name`,
			},
		},
		{
			name: "malformed IDs",
			yaml: `issues:
  - { id: a, name: A, citations: [3/1] }
  - { id: "isue:a", name: A, citations: [3/1] }
  - { id: "issue:A", name: A, citations: [3/1] }
  - { id: "person:a", name: A, citations: [3/1] }
  - { id: 7, name: A, citations: [3/1] }
`,
			want: []string{
				`forum/x.yaml:2:11: id "a": no kind; an ID reads kind:slug, such as issue:forced-marriage`,
				`forum/x.yaml:3:11: id "isue:a": unknown kind "isue"; use one of person, organization, collective, session, issue, recommendation, initiative, publication, population, place, figure, statement, source, section, passage`,
				`forum/x.yaml:4:11: id "issue:A": 'A' cannot stand in an ID; use a to z and 0 to 9, with '-', '/' or '.' between them`,
				`forum/x.yaml:5:11: person:a stands among the issues; move it to people or correct the ID`,
				`forum/x.yaml:6:11: id: want an ID, got a number; an ID reads kind:slug, such as issue:forced-marriage`,
			},
		},
		{
			name: "unknown key",
			yaml: `issues:
  - { id: issue:a, nmae: A, citation: [3/1], foo: 1 }
`,
			want: []string{
				`forum/x.yaml:2:5: issue:a citations: no citation; cite the passage that says so`,
				`forum/x.yaml:2:5: issue:a name: no English name; add one`,
				`forum/x.yaml:2:20: unknown key "nmae" in an issue; did you mean "name"?`,
				`forum/x.yaml:2:29: unknown key "citation" in an issue; did you mean "citations"?`,
				`forum/x.yaml:2:46: unknown key "foo" in an issue; use one of id, name, aliases, citations, definition, broader, related`,
			},
		},
		{
			name: "key twice",
			yaml: `issues:
  - { id: issue:a, name: A, name: B, citations: [3/1] }
`,
			want: []string{
				`forum/x.yaml:2:29: key "name" appears twice, first at forum/x.yaml:2:20; keep one`,
			},
		},
		{
			name: "wrong types",
			yaml: `issues:
  - id: issue:a
    name: [A]
    aliases: { en: B }
    definition: true
    citations: 3/1
    broader: [[issue:b], 5]
figures:
  - { id: figure:a, value: many, unit: x, measures: A, countedByUs: 1, citations: [3/1] }
  - { id: figure:b, value: .inf, unit: x, measures: A, citations: [3/1] }
  - { id: figure:c, min: "3", unit: x, measures: { en: A, de: B }, citations: [3/1] }
`,
			want: []string{
				`forum/x.yaml:3:11: name: want a text, got a list; write one text`,
				`forum/x.yaml:4:14: aliases: want a list, got a mapping; write [...], or each entry on a line of its own after "- "`,
				`forum/x.yaml:5:17: definition: want a text, got true; put it in quotes`,
				`forum/x.yaml:6:16: citations: want a list, got a text; write [...], or each entry on a line of its own after "- "`,
				`forum/x.yaml:7:15: broader[0]: want an ID, got a list; an ID reads kind:slug, such as issue:forced-marriage`,
				`forum/x.yaml:7:26: broader[1]: want an ID, got a number; an ID reads kind:slug, such as issue:forced-marriage`,
				`forum/x.yaml:9:28: value: want a number, got "many"; write digits without quotes, with a point before decimals`,
				`forum/x.yaml:9:69: countedByUs: want true or false, got a number; write true, or remove it`,
				`forum/x.yaml:10:28: value: want a number, got ".inf"; write digits without quotes, with a point before decimals`,
				`forum/x.yaml:11:26: min: want a number, got "3"; write digits without quotes, with a point before decimals`,
				`forum/x.yaml:11:59: unknown key "de" in a text by language; use one of en, fr`,
			},
		},
		{
			name: "missing keys",
			yaml: `statements:
  - id: statement:a
  - { id: statement:b, kind: RAISES, summary: S, voices: [{ role: SPEAKER }], citations: [3/1] }
  - { id: statement:c, kind: RAISES, summary: S, voices: [person:ana-sol], positions: [{ stance: FOR }, x], citations: [3/1] }
collectives:
  - { id: collective:a, name: A, citations: [3/1] }
people:
  - { id: person:b, name: B, affiliations: [{ role: CEO }, organization:sol], citations: [3/1] }
`,
			want: []string{
				`forum/x.yaml:2:5: a statement without kind; add one of RAISES, RECOMMENDS, SUPPORTS, OPPOSES, CRITICIZES, REPORTS, DESCRIBES, ASKS, COMMITS`,
				`forum/x.yaml:2:5: statement:a citations: no citation; cite the passage that says so`,
				`forum/x.yaml:2:5: statement:a summary: empty; say the claim in one or two sentences of your own`,
				`forum/x.yaml:2:5: statement:a voices: nobody says it; name the voice`,
				`forum/x.yaml:3:59: a voice without id; add the ID of the node meant`,
				`forum/x.yaml:4:88: a position without recommendation; add the ID of the node meant`,
				`forum/x.yaml:4:105: want a position as key: value, got a text; write its keys`,
				`forum/x.yaml:6:5: a collective without quantifier; add one of CONSENSUS, MOST, MANY, SOME, FEW, ONE, UNSPECIFIED`,
				`forum/x.yaml:6:5: collective:a session: neither a session nor a basis; say where the collective spoke, or who it is`,
				`forum/x.yaml:8:45: an affiliation without organization; add the ID of the node meant`,
				`forum/x.yaml:8:60: want an affiliation as key: value, got a text; write its keys`,
			},
		},
		{
			name: "values of closed lists",
			yaml: `statements:
  - id: statement:a
    kind: raises
    summary: S
    voices: [{ id: person:ana-sol, role: SPOKE, quantifier: ALL }, { id: collective:participants, quantifier: ALL }]
    review: DONE
    citations: [3/1]
initiatives:
  - { id: initiative:a, name: A, type: THING, citations: [3/1] }
`,
			want: []string{
				`forum/x.yaml:3:11: kind: "raises" is none of RAISES, RECOMMENDS, SUPPORTS, OPPOSES, CRITICIZES, REPORTS, DESCRIBES, ASKS, COMMITS; use one of them`,
				`forum/x.yaml:5:42: role: "SPOKE" is none of SPEAKER, QUOTED, REPORTED; use one of them`,
				`forum/x.yaml:5:61: quantifier: "ALL" is none of CONSENSUS, MOST, MANY, SOME, FEW, ONE, UNSPECIFIED; use one of them`,
				`forum/x.yaml:5:111: quantifier: "ALL" is none of CONSENSUS, MOST, MANY, SOME, FEW, ONE, UNSPECIFIED; use one of them`,
				`forum/x.yaml:6:13: review: "DONE" is none of DRAFT, REVIEWED, DISPUTED; use one of them`,
				`forum/x.yaml:9:40: type: "THING" is none of PROGRAM, PLAN, STRATEGY, LAW, CAMPAIGN, SERVICE_MODEL, DATABASE, WEBSITE, TASKFORCE, CONSULTATION; use one of them`,
			},
		},
		{
			name: "statement against nothing",
			yaml: `statements:
  - { id: statement:a, kind: OPPOSES, summary: S, voices: [person:ana-sol, person:ana-sol], citations: [3/1] }
`,
			want: []string{
				`forum/x.yaml:2:5: statement:a positions: a statement that OPPOSES needs a position; name the recommendation and the stance`,
				`forum/x.yaml:2:76: voices[1]: voice person:ana-sol appears twice; keep one`,
			},
		},
		{
			name: "ID twice",
			yaml: `organizations:
  - { id: organization:sol, name: Sol, citations: [3/1] }
`,
			want: []string{
				`forum/x.yaml:2:5: organization:sol appears twice, first at forum/people.yaml:10:5; keep one or give this one another ID`,
			},
		},
		{
			name: "path twice",
			yaml: `sections: [{ path: 3, name: Again }]
passages:
  - { path: 3/1, kind: TITLE, ranges: [[0, 10]], length: 10, sha256: ` + hash("1") + ` }
`,
			want: []string{
				`forum/x.yaml:1:12: section:forum/3 appears twice, first at forum/source.yaml:4:5; keep one or give this one another path`,
				`forum/x.yaml:3:5: passage:forum/3/1 appears twice, first at forum/source.yaml:7:5; keep one or give this one another path`,
			},
		},
		{
			name: "citations",
			yaml: `issues:
  - { id: issue:a, name: A }
  - { id: issue:b, name: B, citations: [] }
  - { id: issue:c, name: C, citations: [3/9, 7, {}, true, [3/1]] }
  - id: issue:d
    name: D
    citations:
      - { passage: 3/1, from: the first, to: words }
      - { passage: 3/1, from: the first }
      - { passage: 3/9, span: [0, 4], sha256: ` + hash("1") + ` }
      - { passage: 3/1 }
      - { passage: 3/1, span: [0, 4] }
      - { passage: 3/1, span: [0, 4], sha256: 12 }
      - { passage: 3/1, span: [4, 4], sha256: ` + hash("1") + ` }
      - { passage: 3/1, span: [0, 11], sha256: ` + hash("1") + ` }
      - { passage: 3/1, span: [0, 10], sha256: 2111111111111111111111111111111111111111111111111111111111111111 }
      - { passage: 3/1, span: 4, sha256: ` + hash("1") + ` }
      - { passage: 3/1, span: [a, -1], sha256: ` + hash("1") + ` }
`,
			want: []string{
				`forum/x.yaml:2:5: issue:a citations: no citation; cite the passage that says so`,
				`forum/x.yaml:3:40: citations: no citation; cite the passage that says so`,
				`forum/x.yaml:4:41: unknown passage "3/9"; correct the path`,
				`forum/x.yaml:4:46: unknown passage "7"; correct the path`,
				`forum/x.yaml:4:49: a citation without passage; add the path of the passage`,
				`forum/x.yaml:4:49: a citation without span; add span: [start, end], or write the path alone for the whole passage`,
				`forum/x.yaml:4:53: citations[3]: want a text, got true; put it in quotes`,
				`forum/x.yaml:4:59: citations[4]: want a text, got a list; write one text`,
				`forum/x.yaml:8:31: the citation still holds words of its source; run "forumgraph draft pin" to put span and sha256 in their place`,
				`forum/x.yaml:9:31: the citation still holds words of its source; run "forumgraph draft pin" to put span and sha256 in their place`,
				`forum/x.yaml:10:20: unknown passage "3/9"; correct the path`,
				`forum/x.yaml:11:9: a citation without span; add span: [start, end], or write the path alone for the whole passage`,
				`forum/x.yaml:12:9: citations[4]: no sha256 for a part of passage:forum/3/1; pin the citation against the source`,
				`forum/x.yaml:13:47: sha256 "12": want 64 hexadecimal digits, got 2; copy it whole`,
				`forum/x.yaml:14:9: citations[6]: span [4, 4] is empty or outside of passage:forum/3/1, which has 10 characters; correct the span`,
				`forum/x.yaml:15:9: citations[7]: span [0, 11] is empty or outside of passage:forum/3/1, which has 10 characters; correct the span`,
				`forum/x.yaml:16:9: citations[8]: sha256 2` + hash("1")[1:] + ` is not that of the whole passage:forum/3/1, ` + hash("1") + `; pin the citation again`,
				`forum/x.yaml:17:31: span: want two numbers, got a number; write [start, end]`,
				`forum/x.yaml:18:32: span: want a whole number, got "a"; write digits only, without quotes`,
				`forum/x.yaml:18:35: span: want a whole number, got "-1"; write digits only, without quotes`,
			},
		},
		{
			name: "references",
			yaml: `issues:
  - { id: issue:a, name: A, broader: [issue:b, person:ana-sol, issue:a, { id: issue:c, citations: [3/9] }], citations: [3/1] }
people:
  - { id: person:b, name: B, affiliations: [{ organization: organization:x }], citations: [3/1] }
statements:
  - { id: statement:a, kind: RAISES, summary: S, voices: [person:x, { id: collective:x }], session: session:x, mentions: [organization:x], citations: [3/1] }
sessions:
  - { id: session:b, name: B, parent: session:x, section: 9, citations: [3/1] }
`,
			want: []string{
				`forum/x.yaml:2:38: broader: a cycle of BROADER: issue:a > issue:a; remove one of them`,
				`forum/x.yaml:2:39: broader[0]: unknown issue:b; add it or correct the ID`,
				`forum/x.yaml:2:48: broader[1]: person:ana-sol is of kind PERSON; want ISSUE`,
				`forum/x.yaml:2:64: broader[2]: refers to itself; remove it`,
				`forum/x.yaml:2:73: broader[3]: unknown issue:c; add it or correct the ID`,
				`forum/x.yaml:2:100: unknown passage "3/9"; correct the path`,
				`forum/x.yaml:4:61: affiliations[0].organization: unknown organization:x; add it or correct the ID`,
				`forum/x.yaml:6:59: voices[0].id: unknown person:x; add it or correct the ID`,
				`forum/x.yaml:6:75: voices[1].id: unknown collective:x; add it or correct the ID`,
				`forum/x.yaml:6:101: session: unknown session:x; add it or correct the ID`,
				`forum/x.yaml:6:123: mentions[0]: unknown organization:x; add it or correct the ID`,
				`forum/x.yaml:8:39: parent: unknown session:x; add it or correct the ID`,
				`forum/x.yaml:8:59: unknown section "9"; add it or correct the path`,
			},
		},
		{
			name: "cycle",
			yaml: `issues:
  - { id: issue:a, name: A, broader: [issue:b], citations: [3/1] }
  - { id: issue:b, name: B, broader: [issue:c], citations: [3/1] }
  - { id: issue:c, name: C, broader: [issue:a], citations: [3/1] }
`,
			want: []string{
				`forum/x.yaml:2:38: broader: a cycle of BROADER: issue:a > issue:b > issue:c > issue:a; remove one of them`,
			},
		},
		{
			name: "document side",
			yaml: `sections:
  - { name: No path }
  - { path: 4//2, name: Bad }
  - { path: "5" }
passages:
  - { path: 9/1, kind: TITLE, ranges: [[0, 10]], length: 10, sha256: ` + hash("1") + ` }
  - { path: 3/2, kind: TITEL, ranges: [[0, 10]], length: 11 }
  - { path: 3/3, kind: TITLE, ranges: [0, 10], length: 10, sha256: ` + hash("1") + ` }
  - { path: 3/4, kind: TITLE, ranges: [[0, 10]] , sha256: ` + hash("1") + ` }
  - { path: 3/5, kind: TITLE, ranges: [[4, 4], [10, 20]], length: 10, sha256: ` + hash("1") + ` }
`,
			want: []string{
				`forum/x.yaml:2:5: a section without path; add its place in the source, such as 3/konanur`,
				`forum/x.yaml:3:13: path "4//2": a path is lower-case letters and digits in groups joined by '-', '/' or '.', and not too long; correct it`,
				`forum/x.yaml:4:5: section:forum/5 name: no English name; add one`,
				`forum/x.yaml:6:13: passage "9/1" is in no section: "9" is not among the sections; add it or correct the path`,
				`forum/x.yaml:7:5: passage:forum/3/2 sha256: missing; segment the source again`,
				`forum/x.yaml:7:24: kind: "TITEL" is none of TITLE, BIOGRAPHY, NARRATIVE, LEAD_IN, ITEM, QUOTATION, FURNITURE; use one of them`,
				`forum/x.yaml:7:58: length: is 11 but the ranges hold 10 characters; segment the source again`,
				`forum/x.yaml:8:40: ranges[0]: want two numbers, got a number; write [start, end]`,
				`forum/x.yaml:8:43: ranges[1]: want two numbers, got a number; write [start, end]`,
				`forum/x.yaml:9:5: a passage without length; add it`,
				`forum/x.yaml:10:40: ranges[0]: [4, 4] is empty or out of order; segment the source again`,
			},
		},
		{
			name: "setting aside",
			yaml: `setAside:
  - { section: 8, reason: TITLE }
  - { passages: [3/7, 3/1, 3/1], reason: TITEL }
  - { reason: TITLE }
  - { passages: [3/sol/1], reason: NO_CLAIM }
  - { section: "3/sol" }
  - { section: 3, passages: [3/1], reason: TITLE }
`,
			want: []string{
				`forum/x.yaml:2:16: unknown section "8"; add it or correct the path`,
				`forum/x.yaml:3:18: unknown passage "3/7"; correct the path`,
				`forum/x.yaml:3:28: passage "3/1" is set aside twice, first at forum/x.yaml:3:5; keep one`,
				`forum/x.yaml:3:42: reason: "TITEL" is none of FURNITURE, TITLE, LEAD_IN, TABLE_OF_CONTENTS, NO_CLAIM; use one of them`,
				`forum/x.yaml:4:5: want either a section or passages to set aside; write one of the two keys`,
				`forum/x.yaml:5:5: passage:forum/3/sol/1 setAside.note: NO_CLAIM needs a note; say why the passage makes no claim`,
				`forum/x.yaml:6:5: an entry of setAside without reason; add one of FURNITURE, TITLE, LEAD_IN, TABLE_OF_CONTENTS, NO_CLAIM`,
				`forum/x.yaml:6:16: passage "3/sol/1" is set aside twice, first at forum/x.yaml:5:5; keep one`,
				`forum/x.yaml:7:5: want either a section or passages to set aside; write one of the two keys`,
			},
		},
		{
			name: "two sources",
			yaml: `sources:
  - { id: source:other, name: Other, length: 1, sha256: ` + hash("1") + ` }
`,
			want: []string{
				`forum/x.yaml:2:5: a second source, after source:forum at forum/source.yaml:2:5; a corpus has one: move this one to a folder of its own`,
			},
		},
		{
			name: "deep nesting",
			yaml: `issues: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]
`,
			want: []string{
				`forum/x.yaml:1:58: nested deeper than 50 levels; flatten it`,
			},
		},
		{
			name: "deep nesting by lines",
			yaml: "issues:\n" + strings.Repeat("- ", 60) + "a\n",
			want: []string{
				`forum/x.yaml:2:101: nested deeper than 50 levels; flatten it`,
			},
		},
		{
			name: "too many keys",
			yaml: "issues:\n- a: 1\n" + strings.Repeat("  b: [1, { c: 2 }]\n", 100),
			want: []string{
				`forum/x.yaml:102:4: more than 100 keys in one mapping; remove some`,
			},
		},
		{
			name: "names and dates",
			yaml: `issues:
  - { id: issue:a, name: "", aliases: ["", { lang: EN }], citations: [3/1] }
  - { id: issue:b, name: { fr: Nom }, citations: [3/1] }
publications:
  - { id: publication:a, name: A, date: May 2016, citations: [3/1] }
collectives:
  - { id: collective:b, name: A, quantifier: SOME, citations: [3/1] }
`,
			want: []string{
				`forum/x.yaml:2:26: name: no English name; add one`,
				`forum/x.yaml:2:40: aliases[0]: empty; write the name or remove it`,
				`forum/x.yaml:2:44: aliases[1]: empty; write the name or remove it`,
				`forum/x.yaml:3:26: name: no English name; add one`,
				`forum/x.yaml:5:41: date: "May 2016" is not a date; write YYYY, YYYY-MM or YYYY-MM-DD`,
				`forum/x.yaml:7:5: collective:b session: neither a session nor a basis; say where the collective spoke, or who it is`,
			},
		},
		{
			name: "broken file beside references",
			yaml: `people:
  - { id: person:b, name: B, role: [x], affiliations: [{ organization: organization:in-the-broken-file }], citations: [8/8] }
-- y.yaml --
organizations: [
`,
			want: []string{
				`forum/x.yaml:2:36: role: want a text, got a list; write one text`,
				`forum/y.yaml:1:16: broken YAML: sequence end token ']' not found; correct it here or just above`,
			},
		},
	}
}
