package pages

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forumgraph/graph"
	"forumgraph/web"
	"forumgraph/web/pages/banks"
	"forumgraph/web/pages/scene"
)

// messages returns the catalog of one language: all keys, and those of the pages alone, without their prefix.
func messages(t *testing.T, l Lang) (all, own map[string]string) {
	t.Helper()
	b, err := fs.ReadFile(web.Messages(), string(l)+".json")
	if err != nil {
		t.Fatal(err)
	}
	all, own = make(map[string]string), make(map[string]string)
	if err := json.Unmarshal(b, &all); err != nil {
		t.Fatal(err)
	}
	for key, text := range all {
		if short, ok := strings.CutPrefix(key, prefix); ok {
			own[short] = text
		}
	}
	return all, own
}

// Both languages have the same keys, with the same arguments in their texts; the view's keys among them.
func TestCatalog_bothLanguages(t *testing.T) {
	argument := regexp.MustCompile(`\{[a-z]+\}`)
	allEnglish, ownEnglish := messages(t, English)
	allFrench, ownFrench := messages(t, French)
	if diff := cmp.Diff(slices.Sorted(maps.Keys(allEnglish)), slices.Sorted(maps.Keys(allFrench))); diff != "" {
		t.Errorf("keys (-en +fr):\n%s", diff)
	}
	for key, text := range ownEnglish {
		french := ownFrench[key]
		en, fr := argument.FindAllString(text, -1), argument.FindAllString(french, -1)
		slices.Sort(en)
		slices.Sort(fr)
		if !slices.Equal(en, fr) {
			t.Errorf("%s%s takes %v in English, %v in French", prefix, key, en, fr)
		}
		if french != French.prose(french) {
			t.Errorf("%s%s: %q should be set %q", prefix, key, french, French.prose(french))
		}
	}
}

var (
	keyInTemplate = regexp.MustCompile(`\bt \(?"([a-z.-]+)"`)
	madeInside    = regexp.MustCompile(`print "([a-z.-]+)"`)
	countedAs     = regexp.MustCompile(`\bcount\(? ?"([a-z-]+)"`)
)

// Every key that a page names has a text, and every text is named. Keys that are put together are found by their
// beginnings, and the values that follow these by the schema.
func TestCatalog_keys(t *testing.T) {
	all, words := messages(t, English)
	// A page may name a word that the view has, if it is the same with and without the view's message format.
	missing := func(key string) bool {
		shared := all[key]
		return words[key] == "" && (shared == "" || strings.Contains(shared, "{"))
	}
	named, beginnings := make(map[string]bool), map[string]bool{}
	scan := func(files fs.FS, pattern string, whole ...*regexp.Regexp) {
		names, err := fs.Glob(files, pattern)
		if err != nil || len(names) == 0 {
			t.Fatalf("%s: %d files, error %v", pattern, len(names), err)
		}
		for _, name := range names {
			b, err := fs.ReadFile(files, name)
			if err != nil {
				t.Fatal(err)
			}
			for _, re := range whole {
				for _, m := range re.FindAllStringSubmatch(string(b), -1) {
					named[m[1]] = true
				}
			}
			for _, m := range madeInside.FindAllStringSubmatch(string(b), -1) {
				beginnings[m[1]] = true
			}
			for _, m := range countedAs.FindAllStringSubmatch(string(b), -1) {
				named["count."+m[1]] = true
			}
		}
	}
	scan(templateFiles, "templates/*.html", keyInTemplate)
	for key := range named {
		if missing(key) {
			t.Errorf("%s%s is named and has no text", prefix, key)
		}
	}
	for _, made := range madeKeys(t) {
		named[made] = true
		if missing(made) {
			t.Errorf("%s%s can be asked for and has no text", prefix, made)
		}
	}
	inCode := code(t)
	for key := range words {
		if named[key] {
			continue
		}
		if !strings.Contains(inCode, fmt.Sprintf("text(%q", key)) {
			t.Errorf("%s%s is never asked for; drop it", prefix, key)
		}
	}
	for b := range beginnings {
		if !slices.ContainsFunc(slices.Collect(maps.Keys(all)), func(key string) bool { return strings.HasPrefix(strings.TrimPrefix(key, prefix), b) }) {
			t.Errorf("no key begins with %s%s", prefix, b)
		}
	}
}

// code returns the Go files of the package, tests left out.
func code(t *testing.T) string {
	t.Helper()
	folder := os.DirFS(".")
	names, err := fs.Glob(folder, "*.go")
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		b, err := fs.ReadFile(folder, name)
		if err != nil {
			t.Fatal(err)
		}
		all.Write(b)
	}
	return all.String()
}

