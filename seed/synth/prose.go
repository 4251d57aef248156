package synth

import (
	"hash/fnv"
	"math/rand/v2"
	"strings"

	"forumgraph/store"
)

// lexicon holds the words of a corpus in prose, in both languages. Its most frequent words are function words, half of
// a text by Zipf's law as in real ones; the others are made up and the same in both languages.
type lexicon struct {
	ranks  ranks
	en, fr []string
}

// lexiconWords is how many words a language has.
const lexiconWords = 4000

func newLexicon() *lexicon {
	l := &lexicon{
		ranks: newRanks(lexiconWords),
		en: strings.Fields("the of and to in a is that for it as was with be by on not are at from this have or an they which one were all there " +
			"would their we when who will more no if out so what up about into than them can only other time new some could these two may first then do"),
		fr: strings.Fields("de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont avec son aux d'un cette d'une " +
			"ont ses mais comme on tout nous sa fait été aussi leur bien peut ces deux très sans même autres si entre encore après où toute leurs dont"),
	}
	for i := range lexiconWords - len(l.en) {
		word := madeUpWord(i)
		l.en, l.fr = append(l.en, word), append(l.fr, word)
	}
	return l
}

// madeUpWord returns word i of 6,400, all different.
func madeUpWord(i int) string {
	onsets := [16]string{"b", "c", "d", "f", "g", "l", "m", "n", "p", "r", "s", "t", "v", "st", "tr", "pl"}
	const vowels, syllables = "aeiou", 80
	endings := [8]string{"n", "ring", "tion", "l", "nt", "ment", "s", "ver"}
	syllable := func(j int) string { return onsets[j/len(vowels)] + vowels[j%len(vowels):][:1] }
	// 2,477 and 6,400 are coprime, so that neighbors do not look alike and no word occurs twice.
	j := i * 2477 % (syllables * syllables)
	return syllable(j/syllables) + syllable(j%syllables) + endings[i%len(endings)]
}

// text draws the given number of words in both languages.
func (l *lexicon) text(rnd *rand.Rand, words int) (en, fr string) {
	var inEnglish, inFrench strings.Builder
	for i := range words {
		if i > 0 {
			inEnglish.WriteByte(' ')
			inFrench.WriteByte(' ')
		}
		rank := l.ranks.draw(rnd)
		inEnglish.WriteString(l.en[rank])
		inFrench.WriteString(l.fr[rank])
	}
	return inEnglish.String(), inFrench.String()
}

// name makes the name of a node long. The addition depends only on the ID, so that all documents agree on it.
func (l *lexicon) name(id store.ID, short store.Text) store.Text {
	h := fnv.New64a()
	_, _ = h.Write([]byte(id)) // a hash never fails to write
	rnd := rand.New(rand.NewPCG(h.Sum64(), uint64(forProse)<<56))
	words := 5 + rnd.IntN(10)
	if id.Kind() == store.KindPerson {
		words = 2 + rnd.IntN(3)
	}
	en, fr := l.text(rnd, words)
	return store.Text{EN: short.EN + ": " + en, FR: short.FR + " : " + fr}
}

// summary returns the words of statement i of a report, 20 to 60.
func (c *Corpus) summary(report, i int) string {
	rnd := c.draws(forProse, report, i)
	en, _ := c.lexicon.text(rnd, 20+rnd.IntN(41))
	return en
}
