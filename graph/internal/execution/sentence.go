package execution

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"forumgraph/store"
)

// madeWordings say a MADE edge in words, in the form of [store.EdgeTypeInfo], by the voice's role.
var madeWordings = map[store.VoiceRole]store.Text{
	store.Speaker:  {EN: "%[1]s stated: %[2]s", FR: "%[1]s a déclaré : %[2]s"},
	store.Quoted:   {EN: "The source quotes %[1]s: %[2]s", FR: "La source cite %[1]s : %[2]s"},
	store.Reported: {EN: "The source says of %[1]s: %[2]s", FR: "La source dit de %[1]s : %[2]s"},
}

// stanceWordings do the same for POSITION edges, by stance.
var stanceWordings = map[store.Stance]store.Text{
	store.For:     {EN: "For “%[2]s”: %[1]s", FR: "Pour « %[2]s » : %[1]s"},
	store.Against: {EN: "Against “%[2]s”: %[1]s", FR: "Contre « %[2]s » : %[1]s"},
	store.Mixed:   {EN: "Mixed on “%[2]s”: %[1]s", FR: "Position mixte sur « %[2]s » : %[1]s"},
}

// Sentence returns the edge in words, a sentence with its full stop.
func (r *Relationship) Sentence(ctx context.Context, lang *store.Lang) (string, error) {
	in := langOf(ctx, lang)
	source, err := r.Source(ctx)
	if err != nil {
		return "", err
	}
	target, err := r.Target(ctx)
	if err != nil {
		return "", err
	}
	wording, err := r.wording(ctx)
	if err != nil {
		return "", err
	}
	text := fmt.Sprintf(wording.In(in), inside(source.Label(in)), inside(target.Label(in)))
	if r.Derived() {
		count, err := r.counted(ctx, in)
		if err != nil {
			return "", err
		}
		text += count
	}
	return text + ".", nil
}

func (r *Relationship) wording(ctx context.Context) (store.Text, error) {
	switch r.Type() {
	case store.PositionOn:
		return stanceWordings[r.end.Stance], nil
	case store.Made:
		edge, err := r.end.edge(ctx)
		if err != nil {
			return store.Text{}, err
		}
		return madeWordings[edge.VoiceRole], nil
	}
	return r.Type().Info().Sentence, nil
}

// counted says how many statements support a derived edge, and whether affiliated persons made all of them.
func (r *Relationship) counted(ctx context.Context, lang store.Lang) (string, error) {
	n := r.end.Weight
	noun := "statements"
	switch {
	case lang == store.FR && n > 1:
		noun = "énoncés"
	case lang == store.FR:
		noun = "énoncé"
	case n == 1:
		noun = "statement"
	}
	through := ""
	if r.Type() == store.Raised && r.key().Source.Kind() == store.KindOrganization {
		own, err := r.end.direct(ctx)
		if err != nil {
			return "", err
		}
		switch {
		case own > 0:
		case lang == store.FR:
			through = ", par des personnes affiliées seulement"
		default:
			through = ", through affiliated persons only"
		}
	}
	return fmt.Sprintf(" (%d %s%s)", n, noun, through), nil
}

// inside returns a label for use within a sentence: without its full stop.
func inside(label string) string { return strings.TrimSuffix(label, ".") }

// Sentence returns the hop in words: one sentence for each edge, the heaviest first.
func (h *Hop) Sentence(ctx context.Context, lang *store.Lang) (string, error) {
	heaviest := slices.Clone(h.relationships)
	slices.SortStableFunc(heaviest, func(a, b *Relationship) int { return b.end.Weight - a.end.Weight })
	sentences := make([]string, len(heaviest))
	for i, r := range heaviest {
		var err error
		if sentences[i], err = r.Sentence(ctx, lang); err != nil {
			return "", err
		}
	}
	return strings.Join(sentences, " "), nil
}

// Sentence returns the path in words, hop by hop.
func (p *Path) Sentence(ctx context.Context, lang *store.Lang) (string, error) {
	sentences := make([]string, len(p.hops))
	for i, h := range p.hops {
		var err error
		if sentences[i], err = h.Sentence(ctx, lang); err != nil {
			return "", err
		}
	}
	return strings.Join(sentences, " "), nil
}
