package search

import (
	"maps"
	"slices"
)

// nearWords is how many similar words a word gets at most.
const nearWords = 5

// offBy returns how many letters a word may be off, of a length in bytes. In short words each letter makes another
// word.
func offBy(length int) int {
	switch {
	case length < 4:
		return 0
	case length < 7:
		return 1
	}
	return 2
}

// near returns the words that occur and are most similar to a folded word, at the same small distance, the most frequent
// first; those with the same first letter count as nearer.
func (ix *Index) near(folded string) []edit {
	all := make(map[string]edit)
	for _, p := range ix.view.Load().parts {
		p.forms[exact].near(folded, offBy(len(folded)), func(term string, distance, count int) {
			e := all[term]
			e.words, e.typed, e.reason, e.cost = []string{term}, []string{""}, ReasonSpelling, 2*distance
			if term[0] != folded[0] {
				e.cost++
			}
			e.rarity -= count
			all[term] = e
		})
	}
	delete(all, folded)
	nearest := slices.DeleteFunc(slices.SortedFunc(maps.Values(all), edit.compare), func(e edit) bool {
		term := e.words[0]
		_, both := all[term[:len(term)-1]]
		return both && isPlural([]byte(term))
	})
	return nearest[:min(len(nearest), nearWords)]
}

// near calls found for each term at a distance of at most most: the insertions, deletions and replacements of bytes, and
// the exchanges of two neighbors, that turn one word into the other, no byte changed twice (optimal string alignment).
// A plural's last letter does not count. Terms that begin with what no end can bring near enough are skipped.
//
// The distance of a term's beginnings is kept in rows, so that a term costs only the bytes in which it differs from the
// one before: row d holds the distances of its first d bytes to all beginnings of the word.
func (d *dictionary) near(word string, most int, found func(term string, distance, count int)) {
	if most == 0 {
		return
	}
	first := make([]int, len(word)+1)
	for j := range first {
		first[j] = j
	}
	rows, last := [][]int{first}, []byte(nil)
	for c := d.from(""); c.next(); {
		rows = rows[:sharedPrefix(last, c.term)+1]
		last = append(last[:0], c.term...)
		far := 0 // the length of the beginning that is too far off
		for i := len(rows); i <= len(last) && far == 0; i++ {
			row := nextRow(rows, word, last[:i])
			rows = append(rows, row)
			if slices.Min(row) > most && slices.Min(rows[i-1]) >= most {
				far = i
			}
		}
		if far == 0 || far == len(last) {
			distance := rows[len(last)][len(word)]
			if isPlural(last) {
				distance = min(distance, rows[len(last)-1][len(word)])
			}
			if distance <= most {
				found(string(last), distance, c.postings.count)
			}
		}
		if far == 0 {
			continue
		}
		if next := after(last[:far]); next != "" {
			last = last[:far-1]
			c = d.from(next)
		} else {
			return
		}
	}
}

// isPlural reports whether a term may be the plural of a word one letter shorter, in English or French.
func isPlural(term []byte) bool {
	return len(term) > 1 && (term[len(term)-1] == 's' || term[len(term)-1] == 'x')
}

// nextRow returns the distances of a beginning of a term to all beginnings of a word; rows holds those of the shorter
// ones.
func nextRow(rows [][]int, word string, term []byte) []int {
	i := len(term)
	row := make([]int, len(word)+1)
	row[0] = i
	for j := 1; j <= len(word); j++ {
		replace := rows[i-1][j-1]
		if term[i-1] != word[j-1] {
			replace++
		}
		row[j] = min(replace, rows[i-1][j]+1, row[j-1]+1)
		if i > 1 && j > 1 && term[i-1] == word[j-2] && term[i-2] == word[j-1] {
			row[j] = min(row[j], rows[i-2][j-2]+1)
		}
	}
	return row
}

// after returns the first string after all that begin with prefix; "" if there is none.
func after(prefix []byte) string {
	next := slices.Clone(prefix)
	for i := len(next) - 1; i >= 0; i-- {
		if next[i]++; next[i] != 0 {
			return string(next[:i+1])
		}
	}
	return ""
}
