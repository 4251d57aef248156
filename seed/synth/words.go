package synth

import (
	"math/rand/v2"
	"strings"
)

// vocabulary is how many words there are.
const vocabulary = 20_000

// words makes up words and sentences.
type words struct{ all []string }

func newWords(seed uint64) *words {
	rnd := rand.New(rand.NewPCG(seed, 1<<40))
	w := &words{all: make([]string, 0, vocabulary)}
	seen := make(map[string]bool, vocabulary)
	for len(w.all) < vocabulary {
		var b strings.Builder
		for range 2 + rnd.IntN(3) {
			b.WriteByte("bdfgklmnprstvz"[rnd.IntN(14)])
			b.WriteByte("aeiou"[rnd.IntN(5)])
		}
		if word := b.String(); !seen[word] {
			seen[word] = true
			w.all = append(w.all, word)
		}
	}
	return w
}

// name returns the n-th word with a capital.
func (w *words) name(n int) string {
	word := w.all[n%len(w.all)]
	return strings.ToUpper(word[:1]) + word[1:]
}

// sentence makes up a sentence of 10 to 24 words, which come by Zipf's law.
func (w *words) sentence(rnd *rand.Rand) string {
	zipf := rand.NewZipf(rnd, 1.05, 3, vocabulary-1)
	var b strings.Builder
	b.WriteString("Made up:")
	for range 10 + rnd.IntN(15) {
		b.WriteByte(' ')
		b.WriteString(w.all[zipf.Uint64()])
	}
	b.WriteByte('.')
	return b.String()
}
