package store

// Lang is a language of labels.
type Lang string

// The two languages of labels.
const (
	EN Lang = "EN"
	FR Lang = "FR"
)

func langs() []Lang { return []Lang{EN, FR} }

// Text is a wording in English, in French, or in both. An absent wording is empty.
type Text struct {
	EN string `json:"en,omitempty"`
	FR string `json:"fr,omitempty"`
}

// In returns the wording in lang, or the other language's if there is none in lang.
func (t Text) In(lang Lang) string {
	if lang == FR && t.FR != "" || t.EN == "" {
		return t.FR
	}
	return t.EN
}

// IsZero reports whether there is no wording at all.
func (t Text) IsZero() bool { return t == Text{} }

// Alias is another name of a node: a printed spelling, an abbreviation, an outdated term.
type Alias struct {
	Text string `json:"text"`
	// Lang is empty for a name that belongs to no language, such as an abbreviation.
	Lang Lang `json:"lang,omitempty"`
	// Note says what to know about the alias, such as that the term is outdated; usually empty.
	Note Text `json:"note,omitzero"`
}
