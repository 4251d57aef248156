package store

// Source is a document that the graph was made from, with its bibliographic record: the one place for knowledge that
// does not come from the text.
type Source struct {
	Meta
	Publisher string `json:"publisher,omitempty"`
	// PublisherFR is the publisher's own name in French; empty if it has none.
	PublisherFR string `json:"publisherFr,omitempty"`
	// URL is the official page.
	URL string `json:"url,omitempty"`
	// Date is YYYY, YYYY-MM or YYYY-MM-DD; empty if unknown.
	Date     string `json:"date,omitempty"`
	Language Lang   `json:"language,omitempty"`
	Archived bool   `json:"archived,omitempty"`
	// Note says what a reader should know about the edition and where to get a copy.
	Note Text `json:"note,omitzero"`
	// Length counts the characters of the folded text; SHA256 is the hash of it.
	Length int  `json:"length"`
	SHA256 Hash `json:"sha256"`
	// Presentation is what the pages say about the source; nil if the dataset leaves that to the program.
	Presentation *Presentation `json:"presentation,omitempty"`
	Stories      []Story       `json:"stories,omitempty"`
}

// PublisherIn returns the publisher's name in lang, or its only name.
func (n *Source) PublisherIn(lang Lang) string { return Text{n.Publisher, n.PublisherFR}.In(lang) }

func (n *Source) eachText(t textVisitor) {
	t.one("publisher", &nameText, &n.Publisher)
	t.one("publisherFr", &nameText, &n.PublisherFR)
	t.one("url", &addressText, &n.URL)
	t.definition("note", &n.Note)
	if n.Presentation != nil {
		n.Presentation.eachText(t)
	}
	for i := range n.Stories {
		n.Stories[i].eachText(t, i)
	}
}

func (n *Source) eachReference(visit func(reference)) {
	for i := range n.Stories {
		n.Stories[i].eachNamed(i, visit)
	}
}

func (n *Source) check(r *rules) {
	r.date(n.ID, "date", n.Date)
	optionalOf(r, n.ID, "language", n.Language, langs())
	if n.URL != "" {
		if err := CheckURL(n.URL); err != nil {
			r.problem(n.ID, "url", "%s", Reason(err, ErrInvalid))
		}
	}
	if n.Presentation != nil {
		n.Presentation.check(r, n.ID)
	}
	r.stories(n.ID, n.Stories)
}

// Section is a headed part of a source.
type Section struct {
	Meta
	Source ID `json:"source"`
	// Parent is the section around this one; empty at the top.
	Parent ID `json:"parent,omitempty"`
	// Path is readable and unique in the source: "3/konanur".
	Path string `json:"path"`
	// Order is the place among the source's sections in the order of the text, from 1.
	Order int `json:"order"`
}

func (n *Section) eachText(t textVisitor) {
	t.one("path", &pathText, &n.Path)
}

func (n *Section) eachReference(visit func(reference)) {
	visit(reference{field: "parent", edge: PartOf, kinds: aSection, id: n.Parent})
	visit(reference{field: "source", edge: PartOf, kinds: aSource, id: n.Source, required: true})
}

// PassageKind says what a passage is in the document.
type PassageKind string

// The kinds of passages.
const (
	PassageTitle     PassageKind = "TITLE"
	PassageBiography PassageKind = "BIOGRAPHY"
	PassageNarrative PassageKind = "NARRATIVE"
	PassageLeadIn    PassageKind = "LEAD_IN"
	PassageItem      PassageKind = "ITEM"
	PassageQuotation PassageKind = "QUOTATION"
	PassageFurniture PassageKind = "FURNITURE"
)

// PassageKinds returns every kind of passage.
func PassageKinds() []PassageKind {
	return []PassageKind{
		PassageTitle, PassageBiography, PassageNarrative, PassageLeadIn, PassageItem, PassageQuotation, PassageFurniture,
	}
}

