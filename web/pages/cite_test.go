package pages

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"forumgraph/web"
)

// Each format gives the author, the title, the date, the cited characters, the statement and the version of the graph, as
// far as they are known, with what the format would read as its own marks escaped.
func TestReference(t *testing.T) {
	catalogs := make(map[Lang]*catalog)
	for _, l := range langs {
		c, err := readCatalog(web.Messages(), l)
		if err != nil {
			t.Fatal(err)
		}
		catalogs[l] = c
	}
	full := reference{
		ID: "statement:table/a-b", Summary: "Boats & fares rise by 10%.", Author: "Port Office", Title: "Quay_Report", Date: "2024-05",
		URL: "https://port.example/quay", Language: "en", Locators: []string{"Plenary 1, Ada Lund, paragraph 2", "Annex B, paragraph 3"},
		Short:   []string{"Plenary 1, Ada Lund, para. 2", "Annex B, para. 3"},
		Version: 1200, Permalink: "https://forum.example/en/statement/table/a-b", words: catalogs[English],
	}
	bare := reference{
		ID: "statement:x", Summary: "Une phrase.", Title: "Rapport du quai", Locators: []string{"Plénière 1, paragraphe 2"}, Short: []string{"Plénière 1, paragr. 2"},
		Version: 3, Permalink: "/fr/statement/x", words: catalogs[French],
	}
	for name, tt := range map[string]struct{ got, want string }{
		"apa": {full.apa(), "Port Office. (2024). Quay_Report. " +
			"https://port.example/quay. Coded in forumgraph as statement:table/a-b, graph version 1200: https://forum.example/en/statement/table/a-b"},
		"in the text": {full.inText(), "(Port Office, 2024, Plenary 1, Ada Lund, para. 2; Annex B, para. 3)"},
		"chicago": {full.chicago(), "Port Office, Quay_Report (2024), Plenary 1, Ada Lund, paragraph 2; Annex B, paragraph 3, " +
			"https://port.example/quay. Coded in forumgraph as statement:table/a-b, graph version 1200: https://forum.example/en/statement/table/a-b"},
		"bibtex": {full.bibtex(), `@misc{statement-table-a-b,
  author       = {{Port Office}},
  title        = {{Quay\_Report}},
  year         = {2024},
  howpublished = {\url{https://port.example/quay}},
  language     = {en},
  note         = {Plenary 1, Ada Lund, paragraph 2; Annex B, paragraph 3. Coded in forumgraph as statement:table/a-b, graph version 1200.},
  annote       = {Boats \& fares rise by 10\%.},
  url          = {https://forum.example/en/statement/table/a-b},
}
`},
		"ris": {full.ris(), "TY  - RPRT\r\nID  - statement-table-a-b\r\nAU  - Port Office\r\nTI  - Quay_Report\r\nPY  - 2024\r\nDA  - 2024/05\r\nLA  - en\r\n" +
			"UR  - https://forum.example/en/statement/table/a-b\r\nL2  - https://port.example/quay\r\nDB  - forumgraph\r\nET  - graph version 1200\r\n" +
			"SE  - Plenary 1, Ada Lund, paragraph 2; Annex B, paragraph 3\r\n" +
			"N1  - Coded in forumgraph as statement:table/a-b, graph version 1200.\r\nAB  - Boats & fares rise by 10%.\r\nER  - \r\n"},
		"apa without author and date": {bare.apa(), "Rapport du quai. (s. d.). " +
			"Codé dans forumgraph comme statement:x, version 3 du graphe\u00a0: /fr/statement/x"},
		"in the text without author and date": {bare.inText(), "(Rapport du quai, s. d., Plénière 1, paragr. 2)"},
		"chicago without author and date": {bare.chicago(), "Rapport du quai, Plénière 1, paragraphe 2. " +
			"Codé dans forumgraph comme statement:x, version 3 du graphe\u00a0: /fr/statement/x"},
		"bibtex without author and date": {bare.bibtex(), `@misc{statement-x,
  title        = {{Rapport du quai}},
  note         = {Plénière 1, paragraphe 2. Codé dans forumgraph comme statement:x, version 3 du graphe.},
  annote       = {Une phrase.},
  url          = {/fr/statement/x},
}
`},
		"ris without author and date": {bare.ris(), "TY  - RPRT\r\nID  - statement-x\r\nTI  - Rapport du quai\r\nUR  - /fr/statement/x\r\nDB  - forumgraph\r\n" +
			"ET  - version 3 du graphe\r\nSE  - Plénière 1, paragraphe 2\r\nN1  - Codé dans forumgraph comme statement:x, version 3 du graphe.\r\n" +
			"AB  - Une phrase.\r\nER  - \r\n"},
	} {
		if diff := cmp.Diff(tt.want, tt.got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// French is set as Canada sets it, whatever spaces the text came with; English is left as it is.
func TestLang_prose(t *testing.T) {
	for text, want := range map[string]string{
		"Un mot : deux":         "Un mot\u00a0: deux",
		"Un mot: deux":          "Un mot\u00a0: deux",
		"Pourquoi ? Ah ! Oui ;": "Pourquoi? Ah! Oui;",
		`"a" «b» « c »`:         "\"a\" «\u00a0b\u00a0» «\u00a0c\u00a0»",
		"l'enjeu d'une":         "l’enjeu d’une",
		"à 10:30, issue:x":      "à 10:30, issue:x",
	} {
		if got := French.prose(text); got != want {
			t.Errorf("%q is set %q, want %q", text, got, want)
		}
		if got := English.prose(text); got != text {
			t.Errorf("%q is set %q in English", text, got)
		}
	}
}

// Numbers are written as Canada writes them, with no more decimals than they have.
func TestLang_number(t *testing.T) {
	for _, tt := range []struct {
		n      float64
		en, fr string
	}{
		{0, "0", "0"}, {999, "999", "999"}, {1234.5, "1,234.5", "1\u00a0234,5"}, {-1e6, "\u22121,000,000", "\u22121\u00a0000\u00a0000"},
		{0.1, "0.1", "0,1"}, {12345, "12,345", "12\u00a0345"},
	} {
		if got := []string{English.number(tt.n), French.number(tt.n)}; got[0] != tt.en || got[1] != tt.fr {
			t.Errorf("%v is %q, want %q and %q", tt.n, got, tt.en, tt.fr)
		}
	}
}
