package store

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// oneOf refuses a value that is not in the closed list of its type.
func oneOf[T ~string](r *rules, id ID, field string, got T, all []T) {
	if !slices.Contains(all, got) {
		r.problem(id, field, "%q is none of %s", clip(string(got)), orList(all))
	}
}

// optionalOf is oneOf for a value that may be absent.
func optionalOf[T ~string](r *rules, id ID, field string, got T, all []T) {
	if got != "" {
		oneOf(r, id, field, got, all)
	}
}

func orList[T ~string](all []T) string {
	words := make([]string, len(all))
	for i, w := range all {
		words[i] = string(w)
	}
	return strings.Join(words, ", ")
}

func index(field string, i int) string { return field + "[" + strconv.Itoa(i) + "]" }

func arrows(path []ID) string {
	var b strings.Builder
	for _, id := range path {
		b.WriteString(string(id) + " > ")
	}
	return b.String() + string(path[0])
}

var datePattern = regexp.MustCompile(`^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$`)

func validDate(s string) bool { return datePattern.MatchString(s) }