// madeKeys returns the keys that are put together from a beginning and a word of the schema or of the tables.
func madeKeys(t *testing.T) []string {
	t.Helper()
	var keys []string
	add := func(beginning string, words ...string) {
		for _, w := range words {
			keys = append(keys, beginning+"."+strings.ToLower(w))
		}
	}
	enum := func(name string) []string {
		def := graph.Schema().Types[name]
		if def == nil {
			t.Fatalf("the schema has no %s", name)
		}
		var words []string
		for _, v := range def.EnumValues {
			words = append(words, v.Name)
		}
		return words
	}
	add("kind", enum("NodeKind")...)
	add("kinds", enum("NodeKind")...)
	add("does", enum("StatementKind")...)
	add("said", enum("StatementKind")...)
	add("stance", enum("Stance")...)
	add("stance-group", enum("Stance")...)
	add("role", enum("VoiceRole")...)
	add("quantifier", enum("Quantifier")...)
	add("review", enum("ReviewState")...)
	add("initiative", enum("InitiativeType")...)
	add("passage.kind", enum("PassageKind")...)
	add("state", enum("PassageState")...)
	add("aside", enum("SetAsideReason")...)
	add("language", enum("Lang")...)
	add("field", slices.DeleteFunc(enum("SearchField"), func(f string) bool { return f == "SUMMARY" })...)
	add("edge", edgeTypes...)
	add("kinds", axes...)
	add("matrix.caption", "statements", "voices")
	add("filter", nodeFilters...)
	add("filter", wordFilters...)
	add("filter", "through", "words", "depth", "kinds", "types", "voices", "expand", "own")
	add("filter", "outside", "side")
	add("banks.only", sides[1:]...)
	add("matrix.order", "auto", "event", "name")
	add("banks.level", string(banks.Themes), string(banks.Main), string(banks.All))
	add("agreement.part", agreementParts...)
	add("coalition.title", coalitionModes...)
	for name, words := range map[string][]string{"mode": coalitionModes, "norm": normalizations, "repeats": duplicates} {
		add("coalition."+name, words...)
		add("coalition."+name+".how", words...)
	}
	add("titled", phrased...)
	add("licenses", "go", "npm")
	for _, g := range (&request{lang: English, catalog: &catalog{lang: English}}).glossary() {
		add("about.glossary", g.Key)
	}
	add("expand", scene.Expansions...)
	add("count", "steps", "pairs", "nodes", "contradictions", "edges")
	add("count.of-kind", append(slices.Clone(voiceKinds), "issue", "recommendation", "statement")...)
	for kind := range maps.Keys(saidBy) {
		add("node.said", kind)
		add("node.silent", kind)
	}
	add("node.said", "figure")
	add("node.raisers", "issue", "recommendation")
	for _, f := range fileFormats {
		add("files", f.name)
	}
	add("files", "svg")
	add("filter", "except")
	add("connect", "from", "to", "further", "let-all-in", "all-types")
	for _, n := range navigated {
		add("nav", n[1])
	}
	for _, p := range presets {
		add("matrix.preset", p[0]+"."+p[1])
	}
	for _, table := range tableList {
		add("list", table.name+".lead")
		keys = append(keys, "kinds."+table.kind, table.head)
		add("order", table.orders...)
		for _, c := range table.columns {
			add("col", c.Key)
		}
	}
	return keys
}

// The name of a node is set as its page's language is: French prose whole, of names the apostrophes alone, and neither
// English text on a French page nor anything on an English one.
func TestLang_label(t *testing.T) {
	for _, tt := range []struct {
		lang         Lang
		of           ref
		text, tagged string
	}{
		{French, ref{"issue:a", "L'aide : d'abord", "Help"}, "L’aide\u00a0: d’abord", ""},
		{French, ref{"issue:a", "Today's help", "Today's help"}, "Today's help", "en"},
		{French, ref{"organization:a", "Maggie's: Toronto", "Maggie's: Toronto"}, "Maggie’s: Toronto", ""},
		{French, ref{"place:a", "L'Île-d'Orléans", "Île d'Orléans"}, "L’Île-d’Orléans", ""},
		{English, ref{"organization:a", "Maggie's", "Maggie's"}, "Maggie's", ""},
		{English, ref{"issue:a", "Today's help", "Today's help"}, "Today's help", ""},
	} {
		text, tagged := tt.lang.label(tt.of)
		if text != tt.text || tagged != tt.tagged {
			t.Errorf("%s %q: %q in %q, want %q in %q", tt.lang, tt.of.Label, text, tagged, tt.text, tt.tagged)
		}
	}
	if got := (&catalog{French, map[string]string{"of": "Autour de {label}"}}).text("of", "label", ref{"organization:a", "Maggie's", "Maggie's"}); got != "Autour de Maggie’s" {
		t.Errorf("in a sentence: %q", got)
	}
}

// A plural has the words of its number, with the number set as its language does; a select those of its argument, or else of "other".
func TestCatalog_branch(t *testing.T) {
	words := map[string]string{
		"count.steps": "{n, plural, one {# step} other {In # steps}}",
		"edge.made":   "{end, select, in {Said by} other {Made}}",
	}
	for _, tt := range []struct {
		lang Lang
		key  string
		args []any
		want string
	}{
		{English, "count.steps", []any{"n", 0}, "In 0 steps"},
		{English, "count.steps", []any{"n", 1}, "1 step"},
		{English, "count.steps", []any{"n", 1200}, "In 1,200 steps"},
		{French, "count.steps", []any{"n", 0}, "0 step"},
		{French, "count.steps", []any{"n", 2}, "In 2 steps"},
		{English, "edge.made", []any{"end", "in"}, "Said by"},
		{English, "edge.made", []any{"end", "out"}, "Made"},
		{English, "edge.made", nil, "Made"},
	} {
		if got := (&catalog{tt.lang, words}).text(tt.key, tt.args...); got != tt.want {
			t.Errorf("%s %s %v: %q, want %q", tt.lang, tt.key, tt.args, got, tt.want)
		}
	}
}
