package graph

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"forumgraph/store"
)

// wordings say an edge in words, in English and in French: %[1]s is the label of its source, %[2]s that of its target.
// None says more than the edge: presenting and having been in a session are marked as no claims, and what orders our own
// vocabulary as editorial. No French wording needs to know anybody's gender.
var wordings = map[store.EdgeType]map[store.Lang]string{
	store.AffiliatedWith: {store.EN: "%[1]s is affiliated with %[2]s", store.FR: "%[1]s a une affiliation avec %[2]s"},
	store.PresentedAt:    {store.EN: "%[1]s presented at %[2]s (not a claim)", store.FR: "%[1]s a fait une présentation à %[2]s (sans prise de position)"},
	store.PartOf:         {store.EN: "%[1]s is part of %[2]s", store.FR: "%[1]s fait partie de %[2]s"},
	store.Hosted:         {store.EN: "%[1]s hosted %[2]s", store.FR: "%[1]s a organisé %[2]s"},
	store.Runs:           {store.EN: "%[1]s runs %[2]s", store.FR: "%[1]s met en œuvre %[2]s"},
	store.FundedBy:       {store.EN: "%[1]s is funded by %[2]s", store.FR: "%[1]s reçoit un financement de %[2]s"},
	store.PartnerIn:      {store.EN: "%[1]s is a partner in %[2]s", store.FR: "%[1]s est partenaire de %[2]s"},
	store.PublishedBy:    {store.EN: "%[1]s was published by %[2]s", store.FR: "%[2]s a publié %[1]s"},
	store.LocatedIn:      {store.EN: "%[1]s is located in %[2]s", store.FR: "%[1]s se trouve dans ce lieu : %[2]s"},
	store.Broader:        {store.EN: "%[1]s comes under %[2]s (editorial)", store.FR: "%[1]s relève de %[2]s (choix éditorial)"},
	store.Related:        {store.EN: "%[1]s is related to %[2]s (editorial)", store.FR: "%[1]s est en lien avec %[2]s (choix éditorial)"},
	store.Addresses:      {store.EN: "%[1]s addresses %[2]s (editorial)", store.FR: "%[1]s porte sur %[2]s (choix éditorial)"},
	store.AddressedTo:    {store.EN: "Addressed to %[2]s: %[1]s", store.FR: "À l’intention de %[2]s : %[1]s"},
	store.Contradicts:    {store.EN: "These contradict each other: %[1]s / %[2]s", store.FR: "Ces énoncés se contredisent : %[1]s / %[2]s"},
	store.About:          {store.EN: "About %[2]s: %[1]s", store.FR: "Au sujet de %[2]s : %[1]s"},
	store.Mentions:       {store.EN: "Naming %[2]s: %[1]s", store.FR: "Avec mention de %[2]s : %[1]s"},
	store.Quotes:         {store.EN: "Quoting %[2]s: %[1]s", store.FR: "En citant %[2]s : %[1]s"},
	store.Restates:       {store.EN: "The same claim: %[1]s / %[2]s", store.FR: "La même affirmation : %[1]s / %[2]s"},
	store.InSession:      {store.EN: "In %[2]s: %[1]s", store.FR: "Dans %[2]s : %[1]s"},
	store.ReportedBy:     {store.EN: "Reported by %[2]s: %[1]s", store.FR: "Selon %[2]s : %[1]s"},
	store.TakenFrom:      {store.EN: "Taken from %[2]s: %[1]s", store.FR: "D’après %[2]s : %[1]s"},
	store.ReportedIn:     {store.EN: "%[1]s is reported in section %[2]s", store.FR: "La section %[2]s rend compte de %[1]s"},
	store.Cites:          {store.EN: "Passage %[2]s is cited for: %[1]s", store.FR: "Le passage %[2]s est cité pour : %[1]s"},
	store.Raised:         {store.EN: "%[1]s raised %[2]s", store.FR: "%[1]s a soulevé %[2]s"},
	store.Backs:          {store.EN: "%[1]s is for: %[2]s", store.FR: "%[1]s se prononce pour : %[2]s"},
	store.OpposesEdge:    {store.EN: "%[1]s is against: %[2]s", store.FR: "%[1]s se prononce contre : %[2]s"},
	store.CoRaised:       {store.EN: "%[1]s and %[2]s were raised together", store.FR: "%[1]s et %[2]s ont été soulevés ensemble"},
}

// madeWordings are those of MADE, by how the voice stands to the statement.
var madeWordings = map[store.VoiceRole]map[store.Lang]string{
	store.Speaker:  {store.EN: "%[1]s stated: %[2]s", store.FR: "%[1]s a déclaré : %[2]s"},
	store.Quoted:   {store.EN: "The source quotes %[1]s: %[2]s", store.FR: "La source cite %[1]s : %[2]s"},
	store.Reported: {store.EN: "The source says of %[1]s: %[2]s", store.FR: "La source dit de %[1]s : %[2]s"},
}

// stanceWordings are those of POSITION, by stance.
var stanceWordings = map[store.Stance]map[store.Lang]string{
	store.For:     {store.EN: "For “%[2]s”: %[1]s", store.FR: "Pour « %[2]s » : %[1]s"},
	store.Against: {store.EN: "Against “%[2]s”: %[1]s", store.FR: "Contre « %[2]s » : %[1]s"},
	store.Mixed:   {store.EN: "Mixed on “%[2]s”: %[1]s", store.FR: "Position mixte sur « %[2]s » : %[1]s"},
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
	text := fmt.Sprintf(wording[in], inside(source.Label(in)), inside(target.Label(in)))
	if r.Derived() {
		count, err := r.counted(ctx, in)
		if err != nil {
			return "", err
		}
		text += count
	}
	return text + ".", nil
}

func (r *Relationship) wording(ctx context.Context) (map[store.Lang]string, error) {
	switch r.Type() {
	case store.PositionOn:
		return stanceWordings[r.end.Stance], nil
	case store.Made:
		edge, err := r.end.edge(ctx)
		if err != nil {
			return nil, err
		}
		return madeWordings[edge.VoiceRole], nil
	}
	return wordings[r.Type()], nil
}

// counted says how many statements support a derived edge, and whether they are all of affiliated persons.
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

// inside returns a label for use inside of a sentence: without a full stop of its own.
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
