package pages

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"strings"
	"unicode"
)

// byteOrderMark makes spreadsheets read a file as UTF-8.
const byteOrderMark = "\ufeff"

// writeCSV writes a list as CSV by RFC 4180: lines end in CR and LF, and the first holds the headings.
func writeCSV(w io.Writer, head fileHead, rows iter.Seq2[entry, error]) error {
	if _, err := io.WriteString(w, byteOrderMark); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	if err := out.Write(head.columns); err != nil {
		return err
	}
	for row, err := range rows {
		if err != nil {
			return err
		}
		if err := out.Write(defused(row.cells())); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// defused returns cells as text, with an apostrophe before text that a spreadsheet might run as a formula. Numbers stay
// numbers, even negative ones.
func defused(cells []any) []string {
	safe := make([]string, len(cells))
	for i, c := range cells {
		text, isText := c.(string)
		switch {
		case !isText:
			text = fmt.Sprint(c)
		case isFormula(text):
			text = "'" + text
		}
		safe[i] = text
	}
	return safe
}

// isFormula reports whether a spreadsheet may take a cell for a formula. It begins with one of the signs, in any width,
// after white space and invisible characters, which some programs drop; or with a tab or a line break. The views follow
// the same rule, in web/src/download/csv.ts.
func isFormula(cell string) bool {
	if strings.IndexAny(cell, "\t\r\n") == 0 {
		return true
	}
	begin := strings.TrimLeftFunc(cell, func(r rune) bool {
		return unicode.In(r, unicode.White_Space, unicode.Cc, unicode.Cf, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector)
	})
	return strings.IndexAny(begin, "=+-@＝＋－＠﹦﹢﹣﹫−") == 0
}

// writeJSON writes a list as an object: "about" describes the list and its version of the graph, "data" holds the rows,
// each on a line.
func writeJSON(w io.Writer, head fileHead, rows iter.Seq2[entry, error]) error {
	out := bufio.NewWriter(w)
	write := func(before string, value any) error {
		b, err := marshal(value)
		if err != nil {
			return err
		}
		_, _ = out.WriteString(before) // a bufio.Writer returns its error on the next call
		_, err = out.Write(b)
		return err
	}
	if err := write(`{"about":`, head); err != nil {
		return err
	}
	_, _ = out.WriteString(`,"data":[`)
	before := "\n"
	for row, err := range rows {
		if err != nil {
			return err
		}
		if err := write(before, row.object()); err != nil {
			return err
		}
		before = ",\n"
	}
	_, _ = out.WriteString("\n]}\n")
	return out.Flush()
}

// marshal returns a value as JSON on one line, with <, > and & unescaped, since it is not embedded in a page.
func marshal(value any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(value); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}

// object is a JSON object that keeps the order of its members.
type object []member

type member struct {
	name  string
	value any
}

// MarshalJSON implements [json.Marshaler].
func (o object) MarshalJSON() ([]byte, error) {
	b := []byte{'{'}
	for i, m := range o {
		if i > 0 {
			b = append(b, ',')
		}
		for j, part := range []any{m.name, m.value} {
			text, err := marshal(part)
			if err != nil {
				return nil, err
			}
			if j > 0 {
				b = append(b, ':')
			}
			b = append(b, text...)
		}
	}
	return append(b, '}'), nil
}
