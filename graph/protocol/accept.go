package protocol

import (
	"mime"
	"strconv"
	"strings"
)

// MediaType is the Content-Type of an answer. The body is the same for both; only their statuses differ, see
// [StatusOf].
type MediaType string

const (
	// JSON is the default: clients that know the other media type name it.
	JSON        MediaType = "application/json"
	graphqlJSON MediaType = "application/graphql-response+json"
)

// The Content-Type values, shared by all answers.
var (
	plainType   = []string{string(JSON) + "; charset=utf-8"}
	graphqlType = []string{string(graphqlJSON) + "; charset=utf-8"}
)

func (m MediaType) ContentType() []string {
	if m == graphqlJSON {
		return graphqlType
	}
	return plainType
}

// Negotiate returns the media type that an Accept header prefers; ok is false if it accepts neither.
//
// If both are preferred equally, the one named first wins, and application/json if one wildcard matches both.
func Negotiate(accept string) (chosen MediaType, ok bool) {
	if strings.TrimSpace(accept) == "" {
		return JSON, true
	}
	var best preference
	for _, m := range []MediaType{JSON, graphqlJSON} {
		p := preferenceFor(m, accept)
		if p.quality > best.quality || p.quality == best.quality && p.place < best.place && p.quality > 0 {
			chosen, best = m, p
		}
	}
	return chosen, best.quality > 0
}

// preference is what an Accept header says about one media type, by the most specific range that matches.
type preference struct {
	specific int // 1 for */*, 2 for application/*, 3 for the exact type; 0 if no range matches
	quality  float64
	place    int
}

func preferenceFor(m MediaType, accept string) preference {
	var best preference
	for place, part := range strings.Split(accept, ",") {
		name, options, err := mime.ParseMediaType(part)
		if err != nil {
			continue
		}
		p := preference{quality: 1, place: place}
		switch name {
		case string(m):
			p.specific = 3
		case "application/*":
			p.specific = 2
		case "*/*":
			p.specific = 1
		}
		if charset, ok := options["charset"]; ok && !strings.EqualFold(charset, "utf-8") {
			continue
		}
		if q, ok := options["q"]; ok {
			if p.quality, err = strconv.ParseFloat(q, 64); err != nil || !(p.quality >= 0 && p.quality <= 1) {
				continue
			}
		}
		if p.specific > best.specific {
			best = p
		}
	}
	return best
}

// AcceptsGzip reports whether an Accept-Encoding header accepts gzip, by name or by wildcard.
func AcceptsGzip(accept string) bool {
	named, wildcard := 0.0, 0.0
	for part := range strings.SplitSeq(accept, ",") {
		name, parameter, weighted := strings.Cut(strings.TrimSpace(part), ";")
		quality := 1.0
		if weighted {
			q, err := strconv.ParseFloat(strings.TrimPrefix(strings.TrimSpace(parameter), "q="), 64)
			if err != nil {
				continue
			}
			quality = q
		}
		switch strings.ToLower(strings.TrimSpace(name)) {
		case "gzip", "x-gzip":
			if named = quality; named == 0 {
				return false
			}
		case "*":
			wildcard = quality
		}
	}
	return max(named, wildcard) > 0
}
