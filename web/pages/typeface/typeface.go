// Package typeface says how wide text is in the site's typefaces, Source Sans 3 and Source Serif 4, so that the server can
// lay out pictures without a browser.
//
// widths.json holds the advance of each character in thousandths of the font's size, as Chromium measures it;
// web/typeface.js writes it and a test compares the two. Kerning is left out: it mostly narrows text, so labels are a
// little narrower than computed, never much wider.
package typeface

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"strings"
)

//go:embed widths.json
var widthsFile []byte

// Face is a typeface in one weight and style.
type Face struct {
	advances map[rune]float64
	// missing is the advance of a character that the file does not have: that of a wide letter.
	missing float64
}

// The faces of the site.
var (
	Sans        = load("source-sans-3-400-normal")
	SansBold    = load("source-sans-3-600-normal")
	Serif       = load("source-serif-4-400-normal")
	SerifItalic = load("source-serif-4-400-italic")
	SerifBold   = load("source-serif-4-600-normal")
)

func load(name string) *Face {
	var file struct {
		Runs  [][2]rune
		Faces map[string][][]float64
	}
	if err := json.Unmarshal(widthsFile, &file); err != nil {
		panic(fmt.Sprintf("typeface: widths.json: %v", err))
	}
	measured, ok := file.Faces[name]
	if !ok || len(measured) != len(file.Runs) {
		panic("typeface: widths.json lacks " + name)
	}
	f := &Face{advances: make(map[rune]float64)}
	for i, run := range file.Runs {
		for j, advance := range measured[i] {
			f.advances[run[0]+rune(j)] = advance
		}
	}
	f.missing = f.advances['M']
	return f
}

// Width returns the width of text in the units of size.
func (f *Face) Width(text string, size float64) float64 {
	sum := 0.0
	for _, r := range text {
		advance, ok := f.advances[r]
		if !ok {
			advance = f.missing
		}
		sum += advance
	}
	return sum * size / 1000
}

// Shorten returns text if it is no wider than width, else as many of its characters as fit with an ellipsis.
func (f *Face) Shorten(text string, size, width float64) string {
	if f.Width(text, size) <= width {
		return text
	}
	runes := []rune(text)
	for len(runes) > 1 && f.Width(string(runes)+"…", size) > width {
		runes = runes[:len(runes)-1]
	}
	return strings.TrimRight(string(runes), " ,;:") + "…"
}

// Wrap breaks text at spaces into lines of at most width. A word that is wider has a line of its own.
func (f *Face) Wrap(text string, size, width float64) []string {
	var lines []string
	line := ""
	for _, word := range strings.Split(text, " ") { // not Fields: a no-break space is no place to break
		longer := word
		if line != "" {
			longer = line + " " + word
		}
		if line != "" && f.Width(longer, size) > width {
			lines = append(lines, line)
			longer = word
		}
		line = longer
	}
	return append(lines, line)
}
