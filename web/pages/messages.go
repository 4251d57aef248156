package pages

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// prefix begins the keys of the catalog that belong to the pages alone. The view has the others, and the pages share them.
const prefix = "page."

// catalog holds the words of the pages in one language, by key without the prefix.
type catalog struct {
	lang  Lang
	words map[string]string
}

// readCatalog reads the file of l, such as en.json: a JSON object of keys and texts.
//
// Errors name the file.
func readCatalog(files fs.FS, l Lang) (*catalog, error) {
	file := string(l) + ".json"
	b, err := fs.ReadFile(files, file)
	if err != nil {
		return nil, fmt.Errorf("messages: %w", err)
	}
	all := make(map[string]string)
	if err := json.Unmarshal(b, &all); err != nil {
		return nil, fmt.Errorf("messages: %s: %w; write an object of keys and texts", file, err)
	}
	words := maps.Clone(all)
	for key, text := range all {
		if short, own := strings.CutPrefix(key, prefix); own {
			words[short] = text
			delete(words, key)
		}
	}
	return &catalog{l, words}, nil
}

// text returns the words of a key, with {name} replaced by the value that follows the name in args. It returns the key
// if it is missing, since a page with a strange word is better than no page; a test checks that none is missing.
func (c *catalog) text(key string, args ...any) string {
	text, ok := c.words[key]
	if !ok {
		return prefix + key
	}
	text = c.branch(text, args)
	for i := 0; i+1 < len(args); i += 2 {
		value := args[i+1]
		switch v := value.(type) {
		case int:
			value = c.lang.number(float64(v))
		case ref:
			value = c.lang.name(v)
		case *string:
			value = *v
		}
		text = strings.ReplaceAll(text, fmt.Sprintf("{%v}", args[i]), fmt.Sprint(value))
	}
	return text
}

// branched matches a message that is one plural or one select; the first group is its argument.
var branched = regexp.MustCompile(`^\{(\w+), (?:plural|select), `)

// branch returns the words of a plural or of a select for the value that follows its argument in args, or those of "other", and
// any other message unchanged. The branches of these hold no argument but #, the number. In French, zero and one are singular.
func (c *catalog) branch(message string, args []any) string {
	of := branched.FindStringSubmatch(message)
	if of == nil {
		return message
	}
	form, number := "other", ""
	if at := slices.Index(args, any(of[1])); at >= 0 && at+1 < len(args) {
		n, isNumber := args[at+1].(int)
		switch {
		case !isNumber:
			form = fmt.Sprint(args[at+1])
		case n == 1 || n == 0 && c.lang == French:
			form = "one"
		}
		number = c.lang.number(float64(n))
	}
	_, words, found := strings.Cut(message, " "+form+" {")
	if !found {
		_, words, _ = strings.Cut(message, " other {")
	}
	words, _, _ = strings.Cut(words, "}")
	return strings.ReplaceAll(words, "#", number)
}

// shown returns how many statements of a number stand there: "3 of 5 statements", and the number alone if all of them do.
func (c *catalog) shown(shown, total int) string {
	if shown == total {
		return c.count("statements", total)
	}
	return c.text("of-statements", "shown", shown, "total", total)
}

// count returns a number with the words of key, such as "3 statements".
func (c *catalog) count(key string, n int) string { return c.text("count."+key, "n", n) }