// Passage is the smallest citable part of a source. Its text is never stored: a reader attaches a copy.
type Passage struct {
	Meta
	Source  ID `json:"source"`
	Section ID `json:"section"`
	// Path is readable and unique in the source: "3/konanur/7".
	Path string      `json:"path"`
	Kind PassageKind `json:"kind"`
	// Order is the place among the source's passages in the order of the text, from 1.
	Order int `json:"order"`
	// Ranges are where the passage stands in the source's folded text, in order: one, or several where the
	// layout interrupts a sentence.
	Ranges []Range `json:"ranges"`
	// Length counts the characters of the passage's folded text; SHA256 is the hash of it.
	Length int  `json:"length"`
	SHA256 Hash `json:"sha256"`
	// SetAside says why the passage makes no claim; nil if nobody decided so.
	SetAside *SetAside `json:"setAside,omitempty"`
}

func (p *Passage) eachText(t textVisitor) {
	t.one("path", &pathText, &p.Path)
	if p.SetAside != nil {
		t.one("setAside.note", &proseText, &p.SetAside.Note)
	}
}

func (p *Passage) eachReference(visit func(reference)) {
	visit(reference{field: "section", edge: PartOf, kinds: aSection, id: p.Section, required: true})
	visit(reference{field: "source", kinds: aSource, id: p.Source, required: true})
}

func (p *Passage) check(r *rules) {
	if s, ok := r.get(p.Section).(*Section); ok && s.Source != p.Source {
		r.problem(p.ID, "section", "%s is a section of %s, not of %s; segment the source again", p.Section, s.Source, p.Source)
	}
	oneOf(r, p.ID, "kind", p.Kind, PassageKinds())
	total := 0
	for i, at := range p.Ranges {
		if at.Start < 0 || at.End <= at.Start || i > 0 && at.Start < p.Ranges[i-1].End {
			r.problem(p.ID, index("ranges", i), "[%d, %d] is empty or out of order; segment the source again", at.Start, at.End)
		}
		total += at.End - at.Start
	}
	if total != p.Length || p.Length == 0 {
		r.problem(p.ID, "length", "is %d but the ranges hold %d characters; segment the source again", p.Length, total)
	}
	if p.SHA256.IsZero() {
		r.problem(p.ID, "sha256", "missing; segment the source again")
	}
	if p.SetAside != nil {
		oneOf(r, p.ID, "setAside.reason", p.SetAside.Reason, SetAsideReasons())
		if p.SetAside.Reason == AsideNoClaim && p.SetAside.Note == "" {
			r.problem(p.ID, "setAside.note", "NO_CLAIM needs a note; say why the passage makes no claim")
		}
	}
}

// Label returns the path.
func (p *Passage) Label(Lang) string { return p.Path }

// Range is a half-open range of characters.
type Range struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// SetAsideReason says why a passage makes no claim.
type SetAsideReason string

// The reasons to set a passage aside.
const (
	AsideFurniture SetAsideReason = "FURNITURE"
	AsideTitle     SetAsideReason = "TITLE"
	AsideLeadIn    SetAsideReason = "LEAD_IN"
	AsideContents  SetAsideReason = "TABLE_OF_CONTENTS"
	AsideNoClaim   SetAsideReason = "NO_CLAIM"
)

// SetAsideReasons returns every reason.
func SetAsideReasons() []SetAsideReason {
	return []SetAsideReason{AsideFurniture, AsideTitle, AsideLeadIn, AsideContents, AsideNoClaim}
}

// SetAside is the decision that a passage makes no claim.
type SetAside struct {
	Reason SetAsideReason `json:"reason"`
	// Note explains a NO_CLAIM; otherwise usually empty.
	Note string `json:"note,omitempty"`
}

// Covers reports whether a citation of the passage by a node of kind by counts as coding it.
//
// Issues and recommendations are editorial: that one points here does not show that the passage's claim was coded. A
// list item and a quotation are claims by their form, so only a statement codes them.
func (p *Passage) Covers(by Kind) bool {
	switch by {
	case KindStatement:
		return true
	case KindIssue, KindRecommendation:
		return false
	}
	return p.Kind != PassageItem && p.Kind != PassageQuotation
}
